"""Agreement to every format: few columns for people, every figure for programs, the recipe in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from workbench.analysis.agreement.methods import paragraph
from workbench.analysis.agreement.rendering import as_json, every_figure, left_out_table, summary
from workbench.analysis.agreement.report import AgreementReport
from workbench.analysis.tables import Table
from workbench.exchange.tables.files import write_json_file, write_table_file
from workbench.exchange.tables.formats import TableFormat, format_of
from workbench.exchange.tables.printing import print_table
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.text_formats import write_document

_FOR_PROGRAMS = {"csv", "tsv", "jsonl"}


def _tables(report: AgreementReport, format_: TableFormat, language: str) -> list[Table]:
    if format_.name in _FOR_PROGRAMS:
        return [every_figure(report, language)]
    tables = [summary(report, language), every_figure(report, language)]
    return [*tables, left_out_table(report)] if report.left_out else tables


def write_agreement_file(
    report: AgreementReport,
    path: Path,
    *,
    further: Sequence[Table] = (),
    language: str = "en",
    spelling: Spelling = RAW,
    force: bool = False,
    protected: Iterable[Path] = (),
) -> list[Path]:
    """Write a report to a file in the format of its suffix, with its recipe: a .csv's in a file beside it.

    ``further`` tables follow in a workbook.

    Raises:
        FileError: the name cannot be written to, or its suffix is none that a table can be written as.
        RefusedError: a file is there already.
    """
    format_ = format_of(path)
    if format_.name == "json":
        write_json_file(as_json(report, language), path, force=force, protected=protected)
        return [path]
    tables = [*_tables(report, format_, language), *further]
    if format_.name == "docx":
        # What one puts into an article: the table, and the paragraph on how it came about.
        tables[0] = replace(tables[0], notes=[*tables[0].notes, paragraph(report, language)])
    return write_table_file(tables, path, format_=format_, spelling=spelling, force=force, protected=protected)


def print_agreement(
    report: AgreementReport,
    format_: TableFormat,
    out: TextIO,
    *,
    language: str = "en",
    spelling: Spelling = RAW,
    width: int | None = None,
) -> None:
    """Write a report to a terminal or a pipe.

    Raises:
        UnknownFormat: the format is bytes, which no terminal shows.
    """
    if format_.name == "json":
        write_document(as_json(report, language), out)
    else:
        print_table(_tables(report, format_, language)[0], format_, out, spelling=spelling, width=width)
