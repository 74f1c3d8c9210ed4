"""What goes along with a matrix: pictures, the passages behind it, its variables."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.services.desks import Desk
from workbench.analysis.matrices import Matrix, Recipe, SmallCells
from workbench.core.errors import FileError, RefusedError
from workbench.services import exporting
from workbench.services.matrices import matrices, matrix_files


def studied(desk: Desk, **rest: object) -> Matrix:
    for name in ("Moss_2010", "Moss_2011"):
        transcript = desk.interview(name, f"I: Kva no i {name}?\nR: Budsjettet har auka.\nR: Startlån er =1+1.")
        desk.code(transcript, "Budsjettet har auka")
        desk.code(transcript, "=1+1", "startlan")
    return matrices.matrix(desk.project, Recipe(columns=("transcript",), **rest))  # type: ignore[arg-type]


def test_the_passages_behind_a_matrix_are_a_sheet_of_its_workbook(desk: Desk, tmp_path: Path) -> None:
    matrix = studied(desk)
    target = tmp_path / "matrix.xlsx"

    exporting.write_matrix(desk.project, matrix, target, further=[matrix_files.quotations(desk.project, matrix)])

    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Matrix", "Chart", "Cells", "Quotations", "Recipe"]
    head = [cell.value for cell in book["Quotations"][3]]
    rows = [dict(zip(head, row, strict=True)) for row in book["Quotations"].iter_rows(min_row=4, values_only=True)]
    said = [str(value) for row in rows for key, value in row.items() if key == "Quotation"]
    assert sorted(said) == ["=1+1", "=1+1", "Budsjettet har auka", "Budsjettet har auka"]
    assert "f" not in {cell.data_type for row in book["Quotations"].iter_rows(min_row=4) for cell in row}
    assert len(rows) == matrix.total.value


def test_only_what_the_matrix_counts_is_quoted(desk: Desk) -> None:
    studied(desk)
    matrix = matrices.matrix(desk.project, Recipe(columns=("transcript",), where="transcript=Moss_2010"))

    assert {str(row[1]) for row in matrix_files.quotations(desk.project, matrix).rows} == {"Moss_2010"}


def test_where_small_cells_are_left_out_they_are_not_quoted(desk: Desk) -> None:
    matrix = studied(desk, small_cells=SmallCells.DROP, min_cell=2)

    with pytest.raises(RefusedError, match="quotations would show"):
        matrix_files.quotations(desk.project, matrix)


def test_a_name_of_a_picture_gives_the_heat_map(desk: Desk, tmp_path: Path) -> None:
    matrix = studied(desk)

    assert exporting.write_matrix(desk.project, matrix, tmp_path / "m.svg") == [tmp_path / "m.svg"]
    assert (tmp_path / "m.svg").read_text("utf-8") == matrix_files.draw(matrix)
    assert {".svg", ".png", ".docx", ".html", ".tex"} <= set(exporting.matrix_suffixes())


def test_nothing_is_written_over_the_project(desk: Desk) -> None:
    matrix = studied(desk)
    before = desk.project.path.read_bytes()

    with pytest.raises(FileError):
        matrix_files.write_variables(desk.project, matrix, desk.project.path, force=True)
    with pytest.raises(FileError):
        matrix_files.write_picture(desk.project, matrix_files.draw(matrix), desk.project.path, force=True)
    with pytest.raises(FileError):
        matrix_files.check(desk.project, desk.project.path, force=True)

    assert desk.project.path.read_bytes() == before
