"""Small cells: figures that come from so few people that they may point to one."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.matrices.records import Cell, Column, Matrix, Reason


def denominators(matrix: Matrix) -> list[Column]:
    """Return the places that figures come from: columns, or where rows and columns meet, where rows are no codes."""
    if not matrix.places:
        return list(matrix.columns)
    return list({id(place): place for line in matrix.places for place in line}.values())


def every_place_is_small(matrix: Matrix) -> bool:
    """Whether no place with interviews reaches the limit, as in a study of one interview a cell."""
    filled = [place for place in denominators(matrix) if place.interviews]
    return bool(filled) and all(place.small for place in filled)


def mark(matrix: Matrix) -> Matrix:
    """Mark figures from fewer people than the limit; not cell by cell where every place is small."""
    places = (*denominators(matrix), *matrix.columns, *(row.place for row in matrix.rows if row.place), matrix.whole)
    if every_place_is_small(matrix) or not any(place.small for place in places):
        return matrix

    def marked(cell: Cell, is_small: bool) -> Cell:
        return replace(cell, small=True) if is_small and cell.value is not None else cell

    columns = range(len(matrix.columns))
    return replace(
        matrix,
        cells=tuple(
            tuple(marked(line[j], matrix.place(i, j).small) for j in columns) for i, line in enumerate(matrix.cells)
        ),
        column_totals=tuple(
            marked(cell, column.small) for cell, column in zip(matrix.column_totals, matrix.columns, strict=True)
        ),
        row_totals=tuple(
            marked(cell, (row.place or matrix.whole).small)
            for cell, row in zip(matrix.row_totals, matrix.rows, strict=True)
        ),
        total=marked(matrix.total, matrix.whole.small),
    )


def drop(matrix: Matrix) -> Matrix:
    """Take out every figure that comes from too few people, and every total that would give it back.

    Where the rows are codes, a column is small as a whole, since its people are the same in each of its cells. What is
    empty for another reason goes too (that reason would say that nothing was found). The totals of a row and of a
    column with a small cell go with it, and the total of everything, for each of them less the cells that are left
    would be what was dropped.
    """
    columns = range(len(matrix.columns))
    small = [[matrix.place(i, j).small for j in columns] for i in range(len(matrix.rows))]
    if not any(place.small for place in denominators(matrix)):
        return matrix
    gone = Cell(None, Reason.SMALL_CELL)
    in_column = [matrix.columns[j].small or any(line[j] for line in small) for j in columns]
    return replace(
        matrix,
        cells=tuple(
            tuple(gone if is_small else cell for cell, is_small in zip(line, of_line, strict=True))
            for line, of_line in zip(matrix.cells, small, strict=True)
        ),
        column_totals=tuple(
            gone if is_small else cell for cell, is_small in zip(matrix.column_totals, in_column, strict=True)
        ),
        row_totals=tuple(
            gone if any(of_line) else cell for cell, of_line in zip(matrix.row_totals, small, strict=True)
        ),
        total=gone,
    )
