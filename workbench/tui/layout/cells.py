"""What a run of text looks like in a terminal's cells, and which character stands in which cell.

Text is shown, never obeyed: control and format characters become pictures, so that nothing in a transcript can steer
the terminal. The stored text is untouched and every cell still knows the offset it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from workbench.core.graphemes import ZERO_WIDTH_JOINER, is_boundary
from workbench.core.passages import Span

TAB = 4
"""Cells that a tab takes, wherever it stands: a width that no wrapping can change."""

SPECIAL = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u2022\u2026\u2039\u203a\u20ac]"
)
"""Finds a character that is not one code point in one cell, drawn as it is (newline apart)."""

HANGING = " \n\t\u200b\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""White space that a row may end with: it hangs over the edge and counts for no width."""

REPLACED = "\ufffd"
_LINE_PICTURE = "\u2424"
_CARRIER = "\u25cc"
_REVERSING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MODIFIERS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_STYLED = _MODIFIERS | {"\ufe0f"}
_NEWLINES = frozenset(("\n", "\r\n"))


class Cluster(NamedTuple):
    """Characters drawn as one: code points ``[start, end)``, at cell ``x`` of the row, ``width`` cells wide."""

    start: int
    end: int
    x: int
    width: int
    shown: str


@lru_cache(maxsize=4096)
def _picture(character: str) -> str:
    """Return what stands for one character: itself, a picture of it, or nothing where it has no shape at all."""
    point = ord(character)
    category = unicodedata.category(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    if category in {"Zl", "Zp"}:
        return _LINE_PICTURE
    if category in {"Cc", "Cs"} or character in _REVERSING or point & 0xFFFE == 0xFFFE:
        return REPLACED
    if character == "\u00ad" or (category == "Cf" and character != "\u200c" and cell_len(character) == 0):
        return ""
    return character


@lru_cache(maxsize=8192)
def drawn(cluster: str) -> tuple[str, int]:
    """Return what is drawn for one whole character and how many cells it takes.

    Variation selectors and skin tones are left out and their emoji drawn plain: terminals disagree about the width of
    the styled ones, and the rest of the row would shift.
    """
    if cluster == "\t":
        return " " * TAB, TAB
    if cluster in _NEWLINES:
        return (" ", 1) if cluster == "\n" else ("\u240d", 1)
    joined = ZERO_WIDTH_JOINER in cluster.strip(ZERO_WIDTH_JOINER)
    if joined and not _STYLED.isdisjoint(cluster[1:]):
        cluster, joined = cluster[0], False
    if joined:
        shown = "".join(c if c == ZERO_WIDTH_JOINER else _picture(c) for c in cluster).strip(ZERO_WIDTH_JOINER)
    else:
        shown = _picture(cluster[0]) + "".join(_picture(c) for c in cluster[1:] if c not in _STYLED)
    cells = cell_len(shown)
    if shown and not cells:
        return _CARRIER + shown, 1
    return shown, cells


def shown_name(name: str) -> str:
    """Return a name (of a code, speaker, file, coder) for display: what cannot be seen is written as an escape.

    Two names that differ only in an invisible character must not look the same.
    """

    def escape(match: re.Match[str]) -> str:
        character = match.group()
        if character in {ZERO_WIDTH_JOINER, "\ufe0f"} or _picture(character) == character:
            return character
        point = ord(character)
        return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"

    return SPECIAL.sub(escape, name.replace("\n", "\\x0a"))


def shown_lines(text: str) -> str:
    """Return words of a transcript, card or memo for display, line by line; what cannot be seen is an escape."""
    return "\n".join(shown_name(line) for line in text.split("\n"))


def cluster_ends(text: str, start: int, end: int) -> list[int]:
    """Return where each whole character of ``text[start:end]`` ends."""
    return [offset for offset in range(start + 1, end) if is_boundary(text, offset)] + ([end] if end > start else [])


def text_width(text: str) -> int:
    """Return the cells that a run of text takes when it is drawn."""
    if SPECIAL.search(text) is None:
        return len(text)
    start = width = 0
    for end in cluster_ends(text, 0, len(text)):
        width += drawn(text[start:end])[1]
        start = end
    return width


def shorten(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return a drawable text of at most ``width`` cells, with an ellipsis where something is left out."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - len(ellipsis)
    kept, start = "", 0
    for end in cluster_ends(text, 0, len(text)):
        shown, cells = drawn(text[start:end])
        if cells > room:
            break
        kept, room, start = kept + shown, room - cells, end
    return kept.rstrip() + ellipsis


class RowCells:
    """The cells of one row ``[start, end)`` of a text.

    A newline takes one empty cell, so that it can be stood on. What has no width of its own (a soft hyphen, a byte
    order mark) belongs to the cell before it, or at the start of a row to the one after.
    """

    __slots__ = ("_clusters", "_starts", "end", "start", "text", "width")

    @property
    def end_of_words(self) -> int:
        """Where the white space begins that hangs over the row's end."""
        return self.start + len(self.text[self.start : self.end].rstrip(HANGING))

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self._clusters: list[Cluster] | None = None
        self._starts: list[int] = []
        self.width = end - start
        if SPECIAL.search(text, start, end) is not None:
            self._clusters = _clusters(text, start, end)
            self._starts = [cluster.start for cluster in self._clusters]
            self.width = self._clusters[-1].x + self._clusters[-1].width

    @property
    def clusters(self) -> list[Cluster]:
        """What is drawn, from left to right; the clusters cover ``[start, end)`` without gaps."""
        if self._clusters is not None:
            return self._clusters
        text = self.text
        return [
            Cluster(i, i + 1, i - self.start, 1, " " if text[i] == "\n" else text[i])
            for i in range(self.start, self.end)
        ]

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def cell(self, offset: int) -> int:
        """Return the first cell of the character at ``offset``; the row's width for its end and beyond."""
        if offset >= self.end:
            return self.width
        if self._clusters is None:
            return max(0, offset - self.start)
        return self._clusters[self._index(offset)].x

    def at(self, x: int) -> Span:
        """Return the span of the character drawn in cell ``x``; an empty span at the row's end beyond its last cell."""
        x = max(0, x)
        if x >= self.width:
            return Span(self.end, self.end)
        if self._clusters is None:
            return Span(self.start + x, self.start + x + 1)
        low = bisect_right(self._clusters, x, key=lambda cluster: cluster.x) - 1
        return Span(self._clusters[low].start, self._clusters[low].end)

    def snap(self, start: int, end: int) -> Span:
        """Widen a span to whole drawn characters of this row."""
        start, end = max(start, self.start), min(end, self.end)
        if self._clusters is None or start >= end:
            return Span(start, end)
        return Span(self._clusters[self._index(start)].start, self._clusters[self._index(end - 1)].end)

    def shown(self, start: int, end: int) -> str:
        """Return what is drawn for ``[start, end)``, whose ends are ends of drawn characters."""
        if start >= end:
            return ""
        if self._clusters is None:
            return self.text[start:end].replace("\n", " ")
        return "".join(c.shown for c in self._clusters[self._index(start) : self._index(end - 1) + 1])


def _clusters(text: str, start: int, end: int) -> list[Cluster]:
    found: list[Cluster] = []
    x = at = first = 0
    at = first = start
    for stop in cluster_ends(text, start, end):
        shown, cells = drawn(text[at:stop])
        if cells:
            found.append(Cluster(first, stop, x, cells, shown))
            x += cells
            first = stop
        elif found:
            found[-1] = found[-1]._replace(end=stop)
            first = stop
        at = stop
    if not found:
        found.append(Cluster(start, end, 0, 0, ""))
    return found
