"""``transcripts`` and ``show``: what is there to read."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit, wrote
from workbench.core.language import _, plural


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
@click.option("--codes", is_flag=True, help="In a .docx: the codings as comments in the margin.")
@click.option("--coder", help="Only this coder's codings.")
@data_options
@click.pass_obj
def show_command(context: Context, transcript: str, turns: bool, codes: bool, coder: str | None, data: Data) -> None:
    """Print the text of TRANSCRIPT, with offsets as stored, or its turns.

    \b
    Example:  workbench show Moss_2011_intervju-01 --turns
              workbench show Moss_2011_intervju-01 -o moss.docx --codes --coder anna
    """
    from workbench.services import exporting, transcripts
    from workbench.services.reports import coded_transcripts

    document = data.output is not None and coded_transcripts.is_document(data.output) and not turns
    if (codes or coder is not None) and not document:
        raise click.UsageError(_("--codes and --coder go with -o NAME.docx."))

    if data.format and not turns:
        raise click.UsageError(_("--format goes with --turns; without it the text comes as it is stored."))
    with context.project() as project:
        found = transcripts.find(project, transcript)
        if document and data.output is not None:
            codes = codes or coder is not None
            n = coded_transcripts.write(project, found, data.output, codes=codes, coder=coder, force=data.force)
            wrote([data.output])
            if codes:
                click.echo(plural(n, "One coding is in the margin.", "{n} codings are in the margin."), err=True)
        elif turns:
            emit(project, transcripts.turns_table(project, found), data)
        elif data.output is not None:
            words = transcripts.text(project, found).text
            wrote([exporting.write_text(project, words, data.output, force=data.force)])
        else:
            click.echo(transcripts.text(project, found).text)
