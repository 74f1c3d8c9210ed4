"""``codebook add|rename|move|merge|split|…``: acts on the codes, as the codebook's screen would make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.context import Context
from workbench.core.language import LANGUAGES, _, plural

if TYPE_CHECKING:
    from workbench.core.codebook import Card, Code, CodeTree

IN = click.option(
    "--in", "language", type=click.Choice(LANGUAGES), help="Language of the words; else the one of the commands."
)


def _said(words: str) -> None:
    click.echo(words, err=True)


@click.command("add")
@click.argument("name")
@click.option("--below", metavar="CODE", help="The code that it stands below; else it is a theme.")
@click.option("--after", metavar="CODE", help="The code that it comes right after.")
@click.option("--definition", default="", help="When to use it.")
@click.option("--colour", default="", metavar="#RRGGBB", help="Else that of the code above.")
@IN
@click.pass_obj
def add(
    context: Context,
    name: str,
    below: str | None,
    after: str | None,
    definition: str,
    colour: str,
    language: str | None,
) -> None:
    """Bring a new code called NAME in, and print its key.

    \b
    Example:  workbench codebook add "Kommunale bustader" --below organisering --in nn
    """
    from workbench.services.codebooks import codebook, codes

    with context.project() as project:
        tree = codebook.tree(project)
        near = codes.near_duplicates(tree, name)
        beside = tree.find(after) if after else None
        above = tree.find(below) if below else tree.by_uuid.get(beside.parent or "") if beside else None
        made = codes.add_code(
            project,
            name,
            language=language or context.language,
            parent=above,
            after=beside,
            definition=definition,
            colour=colour,
        )
        if near:
            _said(_("Called nearly so: {names}.").format(names=", ".join(code.key for code in near)))
        click.echo(made.key)


@click.command("rename")
@click.argument("code")
@click.argument("name")
@IN
@click.pass_obj
def rename(context: Context, code: str, name: str, language: str | None) -> None:
    """Call CODE something else in one language; its key and codings stay. An empty NAME takes that name away.

    \b
    Example:  workbench codebook rename startlan "Start-up loans" --in en
    """
    from workbench.services.codebooks import codebook, codes

    with context.project() as project:
        spoken = language or context.language
        after = codes.rename(project, codebook.tree(project).find(code), name, language=spoken)
        _said(_("{key} is called {name} ({language}).").format(key=after.key, name=after.name(spoken), language=spoken))


@click.command("move")
@click.argument("code")
@click.option("--below", metavar="CODE", help="Its new parent.")
@click.option("--top", is_flag=True, help="Make it a theme.")
@click.option("--before", metavar="CODE", help="Put it right before this one, below the same parent.")
@click.option("--after", metavar="CODE", help="Put it right after this one, below the same parent.")
@click.pass_obj
def move(context: Context, code: str, below: str | None, top: bool, before: str | None, after: str | None) -> None:
    """Put CODE, with all that stands below it, in another place of the codebook.

    \b
    Example:  workbench codebook move ventetid --below organisering
              workbench codebook move ventetid --before tildeling
    """
    from workbench.services.codebooks import codebook, codes

    if sum(map(bool, (below, top, before, after))) != 1:
        raise click.UsageError(_("Say one of --below CODE, --top, --before CODE and --after CODE."))
    with context.project() as project:
        tree = codebook.tree(project)
        meant = tree.find(code)
        parent, at = tree.find(below) if below else None, None
        if before or after:
            beside = tree.find(before or after or "")
            parent = tree.by_uuid.get(beside.parent or "")
            siblings = [one for one in tree.siblings(beside.codebook, beside.parent) if one.uuid != meant.uuid]
            at = next((n for n, one in enumerate(siblings) if one.uuid == beside.uuid), 0) + bool(after)
        codes.move(project, meant, below=parent, at=at)
        tree = codebook.tree(project)
        _said(tree.path(tree.by_uuid[meant.uuid], context.language))


@click.command("merge")
@click.argument("code")
@click.argument("into")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.pass_obj
def merge(context: Context, code: str, into: str, dry_run: bool) -> None:
    """Make CODE part of INTO: codings, memos, pins and sub-codes go over, and CODE retires.

    \b
    Example:  workbench codebook merge innsparing auka-budsjett --dry-run
    """
    from workbench.services.codebooks import code_merges, codebook

    with context.project() as project:
        tree = codebook.tree(project)
        one, other = tree.find(code), tree.find(into)
        act = code_merges.merge_preview if dry_run else code_merges.merge
        done = act(project, one, other)
        _said(code_merges.said(done, context.language))
        if not dry_run:
            _said(_("{code} is retired. workbench undo takes it back.").format(code=one.key))


@click.command("split")
@click.argument("code")
@click.argument("name")
@click.option("--coding", "chosen", multiple=True, required=True, metavar="ID", help="A coding that goes; again.")
@click.option("--definition", default="", help="When to use the new code.")
@IN
@click.pass_obj
def split(
    context: Context, code: str, name: str, chosen: tuple[str, ...], definition: str, language: str | None
) -> None:
    """Make a new code called NAME beside CODE, give it the chosen codings of CODE, and print its key.

    \b
    Example:  workbench codebook split ventetid "Ventelister" --coding 0c9f3c52-5d3e-4a8e-9d1b-0f3b6f0a7e11
    """
    from workbench.services.codebooks import code_merges, codebook

    with context.project() as project:
        meant = codebook.tree(project).find(code)
        spoken = language or context.language
        made = code_merges.split(project, meant, chosen, name, language=spoken, definition=definition)
        _said(plural(len(set(chosen)), "one coding went over.", "{n} codings went over."))
        click.echo(made.key)


@click.command("retire")
@click.argument("code")
@click.pass_obj
def retire(context: Context, code: str) -> None:
    """Take CODE out of use; what was coded with it stays.

    \b
    Example:  workbench codebook retire innsparing
    """
    from workbench.services.codebooks import codes

    _on_one(context, code, codes.retire, _("{key} is retired."))


@click.command("restore")
@click.argument("code")
@click.pass_obj
def restore(context: Context, code: str) -> None:
    """Bring the retired CODE back.

    \b
    Example:  workbench codebook restore innsparing
    """
    from workbench.services.codebooks import codes

    _on_one(context, code, codes.restore, _("{key} is in use again."))


@click.command("delete")
@click.argument("code")
@click.pass_obj
def delete(context: Context, code: str) -> None:
    """Take CODE, which was never used, out of the codebook.

    \b
    Example:  workbench codebook delete ny-kode
    """
    from workbench.services.codebooks import codes

    _on_one(context, code, codes.delete, _("{key} is deleted."))


@click.command("recolour")
@click.argument("code")
@click.argument("colour", metavar="#RRGGBB")
@click.option("--branch", is_flag=True, help="Those below it that have its colour too.")
@click.pass_obj
def recolour(context: Context, code: str, colour: str, branch: bool) -> None:
    """Give CODE another colour.

    \b
    Example:  workbench codebook recolour budsjett "#0072b2" --branch
    """
    from workbench.services.codebooks import codes

    def act(project: Any, meant: Code) -> Code:
        return codes.recolour(project, meant, colour, branch=branch)

    _on_one(context, code, act, _("{key} is {colour}."), colour=colour.lower())


@click.command("letter")
@click.argument("code")
@click.argument("letter", default="")
@click.pass_obj
def letter(context: Context, code: str, letter: str) -> None:
    """Let k and LETTER on the keyboard stand for CODE; without LETTER none does.

    \b
    Example:  workbench codebook letter budsjett b
    """
    from workbench.services.codebooks import codebook, codes

    with context.project() as project:
        done = codes.set_shortcut(project, codebook.tree(project).find(code), letter)
        if done.taken_from:
            _said(_("{letter} was the letter of {other}.").format(letter=letter, other=done.taken_from.key))
        said = _("{key}: k {letter}") if letter else _("{key} has no letter.")
        _said(said.format(key=done.code.key, letter=done.code.shortcut))


@click.command("edit")
@click.argument("code")
@click.option("--definition", help="When to use it.")
@click.option("--include", help="What belongs to it.")
@click.option("--exclude", help="What does not.")
@click.option("--example", "examples", multiple=True, help="An example; again for more. They replace the ones there.")
@IN
@click.pass_obj
def edit(
    context: Context,
    code: str,
    definition: str | None,
    include: str | None,
    exclude: str | None,
    examples: tuple[str, ...],
    language: str | None,
) -> None:
    """Say anew when to use CODE, in one language; what is not said stays, and "" takes it away.

    \b
    Example:  workbench codebook edit ventetid --in nn --definition "Kor lenge folk ventar på bustad."
    """
    from workbench.services.codebooks import codebook, codebook_changes, codes

    spoken = language or context.language
    given = {"definition": definition, "include": include, "exclude": exclude}
    if not examples and all(words is None for words in given.values()):
        raise click.UsageError(_("Say one of --definition, --include, --exclude and --example."))
    with context.project() as project:
        meant = codebook.tree(project).find(code)
        after = codes.edit_card(project, meant, _card(meant, spoken, given, examples))
        before = len(codebook_changes.coded_before(project, after))
        if before:
            _said(
                plural(before, "One coding of yours was", "{n} codings of yours were")
                + " "
                + _("made before the definition changed: workbench codebook before {key}").format(key=after.key)
            )


def _card(code: Code, language: str, given: Mapping[str, str | None], examples: tuple[str, ...]) -> Card:
    card = code.card
    fields: dict[str, Any] = {
        field: {**getattr(card, field), language: words} for field, words in given.items() if words is not None
    }
    if examples:
        fields["examples"] = {**card.examples, language: examples}
    return replace(card, **fields)


def _on_one(context: Context, code: str, act: Callable[..., object], said: str, **holes: str) -> None:
    from workbench.services.codebooks import codebook

    with context.project() as project:
        tree: CodeTree = codebook.tree(project)
        meant = tree.find(code)
        act(project, meant)
        _said(said.format(key=meant.key, **holes))


ACTS = (add, rename, move, merge, split, retire, restore, delete, recolour, letter, edit)
"""The acts, in the order of the help."""
