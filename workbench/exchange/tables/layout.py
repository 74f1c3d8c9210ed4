"""What documents know of a table before they draw it: headings over neighbours, heat, and figures for readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind, shown
from workbench.core.language import spoken
from workbench.exchange.tables.spelling import Spelling

NUMBERS = {ValueKind.INTEGER, ValueKind.NUMBER}
"""Kinds of values that stand to the right."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: over ``columns`` columns from ``first``, and ``rows`` lines high."""

    text: str
    first: int
    columns: int = 1
    rows: int = 1


def heading_rows(columns: Sequence[TableColumn]) -> list[list[Heading]]:
    """Return the lines of headings from the top, neighbours with the same outer levels under one heading."""
    depth = max((len(column.levels) for column in columns), default=1) or 1
    lines: list[list[Heading]] = [[] for _ in range(depth)]
    for at, column in enumerate(columns):
        if len(column.levels) != depth:
            lines[0].append(Heading(column.title, at, rows=depth))
            continue
        before = columns[at - 1].levels if at and len(columns[at - 1].levels) == depth else ()
        for level, text in enumerate(column.levels):
            if level < depth - 1 and before[: level + 1] == column.levels[: level + 1]:
                lines[level][-1] = replace(lines[level][-1], columns=lines[level][-1].columns + 1)
            else:
                lines[level].append(Heading(text, at))
    return lines


@dataclass(frozen=True, slots=True)
class Shading:
    """The scale of a table's heat: from 0, or the lowest figure below it, to the highest figure."""

    first: int
    last: int
    rows: int
    low: float
    high: float

    @classmethod
    def of(cls, table: Table, rows: Sequence[Sequence[Value]]) -> Shading:
        """Return the scale of a table with these rows; one without heat shades nothing."""
        heat = table.heat
        if heat is None:
            return cls(0, -1, 0, 0.0, 0.0)
        found = [figure(value) for row in rows[: heat.rows] for value in row[heat.first : heat.last + 1]]
        figures = [one for one in found if one is not None]
        return cls(heat.first, heat.last, heat.rows, min([0.0, *figures]), max([0.0, *figures]))

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is one of those that are shaded."""
        return row < self.rows and self.first <= column <= self.last

    def share(self, row: int, column: int, value: Value) -> float | None:
        """Return how far, 0 to 1, a cell's figure is from the lowest to the highest; None where nothing is shaded."""
        number = figure(value)
        if number is None or not self.covers(row, column) or self.high <= self.low:
            return None
        return (number - self.low) / (self.high - self.low)


def figure(value: Value) -> float | None:
    """Return the number in a cell, None where there is none."""
    if isinstance(value, Marked):
        value = value.value
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def is_empty(value: Value) -> bool:
    """Whether a cell has a sign and a reason in place of a figure."""
    return isinstance(value, Marked) and value.value is None


def has_decimal_comma(spelling: Spelling) -> bool:
    """Whether people who read the document write 0,5: it was asked for, or the language spoken is Norwegian."""
    return spelling.norwegian or spoken() in {"nn", "nb"}


def read_as(value: Value, column: TableColumn, *, comma: bool) -> str:
    """Return a cell as a document has it: without indent, with the mark and the language's decimal sign."""
    if isinstance(value, Marked):
        return value.mark if value.value is None else read_as(value.value, column, comma=comma) + value.mark
    text = shown(value, column)
    return text.replace(".", ",") if comma and isinstance(value, float) else text


def indent_of(value: Value) -> int:
    """Return how many steps a cell is moved in."""
    return value.indent if isinstance(value, Marked) else 0


def for_readers(table: Table) -> tuple[Table, list[Sequence[Value]]]:
    """Return a table as a document has it, without the columns for programs, and its rows, read once."""
    kept = [at for at, column in enumerate(table.columns) if not column.aside]
    if len(kept) == len(table.columns):
        return table, list(table.rows)
    rows: list[Sequence[Value]] = [[row[at] for at in kept] for row in table.rows]
    frozen = sum(at < table.frozen for at in kept)
    return replace(table, columns=[table.columns[at] for at in kept], rows=rows, frozen=frozen), rows


def is_wide(table: Table) -> bool:
    """Whether a table has no room on an upright sheet (16 cm between the margins) in letters of full size."""
    headings, columns = heading_rows(table.columns), len(table.columns)
    figures = sum(column.kind in NUMBERS for column in table.columns)
    if not table.heat:
        return columns > 6 or columns - figures > 4
    longest = max((len(one.text) / one.columns for line in headings for one in line if one.first), default=0)
    return 5.0 + figures * max(0.9, longest * 0.2) > 16.0
