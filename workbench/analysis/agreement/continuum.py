"""One transcript's compared text, laid end to end on a line and cut into units."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from workbench.analysis.agreement.recipes import Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.core.passages import Span, intersect, merge
from workbench.core.segments import Unit
from workbench.core.transcripts import Role

SHORT = 2
"""How many words an interviewer's turn may have that does not part a respondent's turns; without a question mark."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """What one revision of a transcript says, in columns: an object for each of thousands of turns would cost.

    A turn's ``starts``, ``ends`` (half-open code points), ``speakers`` (labels) and ``roles`` stand at one place of
    four lists. ``units`` are frozen spans as flat arrays ``[start, end, …]``.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    speakers: Sequence[str]
    roles: Sequence[Role]
    units: Mapping[str, array[int]] = field(default_factory=dict)


class Cut(NamedTuple):
    """Units, each of one or more pieces of text in order; units do not interleave.

    ``starts`` and ``ends`` are the pieces', half-open code points; unit i has those from ``first[i]`` to before
    ``first[i + 1]``.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    first: Sequence[int]

    @classmethod
    def of(cls, units: Iterable[Sequence[tuple[int, int]]]) -> Cut:
        """Return units from their pieces, without those that have none."""
        starts: list[int] = []
        ends: list[int] = []
        first = [0]
        for pieces in units:
            for start, end in pieces:
                starts.append(start)
                ends.append(end)
            if len(starts) > first[-1]:
                first.append(len(starts))
        return cls(starts, ends, first)

    @classmethod
    def single(cls, starts: Sequence[int], ends: Sequence[int]) -> Cut:
        """Return units of one piece each."""
        return cls(starts, ends, range(len(starts) + 1))

    def units(self) -> Iterator[list[Span]]:
        """Yield each unit's pieces."""
        for low, high in pairwise(self.first):
            yield [Span(self.starts[at], self.ends[at]) for at in range(low, high)]


def joined_turns(text: ComparedText, voices: Voices) -> Cut:
    """Return turns as units: all of them, or the respondents'.

    Turns of one respondent that are parted only by interviewer turns of at most :data:`SHORT` words without a question
    mark ("mhm", "ja, nettopp") are one unit: where the transcriber writes such sounds decides nothing.
    """
    said = [at for at, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)) if start < end]
    if voices is Voices.ALL:
        return Cut.single([text.starts[at] for at in said], [text.ends[at] for at in said])
    starts: list[int] = []
    ends: list[int] = []
    first: list[int] = []
    words = text.units.get("word", array("I"))
    last: str | None = None
    parted = False
    for start, end, speaker, role in zip(text.starts, text.ends, text.speakers, text.roles, strict=True):
        if role is Role.RESPONDENT and start < end:
            if not (parted and speaker == last):
                first.append(len(starts))
            starts.append(start)
            ends.append(end)
            last, parted = speaker, False
        elif last is not None:
            parted = role is Role.INTERVIEWER and _is_short(text.text, words, start, end)
            last = last if parted else None
    return Cut(starts, ends, [*first, len(starts)])


def _is_short(text: str, words: array[int], start: int, end: int) -> bool:
    first, last = bisect_left(words, start), bisect_left(words, end)
    return last - first <= 2 * SHORT and text.find("?", start, end) < 0


def eligible(text: ComparedText, voices: Voices) -> list[Span]:
    """Return the text that is compared: the respondents' turns, or everything from the first to the last character."""
    if voices is Voices.ALL:
        return [Span(0, len(text.text))] if text.text else []
    turns = zip(text.starts, text.ends, text.roles, strict=True)
    return [Span(start, end) for start, end, role in turns if role is Role.RESPONDENT and start < end]


def cut_units(text: ComparedText, unit: Unit, voices: Voices) -> Cut:
    """Return the units of a transcript, each as its pieces of compared text; characters are not listed one by one."""
    if unit is Unit.TURN:
        return joined_turns(text, voices)
    if unit in {Unit.TRANSCRIPT, Unit.CHARACTER}:
        return Cut.of([eligible(text, voices)])
    flat = text.units.get(unit.value, array("I"))
    if voices is Voices.ALL:
        return Cut.single(flat[::2].tolist(), flat[1::2].tolist())
    return Cut.of(_clipped(zip(flat[::2], flat[1::2], strict=True), eligible(text, voices)))


def _clipped(units: Iterable[tuple[int, int]], said: Sequence[Span]) -> Iterator[list[Span]]:
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
        cut: the units.
        characters: every code point is a unit, and ``cut`` only says which text is compared.
        turns: the turns, for resampling within the transcript.
        judged: only what lies here is compared: of characters these, of other units those that it touches.
    """

    def __init__(
        self, cut: Cut, *, characters: bool = False, turns: Cut | None = None, judged: list[Span] | None = None
    ) -> None:
        if judged is not None:
            cut = _touched(cut, judged, cut_off=characters)
        self.cut = cut
        self.characters = characters
        self._starts = cut.starts
        self._lengths: list[int] = list(map(sub, cut.ends, cut.starts))
        self._before: list[int] = [0, *accumulate(self._lengths)]
        self.length = self._before[-1]
        self._bounds = [self._before[at] for at in cut.first]
        self._turns = turns

    @property
    def n(self) -> int:
        """How many units there are."""
        return self.length if self.characters else len(self.cut.first) - 1

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
        starts = [self.place(self._turns.starts[at]) for at in self._turns.first[:-1]]
        if not self.characters:
            starts = [bisect_left(self._bounds, start) for start in starts]
        return sorted({0, *(start for start in starts if start < self.n)})

    def span_of(self, first: int, last: int) -> Span:
        """Return where in the text a run ``[first, last)`` of units begins and ends."""
        if not self.characters:
            return Span(self._starts[self.cut.first[first]], self.cut.ends[self.cut.first[last] - 1])
        return Span(self._offset(first), self._offset(last - 1) + 1)

    def _offset(self, place: int) -> int:
        at = bisect_right(self._before, place) - 1
        return self._starts[at] + place - self._before[at]


def _touched(cut: Cut, judged: list[Span], *, cut_off: bool) -> Cut:
    """Return the units that lie in what was judged at all, or of all units what lies there."""
    shared = ((unit, intersect(unit, judged)) for unit in cut.units())
    return Cut.of(within if cut_off else unit for unit, within in shared if within)
