"""Giving reports of agreement out, to a stream or to a file that is written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from workbench.analysis.agreement.report import AgreementReport
from workbench.analysis.tables import Table
from workbench.exchange.tables import Spelling, format_named
from workbench.exchange.tables.agreement import counted
from workbench.exchange.tables.counted import print_counted, write_counted
from workbench.services.project import OpenProject


def print_report(
    report: AgreementReport, format_: str, out: TextIO, *, language: str, spelling: Spelling, width: int | None = None
) -> None:
    """Write a report to a stream, in a format by name.

    Raises:
        UnknownFormat: there is no such format, or it is not text.
    """
    print_counted(counted(report, language), format_named(format_), out, spelling=spelling, width=width)


def write_report(
    project: OpenProject,
    report: AgreementReport,
    target: Path,
    *,
    language: str,
    spelling: Spelling,
    further: Sequence[Table] = (),
    force: bool = False,
) -> list[Path]:
    """Write a report to a file whose suffix says the format, never over the project.

    Returns:
        The files that were written.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    made = counted(report, language)
    return write_counted(made, target, further=further, spelling=spelling, force=force, protected=[project.path])
