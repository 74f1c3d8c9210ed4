"""Coefficients of agreement from tallies of units; each is undefined for a reason, or a number.

With r of m coders giving the code to a unit, observed agreement Po is the mean over units of
[r(r-1) + (m-r)(m-r-1)] / [m(m-1)]. Every coefficient that is corrected for chance is 1 - Do/De, observed over expected
disagreement:

* Cohen 1960, and Conger 1980 for more than two: De = 1 - mean over pairs of coders of (p_g p_h + q_g q_h);
* Scott 1955, and Fleiss 1971 for more than two: De = 1 - p² - q², p the mean over units of r/m;
* Krippendorff 2004: Do and De from coincidences, so that values are drawn without being put back;
* Gwet 2008 (AC1): De = 1 - 2pq; Brennan and Prediger 1981: De = 1/2.

Codes together (De Vries and others 2008): one minus the sum of Do over the sum of De, each code's De its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.tallies import Shape

Parts = tuple[float, float]
"""What a measure is made of, to be added up over codes: (Do, De) of 1 - Do/De, or numerator and denominator."""


class Sums:
    """What coefficients share of one tally: units, codings and non-codings of coders, agreement, prevalence."""

    __slots__ = ("agreed", "marked", "marks", "n", "others", "shape", "tally")

    def __init__(self, shape: Shape, tally: Sequence[int]) -> None:
        self.shape = shape
        self.tally = tally
        self.n = shape.units(tally)
        self.marks: int = sum(map(mul, shape.marks, tally))
        self.others: int = sum(map(mul, shape.others, tally))
        self.agreed: float = sum(map(mul, shape.agreeing, tally))
        self.marked: float = sum(map(mul, shape.marking, tally))

    @property
    def varies(self) -> bool:
        """Whether some coder gave the code somewhere, and some coder somewhere did not."""
        return self.marks > 0 and self.others > 0

    def reason(self, measure: Measure) -> Reason | None:
        """Return why a measure is undefined here, None where it is not."""
        if self.shape.coders < 2:
            return Reason.NOT_PAIRABLE
        if not self.n:
            return Reason.NO_UNITS
        if measure in _FOR_TWO and self.shape.coders > 2:
            return Reason.NOT_FOR_TWO_ALONE
        if self.varies or measure in {Measure.PERCENT, Measure.PREVALENCE}:
            return None
        if measure in {Measure.DICE, Measure.JACCARD} and self.marks:
            return None
        return Reason.TINY_N if self.n == 1 else Reason.NO_VARIATION

    def parts(self, measure: Measure) -> Parts:
        """Return what a measure that is defined here is made of."""
        if measure is Measure.ALPHA:
            values = self.marks + self.others
            mixed: float = sum(map(mul, self.shape.mixed, self.tally))
            return mixed / values, self.marks * self.others / (values * (values - 1))
        if measure.chance_corrected:
            return 1 - self.agreed / self.n, self._expected(measure)
        if measure is Measure.PERCENT:
            return self.agreed, self.n
        if measure is Measure.PREVALENCE:
            return self.marked, self.n
        both: int = sum(map(mul, self.shape.both, self.tally)) * (2 if measure is Measure.DICE else 1)
        return both, both + sum(map(mul, self.shape.one, self.tally))

    def _expected(self, measure: Measure) -> float:
        """Return expected disagreement."""
        if measure is Measure.BRENNAN_PREDIGER:
            return 0.5
        if measure in {Measure.COHEN, Measure.CONGER}:
            rates = [marked / judged for judged, marked in self.shape.rates(self.tally)]
            pairs = [p * (1 - q) + q * (1 - p) for at, p in enumerate(rates) for q in rates[at + 1 :]]
            return sum(pairs) / len(pairs)
        p = self.marked / self.n
        by_chance = 2 * p * (1 - p)
        return 1 - by_chance if measure is Measure.AC1 else by_chance

    def estimate(self, measure: Measure) -> Estimate:
        """Return one code's figure, without an interval."""
        why = self.reason(measure)
        return Estimate(reason=why) if why else Estimate(value(measure, self.parts(measure)))

    def parts_in_all(self, measure: Measure) -> Parts | None:
        """Return the parts as they go into figures of all codes; codes without variation are left out of every one."""
        return self.parts(measure) if self.varies and not self.reason(measure) else None


_FOR_TWO = frozenset({Measure.COHEN, Measure.SCOTT})


def value(measure: Measure, made_of: Parts) -> float:
    """Return a measure from its parts, or from the sums of several codes' parts."""
    first, second = made_of
    # Rounded where a float has no more to say, so that what is 0 is printed as 0 and not as the last bit below it.
    return round(1 - first / second, 12) + 0.0 if measure.chance_corrected else first / second


@dataclass(frozen=True, slots=True)
class Together:
    """A measure of all codes together: pooled, and the mean of the codes' own; ``codes`` is how many are in it."""

    overall: Estimate
    mean: Estimate
    codes: int


def together(measure: Measure, by_code: Iterable[Parts | None], why: Reason = Reason.NO_VARIATION) -> Together:
    """Reckon a measure of all codes together; codes for which it is undefined, or that nobody used, are None.

    The pooled figure has the summed parts, but for percent agreement and prevalence, of which it is the mean.
    """
    defined = [made_of for made_of in by_code if made_of is not None]
    if not defined:
        return Together(Estimate(reason=why), Estimate(reason=why), 0)
    mean = sum(value(measure, made_of) for made_of in defined) / len(defined)
    if measure in {Measure.PERCENT, Measure.PREVALENCE}:
        return Together(Estimate(mean), Estimate(mean), len(defined))
    pooled = value(measure, (sum(one for one, _ in defined), sum(other for _, other in defined)))
    return Together(Estimate(pooled), Estimate(mean), len(defined))
