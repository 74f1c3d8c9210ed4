"""Rich text written by hand: characters, groups, destinations, and nothing lost."""

import pytest

from tests.exchange.speakers.papers import ink_by_category
from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, UnknownFormat
from workbench.exchange.paragraphs import ReadFile
from workbench.exchange.rtf import read
from workbench.exchange.speakers import take_turns

HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fcharset204 Cyr;}}{\colortbl;\red0;}"


def opened(body: bytes, head: bytes = HEAD) -> ReadFile:
    file = read(head + body + b"}", "a.rtf", Choices())
    assert ink_by_category(file.paragraphs) == dict(file.in_file)
    return file


def texts(file: ReadFile) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (rb"g\'e5r \'f8l \'e6re", "går øl ære"),
        (rb"\u248?l", "øl"),
        (rb"\uc0\u248 l", "øl"),
        (rb"\uc2\u248 ??l", "øl"),
        (rb"{\uc0\u248}\u248?l", "øøl"),
        (rb"\u248\'f8l", "øl"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"\f1\'cf\'f0\'e8", "При"),
        (rb"{\f1\'cf}\'e5", "Пå"),
        (rb"\ldblquote ja\rdblquote\emdash nei\endash  o\rquote", "“ja”—nei– o’"),
        (rb"\{a\}\\b\~c\_d", "{a}\\b\u00a0c-d"),
        (b"raw \xe5 byte", "raw å byte"),
        (b"over\r\ntwo\nlines", "overtwolines"),
        (rb"a\tab b\line c", "a\tb\nc"),
        (rb"a{\*\unknown hidden {\b deep}}b", "ab"),
        (rb"a{\pict\bin5 }}}}}b}c", "ac"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (rb"{\upr{plain}{\*\ud{\u248?l}}}", "plainøl"),
        (rb"a{\deleted gone}{\revised new}", "anew"),
    ],
)
def test_characters_and_groups(written: bytes, shown: str) -> None:
    assert texts(opened(written)) == [shown]


def test_a_japanese_file_takes_two_bytes_for_a_character() -> None:
    assert texts(opened(rb"\'93\'fa\'96\'7b", rb"{\rtf1\ansi\ansicpg932 ")) == ["日本"]


def test_a_macintosh_file_has_its_own_letters() -> None:
    assert texts(opened(rb"\'8c\'bf\'be", rb"{\rtf1\mac ")) == ["åøæ"]


def test_bold_labels_lists_headings_and_hanging_paragraphs_are_told() -> None:
    file = opened(
        rb"\pard\b Int:\b0  Kva?\par\pard\outlinelevel1 Tema\par"
        rb"{\listtext\tab 2.\tab}\pard\fi-360\li360 {\i punkt}\par"
    )
    first, second, third = file.paragraphs
    assert [(run.text, run.bold) for run in first.runs] == [("Int:", True), (" Kva?", False)]
    assert (second.text, second.heading) == ("Tema", 2)
    assert (third.text, third.number, third.hanging, third.runs[0].italic) == ("punkt", "2.", True, True)


def test_the_cells_of_a_table_row_are_one_paragraph() -> None:
    file = opened(rb"\trowd\intbl I:\cell Kva?\cell\row\trowd\intbl R:\cell Ja.\cell\row I:\tab Og?\par R: Nei.\par")
    turned = take_turns(file.paragraphs, Choices())
    assert [(turn.speaker, turned.text[turn.start : turn.end]) for turn in turned.turns] == [
        ("I", "Kva?"),
        ("R", "Ja."),
        ("I", "Og?"),
        ("R", "Nei."),
    ]


def test_footnotes_boxes_and_page_headers_come_apart_from_the_text() -> None:
    file = opened(
        rb"{\header Side 1\par}Ja{\footnote \pard om lag\par} vel.\par"
        rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Boks\par}}}{\*\annotation \pard merknad}Slutt"
    )
    assert [(p.category, p.text) for p in file.paragraphs] == [
        ("body", "Ja[1] vel."),
        ("body", "Slutt"),
        ("header", "Side 1"),
        ("text box", "Boks"),
        ("footnote", "[1] om lag"),
    ]


def test_tracked_changes_are_counted() -> None:
    file = opened(rb"a{\deleted gone}{\revised new}")
    assert [(notice.kind, notice.count) for notice in file.notices] == [("tracked-changes", 2)]


def test_a_file_that_was_cut_off_is_read_and_told() -> None:
    file = read(HEAD + rb"Ja {\b og", "a.rtf", Choices())
    assert texts(file) == ["Ja og"]
    assert [notice.serious for notice in file.notices] == [True]


def test_what_is_no_rich_text_or_holds_none_is_refused() -> None:
    with pytest.raises(MalformedFile):
        read(b"hello", "a.rtf", Choices())
    with pytest.raises(UnknownFormat):
        read(HEAD + rb"\par}", "a.rtf", Choices())
