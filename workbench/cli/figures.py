"""What the commands for tables of codes have in common: options for whose work is counted, and giving figures out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.analysis.matrices.recipes import Policy, Voices
from workbench.cli.output import Data, wrote

if TYPE_CHECKING:
    from workbench.analysis.code_tables.figures import Figures
    from workbench.services.project import OpenProject

Command = TypeVar("Command", bound=Callable[..., Any])

POLICIES = [one.value for one in Policy if one is not Policy.MEAN]


def parted(given: object) -> tuple[str, ...]:
    """Return names parted by commas."""
    return tuple(name.strip() for name in str(given or "").split(",") if name.strip())


def one_of(option: str, default: StrEnum, says: str) -> Callable[[Command], Command]:
    """Return an option for one of several words, of which one goes without saying."""
    words = [one.value for one in type(default)]
    return click.option(option, type=click.Choice(words), default=default.value, show_default=True, help=says)


min_cell_option = click.option(
    "--min-cell", type=click.IntRange(0), help="Fewest people a figure may come from unmarked; else the project's."
)


def limit(given: Mapping[str, Any]) -> int:
    """Return what ``--min-cell`` was given, -1 where the project's holds."""
    return -1 if given["min_cell"] is None else int(given["min_cell"])


def counting_options(function: Command) -> Command:
    """Add the options that say whose codings of which codes are counted, and in which form."""
    optioned: Any = function
    for option in (
        click.option("--tidy/--wide", default=None, help="One row a figure, or the table of a report."),
        click.option("--assume-done", is_flag=True, help="Take every transcript as done."),
        min_cell_option,
        click.option("--where", default="", help="Only these interviews, such as municipality=Moss."),
        click.option("--roll-up", is_flag=True, help="Count a code with everything below it."),
        click.option("--policy", type=click.Choice(POLICIES), help="How several coders are put together."),
        click.option("--coders", default="", help="Whose codings, by comma; else one layer a transcript."),
        click.option("--codes", default="", help="Only these codes, by comma."),
    ):
        optioned = option(optioned)
    typed: Command = optioned
    return typed


def counting(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what :func:`counting_options` were given, as the fields of a recipe."""
    coders = parted(given["coders"])
    return {
        "codes": parted(given["codes"]),
        "coders": coders,
        "policy": Policy(given["policy"] or (Policy.ONE if len(coders) < 2 else Policy.UNION)),
        "roll_up": bool(given["roll_up"]),
        "voices": Voices(given.get("text") or Voices.RESPONDENTS),
        "where": str(given["where"]),
        "min_cell": limit(given),
        "assume_done": bool(given["assume_done"]),
    }


def emit_figures(project: OpenProject, figures: Figures, data: Data, *, tidy: bool | None = None) -> None:
    """Give figures out as they were asked for.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    from workbench.services import exporting
    from workbench.services.matrices import figure_files

    spelling = exporting.spelling(for_spreadsheet=data.for_spreadsheet, norwegian=data.norwegian)
    if data.output is None:
        figure_files.print_out(figures, data.shown, sys.stdout, tidy=tidy, spelling=spelling, width=data.width)
        return
    wrote(figure_files.write(project, figures, data.output, tidy=tidy, spelling=spelling, force=data.force))
