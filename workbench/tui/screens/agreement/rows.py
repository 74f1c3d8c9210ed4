"""The rows of the agreement screen: which, in which order, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text

from workbench.analysis.agreement import rendering
from workbench.analysis.agreement.recipes import FOR_PEOPLE, Measure
from workbench.analysis.agreement.report import AgreementReport, Figures
from workbench.core.language import _, mark
from workbench.services.agreement import agreement
from workbench.services.project import OpenProject
from workbench.tui.layout.cells import shorten, shown_name

HEADS = {
    Measure.ALPHA: mark("Alpha"),
    Measure.COHEN: mark("Kappa"),
    Measure.CONGER: mark("Kappa"),
    Measure.PERCENT: mark("Same"),
    Measure.PREVALENCE: mark("Preval."),
    Measure.DICE: mark("Dice"),
}
"""Short heads of the figures that a reviewer asks for first."""

SORTS: tuple[Measure | None, ...] = (None, Measure.ALPHA, Measure.DICE, Measure.PREVALENCE, Measure.PERCENT)
"""What rows can be sorted by; None is the codebook's order."""

Row = tuple[str, str, int | None, Figures, Sequence[str]]
"""(key, label, units, figures, warnings)."""


def measures_of(report: AgreementReport, *, every: bool) -> list[Measure]:
    """Return which figures are shown: what is asked for first, or with ``every`` the primary one and all others."""
    shown = rendering.shown_measures(replace(report.recipe, measures=FOR_PEOPLE, coders=report.coders))
    primary = report.recipe.primary
    if not every:
        return [primary, *(one for one in shown if one is not primary)]
    return [primary, *(m for m in report.recipe.measures if m not in shown and m is not primary)]


def rows_of(
    project: OpenProject, report: AgreementReport, by: str, sorting: Measure | None, language: str
) -> list[Row]:
    """Return the pooled figures, the mean, and a row a code or transcript.

    Args:
        project: says when coders were done.
        report: the figures.
        by: "code", "transcript", or "time" for transcripts in the order that they were done in.
        sorting: the figure to sort by, the lowest first and what is undefined last.
        language: of names of codes.
    """
    pooled: Row = ("", _("Pooled"), report.n, report.overall, ())
    if by != "code":
        rows: list[Row] = [(one.name, one.name, one.n, one.figures, ()) for one in report.transcripts]
        if by == "time":
            at = agreement.done_at(project, report)
            return [pooled, *sorted(rows, key=lambda row: at.get(row[0], 0))]
        return [pooled, *_in_order(rows, sorting)]
    rows = [(one.code.key, one.code.label(language), one.n, one.figures, one.warnings) for one in report.codes]
    mean: Row = ("", _("Mean of the codes"), None, report.mean, ())
    return [pooled, mean, *_in_order(rows, sorting)]


def _in_order(rows: list[Row], sorting: Measure | None) -> list[Row]:
    if sorting is None:
        return rows

    def place(row: Row) -> tuple[bool, float]:
        one = row[3].get(sorting)
        value = one.value if one is not None else None
        return (value is None, value or 0.0)

    return sorted(rows, key=place)


def cells_of(
    rows: Sequence[Row], report: AgreementReport, measures: Sequence[Measure], by: str, *, width: int, pending: bool
) -> tuple[list[str], list[list[Text]]]:
    """Return the headings and the cells, figures at the right edge of their columns.

    Args:
        rows: what is shown.
        report: says which measure is primary.
        measures: the columns.
        by: what a row is; intervals there are of codes only.
        width: cells that a name may take.
        pending: whether intervals are still being reckoned.
    """
    primary = report.recipe.primary
    headings = [_("Code") if by == "code" else _("Transcript")]
    columns: list[list[str]] = [[shorten(shown_name(row[1]), width) for row in rows]]
    for measure in measures:
        headings.append(_(HEADS.get(measure, rendering.TITLES[measure])))
        columns.append([_figure(row[3], measure) for row in rows])
        if measure is primary and by == "code":
            headings.append(_("95 %"))
            columns.append([_interval(row[3], measure, pending=pending) for row in rows])
    headings.append(_("Units"))
    columns.append(["" if row[2] is None else f"{row[2]}" for row in rows])
    widths = [max(cell_len(heading), *map(cell_len, column)) for heading, column in zip(headings, columns, strict=True)]
    drawn = []
    for at, row in enumerate(rows):
        total = not row[0]
        cells = [Text(columns[0][at], style="bold" if total else "")]
        for n, column in enumerate(columns[1:], 1):
            quiet = column[at] in {rendering.DASH, "…"}
            cells.append(Text(column[at].rjust(widths[n]), style="dim" if quiet else "bold" if n == 1 else ""))
        drawn.append(cells)
    return [headings[0], *(head.rjust(size) for head, size in zip(headings[1:], widths[1:], strict=True))], drawn


def _figure(figures: Figures, measure: Measure) -> str:
    one = figures.get(measure)
    return rendering.DASH if one is None or one.value is None else number(one.value)


def _interval(figures: Figures, measure: Measure, *, pending: bool) -> str:
    one = figures.get(measure)
    if one is None or one.value is None:
        return ""
    if one.low is None or one.high is None:
        return "…" if pending else ""
    return f"{number(one.low)} – {number(one.high)}"


def number(value: float) -> str:
    """Return a figure with two decimals; one that rounds to nothing has no sign."""
    said = f"{value:.2f}"
    return "0.00" if said == "-0.00" else said.replace("-", "−")
