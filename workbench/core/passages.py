"""Spans of text and the arithmetic of them.

A span is half-open, ``[start, end)``, in code points of one transcript revision's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.core.errors import RefusedError
from workbench.core.graphemes import next_boundary, previous_boundary
from workbench.core.language import _

CONTEXT = 40
"""How many code points on each side of a quotation are kept beside it, so that it can be found again."""


class Span(NamedTuple):
    """A half-open run of code points ``[start, end)``."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points the span covers."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the code point at ``offset`` lies in the span."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one transcript revision; its words are the quotation.

    ``transcript`` is a UUID, ``revision`` counts from 1.
    """

    uuid: str
    transcript: str
    revision: int
    start: int
    end: int


def trim(text: str, span: Span) -> Span:
    """Take white space off both ends of a span and widen cut characters to whole ones.

    Args:
        text: the transcript's text.
        span: half-open, in code points.

    Returns:
        The trimmed span; neither end splits a grapheme cluster.

    Raises:
        RefusedError: the span lies outside the text, is empty, or holds nothing but white space.
    """
    start, end = span
    if not 0 <= start <= end <= len(text):
        raise RefusedError(
            _("The passage {start}–{end} lies outside the text, which has {n} characters.").format(
                start=start, end=end, n=len(text)
            ),
            hint=_("Offsets count from 0 and the end is not included."),
        )
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise RefusedError(_("The passage holds no words."), hint=_("Choose at least one word."))
    return Span(previous_boundary(text, start), next_boundary(text, end))


def quotation(text: str, span: Span) -> str:
    """Return the words of a span."""
    return text[span.start : span.end]


def context(text: str, span: Span) -> tuple[str, str]:
    """Return up to :data:`CONTEXT` code points before and after a span."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def merge(spans: Iterable[tuple[int, int]], *, touching: bool = True) -> list[Span]:
    """Join overlapping spans into disjoint ones in text order.

    With ``touching`` (the default), spans that meet without a gap are joined too. Empty spans vanish.
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and (start < merged[-1].end or (touching and start == merged[-1].end)):
            if end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, end)
        else:
            merged.append(Span(start, end))
    return merged


def intersect(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> list[Span]:
    """Return what two lists of disjoint, ordered spans both cover."""
    shared: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i][0], right[j][0])
        end = min(left[i][1], right[j][1])
        if start < end:
            shared.append(Span(start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return shared


def subtract(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> list[Span]:
    """Return what the disjoint, ordered ``left`` covers and ``right`` does not."""
    rest: list[Span] = []
    for start, end in left:
        position = start
        for cut_start, cut_end in right:
            if cut_end <= position:
                continue
            if cut_start >= end:
                break
            if cut_start > position:
                rest.append(Span(position, cut_start))
            position = max(position, cut_end)
        if position < end:
            rest.append(Span(position, end))
    return rest


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """Return how many code points a list of disjoint spans covers."""
    return sum(end - start for start, end in spans)
