"""Workbooks, read back by another library."""

import datetime
import errno
import io
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.analysis.matrices.builders import CODING, an_interview, by, count
from workbench.analysis.matrices import Measure, tidy, wide
from workbench.analysis.tables import Chart, Marked, Panel, Series, Table, TableColumn, Value, ValueKind
from workbench.core.errors import FileError
from workbench.exchange.tables import spreadsheet
from workbench.exchange.tables.spreadsheet import MOST_IN_A_CELL, text_for_cell, write_workbook

TEXT = TableColumn("text", "Text")
N = TableColumn("n", "Number", ValueKind.NUMBER, decimals=2)


def workbook(*tables: Table) -> openpyxl.Workbook:
    out = io.BytesIO()
    write_workbook(tables, out)
    return openpyxl.load_workbook(out)


def a_table(*rows: Sequence[Value], **rest: object) -> Table:
    return Table("Codings", (TEXT, N), rows, **rest)  # type: ignore[arg-type]


def cells(book: openpyxl.Workbook, column: int, sheet: str = "Table") -> list[object]:
    return [row[column].value for row in book[sheet].iter_rows(min_row=4)]


def test_numbers_are_numbers_and_text_is_text() -> None:
    book = workbook(a_table(["a", 3], ["12", 0.125], ["c", Marked(7, "+")]))

    assert cells(book, 1) == [3, 0.125, 7]
    assert [row[0].data_type for row in book["Table"].iter_rows(min_row=4)] == ["s", "s", "s"]
    assert book["Table"]["B6"].number_format == '0"+"'
    assert book["Table"]["B5"].number_format == "0.00"


SAID = ["=1+1", '=HYPERLINK("http://x")', "{=A1}", "-Hvordan", "http://x.no", "@a", "00123", "TRUE", "_x0041_", " a "]


@pytest.mark.parametrize("said", SAID)
def test_a_text_is_never_anything_but_itself(said: str) -> None:
    cell = workbook(a_table([said, 1]))["Table"]["A4"]

    assert unescape(str(cell.value)) == said
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_what_a_workbook_cannot_hold_is_shown_as_symbols() -> None:
    book = workbook(a_table(["a\x00b\x1bc\x07\x0b\ud800\uffff\td\ne", 1]))

    assert book["Table"]["A4"].value == "a␀b␛c␇␋\ufffd\ufffd\td\ne"
    assert text_for_cell("🏠 å") == "🏠 å"


def test_a_text_too_long_for_a_cell_is_whole_on_a_sheet_of_its_own() -> None:
    said = "ordet 🏠 " * 9_000
    book = workbook(a_table(["short", 1], [said, 2]))

    head = book["Table"]["A5"].value
    assert head.startswith("ordet 🏠 ordet")
    assert "Long texts" in head
    assert len(head.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL
    rows = list(book["Long texts"].iter_rows(min_row=2, values_only=True))
    assert "".join(str(row[2]) for row in rows) == said
    assert [row[:2] for row in rows] == [("Table!A5", n) for n in range(1, len(rows) + 1)]
    assert all(len(str(row[2]).encode("utf-16-le")) // 2 <= MOST_IN_A_CELL for row in rows)


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 10)

    with pytest.raises(FileError, match="no more"):
        workbook(Table("", (TEXT, N), (["a", n] for n in range(8))))


def test_dates_truth_and_numbers_too_great_to_be_exact() -> None:
    when = datetime.datetime(2012, 3, 1, 9, 30, tzinfo=datetime.UTC)

    book = workbook(a_table([datetime.date(2012, 3, 1), when], [True, 2**60], [None, ""]))

    assert cells(book, 0) == [datetime.datetime(2012, 3, 1), True, None]
    assert cells(book, 1) == [datetime.datetime(2012, 3, 1, 9, 30), str(2**60), None]


def test_values_by_name_stand_on_one_line() -> None:
    book = workbook(a_table([{"anna": 3, "bo": 2}, 1], [("one", "other"), 2]))

    assert cells(book, 0) == ["anna=3; bo=2", "one; other"]


def test_sheets_of_one_name_and_names_no_sheet_can_have() -> None:
    named = a_table(["a", 1], name="[Moss]: a/b*?'" + "x" * 40)

    book = workbook(named, named, a_table(["b", 2], name="Recipe", facts=[("Policy", "one")]))

    assert len(book.sheetnames) == 3
    assert book.sheetnames[2] == "Recipe 2"
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_matrix_has_its_cells_heat_totals_frozen_panes_and_recipe() -> None:
    moss = an_interview("Moss", "2010").coded("needs", "two").coded("budget", "three four")
    hamar = an_interview("Hamar", "2011", layers={"anna": CODING}).coded("budget", "five")
    matrix = count(moss, hamar, recipe=by(measure=Measure.WORDS))

    book = workbook(wide(matrix), tidy(matrix))

    assert book.sheetnames == ["Matrix", "Cells", "Recipe"]
    sheet = book["Matrix"]
    assert sheet["A1"].value == "Words coded, code by municipality and year"
    assert [cell.value for cell in sheet[3]] == ["Code", "Hamar 2010", "Hamar 2011", "Moss 2010", "Moss 2011", "Total"]
    assert [cell.value for cell in sheet[5]] == ["Needs", None, None, 1, None, 1]
    assert sheet["A5"].alignment.indent == 1
    assert sheet["B5"].fill.fgColor.rgb == "FFEDEDED"
    assert sheet["D5"].fill.fill_type is None
    assert sheet["F5"].number_format == '0"+"'
    assert sheet.freeze_panes == "B4"
    (heat,) = sheet.conditional_formatting
    assert str(heat.sqref) == "B4:E7"
    assert heat.rules[0].type == "colorScale"
    assert sheet["A8"].value == "Any code"
    assert sheet["A8"].font.b
    recipe = {row[0]: row[1] for row in book["Recipe"].iter_rows(values_only=True)}
    assert recipe["Measure"] == "Words coded"
    assert str(recipe["Policy"]).startswith("one:")
    reasons = [row[5] for row in book["Cells"].iter_rows(min_row=4, values_only=True)]
    assert reasons.count("no interview") == 8


def test_a_chart_takes_no_name_for_a_cell() -> None:
    series = Series("=Table!$A$1", 0, 1, 1, 1)
    chart = Chart("bar", "=Table!$A$1", (Panel("=Table!$A$1", (series,)),))

    book = workbook(a_table(["a", 1], ["=b", 2], chart=chart))

    assert book.sheetnames == ["Table", "Chart"]
    (drawn,) = book["Chart"]._charts  # type: ignore[attr-defined]
    assert drawn.series[0].tx.v == "=Table! $A$1"
    assert drawn.series[0].val.numRef.f == "Table!$B$4:$B$5"
    assert [point.v for point in drawn.series[0].cat.strRef.strCache.pt] == ["a", "=b"]


def test_a_workbook_says_nothing_about_who_made_it() -> None:
    out = io.BytesIO()
    write_workbook([a_table(["a", 1])], out)

    properties = openpyxl.load_workbook(out).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert zipfile.ZipFile(out).testzip() is None


def test_a_list_of_any_length_does_not_fill_the_memory() -> None:
    tracemalloc.start()
    write_workbook([Table("", (TEXT, N), ([f"{n} " + "ord " * 20, n] for n in range(8_000)))], io.BytesIO())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2_000_000


def test_what_a_workbook_needs_on_the_way_is_gone_also_where_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[Sequence[Value]]:
        yield ["said", 1]
        assert list(tmp_path.iterdir())
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        workbook(Table("Codings", (TEXT, N), rows()))
    assert list(tmp_path.iterdir()) == []


def test_more_columns_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(FileError, match="columns"):
        workbook(Table("", [N] * 16_385, []))


def test_a_long_text_of_a_list_has_room_on_several_lines() -> None:
    sheet = workbook(a_table(["short", 1], ["a long text " * 30, 2]))["Table"]

    assert sheet["A5"].alignment.wrap_text
    assert sheet.row_dimensions[5].height >= 90
    assert sheet.row_dimensions[4].height is None


def test_a_note_is_as_broad_as_its_table_and_goes_over_several_lines() -> None:
    sheet = workbook(a_table(["a", 1], notes=["long words " * 40]))["Table"]

    assert [str(one) for one in sheet.merged_cells.ranges] == ["A6:B6"]
    assert sheet["A6"].value == "long words " * 40
    assert sheet.row_dimensions[6].height >= 100
