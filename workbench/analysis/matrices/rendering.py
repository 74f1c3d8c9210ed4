"""A matrix as tables and as JSON: the same figures, wide for a report and long for a program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from workbench.analysis.matrices.recipes import Measure, Policy
from workbench.analysis.matrices.records import Cell, Column, Matrix, Reason, Row
from workbench.analysis.matrices.small_cells import every_place_is_small
from workbench.analysis.matrices.variables import CODES
from workbench.analysis.tables import Heat, Marked, Table, TableColumn, Value, ValueKind
from workbench.core.cases import AttributeType
from workbench.core.language import _, mark

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
    Reason.NO_INTERVIEW: mark("no interview"),
    Reason.NOT_DONE_YET: mark("not done yet"),
    Reason.NOT_LOOKED_FOR: mark("not looked for: done before the code was in the codebook"),
    Reason.ROLES_UNKNOWN: mark("no respondent is known in the transcript"),
    Reason.SMALL_CELL: mark("left out, too few people"),
}
_RATIOS = {Measure.SHARE, Measure.PER_1000, Measure.MEAN}
_OUT_OF: dict[Measure, Callable[[Column], int]] = {
    Measure.TRANSCRIPTS: attrgetter("interviews"),
    Measure.CASES: attrgetter("cases"),
}
_TAKEN = set("row name value reason partial small interviews people cases words done reviewed".split())


def marked(cell: Cell) -> Marked:
    """Return a cell with its sign for people and its reason in words."""
    if cell.reason is not None:
        return Marked(None, MARKS[cell.reason], str(cell.reason))
    return Marked(cell.value, PARTIAL if cell.partial else "", "partial" if cell.partial else "")


def _marker(matrix: Matrix) -> Callable[[Cell, Column], Marked]:
    """Return what tells of a cell as :func:`marked` does, with what it is out of; the same cell is told of once.

    A small one has its own sign where a column is not small as a whole; a document frequency says of how many
    interviews, or cases, where each of them counts once.
    """
    once = matrix.recipe.policy not in {Policy.SUM, Policy.MEAN}
    out_of = _OUT_OF.get(matrix.recipe.measure) if once else None
    told: dict[tuple[int, int | None], Marked] = {}

    def tell(cell: Cell, place: Column) -> Marked:
        of = None if out_of is None else out_of(place)
        found = told.get((id(cell), of))
        if found is None:
            found = marked(cell)
            if cell.small and matrix.places:
                found = Marked(found.value, found.mark + SMALL, "small cell")
            if of is not None and cell.value is not None:
                found = replace(found, mark=found.mark + " " + _("of {n}").format(n=of))
            told[id(cell), of] = found
        return found

    return tell


def column_label(matrix: Matrix, column: Column, language: str = "en") -> str:
    """Return what stands over a column: its values, a missing one told by its variable ("Moss, no year")."""
    levels = column_levels(matrix, column, language)
    return (" " if all(column.values) and not column.code else ", ").join(levels) or _("All")


def column_levels(matrix: Matrix, column: Column, language: str = "en") -> tuple[str, ...]:
    """Return what stands over a column, one for each variable: a code by its name."""
    return tuple(
        column.code.label(language) if column.code and name in CODES else value or _("no {name}").format(name=_(name))
        for name, value in zip(matrix.recipe.columns, column.values, strict=True)
    )


def title(matrix: Matrix) -> str:
    """Return what the matrix shows, in one line."""
    recipe = matrix.recipe
    rows = _(str(recipe.rows))
    if not recipe.columns:
        return f"{recipe.heading}, {rows}"
    by = _(" and ").join(map(_, recipe.columns))
    return _("{measure}, {rows} by {columns}").format(measure=recipe.heading, rows=rows, columns=by)


def _kind(matrix: Matrix) -> ValueKind:
    cells = (cell for line in (*matrix.cells, matrix.row_totals, matrix.column_totals) for cell in line)
    real = matrix.recipe.measure in _RATIOS or float in {type(cell.value) for cell in cells}
    return ValueKind.NUMBER if real else ValueKind.INTEGER


def wide(matrix: Matrix, language: str = "en") -> Table:
    """Lay a matrix out as a report has it: a row a code, a column a combination, totals and denominators."""
    kind = _kind(matrix)
    total = _("Total") if matrix.recipe.measure not in _RATIOS else _("All")
    columns = [TableColumn("row", _(str(matrix.recipe.rows)).capitalize())]
    labels = [column_label(matrix, column, language) for column in matrix.columns]
    if len(set(labels)) < len(labels):
        labels = [" / ".join(column.values) for column in matrix.columns]
    told = _tells_small(matrix)
    small = [SMALL if column.small and told else "" for column in (*matrix.columns, matrix.whole)]
    for label, sign, column in zip(labels, small[:-1], matrix.columns, strict=True):
        levels = column_levels(matrix, column, language)
        columns.append(
            TableColumn(label, label + sign, kind, levels=(*levels[:-1], levels[-1] + sign) if levels else ())
        )
    columns.append(TableColumn("total", total + small[-1], kind))
    tell = _marker(matrix)
    rows: list[list[Value]] = [
        [
            Marked(row.label(language), indent=row.depth),
            *map(tell, line, matrix.places[i] if matrix.places else matrix.columns),
            tell(row_total, row.place or matrix.whole),
        ]
        for i, (row, line, row_total) in enumerate(zip(matrix.rows, matrix.cells, matrix.row_totals, strict=True))
    ]
    denominators = [*matrix.columns, matrix.whole]
    rows.append([matrix.all_codes.label(language), *map(tell, (*matrix.column_totals, matrix.total), denominators)])
    rows.append([_("Interviews"), *(column.interviews for column in denominators)])
    rows.append([_("Words"), *(column.words for column in denominators)])
    rows.append([_("Done, %"), *(_percent(column.done) for column in denominators)])
    rows.append([_("Reviewed, %"), *(_percent(column.reviewed) for column in denominators)])
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


def _tells_small(matrix: Matrix) -> bool:
    """Whether small columns are told apart: where every place is small, a notice says so once."""
    return not every_place_is_small(matrix)


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
    signs = [f"{MARKS[reason]} {_(_SAYS[reason])}" for reason in Reason if reason in reasons]
    if any(cell.partial for cell in cells):
        signs.append(f"{PARTIAL} " + _("partial: not all of the column's transcripts could be counted yet"))
    columns = (*matrix.columns, matrix.whole)
    if _tells_small(matrix) and (any(column.small for column in columns) or any(cell.small for cell in cells)):
        signs.append(f"{SMALL} " + _("from fewer than {n} people").format(n=matrix.recipe.min_cell))
    return ["; ".join(signs)] if signs else []


def variables(matrix: Matrix) -> list[str]:
    """Return the names of the matrix's columns as keys, apart from those that cells have already."""
    return [_key(name) for name in matrix.recipe.columns]


def row_variables(matrix: Matrix) -> list[str]:
    """Return the name of the rows' variable as a key; none where the rows are codes, since ``row`` says those."""
    return [] if matrix.recipe.rows in CODES else [_key(matrix.recipe.rows)]


def _key(name: str) -> str:
    return f"{name}_value" if name in _TAKEN else str(name)


def _row_values(matrix: Matrix, row: Row) -> list[str | int | float | None]:
    return [] if matrix.recipe.rows in CODES else [_number(row.key, matrix.row_type)]


def tidy(matrix: Matrix, language: str = "en") -> Table:
    """Lay a matrix out long: one row a cell, one column a variable, for R, pandas and SPSS. No totals."""
    typed = [_value_kind(matrix, at) for at in range(len(matrix.recipe.columns))]
    columns = [
        TableColumn("row"),
        TableColumn("name"),
        *(TableColumn(key, kind=_kind_of(matrix.row_type)) for key in row_variables(matrix)),
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
    for i, (row, line) in enumerate(zip(matrix.rows, matrix.cells, strict=True)):
        for j, (column, cell) in enumerate(zip(matrix.columns, line, strict=True)):
            place = matrix.place(i, j)
            yield (
                row.key,
                row.label(language),
                *_row_values(matrix, row),
                *_typed(matrix, column),
                cell.value,
                None if cell.reason is None else str(cell.reason),
                cell.partial,
                cell.small,
                place.interviews,
                place.people,
                place.words,
                place.done,
                place.reviewed,
            )


def _value_kind(matrix: Matrix, at: int) -> ValueKind:
    whole = all(not isinstance(_typed(matrix, column)[at], str) for column in matrix.columns)
    return _kind_of(matrix.types[at]) if whole else ValueKind.TEXT


def _kind_of(type_: AttributeType) -> ValueKind:
    kinds = {AttributeType.INTEGER: ValueKind.INTEGER, AttributeType.NUMBER: ValueKind.NUMBER}
    return kinds.get(type_, ValueKind.TEXT)


def _typed(matrix: Matrix, column: Column) -> list[str | int | float | None]:
    """Return a column's values with numbers as numbers and missing ones as None; joined ones stay text."""
    return [_number(value, type_) for value, type_ in zip(column.values, matrix.types, strict=True)]


def _number(value: str, type_: AttributeType) -> str | int | float | None:
    if not value:
        return None
    if type_ not in {AttributeType.INTEGER, AttributeType.NUMBER} or " + " in value:
        return value
    return int(value) if type_ is AttributeType.INTEGER else float(value)


def as_json(matrix: Matrix) -> dict[str, object]:
    """Return a matrix as JSON values: its recipe, rows, columns with denominators, tidy cells, totals and notices."""
    keys = variables(matrix)
    places = [dict(zip(keys, _typed(matrix, column), strict=True)) for column in matrix.columns]
    heads = [_head(matrix, row) for row in matrix.rows]
    return {
        "title": title(matrix),
        "recipe": matrix.recipe.as_json(),
        "rows": [{**head, **_row(row)} for head, row in zip(heads, matrix.rows, strict=True)],
        "columns": [{**place, **_denominators(column)} for place, column in zip(places, matrix.columns, strict=True)],
        "cells": [
            {**head, **place, **_cell(cell), **(_met(matrix.place(i, j)) if matrix.places else {})}
            for i, (head, line) in enumerate(zip(heads, matrix.cells, strict=True))
            for j, (place, cell) in enumerate(zip(places, line, strict=True))
        ],
        "row_totals": [{**head, **_cell(cell)} for head, cell in zip(heads, matrix.row_totals, strict=True)],
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
            {**_head(matrix, row), **dict(zip(keys, _typed(matrix, column), strict=True)), "reason": str(cell.reason)}
            for row, line in zip(matrix.rows, matrix.cells, strict=True)
            for column, cell in zip(matrix.columns, line, strict=True)
            if cell.reason is not None
        ],
    }


def _head(matrix: Matrix, row: Row) -> dict[str, object]:
    """Return what says which row: its key, and where it is no code the value of its variable."""
    return {"row": row.key, **dict(zip(row_variables(matrix), _row_values(matrix, row), strict=True))}


def _row(row: Row) -> dict[str, object]:
    return {
        "id": row.code,
        "name": row.label(),
        "names": dict(row.names),
        "depth": row.depth,
        "theme": row.theme,
        **(_denominators(row.place) if row.place else {}),
    }


def _met(place: Column) -> dict[str, object]:
    """Return the denominators of a cell where a row and a column meet in interviews of their own."""
    found = _denominators(place)
    del found["small"]
    return found


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
        "cases": column.cases,
        "words": column.words,
        "done": column.done,
        "reviewed": column.reviewed,
        "double": column.double,
        "small": column.small,
    }
