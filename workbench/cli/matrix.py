"""``matrix``: how often, and how much, each code is talked about in each municipality and year."""

from __future__ import annotations

import click

from workbench.analysis.matrices.recipes import Measure, Policy, Recipe, RowKind, SmallCells, Voices
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit_matrix


def _names(given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip())


@click.command("matrix")
@click.option(
    "--rows",
    type=click.Choice([one.value for one in RowKind]),
    default=RowKind.CODE.value,
    help="Codes, or the themes on top.",
)
@click.option("--columns", default="municipality,year", show_default=True, help="Attributes to cross, by comma.")
@click.option(
    "--measure",
    type=click.Choice([one.value for one in Measure]),
    default=Measure.CODINGS.value,
    help="What a cell counts.",
)
@click.option("--coders", default="", help="Whose codings, by comma; else one layer a transcript.")
@click.option(
    "--policy",
    type=click.Choice([one.value for one in Policy]),
    default=None,
    help="How several coders are put together.",
)
@click.option("--roll-up", is_flag=True, help="Count a code with everything below it.")
@click.option(
    "--text",
    type=click.Choice([one.value for one in Voices]),
    default=Voices.RESPONDENTS.value,
    help="Whose turns are the text.",
)
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@click.option("--min-cell", type=click.IntRange(0), help="Fewest people a cell may come from; else the project's.")
@click.option(
    "--small-cells",
    type=click.Choice([one.value for one in SmallCells]),
    default=SmallCells.MARK.value,
    help="What to do with them.",
)
@click.option("--assume-done", is_flag=True, help="Take every transcript as done.")
@click.option("--mean-of-interviews", is_flag=True, help="Shares as the mean of interviews, not of the column's words.")
@click.option("--tidy/--wide", default=None, help="One row a cell, or the table of a report.")
@data_options
@click.pass_obj
def matrix_command(context: Context, /, data: Data, **given: str | bool | int | None) -> None:
    """Count codes by municipality and year, or by any attributes.

    \b
    Example:  workbench matrix --rows theme --measure share -o matrix.xlsx
              workbench matrix --columns municipality,year --tidy --format csv
    """
    from workbench.services import matrices

    tidy = given["tidy"]
    with context.project() as project:
        matrix = matrices.matrix(project, _recipe(given))
        emit_matrix(project, matrix, data, tidy=tidy if isinstance(tidy, bool) else None, language=context.language)


def _recipe(given: dict[str, str | bool | int | None]) -> Recipe:
    coders = _names(str(given["coders"]))
    policy = given["policy"] or (Policy.ONE if len(coders) < 2 else Policy.UNION)
    limit = given["min_cell"]
    return Recipe(
        rows=RowKind(str(given["rows"])),
        columns=_names(str(given["columns"])),
        measure=Measure(str(given["measure"])),
        coders=coders,
        policy=Policy(str(policy)),
        roll_up=bool(given["roll_up"]),
        voices=Voices(str(given["text"])),
        pooled=not given["mean_of_interviews"],
        where=str(given["where"]),
        min_cell=-1 if limit is None else int(limit),
        small_cells=SmallCells(str(given["small_cells"])),
        assume_done=bool(given["assume_done"]),
    )
