"""The rows and columns of the matrix screen: what stands in its cells, and what one of them is in words."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.matrices import Cell, Matrix, wide
from workbench.analysis.matrices.rendering import column_levels
from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind, shown
from workbench.core.language import _, plural
from workbench.tui.layout.cells import shown_name
from workbench.tui.layout.grid import Grid, GridCell, GridRow


def grid_of(matrix: Matrix, laid: Table) -> Grid:
    """Return a matrix, laid out wide, as the screen shows it: heat for its own figures, none for totals."""
    deep = max(1, len(matrix.recipe.columns))
    most = max((cell.value or 0 for line in matrix.cells for cell in line), default=0)
    rows = []
    for at, row in enumerate(laid.rows):
        own = at < len(matrix.rows)
        cells = [
            _cell(value, column, most if own and place < len(matrix.columns) else 0, quiet=at > len(matrix.rows))
            for place, (value, column) in enumerate(zip(row[1:], laid.columns[1:], strict=True))
        ]
        rows.append(GridRow(_name(row[0]), cells, bold=not own or matrix.rows[at].depth == 0))
    return Grid(laid.columns[0].title, [_levels(column, deep) for column in laid.columns[1:]], rows)


def _levels(column: TableColumn, deep: int) -> tuple[str, ...]:
    levels = tuple(map(shown_name, column.levels or (column.title,)))
    return ("",) * (deep - len(levels)) + levels


def _name(value: Value) -> str:
    indent = value.indent if isinstance(value, Marked) else 0
    return "  " * indent + shown_name(str(value.value if isinstance(value, Marked) else value))


def _cell(value: Value, column: TableColumn, most: float, *, quiet: bool) -> GridCell:
    figure = value.value if isinstance(value, Marked) else value
    said = shown(value, replace(column, kind=ValueKind.INTEGER) if isinstance(value, int) else column)
    heat = figure / most if isinstance(figure, (int, float)) and most else None
    return GridCell(said, heat, quiet or not figure)


def laid_out(matrix: Matrix, language: str) -> Table:
    """Return the wide table of a matrix with its rows at hand."""
    table = wide(matrix, language)
    return replace(table, rows=list(table.rows))


def said(matrix: Matrix, at: int, place: int, language: str) -> str:
    """Return one figure in words, with its denominators; ``place`` -1 and the last one are all interviews.

    Rows below those of the matrix and of its totals are denominators and say nothing more: "".
    """
    if at > len(matrix.rows):
        return ""
    cell, column = cell_at(matrix, at, place), matrix.whole
    row = matrix.rows[at] if at < len(matrix.rows) else matrix.all_codes
    where = _("all interviews")
    if 0 <= place < len(matrix.columns):
        column = matrix.place(at, place) if at < len(matrix.rows) else matrix.columns[place]
        where = " ".join(column_levels(matrix, matrix.columns[place], language)) or where
    elif row.place is not None:
        column = row.place
    figure = _("no figure: ") + _(str(cell.reason)) if cell.value is None else f"{cell.value:.4g}"
    grows = _(", may grow: not all could be counted yet") if cell.partial else ""
    few = _(", from few people") if cell.small else ""
    interviews = plural(column.interviews, "1 interview", "{n} interviews")
    words = plural(column.words, "1 word", "{n} words")
    return shown_name(f"{row.label(language)} · {where}: {figure}{grows}{few}  ({interviews}, {words})")


def cell_at(matrix: Matrix, at: int, place: int) -> Cell:
    """Return a cell or a total by where it stands on the screen."""
    inside = 0 <= place < len(matrix.columns)
    if at == len(matrix.rows):
        return matrix.column_totals[place] if inside else matrix.total
    return matrix.cells[at][place] if inside else matrix.row_totals[at]
