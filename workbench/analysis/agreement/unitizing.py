"""Unitizing alphas: agreement on where passages begin and end and what they are, on the line of the text itself.

Krippendorff, Mathet, Bouvry and Widlöcher 2016 (Quality & Quantity 50). A coder's codings of one *domain* of codes cut
the line into units with values and gaps between them; codes of a domain exclude each other. Units of two coders agree
as far as they intersect and have the same value; gaps are agreed on as well, but have no length of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import lcm

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


ALL, GAPS, GAPS_AGREED = range(3)
"""Places in the sums of a line: its length over all coders, what they left alone, and where two left the same."""

LENGTH, SQUARES, AGREED, MET, MET_SQUARES = range(5)
"""Places in the sums of one value: the length of its units, the squares of their lengths, where two coders agree on it,
the length where another coder has a unit too, and the squares of what another's units cover of each."""

HEAD, EACH = 3, 5


def scale(coders: int) -> int:
    """Return what sums are multiplied by, so that shares of the other coders are whole numbers."""
    return lcm(*range(1, coders))


def sums(coders: Sequence[Units], length: int, values: int, times: int, cuts: Sequence[int] = (0,)) -> list[list[int]]:
    """Return what is added up over transcripts: of the line, then of each value from 0.

    A line that is cut has sums for each part; a unit's squares are counted in the part that it begins in.

    Args:
        coders: the units of those who judged it; one coder alone adds nothing.
        length: of the line, in code points.
        values: how many there are.
        times: what sums are multiplied by (:func:`scale`); squares of whole units are not.
        cuts: where parts of the line begin, 0 the first.
    """
    m = len(coders)
    rows = [[0] * (HEAD + EACH * values) for _ in cuts]
    if m < 2 or not length:
        return rows
    each = times // (m - 1)
    for row, (begin, end) in zip(rows, pairwise([*cuts, length]), strict=True):
        row[ALL] = m * (end - begin) * times
    _sweep(rows, coders, [*cuts[1:], length], times, each)
    for at, units in enumerate(coders):
        for start, end, value in units:
            rows[bisect_right(cuts, start) - 1][HEAD + EACH * value + SQUARES] += (end - start) ** 2
        for n, other in enumerate(coders):
            if n != at:
                for (start, _, value), shared in zip(units, _shared(units, other), strict=True):
                    row = rows[bisect_right(cuts, start) - 1]
                    row[HEAD + EACH * value + MET_SQUARES] += shared**2 * each
    return rows


def _sweep(rows: Sequence[list[int]], coders: Sequence[Units], ends: Sequence[int], times: int, each: int) -> None:
    m = len(coders)
    events = [
        event
        for coder, units in enumerate(coders)
        for start, end, value in units
        for event in ((start, 1, coder, value), (end, 0, coder, value))
    ]
    now: dict[int, int] = {}
    held = last = part = 0
    for at, begins, _coder, value in sorted([*events, *((end, 0, 0, GAP) for end in ends)]):
        while ends[part] <= last and part + 1 < len(ends):
            part += 1
        if at > last:
            found = rows[part]
            n, last = at - last, at
            found[GAPS] += (m - held) * n * times
            found[GAPS_AGREED] += (m - held) * (m - held - 1) * n * each
            for one, r in now.items():
                place = HEAD + EACH * one
                found[place + LENGTH] += r * n * times
                found[place + AGREED] += r * (r - 1) * n * each
                found[place + MET] += r * (held - 1) * n * each
        if value == GAP:
            continue
        held += 1 if begins else -1
        now[value] = now.get(value, 0) + (1 if begins else -1)
        if not now[value]:
            del now[value]


def _shared(units: Units, others: Units) -> Iterable[int]:
    """Yield how much of each unit the other coder's units cover."""
    at = 0
    for start, end, _value in units:
        while at < len(others) and others[at][1] <= start:
            at += 1
        shared, i = 0, at
        while i < len(others) and others[i][0] < end:
            shared += min(end, others[i][1]) - max(start, others[i][0])
            i += 1
        yield shared


Disagreement = tuple[float, float]
"""(observed, expected)."""


def u_parts(found: Sequence[int], times: int) -> Disagreement | None:
    """Return what u-alpha is made of: disagreement on values and gaps; None where nothing varies."""
    total, gap = found[ALL] / times, found[GAPS] / times
    agreed = (found[GAPS_AGREED] + sum(found[HEAD + AGREED :: EACH])) / times
    rest = total**2 - sum(found[HEAD + SQUARES :: EACH]) - gap
    if rest <= 0:
        return None
    lengths, squares = found[HEAD + LENGTH :: EACH], found[HEAD + SQUARES :: EACH]
    same = sum((length / times) ** 2 - square for length, square in zip(lengths, squares, strict=True))
    return _defined(total - agreed, total - total * (same + gap**2 - gap) / rest)


def binary_parts(found: Sequence[int], times: int) -> Disagreement | None:
    """Return what the binary u-alpha is made of: disagreement on what was coded at all."""
    total, gap = found[ALL] / times, found[GAPS] / times
    rest = total**2 - sum(found[HEAD + SQUARES :: EACH]) - gap
    if rest <= 0:
        return None
    return _defined(gap - found[GAPS_AGREED] / times, total * gap * (total - gap) / rest)


@dataclass(frozen=True, slots=True)
class _Met:
    """Units that lie opposite units alone, by value: gaps are left out, with what lies opposite them."""

    lengths: Sequence[float]
    agreed: Sequence[float]
    squares: Sequence[float]
    total: float
    rest: float

    def expected(self, value: int) -> float:
        """Return the expected length on which two coders have this value alike."""
        return (self.lengths[value] ** 2 - self.squares[value]) / self.rest


def _met(found: Sequence[int], times: int) -> _Met | None:
    lengths, agreed, squares = ([n / times for n in found[HEAD + at :: EACH]] for at in (MET, AGREED, MET_SQUARES))
    total = sum(lengths)
    rest = total - sum(squares) / total if total else 0.0
    return _Met(lengths, agreed, squares, total, rest) if rest > 0 else None


def cu_parts(found: Sequence[int], times: int) -> Disagreement | None:
    """Return what cu-alpha is made of: disagreement on the values of what more than one coder coded."""
    met = _met(found, times)
    if met is None:
        return None
    return _defined(met.total - sum(met.agreed), met.total - sum(map(met.expected, range(len(met.lengths)))))


def ku(found: Sequence[int], times: int) -> list[Estimate]:
    """Return the (k)u-alpha of each value: how far it is told from the others where units meet."""
    met = _met(found, times)
    if met is None:
        return [Estimate(reason=Reason.NO_VARIATION)] * (len(found[HEAD::EACH]))
    estimates: list[Estimate] = []
    for value, own in enumerate(met.lengths):
        expected = (met.total * own - met.squares[value]) / met.rest
        apart = expected - met.expected(value)
        if not own or apart <= 1e-9 * max(expected, 1.0):
            estimates.append(Estimate(reason=Reason.NO_VARIATION))
        else:
            estimates.append(Estimate.of(1 - expected / own * (own - met.agreed[value]) / apart))
    return estimates


def coverage(found: Sequence[int]) -> float | None:
    """Return the share of all that cu-alpha looks at; None where there is nothing."""
    return sum(found[HEAD + MET :: EACH]) / found[ALL] if found[ALL] else None


def _defined(observed: float, expected: float) -> Disagreement | None:
    return (observed, expected) if expected > 1e-9 * max(observed, 1.0) else None


def alpha(parts: Iterable[Disagreement | None]) -> Estimate:
    """Return one minus the summed observed over the summed expected disagreement."""
    defined = [part for part in parts if part is not None]
    if not defined:
        return Estimate(reason=Reason.NO_VARIATION)
    return Estimate.of(1 - sum(o for o, _ in defined) / sum(e for _, e in defined))
