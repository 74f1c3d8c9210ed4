"""A matrix as tables and as JSON: the same figures, wide for a report and long for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.matrices.recipes import Measure, RowKind
from workbench.analysis.matrices.records import Cell, Column, Matrix, Reason, Row
from workbench.analysis.tables import Heat, Marked, Table, TableColumn, Value, ValueKind
from workbench.core.cases import AttributeType

MARKS = {
    Reason.NO_INTERVIEW: "–",
    Reason.NOT_DONE_YET: "…",
    Reason.NOT_LOOKED_FOR: "?",
    Reason.ROLES_UNKNOWN: "¿",
    Reason.SMALL_CELL: "×",
}
"""How an empty cell is shown, by its reason."""

PARTIAL = "+"
"""Beside a figure that may grow."""

SMALL = "*"
"""Beside the heading of a column that comes from fewer people than the limit; not beside each of its figures."""

_SAYS = {
    Reason.NO_INTERVIEW: "no interview",
    Reason.NOT_DONE_YET: "not done yet",
    Reason.NOT_LOOKED_FOR: "not looked for: done before the code was in the codebook",
    Reason.ROLES_UNKNOWN: "no respondent is known in the transcript",
    Reason.SMALL_CELL: "left out, too few people",
}
_RATIOS = {Measure.SHARE, Measure.PER_1000, Measure.MEAN}
_TAKEN = {"row", "name", "value", "reason", "partial", "small", "interviews", "people", "words", "done", "reviewed"}


def marked(cell: Cell) -> Marked:
    """Return a cell with its sign for people and its reason in words."""
    if cell.reason is not None:
        return Marked(None, MARKS[cell.reason], str(cell.reason))
    return Marked(cell.value, PARTIAL if cell.partial else "", "partial" if cell.partial else "")


def column_label(matrix: Matrix, column: Column) -> str:
    """Return what stands over a column: its values, a missing one told by its variable ("Moss, no year")."""
    return (" " if all(column.values) else ", ").join(_levels(matrix, column)) or "All"


def _levels(matrix: Matrix, column: Column) -> tuple[str, ...]:
    return tuple(value or f"no {name}" for name, value in zip(matrix.recipe.columns, column.values, strict=True))


def title(matrix: Matrix) -> str:
    """Return what the matrix shows, in one line."""
    recipe = matrix.recipe
    rows = "theme" if recipe.rows is RowKind.THEME else "code"
    by = f" by {' and '.join(recipe.columns)}" if recipe.columns else ""
    return f"{recipe.heading}, {rows}{by}"


def _kind(matrix: Matrix) -> ValueKind:
    cells = (cell for line in (*matrix.cells, matrix.row_totals, matrix.column_totals) for cell in line)
    real = matrix.recipe.measure in _RATIOS or float in {type(cell.value) for cell in cells}
    return ValueKind.NUMBER if real else ValueKind.INTEGER


def wide(matrix: Matrix, language: str = "en") -> Table:
    """Lay a matrix out as a report has it: a row a code, a column a combination, totals and denominators."""
    kind = _kind(matrix)
    total = "Total" if matrix.recipe.measure not in _RATIOS else "All"
    columns = [TableColumn("row", "Theme" if matrix.recipe.rows is RowKind.THEME else "Code")]
    labels = [column_label(matrix, column) for column in matrix.columns]
    if len(set(labels)) < len(labels):
        labels = [" / ".join(column.values) for column in matrix.columns]
    small = [SMALL if column.small else "" for column in (*matrix.columns, matrix.whole)]
    for label, sign, column in zip(labels, small[:-1], matrix.columns, strict=True):
        levels = _levels(matrix, column)
        columns.append(
            TableColumn(label, label + sign, kind, levels=(*levels[:-1], levels[-1] + sign) if levels else ())
        )
    columns.append(TableColumn("total", total + small[-1], kind))
    rows: list[list[Value]] = [
        [Marked(row.label(language), indent=row.depth), *map(marked, line), marked(row_total)]
        for row, line, row_total in zip(matrix.rows, matrix.cells, matrix.row_totals, strict=True)
    ]
    rows.append([matrix.all_codes.label(), *map(marked, matrix.column_totals), marked(matrix.total)])
    denominators = [*matrix.columns, matrix.whole]
    rows.append(["Interviews", *(column.interviews for column in denominators)])
    rows.append(["Words", *(column.words for column in denominators)])
    rows.append(["Done, %", *(_percent(column.done) for column in denominators)])
    rows.append(["Reviewed, %", *(_percent(column.reviewed) for column in denominators)])
    return Table(
        title(matrix),
        columns,
        rows,
        name="Matrix",
        notes=[*_legend(matrix), *(notice.message for notice in matrix.notices)],
        facts=matrix.recipe.lines(),
        about=_about(matrix),
        totals=5,
        frozen=1,
        heat=Heat(1, len(matrix.columns), len(matrix.rows)),
    )


def _percent(share: float | None) -> Value:
    return Marked(None, MARKS[Reason.NO_INTERVIEW], str(Reason.NO_INTERVIEW)) if share is None else round(100 * share)


def _legend(matrix: Matrix) -> list[str]:
    cells = [
        *(cell for line in matrix.cells for cell in line),
        *matrix.row_totals,
        *matrix.column_totals,
        matrix.total,
    ]
    reasons = {cell.reason for cell in cells}
    signs = [f"{MARKS[reason]} {_SAYS[reason]}" for reason in Reason if reason in reasons]
    if any(cell.partial for cell in cells):
        signs.append(f"{PARTIAL} partial: not all of the column's transcripts could be counted yet")
    if any(column.small for column in (*matrix.columns, matrix.whole)):
        signs.append(f"{SMALL} from fewer than {matrix.recipe.min_cell} people")
    return ["; ".join(signs)] if signs else []


def variables(matrix: Matrix) -> list[str]:
    """Return the names of the matrix's columns as keys, apart from those that cells have already."""
    return [f"{name}_value" if name in _TAKEN else name for name in matrix.recipe.columns]


def tidy(matrix: Matrix, language: str = "en") -> Table:
    """Lay a matrix out long: one row a cell, one column a variable, for R, pandas and SPSS. No totals."""
    typed = [_value_kind(matrix, at) for at in range(len(matrix.recipe.columns))]
    columns = [
        TableColumn("row"),
        TableColumn("name"),
        *(TableColumn(key, kind=kind) for key, kind in zip(variables(matrix), typed, strict=True)),
        TableColumn("value", kind=_kind(matrix), decimals=6),
        TableColumn("reason"),
        TableColumn("partial", kind=ValueKind.BOOLEAN),
        TableColumn("small", kind=ValueKind.BOOLEAN),
        TableColumn("interviews", kind=ValueKind.INTEGER),
        TableColumn("people", kind=ValueKind.INTEGER),
        TableColumn("words", kind=ValueKind.INTEGER),
        TableColumn("done", kind=ValueKind.NUMBER, decimals=3),
        TableColumn("reviewed", kind=ValueKind.NUMBER, decimals=3),
    ]
    return Table(
        title(matrix),
        columns,
        _tidy_rows(matrix, language),
        name="Cells",
        notes=[notice.message for notice in matrix.notices],
        facts=matrix.recipe.lines(),
        about=_about(matrix),
    )


def _tidy_rows(matrix: Matrix, language: str) -> Iterator[Sequence[Value]]:
    for row, line in zip(matrix.rows, matrix.cells, strict=True):
        for column, cell in zip(matrix.columns, line, strict=True):
            yield (
                row.key,
                row.label(language),
                *_typed(matrix, column),
                cell.value,
                None if cell.reason is None else str(cell.reason),
                cell.partial,
                cell.small,
                column.interviews,
                column.people,
                column.words,
                column.done,
                column.reviewed,
            )


def _value_kind(matrix: Matrix, at: int) -> ValueKind:
    types = {AttributeType.INTEGER: ValueKind.INTEGER, AttributeType.NUMBER: ValueKind.NUMBER}
    whole = all(not isinstance(_typed(matrix, column)[at], str) for column in matrix.columns)
    return types.get(matrix.types[at], ValueKind.TEXT) if whole else ValueKind.TEXT


def _typed(matrix: Matrix, column: Column) -> list[str | int | float | None]:
    """Return a column's values with numbers as numbers and missing ones as None; joined ones stay text."""
    found: list[str | int | float | None] = []
    for value, type_ in zip(column.values, matrix.types, strict=True):
        number = type_ in {AttributeType.INTEGER, AttributeType.NUMBER} and " + " not in value
        if not value:
            found.append(None)
        elif number:
            found.append(int(value) if type_ is AttributeType.INTEGER else float(value))
        else:
            found.append(value)
    return found


def as_json(matrix: Matrix) -> dict[str, object]:
    """Return a matrix as JSON values: its recipe, rows, columns with denominators, tidy cells, totals and notices."""
    keys = variables(matrix)
    places = [dict(zip(keys, _typed(matrix, column), strict=True)) for column in matrix.columns]
    return {
        "title": title(matrix),
        "recipe": matrix.recipe.as_json(),
        "rows": [_row(row) for row in matrix.rows],
        "columns": [{**place, **_denominators(column)} for place, column in zip(places, matrix.columns, strict=True)],
        "cells": [
            {"row": row.key, **place, **_cell(cell)}
            for row, line in zip(matrix.rows, matrix.cells, strict=True)
            for place, cell in zip(places, line, strict=True)
        ],
        "row_totals": [
            {"row": row.key, **_cell(cell)} for row, cell in zip(matrix.rows, matrix.row_totals, strict=True)
        ],
        "column_totals": [{**place, **_cell(cell)} for place, cell in zip(places, matrix.column_totals, strict=True)],
        "total": {**_cell(matrix.total), **_denominators(matrix.whole)},
        "notices": [{"kind": notice.kind, "message": notice.message} for notice in matrix.notices],
    }


def _about(matrix: Matrix) -> dict[str, object]:
    """Return what a file of bare rows cannot say: the recipe, and why each empty cell is empty."""
    keys = variables(matrix)
    return {
        "recipe": matrix.recipe.as_json(),
        "empty": [
            {"row": row.key, **dict(zip(keys, _typed(matrix, column), strict=True)), "reason": str(cell.reason)}
            for row, line in zip(matrix.rows, matrix.cells, strict=True)
            for column, cell in zip(matrix.columns, line, strict=True)
            if cell.reason is not None
        ],
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "row": row.key,
        "id": row.code,
        "name": row.label(),
        "names": dict(row.names),
        "depth": row.depth,
        "theme": row.theme,
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "value": cell.value,
        "reason": None if cell.reason is None else str(cell.reason),
        "partial": cell.partial,
        "small": cell.small,
    }


def _denominators(column: Column) -> dict[str, object]:
    return {
        "interviews": column.interviews,
        "people": column.people,
        "words": column.words,
        "done": column.done,
        "reviewed": column.reviewed,
        "double": column.double,
        "small": column.small,
    }
