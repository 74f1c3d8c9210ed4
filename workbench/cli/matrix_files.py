"""What a matrix is given out as: a table, a picture, a workbook with its passages, a list of its variables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.cli.output import Data, emit_matrix, wrote
from workbench.core.errors import RefusedError
from workbench.core.language import _

if TYPE_CHECKING:
    from workbench.analysis.matrices import Matrix
    from workbench.services.project import OpenProject

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Beside:
    """What is wanted beside the figures: a picture's name or "", the passages, a file for the list of variables."""

    picture: str = ""
    quotations: bool = False
    variables: Path | None = None


def beside_options(function: Command) -> Command:
    """Add the options for what goes along with a matrix; the function is given them as one ``beside``."""

    @wraps(function)
    def with_beside(*args: Any, **given: Any) -> Any:
        beside = Beside(given.pop("picture") or "", given.pop("quotations"), given.pop("variables"))
        return function(*args, beside=beside, **given)

    optioned: Any = with_beside
    for option in (
        click.option(
            "--variables",
            type=click.Path(path_type=Path),
            help="Write what each variable of --tidy is, for R, to a .csv or .md; a .sps has SPSS read the .csv.",
        ),
        click.option("--quotations", is_flag=True, help="In .xlsx, a sheet with every passage that was counted."),
        click.option(
            "--picture",
            type=click.Choice(["heat", "development"]),
            help="What a .svg or .png shows: a heat map, or lines over the years.",
        ),
    ):
        optioned = option(optioned)
    typed: Command = optioned
    return typed


def give_out(
    project: OpenProject, matrix: Matrix, data: Data, beside: Beside, *, tidy: bool | None, language: str
) -> None:
    """Give a matrix out as it was asked for, and what goes along with it.

    Raises:
        FileError: a target cannot be written.
        RefusedError: a file is there already, or what was asked for does not go together.
    """
    from workbench.services import exporting
    from workbench.services.matrices import matrix_files

    drawing = data.output is not None and matrix_files.is_picture(data.output)
    if beside.quotations and (data.output is None or data.output.suffix.casefold() != ".xlsx"):
        raise RefusedError(
            _("Only a workbook has room for the passages."), hint=_("Add -o matrix.xlsx, or use workbench passages.")
        )
    if beside.picture and data.output is not None and not drawing:
        raise RefusedError(
            _("{name} is no name of a picture.").format(name=data.output.name),
            hint=_("End the name in {names}.").format(names=", ".join(matrix_files.SUFFIXES)),
        )
    if beside.variables is not None:
        if matrix_files.is_program(beside.variables) and not (
            tidy and data.output is not None and data.output.suffix.casefold() == ".csv" and not data.norwegian
        ):
            raise RefusedError(
                _("SPSS reads the long table from a .csv with commas and decimal points."),
                hint=_("Add --tidy -o cells.csv, without --norwegian."),
            )
        matrix_files.check(project, beside.variables, force=data.force)
    spelling = exporting.spelling(for_spreadsheet=data.for_spreadsheet, norwegian=data.norwegian)
    if beside.picture or drawing:
        svg = matrix_files.draw(matrix, beside.picture or "heat", language=language, spelling=spelling)
        if data.output is None:
            click.echo(svg, nl=False)
        else:
            wrote(matrix_files.write_picture(project, svg, data.output, force=data.force))
    else:
        further = [matrix_files.quotations(project, matrix, language=language)] if beside.quotations else []
        emit_matrix(project, matrix, data, tidy=tidy, further=further, language=language)
    if beside.variables is not None:
        written = matrix_files.write_variables(project, matrix, beside.variables, data=data.output, force=data.force)
        wrote(written)
