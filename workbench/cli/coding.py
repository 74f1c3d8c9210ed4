"""``code``, ``uncode``, ``status``: one coding, as the screen would make it."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.coders import Progress
from workbench.core.codings import Certainty
from workbench.core.language import _
from workbench.core.passages import Span


@click.command("code")
@click.argument("transcript")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("code")
@click.option("--unsure", is_flag=True, help="Mark the coding as unsure.")
@click.pass_obj
def code_command(context: Context, transcript: str, start: int, end: int, code: str, unsure: bool) -> None:
    """Give CODE to the passage of TRANSCRIPT from START up to, not including, END (characters from 0).

    \b
    Example:  workbench --coder anna code Moss_2011_intervju-01 1204 1310 auka-budsjett
    """
    from workbench.services import transcripts
    from workbench.services.codebooks import codebook
    from workbench.services.codings import coding

    with context.project() as project:
        found = transcripts.find(project, transcript)
        meant = codebook.tree(project).find(code)
        certainty = Certainty.UNSURE if unsure else Certainty.SURE
        applied = coding.apply_code(project, found, Span(start, end), meant, certainty=certainty)
        if not applied.new:
            click.echo(_("That coding is there already; nothing was changed."), err=True)
        click.echo(applied.coding.uuid)


@click.command("uncode")
@click.argument("coding_id")
@click.pass_obj
def uncode_command(context: Context, coding_id: str) -> None:
    """Take away the coding CODING_ID, one of your own.

    \b
    Example:  workbench --coder anna uncode 0c9f3c52-5d3e-4a8e-9d1b-0f3b6f0a7e11
    """
    from workbench.services.codings import coding

    with context.project() as project:
        gone = coding.uncode(project, coding_id)
        click.echo(
            _("Took away {start}–{end}. workbench undo brings it back.").format(start=gone.start, end=gone.end),
            err=True,
        )


@click.command("status")
@click.argument("transcript")
@click.option("--set", "progress", type=click.Choice([str(p) for p in Progress]), help="How far you are with it.")
@click.option("--primary", metavar="CODER", help="Whose codings are counted, where no other is chosen.")
@data_options
@click.pass_obj
def status_command(context: Context, transcript: str, progress: str | None, primary: str | None, data: Data) -> None:
    """Show what coders have reviewed of TRANSCRIPT, or set how far you are.

    \b
    Example:  workbench --coder anna status Moss_2011_intervju-01 --set done
    """
    from workbench.services import transcripts
    from workbench.services.codings import coding

    with context.project() as project:
        found = transcripts.find(project, transcript)
        if primary is not None:
            coding.set_primary(project, found, primary)
        if progress is not None:
            coding.set_status(project, found, Progress(progress))
        emit(project, transcripts.status_table(project, found), data)
