"""``framework``: what is said about each theme in each case, side by side."""

from __future__ import annotations

from typing import Any

import click

from workbench.analysis.code_tables.framework import Fill, FrameColumns, FrameworkRecipe
from workbench.cli.context import Context
from workbench.cli.figures import counting, counting_options, emit_figures, one_of
from workbench.cli.output import Data, data_options


@click.command("framework")
@click.option("--rows", default="case", show_default=True, help="case, transcript, or an attribute.")
@one_of("--columns", FrameColumns.THEME, "Themes with all below them, or codes.")
@one_of("--fill", Fill.QUOTATIONS, "What was said, or the memos about it.")
@click.option("--most", type=click.IntRange(0), default=3, show_default=True, help="Quotations a cell; 0 for all.")
@click.option("--length", type=click.IntRange(0), default=160, show_default=True, help="Characters of each; 0 for all.")
@counting_options
@data_options
@click.pass_obj
def framework_command(context: Context, /, data: Data, **given: Any) -> None:
    """Lay a framework matrix out: a row a case, a column a theme, and what is said about it in the cell.

    A memo on a case that begins with a code and a colon ("budsjettering: …") is the summary of that cell, for
    --fill memos.

    \b
    Example:  workbench framework -o framework.xlsx
              workbench framework --rows municipality --columns code --codes politisk,motstand --most 0 -o long.docx
    """
    from workbench.services.tables import framework

    columns = FrameColumns(given["columns"])
    asked = {**counting(given), "roll_up": given["roll_up"] or columns is FrameColumns.THEME}
    recipe = FrameworkRecipe(
        rows=given["rows"],
        columns=columns,
        fill=Fill(given["fill"]),
        most=given["most"],
        length=given["length"],
        **asked,
    )
    with context.project() as project:
        figures = framework.framework(project, recipe, language=context.language)
        emit_figures(project, figures, data, tidy=given["tidy"])
