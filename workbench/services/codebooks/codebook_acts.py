"""What every act on the codebook has in common: who may do it, and how it is written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.core.codebook import COLOURS, Card, Code, Codebook, CodebookRevision, CodeRevision, CodeTree, code_uuid
from workbench.core.coders import Coder
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change, added, changed
from workbench.core.language import _
from workbench.core.names import name_key, without_controls
from workbench.core.records import image
from workbench.core.transcripts import clean
from workbench.services.project import OpenProject, acting, now
from workbench.store import codebook, events, records
from workbench.store.database import Transaction

LONGEST_NAME = 200
_LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Writing:
    """A writing transaction with the codebook as it stands in it."""

    connection: Transaction
    coder: Coder
    tree: CodeTree

    def fresh(self, code: Code) -> Code:
        """Return a code as it is now; the caller's may be older.

        Raises:
            NotFoundError: it has left the codebook.
        """
        found = self.tree.by_uuid.get(code.uuid)
        if found is None:
            raise NotFoundError(
                _("The code “{key}” is not in the codebook any more.").format(key=code.key),
                hint=_("Look at: workbench codebook show"),
            )
        return found

    def record(self, changes: Iterable[Change], action: str, summary: str) -> None:
        """Make changes that leave the meaning of every code as it was; one act."""
        events.record(self.connection, changes, actor=self.coder.uuid, action=action, at=now(), summary=summary)

    def revise(
        self,
        action: str,
        summary: str,
        *,
        new: Sequence[Code] = (),
        updated: Sequence[tuple[Code, Code]] = (),
        first: Iterable[Change] = (),
        then: Iterable[Change] = (),
        beside: Sequence[tuple[Code, Code]] = (),
    ) -> None:
        """Change codes as one act and one codebook revision.

        Args:
            action: a verb with its object.
            summary: what was done, for a reader.
            new: codes that come in, parents first.
            updated: codes whose meaning changes, each before and after.
            first: what has to be changed before the codes.
            then: what is changed after them.
            beside: codes of which only the place among their siblings, colour or letter changes.
        """
        n = codebook.next_revision(self.connection)
        changes = [*first, added(CodebookRevision(str(uuid4()), n, now()))]
        changes += [added(code) for code in new]
        changes += [changed(before, after) for before, after in (*updated, *beside)]
        changes += [
            added(CodeRevision(str(uuid4()), code.uuid, n, image(code)))
            for code in (*new, *(after for _before, after in updated))
        ]
        self.record([*changes, *then], action, summary)


@contextmanager
def writing(project: OpenProject, *, looks: bool = False) -> Iterator[Writing]:
    """Lend a writing transaction with the codebook in it.

    Args:
        project: where.
        looks: whether only colours or shortcuts are to be changed, which a blind round does not forbid.

    Raises:
        RefusedError: nobody has said who is coding, the project is open for reading only, or it is blind.
    """
    with acting(project) as (connection, coder):
        if not looks:
            refuse_blind(connection)
        yield Writing(connection, coder, codebook.tree(connection))


def refuse_blind(connection: Transaction) -> None:
    """Refuse to change the codebook of a blind project: all are compared under the same codes.

    Raises:
        RefusedError: the project is blind.
    """
    if records.all_of(connection, "project")[0].settings.get("blind", False):
        raise RefusedError(
            _("While the project is blind, the codebook stands still for everybody."),
            hint=_("Note what is missing in a memo; the lead ends blind coding first: workbench blind off"),
        )


def clean_name(name: str) -> str:
    """Return a name as it is stored: one line, without what a terminal would obey.

    Raises:
        RefusedError: nothing is left of it, or it is too long.
    """
    clean = " ".join(without_controls(name).split())
    if not clean:
        raise RefusedError(_("A code needs a name."), hint=_("Write a word or two."))
    if len(clean) > LONGEST_NAME:
        raise RefusedError(
            _("The name has {n} characters; {most} are allowed.").format(n=len(clean), most=LONGEST_NAME),
            hint=_("Put the rest in the definition."),
        )
    return clean


def refuse_taken(tree: CodeTree, name: str, *, parent: str | None, book: str, besides: str = "") -> None:
    """Refuse a name that a code under the same parent has in any language, by UUIDs.

    Raises:
        RefusedError: it is taken.
    """
    wanted = name_key(name)
    for code in tree.order:
        if (code.parent, code.codebook) != (parent, book) or code.uuid == besides:
            continue
        if wanted in {name_key(one) for one in code.names.values()}:
            hint = _("Bring that one back, or choose another name.") if code.retired else _("Choose another name.")
            retired = _(", which is retired") if code.retired else ""
            raise RefusedError(
                _("There is a code called “{name}” there already, {key}{retired}.").format(
                    name=name, key=code.key, retired=retired
                ),
                hint=hint,
            )


def key_for(name: str, tree: CodeTree) -> str:
    """Return a short word for a code that no other has, made of its name: "Auka budsjett!" gives auka-budsjett."""
    key = re.sub(r"[^\w]+", "-", name_key(name)).strip("-_")
    if len(key) > _LONGEST_KEY:
        key = key[:_LONGEST_KEY].rsplit("-", 1)[0].strip("-_") or key[:_LONGEST_KEY]
    key = key or "code"
    taken = {name_key(one) for code in tree.order for one in (code.key, code.stable_id)}
    tried, n = key, 2
    while name_key(tried) in taken:
        tried, n = f"{key}-{n}", n + 1
    return tried


def in_order(siblings: Sequence[Code]) -> list[tuple[Code, Code]]:
    """Return the codes that have to take another place so that siblings stand as listed, before and after."""
    return [(code, replace(code, position=at)) for at, code in enumerate(siblings) if code.position != at]


def new_code(
    book: Writing,
    name: str,
    *,
    language: str,
    home: Codebook,
    parent: Code | None,
    after: Code | None,
    definition: str,
    colour: str = "",
) -> tuple[Code, list[tuple[Code, Code]]]:
    """Return a code that is not in the codebook yet, and the siblings that make room for it, before and after.

    Raises:
        RefusedError: a sibling is called so.
    """
    above = parent.uuid if parent else None
    refuse_taken(book.tree, name, parent=above, book=home.uuid)
    key = key_for(name, book.tree)
    siblings = book.tree.siblings(home.uuid, above)
    at = next((n for n, one in enumerate(siblings, 1) if after and one.uuid == after.uuid), len(siblings))
    said = clean(definition).text.strip()
    code = Code(
        uuid=code_uuid(home.stable_id, key),
        codebook=home.uuid,
        key=key,
        names={language: name},
        stable_id=key,
        parent=above,
        position=at,
        colour=colour or (parent.colour if parent else COLOURS[len(siblings) % len(COLOURS)]),
        card=Card({language: said} if said else {}),
    )
    return code, in_order([*siblings[:at], code, *siblings[at:]])
