"""Tables: what a command shows or writes, before anybody asks in which format."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.core.language import _


class ValueKind(StrEnum):
    """What the values of a table's column are."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with a sign beside it where people read, and a reason in words.

    Formats for machines write the ``value`` alone (empty where it is None); a screen or a report writes the value and
    the ``mark``, which the table's notes explain. The ``reason`` is English, and put into the language spoken where it
    is read. ``indent`` is how far a person sees the value moved in.
    """

    value: int | float | str | None
    mark: str = ""
    reason: str = ""
    indent: int = 0


Named = Mapping[str, str] | Mapping[str, int]
"""Values by name in one cell, such as codings by coder: nested in JSON, ``anna=3; berit=2`` elsewhere."""

Value = str | int | float | bool | datetime.date | datetime.datetime | Marked | Named | Sequence[str] | None
"""One cell; None is empty; a sequence is a list in JSON and ``one; other`` elsewhere."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: ``key`` names it for programs, ``heading`` for people; ``decimals`` is how many are shown.

    A column ``aside`` is for programs, or has no room on a screen: files have it, a table on a terminal has not. What
    stands in a ``spoken`` one are words of this program ("done"), which people read in the language spoken; ``names``
    are what people read in place of keys, such as the names of codes.
    ``levels`` is the heading in parts, the outermost first, where a document may draw the outer ones once over
    neighbours that share them ("Moss" over "2010" and "2011"); a list of rows has the whole heading in one line.
    """

    key: str
    heading: str = ""
    kind: ValueKind = ValueKind.TEXT
    decimals: int = 1
    aside: bool = False
    spoken: bool = False
    levels: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def title(self) -> str:
        """The heading, or the key where there is none, in the language spoken."""
        return _(self.heading or self.key)


@dataclass(frozen=True, slots=True)
class Heat:
    """The block of figures to be shaded from low to high: its first and last column, without total rows."""

    first: int
    last: int
    rows: int


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one line or one set of bars: a row or a column of a table, first and last cell."""

    name: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: a title and its series."""

    title: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a workbook draws beside a table: ``kind`` is line or bar, ``axis`` what its figures are.

    ``ticks`` are the names of a series' points; without them, they are the rows' names in the first column.
    """

    kind: str
    axis: str
    panels: tuple[Panel, ...]
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows with a title and notes.

    ``name`` is a short word for a sheet. ``rows`` may be a generator and is then read once, so that a list of any
    length can be written as it comes. ``notes`` say what the reader must know; ``facts`` are pairs of a label and what
    it says (a recipe), ``about`` is the same for programs, as JSON values. ``totals`` is how many of the last rows are
    totals, ``frozen`` how many columns stay in place when one scrolls. ``chart`` counts rows and columns
    from 0.
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Value]]
    name: str = "Table"
    notes: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    about: Mapping[str, object] = field(default_factory=dict)
    totals: int = 0
    frozen: int = 0
    heat: Heat | None = None
    chart: Chart | None = None


def plain(value: Value) -> str | int | float | bool | Named | Sequence[str] | None:
    """Return a value as JSON has it: dates in ISO 8601, a marked one without its mark."""
    if isinstance(value, Marked):
        return value.value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value


def shown(value: Value, column: TableColumn) -> str:
    """Return a value as a person reads it, with its mark."""
    if isinstance(value, Marked):
        if value.value is None:
            return value.mark
        return "  " * value.indent + shown(value.value, column) + value.mark
    if value is None:
        return ""
    if isinstance(value, (Mapping, list, tuple)):
        return flat(_said(value) if column.spoken else value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return f"{value:.{column.decimals}f}"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, str):
        value = _(value) if column.spoken else column.names.get(value, value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _said(values: Named | Sequence[str]) -> Named | Sequence[str]:
    if isinstance(values, Mapping):
        return {name: _(value) if isinstance(value, str) else str(value) for name, value in values.items()}
    return [_(value) for value in values]


def moment(stamp: str) -> str:
    """Return a time stamp (ISO 8601, UTC) as people read it: ``2026-11-23 00:06 UTC``."""
    return f"{stamp[:10]} {stamp[11:16]} UTC" if len(stamp) > 16 else stamp


def flat(values: Named | Sequence[str]) -> str:
    """Return several values on one line: ``anna=3; berit=2``, or ``one; other``."""
    if isinstance(values, Mapping):
        return "; ".join(f"{name}={value}" for name, value in values.items())
    return "; ".join(values)
