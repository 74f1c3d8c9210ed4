"""Unitizing alphas: agreement on where passages begin and end and what they are, on the line of the text itself.

Krippendorff, Mathet, Bouvry and Widlöcher 2016 (Quality & Quantity 50). A coder's codings of one *domain* of codes cut
the line into units with values and gaps between them; codes of a domain exclude each other. Units of two coders agree
as far as they intersect and have the same value; gaps are agreed on as well, but have no length of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.core.passages import Span

GAP = -1
"""The value of text that a coder left alone."""

Units = Sequence[tuple[int, int, int]]
"""(start, end, value): one coder's units on the line, disjoint, in order; values are whole numbers from 0."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A coder gave two codes of one domain to the same text; codes are places, the span is on the line."""

    transcript: str
    coder: int
    codes: tuple[int, int]
    span: Span


def units_of(covers: Mapping[int, Sequence[Span]]) -> tuple[list[tuple[int, int, int]], tuple[int, int, Span] | None]:
    """Put a coder's covers by code into one line of units; return them with the first clash, if two overlap."""
    units = sorted((start, end, code) for code, spans in covers.items() for start, end in spans)
    for (start, end, code), (later, until, other) in pairwise(units):
        if later < end:
            return units, (code, other, Span(max(start, later), min(end, until)))
    return units, None


@dataclass(slots=True)
class Coincidences:
    """What is added up over transcripts: coincidences and the sums of squared lengths.

    ``observed[c, k]`` is the length on which pairs of coders have the values c and k; ``squares[c]`` the sum of squared
    lengths of c's units; ``met[c]`` the same with only what another coder's units cover of them.
    """

    observed: dict[tuple[int, int], float] = field(default_factory=dict)
    squares: dict[int, float] = field(default_factory=dict)
    met: dict[int, float] = field(default_factory=dict)

    def add(self, coders: Sequence[Units], length: int) -> None:
        """Add a transcript that so many coders judged, on a line of ``length`` code points.

        A transcript that fewer than two judged adds nothing.
        """
        m = len(coders)
        if m < 2 or not length:
            return
        self._sweep(coders, length)
        for at, units in enumerate(coders):
            others = [other for n, other in enumerate(coders) if n != at]
            for start, end, value in units:
                self.squares[value] = self.squares.get(value, 0.0) + (end - start) ** 2
            for other in others:
                for value, shared in _shared(units, other):
                    self.met[value] = self.met.get(value, 0.0) + shared**2 / (m - 1)

    def _sweep(self, coders: Sequence[Units], length: int) -> None:
        m = len(coders)
        events = sorted(
            event
            for coder, units in enumerate(coders)
            for start, end, value in units
            for event in ((start, 1, coder, value), (end, 0, coder, value))
        )
        now = [GAP] * m
        last = 0
        for at, begins, coder, value in [*events, (length, 0, 0, GAP)]:
            if at > last:
                self._count(now, (at - last) / (m - 1))
                last = at
            now[coder] = value if begins else GAP

    def _count(self, now: Sequence[int], weight: float) -> None:
        tallied: dict[int, int] = {}
        for value in now:
            tallied[value] = tallied.get(value, 0) + 1
        for one, n in tallied.items():
            for other, o in tallied.items():
                pairs = n * (o - (one == other))
                if pairs:
                    key = (one, other)
                    self.observed[key] = self.observed.get(key, 0.0) + pairs * weight

    @property
    def values(self) -> list[int]:
        """The values that occur, without the gap."""
        return sorted({c for c, _ in self.observed if c != GAP})

    def of(self, value: int) -> float:
        """Return the length of everything with a value, over all coders."""
        return sum(n for (c, _), n in self.observed.items() if c == value)


def _shared(units: Units, others: Units) -> Iterable[tuple[int, int]]:
    """Yield each unit's value with how much of it the other coder's units cover."""
    at = 0
    for start, end, value in units:
        while at < len(others) and others[at][1] <= start:
            at += 1
        shared, i = 0, at
        while i < len(others) and others[i][0] < end:
            shared += min(end, others[i][1]) - max(start, others[i][0])
            i += 1
        yield value, shared


Disagreement = tuple[float, float]
"""(observed, expected)."""


def u_parts(found: Coincidences) -> Disagreement | None:
    """Return what u-alpha is made of: disagreement on values and gaps; None where nothing varies."""
    total, squares = sum(found.observed.values()), sum(found.squares.values())
    gap = found.of(GAP)
    agreed = sum(n for (c, k), n in found.observed.items() if c == k)
    rest = total**2 - squares - gap
    if rest <= 0:
        return None
    by_chance = sum(total * (found.of(c) ** 2 - found.squares.get(c, 0.0)) / rest for c in found.values)
    by_chance += total * (gap**2 - gap) / rest
    return _defined(total - agreed, total - by_chance)


def binary_parts(found: Coincidences) -> Disagreement | None:
    """Return what the binary u-alpha is made of: disagreement on what was coded at all."""
    total, squares = sum(found.observed.values()), sum(found.squares.values())
    gap = found.of(GAP)
    rest = total**2 - squares - gap
    if rest <= 0:
        return None
    return _defined(gap - found.observed.get((GAP, GAP), 0.0), total * gap * (total - gap) / rest)


@dataclass(frozen=True, slots=True)
class _Met:
    """Coincidences of units with units alone: gaps are left out, with what lies opposite them."""

    observed: Mapping[tuple[int, int], float]
    by_value: Mapping[int, float]
    met: Mapping[int, float]
    total: float
    rest: float

    def expected(self, one: int, other: int) -> float:
        same = self.met.get(one, 0.0) if one == other else 0.0
        return (self.by_value[one] * self.by_value[other] - same) / self.rest


def _met(found: Coincidences) -> _Met | None:
    observed = {(c, k): n for (c, k), n in found.observed.items() if GAP not in (c, k)}
    by_value = {v: sum(n for (c, _), n in observed.items() if c == v) for v in {c for c, _ in observed}}
    total = sum(by_value.values())
    rest = total - sum(found.met.values()) / total if total else 0.0
    return _Met(observed, by_value, found.met, total, rest) if rest > 0 else None


def cu_parts(found: Coincidences) -> Disagreement | None:
    """Return what cu-alpha is made of: disagreement on the values of what more than one coder coded."""
    met = _met(found)
    if met is None:
        return None
    agreed = sum(n for (c, k), n in met.observed.items() if c == k)
    return _defined(met.total - agreed, met.total - sum(met.expected(v, v) for v in met.by_value))


def ku(found: Coincidences, value: int) -> Estimate:
    """Return (k)u-alpha: how far one value is told from the others where units meet."""
    met = _met(found)
    if met is None or not met.by_value.get(value):
        return Estimate(reason=Reason.NO_VARIATION)
    own = met.by_value[value]
    expected = sum(met.expected(other, value) for other in met.by_value)
    apart = expected - met.expected(value, value)
    if apart <= 1e-9 * max(expected, 1.0):
        return Estimate(reason=Reason.NO_VARIATION)
    return Estimate.of(1 - expected / own * (own - met.observed.get((value, value), 0.0)) / apart)


def coverage(found: Coincidences) -> float | None:
    """Return the share of all that cu-alpha looks at; None where there is nothing."""
    total = sum(found.observed.values())
    return sum(n for key, n in found.observed.items() if GAP not in key) / total if total else None


def _defined(observed: float, expected: float) -> Disagreement | None:
    return (observed, expected) if expected > 1e-9 * max(observed, 1.0) else None


def alpha(parts: Iterable[Disagreement | None]) -> Estimate:
    """Return one minus the summed observed over the summed expected disagreement."""
    defined = [part for part in parts if part is not None]
    if not defined:
        return Estimate(reason=Reason.NO_VARIATION)
    return Estimate.of(1 - sum(o for o, _ in defined) / sum(e for _, e in defined))
