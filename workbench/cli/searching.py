"""``search`` and ``synonyms``: find a phrase in all transcripts, and code what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from workbench.cli.asking import agreed
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _, plural
from workbench.core.transcripts import Role

if TYPE_CHECKING:
    from workbench.services.finding.searching import Hit
    from workbench.services.project import OpenProject

_UNITS = ("hit", "sentence", "turn")


class Asked(TypedDict):
    """What stands behind the phrase."""

    regex: bool
    fuzzy: bool
    stems: bool
    synonyms: bool
    whole_words: bool
    speaker: str | None


@click.command("search")
@click.argument("phrase")
@click.option("--regex", is_flag=True, help="The phrase is a regular expression.")
@click.option("--fuzzy", is_flag=True, help="Words with a slip too: 1 letter of 4 to 7, 2 letters of 8 and more.")
@click.option("--stems", is_flag=True, help="Other forms of the words too: kommune finds kommunane.")
@click.option("--synonyms", is_flag=True, help="Words that mean the same too: bustad finds bolig.")
@click.option("--whole-words", is_flag=True, help="Only whole words, not parts of longer ones.")
@click.option(
    "--speaker",
    type=click.Choice([str(role) for role in Role], case_sensitive=False),
    help="Only where one of this role speaks.",
)
@click.option("--where", default="", help="Only in these interviews, such as municipality=Moss.")
@click.option("--transcript", metavar="NAME", help="Only in this transcript.")
@click.option("--code", metavar="CODE", help="Give this code to every hit, as one act.")
@click.option("--as", "unit", type=click.Choice(_UNITS), default="hit", help="What is coded.", show_default=True)
@click.option("--yes", is_flag=True, help="Code without asking.")
@data_options
@click.pass_obj
def search_command(
    context: Context,
    phrase: str,
    where: str,
    transcript: str | None,
    code: str | None,
    unit: str,
    yes: bool,
    data: Data,
    **asked: Unpack[Asked],
) -> None:
    """Find PHRASE in all transcripts: each hit with who speaks and the words around it.

    A phrase is looked for as it stands, its words next to one another in one turn, in longer words too. Case, accents,
    line breaks and the kind of quotation mark or dash do not count; æ, ø and å do, but ae, oe and aa find them. An
    asterisk stands for the rest of a word. That nothing was found is no error.

    \b
    Example:  workbench search "vanskeleg å rekruttere"
              workbench search bustad --synonyms --speaker respondent --where "year>=2011"
              workbench --coder anna search startlån --stems --code startlan --as sentence --yes
    """
    from workbench.analysis.searching import Choices
    from workbench.services import transcripts
    from workbench.services.finding import searching

    choices = Choices(
        asked["regex"],
        asked["fuzzy"],
        asked["stems"],
        asked["synonyms"],
        asked["whole_words"],
        Role(asked["speaker"]) if asked["speaker"] else None,
    )
    with context.project() as project:
        only = transcripts.find(project, transcript).uuid if transcript is not None else None
        hits = searching.search(project, phrase, choices, where=where, transcript=only)
        if code is not None:
            _code(project, list(hits), code, unit, data, yes=yes)
            return
        told = _Counted(hits)
        emit(project, searching.table(told), data)
        told.tell()


class _Counted:
    """Hits that are counted while they are given out."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = hits
        self._found = 0
        self._transcripts: dict[str, None] = {}

    def __iter__(self) -> Iterator[Hit]:
        for hit in self._hits:
            self._found += 1
            self._transcripts[hit.transcript.uuid] = None
            yield hit

    def tell(self) -> None:
        """Say how many there were."""
        if not self._found:
            click.echo(_("Nothing was found."), err=True)
            return
        hits = plural(self._found, "one hit", "{n} hits")
        where = plural(len(self._transcripts), "one transcript", "{n} transcripts")
        click.echo(_("{hits} in {where}.").format(hits=hits, where=where), err=True)


def _code(project: OpenProject, hits: list[Hit], name: str, unit: str, data: Data, *, yes: bool) -> None:
    """Show the hits, ask, and code them all."""
    from workbench.services.codebooks import codebook
    from workbench.services.finding import search_coding, searching

    code = codebook.tree(project).find(name)
    told = _Counted(hits)
    emit(project, searching.table(told), data)
    told.tell()
    if not hits:
        return
    if not yes and not _agreed(len(hits), code.key, unit):
        click.echo(_("Nothing was coded."), err=True)
        return
    done = search_coding.code_hits(project, hits, code, unit=search_coding.Unit(unit))
    new = plural(len(done.new), "one passage", "{n} passages")
    said = _("{key} given to {new}; {n} had it already. workbench undo takes all of it back.")
    click.echo(said.format(key=code.key, new=new, n=done.alike), err=True)


def _agreed(number: int, key: str, unit: str) -> bool:
    if not sys.stdin.isatty():
        raise RefusedError(
            _("Coding every hit has to be agreed to; nothing was coded."),
            hint=_("Look at the hits, and say --yes."),
        )
    asked = _("Give {key} to each of these {n} hits ({unit})?").format(key=key, n=number, unit=unit)
    return agreed(asked)


@click.group("synonyms")
def synonyms_command() -> None:
    """Show or set the words that find each other with search --synonyms."""


@synonyms_command.command("show")
@data_options
@click.pass_obj
def show(context: Context, data: Data) -> None:
    """List the groups of words: the project's own, then those of nynorsk and bokmål that are shipped.

    \b
    Example:  workbench synonyms show --format json
    """
    from workbench.services.finding import synonyms

    with context.project() as project:
        emit(project, synonyms.table(project), data)


@synonyms_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_(context: Context, file: Path) -> None:
    """Add the groups of FILE to the project's own: text, a line each, ``bustad = bolig, heim``, # for comments.

    \b
    Example:  workbench --coder anna synonyms import synonyms.txt
    """
    from workbench.services.finding import synonyms

    with context.project() as project:
        new = synonyms.import_groups(project, file)
        click.echo(_("Groups of synonyms that are new: {new}.").format(new=new), err=True)


@synonyms_command.command("set")
@click.argument("groups", nargs=-1, required=True, metavar="WORD=OTHER,...")
@click.pass_obj
def set_(context: Context, groups: tuple[str, ...]) -> None:
    """Set groups of the project's own; WORD= alone takes one away.

    \b
    Example:  workbench --coder anna synonyms set husbank=husbanken,bustadbank
    """
    from workbench.services.finding import synonyms

    with context.project() as project:
        moved = synonyms.set_groups(project, groups)
        click.echo(_("Groups of synonyms new, changed or gone: {moved}.").format(moved=moved), err=True)
