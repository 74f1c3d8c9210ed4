"""When a definition changes: what one coded before, gone through coding by coding.

Each is kept here, given another code (:mod:`workbench.services.codings.recoding`), or taken away.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from workbench.analysis.tables import Table, TableColumn, ValueKind
from workbench.core.codebook import Card, Code, CodeRevision
from workbench.core.codings import Coding, ListedCoding
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import changed
from workbench.core.language import _
from workbench.core.records import from_image
from workbench.services.project import OpenProject, acting, now
from workbench.store import codebook, codings, events, records, references
from workbench.store.database import Transaction

_MEANING = ("definition", "include", "exclude")
"""The fields of a card that say what a code is for; another example says nothing else."""


def coded_before(project: OpenProject, code: Code) -> list[ListedCoding]:
    """Return one's own codings that were made under an older definition of a code, in the order of the texts."""
    if project.coder is None:
        return []
    with project.database.reading() as connection:
        since = changed_in(connection, code)
        if not since:
            return []
        mine = codings.listing(connection, project.viewer, codes=[code.uuid], coders=[project.coder.uuid])
        return [one for one in mine if one.coding.codebook_revision < since]


def coded_with(project: OpenProject, code: Code) -> list[ListedCoding]:
    """Return the codings with a code that the coder may see, in the order of the texts."""
    with project.database.reading() as connection:
        return list(codings.listing(connection, project.viewer, codes=[code.uuid]))


def transcript_names(project: OpenProject) -> dict[str, str]:
    """Return the name of every transcript by UUID."""
    with project.database.reading() as connection:
        return {one.uuid: one.name for one in records.all_of(connection, "transcript")}


def changed_in(connection: Transaction, code: Code) -> int:
    """Return the codebook revision in which the definition of a code changed last; 0 where it never did."""
    said = sorted(references.of(connection, "code_revision", "code", code.uuid), key=lambda one: one.n)
    return max((later.n for earlier, later in pairwise(said) if _meaning(earlier) != _meaning(later)), default=0)


def _meaning(revision: CodeRevision) -> list[Any]:
    card = revision.state.get("card", {})
    return [card.get(field, {}) for field in _MEANING]


def card_of(connection: Transaction, code: Code, revision: int) -> Card:
    """Return the card of a code that was in force in a codebook revision; today's where nobody knows."""
    said = [one for one in references.of(connection, "code_revision", "code", code.uuid) if one.n <= revision]
    if not said:
        return code.card
    former: Code = from_image("code", code.uuid, max(said, key=lambda one: one.n).state)
    return former.card


def former_card(project: OpenProject, code: Code, coding: Coding) -> Card:
    """Return the card of a code as it was when a coding was made."""
    with project.database.reading() as connection:
        return card_of(connection, code, coding.codebook_revision)


def keep(project: OpenProject, coding: Coding) -> Coding:
    """Say that a coding of one's own holds under today's definition too.

    Raises:
        RefusedError: it is another coder's.
        NotFoundError: it is gone.
    """
    with acting(project) as (connection, coder):
        before = _own(connection, coding, coder.uuid)
        after = replace(before, codebook_revision=codebook.revision(connection))
        if after != before:
            events.record(
                connection,
                [changed(before, after)],
                actor=coder.uuid,
                action="coding.keep",
                at=now(),
                summary=f"coding {before.start}–{before.end} holds under revision {after.codebook_revision}",
            )
    return after


def table(project: OpenProject, code: Code) -> Table:
    """Return one's own codings that were made under an older definition of a code, one row each."""
    found = coded_before(project, code)
    names = transcript_names(project)
    rows = [
        (
            one.coding.uuid,
            names[one.coding.transcript],
            one.coding.start,
            one.coding.end,
            code.key,
            one.coding.codebook_revision,
            one.quotation,
        )
        for one in found
    ]
    columns = [
        TableColumn("id", aside=True),
        TableColumn("transcript", "Transcript"),
        TableColumn("start", "Start", kind=ValueKind.INTEGER),
        TableColumn("end", "End", kind=ValueKind.INTEGER),
        TableColumn("code", "Code"),
        TableColumn("revision", "Revision", kind=ValueKind.INTEGER),
        TableColumn("quotation", "Quotation"),
    ]
    return Table(
        _("Coded before the definition of {code} changed").format(code=code.key), columns, rows, name="Coded before"
    )


def _own(connection: Transaction, coding: Coding, coder: str) -> Coding:
    """Return a coding of the coder's own as it is now; the caller's may be older."""
    found: Coding | None = records.get(connection, "coding", coding.uuid)
    if found is None:
        raise NotFoundError(_("The coding is not there any more."), hint=_("Look again, and choose anew."))
    if found.coder != coder:
        raise RefusedError(_("That coding is another coder's."), hint=_("Each coder judges only their own."))
    return found
