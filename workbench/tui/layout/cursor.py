"""The cursor stands on a unit of meaning; what is lit up is what a code will land on.

Moving goes from unit to unit; extending takes in the next one; an exact selection may begin and end at any character.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from workbench.core.errors import RefusedError
from workbench.core.graphemes import next_boundary, previous_boundary
from workbench.core.passages import Span, trim
from workbench.core.segments import Unit
from workbench.core.transcripts import TranscriptText
from workbench.tui.layout.wrapping import Region

CURSOR_UNITS = (Unit.CHARACTER, Unit.WORD, Unit.SENTENCE, Unit.TURN)


class Spans:
    """Disjoint spans in text order that can be asked for the one at an offset."""

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self._starts, self._ends = starts, ends

    @classmethod
    def packed(cls, flat: array[int]) -> Spans:
        """Take spans laid flat, ``[start, end, start, end, …]``."""
        return cls(flat[0::2], flat[1::2])

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Span:
        return Span(self._starts[index], self._ends[index])

    def index(self, offset: int) -> int:
        """Return the index of the span at an offset, or of the last before it; -1 where there is none."""
        return bisect_right(self._starts, offset) - 1


class Cursor:
    """Where the reader is in a transcript, and what is selected; all offsets are code points.

    ``point`` is the offset that the cursor stands at. ``anchor`` is where an extended or exact selection began, None
    where nothing is selected. ``exact`` tells a selection of characters from one of whole units.
    """

    def __init__(self, text: TranscriptText, regions: Sequence[Region], unit: Unit = Unit.SENTENCE) -> None:
        self._text = text
        self._regions = Spans(array("I", (r.start for r in regions)), array("I", (r.end for r in regions)))
        self._units = {
            Unit.WORD: Spans.packed(text.units.get("word", array("I"))),
            Unit.SENTENCE: Spans.packed(text.units.get("sentence", array("I"))),
            Unit.TURN: self._regions,
        }
        self.unit = unit
        self.point = 0
        self.anchor: int | None = None
        self.exact = False
        self._asked: tuple[int, Unit] | None = None
        self._answer = Span(0, 0)
        self.move_to(0)

    def unit_at(self, offset: int, unit: Unit) -> Span:
        """Return the unit that an offset belongs to.

        Between units it is the one before, in the same turn where there is one. Where the text has none of the kind,
        it is the turn, and where there is no turn either, an empty span.
        """
        if self._asked != (offset, unit):
            self._answer = self._find_unit(offset, unit)
            self._asked = (offset, unit)
        return self._answer

    def _find_unit(self, offset: int, unit: Unit) -> Span:
        text = self._text.text
        if not len(self._regions):
            return Span(0, 0)
        region = self._regions[max(0, self._regions.index(offset))]
        if unit is Unit.TURN or not region.length:
            return region
        if unit is Unit.CHARACTER:
            start = previous_boundary(text, min(max(region.start, offset), region.end - 1))
            return Span(start, next_boundary(text, start + 1))
        spans = self._units[unit]
        index = spans.index(next_boundary(text, offset + 1) - 1)
        if index < 0 or spans[index].end <= region.start:
            index += 1
        if index >= len(spans) or spans[index].start >= region.end:
            return region
        return self._whole(spans[index])

    def _whole(self, span: Span) -> Span:
        return Span(previous_boundary(self._text.text, span.start), next_boundary(self._text.text, span.end))

    def neighbour(self, offset: int, unit: Unit, step: int) -> Span:
        """Return the unit after (``step`` 1) or before (-1) the one at ``offset``; at the text's edge, the same one."""
        here = self.unit_at(offset, unit)
        if not len(self._regions):
            return here
        region = max(0, self._regions.index(offset))
        turn = self._regions[region]
        if unit is Unit.CHARACTER:
            if step > 0 and here.end < turn.end:
                return self.unit_at(here.end, unit)
            if step < 0 and here.start > turn.start:
                return self.unit_at(here.start - 1, unit)
        elif unit is not Unit.TURN:
            spans = self._units[unit]
            index = spans.index(here.end - 1) + step
            while here != turn and 0 <= index < len(spans) and turn.start <= spans[index].start < turn.end:
                found = self._whole(spans[index])
                if not found.overlaps(here):
                    return found
                index += step
        beside = region + step
        if not 0 <= beside < len(self._regions):
            return here
        turn = self._regions[beside]
        return self.unit_at(turn.start if step > 0 else max(turn.start, turn.end - 1), unit)

    @property
    def span(self) -> Span:
        """The unit under the cursor."""
        return self.unit_at(self.point, self.unit)

    @property
    def selection(self) -> Span | None:
        """What was selected by extending or exactly, None where nothing was."""
        if self.anchor is None:
            return None
        if self.exact:
            return Span(min(self.anchor, self.point), max(self.anchor, self.point))
        first, last = self.unit_at(self.anchor, self.unit), self.span
        return Span(min(first.start, last.start), max(first.end, last.end))

    @property
    def lit(self) -> Span:
        """What is shown as chosen: the selection, or else the unit under the cursor."""
        return self.selection or self.span

    @property
    def passage(self) -> Span | None:
        """What a code would land on: the lit span without white space at its ends, None where it holds no words."""
        try:
            return trim(self._text.text, self.lit)
        except RefusedError:
            return None

    def set_unit(self, unit: Unit) -> None:
        """Stand on another kind of unit at the same place; a selection is let go."""
        self.clear()
        self.unit = unit

    def move_to(self, offset: int) -> None:
        """Stand on the unit at an offset; a selection is let go."""
        self.anchor, self.exact = None, False
        self.point = self.unit_at(offset, self.unit).start

    def stand_at(self, offset: int) -> None:
        """Stand at an offset itself, wherever in its unit it lies; a selection is let go."""
        self.anchor, self.exact = None, False
        self.point = previous_boundary(self._text.text, min(max(0, offset), max(0, len(self._text.text) - 1)))

    def clear(self) -> None:
        """Let a selection go and stand on the unit where it ended."""
        if self.anchor is None:
            return
        head = self.point
        if self.exact and head > self.anchor:
            head -= 1
        self.move_to(head)

    def move(self, step: int, unit: Unit | None = None) -> None:
        """Move one unit on or back; ``unit`` counts in another unit than the cursor's own."""
        self.clear()
        self.move_to(self.neighbour(self.point, unit or self.unit, step).start)

    def extend(self, step: int) -> None:
        """Take one more unit into the selection, or give one back; an exact selection first becomes one of units."""
        if self.exact and self.anchor is not None:
            first = self.anchor if self.anchor < self.point else self.anchor - 1
            last = self.point - 1 if self.anchor < self.point else self.point
            self.anchor, self.point = first, last
        elif self.anchor is None:
            self.anchor = self.point
        self.exact = False
        self.point = self.neighbour(self.point, self.unit, step).start

    def select(self, anchor: int, head: int) -> None:
        """Select exactly from ``anchor`` to ``head``, both widened so that no character is cut."""
        text = self._text.text
        anchor, head = min(max(0, anchor), len(text)), min(max(0, head), len(text))
        if anchor <= head:
            self.anchor, self.point = previous_boundary(text, anchor), next_boundary(text, head)
        else:
            self.anchor, self.point = next_boundary(text, anchor), previous_boundary(text, head)
        self.exact = True

    def begin_exact(self) -> None:
        """Turn what is lit into an exact selection whose end the next step moves."""
        if not (self.exact and self.anchor is not None):
            lit = self.lit
            backwards = self.anchor is not None and self.point < self.anchor
            self.select(*((lit.end, lit.start) if backwards else lit))

    def boundary(self, offset: int, unit: Unit, step: int) -> int:
        """Return the next edge of a unit after (``step`` 1) or before (-1) an offset; the text's edge at the last."""
        text = self._text.text
        if unit is Unit.CHARACTER:
            if step > 0:
                return next_boundary(text, min(offset + 1, len(text)))
            return previous_boundary(text, max(offset - 1, 0))
        if step > 0:
            here = self.unit_at(offset, unit)
            return here.end if here.end > offset else max(offset, self.neighbour(offset, unit, 1).end)
        here = self.unit_at(max(0, offset - 1), unit)
        return here.start if here.start < offset else min(offset, self.neighbour(offset, unit, -1).start)

    def edge_moved(self, span: Span, unit: Unit, step: int, *, start: bool) -> Span:
        """Return a passage whose start or end has moved by a unit, over white space and never past its other edge.

        Args:
            span: half-open, without white space at its ends.
            unit: whose edges are gone to.
            step: 1 on, -1 back.
            start: whether it is the start that moves.

        Returns:
            The passage, which begins and ends with a word; the same one where the edge can go no further.
        """
        at = span.start if start else span.end
        while (beside := self.boundary(at, unit, step)) != at:
            at = beside
            moved = Span(at, span.end) if start else Span(span.start, at)
            if moved.length <= 0:
                return span
            try:
                moved = trim(self._text.text, moved)
            except RefusedError:
                return span
            if moved != span:
                return moved
        return span

    def move_edge(self, step: int, unit: Unit = Unit.CHARACTER) -> None:
        """Move the end of the exact selection by a unit; it begins with what is lit."""
        self.begin_exact()
        self.move_head(self.boundary(self.point, unit, step))

    def move_head(self, offset: int) -> None:
        """Move the end of the exact selection to an offset; a selection that would be empty stays as it is."""
        self.begin_exact()
        if self.anchor is not None and offset != self.anchor:
            self.select(self.anchor, offset)
