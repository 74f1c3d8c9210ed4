"""The codes of a codebook, worked on one at a time; each act is undone like any other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.analysis.near_names import near
from workbench.core.codebook import COLOURS, Card, Code, Codebook, CodeTree, codebook_uuid
from workbench.core.errors import RefusedError
from workbench.core.events import added, changed, removed
from workbench.core.language import _
from workbench.core.memos import Memo
from workbench.core.names import name_key, shown
from workbench.core.records import Record
from workbench.core.transcripts import clean
from workbench.services.codebooks.codebook_acts import clean_name, in_order, new_code, refuse_taken, writing
from workbench.services.project import OpenProject
from workbench.store import references


def near_duplicates(tree: CodeTree, name: str) -> list[Code]:
    """Return the codes that are called nearly so in any language, the nearest first; retired ones are among them."""
    return near(name, tree.order)


def add_code(
    project: OpenProject,
    name: str,
    *,
    language: str,
    parent: Code | None = None,
    codebook: Codebook | None = None,
    after: Code | None = None,
    definition: str = "",
    colour: str = "",
) -> Code:
    """Bring a new code in, last among its siblings; a project without a codebook gets one.

    Args:
        project: where.
        name: what it is called; its key is made of it.
        language: of the name and the definition.
        parent: the code that it stands below; none for a theme.
        codebook: which one; the parent's, or the first, where it is not said.
        after: the sibling that it comes after.
        definition: when to use it.
        colour: ``#rrggbb``; else its parent's, or the next of the palette.

    Raises:
        RefusedError: the name is none, or a sibling is called so.
        NotFoundError: the parent has left the codebook.
    """
    name = clean_name(name)
    with writing(project) as book:
        above = book.fresh(parent) if parent else None
        first = [] if above or codebook or book.tree.codebooks else [_codebook_of(project, language)]
        home = above.codebook if above else (codebook or [*book.tree.codebooks, *first][0]).uuid
        books = {one.uuid: one for one in (*book.tree.codebooks, *first)}
        code, beside = new_code(
            book,
            name,
            language=language,
            home=books[home],
            parent=above,
            after=after,
            definition=definition,
            colour=colour,
        )
        book.revise(
            "code.add",
            f"code {code.key} added",
            first=map(added, first),
            new=[code],
            beside=beside,
        )
    return code


def _codebook_of(project: OpenProject, language: str) -> Codebook:
    """Return a codebook for a project that has none, called as the project is."""
    name = project.project.name
    stable_id = re.sub(r"[^\w.]+", "-", name_key(name)).strip("-._")[:80] or "codebook"
    return Codebook(codebook_uuid(stable_id), stable_id, {language: name})


def rename(project: OpenProject, code: Code, name: str, *, language: str) -> Code:
    """Call a code something else in a language; its key stays, and so does everything that was coded with it.

    An empty name takes the one in that language away.

    Raises:
        RefusedError: a sibling is called so, or it is the code's only name.
        NotFoundError: it has left the codebook.
    """
    with writing(project) as book:
        before = book.fresh(code)
        names = {spoken: said for spoken, said in before.names.items() if spoken != language}
        if name.strip() or not any(names.values()):
            names[language] = clean_name(name)
            refuse_taken(book.tree, names[language], parent=before.parent, book=before.codebook, besides=before.uuid)
        after = replace(before, names=names)
        if after != before:
            book.revise("code.rename", f"code {code.key} renamed ({language})", updated=[(before, after)])
    return after


def move(project: OpenProject, code: Code, *, below: Code | None, at: int | None = None) -> Code:
    """Put a code, with all that stands below it, in another place of its codebook.

    Args:
        project: where.
        code: what is moved.
        below: its new parent; none makes it a theme.
        at: its place among its siblings, from 0; the last where it is not said.

    Raises:
        RefusedError: it would stand below itself or in another codebook, or a sibling there is called so.
        NotFoundError: one of them has left the codebook.
    """
    with writing(project) as book:
        before = book.fresh(code)
        above = book.fresh(below) if below else None
        parent = above.uuid if above else None
        if above and above in book.tree.branch(before):
            raise RefusedError(
                _("“{code}” cannot stand below itself or below its own sub-codes.").format(code=before.key),
                hint=_("Move the sub-code out first."),
            )
        if above and above.codebook != before.codebook:
            raise RefusedError(
                _("“{code}” and “{parent}” are in two codebooks.").format(code=before.key, parent=above.key),
                hint=_("A code moves within its codebook; merge it into one of the other where they mean the same."),
            )
        for name in before.names.values():
            refuse_taken(book.tree, name, parent=parent, book=before.codebook, besides=before.uuid)
        siblings = [one for one in book.tree.siblings(before.codebook, parent) if one.uuid != before.uuid]
        place = len(siblings) if at is None else max(0, min(at, len(siblings)))
        after = replace(before, parent=parent, position=place)
        if after == before:
            return before
        beside = in_order([*siblings[:place], after, *siblings[place:]])
        if before.parent == parent:
            # Only the order is another: no code means anything else.
            book.record(
                [changed(old, new) for old, new in [(before, after), *beside]],
                "code.order",
                f"code {code.key} moved among its siblings",
            )
        else:
            goal = f"below {above.key}" if above else "to the top"
            book.revise("code.move", f"code {code.key} moved {goal}", updated=[(before, after)], beside=beside)
    return after


def recolour(project: OpenProject, code: Code, colour: str, *, branch: bool = False) -> Code:
    """Give a code another colour (``#rrggbb``), or with ``branch`` those below that have its colour too.

    Raises:
        RefusedError: it is no colour.
        NotFoundError: the code has left the codebook.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise RefusedError(
            _("“{colour}” is not a colour.").format(colour=shown(colour)[:20]),
            hint=_("Write it as #rrggbb: {example}").format(example=COLOURS[0]),
        )
    with writing(project, looks=True) as book:
        before = book.fresh(code)
        below = [one for one in book.tree.branch(before) if branch and one.colour == before.colour]
        meant = below or [before]
        pairs = [(one, replace(one, colour=colour.lower())) for one in meant if one.colour != colour.lower()]
        if pairs:
            book.record([changed(*pair) for pair in pairs], "code.colour", f"code {code.key} is {colour.lower()}")
    return replace(before, colour=colour.lower())


@dataclass(frozen=True, slots=True)
class Lettered:
    """A code with its new letter, and the code that had it before."""

    code: Code
    taken_from: Code | None


def set_shortcut(project: OpenProject, code: Code, letter: str) -> Lettered:
    """Let a letter or digit after ``k`` stand for a code; it leaves the code that had it. Empty takes it away.

    Raises:
        RefusedError: it is not one letter or digit.
        NotFoundError: the code has left the codebook.
    """
    letter = letter.strip().casefold()
    if letter and not (len(letter) == 1 and letter.isalnum()):
        raise RefusedError(
            _("“{letter}” is not one letter or digit.").format(letter=shown(letter)[:20]), hint=_("Say one: b")
        )
    with writing(project, looks=True) as book:
        before = book.fresh(code)
        holder = next((c for c in book.tree.order if letter and c.shortcut == letter and c.uuid != code.uuid), None)
        after = replace(before, shortcut=letter)
        if after != before or holder:
            changes = [changed(holder, replace(holder, shortcut=""))] if holder else []
            said = f"k {letter} = {code.key}" if letter else f"code {code.key} has no letter"
            book.record([*changes, changed(before, after)], "code.shortcut", said)
    return Lettered(after, holder)


def edit_card(project: OpenProject, code: Code, card: Card) -> Code:
    """Say anew when to use a code.

    Raises:
        RefusedError: somebody else has changed the card since it was read.
        NotFoundError: the code has left the codebook.
    """
    with writing(project) as book:
        before = book.fresh(code)
        if before.card != code.card:
            raise RefusedError(
                _("The card of “{code}” was changed in the meantime.").format(code=code.key),
                hint=_("Look at it again, and repeat what you did."),
            )
        after = replace(before, card=clean_card(card))
        if after != before:
            book.revise("code.card", f"card of {code.key} changed", updated=[(before, after)])
    return after


def clean_card(card: Card) -> Card:
    """Return a card as it is stored: no empty field, nothing that a terminal would obey."""

    def words(field: Mapping[str, str]) -> dict[str, str]:
        said = {language: clean(text).text.strip() for language, text in field.items()}
        return {language: text for language, text in said.items() if text}

    examples = {
        language: tuple(text for line in lines if (text := clean(line).text.strip()))
        for language, lines in card.examples.items()
    }
    return Card(
        words(card.definition),
        words(card.include),
        words(card.exclude),
        {language: lines for language, lines in examples.items() if lines},
    )


def retire(project: OpenProject, code: Code) -> Code:
    """Take a code out of use: what was coded with it stays, and nothing new is coded with it.

    Raises:
        NotFoundError: it has left the codebook.
    """
    return _in_use(project, code, retired=True)


def restore(project: OpenProject, code: Code) -> Code:
    """Bring a retired code back.

    Raises:
        NotFoundError: it has left the codebook.
    """
    return _in_use(project, code, retired=False)


def _in_use(project: OpenProject, code: Code, *, retired: bool) -> Code:
    with writing(project) as book:
        before = book.fresh(code)
        after = replace(before, retired=retired)
        if after != before:
            said = f"code {code.key} {'retired' if retired else 'brought back'}"
            book.revise("code.retire" if retired else "code.restore", said, updated=[(before, after)])
    return after


def delete(project: OpenProject, code: Code) -> None:
    """Take a code that was never used out of the codebook, with one's own memos on it and everybody's pins.

    Raises:
        RefusedError: something was coded with it, stands below it or was noted on it, or the project is blind.
        NotFoundError: it has left the codebook.
    """
    with writing(project) as book:
        before = book.fresh(code)
        used = references.of(book.connection, "coding", "code", code.uuid)
        used += references.of(book.connection, "coding_at_done", "code", code.uuid)
        used += references.of(book.connection, "settlement", "code", code.uuid)
        noted: list[Memo] = references.of(book.connection, "memo", "code", code.uuid)
        if used or book.tree.children(before) or any(memo.coder != book.coder.uuid for memo in noted):
            why = _("was used") if used else _("has codes below it, or another coder's memo on it")
            raise RefusedError(
                _("The code “{code}” {why}, so that it cannot be deleted.").format(code=code.key, why=why),
                hint=_("Retire it, or merge it into another."),
            )
        gone: list[Record] = [*noted]
        for kind in ("pin", "code_revision"):
            gone += references.of(book.connection, kind, "code", code.uuid)
        book.revise("code.delete", f"code {code.key} deleted", first=map(removed, [*gone, before]))
