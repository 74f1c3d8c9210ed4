"""From judgements to a report: tallies, coefficients, intervals, and the measures that need more than tallies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import sub

from workbench.analysis.agreement import further, intervals
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Judged, runs_of, tables_by_turn
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.report import (
    EVERYWHERE,
    NEVER,
    AgreementReport,
    CodeAgreement,
    ComparedCode,
    TranscriptAgreement,
    WhenAsked,
)
from workbench.analysis.agreement.resampling import FEWEST
from workbench.analysis.agreement.table import Table, table
from workbench.analysis.agreement.tallies import RATES, UNITS, Shape
from workbench.core.segments import Unit

Figures = dict[Measure, Estimate]


def reckon(
    recipe: AgreementRecipe, coders: Sequence[str], codes: Sequence[ComparedCode], transcripts: Sequence[Judged]
) -> AgreementReport:
    """Reckon how far coders agree.

    Args:
        recipe: what is reckoned; its domains are keys of ``codes``.
        coders: names, in the order of their places in ``transcripts``.
        codes: in the order of their places in ``transcripts``.
        transcripts: what the coders gave to each; each was judged by two of them at least.

    Returns:
        The report, without what was left out and without notices.
    """
    counted = _counted(recipe, len(coders), len(codes), transcripts)
    shape = counted.shape
    tallies = shape.tallies(sum(counted.rows))
    wanted = [measure for measure in recipe.measures if measure.of_counts]
    figures = intervals.reckon(shape, tallies, wanted)
    if counted.resampled:
        intervals.resample(recipe, shape, counted.strata, figures)
    by_code, overall, mean = figures.by_code, figures.overall, figures.mean
    coverage = further.add(recipe, codes, transcripts, figures, resampled=counted.resampled)

    def in_transcript(row: int) -> Figures:
        pooled = intervals.pooled(shape, shape.tallies(row), wanted)
        return _ordered({m: one.overall for m, one in pooled.items()}, recipe, Reason.NOT_BY_TRANSCRIPT)

    return AgreementReport(
        recipe,
        tuple(coders),
        _ordered(overall, recipe),
        _ordered(mean, recipe),
        tuple(
            _code(shape, code, tally, _ordered(own, recipe), coders)
            for code, tally, own in zip(codes, tallies, by_code, strict=True)
        ),
        tuple(
            TranscriptAgreement(
                judged.transcript,
                judged.name,
                judged.line.n,
                WhenAsked(partial(in_transcript, row)),
                tuple(coders[at] for at in judged.present),
            )
            for judged, row in zip(transcripts, counted.rows, strict=True)
        ),
        counted=figures.counted,
        resampled=counted.resampled,
        coverage=coverage,
    )


def _ordered(figures: Figures, recipe: AgreementRecipe, missing: Reason = Reason.NOT_BY_CODE) -> Figures:
    """Return the figures asked for, in the recipe's order; what there is none of here has that for a reason."""
    return {measure: figures.get(measure, Estimate(reason=missing)) for measure in recipe.measures}


def _by_turn(recipe: AgreementRecipe, transcripts: Sequence[Judged]) -> bool:
    return len(transcripts) < FEWEST and recipe.unit is not Unit.TRANSCRIPT and recipe.replicates > 0


@dataclass(frozen=True, slots=True)
class _Counted:
    """Each transcript's packed tallies, and the packed rows that replicates are drawn from."""

    shape: Shape
    rows: list[int]
    strata: list[list[int]]
    resampled: str
    """What is: "transcripts", "turns", or "" where there is one of each at most."""


def _counted(recipe: AgreementRecipe, coders: int, codes: int, transcripts: Sequence[Judged]) -> _Counted:
    complete = all(len(one.present) == coders and not one.apart for one in transcripts)
    if _by_turn(recipe, transcripts):
        cut = [(judged, _turns(judged)) for judged in transcripts]
        units = sum(max(map(sub, ends, starts), default=0) * len(starts) for _, (starts, ends) in cut)
        shape = Shape(coders, codes, units, complete=complete)
        strata = [_turn_rows(shape, judged, recipe, *turns) for judged, turns in cut]
        return _Counted(shape, [sum(rows) for rows in strata], strata, _said(strata, "turns"))
    # The longest may be drawn each time.
    longest = max((one.line.n for one in transcripts), default=0)
    shape = Shape(coders, codes, len(transcripts) * longest, complete=complete)
    rows = [
        shape.row(judged.line.n, judged.present, table(judged, coders, recipe.rule), judged.apart)
        for judged in transcripts
    ]
    return _Counted(shape, rows, [rows], _said([rows], "transcripts") if recipe.replicates else "")


def _said(strata: Sequence[Sequence[int]], drawn: str) -> str:
    return drawn if any(len(rows) > 1 for rows in strata) else ""


def _turns(judged: Judged) -> tuple[list[int], list[int]]:
    """Return the units at which the turns of a transcript begin and end."""
    starts = judged.line.clusters()
    return starts, [*starts[1:], judged.line.n] if starts else []


def _turn_rows(
    shape: Shape, judged: Judged, recipe: AgreementRecipe, starts: Sequence[int], ends: Sequence[int]
) -> list[int]:
    by_turn: list[dict[int, int]] = [{} for _ in starts]
    for code in judged.spans:
        if code not in judged.apart:
            for at, cells in tables_by_turn(runs_of(judged, code, recipe.rule), starts).items():
                by_turn[at].update({code << shape.coders | who: n for who, n in cells.items()})
    return [
        shape.row(end - start, judged.present, Table(found), judged.apart)
        for start, end, found in zip(starts, ends, by_turn, strict=True)
    ]


def _code(
    shape: Shape, code: ComparedCode, tally: Sequence[int], figures: Figures, coders: Sequence[str]
) -> CodeAgreement:
    places = range(RATES, shape.width, 2)
    given = {name: tally[at + 1] for at, name in zip(places, coders, strict=True) if tally[at]}
    never = any(given.values()) and not all(given.values())
    everywhere = [tally[at] == tally[at + 1] for at in places if tally[at]]
    all_of_it = any(everywhere) and not all(everywhere)
    warnings = [said for said, so in ((NEVER, never), (EVERYWHERE, all_of_it)) if so]
    return CodeAgreement(code, tally[UNITS], figures, given, tuple(warnings))
