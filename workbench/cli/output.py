"""Giving data out: to the terminal or a pipe, or to a file whose suffix says the format."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.core.language import _

if TYPE_CHECKING:
    from workbench.analysis.matrices import Matrix
    from workbench.analysis.tables import Table
    from workbench.services.project import OpenProject

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "html", "tex")

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Data:
    """How a command's data are wanted: a format's name or "", a target or None."""

    format: str = ""
    output: Path | None = None
    force: bool = False
    for_spreadsheet: bool = False
    norwegian: bool = False

    @property
    def shown(self) -> str:
        """The format on standard output: a table at a terminal, csv in a pipe, unless it was said."""
        return self.format or ("table" if sys.stdout.isatty() else "csv")

    @property
    def width(self) -> int | None:
        """The terminal's width in cells, None where nothing is to be cut."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def data_options(function: Command) -> Command:
    """Add the options that every command with data has; the function is given them as one ``data``."""

    @wraps(function)
    def with_data(*args: Any, **given: Any) -> Any:
        data = Data(
            given.pop("data_format") or "",
            given.pop("output"),
            given.pop("force"),
            given.pop("for_spreadsheet"),
            given.pop("norwegian"),
        )
        return function(*args, data=data, **given)

    optioned: Any = with_data
    for option in (
        click.option("--norwegian", is_flag=True, help="Make .csv as Norwegian Excel opens it: ; and decimal comma."),
        click.option("--for-spreadsheet", is_flag=True, help="Make .csv safe to open in Excel or LibreOffice."),
        click.option("--force", is_flag=True, help="Overwrite the file that is there."),
        click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file; its suffix says how."),
        click.option(
            "--format", "data_format", type=click.Choice(FORMATS), help="What goes out; csv and json have every column."
        ),
    ):
        optioned = option(optioned)
    typed: Command = optioned
    return typed


def emit(project: OpenProject, table: Table, data: Data) -> None:
    """Give a table out as it was asked for.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    from workbench.services import exporting

    spelling = exporting.spelling(for_spreadsheet=data.for_spreadsheet, norwegian=data.norwegian)
    if data.output is None:
        exporting.print_table(table, data.shown, sys.stdout, spelling=spelling, width=data.width)
        return
    wrote(exporting.write_table(project, table, data.output, spelling=spelling, force=data.force))


def emit_matrix(
    project: OpenProject,
    matrix: Matrix,
    data: Data,
    *,
    tidy: bool | None,
    further: Sequence[Table] = (),
    language: str,
) -> None:
    """Give a matrix out as it was asked for; ``further`` tables follow in a workbook.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    from workbench.services import exporting

    spelling = exporting.spelling(for_spreadsheet=data.for_spreadsheet, norwegian=data.norwegian)
    if data.output is None:
        exporting.print_matrix(
            matrix, data.shown, sys.stdout, tidy=tidy, language=language, spelling=spelling, width=data.width
        )
        return
    written = exporting.write_matrix(
        project,
        matrix,
        data.output,
        tidy=tidy,
        further=further,
        language=language,
        spelling=spelling,
        force=data.force,
    )
    wrote(written)


def wrote(paths: list[Path]) -> None:
    """Say which files were written."""
    for path in paths:
        click.echo(_("Wrote {path}").format(path=path), err=True)
