"""Breaking a transcript into rows of a given width, and finding offsets in them.

The whole text is wrapped at once: a long interview takes a few milliseconds, two megabytes some fifty. Rows never cut
a character and partition each region (a turn, or text between turns).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.core.graphemes import is_boundary
from workbench.core.passages import Span
from workbench.core.transcripts import Turn
from workbench.tui.layout.cells import HANGING, SPECIAL, RowCells, cluster_ends, drawn, text_width

LEAD = 1
"""Blank rows above each region: air to read in, and room for the speaker's name where the pane is narrow."""

_SPACE = HANGING.replace("\n", "")
_MARKS = "\u0300"
_WIDE = "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003fffd"
_TOKEN = re.compile(f"[{_SPACE}]+|[{_WIDE}]|[^{_SPACE}{_WIDE}]+")
_LONGEST_CACHED = 48

_cached_width = lru_cache(maxsize=65536)(text_width)


class Region(NamedTuple):
    """A part of the text that is shown by itself; ``turn`` is the turn's index, -1 for text outside every turn."""

    start: int
    end: int
    turn: int


class Place(NamedTuple):
    """A row and a cell in it, both from 0."""

    row: int
    x: int


def regions(text: str, turns: Sequence[Turn]) -> list[Region]:
    """Lay out what is to be shown: every turn, and whatever words stand between turns, so that no word is hidden."""
    found: list[Region] = []
    at = 0
    for index, turn in enumerate(turns):
        if turn.start > at:
            _add_loose(found, text, at, turn.start)
        found.append(Region(turn.start, turn.end, index))
        at = turn.end
    _add_loose(found, text, at, len(text))
    return found


def _add_loose(found: list[Region], text: str, start: int, end: int) -> None:
    words = text[start:end].strip()
    if words:
        first = text.index(words, start, end)
        found.append(Region(first, first + len(words), -1))


def _plain_rows(text: str, start: int, end: int, width: int, starts: array[int]) -> None:
    """Break ``[start, end)``, one cell a character, after the last space that fits; spaces hang over the edge."""
    rfind = text.rfind
    while end - start > width:
        cut = rfind(" ", start, start + width + 1)
        if cut < 0:
            start += width
        else:
            start = cut + 1
            while start < end and text[start] == " ":
                start += 1
            if start >= end:
                return
        starts.append(start)


def _tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut words, runs of spaces and single ideographs; a mark that joins what stands before it is never cut off."""
    tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
    joined = [i for i, (first, _) in enumerate(tokens) if i and text[first] >= _MARKS and not is_boundary(text, first)]
    for i in reversed(joined):
        tokens[i - 1 : i + 1] = [(tokens[i - 1][0], tokens[i][1])]
    return tokens


def _special_rows(text: str, start: int, end: int, width: int, starts: array[int]) -> None:
    """Break ``[start, end)`` as :func:`_plain_rows` does, measuring every character."""
    x = 0
    for first, last in _tokens(text, start, end):
        token = text[first:last]
        cells = _cached_width(token) if last - first <= _LONGEST_CACHED else text_width(token)
        if x + cells > width and token.strip(_SPACE):
            if x:
                starts.append(first)
                x = 0
            if cells > width:
                x = _long_token(text, first, last, width, starts)
                continue
        x += cells


def _long_token(text: str, first: int, last: int, width: int, starts: array[int]) -> int:
    """Break a word that is wider than a row; return the cells of its last row."""
    x, at = 0, first
    for stop in cluster_ends(text, first, last):
        cells = drawn(text[at:stop])[1]
        if x and x + cells > width:
            starts.append(at)
            x = 0
        x += cells
        at = stop
    return x


def wrap(text: str, spans: Iterable[tuple[int, int]], width: int) -> tuple[array[int], array[int], array[int]]:
    """Break regions of a text into rows.

    Args:
        text: any text.
        spans: regions in text order, not overlapping, half-open.
        width: cells that the words of a row may take, at least 1; white space at a row's end hangs over.

    Returns:
        Row starts (offsets), the region of each row, and the first row of each region.
    """
    starts, owners, firsts = array("I"), array("I"), array("I")
    search = SPECIAL.search
    for region, (start, end) in enumerate(spans):
        first = len(starts)
        firsts.append(first)
        rows = _plain_rows if search(text, start, end) is None else _special_rows
        starts.append(start)
        line = start
        while True:
            stop = text.find("\n", line, end)
            rows(text, line, end if stop < 0 else stop, width, starts)
            if stop < 0 or stop + 1 >= end:
                break
            line = stop + 1
            starts.append(line)
        owners.extend([region] * (len(starts) - first))
    return starts, owners, firsts


class Layout:
    """The rows of a transcript at one width, and the way between offsets, rows, cells and lines on the screen.

    A *row* holds text. A *line* is what the screen scrolls by: each region has :data:`LEAD` blank lines above its rows.
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], width: int) -> None:
        self.text = text
        self.width = max(1, width)
        self.ends = array("I", (span[1] for span in spans))
        self.starts, self.owners, self.firsts = wrap(text, ((s[0], s[1]) for s in spans), self.width)
        self._first_lines = array("I", (first + LEAD * region for region, first in enumerate(self.firsts)))

    @property
    def rows(self) -> int:
        """How many rows of text there are."""
        return len(self.starts)

    @property
    def lines(self) -> int:
        """How many lines the whole transcript takes on the screen."""
        return len(self.starts) + LEAD * len(self.firsts)

    def row_at(self, offset: int) -> int:
        """Return the row of an offset; between regions, the last row before it. -1 where there are no rows."""
        return max(0, bisect_right(self.starts, offset) - 1) if self.starts else -1

    def span(self, row: int) -> Span:
        """Return the code points of a row."""
        region = self.owners[row]
        after = row + 1
        same = after < len(self.starts) and self.owners[after] == region
        return Span(self.starts[row], self.starts[after] if same else self.ends[region])

    def cells(self, row: int) -> RowCells:
        """Return the cells of a row."""
        return RowCells(self.text, *self.span(row))

    def rows_of(self, start: int, end: int) -> range:
        """Return the rows that a span touches; the row it stands in where it is empty."""
        if not self.starts:
            return range(0)
        return range(self.row_at(start), self.row_at(max(start, end - 1)) + 1)

    def place(self, offset: int) -> Place:
        """Return where a character is drawn."""
        row = self.row_at(offset)
        return Place(row, self.cells(row).cell(offset)) if row >= 0 else Place(0, 0)

    def line_of(self, row: int) -> int:
        """Return the line that a row is drawn on."""
        return row + LEAD * (self.owners[row] + 1)

    def at_line(self, line: int) -> tuple[int, int]:
        """Return what is drawn on a line: its region, and its row or -1 for the blank line above the region.

        Beyond the end, the region is -1.
        """
        if not 0 <= line < self.lines:
            return -1, -1
        region = bisect_right(self._first_lines, line) - 1
        row = line - LEAD * (region + 1)
        return region, row if row >= self.firsts[region] else -1

    def row_near(self, line: int) -> int:
        """Return the row drawn on a line, or the next one below, or the last; -1 where there are none."""
        if not self.starts:
            return -1
        region, row = self.at_line(max(0, line))
        if region < 0:
            return len(self.starts) - 1
        return self.firsts[region] if row < 0 else row
