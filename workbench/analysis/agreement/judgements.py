"""Judgements: how much text has a code from which coders, the one table that coefficients are reckoned from.

T[transcript, code, set of coders] is how many units have the code from exactly these coders. It comes from a sweep over
the ends of passages in order, never from a loop over characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.agreement.continuum import Continuum
from workbench.analysis.agreement.recipes import Rule
from workbench.core.passages import merge

MOST_CODERS = 16

Run = tuple[int, int, int]
"""(start, end, set of coders): a half-open stretch, and a number whose bit i says that coder i has it."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Given:
    """Which codes were given where in one transcript, in columns: an object for each of 100,000 codings would cost.

    ``codes`` and ``coders`` are places, ``starts`` and ``ends`` half-open code points.
    """

    codes: Sequence[int] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    coders: Sequence[int] = ()

    @classmethod
    def of(cls, spans: Mapping[int, Mapping[int, Spans]]) -> Given:
        """Return columns from passages by code and coder."""
        rows = [
            (code, start, end, coder)
            for code, by_coder in spans.items()
            for coder, passages in by_coder.items()
            for start, end in passages
        ]
        return cls(*zip(*rows, strict=True)) if rows else cls()

    @cached_property
    def spans(self) -> dict[int, dict[int, list[tuple[int, int]]]]:
        """The passages by code and coder, in the order of the columns."""
        found: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for code, start, end, coder in zip(self.codes, self.starts, self.ends, self.coders, strict=True):
            found.setdefault(code, {}).setdefault(coder, []).append((start, end))
        return found

    def without(self, apart: frozenset[int], present: Sequence[int]) -> Given:
        """Return what these coders gave of the codes that are not apart; the columns themselves where that is all."""
        if not apart and set(self.coders) <= set(present):
            return self
        rows = zip(self.codes, self.starts, self.ends, self.coders, strict=True)
        kept = [row for row in rows if row[0] not in apart and row[3] in present]
        return Given(*zip(*kept, strict=True)) if kept else Given()


@dataclass(frozen=True, slots=True)
class Judged:
    """What the compared coders gave to one transcript.

    ``present`` are the places of those compared here among all compared coders. ``given`` are their passages in any
    order, by the code's and the coder's place. ``apart`` are the places of codes that are not compared here.
    """

    transcript: str
    name: str
    line: Continuum
    present: tuple[int, ...]
    given: Given
    apart: frozenset[int] = frozenset()

    @property
    def spans(self) -> Mapping[int, Mapping[int, Spans]]:
        """The passages by code and coder; a code that nobody gave is missing."""
        return self.given.spans


def sweep(covers: Iterable[tuple[int, Spans]]) -> list[Run]:
    """Return the stretches that some coder covers, with who does, in order.

    Args:
        covers: for each coder a bit (1, 2, 4, …) and disjoint spans.
    """
    events: list[tuple[int, int]] = []
    for bit, spans in covers:
        for start, end in spans:
            events.append((start, bit))
            events.append((end, -bit))
    events.sort()
    runs: list[Run] = []
    who = last = 0
    for at, change in events:
        if who and at > last:
            runs.append((last, at, who))
        who += change
        last = at
    return runs


def runs_of(judged: Judged, code: int, rule: Rule) -> list[Run]:
    """Return the runs of units that some coder gave a code to, a coder's own overlapping passages counted once."""
    by_coder = judged.spans.get(code)
    if not by_coder:
        return []
    coded = judged.line.coded
    return sweep((1 << coder, coded(spans, rule)) for coder, spans in by_coder.items() if coder in judged.present)


def tables_by_turn(runs: Iterable[Run], clusters: Sequence[int]) -> dict[int, dict[int, int]]:
    """Return T apart for each turn, by its place among ``clusters``, the units at which turns begin."""
    found: dict[int, dict[int, int]] = {}
    for start, end, who in runs:
        at = bisect_right(clusters, start) - 1
        while start < end:
            stop = min(end, clusters[at + 1]) if at + 1 < len(clusters) else end
            cell = found.setdefault(at, {})
            cell[who] = cell.get(who, 0) + stop - start
            start, at = stop, at + 1
    return found


def whole(spans: Spans) -> list[tuple[int, int]]:
    """Return a coder's passages of one code as they count: overlapping and touching ones as one."""
    return [(start, end) for start, end in merge(spans)]
