"""``history``, ``undo``, ``redo``: the audit trail, and taking things back."""

from __future__ import annotations

from collections.abc import Callable

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _


@click.command("history")
@click.option(
    "--limit", default=100, show_default=True, type=click.IntRange(1, 10**9), help="How many, the latest first."
)
@data_options
@click.pass_obj
def history_command(context: Context, limit: int, data: Data) -> None:
    """Show what was done, by whom and when.

    \b
    Example:  workbench history --limit 20
    """
    from workbench.services import history

    with context.project() as project:
        emit(project, history.table(project, limit=limit), data)


@click.command("undo")
@click.argument("times", default=1, type=click.IntRange(1, 10**6))
@click.pass_obj
def undo_command(context: Context, times: int) -> None:
    """Take back your latest act, or your latest TIMES acts. Other coders' acts are never touched.

    \b
    Example:  workbench --coder anna undo
    """
    from workbench.services import history

    with context.project() as project:
        _repeat(lambda: f"Took back: {history.said(history.undo(project))}", times, "taken back")


@click.command("redo")
@click.argument("times", default=1, type=click.IntRange(1, 10**6))
@click.pass_obj
def redo_command(context: Context, times: int) -> None:
    """Do again what you took back last, or the last TIMES of it.

    \b
    Example:  workbench --coder anna redo
    """
    from workbench.services import history

    with context.project() as project:
        _repeat(lambda: f"Did again: {history.said(history.redo(project))}", times, "done again")


def _repeat(act: Callable[[], str], times: int, verb: str) -> None:
    """Do an act several times, each told of; whoever is stopped on the way hears how many were done."""
    for done in range(times):
        try:
            click.echo(act(), err=True)
        except RefusedError as error:
            if not done:
                raise
            why = error.message.replace("; nothing was changed.", ".")
            raise RefusedError(
                _("{done} {verb}; the next cannot be: {why}").format(done=done, verb=verb, why=why), hint=error.hint
            ) from error
