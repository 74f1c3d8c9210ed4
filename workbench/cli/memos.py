"""``memos``: all notes listed or written to a file, taken in from one, and written from the shell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _, plural
from workbench.core.memos import TARGETS
from workbench.core.passages import Span

if TYPE_CHECKING:
    from workbench.services.memos.memos import MemoTarget
    from workbench.services.project import OpenProject


class ListingGroup(click.Group):
    """A group whose ``list`` is meant where no subcommand is named, so that words to look for may stand there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``list`` in front of what is no subcommand."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("memos", cls=ListingGroup)
def memos_command() -> None:
    """List all memos with what they hang on, the oldest first; write one, or take them in from a file.

    What narrows the list is told by: workbench memos list --help

    \b
    Example:  workbench memos -o memos.docx
              workbench memos --on code samarbeid
              workbench memos add code samarbeid "To ting i ein kode?"
    """


@memos_command.command("list")
@click.argument("words", nargs=-1)
@click.option("--on", type=click.Choice(TARGETS), help="Only on this kind of thing.")
@click.option("--code", metavar="CODE", default="", help="Only on this code or one below it, or on its codings.")
@click.option("--transcript", metavar="NAME", default="", help="Only on this transcript, its passages and codings.")
@click.option("--by", "--coder", "by_coder", metavar="CODER", default="", help="Only this coder's.")
@click.option("--where", default="", help="Only on these interviews, such as municipality=Moss.")
@data_options
@click.pass_obj
def list_command(context: Context, /, data: Data, words: tuple[str, ...], by_coder: str, **wanted: str | None) -> None:
    """List memos, or write them to a file: .csv, .json, .md, .xlsx, or .docx to read.

    WORDS stand in the memo, in the words it is about, or in the name of what it hangs on.

    \b
    Example:  workbench memos list --transcript Moss_2010 budsjett
              workbench memos list --by anna -o memos.docx
    """
    from workbench.services.memos import memos

    given = {name: value for name, value in wanted.items() if value is not None}
    chosen = memos.WantedMemos(coder=by_coder, words=" ".join(words), **given)
    with context.project() as project:
        if data.output is not None and data.output.suffix.casefold() == ".docx":
            listed = memos.listing(project, chosen, language=context.language)
            memos.write_document(project, listed, data.output, language=context.language, force=data.force)
            click.echo(_("Wrote {path}").format(path=data.output), err=True)
        else:
            emit(project, memos.table(project, chosen, language=context.language), data)


@memos_command.command("add", context_settings={"ignore_unknown_options": True})
@click.argument("kind", type=click.Choice(TARGETS))
@click.argument("target_and_words", nargs=-1, required=True, metavar="[TARGET] WORDS")
@click.pass_obj
def add_command(context: Context, kind: str, target_and_words: tuple[str, ...]) -> None:
    """Write a memo of yours on something; the last argument is its WORDS, - reads them from standard input.

    \b
    Example:  workbench memos add project "Ordninga i tid stemmer."
              workbench memos add transcript Moss_2010 "Les saman med 2012."
              workbench memos add passage Moss_2010 120 184 "Kva slags budsjett?"
              workbench memos add case Moss - < notat.txt
    """
    from workbench.services.memos import memos

    *target, words = target_and_words
    with context.project() as project:
        on = _target(project, kind, target)
        memo = memos.write_on(project, on, sys.stdin.read() if words == "-" else words)
        click.echo(_("Written: {id}").format(id=memo.uuid), err=True)


@memos_command.command("change")
@click.argument("memo_id", metavar="ID")
@click.argument("words")
@click.pass_obj
def change_command(context: Context, memo_id: str, words: str) -> None:
    """Give a memo of yours other WORDS, - reads them from standard input.

    \b
    Example:  workbench memos change 0b7c… "Likevel ikkje."
    """
    from workbench.services.memos import memos

    body = sys.stdin.read() if words == "-" else words
    if not body.strip():
        raise RefusedError(_("The memo holds no words."), hint=_("workbench memos remove ID takes it away."))
    with context.project() as project:
        memos.change_memo(project, memos.find(project, memo_id), body)
        click.echo(_("Changed."), err=True)


@memos_command.command("remove")
@click.argument("memo_id", metavar="ID")
@click.pass_obj
def remove_command(context: Context, memo_id: str) -> None:
    """Take a memo of yours away; workbench undo brings it back.

    \b
    Example:  workbench memos remove 0b7c…
    """
    from workbench.services.memos import memos

    with context.project() as project:
        memos.remove_memo(project, memos.find(project, memo_id))
        click.echo(_("Taken away; workbench undo brings it back."), err=True)


@memos_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check the file.")
@click.pass_obj
def import_command(context: Context, file: Path, dry_run: bool) -> None:
    """Bring memos in from FILE (.csv with kind, target and memo), all of them or none.

    A kind is project, transcript, passage, code, coding or case. A passage has transcript, start and end in place of
    a target; a coding its id, or transcript, start, end and code. A column coder says whose each memo is.

    \b
    Example:  workbench --coder anna memos import memos.csv --dry-run
    """
    from workbench.services.memos.memos_import import import_memos

    with context.project() as project:
        done = import_memos(project, file, dry_run=dry_run)
        if dry_run:
            new = plural(done.new, "1 memo would be new", "{n} memos would be new")
        else:
            new = plural(done.new, "1 memo is new", "{n} memos are new")
        alike = plural(done.alike, "1 was there already", "{n} were there already")
        click.echo(f"{new}, {alike}.", err=True)


def _target(project: OpenProject, kind: str, given: list[str]) -> MemoTarget:
    """Return what a memo is to hang on, from the words of the command line."""
    from workbench.services.memos import memos

    wanted = {"project": 0, "passage": 3}.get(kind, 1)
    if len(given) != wanted:
        example: dict[int, Any] = {
            0: _("workbench memos add project WORDS"),
            1: _("workbench memos add {kind} NAME WORDS").format(kind=kind),
            3: _("workbench memos add passage TRANSCRIPT START END WORDS"),
        }
        raise click.UsageError(_("It is written: {example}").format(example=example[wanted]))
    if kind == "passage":
        if not (given[1].isdecimal() and given[2].isdecimal()):
            raise click.UsageError(_("START and END are whole numbers from 0."))
        return memos.target(project, kind, given[0], Span(int(given[1]), int(given[2])))
    return memos.target(project, kind, given[0] if given else "")
