"""Matrices over time: which column is time, which columns make a line, and what a chart of them shows."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.matrices.records import Matrix, Row
from workbench.analysis.matrices.rendering import column_levels
from workbench.analysis.tables import Chart, Panel, Series
from workbench.core.cases import AttributeType
from workbench.core.language import _

YEAR = "year"
"""The attribute that is time wherever it is a column."""

MOST_LINES = 12
"""How many lines one picture can hold, and how many small charts a sheet."""

_TIMELY = {AttributeType.INTEGER, AttributeType.NUMBER, AttributeType.DATE}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, and in order of time the place on the axis and the index of each of its columns."""

    name: str
    points: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A matrix as lines over time.

    ``variable`` is the index of the recipe's column that is time; ``places`` where each of its values stands: the
    values themselves where all are numbers, days where all are dates, else 0, 1, 2 in the matrix's order.
    """

    variable: int
    places: dict[str, float]
    lines: tuple[Line, ...]


def timeline(matrix: Matrix, language: str = "en") -> Timeline | None:
    """Return a matrix's lines over time; None where none of its columns is time.

    Time is the column called ``year``, else the last one whose values are numbers or dates. Each combination of the
    other columns is a line; columns whose time is missing are on none.
    """
    names = matrix.recipe.columns
    timely = [at for at, type_ in enumerate(matrix.types) if type_ in _TIMELY and names[at] != YEAR]
    timely += [at for at, name in enumerate(names) if name == YEAR]
    if not timely:
        return None
    variable = timely[-1]
    values = [value for value in dict.fromkeys(column.values[variable] for column in matrix.columns) if value]
    places = _places(values)
    lines: dict[tuple[str, ...], list[tuple[float, int]]] = {}
    for at, column in enumerate(matrix.columns):
        if column.values[variable]:
            levels = column_levels(matrix, column, language)
            others = tuple(level for place, level in enumerate(levels) if place != variable)
            lines.setdefault(others, []).append((places[column.values[variable]], at))
    return Timeline(
        variable, places, tuple(Line(" ".join(name) or _("All"), tuple(sorted(lines[name]))) for name in lines)
    )


def _places(values: Sequence[str]) -> dict[str, float]:
    for reckoned in (float, _day):
        try:
            found = {value: reckoned(value) for value in values}
        except ValueError:
            continue
        if all(map(math.isfinite, found.values())):
            return found
    return {value: float(at) for at, value in enumerate(values)}


def _day(value: str) -> float:
    return float(datetime.date.fromisoformat(value).toordinal())


def chart(matrix: Matrix, language: str = "en") -> Chart | None:
    """Return what a chart beside the wide table shows: the development over time, or each row's total as bars.

    The rows and columns of its series are those of :func:`workbench.analysis.matrices.rendering.wide`.
    """
    rows = _shown(matrix)
    if not rows:
        return None
    found = timeline(matrix, language)
    if found is None or len(found.lines) > MOST_LINES or not _even(found):
        total = Series(matrix.recipe.heading, 0, len(matrix.columns) + 1, len(matrix.rows) - 1, len(matrix.columns) + 1)
        return Chart("bar", matrix.recipe.heading, (Panel(matrix.recipe.heading, (total,)),))
    panels = [Panel(row.label(language), _series(found, at)) for at, row in rows]
    if len(found.lines) == 1:
        series = [Series(row.label(language), at, *_ends(found.lines[0], at)) for at, row in rows]
        panels = [Panel(matrix.recipe.heading, tuple(series))]
    return Chart("line", matrix.recipe.heading, tuple(panels), tuple(found.places))


def _shown(matrix: Matrix) -> list[tuple[int, Row]]:
    """Return the rows that charts are drawn of: those with a figure, or where they are many those of them on top."""
    found = [
        (at, row)
        for at, (row, cells) in enumerate(zip(matrix.rows, matrix.cells, strict=True))
        if any(cell.value is not None for cell in cells)
    ]
    if len(found) > MOST_LINES:
        found = [(at, row) for at, row in found if not row.depth]
    return found[:MOST_LINES]


def _even(found: Timeline) -> bool:
    """Whether there are several times, and every line has each, in columns side by side, as ranges of a sheet are."""
    times = sorted(found.places.values())
    return (
        len(times) > 1
        and list(found.places.values()) == times
        and all(
            [time for time, _ in line.points] == times
            and [at for _, at in line.points] == list(range(line.points[0][1], line.points[0][1] + len(times)))
            for line in found.lines
        )
    )


def _series(found: Timeline, row: int) -> tuple[Series, ...]:
    return tuple(Series(line.name, row, *_ends(line, row)) for line in found.lines)


def _ends(line: Line, row: int) -> tuple[int, int, int]:
    """Return the first column, the last row and the last column of a line's figures in the wide table."""
    return line.points[0][1] + 1, row, line.points[-1][1] + 1
