"""``matrix``: how often, and how much, each code is talked about in each municipality and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from workbench.analysis.matrices.recipes import Measure, Policy, Recipe, RowKind, SmallCells, Voices
from workbench.cli.context import Context
from workbench.cli.matrix_files import Beside, beside_options, give_out
from workbench.cli.output import Data, data_options, emit

if TYPE_CHECKING:
    from workbench.services.project import OpenProject


def _names(given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip())


def _one_of(words: Iterable[str]) -> str:
    return f"[{'|'.join(words)}]"


@click.command("matrix")
@click.option(
    "--rows",
    default=RowKind.CODE.value,
    metavar="NAME",
    help=f"{', '.join(RowKind)}, or an attribute.",
)
@click.option(
    "--columns",
    default="municipality,year",
    show_default=True,
    metavar="NAMES",
    help="The same, several crossed by comma; nothing puts all together.",
)
@click.option("--codes", default="", metavar="CODES", help="Only these codes, by comma: key, name, path or id.")
@click.option("--measure", metavar=_one_of(Measure), help="What a cell counts.")
@click.option("--coders", default="", help="Whose codings, by comma; else one layer a transcript.")
@click.option("--policy", metavar=_one_of(Policy), help="How several coders are put together.")
@click.option("--roll-up", is_flag=True, help="Count a code with everything below it.")
@click.option("--text", metavar=_one_of(Voices), help="Whose turns are the text.")
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@click.option("--min-cell", type=click.IntRange(0), help="Fewest people a cell may come from; else the project's.")
@click.option("--small-cells", metavar=_one_of(SmallCells), help="What to do with them.")
@click.option("--assume-done", is_flag=True, help="Take every transcript as done.")
@click.option("--mean-of-interviews", is_flag=True, help="Shares as the mean of interviews, not of the column's words.")
@click.option("--tidy/--wide", default=None, help="One row a cell, or the table of a report.")
@click.option("--saved", metavar="NAME", help="Begin with the matrix that is kept under a name.")
@click.option("--save", metavar="NAME", help="Keep this one under a name.")
@click.option("--list", "lists", is_flag=True, help="Show those that are kept, and count nothing.")
@click.option("--forget", metavar="NAME", help="Keep the one of this name no longer, and count nothing.")
@beside_options
@data_options
@click.pass_obj
def matrix_command(context: Context, /, data: Data, beside: Beside, **given: str | bool | int | None) -> None:
    """Count codes by municipality and year, or by anything else that tells interviews, coders or speakers apart.

    \b
    Example:  workbench matrix --rows theme --measure share -o matrix.xlsx
              workbench matrix --columns municipality,year --tidy --format csv
              workbench matrix --rows case --columns year --codes budsjett
              workbench matrix --rows theme --picture development -o themes.svg
    """
    from workbench.services.matrices import matrices, matrix_recipes

    tidy = given["tidy"]
    with context.project() as project:
        if given["lists"]:
            emit(project, matrix_recipes.saved_table(project), data)
            return
        if given["forget"]:
            matrix_recipes.forget(project, str(given["forget"]))
            return
        recipe = _recipe(project, given)
        matrix = matrices.matrix(project, recipe)
        if given["save"]:
            matrix_recipes.save(project, str(given["save"]), recipe)
        laid_out = tidy if isinstance(tidy, bool) else None
        give_out(project, matrix, data, beside, tidy=laid_out, language=context.language)


def _said(name: str) -> bool:
    """Whether an option stands in the command line."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _recipe(project: OpenProject, given: Mapping[str, str | bool | int | None]) -> Recipe:
    """Return what was kept, or what is usual in the project, with what the command line says in its place."""
    from workbench.services.matrices import matrix_recipes

    name = given["saved"]
    recipe = matrix_recipes.find(project, str(name)) if name else matrix_recipes.usual(project)
    changes: dict[str, Any] = {}
    for option in ("columns", "codes", "coders"):
        if _said(option):
            changes[option] = _names(str(given[option]))
    for option in ("rows", "where", "min_cell", "roll_up", "assume_done"):
        if _said(option):
            changes[option] = given[option]
    words: Mapping[str, tuple[str, type[StrEnum]]] = {
        "measure": ("measure", Measure),
        "policy": ("policy", Policy),
        "text": ("voices", Voices),
        "small_cells": ("small_cells", SmallCells),
    }
    for option, (field, kinds) in words.items():
        if _said(option):
            changes[field] = matrix_recipes.word(option.replace("_", " "), str(given[option]), kinds)
    if _said("mean_of_interviews"):
        changes["pooled"] = False
    if "coders" in changes and "policy" not in changes:
        changes["policy"] = matrix_recipes.policy_for(recipe, changes["coders"])
    return replace(recipe, **changes)
