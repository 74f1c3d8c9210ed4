"""``memos``: all notes, as a list or a file."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit


@click.command("memos")
@data_options
@click.pass_obj
def memos_command(context: Context, data: Data) -> None:
    """List all memos with what they hang on, the oldest first.

    \b
    Example:  workbench memos -o memos.md
    """
    from workbench.services import memos

    with context.project() as project:
        emit(project, memos.table(project), data)
