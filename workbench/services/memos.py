"""Memos: notes on a project, transcript, passage, code, coding or case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from workbench.analysis.tables import Table, TableColumn
from workbench.core.coders import EVERYTHING, Coder
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import added, changed, removed
from workbench.core.language import _
from workbench.core.memos import TARGETS, Memo
from workbench.core.transcripts import clean
from workbench.services.project import OpenProject, acting, coders, now
from workbench.store import codebook, events, memos, records


def write_memo(project: OpenProject, kind: str, target: str, body: str) -> Memo:
    """Write a memo on something.

    Args:
        project: where.
        kind: project, transcript, passage, code, coding or case.
        target: its UUID.
        body: the words.

    Raises:
        RefusedError: there are no words.
        NotFoundError: the target is not there.
    """
    words = clean(body).text.strip()
    if not words:
        raise RefusedError(_("The memo holds no words."), hint=_("Write something, or leave it."))
    on = {name: target if name == kind else None for name in TARGETS}
    made = now()
    with acting(project) as (connection, coder):
        memo = Memo(str(uuid4()), coder.uuid, words, created_at=made, changed_at=made, **on)
        if records.get(connection, kind, target) is None:
            raise NotFoundError(_("The {kind} is not in the project any more.").format(kind=kind))
        events.record(
            connection, [added(memo)], actor=coder.uuid, action="memo.write", at=now(), summary=f"memo on a {kind}"
        )
    return memo


def change_memo(project: OpenProject, memo: Memo, body: str) -> Memo | None:
    """Change a memo of one's own; without words it is taken away, and None is returned.

    Raises:
        RefusedError: it is another coder's.
    """
    after = replace(memo, body=clean(body).text.strip(), changed_at=now())
    with acting(project) as (connection, coder):
        if memo.coder != coder.uuid:
            raise RefusedError(_("That memo is another coder's."), hint=_("Write one of your own."))
        changes = [changed(memo, after) if after.body else removed(memo)]
        if memo.passage and not after.body:
            passage = records.get(connection, "passage", memo.passage)
            if passage is not None and len(memos.on(connection, EVERYTHING, "passage", memo.passage)) == 1:
                changes.append(removed(passage))
        events.record(
            connection,
            changes,
            actor=coder.uuid,
            action="memo.change" if after.body else "memo.remove",
            at=now(),
            summary=f"memo on a {memo.target[0]}",
        )
    return after if after.body else None


def table(project: OpenProject) -> Table:
    """Return all memos that the coder may see: what each hangs on, by whom, and its words; the oldest first."""
    with project.database.reading() as connection:
        every = memos.listing(connection, project.viewer)
        names = {code.uuid: code.key for code in codebook.tree(connection).order}
        for kind in ("transcript", "case"):
            names |= {record.uuid: record.name for record in records.all_of(connection, kind)}
        places = {passage.uuid: passage for passage in records.all_of(connection, "passage")}
        on_codings = {m.coding: records.get(connection, "coding", m.coding) for m in every if m.coding}
    people = {coder.uuid: coder for coder in coders(project)}
    names[project.project.uuid] = project.project.name
    for uuid, span in [*places.items(), *((u, c) for u, c in on_codings.items() if u and c)]:
        names[uuid] = f"{names.get(span.transcript, '?')} {span.start}–{span.end}"
    rows = [_row(memo, names, people) for memo in every]
    keys = ("id", "coder", "kind", "target", "memo")
    return Table("Memos", [TableColumn(key, key.capitalize(), aside=key == "id") for key in keys], rows, name="Memos")


def _row(memo: Memo, names: Mapping[str, str], people: Mapping[str, Coder]) -> tuple[str, str, str, str, str]:
    kind, target = memo.target
    return memo.uuid, people[memo.coder].name, kind, names.get(target, target), memo.body
