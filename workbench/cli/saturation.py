"""``saturation``: how many codes are new in each interview."""

from __future__ import annotations

from typing import Any

import click

from workbench.analysis.code_tables.saturation import CODING_ORDER, SaturationRecipe
from workbench.cli.context import Context
from workbench.cli.figures import counting, counting_options, emit_figures
from workbench.cli.output import Data, data_options


@click.command("saturation")
@click.option("--order", default=CODING_ORDER, show_default=True, help="coding, transcript, or an attribute: year.")
@counting_options
@data_options
@click.pass_obj
def saturation_command(context: Context, /, data: Data, **given: Any) -> None:
    """Count the codes that are new in each interview, one after the other.

    \b
    Example:  workbench saturation
              workbench saturation --order year -o saturation.xlsx
    """
    from workbench.services.tables import code_tables

    recipe = SaturationRecipe(order=given["order"], **counting(given))
    with context.project() as project:
        figures = code_tables.saturation(project, recipe, language=context.language)
        emit_figures(project, figures, data, tidy=given["tidy"])
