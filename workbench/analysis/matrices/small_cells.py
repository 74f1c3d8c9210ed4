"""Small cells: figures that come from so few people that they may point to one."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.matrices.records import Cell, Matrix, Reason


def every_column_is_small(matrix: Matrix) -> bool:
    """Whether no column with interviews reaches the limit, as in a study of one interview a cell."""
    filled = [column for column in matrix.columns if column.interviews]
    return bool(filled) and all(column.small for column in filled)


def mark(matrix: Matrix) -> Matrix:
    """Mark figures from fewer people than the limit; not cell by cell where every column is small."""
    if every_column_is_small(matrix):
        return matrix
    small = [column.small for column in matrix.columns]

    def marked(cell: Cell, is_small: bool) -> Cell:
        return replace(cell, small=True) if is_small and cell.value is not None else cell

    return replace(
        matrix,
        cells=tuple(
            tuple(marked(cell, is_small) for cell, is_small in zip(line, small, strict=True)) for line in matrix.cells
        ),
        column_totals=tuple(marked(cell, is_small) for cell, is_small in zip(matrix.column_totals, small, strict=True)),
        row_totals=tuple(marked(cell, matrix.whole.small) for cell in matrix.row_totals),
        total=marked(matrix.total, matrix.whole.small),
    )


def drop(matrix: Matrix) -> Matrix:
    """Take out every figure that comes from too few people, and every total that would give it back.

    A column is small as a whole, since its people are the same in each of its cells. All of it goes, with its total,
    and what is empty for another reason too (that reason would say that nothing was found). The totals over all columns
    go with it, for each of them less the columns that are left would be what was dropped.
    """
    if not any(column.small for column in matrix.columns):
        return matrix
    gone = Cell(None, Reason.SMALL_CELL)
    small = [column.small for column in matrix.columns]
    return replace(
        matrix,
        cells=tuple(
            tuple(gone if is_small else cell for cell, is_small in zip(line, small, strict=True))
            for line in matrix.cells
        ),
        column_totals=tuple(
            gone if is_small else cell for cell, is_small in zip(matrix.column_totals, small, strict=True)
        ),
        row_totals=tuple(gone for _ in matrix.row_totals),
        total=gone,
    )
