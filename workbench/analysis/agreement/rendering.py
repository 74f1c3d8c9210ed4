"""A report of agreement as tables and as JSON: few columns for people, every figure for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.recipes import HEADLINE, AgreementRecipe, Measure
from workbench.analysis.agreement.report import EVERYWHERE, NEVER, AgreementReport, CodeAgreement, Figures, LeftOut
from workbench.analysis.matrices.recipes import Voices
from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind, moment
from workbench.core.language import _, mark

DASH = "–"

TITLES = {
    Measure.PERCENT: mark("Agreement"),
    Measure.PREVALENCE: mark("Prevalence"),
    Measure.DICE: mark("Dice"),
    Measure.JACCARD: mark("Jaccard"),
    Measure.COHEN: mark("Cohen's kappa"),
    Measure.CONGER: mark("Conger's kappa"),
    Measure.SCOTT: mark("Scott's pi"),
    Measure.FLEISS: mark("Fleiss' kappa"),
    Measure.ALPHA: mark("Alpha"),
    Measure.AC1: mark("Gwet's AC1"),
    Measure.BRENNAN_PREDIGER: mark("Brennan-Prediger S"),
    Measure.SPAN_F1: mark("Passages F1"),
    Measure.U_BINARY: mark("Binary u-alpha"),
    Measure.U: mark("u-alpha"),
    Measure.CU: mark("cu-alpha"),
    Measure.KU: mark("(k)u-alpha"),
    Measure.ALPHA_JACCARD: mark("Alpha of sets, Jaccard"),
    Measure.ALPHA_MASI: mark("Alpha of sets, MASI"),
}

SAYS = {
    Reason.NO_VARIATION: mark("nothing varies: nobody gave the code, or everybody gave it everywhere"),
    Reason.NO_UNITS: mark("no unit was compared"),
    Reason.NOT_PAIRABLE: mark("fewer than two coders judged it"),
    Reason.TINY_N: mark("one unit alone"),
    Reason.NOT_FOR_TWO_ALONE: mark("for two coders only"),
    Reason.OVERLAPPING_CODES: mark("codes overlap that must exclude each other"),
    Reason.NOT_IN_A_DOMAIN: mark("the code is in no domain"),
    Reason.NOT_BY_CODE: mark("not of one code alone"),
    Reason.NOT_BY_TRANSCRIPT: mark("not by transcript"),
}

LEFT_OUT_SAYS = {
    "not_done": mark("not done by {coders}"),
    "blind": mark("blind: not everybody is done with it"),
    "different_text_revisions": mark("{coders} coded different revisions of the text"),
    "retired": mark("the code is retired"),
    "not_in_codebook": mark("done before the code was in the codebook"),
    "no_units": mark("no text to compare: no respondent is known in it"),
}


def shown_measures(recipe: AgreementRecipe) -> list[Measure]:
    """Return the measures that a table for people shows: those asked for, of all of them the headline."""
    if set(recipe.measures) < set(HEADLINE) or not set(HEADLINE) <= set(recipe.measures):
        return list(recipe.measures)
    kappa = Measure.COHEN if len(recipe.coders) <= 2 else Measure.CONGER
    shown = [kappa if measure is Measure.COHEN else measure for measure in HEADLINE]
    return shown if recipe.primary in shown else [recipe.primary, *shown]


def title(report: AgreementReport) -> str:
    """Return what the report shows, in one line."""
    return _("Agreement of {coders}, by {unit}").format(
        coders=", ".join(report.coders), unit=_unit_word(report.recipe.unit.value)
    )


UNITS = {
    "character": mark("character"),
    "word": mark("word"),
    "sentence": mark("sentence"),
    "paragraph": mark("paragraph"),
    "turn": mark("turn"),
    "transcript": mark("transcript"),
}


def _unit_word(unit: str) -> str:
    return _(UNITS[unit])


def lines(report: AgreementReport) -> list[tuple[str, str]]:
    """Return the recipe as pairs of a label and what it says."""
    recipe = report.recipe
    said = [
        (_("Coders"), ", ".join(report.coders)),
        (_("Unit"), _unit_text(recipe)),
        (_("Text"), _("respondents' turns") if recipe.text is Voices.RESPONDENTS else _("all of it")),
        (_("Transcripts"), f"{len(report.transcripts)}"),
        (_("Units"), f"{report.n}"),
        (_("Primary measure"), _(TITLES[recipe.primary])),
        (_("Interval"), interval_text(report)),
        (_("Filter"), recipe.where),
        (_("Codes"), _("themes with everything below") if recipe.roll_up else ""),
        (_("Transcripts not done"), _("taken as done") if recipe.assume_done else _("left out")),
        (_("Only what all have judged"), _("yes") if recipe.reviewed_only else ""),
        (_("Codebook revision"), f"{recipe.codebook_revision}"),
        (_("Project"), recipe.project),
        (_("Made"), moment(recipe.date)),
        (_("Version"), recipe.version),
        (_("Command"), recipe.command),
    ]
    return [(label, says) for label, says in said if says]


def _unit_text(recipe: AgreementRecipe) -> str:
    rule = _("coded where any of it is") if recipe.rule.value == "any" else _("coded where half of it is")
    said = f"{_unit_word(recipe.unit.value)}, {rule}"
    if recipe.joins_turns:
        said += _("; a respondent's turns parted only by one or two words of the interviewer are one")
    return said


def interval_text(report: AgreementReport) -> str:
    """Return how intervals were made."""
    recipe = report.recipe
    if not report.resampled:
        return _("none")
    drawn = (
        _("transcripts") if report.resampled == "transcripts" else _("turns within transcripts, since these are few")
    )
    return _("95 %, {n} replicates resampling {drawn}, seed {seed}").format(
        n=recipe.replicates, drawn=drawn, seed=recipe.seed
    )


def _cell(estimate: Estimate) -> Value:
    if estimate.value is None:
        return Marked(None, DASH, str(estimate.reason))
    return estimate.value


def _bounded(report: AgreementReport, measure: Measure) -> bool:
    return measure is report.recipe.primary and bool(report.resampled)


def _cells(report: AgreementReport, figures: Figures, measures: Sequence[Measure]) -> list[Value]:
    row: list[Value] = []
    for measure in measures:
        one = figures.get(measure, Estimate())
        row.append(_cell(one))
        if _bounded(report, measure):
            row += [_bound(one.low), _bound(one.high)]
    return row


def _bound(value: float | None) -> Value:
    return Marked(None, "", "") if value is None else value


def _notes(report: AgreementReport, shown: Sequence[Figures], measures: Sequence[Measure]) -> list[str]:
    reasons = {figures[m].reason for figures in shown for m in measures if m in figures} - {None}
    notes = [f"{DASH} " + "; ".join(_(SAYS[reason]) for reason in Reason if reason in reasons)] if reasons else []
    others = [m for m in measures if m is not report.recipe.primary]
    if others:
        notes.append(
            _("The primary measure is {primary}; the others are sensitivity checks.").format(
                primary=_(TITLES[report.recipe.primary])
            )
        )
    if set(measures) & {Measure.PERCENT, Measure.AC1, Measure.BRENNAN_PREDIGER}:
        notes.append(_("Where a code is rare, percent agreement, AC1 and S tell of agreement on not coding."))
    for warning, said in _WARNINGS.items():
        alone = [one.code.key for one in report.codes if warning in one.warnings]
        if alone:
            notes.append(_(said).format(codes=", ".join(alone)))
    if undefined := undefined_replicates(report):
        notes.append(undefined)
    if report.left_out:
        notes.append(left_out_line(report.left_out))
    return [*notes, *(notice.message for notice in report.notices)]


_WARNINGS = {
    NEVER: mark("Never given by one of the coders: {codes}."),
    EVERYWHERE: mark(
        "Given everywhere by one of the coders, so that kappa is nought whatever the others did: {codes}."
    ),
}
_NAMED = 5


def undefined_replicates(report: AgreementReport) -> str:
    """Return in how many replicates the primary measure of codes was undefined, "" where it never was."""
    primary, times = report.recipe.primary, report.recipe.replicates
    found = [(one.code.key, one.figures[primary].undefined) for one in report.codes if primary in one.figures]
    found = sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])
    if not found:
        return ""
    named = ", ".join(f"{key} {n}" for key, n in found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
    return _("Replicates in which nothing varied are in no interval; of {n}: {codes}.").format(n=times, codes=named)


def left_out_line(left_out: Sequence[LeftOut]) -> str:
    """Return what was left out, the first of each reason by name."""
    by_reason: dict[str, list[str]] = {}
    for one in left_out:
        name = f"{one.transcript} {one.code}".strip()
        by_reason.setdefault(said_of(one), []).append(name)
    parts = [
        f"{says} ({len(names)}: {', '.join(names[:3])}{', …' if len(names) > 3 else ''})"
        for says, names in by_reason.items()
    ]
    return _("Left out: {parts}.").format(parts="; ".join(parts))


def said_of(one: LeftOut) -> str:
    """Return why something was left out, in words."""
    return _(LEFT_OUT_SAYS[one.reason]).format(coders=_(" and ").join(one.coders))


Rows = list[tuple[str, str, int | None, Figures]]


def _rows(report: AgreementReport, language: str) -> Rows:
    if report.recipe.by == "transcript":
        rows: Rows = [(one.name, one.name, one.n, one.figures) for one in report.transcripts]
    else:
        rows = [(one.code.key, one.code.label(language), one.n, one.figures) for one in report.codes]
    return rows


def summary(report: AgreementReport, language: str = "en") -> Table:
    """Lay a report out for people: a row a code or a transcript, few measures, the pooled figures and the mean last."""
    measures = shown_measures(report.recipe)
    rows = [*_rows(report, language), ("overall", _("Pooled"), report.n, report.overall)]
    if report.recipe.by == "code":
        rows.append(("mean", _("Mean of the codes"), None, report.mean))
    columns = [TableColumn("row", _("Transcript") if report.recipe.by == "transcript" else _("Code"))]
    columns.append(TableColumn("n", _("Units"), ValueKind.INTEGER))
    for measure in measures:
        columns.append(TableColumn(measure.value, _(TITLES[measure]), ValueKind.NUMBER, decimals=3))
        if _bounded(report, measure):
            columns.append(TableColumn(f"{measure.value}_low", _("Low"), ValueKind.NUMBER, decimals=3))
            columns.append(TableColumn(f"{measure.value}_high", _("High"), ValueKind.NUMBER, decimals=3))
    return Table(
        title(report),
        columns,
        [[label, n, *_cells(report, figures, measures)] for _key, label, n, figures in rows],
        name="Agreement",
        notes=_notes(report, [figures for _key, _label, _n, figures in rows], measures),
        facts=lines(report),
        about={"recipe": report.recipe.as_json(), "left_out": [left_out_json(one) for one in report.left_out]},
        totals=len(rows) - len(_rows(report, language)),
        frozen=1,
    )


def every_figure(report: AgreementReport, language: str = "en") -> Table:
    """Lay a report out for programs: a row a code or a transcript, each measure with its interval and reason."""
    rows = [*_rows(report, language), ("overall", "overall", report.n, report.overall)]
    if report.recipe.by == "code":
        rows.append(("mean", "mean", None, report.mean))
    first = "transcript" if report.recipe.by == "transcript" else "code"
    columns = [TableColumn(first), TableColumn("name"), TableColumn("n", kind=ValueKind.INTEGER)]
    for measure in report.recipe.measures:
        columns += [
            TableColumn(f"{measure.value}{part}", kind=ValueKind.NUMBER, decimals=6) for part in ("", "_low", "_high")
        ]
        columns.append(TableColumn(f"{measure.value}_reason"))
    return Table(
        title(report),
        columns,
        (_figures_row(report, *row) for row in rows),
        name="Figures",
        notes=[notice.message for notice in report.notices],
        facts=lines(report),
        about={"recipe": report.recipe.as_json(), "left_out": [left_out_json(one) for one in report.left_out]},
        frozen=1,
    )


def _figures_row(report: AgreementReport, key: str, label: str, n: int | None, figures: Figures) -> list[Value]:
    row: list[Value] = [key, label, n]
    for measure in report.recipe.measures:
        one = figures.get(measure, Estimate())
        row += [one.value, one.low, one.high, None if one.reason is None else str(one.reason)]
    return row


def left_out_table(report: AgreementReport) -> Table:
    """Return what was left out, a row each."""
    columns = [TableColumn("transcript"), TableColumn("code"), TableColumn("reason"), TableColumn("coders")]
    rows = [(one.transcript, one.code, one.reason, list(one.coders)) for one in report.left_out]
    return Table(_("Left out"), columns, rows, name="Left out")


def left_out_json(one: LeftOut) -> dict[str, object]:
    """Return one thing that was left out as JSON values."""
    return {
        "transcript": one.transcript or None,
        "code": one.code or None,
        "reason": one.reason,
        "coders": list(one.coders),
        "says": said_of(one),
    }


def as_json(report: AgreementReport, language: str = "en") -> dict[str, object]:
    """Return a report as JSON values: recipe, pooled figures, means, codes, transcripts, what was left out, notices."""
    return {
        "title": title(report),
        "recipe": {**report.recipe.as_json(), "coders": list(report.coders), "resampled": report.resampled or None},
        "n": report.n,
        "coverage": report.coverage,
        "overall": _figures(report.overall),
        "mean": {m: {**f, "codes": report.counted.get(Measure(m), 0)} for m, f in _figures(report.mean).items()},
        "codes": [_code(one, language) for one in report.codes],
        "transcripts": [
            {"transcript": one.name, "n": one.n, "coders": list(one.coders), **_figures(one.figures)}
            for one in report.transcripts
        ],
        "left_out": [left_out_json(one) for one in report.left_out],
        "notices": [{"kind": notice.kind, "message": notice.message} for notice in report.notices],
    }


def _code(one: CodeAgreement, language: str) -> dict[str, object]:
    return {
        "code": one.code.key,
        "id": one.code.uuid,
        "name": one.code.label(language),
        "n": one.n,
        "given": dict(one.given),
        "warnings": list(one.warnings),
        **_figures(one.figures),
    }


def _figures(figures: Mapping[Measure, Estimate]) -> dict[str, dict[str, object]]:
    return {measure.value: one.as_json() for measure, one in figures.items()}
