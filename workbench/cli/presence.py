"""``presence``: which codes are in which transcripts."""

from __future__ import annotations

from typing import Any

import click

from workbench.analysis.code_tables.presence import PresenceMeasure, PresenceRecipe
from workbench.cli.context import Context
from workbench.cli.figures import counting, counting_options, emit_figures, one_of
from workbench.cli.output import Data, data_options


@click.command("presence")
@one_of("--measure", PresenceMeasure.PRESENCE, "1 where the code is there, or how many codings.")
@counting_options
@data_options
@click.pass_obj
def presence_command(context: Context, /, data: Data, **given: Any) -> None:
    """Show which codes are in which transcripts: 1 where a code is there, 0 where it was looked for and is not.

    \b
    Example:  workbench presence --roll-up -o presence.xlsx
              workbench presence --measure codings --tidy -o long.csv
    """
    from workbench.services.tables import code_tables

    recipe = PresenceRecipe(measure=PresenceMeasure(given["measure"]), **counting(given))
    with context.project() as project:
        figures = code_tables.presence(project, recipe, language=context.language)
        emit_figures(project, figures, data, tidy=given["tidy"])
