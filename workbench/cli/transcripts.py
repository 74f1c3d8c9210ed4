"""``transcripts`` and ``show``: what is there to read."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit, wrote
from workbench.core.language import _


@click.command("transcripts")
@data_options
@click.pass_obj
def transcripts_command(context: Context, data: Data) -> None:
    """List the transcripts with their facts, and how far each coder is.

    \b
    Example:  workbench transcripts --format json
    """
    from workbench.services import transcripts

    with context.project() as project:
        emit(project, transcripts.table(project), data)


@click.command("show")
@click.argument("transcript")
@click.option("--turns", is_flag=True, help="One row a turn: number, speaker, role, start, end, time, text.")
@data_options
@click.pass_obj
def show_command(context: Context, transcript: str, turns: bool, data: Data) -> None:
    """Print the text of TRANSCRIPT, with offsets as stored, or its turns.

    \b
    Example:  workbench show Moss_2011_intervju-01 --turns
    """
    from workbench.services import exporting, transcripts

    if data.format and not turns:
        raise click.UsageError(_("--format goes with --turns; without it the text comes as it is stored."))
    with context.project() as project:
        found = transcripts.find(project, transcript)
        if turns:
            emit(project, transcripts.turns_table(project, found), data)
        elif data.output is not None:
            words = transcripts.text(project, found).text
            wrote([exporting.write_text(project, words, data.output, force=data.force)])
        else:
            click.echo(transcripts.text(project, found).text)
