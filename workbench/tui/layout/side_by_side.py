"""A text with a lane for each of several coders beside it, and who marked which of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.core.passages import Span
from workbench.tui.layout.cells import text_width


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row of the drawn text, ``[start, end)`` in code points.

    ``lanes`` says of each coder whether they marked anything in it; ``pieces`` are (start, end, who), ``who`` a number
    whose bit i says that coder i marked the piece.
    """

    start: int
    end: int
    lanes: tuple[bool, ...]
    pieces: tuple[tuple[int, int, int], ...]


def rows(text: str, span: Span, given: Sequence[Sequence[Span]], width: int) -> list[SideRow]:
    """Wrap a part of a text between words and lay the coders' passages beside it.

    Args:
        text: the whole text; offsets are its code points.
        span: which part is drawn.
        given: each coder's passages, disjoint and in order.
        width: cells that a row may take.
    """
    return [_row(start, end, given) for start, end in _wrapped(text, span, max(8, width))]


def _wrapped(text: str, span: Span, width: int) -> Iterator[tuple[int, int]]:
    start, line = span.start, span.start
    while line < span.end:
        newline = text.find("\n", line, span.end)
        stop = span.end if newline < 0 else newline
        start, used, at = line, 0, line
        while at < stop:
            word = at
            while word < stop and not text[word].isspace():
                word += 1
            after = word
            while after < stop and text[after].isspace():
                after += 1
            cells = text_width(text[at:word])
            if used and used + cells > width:
                yield start, at
                start, used = at, 0
            while used == 0 and cells > width:
                at += width
                yield start, at
                start = at
                cells = text_width(text[at:word])
            used += cells + text_width(text[word:after])
            at = after
        yield start, stop
        line = stop + 1


def _row(start: int, end: int, given: Sequence[Sequence[Span]]) -> SideRow:
    cuts = {start, end}
    for spans in given:
        for one in spans:
            cuts |= {at for at in one if start < at < end}
    ordered = sorted(cuts)
    pieces = []
    for left, right in pairwise(ordered):
        who = sum(1 << at for at, spans in enumerate(given) if any(s.start <= left < s.end for s in spans))
        pieces.append((left, right, who))
    lanes = tuple(any(who >> at & 1 for _, _, who in pieces) for at in range(len(given)))
    return SideRow(start, end, lanes, tuple(pieces))
