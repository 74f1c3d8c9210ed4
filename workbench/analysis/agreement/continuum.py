"""One transcript's compared text, laid end to end on a line and cut into units."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple, TypeVar

from workbench.analysis.agreement.recipes import Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.core.passages import Span, intersect, merge
from workbench.core.segments import Unit
from workbench.core.transcripts import Role

SHORT = 2
"""How many words an interviewer's turn may have that does not part a respondent's turns; without a question mark."""


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class ComparedText:
    """What one revision of a transcript says, in columns: an object for each of thousands of turns would cost.

    ``length`` is in code points. A turn's ``starts``, ``ends`` (half-open code points), ``speakers`` (labels) and
    ``roles`` stand at one place of four lists. ``units`` are frozen spans as flat arrays ``[start, end, …]``. ``read``
    gives the words themselves, which are seldom looked at.
    """

    length: int
    starts: Sequence[int]
    ends: Sequence[int]
    speakers: Sequence[str]
    roles: Sequence[Role]
    read: Callable[[], str]
    units: Mapping[str, array[int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.read()


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
        return cls.single(starts, ends) if len(first) > len(starts) else cls(starts, ends, first)

    @classmethod
    def single(cls, starts: Sequence[int], ends: Sequence[int]) -> Cut:
        """Return units of one piece each."""
        return cls(starts, ends, range(len(starts) + 1))

    @property
    def plain(self) -> bool:
        """Whether every unit is one piece."""
        return isinstance(self.first, range)

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
            parted = role is Role.INTERVIEWER and _is_short(text, start, end)
            last = last if parted else None
    return Cut.single(starts, ends) if len(first) == len(starts) else Cut(starts, ends, [*first, len(starts)])


def _is_short(text: ComparedText, start: int, end: int) -> bool:
    words = text.units.get("word", array("I"))
    one_more = bisect_left(words, start) + 2 * SHORT
    return (one_more >= len(words) or words[one_more] >= end) and text.read().find("?", start, end) < 0


def eligible(text: ComparedText, voices: Voices) -> list[Span]:
    """Return the text that is compared: the respondents' turns, or everything from the first to the last character."""
    if voices is Voices.ALL:
        return [Span(0, text.length)] if text.length else []
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
        return Cut.single(flat[::2], flat[1::2])
    return _clipped(flat, eligible(text, voices))


def _clipped(flat: array[int], said: Sequence[Span]) -> Cut:
    """Return what of the units lies in some text."""
    pieces = array("I")
    first: list[int] = []
    former = -1
    for start, end in said:
        low, high = bisect_right(flat, start) >> 1, (bisect_left(flat, end) + 1) >> 1
        if low >= high:
            continue
        at = len(pieces)
        pieces += flat[2 * low : 2 * high]
        pieces[at], pieces[-1] = max(pieces[at], start), min(pieces[-1], end)
        # A unit that goes on from the text before is the same one.
        first += range((at >> 1) + (low == former), len(pieces) >> 1)
        former = high - 1
    starts, ends = pieces[::2], pieces[1::2]
    return Cut.single(starts, ends) if len(first) == len(starts) else Cut(starts, ends, [*first, len(starts)])


class Continuum:
    """The compared text as one line of code points without gaps, with the units on it.

    Args:
        cut: the units.
        characters: every code point is a unit, and ``cut`` only says which text is compared.
        turns: the turns, for resampling within the transcript.
    """

    def __init__(self, cut: Cut, *, characters: bool = False, turns: Cut | None = None) -> None:
        self.cut = cut
        self.characters = characters
        self._turns = turns

    def judged(self, spans: list[Span]) -> Continuum:
        """Return what of the line lies in some spans: of characters these, of other units those that they touch."""
        cut = _touched(self.cut, spans, cut_off=self.characters)
        return Continuum(cut, characters=self.characters, turns=self._turns)

    @cached_property
    def _lengths(self) -> list[int]:
        return list(map(sub, self.cut.ends, self.cut.starts))

    @cached_property
    def _before(self) -> list[int]:
        """How much compared text lies before each piece, and in all."""
        return [0, *accumulate(self._lengths)]

    @cached_property
    def _bounds(self) -> Sequence[int]:
        """Where units begin on the line, and where the last one ends."""
        return [self._before[at] for at in self.cut.first]

    @cached_property
    def _pieces(self) -> array[int]:
        """Where each piece begins and ends in the text: ``[start, end, …]``."""
        return _flat(self.cut.starts, self.cut.ends)

    @cached_property
    def _unit_of(self) -> list[int]:
        """Which unit each piece is of."""
        return [unit for unit, (low, high) in enumerate(pairwise(self.cut.first)) for _ in range(low, high)]

    @property
    def length(self) -> int:
        """How many code points are compared."""
        return self._before[-1]

    @property
    def n(self) -> int:
        """How many units there are."""
        return self.length if self.characters else len(self.cut.first) - 1

    def place(self, offset: int) -> int:
        """Return how many compared code points lie before an offset of the text."""
        at = bisect_right(self.cut.starts, offset) - 1
        if at < 0:
            return 0
        within = offset - self.cut.starts[at]
        return self._before[at] + (within if within < self._lengths[at] else self._lengths[at])

    def on_line(self, spans: Iterable[tuple[int, int]]) -> list[Span]:
        """Return what spans of the text cover of the line, each stretch once, disjoint and in order."""
        place = self.place
        return merge([(place(start), place(end)) for start, end in spans])

    def runs(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        """Return which units passages touch: the first, and the one after the last, for each; as far on if none."""
        if self.characters:
            return self._places(starts), self._places(ends)
        flat = self._pieces
        firsts = [bisect_right(flat, start) >> 1 for start in starts]
        lasts = [(bisect_left(flat, end) + 1) >> 1 for end in ends]
        if self.cut.plain:
            return firsts, lasts
        of = self._unit_of
        touched = [
            (of[first], of[last - 1] + 1) if first < last else (0, 0) for first, last in zip(firsts, lasts, strict=True)
        ]
        return [first for first, _ in touched], [last for _, last in touched]

    def _places(self, offsets: Sequence[int]) -> Sequence[int]:
        if len(self.cut.starts) == 1 and not self.cut.starts[0]:
            length = self.length
            return offsets if max(offsets, default=0) <= length else [min(at, length) for at in offsets]
        flat, before = self._pieces, self._before
        shifts = list(map(sub, before, self.cut.starts))
        return [at + shifts[i >> 1] if (i := bisect_right(flat, at)) & 1 else before[i >> 1] for at in offsets]

    def halves(self, passages: Iterable[tuple[Key, int, int]]) -> Iterator[tuple[Key, int, int]]:
        """Yield the runs of units of which a key's passages cover at least half.

        Args:
            passages: who gave what, start and end in the text; a key's own may overlap.
        """
        plain, bounds = self.cut.plain, () if self.cut.plain else self._bounds
        flat = self._pieces if plain else _flat(bounds[:-1], bounds[1:])
        cut: dict[tuple[Key, int], int] = {}
        for key, start, end in _disjoint(passages):
            low, high = (start, end) if plain else (self.place(start), self.place(end))
            first, last = bisect_right(flat, low) >> 1, ((bisect_left(flat, high) + 1) >> 1) - 1
            if low >= high or first > last:
                continue
            whole = [first, last + 1]
            if flat[2 * first] < low:
                cut[key, first] = cut.get((key, first), 0) + min(high, flat[2 * first + 1]) - low
                whole[0] += 1
            if flat[2 * last + 1] > high and last >= whole[0]:
                cut[key, last] = cut.get((key, last), 0) + high - max(low, flat[2 * last])
                whole[1] -= 1
            if whole[0] < whole[1]:
                yield key, whole[0], whole[1]
        for (key, unit), n in cut.items():
            if 2 * n >= flat[2 * unit + 1] - flat[2 * unit]:
                yield key, unit, unit + 1

    def coded(self, spans: Sequence[tuple[int, int]], rule: Rule) -> list[Span]:
        """Return which units spans of the text cover, as disjoint half-open runs of units counted from 0."""
        if rule is Rule.HALF and not self.characters:
            return merge((first, last) for _, first, last in self.halves((0, start, end) for start, end in spans))
        firsts, lasts = self.runs([start for start, _ in spans], [end for _, end in spans])
        return merge(zip(firsts, lasts, strict=True))

    def clusters(self) -> list[int]:
        """Return the units at which a turn begins, the first always among them, for resampling turns."""
        if self._turns is None or not self.n:
            return [0] if self.n else []
        starts = [self.place(self._turns.starts[at]) for at in self._turns.first[:-1]]
        if not self.characters:
            starts = [bisect_left(self._bounds, start) for start in starts]
        return sorted({0, *(start for start in starts if start < self.n)})

    def clusters_on_line(self) -> list[int]:
        """Return where the same turns begin on the line."""
        return self.clusters() if self.characters else [self._bounds[unit] for unit in self.clusters()]

    def span_of(self, first: int, last: int) -> Span:
        """Return where in the text a run ``[first, last)`` of units begins and ends."""
        if not self.characters:
            return Span(self.cut.starts[self.cut.first[first]], self.cut.ends[self.cut.first[last] - 1])
        return Span(self._offset(first), self._offset(last - 1) + 1)

    def _offset(self, place: int) -> int:
        at = bisect_right(self._before, place) - 1
        return self.cut.starts[at] + place - self._before[at]


def _flat(starts: Sequence[int], ends: Sequence[int]) -> array[int]:
    flat = array("I", [0]) * (2 * len(starts))
    flat[::2], flat[1::2] = array("I", starts), array("I", ends)
    return flat


def _disjoint(passages: Iterable[tuple[Key, int, int]]) -> Iterator[tuple[Key, int, int]]:
    """Yield each key's passages with those that overlap or touch as one."""
    own: dict[Key, list[tuple[int, int]]] = {}
    for key, start, end in passages:
        own.setdefault(key, []).append((start, end))
    for key, spans in own.items():
        spans.sort()
        first, last = spans[0]
        for start, end in spans:
            if start > last:
                yield key, first, last
                first, last = start, end
            elif end > last:
                last = end
        yield key, first, last


def _touched(cut: Cut, judged: list[Span], *, cut_off: bool) -> Cut:
    """Return the units that lie in what was judged at all, or of all units what lies there."""
    shared = ((unit, intersect(unit, judged)) for unit in cut.units())
    return Cut.of(within if cut_off else unit for unit, within in shared if within)
