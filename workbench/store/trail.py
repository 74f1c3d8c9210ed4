"""Writing the audit trail: every act goes in with its event, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from workbench.core.codings import Coding
from workbench.core.events import Change, Event, chain_hash, hash_payload, hash_records, payload_json
from workbench.core.transcripts import TranscriptText
from workbench.store import codings, records, transcripts
from workbench.store.tables import EVENT

COLUMNS = (
    EVENT.c.uuid,
    EVENT.c.at,
    EVENT.c.actor,
    EVENT.c.action,
    EVENT.c.payload,
    EVENT.c.batch,
    EVENT.c.undoes,
    EVENT.c.summary,
    EVENT.c.created,
    EVENT.c.payload_hash,
    EVENT.c.previous_hash,
    EVENT.c.format,
)

_INSERT = insert(EVENT)
_LAST = (
    select(
        EVENT.c.uuid,
        EVENT.c.at,
        EVENT.c.actor,
        EVENT.c.action,
        EVENT.c.batch,
        EVENT.c.undoes,
        EVENT.c.payload_hash,
        EVENT.c.previous_hash,
    )
    .order_by(EVENT.c.id.desc())
    .limit(1)
)
"""What the chain's hash is reckoned from; a payload may be large and is not needed for it."""


def build(row: Sequence[Any]) -> Event:
    """Return the event of a row of :data:`COLUMNS`."""
    body = json.loads(row[4]) if row[4] else {"changes": []}
    uuid, at, actor, action, _, batch, undoes, summary, created, payload_hash, previous_hash, form = row
    return Event(
        uuid=uuid,
        at=at,
        actor=actor,
        action=action,
        changes=tuple(Change(*change) for change in body["changes"]),
        batch=batch,
        undoes=undoes,
        summary=summary,
        created=created,
        created_hash=body.get("created_hash", ""),
        payload_hash=payload_hash,
        previous_hash=previous_hash,
        format=form,
    )


def record(  # noqa: PLR0913 - the fields of an event, each given by name
    connection: Connection,
    changes: Iterable[Change],
    *,
    actor: str | None,
    action: str,
    at: int,
    summary: str = "",
    batch: str | None = None,
    undoes: str | None = None,
    texts: Iterable[TranscriptText] = (),
    bulk: Sequence[Coding] = (),
    known: Container[str] = (),
) -> Event:
    """Make changes and write down that they were made, in the connection's transaction.

    Args:
        connection: in a writing transaction.
        changes: in an order in which each record's references are there before it.
        actor: UUID of the coder who acts; ``None`` for the program itself, whose acts are never undone.
        action: a verb with its object: ``coding.apply``.
        at: microseconds UTC.
        summary: what was done, for a reader, without any words of a transcript.
        batch: UUID shared by acts that are undone together.
        undoes: UUID of the event that this one takes back.
        texts: to be stored before the changes, for the revisions that name them.
        bulk: codings that are written in one go and not listed in the event; they carry its number instead.
        known: codings of a bulk act that is taken back whole, by UUID: they were just read, and need not be compared
            with what they are, nor be noted as that act's.

    Returns:
        The event as it stands in the audit trail.

    Raises:
        RefusedError: a change cannot be made; the transaction must be given up.
    """
    made = tuple(changes)
    made = codings.with_makers(connection, made, besides=known)
    for text in texts:
        transcripts.add_text(connection, text)
    created_hash = hash_records(bulk) if bulk else ""
    payload = payload_json(made, len(bulk), created_hash)
    event = Event(
        uuid=str(uuid4()),
        at=at,
        actor=actor,
        action=action,
        changes=made,
        batch=batch,
        undoes=undoes,
        summary=summary,
        created=len(bulk),
        created_hash=created_hash,
        payload_hash=hash_payload(payload),
        previous_hash=last_hash(connection),
    )
    key = append(connection, event, payload)
    records.put_all(connection, made, event=key, known=known)
    codings.give_back(connection, made)
    if bulk:
        codings.add_bulk(connection, bulk, event=key)
    return event


def append(connection: Connection, event: Event, payload: str) -> int:
    """Write an event's row as it is and return its local key."""
    values = {column.name: getattr(event, column.name) for column in COLUMNS if column is not EVENT.c.payload}
    key = connection.execute(_INSERT, {"payload": payload, **values}).inserted_primary_key
    return int(key[0]) if key else 0


def last_hash(connection: Connection) -> str:
    """Return the chain's hash so far; "" before the first event."""
    row = connection.execute(_LAST).first()
    return "" if row is None else chain_hash(Event(*row[:4], (), *row[4:6], payload_hash=row[6], previous_hash=row[7]))
