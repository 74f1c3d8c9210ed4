"""One transcript's compared text, laid end to end on a line and cut into units."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from workbench.analysis.agreement.recipes import Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.core.passages import Span, intersect, merge
from workbench.core.segments import Unit
from workbench.core.transcripts import Role

SHORT = 2
"""How many words an interviewer's turn may have that does not part a respondent's turns; without a question mark."""


class SpokenTurn(NamedTuple):
    """A turn as agreement needs it: half-open code points, label, role."""

    start: int
    end: int
    speaker: str
    role: Role


@dataclass(frozen=True, slots=True)
class ComparedText:
    """What one revision of a transcript says, with its frozen units as flat arrays ``[start, end, …]``."""

    text: str
    turns: Sequence[SpokenTurn]
    units: Mapping[str, array[int]] = field(default_factory=dict)

    def spans(self, unit: Unit) -> list[Span]:
        """Return the spans of words, sentences or paragraphs in text order."""
        flat = self.units.get(unit.value, array("I"))
        return [Span(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


Pieces = list[list[Span]]
"""For each unit the spans that it is made of, in text order; units do not interleave."""


def joined_turns(text: ComparedText, voices: Voices) -> Pieces:
    """Return turns as units: all of them, or the respondents'.

    Turns of one respondent that are parted only by interviewer turns of at most :data:`SHORT` words without a question
    mark ("mhm", "ja, nettopp") are one unit: where the transcriber writes such sounds decides nothing.
    """
    if voices is Voices.ALL:
        return [[Span(turn.start, turn.end)] for turn in text.turns if turn.start < turn.end]
    found: Pieces = []
    last: SpokenTurn | None = None
    parted = False
    for turn in text.turns:
        if turn.role is Role.RESPONDENT and turn.start < turn.end:
            if last is not None and parted and turn.speaker == last.speaker:
                found[-1].append(Span(turn.start, turn.end))
            else:
                found.append([Span(turn.start, turn.end)])
            last, parted = turn, False
        elif turn.role is Role.INTERVIEWER and _is_short(text, turn):
            parted = True
        else:
            last = None
    return found


def _is_short(text: ComparedText, turn: SpokenTurn) -> bool:
    words = text.units.get("word", array("I"))
    first, last = bisect_left(words, turn.start), bisect_left(words, turn.end)
    return last - first <= 2 * SHORT and "?" not in text.text[turn.start : turn.end]


def eligible(text: ComparedText, voices: Voices) -> list[Span]:
    """Return the text that is compared: the respondents' turns, or everything from the first to the last character."""
    if voices is Voices.ALL:
        return [Span(0, len(text.text))] if text.text else []
    return [Span(t.start, t.end) for t in text.turns if t.role is Role.RESPONDENT and t.start < t.end]


def cut_units(text: ComparedText, unit: Unit, voices: Voices) -> Pieces:
    """Return the units of a transcript, each as its pieces of compared text; characters are not listed one by one."""
    if unit is Unit.TURN:
        return joined_turns(text, voices)
    said = eligible(text, voices)
    if unit in {Unit.TRANSCRIPT, Unit.CHARACTER}:
        return [said] if said else []
    found = ([Span(*unit_)] for unit_ in text.spans(unit)) if voices is Voices.ALL else _clipped(text.spans(unit), said)
    return [pieces for pieces in found if pieces]


def _clipped(units: Iterable[Span], said: Sequence[Span]) -> Iterable[list[Span]]:
    ends = [span.end for span in said]
    for start, end in units:
        at = bisect_right(ends, start)
        pieces: list[Span] = []
        while at < len(said) and said[at].start < end:
            pieces.append(Span(max(start, said[at].start), min(end, said[at].end)))
            at += 1
        yield pieces


class Continuum:
    """The compared text as one line of code points without gaps, with the units on it.

    Args:
        units: each unit's pieces, disjoint and in text order.
        characters: every code point is a unit, and ``units`` only says which text is compared.
        turns: the turns' pieces, for resampling within the transcript.
        judged: only what lies here is compared: of characters these, of other units those that it touches.
    """

    def __init__(
        self, units: Pieces, *, characters: bool = False, turns: Pieces | None = None, judged: list[Span] | None = None
    ) -> None:
        if judged is not None:
            units = _touched(units, judged, cut=characters)
        self.units = units
        self.characters = characters
        pieces = [piece for unit in units for piece in unit]
        self._starts = [start for start, _ in pieces]
        lengths = [end - start for start, end in pieces]
        self._lengths = lengths
        self._before = [0, *accumulate(lengths)]
        self.length = self._before[-1]
        self._bounds = [0, *accumulate(sum(end - start for start, end in unit) for unit in units)]
        self._turns = turns

    @property
    def n(self) -> int:
        """How many units there are."""
        return self.length if self.characters else len(self.units)

    def place(self, offset: int) -> int:
        """Return how many compared code points lie before an offset of the text."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0
        within = offset - self._starts[at]
        return self._before[at] + (within if within < self._lengths[at] else self._lengths[at])

    def on_line(self, spans: Iterable[tuple[int, int]]) -> list[Span]:
        """Return what spans of the text cover of the line, each stretch once, disjoint and in order."""
        place = self.place
        return merge([(place(start), place(end)) for start, end in spans])

    def coded(self, spans: Iterable[tuple[int, int]], rule: Rule) -> list[Span]:
        """Return which units spans of the text cover, as disjoint half-open runs of units counted from 0."""
        line = self.on_line(spans)
        if self.characters:
            return line
        bounds = self._bounds
        if rule is Rule.ANY:
            return merge([(bisect_right(bounds, start) - 1, bisect_left(bounds, end)) for start, end in line])
        return self._half(line)

    def _half(self, line: list[Span]) -> list[Span]:
        bounds = self._bounds
        runs: list[tuple[int, int]] = []
        cut: dict[int, int] = {}
        for start, end in line:
            first, last = bisect_right(bounds, start) - 1, bisect_left(bounds, end) - 1
            whole = [first, last + 1]
            if bounds[first] < start:
                cut[first] = cut.get(first, 0) + min(end, bounds[first + 1]) - start
                whole[0] += 1
            if bounds[last + 1] > end and last >= whole[0]:
                cut[last] = cut.get(last, 0) + end - bounds[last]
                whole[1] -= 1
            if whole[0] < whole[1]:
                runs.append((whole[0], whole[1]))
        runs += [(unit, unit + 1) for unit, n in cut.items() if 2 * n >= bounds[unit + 1] - bounds[unit]]
        return merge(runs)

    def clusters(self) -> list[int]:
        """Return the units at which a turn begins, the first always among them, for resampling turns."""
        if self._turns is None or not self.n:
            return [0] if self.n else []
        starts = [self.place(turn[0].start) for turn in self._turns]
        if not self.characters:
            starts = [bisect_left(self._bounds, start) for start in starts]
        return sorted({0, *(start for start in starts if start < self.n)})

    def span_of(self, first: int, last: int) -> Span:
        """Return where in the text a run ``[first, last)`` of units begins and ends."""
        if not self.characters:
            return Span(self.units[first][0].start, self.units[last - 1][-1].end)
        return Span(self._offset(first), self._offset(last - 1) + 1)

    def _offset(self, place: int) -> int:
        at = bisect_right(self._before, place) - 1
        return self._starts[at] + place - self._before[at]


def _touched(units: Pieces, judged: list[Span], *, cut: bool) -> Pieces:
    if cut:
        return [pieces for unit in units if (pieces := intersect(unit, judged))]
    return [unit for unit in units if intersect(unit, judged)]
