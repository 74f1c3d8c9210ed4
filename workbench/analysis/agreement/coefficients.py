"""Coefficients of agreement from tallies of units; each is undefined for a reason, or a number.

With r of m coders giving the code to a unit, observed disagreement Do is the mean over units of 2r(m-r) / [m(m-1)], the
share of pairs of coders that differ; percent agreement is 1 - Do. Every coefficient that is corrected for chance is
1 - Do/De, observed over expected disagreement:

* Cohen 1960, and Conger 1980 for more than two: De = 1 - mean over pairs of coders of (p_g p_h + q_g q_h);
* Scott 1955, and Fleiss 1971 for more than two: De = 1 - p² - q², p the mean over units of r/m;
* Krippendorff 2004: Do and De from coincidences of values, drawn without being put back;
* Gwet 2008 (AC1): De = 1 - 2pq; Brennan and Prediger 1981: De = 1/2.

Codes together (De Vries and others 2008): one minus the sum of Do over the sum of De, each code's De its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.tallies import (
    BOTH,
    DIFFERING,
    MARKED,
    MARKS,
    MIXED,
    ONE,
    OTHERS,
    RATES,
    UNITS,
    Shape,
    Tally,
    rates,
    varies,
)

Parts = tuple[float, float]
"""What a measure is made of, to be added up over codes: (Do, De) of 1 - Do/De, or numerator and denominator."""

_FOR_TWO = frozenset({Measure.COHEN, Measure.SCOTT})
_ALWAYS = frozenset({Measure.PERCENT, Measure.PREVALENCE})
_WITHOUT_NEITHER = frozenset({Measure.DICE, Measure.JACCARD})


def reason(shape: Shape, tally: Tally, measure: Measure) -> Reason | None:
    """Return why a measure is undefined here, None where it is not."""
    if not tally[UNITS]:
        return Reason.NO_UNITS
    if measure in _FOR_TWO and shape.coders > 2:
        return Reason.NOT_FOR_TWO_ALONE
    if varies(tally) or measure in _ALWAYS or (measure in _WITHOUT_NEITHER and tally[MARKS]):
        return None
    return Reason.TINY_N if tally[UNITS] == 1 else Reason.NO_VARIATION


def parts(shape: Shape, measure: Measure) -> Callable[[Tally], Parts]:
    """Return the function that gives what a measure is made of, for tallies of which it is defined."""
    scale = shape.scale
    between = _between_two if shape.coders == 2 else _between_coders

    def differing(expected: Callable[[Tally], float]) -> Callable[[Tally], Parts]:
        return lambda tally: (tally[DIFFERING] / (scale * tally[UNITS]), expected(tally))

    def by_chance(tally: Tally) -> float:
        units = scale * tally[UNITS]
        return 2 * tally[MARKED] * (units - tally[MARKED]) / (units * units)

    def alpha(tally: Tally) -> Parts:
        ones, noughts = tally[MARKS], tally[OTHERS]
        values = ones + noughts
        return tally[MIXED] / (scale * values), ones * noughts / (values * (values - 1))

    return {
        Measure.PERCENT: lambda tally: (scale * tally[UNITS] - tally[DIFFERING], scale * tally[UNITS]),
        Measure.PREVALENCE: lambda tally: (tally[MARKED], scale * tally[UNITS]),
        Measure.DICE: lambda tally: (2 * tally[BOTH], 2 * tally[BOTH] + tally[ONE]),
        Measure.JACCARD: lambda tally: (tally[BOTH], tally[BOTH] + tally[ONE]),
        Measure.COHEN: differing(between),
        Measure.CONGER: differing(between),
        Measure.SCOTT: differing(by_chance),
        Measure.FLEISS: differing(by_chance),
        Measure.ALPHA: alpha,
        Measure.AC1: differing(lambda tally: 1 - by_chance(tally)),
        Measure.BRENNAN_PREDIGER: differing(lambda tally: 0.5),
    }[measure]


def _between_two(tally: Tally) -> float:
    """Return the same as :func:`_between_coders` for two coders, who both judged every unit."""
    n, k, o, j = tally[RATES:]
    return (k * (o - j) + j * (n - k)) / (n * o)


def _between_coders(tally: Tally) -> float:
    """Return how far coders would differ who gave the code at random, each as often as they did."""
    pairs = [(k * (o - j) + j * (n - k)) / (n * o) for (n, k), (o, j) in combinations(rates(tally), 2)]
    return sum(pairs) / len(pairs)


def value(measure: Measure, made_of: Parts) -> float:
    """Return a measure from its parts, or from the sums of several codes' parts."""
    return 1 - made_of[0] / made_of[1] if measure.chance_corrected else made_of[0] / made_of[1]


def estimate(shape: Shape, tally: Tally, measure: Measure, made_of: Callable[[Tally], Parts]) -> Estimate:
    """Return one code's figure, without an interval; ``made_of`` is what :func:`parts` returned for the measure."""
    why = reason(shape, tally, measure)
    return Estimate(reason=why) if why else Estimate.of(value(measure, made_of(tally)))


class Pool:
    """A measure of all codes together, as codes are added: those without variation are in no overall figure.

    The pooled figure has the summed parts, but for percent agreement and prevalence, of which it is the mean.
    """

    __slots__ = ("_corrected", "_mean_alone", "codes", "first", "second", "values")

    def __init__(self, measure: Measure) -> None:
        self._corrected = measure.chance_corrected
        self._mean_alone = measure in _ALWAYS
        self.first = self.second = self.values = 0.0
        self.codes = 0

    def add(self, made_of: Parts) -> float:
        """Add a code's parts and return its own figure."""
        first, second = made_of
        own = 1 - first / second if self._corrected else first / second
        self.first += first
        self.second += second
        self.values += own
        self.codes += 1
        return own

    @property
    def overall(self) -> float:
        """The pooled figure, of one code at least."""
        if self._mean_alone:
            return self.mean
        return 1 - self.first / self.second if self._corrected else self.first / self.second

    @property
    def mean(self) -> float:
        """The unweighted mean of the codes' own figures, of one code at least."""
        return self.values / self.codes


@dataclass(frozen=True, slots=True)
class Together:
    """A measure of all codes together: pooled, and the mean of the codes' own; ``codes`` is how many are in it."""

    overall: Estimate
    mean: Estimate
    codes: int


def together(shape: Shape, tallies: Iterable[Tally], measure: Measure) -> Together:
    """Reckon a measure of all codes together."""
    every = list(tallies)
    pool = Pool(measure)
    made_of = parts(shape, measure)
    if measure not in _FOR_TWO or shape.coders == 2:
        for tally in every:
            if varies(tally):
                pool.add(made_of(tally))
    if pool.codes:
        return Together(Estimate.of(pool.overall), Estimate.of(pool.mean), pool.codes)
    reasons = {reason(shape, tally, measure) for tally in every}
    missing = Reason.NO_VARIATION
    if reasons <= {Reason.NO_UNITS}:
        missing = Reason.NO_UNITS
    elif Reason.NOT_FOR_TWO_ALONE in reasons:
        missing = Reason.NOT_FOR_TWO_ALONE
    return Together(Estimate(reason=missing), Estimate(reason=missing), 0)
