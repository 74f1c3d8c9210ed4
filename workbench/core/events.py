"""Events: the audit trail, from which undo and redo follow.

An event's payload is a list of changes: what a record was before and is after, as images in UUIDs and offsets. Its
inverse is the same list backwards with before and after exchanged. No words of a transcript stand in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.core.records import KIND_OF, Record, image

FORMAT = 1
"""Version of the payload's form."""

BARRIERS = frozenset({"erase", "pseudonymise", "migrate"})
"""Actions that cannot be taken back and past which nothing is undone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after, as images; ``None`` where it was not there."""

    kind: str
    uuid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.kind, self.uuid, self.after, self.before)


def added(record: Record) -> Change:
    """Return the change that brings a record in."""
    return Change(KIND_OF[type(record)], record.uuid, None, image(record))


def removed(record: Record) -> Change:
    """Return the change that takes a record out."""
    return Change(KIND_OF[type(record)], record.uuid, image(record), None)


def changed(before: Record, after: Record) -> Change:
    """Return the change from one state of a record to the next; both have the same UUID."""
    return Change(KIND_OF[type(before)], before.uuid, image(before), image(after))


def inverse(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that take ``changes`` back, in the order they must be made."""
    return [change.inverse() for change in reversed(changes)]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit trail.

    ``at`` is microseconds UTC, ``actor`` a coder's UUID (None for the program itself), ``action`` a verb with its
    object (``coding.apply``), ``batch`` a UUID shared by acts that are undone together, ``undoes`` the event that this
    one takes back. ``created`` counts records of a bulk act, which are not in ``changes`` but carry the event's id, and
    ``created_hash`` is what they were (:func:`hash_records`).
    ``summary`` says it to a reader without any words of a transcript.
    """

    uuid: str
    at: int
    actor: str | None
    action: str
    changes: tuple[Change, ...] = field(default=(), compare=False)
    batch: str | None = None
    undoes: str | None = None
    summary: str = ""
    created: int = 0
    created_hash: str = ""
    payload_hash: str = ""
    previous_hash: str = ""
    format: int = FORMAT


def payload_json(changes: Sequence[Change], created: int = 0, created_hash: str = "") -> str:
    """Return the canonical JSON of an event's payload."""
    body: dict[str, Any] = {"changes": [[c.kind, c.uuid, c.before, c.after] for c in changes], "created": created}
    if created:
        body["created_hash"] = created_hash
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chain_hash(event: Event) -> str:
    """Return the hash that the next event stores as its ``previous_hash``.

    It covers the payload's hash, not the payload, so that words in a payload can be blanked without breaking the chain.
    """
    head = [event.uuid, event.at, event.actor, event.action, event.batch, event.undoes, event.payload_hash]
    head.append(event.previous_hash)
    return hashlib.sha256(json.dumps(head, ensure_ascii=False).encode()).hexdigest()


def hash_records(records: Iterable[Record]) -> str:
    """Return the SHA-256 of records by their images in UUID order, hexadecimal."""
    digest = hashlib.sha256()
    for record in sorted(records, key=lambda r: r.uuid):
        digest.update(json.dumps([record.uuid, image(record)], ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def hash_payload(payload: str) -> str:
    """Return the SHA-256 of a payload, hexadecimal."""
    return hashlib.sha256(payload.encode()).hexdigest()
