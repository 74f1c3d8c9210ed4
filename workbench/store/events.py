"""The audit trail as people use it: what was done, taking it back, doing it again.

Each coder has a stack of their own, which is not stored but follows from the events: an event that ``undoes`` another
cancels it, and may be cancelled in its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, func, or_, select

from workbench.core.coders import Coder, Rights, Viewer
from workbench.core.codings import Coding
from workbench.core.errors import RefusedError
from workbench.core.events import BARRIERS, Event, inverse, removed
from workbench.core.language import _
from workbench.store import codings, records, transcripts, visibility
from workbench.store.event_lists import GIVEN_UP, REDO, UNDO, Seen, history
from workbench.store.rows import plain
from workbench.store.tables import EVENT
from workbench.store.trail import COLUMNS, build, record

__all__ = [
    "REDO",
    "UNDO",
    "InTheWay",
    "about_codebook",
    "history",
    "latest",
    "next_undo",
    "prune_texts",
    "record",
    "redo",
    "standing_after",
    "undo",
]


class InTheWay(RefusedError):  # noqa: N818 - the name says what is
    """An act cannot be taken back or done again for what came later.

    Args:
        target: the act.
        action: whether it was to be undone or redone.
        because: what is in the way, as the end of a sentence.
        culprit: the later act, where there is one and the actor may know of it.
    """

    def __init__(self, target: Event, action: str, because: str, culprit: Event | None = None) -> None:
        self.target, self._action, self._because, self._culprit = target, action, because, culprit
        super().__init__(
            self.told(lambda event: event.summary or event.action),
            hint=_("What was done later has to be taken back first, by whoever did it."),
        )

    def why(self, say: Callable[[Event], str]) -> str:
        """Return what is in the way and by which act, which ``say`` puts into words."""
        return f"{self._because} ({say(self._culprit)})" if self._culprit is not None else self._because

    def told(self, say: Callable[[Event], str]) -> str:
        """Return the whole sentence; ``say`` puts acts into words."""
        undoing = _("“{summary}” cannot be taken back: {because}; nothing was changed.")
        redoing = _("“{summary}” cannot be done again: {because}; nothing was changed.")
        said = undoing if self._action == UNDO else redoing
        return said.format(summary=say(self.target), because=self.why(say))


_NO_ACTS = frozenset({UNDO, GIVEN_UP})

_LATEST = select(func.coalesce(func.max(EVENT.c.id), 0))


def latest(connection: Connection) -> int:
    """Return the local key of the latest act, 0 before the first: another number means that somebody has written."""
    ((found,),) = plain(connection, _LATEST)
    return int(found)


def about_codebook(connection: Connection, viewer: Viewer) -> list[Event]:
    """Return the acts on the codebook, the oldest first, as far as the viewer may see them."""
    wanted = select(EVENT.c.id, *COLUMNS).where(
        or_(EVENT.c.action.startswith("code."), EVENT.c.action.startswith("codebook."))
    )
    rows = connection.execute(wanted.order_by(EVENT.c.id)).all()
    if visibility.sees_everything(connection, viewer):
        return [build(row[1:]) for row in rows]
    seen = Seen(connection, viewer)
    return [build(row[1:]) for row in rows if seen(row[0], row[1:])]


def undo(connection: Connection, actor: str, *, at: int) -> Event:
    """Take back a coder's latest act that stands; acts of one batch together.

    Returns:
        The event that took it back; for a batch the last of them, with the changes of all.

    Raises:
        RefusedError: there is nothing to take back, a barrier lies before it, or what it made was changed since, with
            the name of who did; the transaction must be given up.
    """
    target = _standing(connection, actor)
    if target is None:
        raise RefusedError(
            _("There is nothing of yours to take back."), hint=_("Each coder takes back only their own acts.")
        )
    return _reverse(connection, target, actor, at, UNDO)


def give_up(connection: Connection, actor: str, *, at: int) -> Event:
    """Take back a coder's latest act as :func:`undo` does, but for good: it cannot be done again.

    Raises:
        RefusedError: as for :func:`undo`.
    """
    done = undo(connection, actor, at=at)
    record(connection, [], actor=actor, action=GIVEN_UP, at=at, summary=done.summary)
    return done


def next_undo(connection: Connection, actor: str) -> Event | None:
    """Return the act that undo would take back, or the last of its batch; None where there is nothing."""
    target = _standing(connection, actor)
    if target is None:
        return None
    return build(connection.execute(select(*COLUMNS).where(EVENT.c.id == target.id)).one())


def standing_after(connection: Connection, actor: str, point: str) -> int:
    """Return how many times an actor would have to undo, until what they did after an event (a UUID) is taken back.

    What was taken back and done again counts where it was done first, unless the event is itself an undo or redo.
    """
    at = connection.execute(select(EVENT.c.id, EVENT.c.action).where(EVENT.c.uuid == point)).one()
    count, batch = 0, None
    for step, first in _stack(connection, actor):
        if (step.id if at.action in {UNDO, REDO} else first) <= at.id:
            break
        if step.batch is None or step.batch != batch:
            count += 1
        batch = step.batch
    return count


def _stack(connection: Connection, actor: str) -> Iterator[tuple[_Step, int]]:
    """Yield an actor's acts that stand, the latest first: the step to take back, and the local key of the act itself.

    An act that was done again stands by its redo, and is not counted a second time.
    """
    own = select(EVENT.c.uuid, EVENT.c.id, EVENT.c.undoes).where(EVENT.c.actor == actor)
    every = {row.uuid: row for row in connection.execute(own)}
    done_again: set[int] = set()
    for step in _in_force(connection, actor):
        first = every[step.uuid]
        while first.undoes is not None:
            first = every[first.undoes]
        if step.action == REDO:
            done_again.add(first.id)
            yield step, first.id
        elif step.action not in _NO_ACTS and step.id not in done_again:
            yield step, step.id


def redo(connection: Connection, actor: str, *, at: int) -> Event:
    """Do again what a coder took back last; a new act since then has made that impossible.

    Returns:
        The event that did it again; for a batch the last of them, with the changes of all.

    Raises:
        RefusedError: there is nothing to do again, or a later act of somebody stands in its way; the transaction must
            be given up.
    """
    target = _taken_back(connection, actor)
    if target is None:
        raise RefusedError(
            _("There is nothing to do again."), hint=_("Only what was taken back last can be done again.")
        )
    return _reverse(connection, target, actor, at, REDO)


class _Step(NamedTuple):
    """What undo and redo have to know of an event before they read it."""

    id: int
    uuid: str
    action: str
    undoes: str | None
    batch: str | None


def _in_force(connection: Connection, actor: str) -> Iterator[_Step]:
    """Go back through an actor's events that no later undo or redo has cancelled."""
    cancelled: set[str] = set()
    own = select(EVENT.c.id, EVENT.c.uuid, EVENT.c.action, EVENT.c.undoes, EVENT.c.batch).where(EVENT.c.actor == actor)
    for row in connection.execute(own.order_by(EVENT.c.id.desc())):
        step = _Step(*row)
        if step.uuid in cancelled:
            continue
        if step.undoes is not None:
            cancelled.add(step.undoes)
        yield step


def _standing(connection: Connection, actor: str) -> _Step | None:
    """Return the latest act that stands: neither an undo nor undone."""
    return next((step for step in _in_force(connection, actor) if step.action not in _NO_ACTS), None)


def _taken_back(connection: Connection, actor: str) -> _Step | None:
    """Return the latest undo that stands, unless a new act came after it."""
    for step in _in_force(connection, actor):
        if step.action == UNDO:
            return step
        if step.action != REDO:
            return None
    return None


def _reverse(connection: Connection, target: _Step, actor: str, at: int, action: str) -> Event:
    barrier = connection.execute(
        select(EVENT.c.action).where(EVENT.c.action.in_(BARRIERS), EVENT.c.id > target.id).limit(1)
    ).scalar()
    if barrier is not None:
        raise RefusedError(
            _(
                "What was done before the project was changed for good ({barrier}) cannot be taken back or done again."
            ).format(barrier=barrier),
            hint=_("A backup from before it holds the former state: workbench restore FILE."),
        )
    group, batch = [target], None
    if target.batch is not None:
        batch = str(uuid4())
        group = [
            step
            for step in _in_force(connection, actor)
            if step.batch == target.batch and (step.action == UNDO) == (target.action == UNDO)
        ]
    made: list[Event] = []
    for step in group:
        row = connection.execute(select(*COLUMNS).where(EVENT.c.id == step.id)).one()
        made.append(_reverse_one(connection, step.id, build(row), actor=actor, at=at, action=action, batch=batch))
    return replace(made[-1], changes=tuple(change for event in made for change in event.changes))


def _reverse_one(
    connection: Connection, key: int, event: Event, *, actor: str, at: int, action: str, batch: str | None
) -> Event:
    changes = inverse(event.changes)
    bulk: list[Coding] = []
    if event.created:
        bulk = codings.of_event(connection, key)
        if len(bulk) != event.created:
            why = _("{n} of its {all} codings were changed or taken away since")
            raise InTheWay(event, action, why.format(n=event.created - len(bulk), all=event.created))
        changes = [*map(removed, bulk), *changes]
    savepoint = connection.begin_nested()
    try:
        done = record(
            connection,
            changes,
            actor=actor,
            action=action,
            at=at,
            summary=event.summary,
            batch=batch,
            undoes=event.uuid,
            known={coding.uuid for coding in bulk},
        )
    except (records.Overtaken, records.Clash) as refusal:
        savepoint.rollback()
        why, culprit = _because(connection, key, refusal, actor, {change.uuid for change in changes})
        raise InTheWay(event, action, why, culprit) from refusal
    savepoint.commit()
    return done


def _because(
    connection: Connection, key: int, refusal: records.Overtaken | records.Clash, actor: str, own: set[str]
) -> tuple[str, Event | None]:
    """Return what is in the way, and the later act that is, unless the actor may not know it; ``own`` was changed."""
    if isinstance(refusal, records.Overtaken):
        kind, added = refusal.kind, False
        culprit = _latest_with(connection, key, refusal.uuid)
    else:
        hanging = records.hanging_on(connection, refusal.changes, besides=own)
        if hanging is None:
            return _("another of its name or in its place has come since"), None
        kind, uuid, bulk = hanging
        added = True
        culprit = bulk or _latest_with(connection, key, uuid)
    kind = _(records.shown(kind))
    if culprit is None:
        told = _("a {kind} was added to it since") if added else _("the {kind} was changed since")
        return told.format(kind=kind), None
    row = connection.execute(select(*COLUMNS).where(EVENT.c.id == culprit)).one()
    coder: Coder | None = records.get(connection, "coder", actor)
    viewer = Viewer(actor, lead=coder is not None and coder.rights is Rights.LEAD)
    if not visibility.sees_everything(connection, viewer) and not Seen(connection, viewer)(culprit, row):
        return _("a later act stands on it"), None
    event = build(row)
    who: Coder | None = records.get(connection, "coder", event.actor) if event.actor else None
    told = _("a {kind} was added to it since by {who}") if added else _("the {kind} was changed since by {who}")
    return told.format(kind=kind, who=who.name if who else _("the program")), event


def _latest_with(connection: Connection, key: int, uuid: str) -> int | None:
    """Return the latest event after ``key`` in whose payload a record is."""
    wanted = select(EVENT.c.id).where(EVENT.c.id > key, EVENT.c.payload.contains(uuid)).order_by(EVENT.c.id.desc())
    return connection.execute(wanted.limit(1)).scalar()


def prune_texts(connection: Connection) -> int:
    """Take out texts that no revision has and no event that can still be undone or redone names; return how many."""
    orphans = transcripts.orphans(connection)
    if not orphans:
        return 0
    reachable = _reachable(connection)
    gone = 0
    for content in orphans:
        naming = connection.execute(select(EVENT.c.id).where(EVENT.c.payload.contains(content))).scalars()
        if reachable.isdisjoint(naming):
            transcripts.remove_text(connection, content)
            gone += 1
    return gone


def _reachable(connection: Connection) -> set[int]:
    """Return the local keys of the events that can still be undone or redone."""
    barrier = connection.execute(
        select(func.coalesce(func.max(EVENT.c.id), 0)).where(EVENT.c.action.in_(BARRIERS))
    ).scalar_one()
    found: set[int] = set()
    for actor in filter(None, connection.execute(select(EVENT.c.actor).distinct()).scalars().all()):
        redoable = True
        for step in _in_force(connection, actor):
            if step.action not in {UNDO, REDO}:
                redoable = False
            if step.id > barrier and (redoable or step.action != UNDO):
                found.add(step.id)
    return found
