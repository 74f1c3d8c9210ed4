"""Figures of counted units by code and in all, and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.agreement import coefficients
from workbench.analysis.agreement.coefficients import Pool, together
from workbench.analysis.agreement.estimates import Estimate
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.resampling import replicates
from workbench.analysis.agreement.tallies import Shape, Tally, varies

Figures = dict[Measure, Estimate]


@dataclass(slots=True)
class Reckoned:
    """Each code's figures, the pooled ones, the means of the codes' own, and of how many codes each mean is."""

    by_code: list[Figures]
    overall: Figures
    mean: Figures
    counted: dict[Measure, int]


def reckon(shape: Shape, tallies: Sequence[Tally], wanted: Sequence[Measure]) -> Reckoned:
    """Reckon figures from each code's tally, without intervals."""
    made_of = {measure: coefficients.parts(shape, measure) for measure in wanted}
    by_code = [{m: coefficients.estimate(shape, tally, m, made_of[m]) for m in wanted} for tally in tallies]
    found = Reckoned(by_code, {}, {}, {})
    for measure, every in pooled(shape, tallies, wanted).items():
        found.overall[measure], found.mean[measure], found.counted[measure] = every.overall, every.mean, every.codes
    return found


def pooled(shape: Shape, tallies: Sequence[Tally], wanted: Sequence[Measure]) -> dict[Measure, coefficients.Together]:
    """Reckon figures of all codes together from each code's tally, without intervals."""
    return {measure: together(shape, tallies, measure) for measure in wanted}


class _Gathered:
    """The defined values of each figure over the replicates."""

    def __init__(self, shape: Shape, wanted: Sequence[Measure], codes: int) -> None:
        self._shape = shape
        self._made_of = {measure: coefficients.parts(shape, measure) for measure in wanted}
        self.by_code: list[dict[Measure, list[float]]] = [{m: [] for m in wanted} for _ in range(codes)]
        self.overall: dict[Measure, list[float]] = {m: [] for m in wanted}
        self.mean: dict[Measure, list[float]] = {m: [] for m in wanted}

    def add(self, tallies: Sequence[Tally]) -> None:
        """Add one replicate's figures."""
        every = [(tally, varies(tally), kept) for tally, kept in zip(tallies, self.by_code, strict=True)]
        for measure, made_of in self._made_of.items():
            pool = Pool(measure)
            for tally, varying, kept in every:
                if varying:
                    kept[measure].append(pool.add(made_of(tally)))
                else:
                    alone = coefficients.estimate(self._shape, tally, measure, made_of).value
                    if alone is not None:
                        kept[measure].append(alone)
            if pool.codes:
                self.overall[measure].append(pool.overall)
                self.mean[measure].append(pool.mean)


def resample(recipe: AgreementRecipe, shape: Shape, strata: Sequence[Sequence[int]], figures: Reckoned) -> None:
    """Give figures their intervals, from rows of all codes' packed tallies."""
    wanted = [m for m in figures.overall if any(own[m].value is not None for own in figures.by_code)]
    gathered = _Gathered(shape, wanted, len(figures.by_code))
    for row in replicates(strata, recipe.replicates, recipe.seed):
        gathered.add(shape.tallies(row))
    pairs = zip(figures.by_code, gathered.by_code, strict=True)
    for own, kept in [*pairs, (figures.overall, gathered.overall), (figures.mean, gathered.mean)]:
        for measure in wanted:
            own[measure] = own[measure].with_replicates(kept[measure], recipe.replicates)
