"""``progress``: how far every coder is."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.figures import emit_figures, parted
from workbench.cli.output import Data, data_options


@click.command("progress")
@click.option("--by", default="", help="Attributes, by comma, such as municipality,year.")
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@click.option("--tidy/--wide", default=None, help="One row a coder and group, or with each coder's total before.")
@data_options
@click.pass_obj
def progress_command(context: Context, by: str, where: str, tidy: bool | None, data: Data) -> None:
    """Show how many interviews each coder has not started, is coding and has done, and how much is reviewed.

    \b
    Example:  workbench progress --by municipality,year
    """
    from workbench.services.tables import code_tables

    with context.project() as project:
        emit_figures(project, code_tables.progress(project, by=parted(by), where=where), data, tidy=tidy)
