"""``history``, ``undo``, ``redo``: the audit trail, and taking things back."""

from __future__ import annotations

from collections.abc import Callable

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _


@click.command("history")
@click.argument("words", nargs=-1)
@click.option(
    "--limit", default=100, show_default=True, type=click.IntRange(1, 10**9), help="How many, the latest first."
)
@click.option("--by", "--coder", "by_coder", metavar="CODER", default="", help="Only what this coder did.")
@click.option("--action", metavar="ACT", default="", help="Only acts of this kind: coding, memo, code.rename …")
@click.option("--transcript", metavar="NAME", default="", help="Only what was done in this transcript.")
@click.option("--since", metavar="DAY", default="", help="Only since a day, or a time: 2026-11-22T09:30.")
@data_options
@click.pass_obj
def history_command(
    context: Context, /, data: Data, words: tuple[str, ...], limit: int, by_coder: str, **wanted: str
) -> None:
    """Show what was done, by whom and when, and whether it still stands; acts done together are one line.

    WORDS stand in who or what.

    \b
    Example:  workbench history --limit 20
              workbench history --by anna --action coding --since 2026-11-22
    """
    from workbench.services.history import history

    chosen = history.WantedActs(coder=by_coder, words=" ".join(words), **wanted)
    with context.project() as project:
        emit(project, history.table(project, chosen, limit=limit, language=context.language), data)


@click.command("undo")
@click.argument("times", default=1, type=click.IntRange(1, 10**6))
@click.option("--to", "until", metavar="ID", help="Take back all that you did after this event of the history.")
@click.pass_obj
def undo_command(context: Context, times: int, until: str | None) -> None:
    """Take back your latest act, or your latest TIMES acts. Other coders' acts are never touched.

    \b
    Example:  workbench --coder anna undo
              workbench --coder anna undo --to 5f0c9a1e
    """
    from workbench.services.history import history

    with context.project() as project:
        if until is not None:
            times = history.acts_after(project, history.find(project, until).uuid)
            if not times:
                raise RefusedError(
                    _("Nothing of yours that stands was done after that."),
                    hint=_("workbench history shows what was done, and by whom."),
                )
        _repeat(
            lambda: _("Took back: {what}").format(what=history.said(project, history.undo(project))),
            times,
            _("taken back"),
        )


@click.command("redo")
@click.argument("times", default=1, type=click.IntRange(1, 10**6))
@click.pass_obj
def redo_command(context: Context, times: int) -> None:
    """Do again what you took back last, or the last TIMES of it.

    \b
    Example:  workbench --coder anna redo
    """
    from workbench.services.history import history

    with context.project() as project:
        _repeat(
            lambda: _("Did again: {what}").format(what=history.said(project, history.redo(project))),
            times,
            _("done again"),
        )


def _repeat(act: Callable[[], str], times: int, verb: str) -> None:
    """Do an act several times, each told of; whoever is stopped on the way hears how many were done."""
    from workbench.services.history.history import StandsInTheWay

    for done in range(times):
        try:
            click.echo(act(), err=True)
        except RefusedError as error:
            if not done:
                raise
            why = error.why if isinstance(error, StandsInTheWay) else error.message
            raise RefusedError(
                _("{done} {verb}; the next cannot be: {why}").format(done=done, verb=verb, why=why), hint=error.hint
            ) from error
