"""What of an OpenDocument text reaches the paragraphs, and the check that nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange import odt_files as files
from tests.exchange.word_files import packed
from workbench.core.drafts import Choices, Draft
from workbench.core.errors import MalformedFile
from workbench.exchange import transcripts
from workbench.exchange.odt import read, walker
from workbench.exchange.paragraphs import ReadFile


def reading(data: bytes) -> ReadFile:
    return read(data, "intervju.odt", Choices())


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in reading(data).paragraphs]


def drafted(tmp_path: Path, data: bytes, choices: Choices | None = None) -> Draft:
    path = tmp_path / "intervju.odt"
    path.write_bytes(data)
    return transcripts.read(path, choices or Choices())


def test_paragraphs_headings_and_empty_lines_are_read() -> None:
    assert [(p.text, p.heading) for p in reading(files.plain_text()).paragraphs] == [
        ("Tittel", 2),
        ("Ei linje", 0),
        ("", 0),
        ("Ei til", 0),
    ]


def test_white_space_is_what_the_elements_say_and_no_more() -> None:
    assert lines(files.spaces_and_breaks()) == ["I:\tein   to\ntre fire fem seks"]


def test_text_in_spans_links_fields_and_content_controls_is_read() -> None:
    assert lines(files.wrapped_text()) == ["Ho sa at alt i går ordna seg!"]


def test_tracked_changes_are_read_as_the_final_version_and_counted() -> None:
    file = reading(files.tracked_changes())
    assert [p.text for p in file.paragraphs] == ["Vi fekk det", "Slik vart det."]
    assert [n.message for n in file.notices] == ["1 insertion and 2 deletions: read as the final version."]


def test_tables_are_read_row_by_row() -> None:
    assert lines(files.tables()) == ["I\tKva?", "R\tDet.", "Og det.", "Heile", "Ytre\ta\tb"]


def test_text_boxes_follow_the_paragraph_they_hang_on_and_descriptions_stay_out() -> None:
    assert [(p.category, p.text) for p in reading(files.text_boxes()).paragraphs] == [
        ("body", "Før etter"),
        ("text box", "I boksen"),
        ("text box", "I forma"),
    ]


def test_notes_are_marked_in_the_text_and_follow_it() -> None:
    assert [(p.category, p.text) for p in reading(files.notes()).paragraphs] == [
        ("body", "Pengar[1] kom[e1]."),
        ("footnote", "[1] Husbanken"),
        ("footnote", "to avsnitt"),
        ("endnote", "[e1] I 2012"),
    ]


def test_comments_keep_the_words_they_are_about_and_not_who_wrote_them() -> None:
    file = reading(files.comments())
    text = file.paragraphs[0].text
    assert text == "Ho sa noko der."
    assert [(text[c.start : c.end], c.body) for c in file.comments] == [("noko", "Sjekk"), ("", "Punkt\nto")]
    assert "Kari" not in repr(file)


def test_list_numbers_are_drawn_and_stay_out_of_the_text() -> None:
    assert [(p.number, p.text) for p in reading(files.lists()).paragraphs] == [
        ("1.", "ein"),
        ("", "utan tal"),
        ("1.a)", "ein a"),
        ("1.b)", "ein b"),
        ("2.", "to"),
        ("", "imellom"),
        ("3.", "tre"),
        ("•", "punkt"),
        ("1.", "ein igjen"),
    ]


def test_bold_italic_and_hanging_indents_come_from_the_styles() -> None:
    first, second = reading(files.styled()).paragraphs
    assert [(r.text, r.bold, r.italic) for r in first.runs] == [
        ("P7", True, False),
        ("3:37 ", False, False),
        ("begge", True, True),
    ]
    assert second.hanging


@pytest.mark.parametrize("built", files.BUILT)
def test_nothing_of_a_built_file_is_lost_on_the_way_to_the_draft(built: str, tmp_path: Path) -> None:
    draft = drafted(tmp_path, files.BUILT[built](), Choices(headers=True))
    assert draft.accounts
    assert [account for account in draft.accounts if account.lost] == []


@pytest.mark.parametrize(
    ("broken", "built", "category"),
    [
        ("text:span", "wrapped_text", "body"),
        ("table:table", "tables", "table"),
        ("text:note", "notes", "footnote"),
        ("text:list", "lists", "body"),
        ("text:h", "plain_text", "body"),
    ],
)
def test_a_walker_that_passes_over_something_is_reported_by_the_program(
    broken: str, built: str, category: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(walker.STARTS, broken, walker.skip)
    draft = drafted(tmp_path, files.BUILT[built]())
    lost = {account.category: account for account in draft.accounts if account.lost > 0}
    assert lost[category].where.endswith("content.xml")
    assert any(notice.serious and f"({category})" in notice.message for notice in draft.notices)


def test_a_walker_that_passes_over_text_boxes_is_reported_by_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walker.Walker, "start_drawing", walker.skip)
    draft = drafted(tmp_path, files.text_boxes())
    assert {account.category: account.lost for account in draft.accounts} == {"body": 0, "text box": 13}


def test_page_headers_are_shown_and_left_out_unless_chosen(tmp_path: Path) -> None:
    assert drafted(tmp_path, files.headers()).headers == ("Intervju med Kari", "Side 1")
    assert "Intervju med Kari" in drafted(tmp_path, files.headers(), Choices(headers=True)).text.text


def test_a_file_with_a_password_says_so() -> None:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    with pytest.raises(MalformedFile, match="protected by a password"):
        reading(files.odt_file("", manifest=entry))


def test_a_file_without_text_or_with_a_document_type_is_refused() -> None:
    parts = files.parts_of(files.p("x"))
    with pytest.raises(MalformedFile, match=r"content\.xml is missing"):
        reading(packed({name: data for name, data in parts.items() if name != "content.xml"}))
    with pytest.raises(MalformedFile, match="declares a document type"):
        reading(packed({**parts, "content.xml": f"<!DOCTYPE x>{parts['content.xml']!s}"}))
    with pytest.raises(MalformedFile, match="its text is missing"):
        reading(packed({**parts, "content.xml": "<a/>"}))


def test_text_in_objects_put_into_the_file_is_named_as_not_read() -> None:
    parts = {**files.parts_of(files.p("x")), "Object 1/content.xml": "<math>x</math>"}
    assert [notice.kind for notice in reading(packed(parts)).notices] == ["not-read"]
