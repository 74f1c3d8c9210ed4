"""A whole project as records, out and in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from workbench.core.bundle import Bundle, Tombstone
from workbench.core.codebook import CodeTree
from workbench.core.errors import RefusedError
from workbench.core.events import Event, hash_payload, payload_json
from workbench.core.language import _
from workbench.core.records import KINDS
from workbench.store import records, trail, transcripts
from workbench.store.tables import CODING, EVENT, PROJECT, TOMBSTONE, TRANSCRIPT_TEXT, table


def export(connection: Connection) -> Bundle:
    """Return everything that a project holds; for the program's own use, since nothing is hidden in it."""
    contents = connection.execute(select(TRANSCRIPT_TEXT.c.content_hash).order_by(TRANSCRIPT_TEXT.c.content_hash))
    rows = connection.execute(select(*trail.COLUMNS).order_by(EVENT.c.id))
    graves = (
        select(TOMBSTONE.c.kind, TOMBSTONE.c.uuid, EVENT.c.uuid)
        .join(EVENT, EVENT.c.id == TOMBSTONE.c.event_id)
        .order_by(TOMBSTONE.c.kind, TOMBSTONE.c.uuid)
    )
    return Bundle(
        records={kind: tuple(records.all_of(connection, kind)) for kind in KINDS},
        texts={content: transcripts.text(connection, content) for content in contents.scalars().all()},
        events=tuple(trail.build(row) for row in rows),
        tombstones=tuple(Tombstone(*row) for row in connection.execute(graves)),
        bulk=_bulk(connection),
    )


def _bulk(connection: Connection) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    standing = (
        select(EVENT.c.uuid, CODING.c.uuid)
        .join(CODING, CODING.c.event_id == EVENT.c.id)
        .order_by(EVENT.c.id, CODING.c.uuid)
    )
    for event, coding in connection.execute(standing):
        found.setdefault(event, []).append(coding)
    return {event: tuple(codings) for event, codings in found.items()}


def load(connection: Connection, bundle: Bundle) -> None:
    """Take a bundle into a project in which nothing has been done yet; its own record gives way to the bundle's.

    Raises:
        RefusedError: something has been done in the project, or the bundle refers to what it does not hold; the
            transaction must be given up.
    """
    done = connection.execute(select(func.count()).select_from(EVENT)).scalar_one()
    held = sum(connection.execute(select(func.count()).select_from(table(kind))).scalar_one() for kind in KINDS)
    if done > 1 or held > 1:
        raise RefusedError(
            _("The project is not empty; nothing was changed."), hint=_("Start a new one and load it there.")
        )
    connection.execute(delete(EVENT))
    connection.execute(delete(PROJECT))
    for text in bundle.texts.values():
        transcripts.add_text(connection, text)
    for kind in KINDS:
        _add(connection, kind, bundle.records.get(kind, ()))
    keys = {event.uuid: trail.append(connection, event, _payload(event)) for event in bundle.events}
    _number(connection, bundle, keys)


def _add(connection: Connection, kind: str, new: Iterable[Any]) -> None:
    if kind != "code":
        together = sorted(new, key=lambda r: getattr(r, "transcript", None) or "") if kind == "coding" else list(new)
        records.add_all(connection, kind, together)
        return
    codes = list(new)
    ordered = CodeTree(records.all_of(connection, "codebook"), codes).order
    if len(ordered) != len(codes):
        raise RefusedError(_("Some codes stand below themselves, or in no codebook."), hint=_("The file is damaged."))
    for code in ordered:
        records.add_all(connection, kind, [code])


def _payload(event: Event) -> str:
    """Return an event's payload; "" where it was blanked for good, which its hash shows."""
    payload = payload_json(event.changes, event.created, event.created_hash)
    return payload if hash_payload(payload) == event.payload_hash else ""


def _number(connection: Connection, bundle: Bundle, keys: dict[str, int]) -> None:
    """Tie tombstones and the codings of bulk acts to their events."""
    graves = [{"kind": grave.kind, "uuid": grave.uuid, "event_id": keys[grave.event]} for grave in bundle.tombstones]
    if graves:
        connection.execute(insert(TOMBSTONE), graves)
    bulk = [{"made": coding, "by": keys[event]} for event, codings in bundle.bulk.items() for coding in codings]
    if bulk:
        by_uuid = update(CODING).where(CODING.c.uuid == bindparam("made")).values(event_id=bindparam("by"))
        connection.execute(by_uuid, bulk)
