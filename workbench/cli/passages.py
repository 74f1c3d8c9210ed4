"""``passages``: what is coded so, with context; another code for all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from workbench.cli.asking import agreed
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _, plural
from workbench.core.passages import CONTEXT

if TYPE_CHECKING:
    from workbench.analysis.retrieval import Found
    from workbench.services.project import OpenProject


@click.command("passages")
@click.argument("query", nargs=-1)
@click.option(
    "--context",
    "around",
    type=click.IntRange(0, 10_000),
    help="How many characters before and after the words come along; else 40, in files.",
)
@click.option("--recode-to", metavar="CODE", help="Give all these codings, your own, another code.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@data_options
@click.pass_obj
def passages_command(
    context: Context, query: tuple[str, ...], around: int | None, recode_to: str | None, yes: bool, data: Data
) -> None:
    """List the passages that QUERY finds, with the words around them; without QUERY all that is coded.

    \b
    code:budsjett             coded so, or with a code below it; code=budsjett: not below it
    municipality:Moss         an attribute, case or transcript; = != < <= > >=, * for any letters
    coder:anna certainty:unsure memo:word text:word speaker:R role:respondent created>=2011-05
    code:a code:b             codings with a that overlap one with b of the same coder
    or, not, ( )              code:a and not (code:b or certainty:unsure)
    near(code:a, code:b, 2 turns)      same-turn(code:a, code:b)
    "two words"               names with spaces stand in quotes

    A word by itself is a code. The first code says what is found, further ones say where.

    \b
    Example:  workbench passages 'code:budsjett and not code:innsparing municipality:Moss year>=2011'
              workbench passages 'near(auka, motstand, 2 turns) coder:anna' -o sitat.docx
    """
    from workbench.services.finding import retrieval
    from workbench.services.reports import quotation_files

    asked = " ".join(query)
    with context.project() as project:
        if recode_to is not None:
            _recode(context, project, asked, recode_to, yes=yes)
            return
        found = retrieval.passages(
            project, asked, context=CONTEXT if around is None else around, language=context.language
        )
        if data.output is not None and quotation_files.is_document(data.output):
            written = quotation_files.write(project, found, data.output, query=asked, force=data.force)
            click.echo(_("Wrote {path}").format(path=written), err=True)
        elif data.output is None and data.shown == "md":
            quotation_files.print_markdown(project, found, sys.stdout, query=asked)
        else:
            counted = _Counted(found)
            emit(project, retrieval.table(counted, asked, around=around is not None), data)
            if not counted.n:
                click.echo(_("Nothing is coded so."), err=True)


class _Counted:
    """Counts what passes through."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = found
        self.n = 0

    def __iter__(self) -> Iterator[Found]:
        for one in self._found:
            self.n += 1
            yield one


def _recode(context: Context, project: OpenProject, asked: str, recode_to: str, *, yes: bool) -> None:
    """Give what was found another code, after a question."""
    from workbench.services.codebooks import codebook
    from workbench.services.finding import retrieval

    if not asked.strip():
        raise RefusedError(_("Say which passages get another code."), hint=_("For example: workbench passages code:a"))
    to = codebook.tree(project).find(recode_to)
    chosen = [one.coding.uuid for one in retrieval.passages(project, asked, language=context.language)]
    if not chosen:
        raise RefusedError(_("Nothing was found; nothing was changed."), hint=_("Look at: workbench passages QUERY"))
    question = plural(len(chosen), "Give one coding the code {key}?", "Give {n} codings the code {key}?")
    if not yes and not agreed(question.format(key=to.key)):
        raise RefusedError(_("Nothing was changed."))
    done = retrieval.recode(project, chosen, to)
    click.echo(
        _("{n} recoded, {merged} fell together with one that stood there, {alike} had the code already.").format(
            n=done.changed, merged=done.merged, alike=done.alike
        ),
        err=True,
    )
