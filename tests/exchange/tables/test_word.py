"""Word documents with tables, read back by python-docx."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.analysis.matrices.builders import CODING, an_interview, by, count
from workbench.analysis.matrices import Matrix, Measure, wide
from workbench.analysis.tables import Heat, Table, TableColumn, Value, ValueKind, shown
from workbench.core.errors import FileError
from workbench.core.language import speak
from workbench.exchange.colours import EMPTY, shade
from workbench.exchange.tables import Spelling, write_table_file
from workbench.exchange.tables.word import add_table, write_docx

N = TableColumn("n", "Number", ValueKind.INTEGER)


def a_matrix(**rest: object) -> Matrix:
    moss = an_interview("Moss", "2010").coded("needs", "two").coded("budget", "three four").coded("budget", "six")
    hamar = an_interview("Hamar", "2011", layers={"anna": CODING}).coded("budget", "five")
    return count(moss, hamar, recipe=by(**rest))


def document(table: Table, spelling: Spelling | None = None) -> Document:
    out = io.BytesIO()
    write_docx([table], out, *([] if spelling is None else [spelling]))
    return docx.Document(out)


def cells(made: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.tables[0].rows]


def fills(made: Document, row: int) -> list[str]:
    found = []
    for cell in made.tables[0].rows[row].cells:
        shading = cell._tc.find(f".//{qn('w:shd')}")
        found.append("" if shading is None else f"#{shading.get(qn('w:fill'))}")
    return found


def test_the_table_is_the_matrix_with_a_caption_and_headings_over_neighbours() -> None:
    table = wide(a_matrix())
    made = document(table)

    (caption,) = [one for one in made.paragraphs if one.style is not None and one.style.name == "Caption"]
    assert caption.text == "Codings, code by municipality and year"
    lines = cells(made)
    assert lines[0] == ["Code", "Hamar", "Hamar", "Moss", "Moss", "Total"]
    assert lines[1] == ["Code", "2010", "2011", "2010", "2011", "Total"]
    assert lines[2:] == [
        [shown(value, column).strip() for value, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]


def test_headings_are_repeated_on_each_page_and_no_row_is_parted() -> None:
    made = document(wide(a_matrix()))

    rows = [row._tr for row in made.tables[0].rows]
    assert [one.find(f".//{qn('w:tblHeader')}") is not None for one in rows] == [True, True] + [False] * (len(rows) - 2)
    assert all(one.find(f".//{qn('w:cantSplit')}") is not None for one in rows)


def test_heat_is_light_and_no_interview_is_not_the_colour_of_zero() -> None:
    made = document(wide(a_matrix()))

    assert fills(made, 5) == ["", EMPTY, shade(0.5), shade(1.0), EMPTY, ""]
    assert fills(made, 3) == ["", EMPTY, EMPTY, shade(0.5), EMPTY, ""]
    assert fills(made, 2)[3] == ""


def test_signs_and_recipe_stand_below() -> None:
    notes = [one.text for one in document(wide(a_matrix())).paragraphs if one.style and one.style.name == "Table Note"]

    assert notes[0].startswith("– no interview; … not done yet; + partial")
    assert "Policy: one: exactly one coder's work is counted in each transcript." in notes[-1]


def test_a_wide_table_lies_across_the_sheet() -> None:
    narrow = document(wide(a_matrix())).sections[0]
    many = document(wide(count(*(an_interview(f"Place {n}", "2010") for n in range(20))))).sections[0]

    assert narrow.orientation == WD_ORIENT.PORTRAIT
    assert many.orientation == WD_ORIENT.LANDSCAPE
    assert many.page_width is not None
    assert narrow.page_width is not None
    assert many.page_width > narrow.page_width


def test_no_table_is_wider_than_its_sheet() -> None:
    for columns in (3, 20, 60):
        made = document(wide(count(*(an_interview(f"Place {n}", "2010") for n in range(columns)))))
        section = made.sections[0]
        grid = sum(int(str(one.get(qn("w:w")))) for one in made.tables[0]._tbl.iter(qn("w:gridCol")))
        room = section.page_width.twips - section.left_margin.twips - section.right_margin.twips  # type: ignore[union-attr]
        assert grid <= room + columns


def test_numbers_have_the_decimal_sign_of_the_language_and_the_document_its_language() -> None:
    table = wide(a_matrix(measure=Measure.SHARE))
    assert cells(document(table, Spelling(norwegian=True)))[3][3] == "10,0"
    speak("nn")
    try:
        made = document(table)
    finally:
        speak("en")

    assert cells(made)[3][3] == "10,0"
    assert cells(document(table))[3][3] == "10.0"
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nn-NO"


HOSTILE = "=1+1 <w:p/> & \"'{}\x00\x07\ud800\ufffe\n\ttwo"


def test_names_from_users_are_text_and_nothing_else() -> None:
    row: list[Value] = [HOSTILE, 3]
    columns = [TableColumn("row", HOSTILE), TableColumn("n", "x", ValueKind.INTEGER, levels=(HOSTILE, "x"))]
    table = Table(HOSTILE, columns, [row], notes=[HOSTILE], facts=[(HOSTILE, HOSTILE)], heat=Heat(1, 1, 1), frozen=1)

    made = document(table)

    assert made.tables[0].rows[2].cells[0].text == "=1+1 <w:p/> & \"'{}␀␇\ufffd\ufffd\n\ttwo"


def test_a_table_goes_into_a_document_that_is_there_with_its_number() -> None:
    made = docx.Document()
    made.add_heading("The report", 0)

    add_table(made, wide(a_matrix()), number=2, recipe=False)
    add_table(made, Table("Coders", [TableColumn("name")], [["anna"]]), number=3)

    text = made.element.xml
    assert "SEQ Table" in text
    assert [one.text for one in made.paragraphs if one.style and one.style.name == "Caption"][1].startswith("Table ")
    assert len(made.tables) == 2
    assert "Policy" not in " ".join(one.text for one in made.paragraphs)


def test_a_list_too_long_to_work_with_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    table = Table("Codings", [N], ([n] for n in range(5_001)))

    with pytest.raises(FileError, match="5,001 rows"):
        write_table_file([table], tmp_path / "codings.docx")

    assert list(tmp_path.iterdir()) == []


def test_the_document_says_nothing_about_who_made_it() -> None:
    properties = document(wide(a_matrix())).core_properties

    assert not properties.author
    assert properties.title == "Codings, code by municipality and year"


def test_names_over_many_narrow_columns_stand_upright() -> None:
    many = [an_interview(f"Municipality {n}", "2010") for n in range(30)]

    heads = document(wide(count(*many, recipe=by("municipality")))).tables[0].rows[0]

    assert heads.height is not None
    assert [cell._tc.find(f".//{qn('w:textDirection')}") is not None for cell in heads.cells] == [False, *[True] * 31]
