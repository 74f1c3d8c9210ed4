"""Measures that need more than tallies: passages matched, text cut into units, codes as sets; with their intervals.

Their intervals come from whole transcripts alone, drawn as those of the other measures are. Of fewer transcripts than
are drawn from there is none: a passage may run over several turns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.analysis.agreement import matches, sets
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.intervals import Figures, Reckoned
from workbench.analysis.agreement.judgements import Judged, whole
from workbench.analysis.agreement.matches import Matches
from workbench.analysis.agreement.packing import Packing
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.report import ComparedCode
from workbench.analysis.agreement.resampling import draws, replicates
from workbench.analysis.agreement.stretches import Stretched

_DISTANCES = {Measure.ALPHA_JACCARD: sets.jaccard, Measure.ALPHA_MASI: sets.masi}
_UNITIZING = (Measure.U_BINARY, Measure.U, Measure.CU, Measure.KU)


def add(
    recipe: AgreementRecipe,
    codes: Sequence[ComparedCode],
    transcripts: Sequence[Judged],
    figures: Reckoned,
    *,
    resampled: bool,
) -> float | None:
    """Add the measures of a recipe that need more than tallies.

    Args:
        recipe: which.
        codes: in the order of their places.
        transcripts: what the coders gave to each.
        figures: the others; these are put beside them.
        resampled: whether transcripts are, so that there are intervals.

    Returns:
        The share of the text that cu-alpha looks at, where it was reckoned.
    """
    times = recipe.replicates if resampled else 0
    if Measure.SPAN_F1 in recipe.measures:
        _of_sums(_matched(recipe, len(codes), transcripts), 2 * len(codes), _f1, figures, times, recipe.seed)
    chosen = [measure for measure in recipe.measures if measure.of_sets]
    counted = [sets.tallied(judged, len(codes), recipe.rule) for judged in transcripts] if chosen else []
    for measure in chosen:
        alpha = sets.Alpha(counted, _DISTANCES[measure])
        values = [alpha.drawn(drawn).value for drawn in draws(range(len(counted)), times, recipe.seed)]
        figures.overall[measure] = _bounded(alpha.estimate(), values)
        figures.mean[measure] = Estimate(reason=Reason.NOT_BY_CODE)
    if not set(_UNITIZING) & set(recipe.measures):
        return None
    stretched = Stretched(recipe, codes, transcripts)
    _of_sums(stretched.rows, stretched.width, stretched.figures, figures, times, recipe.seed)
    figures.overall[Measure.KU] = figures.mean[Measure.U] = figures.mean[Measure.CU] = Estimate(
        reason=Reason.NOT_BY_CODE
    )
    return stretched.coverage(_summed(stretched.rows, stretched.width))


Both = tuple[list[Figures], Figures]
"""Each code's figures, and the pooled ones."""


def _of_sums(
    rows: Sequence[Sequence[int]],
    width: int,
    reckon: Callable[[Sequence[int]], Both],
    figures: Reckoned,
    times: int,
    seed: int,
) -> None:
    """Add figures that are reckoned from sums over transcripts, with their intervals from sums over those drawn."""
    by_code, overall = reckon(_summed(rows, width))
    mean = {measure: _mean(by_code, measure) for measure in by_code[0]} if by_code else {}
    again: list[tuple[list[Figures], Figures, Figures]] = []
    if times:
        packing = Packing.for_sums(len(rows) * max(map(max, rows)))
        packed = [packing.packed(row) for row in rows]
        for drawn in replicates([packed], times, seed):
            one, pooled = reckon(packing.apart(drawn, width))
            again.append((one, pooled, {measure: _mean(one, measure)[0] for measure in mean}))
    for at, own in enumerate(by_code):
        for measure, estimate in own.items():
            figures.by_code[at][measure] = _bounded(estimate, [one[at][measure].value for one, _, _ in again])
    for measure, estimate in overall.items():
        figures.overall[measure] = _bounded(estimate, [pooled[measure].value for _, pooled, _ in again])
    for measure, (estimate, counted) in mean.items():
        figures.mean[measure] = _bounded(estimate, [one[measure].value for _, _, one in again])
        figures.counted[measure] = counted


def _summed(rows: Sequence[Sequence[int]], width: int) -> list[int]:
    return list(map(sum, zip(*rows, strict=True))) if rows else [0] * width


def _bounded(estimate: Estimate, values: Sequence[float | None]) -> Estimate:
    if not values:
        return estimate
    return estimate.with_replicates([value for value in values if value is not None], len(values))


def _mean(by_code: Sequence[Figures], measure: Measure) -> tuple[Estimate, int]:
    """Return the unweighted mean of the codes' figures, and of how many it is."""
    defined = [value for figures in by_code if (value := figures[measure].value) is not None]
    if not defined:
        return Estimate(reason=Reason.NO_VARIATION), 0
    return Estimate.of(sum(defined) / len(defined)), len(defined)


def _matched(recipe: AgreementRecipe, codes: int, transcripts: Sequence[Judged]) -> list[list[int]]:
    """Return of each transcript, code after code, how many passages were matched and how many there are."""
    rows: list[list[int]] = []
    for judged in transcripts:
        place = judged.line.place
        row = [0] * (2 * codes)
        for code, by_coder in judged.spans.items():
            if code not in judged.apart:
                heard = {
                    coder: [span for span in whole(spans) if place(span[0]) < place(span[1])]
                    for coder, spans in by_coder.items()
                }
                found = Matches()
                found.add(heard, judged.present, recipe.overlap)
                row[2 * code : 2 * code + 2] = found.matched, found.passages
        rows.append(row)
    return rows


def _f1(sums: Sequence[int]) -> Both:
    found = [Matches(sums[at], sums[at + 1]) for at in range(0, len(sums), 2)]
    return [{Measure.SPAN_F1: matches.f1([one])} for one in found], {Measure.SPAN_F1: matches.f1(found)}
