"""Tables: what a command or an export gives out, before anybody asks in which format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` is its name for programs, ``heading`` for people; a ``numeric`` one is aligned right."""

    key: str
    heading: str = ""
    numeric: bool = False

    @property
    def title(self) -> str:
        """The heading, or the key where there is none."""
        return self.heading or self.key


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns.

    ``rows`` may be a generator: writers that can, stream it. A cell is a string, a number, ``None`` for an empty cell,
    or a mapping, which JSON nests and flat formats write as ``anna=3; berit=2``. ``notes`` stand under the table.
    ``document`` is what JSON gives instead of a list of rows, where a command promises another shape.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = ()
    document: Any = None
