"""From judgements to a report: tallies, coefficients, intervals, and the measures that need more than tallies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.analysis.agreement import intervals, matches, sets, stretches
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Judged, runs_of, table, tables_by_turn, whole
from workbench.analysis.agreement.matches import Matches
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.report import AgreementReport, CodeAgreement, ComparedCode, TranscriptAgreement
from workbench.analysis.agreement.resampling import FEWEST, WIDE, field_for, pack
from workbench.analysis.agreement.tallies import RATES, UNITS, Shape
from workbench.core.segments import Unit

Figures = dict[Measure, Estimate]
_WORDS_WARN = "one coder never used this code"


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
    shape = Shape(len(coders))
    counted = _Counted(shape, len(codes), _field(shape, recipe, transcripts))
    for judged in transcripts:
        counted.add(judged, recipe, by_turn=_by_turn(recipe, transcripts))
    tallies = _summed(counted.tallies, shape, codes)
    wanted = [measure for measure in recipe.measures if measure.of_counts]
    figures = intervals.reckon(shape, tallies, wanted)
    if counted.resampled:
        intervals.resample(recipe, shape, counted.strata, counted.packing, figures)
    by_code, overall, mean = figures.by_code, figures.overall, figures.mean
    coverage = _further(recipe, codes, transcripts, by_code, overall, mean, figures.counted)
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
                _ordered(
                    {m: one.overall for m, one in intervals.pooled(shape, own, wanted).items()},
                    recipe,
                    Reason.NOT_BY_TRANSCRIPT,
                ),
                tuple(coders[at] for at in judged.present),
            )
            for judged, own in zip(transcripts, counted.tallies, strict=True)
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


def _field(shape: Shape, recipe: AgreementRecipe, transcripts: Sequence[Judged]) -> str:
    """Return the field for tallies: no number of one is over units x coders x scale, and the longest may be drawn."""
    if _by_turn(recipe, transcripts):
        return WIDE
    longest = max((one.line.n for one in transcripts), default=0)
    return field_for(len(transcripts) * longest * shape.coders * shape.scale)


@dataclass(slots=True)
class _Counted:
    """Tallies by transcript and code, and the packed rows that replicates are drawn from."""

    shape: Shape
    codes: int
    packing: str
    tallies: list[list[list[int]]] = field(default_factory=list)
    strata: list[list[int]] = field(default_factory=list)
    drawn: str = ""

    @property
    def resampled(self) -> str:
        """What is resampled: "transcripts", "turns", or "" where there is one of each at most."""
        return self.drawn if any(len(rows) > 1 for rows in self.strata) else ""

    def add(self, judged: Judged, recipe: AgreementRecipe, *, by_turn: bool) -> None:
        nothing = [0] * self.shape.width
        line, present = judged.line, judged.present
        runs = {code: runs_of(judged, code, recipe.rule) for code in judged.spans if code not in judged.apart}
        blank = self.shape.tally(line.n, present, {})
        tallies = [
            nothing
            if code in judged.apart
            else self.shape.tally(line.n, present, table(runs[code]))
            if code in runs
            else blank
            for code in range(self.codes)
        ]
        self.tallies.append(tallies)
        if not recipe.replicates:
            return
        if not by_turn:
            self.strata, self.drawn = self.strata or [[]], "transcripts"
            self.strata[0].append(pack(tallies, self.packing))
            return
        clusters = line.clusters()
        cut = {code: tables_by_turn(found, clusters) for code, found in runs.items()}
        rows: list[int] = []
        for at, first in enumerate(clusters):
            n = (clusters[at + 1] if at + 1 < len(clusters) else line.n) - first
            empty = self.shape.tally(n, present, {})
            row = [nothing if code in judged.apart else empty for code in range(self.codes)]
            for code, cells in cut.items():
                if at in cells:
                    row[code] = self.shape.tally(n, present, cells[at])
            rows.append(pack(row, self.packing))
        self.strata.append(rows)
        self.drawn = "turns"


def _summed(tallies: Sequence[Sequence[Sequence[int]]], shape: Shape, codes: Sequence[ComparedCode]) -> list[list[int]]:
    """Return each code's tally over all transcripts."""
    if not tallies:
        return [[0] * shape.width for _ in codes]
    return [list(map(sum, zip(*by_code, strict=True))) for by_code in zip(*tallies, strict=True)]


def _code(
    shape: Shape, code: ComparedCode, tally: Sequence[int], figures: Figures, coders: Sequence[str]
) -> CodeAgreement:
    places = range(RATES, shape.width, 2)
    given = {name: tally[at + 1] for at, name in zip(places, coders, strict=True) if tally[at]}
    never = any(given.values()) and not all(given.values())
    return CodeAgreement(code, tally[UNITS], figures, given, (_WORDS_WARN,) if never else ())


def _further(
    recipe: AgreementRecipe,
    codes: Sequence[ComparedCode],
    transcripts: Sequence[Judged],
    by_code: list[Figures],
    overall: Figures,
    mean: Figures,
    numbers: dict[Measure, int],
) -> float | None:
    """Add the measures that need more than tallies; return the share of the text that cu-alpha looks at."""
    if Measure.SPAN_F1 in recipe.measures:
        found = _matches(recipe, len(codes), transcripts)
        for code, one in enumerate(found):
            by_code[code][Measure.SPAN_F1] = matches.f1([one])
        overall[Measure.SPAN_F1] = matches.f1(found)
        mean[Measure.SPAN_F1], numbers[Measure.SPAN_F1] = _mean(by_code, Measure.SPAN_F1)
    distances = {Measure.ALPHA_JACCARD: sets.jaccard, Measure.ALPHA_MASI: sets.masi}
    chosen = [measure for measure in recipe.measures if measure.of_sets]
    patterns = sets.tallied(transcripts, len(codes), recipe.rule) if chosen else None
    for measure in chosen:
        if patterns is not None:
            overall[measure] = sets.alpha(patterns, distances[measure])
        mean[measure] = Estimate(reason=Reason.NOT_BY_CODE)
    if any(measure.unitizing for measure in recipe.measures):
        stretched = stretches.reckon(recipe, codes, transcripts)
        for measure in (Measure.U_BINARY, Measure.KU):
            for code, figures in enumerate(by_code):
                figures[measure] = stretched.by_code[code][measure]
            mean[measure], numbers[measure] = _mean(by_code, measure)
        for measure in (Measure.U_BINARY, Measure.U, Measure.CU):
            overall[measure] = stretched.overall[measure]
        overall[Measure.KU] = mean[Measure.U] = mean[Measure.CU] = Estimate(reason=Reason.NOT_BY_CODE)
        return stretched.coverage
    return None


def _mean(by_code: Sequence[Figures], measure: Measure) -> tuple[Estimate, int]:
    """Return the unweighted mean of the codes' figures, and of how many it is."""
    defined = [value for figures in by_code if (value := figures[measure].value) is not None]
    if not defined:
        return Estimate(reason=Reason.NO_VARIATION), 0
    return Estimate.of(sum(defined) / len(defined)), len(defined)


def _matches(recipe: AgreementRecipe, codes: int, transcripts: Sequence[Judged]) -> list[Matches]:
    found = [Matches() for _ in range(codes)]
    for judged in transcripts:
        place = judged.line.place
        for code, by_coder in judged.spans.items():
            if code not in judged.apart:
                heard = {
                    coder: [span for span in whole(spans) if place(span[0]) < place(span[1])]
                    for coder, spans in by_coder.items()
                }
                found[code].add(heard, judged.present, recipe.overlap)
    return found
