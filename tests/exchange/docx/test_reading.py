"""What of a Word file reaches the paragraphs, rule by rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.exchange import built_files as files
from tests.exchange import word_files
from workbench.core.drafts import Choices
from workbench.exchange.docx import read
from workbench.exchange.paragraphs import Paragraph, ReadFile


def reading(data: bytes) -> ReadFile:
    return read(data, "intervju.docx", Choices())


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in reading(data).paragraphs]


def of_kind(data: bytes, category: str) -> list[Paragraph]:
    return [paragraph for paragraph in reading(data).paragraphs if paragraph.category == category]


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (files.block_control, ["Før", "Inni eit skjema", "Etter"]),
        (files.inline_control, ["Ho sa at alt ordna seg"]),
        (files.table_control, ["I\tKva skjedde?", "Slutt"]),
        (files.row_control, ["I\tKva skjedde?", "R\tIngenting."]),
        (files.cell_control, ["I\tKva skjedde?"]),
    ],
)
def test_text_in_a_content_control_of_any_shape_is_read_in_its_place(
    built: Callable[[], bytes], expected: list[str]
) -> None:
    assert lines(built()) == expected


def test_text_in_smart_tags_custom_xml_fields_and_links_is_read_and_field_codes_are_not() -> None:
    assert lines(files.wrapped_runs()) == ["Hamar og 2011 lenkja 7"]


def test_tracked_changes_are_read_as_the_final_version_and_counted() -> None:
    file = reading(files.tracked_changes())
    assert [paragraph.text for paragraph in file.paragraphs] == ["Vi fekk støtte til slutt", "Her er det", "Ny linje"]
    (notice,) = file.notices
    assert notice.kind == "tracked-changes"
    assert notice.message == "3 insertions, 2 deletions and 1 move: read as the final version."


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next() -> None:
    assert lines(files.deleted_paragraph_end()) == ["Først dette, så dette.", "Ny."]


def test_a_deleted_row_of_a_table_is_left_out() -> None:
    assert lines(files.deleted_row()) == ["I\tBlir"]


def test_tabs_soft_breaks_and_hyphens_become_characters_inside_the_paragraph() -> None:
    assert lines(files.tabs_and_breaks()) == ["SC:\tein\nto\ntre-fire\u00adfem\tseks"]


def test_characters_of_symbol_fonts_become_what_they_look_like() -> None:
    assert lines(files.symbols()) == ["Han gjekk→☺\uf123\ufffd"]


def test_a_table_is_read_row_by_row_with_merged_cells_once() -> None:
    data = files.plain_table()
    assert lines(data) == [
        "I\tKva gjorde de?",
        "R\tVi laga ein plan.",
        "Og så ein til.",
        "Meir frå same person.",
        "Heile breidda",
    ]
    assert [p.where for p in of_kind(data, "table")] == [f"table 1, row {n}" for n in (1, 2, 2, 3, 5)]


def test_a_table_inside_a_cell_is_read_where_it_stands() -> None:
    assert lines(files.nested_table()) == ["Ytre\tindre a\tindre b", "etter"]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    data = files.box_file()
    assert lines(data) == ["Før boksen etter boksen", "I boksen", "to avsnitt"]
    assert [p.text for p in of_kind(data, "text box")] == ["I boksen", "to avsnitt"]
    assert lines(files.old_box_file()) == ["Tekst", "Gammal boks"]


def test_notes_are_marked_in_the_text_and_follow_it_in_the_order_of_their_marks() -> None:
    data = files.notes_file()
    assert lines(data) == [
        "Vi fekk pengar[1] og hjelp[2]",
        "Sidan slutta det[e1].",
        "[1] Tilskot.",
        "Andre avsnitt.",
        "[2] Frå Husbanken.",
        "[e1] I 2012.",
    ]
    assert [p.where for p in of_kind(data, "footnote")] == ["footnote 1", "footnote 1", "footnote 2"]
    assert [notice.kind for notice in reading(data).notices] == ["tracked-changes", "notes-left-out"]


def test_comments_keep_the_words_they_are_about_and_not_who_wrote_them() -> None:
    file = reading(files.comments_file())
    about = [file.paragraphs[c.paragraph].text[c.start : c.end] for c in file.comments if c.last is None]
    assert about == ["noko viktig", "", ""]
    assert [c.body for c in file.comments] == ["Sjekk dette\nmot opptaket", "Lang", "Punkt", "Laus"]
    long = file.comments[1]
    assert file.paragraphs[long.paragraph].text[long.start :] == "byrjar det"
    assert long.last is not None
    assert file.paragraphs[long.last].text[: long.end] == "og her"


def test_page_headers_and_footers_are_read_as_what_they_are() -> None:
    data = files.headers_file()
    assert [p.text for p in of_kind(data, "header")] == ["Intervju med Kari", "Første side"]
    assert [p.text for p in of_kind(data, "footer")] == ["Side 1"]


def test_list_numbers_are_drawn_as_word_draws_them_and_stay_out_of_the_text() -> None:
    paragraphs = reading(files.lists_file()).paragraphs
    assert [(p.number, p.text) for p in paragraphs] == [
        ("1.", "ein"),
        ("1.a)", "ein a"),
        ("1.b)", "ein b"),
        ("2.", "to"),
        ("2.a)", "to a"),
        ("3.", "tre"),
        ("•", "punkt"),
        ("1.", "ein igjen"),
        ("2.", "to igjen"),
        ("", "ingen"),
    ]


def test_bold_italic_headings_and_hanging_indents_are_known_from_runs_and_styles() -> None:
    heading, name, under, hanging = reading(files.styled_file()).paragraphs
    assert heading.heading == 1
    assert [(run.text, run.bold, run.italic) for run in name.runs] == [
        ("P7", True, False),
        ("3:37", False, False),
        (" og ", False, True),
        ("sterk", True, False),
    ]
    assert [(run.text, run.bold) for run in under.runs] == [("feit", True), (" ikkje", False)]
    assert under.hanging
    assert hanging.hanging
    assert not name.hanging


def test_a_file_in_the_strict_namespace_is_read_like_any_other() -> None:
    assert lines(files.strict_file()) == ["Streng fil", "I\tJa?", "[1]", "[1] Òg streng."]


def test_the_main_part_is_found_whatever_it_is_called() -> None:
    assert lines(files.renamed_file()) == ["Flytta hovuddel[1]", "[1] Og noten."]


def test_formulas_are_read_as_their_characters() -> None:
    assert lines(files.formula_file()) == ["Summen er x+1."]


def test_white_space_that_word_would_drop_is_dropped() -> None:
    inside = '<w:r><w:t>\n  To\n  ord  </w:t></w:r><w:r><w:t xml:space="preserve"> og to</w:t></w:r>'
    assert lines(word_files.word_file(word_files.paragraph(inside))) == ["To   ord og to"]


def test_empty_paragraphs_are_kept_since_they_part_turns() -> None:
    assert lines(word_files.word_file(word_files.paragraph("a") + "<w:p/>" + word_files.paragraph("b"))) == [
        "a",
        "",
        "b",
    ]


def test_who_wrote_or_changed_the_file_is_never_returned() -> None:
    for built in files.BUILT.values():
        assert "Nordmann" not in repr(reading(built()))


def test_hidden_text_is_read_and_said_to_be_there() -> None:
    hidden = word_files.run("løynd", "<w:vanish/>")
    file = reading(word_files.word_file(word_files.paragraph("Synleg ", hidden)))
    assert [p.text for p in file.paragraphs] == ["Synleg løynd"]
    assert [notice.kind for notice in file.notices] == ["hidden-text"]
    mark_only = word_files.paragraph("x", properties="<w:rPr><w:vanish/></w:rPr>")
    assert reading(word_files.word_file(mark_only)).notices == ()


def test_text_in_an_embedded_file_is_named_as_not_read() -> None:
    parts = word_files.parts_of(word_files.paragraph("Tekst") + '<w:altChunk r:id="chunk"/>')
    links = str(parts["word/_rels/document.xml.rels"])
    chunk = f'<Relationship Id="chunk" Type="{word_files.OFFICE}/aFChunk" Target="chunk.html"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = links.replace("</Relationships>", chunk)
    parts["word/chunk.html"] = "<p>Skjult</p>"
    (notice,) = reading(word_files.packed(parts)).notices
    assert notice.serious
    assert notice.kind == "not-read"
