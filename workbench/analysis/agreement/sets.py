"""Set-valued alpha: several codes at once, each coder's value for a unit being the set of codes that they gave it.

The distance of two sets is 1 - J, or 1 - J·M, with J the share of the union that is in both (Jaccard) and M, of
Passonneau 2006 (MASI), 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not.
Two empty sets are equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter, mul

from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Judged, sweep
from workbench.analysis.agreement.recipes import Rule

Distance = Callable[[int, int], float]

_LAST_BITS = 1e-12
"""What is expected is a difference of sums of floats: under this share of them it is nothing."""

Pattern = tuple[int, ...]
"""What the coders who judged a unit gave it: for each of them a number whose bit c says that they gave code c."""


def jaccard(one: int, other: int) -> float:
    """Return the distance of two sets, given as bits: 1 - J."""
    both = (one | other).bit_count()
    return 1 - (one & other).bit_count() / both if both else 0.0


def masi(one: int, other: int) -> float:
    """Return the distance of two sets, given as bits: 1 - J·M."""
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    weight = 2 / 3 if shared in {one, other} else 1 / 3
    return 1 - weight * shared.bit_count() / (one | other).bit_count()


def patterns(judged: Judged, codes: int, rule: Rule) -> Iterable[tuple[int, int, Pattern]]:
    """Yield the runs of units, all of them, with what each coder who is present gave: (start, end, sets).

    Codes that are not compared here count as given by nobody.
    """
    covers = [
        (1 << (at * codes + code), judged.line.coded(judged.spans[code][coder], rule))
        for code in judged.spans
        if code not in judged.apart
        for at, coder in enumerate(judged.present)
        if coder in judged.spans[code]
    ]
    every = (1 << codes) - 1
    nothing = (0,) * len(judged.present)
    last = 0
    for start, end, who in sweep(covers):
        if start > last:
            yield last, start, nothing
        yield start, end, tuple(who >> (at * codes) & every for at in range(len(judged.present)))
        last = end
    if last < judged.line.n:
        yield last, judged.line.n, nothing


def tallied(judged: Judged, codes: int, rule: Rule, cuts: Sequence[int] = (0,)) -> list[Counter[Pattern]]:
    """Count one transcript's units by what its coders gave them, apart for each part that begins at one of ``cuts``."""
    found: list[Counter[Pattern]] = [Counter() for _ in cuts]
    for start, end, sets in patterns(judged, codes, rule):
        at = bisect_right(cuts, start) - 1
        while start < end:
            stop = min(end, cuts[at + 1]) if at + 1 < len(cuts) else end
            found[at][sets] += stop - start
            start, at = stop, at + 1
    return found


class Alpha:
    """Krippendorff's alpha for sets with a distance between 0 and 1, of everything and of replicates of it.

    Expected disagreement is a sum over pairs of values, of which those without a common code have nothing in common. A
    replicate of few parts with many values is a sum over pairs of parts: what these have in common is reckoned once.
    """

    def __init__(self, transcripts: Sequence[Counter[Pattern]], distance: Distance) -> None:
        self._observed: list[float] = []
        self._values: list[Counter[int]] = []
        for counted in transcripts:
            values: Counter[int] = Counter()
            observed = 0.0
            for sets, n in counted.items():
                held = Counter(sets)
                for one, k in held.items():
                    values[one] += n * k
                    observed += sum(n * k * o * distance(one, other) for other, o in held.items()) / (len(sets) - 1)
            self._observed.append(observed)
            self._values.append(values)
        self._totals = [sum(values.values()) for values in self._values]
        self._near = _near({value for values in self._values for value in values}, distance)

    def _likeness(self, values: Mapping[int, int]) -> dict[int, float]:
        """Return how like each set is to some values in sum: 1 less the distance to each; nought is left out."""
        found: dict[int, float] = {}
        for value, n in values.items():
            for other, share in self._near[value]:
                found[other] = found.get(other, 0.0) + n * share
        return found

    @cached_property
    def _alike(self) -> list[list[float]]:
        """How like two transcripts' values are in sum, for each pair of transcripts."""
        rows: list[list[float]] = []
        for at, values in enumerate(self._values):
            get = self._likeness(values).get
            before = [row[at] for row in rows]
            after = [sum(n * get(other, 0.0) for other, n in one.items()) for one in self._values[at:]]
            rows.append(before + after)
        return rows

    def estimate(self) -> Estimate:
        """Return alpha of everything."""
        return self._of(dict.fromkeys(range(len(self._values)), 1))

    def _of(self, times: Mapping[int, int]) -> Estimate:
        """Return alpha of parts, by place, each so many times."""
        together: dict[int, int] = {}
        for at, weight in times.items():
            for value, n in self._values[at].items():
                together[value] = together.get(value, 0) + n * weight
        likeness = self._likeness(together)
        alike = sum(n * likeness.get(value, 0.0) for value, n in together.items())
        total = sum(self._totals[at] * n for at, n in times.items())
        return _alpha(total, sum(self._observed[at] * n for at, n in times.items()), alike)

    def drawn(self, places: Sequence[int]) -> Estimate:
        """Return alpha of parts that were drawn, by place, each as often as it was."""
        times = Counter(places)
        if len(self._values) ** 2 > sum(map(len, self._near.values())):
            return self._of(times)
        weights = list(times.values())
        total = sum(self._totals[at] * n for at, n in times.items())
        observed = sum(self._observed[at] * n for at, n in times.items())
        among = itemgetter(*times) if len(times) > 1 else lambda row: (row[places[0]],)
        alike = sum(n * sum(map(mul, among(self._alike[at]), weights)) for at, n in times.items())
        return _alpha(total, observed, alike)


def _alpha(total: int, observed: float, alike: float) -> Estimate:
    """Return alpha of so many values, from their summed disagreement within units and their likeness, each to each."""
    if total < 2:
        return Estimate(reason=Reason.NO_UNITS)
    expected = total**2 - alike
    if expected <= _LAST_BITS * total**2:
        return Estimate(reason=Reason.NO_VARIATION if total > 2 else Reason.TINY_N)
    return Estimate.of(1 - (total - 1) * observed / expected)


def _near(values: Iterable[int], distance: Distance) -> dict[int, list[tuple[int, float]]]:
    """Return of each set those that it has a code in common with, itself among them, with 1 less the distance."""
    every = list(values)
    having: dict[int, list[int]] = {}
    for value in every:
        for code in _codes(value):
            having.setdefault(code, []).append(value)
    found: dict[int, list[tuple[int, float]]] = {}
    for value in every:
        others = {other for code in _codes(value) for other in having[code]} or {value}
        found[value] = [(other, 1 - distance(value, other)) for other in sorted(others)]
    return found


def _codes(value: int) -> Iterable[int]:
    while value:
        lowest = value & -value
        yield lowest
        value ^= lowest
