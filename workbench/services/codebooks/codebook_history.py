"""The revisions of the codebook: when, by whom, and what each code said before and after."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.codebook import Code, CodebookRevision, CodeRevision
from workbench.core.coders import Coder
from workbench.core.events import Event
from workbench.core.language import _
from workbench.services.project import OpenProject
from workbench.store import codebook, events, records


@dataclass(frozen=True, slots=True)
class CodeChanged:
    """What a revision did to one field of a code; ``field`` is ``code`` where it came in, such as ``names.nn``.

    Values are texts; empty where there was, or is, none.
    """

    code: str
    key: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RevisionMade:
    """One codebook revision: ``who`` and ``summary`` are empty where the trail does not say or may not be seen."""

    n: int
    at: int
    who: str
    action: str
    summary: str
    changes: tuple[CodeChanged, ...]


def revisions(project: OpenProject, code: Code | None = None) -> list[RevisionMade]:
    """Return the codebook's revisions, the latest first; of one code only those that say something about it."""
    with project.database.reading() as connection:
        made: list[CodebookRevision] = records.all_of(connection, "codebook_revision")
        states: list[CodeRevision] = records.all_of(connection, "code_revision")
        keys = {one.uuid: one.key for one in codebook.tree(connection).order}
        people: dict[str, Coder] = {one.uuid: one for one in records.all_of(connection, "coder")}
        acts = _acts(events.about_codebook(connection, project.viewer))
    by_revision: dict[int, list[CodeChanged]] = {}
    former: dict[str, Mapping[str, Any]] = {}
    for state in sorted(states, key=lambda one: (one.n, keys[one.code])):
        before = former.get(state.code)
        former[state.code] = state.state
        if code is None or state.code == code.uuid:
            changes = _differences(state.code, keys[state.code], before, state.state, keys)
            by_revision.setdefault(state.n, []).extend(changes)
    found: list[RevisionMade] = []
    for one in sorted(made, key=lambda revision: -revision.n):
        if code is not None and one.n not in by_revision:
            continue
        act = acts.get(one.uuid)
        who = people.get(act.actor or "") if act else None
        found.append(
            RevisionMade(
                one.n,
                one.created_at,
                who.name if who else "",
                act.action if act else "",
                act.summary if act else "",
                tuple(by_revision.get(one.n, ())),
            )
        )
    return found


def _acts(found: Iterable[Event]) -> dict[str, Event]:
    """Return the act that made each revision, by the revision's UUID."""
    return {
        change.uuid: event
        for event in found
        for change in event.changes
        if change.kind == "codebook_revision" and change.after is not None
    }


def _differences(
    uuid: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], keys: Mapping[str, str]
) -> list[CodeChanged]:
    if before is None:
        names = "; ".join(f"{language}: {name}" for language, name in after.get("names", {}).items())
        return [CodeChanged(uuid, key, "code", "", names)]
    old, new = _told(before, keys), _told(after, keys)
    fields = dict.fromkeys([*old, *new])
    return [
        CodeChanged(uuid, key, field, old.get(field, ""), new.get(field, ""))
        for field in fields
        if old.get(field, "") != new.get(field, "")
    ]


def _told(state: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, str]:
    """Return what a code says that has a meaning, field by field."""
    told = {f"names.{language}": name for language, name in state.get("names", {}).items()}
    told["key"] = state.get("key", "")
    told["parent"] = keys.get(state.get("parent") or "", "")
    told["retired"] = "yes" if state.get("retired") else ""
    card = state.get("card", {})
    for field in ("definition", "include", "exclude"):
        told |= {f"{field}.{language}": words for language, words in card.get(field, {}).items()}
    told |= {f"examples.{language}": "\n".join(lines) for language, lines in card.get("examples", {}).items()}
    return told


def table(project: OpenProject, code: Code | None = None) -> Table:
    """Return the revisions, the latest first, one row a field of a code that changed."""
    rows: list[tuple[Value, ...]] = []
    for made in revisions(project, code):
        at = datetime.datetime.fromtimestamp(made.at / 1e6, datetime.UTC).astimezone().replace(microsecond=0)
        head = (made.n, at, made.who, made.action, made.summary)
        rows += [(*head, one.key, one.field, one.before, one.after, one.code) for one in made.changes]
        if not made.changes:
            rows.append((*head, None, None, None, None, None))
    columns = [
        TableColumn("revision", "Revision", kind=ValueKind.INTEGER),
        TableColumn("at", "When", kind=ValueKind.TIME),
        TableColumn("coder", "Who"),
        TableColumn("action", "Act", aside=True),
        TableColumn("summary", "What", aside=True),
        TableColumn("code", "Code"),
        TableColumn("field", "Field"),
        TableColumn("before", "Before"),
        TableColumn("after", "After"),
        TableColumn("code_id", aside=True),
    ]
    return Table(_("Revisions of the codebook"), columns, rows, name="Codebook history")
