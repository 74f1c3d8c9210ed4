"""How a table of figures is laid out in a terminal's cells: names on the left, headings in levels above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.tui.layout.cells import shorten, text_width

_LEAST_LABEL, _LABEL_SHARE = 16, 0.3
_HEADING, _LINES, _OUTER = 14, 3, 18
_PADDING = 2


@dataclass(frozen=True, slots=True)
class GridCell:
    """One figure as it is shown; ``heat`` is how high it is, 0 to 1, None where it is no figure to be compared."""

    text: str
    heat: float | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its name, moved in as far as it shall be, and a cell for each column."""

    label: str
    cells: Sequence[GridCell]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns; ``columns`` has each one's heading in levels, the outermost first, as many for all.

    ``corner`` stands over the names of the rows.
    """

    corner: str = ""
    columns: Sequence[tuple[str, ...]] = ()
    rows: Sequence[GridRow] = ()


class GridLayout:
    """Where the columns of a grid stand on a screen of some width.

    Columns are seen whole or not at all: a figure that is cut would be another figure.
    """

    def __init__(self, grid: Grid, width: int) -> None:
        self.grid, self._room = grid, width
        names = max([text_width(grid.corner), *(text_width(row.label) for row in grid.rows)], default=0)
        self.label = min(names, max(_LEAST_LABEL, int(width * _LABEL_SHARE))) + _PADDING
        self._inner = [wrapped(levels[-1] if levels else "", _HEADING, _LINES) for levels in grid.columns]
        self._deep = max([1, *map(len, self._inner)])
        self._outer = max((len(levels) - 1 for levels in grid.columns), default=0)
        self.widths = [
            max([*map(text_width, self._inner[at]), *(text_width(row.cells[at].text) for row in grid.rows)]) + _PADDING
            for at in range(len(grid.columns))
        ]
        for level in range(self._outer):
            self._widen(level)

    def _widen(self, level: int) -> None:
        """Give columns that share a heading the room that it needs."""
        for name, columns in self._groups(level, range(len(self.widths))):
            missing = min(text_width(name), _OUTER) + _PADDING - sum(self.widths[at] for at in columns)
            for at in columns:
                more = -(-max(0, missing) // (columns[-1] - at + 1))
                self.widths[at] += more
                missing -= more

    def _groups(self, level: int, columns: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
        """Yield neighbours with the same heading down to a level, and that heading."""
        group: list[int] = []
        for at in columns:
            if group and self.grid.columns[at][: level + 1] != self.grid.columns[group[0]][: level + 1]:
                yield self.grid.columns[group[0]][level], group
                group = []
            group.append(at)
        if group:
            yield self.grid.columns[group[0]][level], group

    @property
    def head(self) -> int:
        """How many rows of the screen the headings take."""
        return self._outer + self._deep

    def seen(self, first: int) -> range:
        """Return the columns that are seen where ``first`` is the first one.

        Those at the right edge whose common heading would be cut are left for the next screen.
        """
        left, last = self._room - self.label - 1, first
        while last < len(self.widths) and (last == first or self.widths[last] <= left):
            left -= self.widths[last]
            last += 1
        if self._outer and last < len(self.widths):
            *_others, (name, group) = self._groups(0, range(first, last))
            room = sum(self.widths[at] for at in group) + left
            if group[0] > first and room < min(text_width(name), _OUTER):
                last = group[0]
        return range(first, last)

    def first_for(self, column: int, first: int) -> int:
        """Return which column must come first so that one is seen, as near to what was first as can be."""
        first = min(first, column)
        while column not in self.seen(first):
            first += 1
        return first

    def column_at(self, x: int, first: int) -> int | None:
        """Return the column at a cell of the screen; -1 on the names, None beside the table."""
        if x < self.label:
            return -1
        x -= self.label
        for at in self.seen(first):
            if x < self.widths[at]:
                return at
            x -= self.widths[at]
        return None

    def before(self, line: int, first: int) -> int:
        """Return how many cells the first heading of a line begins before its columns."""
        if line >= self._outer or not self.grid.columns or not first:
            return 0
        name, group = next(self._groups(line, self.seen(first)))
        return max(0, min(text_width(name) + 1 - sum(self.widths[at] for at in group), self.label - 2))

    def headings(self, line: int, first: int) -> list[tuple[str, int]]:
        """Return one line of the headings over the columns that are seen: words and how many cells they stand in.

        A heading whose first columns are scrolled away ends where they end, and may begin over the names of the rows:
        the first words of a line are wider by what :meth:`before` says.
        """
        columns = self.seen(first)
        found: list[tuple[str, int]] = []
        if line < self._outer:
            left = self._room - self.label - 1
            for name, group in self._groups(line, columns):
                width = sum(self.widths[at] for at in group)
                room = left if group[-1] == columns[-1] else width - 1
                more = 0 if found else self.before(line, first)
                found.append((shorten(name, room + more), max(width, min(room, text_width(name))) + more))
                left -= width
            return found
        for at in columns:
            lines, width = self._inner[at], self.widths[at]
            below = line - self._outer - (self._deep - len(lines))
            words = lines[below] if below >= 0 else ""
            found.append((" " * (width - 1 - text_width(words)) + words + " ", width))
        return found


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Part a heading into lines; a word that is too long goes on below, and only what is beyond the last is cut."""
    lines = [""]
    for word in text.split():
        while text_width(word) > width:
            head = shorten(word, width, ellipsis="-")
            lines = [*(line for line in (*lines, head) if line), ""]
            word = word[len(head) - 1 :]
        if not lines[-1]:
            lines[-1] = word
        elif text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), width)]
    return lines
