"""Figures of counted units by code and in all, and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.agreement.coefficients import Parts, Sums, together, value
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.resampling import replicates, unpack
from workbench.analysis.agreement.tallies import Shape

Figures = dict[Measure, Estimate]


@dataclass(slots=True)
class Reckoned:
    """Each code's figures, the pooled ones, the means of the codes' own, and of how many codes each mean is."""

    by_code: list[Figures]
    overall: Figures
    mean: Figures
    counted: dict[Measure, int]


def reckon(shape: Shape, tallies: Sequence[Sequence[int]], wanted: Sequence[Measure]) -> Reckoned:
    """Reckon figures from each code's tally, without intervals."""
    sums = [Sums(shape, tally) for tally in tallies]
    found = Reckoned([{m: one.estimate(m) for m in wanted} for one in sums], {}, {}, {})
    for measure in wanted:
        reasons = {one.reason(measure) for one in sums} - {None}
        why = Reason.NO_VARIATION
        for strongest in (Reason.NOT_PAIRABLE, Reason.NOT_FOR_TWO_ALONE):
            why = strongest if strongest in reasons else why
        if reasons == {Reason.NO_UNITS} or not sums:
            why = Reason.NO_UNITS
        every = together(measure, (one.parts_in_all(measure) for one in sums), why)
        found.overall[measure], found.mean[measure], found.counted[measure] = every.overall, every.mean, every.codes
    return found


class _Gathered:
    """The defined values of each figure over the replicates."""

    def __init__(self, wanted: Sequence[Measure], codes: int) -> None:
        self._wanted = wanted
        self.by_code: list[dict[Measure, list[float]]] = [{m: [] for m in wanted} for _ in range(codes)]
        self.overall: dict[Measure, list[float]] = {m: [] for m in wanted}
        self.mean: dict[Measure, list[float]] = {m: [] for m in wanted}

    def add(self, sums: Sequence[Sums]) -> None:
        """Add one replicate's figures."""
        for measure in self._wanted:
            every: list[Parts | None] = []
            for one, kept in zip(sums, self.by_code, strict=True):
                made_of = one.parts_in_all(measure)
                every.append(made_of)
                own = value(measure, made_of) if made_of is not None else one.estimate(measure).value
                if own is not None:
                    kept[measure].append(own)
            both = together(measure, every)
            if both.overall.value is not None and both.mean.value is not None:
                self.overall[measure].append(both.overall.value)
                self.mean[measure].append(both.mean.value)


def resample(recipe: AgreementRecipe, shape: Shape, strata: Sequence[Sequence[int]], figures: Reckoned) -> None:
    """Give figures their intervals, from packed rows of all codes' tallies."""
    wanted = [m for m in figures.overall if any(own[m].value is not None for own in figures.by_code)]
    codes = len(figures.by_code)
    gathered = _Gathered(wanted, codes)
    for row in replicates(strata, recipe.replicates, recipe.seed):
        gathered.add([Sums(shape, tally) for tally in unpack(row, codes, shape.width)])
    pairs = zip(figures.by_code, gathered.by_code, strict=True)
    for own, kept in [*pairs, (figures.overall, gathered.overall), (figures.mean, gathered.mean)]:
        for measure in wanted:
            own[measure] = own[measure].with_replicates(kept[measure], recipe.replicates)
