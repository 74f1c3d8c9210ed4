"""Tables of what happened, and of what is no longer there."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from workbench.store.tables.columns import (
    HASH,
    NAME,
    NUMBER,
    TIME,
    UUID,
    UUID_OR_NONE,
    WORD,
    Identified,
    Numbered,
    refers_to,
    rows_of,
)


class EventColumns(Identified):
    """One line of the audit trail; nothing is ever taken out.

    Actor, batch and the undone event are UUIDs without a reference: an event outlives whom it names.
    """

    at = TIME
    actor = UUID_OR_NONE
    action = WORD
    batch = UUID_OR_NONE
    undoes = UUID_OR_NONE
    summary = NAME
    created = NUMBER
    format = NUMBER
    payload = NAME
    payload_hash = HASH
    previous_hash = HASH


EVENT = rows_of(
    "event",
    EventColumns,
    Index(None, "actor", "id"),
    Index(None, "action"),
    Index(None, "batch"),
    Index(None, "undoes"),
)


class TombstoneColumns(Numbered):
    """A record that was deleted, and by which event; ``uuid`` is the record's."""

    kind = WORD
    uuid = UUID
    event_id = refers_to("event", index=True)


TOMBSTONE = rows_of("tombstone", TombstoneColumns, UniqueConstraint("uuid", "kind"))
