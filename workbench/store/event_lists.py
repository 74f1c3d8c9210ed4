"""The audit trail as lists: which events a viewer sees, and those that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from workbench.core.coders import Viewer
from workbench.core.events import Change, Event
from workbench.store import visibility
from workbench.store.tables import CODING, EVENT, PASSAGE, TOMBSTONE, TRANSCRIPT
from workbench.store.trail import COLUMNS, build

UNDO = "undo"
REDO = "redo"
GIVEN_UP = "undo.for-good"
"""Follows an undo after which nothing is to be done again; it changes nothing itself, and lists leave it out."""

_AT_ONCE = 200
_HANGING_ON = ("coding", "passage")
"""Fields of work that say where it belongs by naming other work."""


@dataclass(frozen=True, slots=True)
class WantedEvents:
    """Which events are meant; what is left out does not narrow the list.

    ``actor`` and ``transcript`` are UUIDs, ``action`` is an action or what its name begins with up to a dot
    ("coding" for ``coding.apply``), ``since`` microseconds UTC.
    """

    actor: str = ""
    action: str = ""
    transcript: str = ""
    since: int = 0


def history(connection: Connection, viewer: Viewer, *, limit: int = 100, offset: int = 0) -> list[Event]:
    """Return what was done, the latest first, as far as the viewer may see it.

    Where something is hidden, so is the chain of hashes: it would give away that there is more.
    """
    return list(islice(listing(connection, viewer, WantedEvents()), offset, offset + limit))


def listing(connection: Connection, viewer: Viewer, wanted: WantedEvents) -> Iterator[Event]:
    """Yield the events that are asked for, the latest first, as far as the viewer may see them."""
    rows = select(EVENT.c.id, *COLUMNS).where(EVENT.c.action != GIVEN_UP).order_by(EVENT.c.id.desc())
    if wanted.actor:
        rows = rows.where(EVENT.c.actor == wanted.actor)
    if wanted.action:
        of_kind = (EVENT.c.action == wanted.action, EVENT.c.action.startswith(f"{wanted.action}.", autoescape=True))
        rows = rows.where(or_(*of_kind))
    if wanted.since:
        rows = rows.where(EVENT.c.at >= wanted.since)
    whereabouts = Whereabouts(connection)
    if wanted.transcript:
        bulk = exists().where(
            CODING.c.event_id == EVENT.c.id,
            CODING.c.transcript_id == TRANSCRIPT.c.id,
            TRANSCRIPT.c.uuid == wanted.transcript,
        )
        hanging = EVENT.c.payload.contains('"memo"')
        rows = rows.where(or_(EVENT.c.payload.contains(wanted.transcript), hanging, bulk))
    seen = None if visibility.sees_everything(connection, viewer) else Seen(connection, viewer)
    for row in chain.from_iterable(connection.execute(rows).partitions(_AT_ONCE)):
        if seen is not None and not seen(row[0], row[1:]):
            continue
        event = build(row[1:])
        if wanted.transcript and not event.created and wanted.transcript not in whereabouts.of(event):
            continue
        yield event if seen is None else replace(event, previous_hash="")


class Whereabouts:
    """Which transcripts an event's changes belong to; a memo belongs where the passage or coding it hangs on does."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, str | None] = {}

    def of(self, event: Event) -> set[str]:
        """Return the UUIDs of the transcripts that an event has to do with."""
        found = (self.transcript(change.kind, change.uuid, state, event) for change, state in _states(event))
        return {uuid for uuid in found if uuid is not None}

    def transcript(self, kind: str, uuid: str, state: dict[str, Any], event: Event) -> str | None:
        """Return the transcript (a UUID) that a record in a state belongs to, None where it belongs to none."""
        if kind == "transcript":
            return uuid
        if state.get("transcript"):
            return str(state["transcript"])
        for field in _HANGING_ON:
            if state.get(field):
                return self._of_work(field, str(state[field]), event)
        return None

    def _of_work(self, kind: str, uuid: str, event: Event) -> str | None:
        """Return the transcript of a passage or coding: as it is, or as it was when it went."""
        if uuid not in self._known:
            own = CODING if kind == "coding" else PASSAGE
            live = select(TRANSCRIPT.c.uuid).join(own, own.c.transcript_id == TRANSCRIPT.c.id).where(own.c.uuid == uuid)
            found = self._connection.execute(live).scalar() or _in(event, uuid)
            if found is None:
                last = (
                    select(*COLUMNS)
                    .join(TOMBSTONE, TOMBSTONE.c.event_id == EVENT.c.id)
                    .where(TOMBSTONE.c.kind == kind, TOMBSTONE.c.uuid == uuid)
                )
                row = self._connection.execute(last).first()
                found = None if row is None else _in(build(row), uuid)
            self._known[uuid] = found
        return self._known[uuid]


def _states(event: Event) -> Iterator[tuple[Change, dict[str, Any]]]:
    """Yield every record of an event as it was and as it became."""
    for change in event.changes:
        for state in (change.before, change.after):
            if state is not None:
                yield change, state


def _in(event: Event, uuid: str) -> str | None:
    return next((state.get("transcript") for change, state in _states(event) if change.uuid == uuid), None)


class Seen:
    """Whether a blind viewer sees an event: their own, and others' as far as no hidden transcript's work is in it."""

    def __init__(self, connection: Connection, viewer: Viewer) -> None:
        self._connection = connection
        self._viewer = viewer
        self._whereabouts = Whereabouts(connection)
        shown = visibility.open_transcripts(viewer)
        keys = connection.execute(select(TRANSCRIPT.c.id, TRANSCRIPT.c.uuid).where(TRANSCRIPT.c.id.in_(shown))).all()
        self._open = {uuid for _, uuid in keys}
        self._open_keys = {key for key, _ in keys}

    def __call__(self, key: int, row: Sequence[Any]) -> bool:
        """Whether an event is seen, by its local key and its row of :data:`COLUMNS`."""
        if row[2] in {None, self._viewer.coder}:
            return True
        event = build(row)
        if event.created:
            bulk = select(CODING.c.transcript_id).where(CODING.c.event_id == key).distinct()
            made_in = set(self._connection.execute(bulk).scalars())
            if not made_in or not made_in <= self._open_keys:
                return False
        return all(self.shows(change, state, event) for change, state in _states(event))

    def shows(self, change: Change, state: dict[str, Any], event: Event) -> bool:
        """Whether one state of a record that an event changed is seen."""
        if change.kind not in visibility.WORK:
            return True
        return self._whereabouts.transcript(change.kind, change.uuid, state, event) in self._open


def cancelled(connection: Connection) -> set[str]:
    """Return the UUIDs of all events that a later undo or redo has taken back, by whomever."""
    gone: set[str] = set()
    steps = select(EVENT.c.uuid, EVENT.c.undoes).where(EVENT.c.undoes.is_not(None)).order_by(EVENT.c.id.desc())
    for uuid, undoes in connection.execute(steps):
        if uuid not in gone:
            gone.add(str(undoes))
    return gone


def root(connection: Connection, event: Event) -> tuple[str, str]:
    """Return the UUID and the action of the act that an undo or redo is about, through undos of redos; else its own."""
    uuid, action, undoes = event.uuid, event.action, event.undoes
    while undoes is not None:
        wanted = select(EVENT.c.uuid, EVENT.c.action, EVENT.c.undoes).where(EVENT.c.uuid == undoes)
        uuid, action, undoes = connection.execute(wanted).one()
    return uuid, action


def latest_barrier(connection: Connection, actions: frozenset[str]) -> int:
    """Return when (microseconds UTC) the last act happened past which nothing is taken back; 0 for never."""
    return (
        connection.execute(
            select(EVENT.c.at).where(EVENT.c.action.in_(actions)).order_by(EVENT.c.id.desc()).limit(1)
        ).scalar()
        or 0
    )
