"""Measures that need more than tallies: passages matched, text cut into units, codes as sets; with their intervals.

They come from the same draws as those of the other measures. Where turns are drawn, a passage belongs to the turn that
it begins in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from workbench.analysis.agreement import matches, sets
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.intervals import Figures, Reckoned
from workbench.analysis.agreement.judgements import Judged, whole
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
    resampled: str,
) -> float | None:
    """Add the measures of a recipe that need more than tallies.

    Args:
        recipe: which.
        codes: in the order of their places.
        transcripts: what the coders gave to each.
        figures: the others; these are put beside them.
        resampled: what is: "transcripts", "turns", or "" where there are no intervals.

    Returns:
        The share of the text that cu-alpha looks at, where it was reckoned.
    """
    times, by_turn = recipe.replicates if resampled else 0, resampled == "turns"
    if Measure.SPAN_F1 in recipe.measures:
        passages = [_matched(recipe, len(codes), judged, by_turn=by_turn) for judged in transcripts]
        _of_sums(_strata(passages, by_turn=by_turn), 2 * len(codes), _f1, figures, times, recipe.seed)
    chosen = [measure for measure in recipe.measures if measure.of_sets]
    counted = _strata(
        [sets.tallied(one, len(codes), recipe.rule, one.line.clusters() if by_turn else [0]) for one in transcripts]
        if chosen
        else [],
        by_turn=by_turn,
    )
    places = [range(end - len(rows), end) for rows, end in zip(counted, accumulate(map(len, counted)), strict=True)]
    for measure in chosen:
        alpha = sets.Alpha([one for rows in counted for one in rows], _DISTANCES[measure])
        values = [alpha.drawn(drawn).value for drawn in draws(places, times, recipe.seed)]
        figures.overall[measure] = _bounded(alpha.estimate(), values)
        figures.mean[measure] = Estimate(reason=Reason.NOT_BY_CODE)
    if not set(_UNITIZING) & set(recipe.measures):
        return None
    stretched = Stretched(recipe, codes, transcripts, by_turn=by_turn)
    strata = _strata(stretched.rows, by_turn=by_turn)
    _of_sums(strata, stretched.width, stretched.figures, figures, times, recipe.seed)
    nothing = Estimate(reason=Reason.NOT_BY_CODE)
    figures.overall[Measure.KU] = figures.mean[Measure.U] = figures.mean[Measure.CU] = nothing
    return stretched.coverage(_summed(strata, stretched.width))


Part = TypeVar("Part")


def _strata(parts: Sequence[Sequence[Part]], *, by_turn: bool) -> list[list[Part]]:
    """Return what is drawn from: each transcript's turns, or the transcripts, which are one part each."""
    return [list(own) for own in parts] if by_turn else [[one for own in parts for one in own]]


Both = tuple[list[Figures], Figures]
"""Each code's figures, and the pooled ones."""


def _of_sums(
    strata: Sequence[Sequence[Sequence[int]]],
    width: int,
    reckon: Callable[[Sequence[int]], Both],
    figures: Reckoned,
    times: int,
    seed: int,
) -> None:
    """Add figures that are reckoned from sums over transcripts, with their intervals from sums over those drawn."""
    by_code, overall = reckon(_summed(strata, width))
    mean = {measure: _mean(by_code, measure) for measure in by_code[0]} if by_code else {}
    again: list[tuple[list[Figures], Figures, Figures]] = []
    if times:
        largest = sum(len(rows) * max(map(max, rows)) for rows in strata if rows)
        packing = Packing.for_sums(largest)
        packed = [[packing.packed(row) for row in rows] for rows in strata]
        for drawn in replicates(packed, times, seed):
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


def _summed(strata: Sequence[Sequence[Sequence[int]]], width: int) -> list[int]:
    rows = [row for own in strata for row in own]
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


def _matched(recipe: AgreementRecipe, codes: int, judged: Judged, *, by_turn: bool) -> list[list[int]]:
    """Return, code after code, how many passages were matched and how many there are, in all or turn by turn."""
    place = judged.line.place
    cuts = judged.line.clusters_on_line() if by_turn else [0]
    rows = [[0] * (2 * codes) for _ in cuts]
    for code, by_coder in judged.spans.items():
        if code in judged.apart:
            continue
        heard = {
            coder: [span for span in whole(spans) if place(span[0]) < place(span[1])]
            for coder, spans in by_coder.items()
        }
        for start, found in matches.told(heard, judged.present, recipe.overlap):
            row = rows[bisect_right(cuts, place(start)) - 1]
            row[2 * code] += found
            row[2 * code + 1] += 1
    return rows


def _f1(sums: Sequence[int]) -> Both:
    by_code = [{Measure.SPAN_F1: matches.f1(*sums[at : at + 2])} for at in range(0, len(sums), 2)]
    return by_code, {Measure.SPAN_F1: matches.f1(sum(sums[::2]), sum(sums[1::2]))}
