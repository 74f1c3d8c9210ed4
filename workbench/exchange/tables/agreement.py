"""Agreement to every format: few columns for people, every figure for programs."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.agreement.methods import paragraph
from workbench.analysis.agreement.rendering import as_json, every_figure, left_out_table, summary
from workbench.analysis.agreement.report import AgreementReport
from workbench.analysis.tables import Table
from workbench.exchange.tables.counted import Counted
from workbench.exchange.tables.formats import TableFormat

_FOR_PROGRAMS = {"csv", "tsv", "jsonl"}


def counted(report: AgreementReport, language: str = "en") -> Counted:
    """Return a report as each format wants it."""

    def tables(format_: TableFormat) -> list[Table]:
        if format_.name in _FOR_PROGRAMS:
            return [every_figure(report, language)]
        first = summary(report, language)
        if format_.name == "docx":
            # What one puts into an article: the table, and the paragraph on how it came about.
            first = replace(first, notes=[*first.notes, paragraph(report, language)])
        left_out = [left_out_table(report)] if report.left_out else []
        return [first, every_figure(report, language), *left_out]

    return Counted(lambda: as_json(report, language), tables)
