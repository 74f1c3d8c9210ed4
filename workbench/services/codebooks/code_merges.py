"""Several codes made one, and one made two: codings, memos and pins go along, as one act."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from workbench.core.codebook import Code
from workbench.core.coders import Pin
from workbench.core.codings import Coding, CodingAtDone
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change, changed, removed
from workbench.core.language import _, plural
from workbench.core.memos import Memo
from workbench.services.codebooks.codebook_acts import (
    Writing,
    clean_name,
    new_code,
    refuse_blind,
    refuse_taken,
    writing,
)
from workbench.services.codings.coding_removal import removal
from workbench.services.project import OpenProject
from workbench.store import codebook, codings, references
from workbench.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge does: how many codings move, or fall together with one that stands."""

    into: Code
    moved: int
    together: int
    memos: int


def merge_preview(project: OpenProject, code: Code, into: Code) -> Merged:
    """Return what merging a code into another would do.

    Raises:
        RefusedError, NotFoundError: as :func:`merge`.
    """
    with project.database.reading() as connection:
        if project.coder is None:
            raise RefusedError(_("Nobody has said who is coding."), hint=_("Say who, then merge."))
        book = Writing(connection, project.coder, codebook.tree(connection))
        plan, _before, goal = _checked(book, code, into)
        return _counted(plan, goal)


def merge(project: OpenProject, code: Code, into: Code) -> Merged:
    """Make one code part of another: codings, memos, pins and sub-codes go over, and the code retires.

    A coding that would be the same as one that stands is dropped in its favour, and its memos hang on that one then.

    Raises:
        RefusedError: they are one, the goal is retired or stands below the code, sub-codes would clash, or the project
            is blind.
        NotFoundError: one of them has left the codebook.
    """
    with writing(project) as book:
        plan, before, goal = _checked(book, code, into)
        done = _counted(plan, goal)
        after = replace(before, retired=True, shortcut="")
        heir = replace(goal, shortcut=goal.shortcut or before.shortcut)
        children = book.tree.children(before)
        last = len(book.tree.children(goal))
        moved = [(child, replace(child, parent=goal.uuid, position=last + n)) for n, child in enumerate(children)]
        book.revise(
            "code.merge",
            f"code {before.key} merged into {goal.key}",
            updated=[(before, after), *moved],
            beside=[(goal, heir)] if heir != goal else [],
            then=plan.changes(goal),
        )
    return done


@dataclass(frozen=True, slots=True)
class _Plan:
    """Whatever hangs on a code that is merged: what moves, and what falls together with something that stands."""

    codings: list[Coding]
    together: list[tuple[Coding, Coding]]
    at_done: list[CodingAtDone]
    at_done_together: list[CodingAtDone]
    memos: list[Memo]
    carried: list[Memo]
    dropped: list[Change]
    other: list[Change]

    def changes(self, goal: Code) -> Iterable[Change]:
        """Return what is changed: first what falls together, so that its place is free."""
        yield from self.other
        yield from self.dropped
        yield from (removed(kept) for kept in self.at_done_together)
        yield from (changed(one, replace(one, code=goal.uuid)) for one in self.codings)
        yield from (changed(one, replace(one, code=goal.uuid)) for one in self.at_done)
        yield from (changed(one, replace(one, code=goal.uuid)) for one in self.memos)


def _checked(book: Writing, code: Code, into: Code) -> tuple[_Plan, Code, Code]:
    before, goal = book.fresh(code), book.fresh(into)
    refuse_blind(book.connection)
    if before.uuid == goal.uuid:
        raise RefusedError(_("A code cannot be merged into itself."), hint=_("Choose another one."))
    if goal.retired:
        raise RefusedError(
            _("The code “{key}” is retired.").format(key=goal.key),
            hint=_("Choose another, or bring it back in the codebook."),
        )
    if goal in book.tree.branch(before):
        raise RefusedError(
            _("“{goal}” stands below “{code}”.").format(goal=goal.key, code=before.key),
            hint=_("Merge it into the one above, or move it out first."),
        )
    children = book.tree.children(before)
    if children and goal.codebook != before.codebook:
        raise RefusedError(
            _("“{code}” has sub-codes, which cannot go to another codebook.").format(code=before.key),
            hint=_("Move or merge them first."),
        )
    for child in children:
        for name in child.names.values():
            refuse_taken(book.tree, name, parent=goal.uuid, book=goal.codebook, besides=before.uuid)
    return _plan(book.connection, before, goal), before, goal


def _plan(connection: Transaction, before: Code, goal: Code) -> _Plan:
    standing = {_place(one): one for one in references.of(connection, "coding", "code", goal.uuid)}
    theirs: list[Coding] = references.of(connection, "coding", "code", before.uuid)
    together = [(one, standing[_place(one)]) for one in theirs if _place(one) in standing]
    kept = {_place(one) for one in references.of(connection, "coding_at_done", "code", goal.uuid)}
    at_done: list[CodingAtDone] = references.of(connection, "coding_at_done", "code", before.uuid)
    stays = {coding.uuid: stands.uuid for coding, stands in together}
    pinned = {pin.coder for pin in references.of(connection, "pin", "code", goal.uuid)}
    pins: list[Pin] = references.of(connection, "pin", "code", before.uuid)
    other = [removed(pin) if pin.coder in pinned else changed(pin, replace(pin, code=goal.uuid)) for pin in pins]
    return _Plan(
        codings=[one for one in theirs if _place(one) not in standing],
        together=together,
        at_done=[one for one in at_done if _place(one) not in kept],
        at_done_together=[one for one in at_done if _place(one) in kept],
        memos=references.of(connection, "memo", "code", before.uuid),
        carried=references.of(connection, "memo", "coding", *stays),
        dropped=removal(connection, [coding for coding, _standing in together], heirs=stays),
        other=other,
    )


def _place(one: Coding | CodingAtDone) -> tuple[str, int, int, int, str]:
    return one.transcript, one.revision, one.start, one.end, one.coder


def _counted(plan: _Plan, goal: Code) -> Merged:
    moved, together, noted = plan.codings, [one for one, _standing in plan.together], [*plan.memos]
    noted += plan.carried
    return Merged(goal, len(moved), len(together), len(noted))


def said(merged: Merged, language: str = "en") -> str:
    """Return what a merge does, in a sentence; the code is named in a language."""
    name = merged.into.name(language)
    parts = [plural(merged.moved, "one coding goes to {into}", "{n} codings go to {into}").format(into=name)]
    if merged.together:
        parts.append(plural(merged.together, "one falls together with one there", "{n} fall together with some there"))
    if merged.memos:
        parts.append(plural(merged.memos, "one memo goes along", "{n} memos go along"))
    return ", ".join(parts) + "."


def split(
    project: OpenProject, code: Code, chosen: Collection[str], name: str, *, language: str, definition: str = ""
) -> Code:
    """Make a new code beside another and give it some of that one's codings.

    Args:
        project: where.
        code: what is split.
        chosen: codings with it, by UUID, that the coder may see; they keep the revision that they were made under.
        name: of the new code.
        language: of the name and the definition.
        definition: when to use the new code.

    Raises:
        RefusedError: nothing was chosen, or a sibling is called so.
        NotFoundError: one of the codings is not one of this code.
    """
    name = clean_name(name)
    if not chosen:
        raise RefusedError(_("No passage is chosen."), hint=_("Choose what the new code shall have."))
    with writing(project) as book:
        before = book.fresh(code)
        seen = {
            one.coding.uuid: one.coding for one in codings.listing(book.connection, project.viewer, codes=[code.uuid])
        }
        missing = [uuid for uuid in chosen if uuid not in seen]
        if missing:
            raise NotFoundError(
                _("{n} of the chosen passages are not coded “{code}” any more.").format(n=len(missing), code=code.key),
                hint=_("Look again, and choose anew."),
            )
        new, beside = new_code(
            book,
            name,
            language=language,
            home=next(one for one in book.tree.codebooks if one.uuid == before.codebook),
            parent=book.tree.by_uuid.get(before.parent or ""),
            after=before,
            definition=definition,
            colour=before.colour,
        )
        moved = [(seen[uuid], replace(seen[uuid], code=new.uuid)) for uuid in dict.fromkeys(chosen)]
        book.revise(
            "code.split",
            f"code {new.key} split from {before.key}, {len(moved)} codings",
            new=[new],
            beside=beside,
            then=[changed(*pair) for pair in moved],
        )
    return new
