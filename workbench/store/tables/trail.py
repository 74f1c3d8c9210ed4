"""Tables of what happened, and of what is no longer there."""

from __future__ import annotations

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.tables.columns import NUMBERED, Hash, Key, Name, Row, Time, Uuid, Word, reference


class EventRow(Row):
    """One line of the audit trail; nothing is ever taken out.

    Actor, batch and the undone event are UUIDs without a reference: an event outlives whom it names.
    """

    __tablename__ = "event"
    __table_args__ = (Index(None, "actor", "id"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    at: Mapped[Time]
    actor: Mapped[str | None] = mapped_column(String(36))
    action: Mapped[Word] = mapped_column(index=True)
    batch: Mapped[str | None] = mapped_column(String(36), index=True)
    undoes: Mapped[str | None] = mapped_column(String(36), index=True)
    summary: Mapped[Name]
    created: Mapped[int]
    format: Mapped[int]
    payload: Mapped[str] = mapped_column(Text)
    payload_hash: Mapped[Hash]
    previous_hash: Mapped[Hash]


class TombstoneRow(Row):
    """A record that was deleted, and by which event; ``uuid`` is the record's."""

    __tablename__ = "tombstone"
    __table_args__ = (UniqueConstraint("uuid", "kind"), NUMBERED)
    id: Mapped[Key]
    kind: Mapped[Word]
    uuid: Mapped[str] = mapped_column(String(36))
    event_id: Mapped[int] = reference("event", index=True)
