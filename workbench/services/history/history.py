"""What was done, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from workbench.core.errors import RefusedError
from workbench.core.events import Event
from workbench.core.language import _, spoken
from workbench.services.blinding import done_blind
from workbench.services.history.act_words import words
from workbench.services.history.history_lists import (
    Act,
    ActState,
    WantedActs,
    acts,
    command,
    find,
    table,
    wrong_day,
)
from workbench.services.project import OpenProject, now, refresh
from workbench.store import events

__all__ = [
    "Act",
    "ActState",
    "StandsInTheWay",
    "TakenBack",
    "WantedActs",
    "acts",
    "acts_after",
    "command",
    "find",
    "give_up",
    "history",
    "next_undo",
    "redo",
    "said",
    "table",
    "undo",
    "undo_until",
    "words",
    "wrong_day",
]


def history(project: OpenProject, *, limit: int = 100, offset: int = 0) -> list[Event]:
    """Return what was done, the latest first, as far as the coder may see it."""
    with project.database.reading() as connection:
        return events.history(connection, project.viewer, limit=limit, offset=offset)


class StandsInTheWay(RefusedError):  # noqa: N818 - the name says what does
    """A later act forbids that one is taken back or done again; ``why`` says which, as a sentence by itself."""

    def __init__(self, message: str, *, why: str, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.why = why


@contextmanager
def _in_words(project: OpenProject) -> Iterator[None]:
    """Name the acts of a refusal in the language spoken."""
    try:
        yield
    except events.InTheWay as refusal:

        def say(event: Event) -> str:
            return words(project, event, language=spoken())

        why = _("“{what}”: {because}.").format(what=say(refusal.target), because=refusal.why(say))
        raise StandsInTheWay(refusal.told(say), why=why, hint=refusal.hint) from refusal


def undo(project: OpenProject) -> Event:
    """Take back the coder's latest act that still stands.

    Returns:
        The event that took it back; its changes say what is different now.

    Raises:
        StandsInTheWay: a later act stands on it; nothing was changed.
        RefusedError: there is nothing to take back, or it kept what was coded blind and the others' work was seen
            since; nothing was changed.
    """
    # Whoever has done nothing yet is not brought in for this.
    with _in_words(project), project.database.writing() as connection:
        coder = project.actor.uuid
        done_blind.refuse_forgetting(connection, events.next_undo(connection, coder))
        done = events.undo(connection, coder, at=now())
    refresh(project)
    return done


def give_up(project: OpenProject) -> Event:
    """Take back the coder's latest act for good, as one that was never meant to stand: redo does not do it again.

    Raises:
        RefusedError: as for :func:`undo`.
    """
    with project.database.writing() as connection:
        coder = project.actor.uuid
        done_blind.refuse_forgetting(connection, events.next_undo(connection, coder))
        return events.give_up(connection, coder, at=now())


def next_undo(project: OpenProject) -> Event | None:
    """Return the act that undo would take back, None where there is nothing of the coder's."""
    if project.coder is None:
        return None
    with project.database.reading() as connection:
        return events.next_undo(connection, project.coder.uuid)


def redo(project: OpenProject) -> Event:
    """Do again what the coder took back last.

    Raises:
        StandsInTheWay: a later act does.
        RefusedError: there is nothing to do again.
    """
    with _in_words(project), project.database.writing() as connection:
        done = events.redo(connection, project.actor.uuid, at=now())
    refresh(project)
    return done


def said(project: OpenProject, event: Event) -> str:
    """Return what an undo or redo was about, for a reader; of a batch how many transcripts came or went."""
    moved = sum(change.kind == "transcript" and None in (change.before, change.after) for change in event.changes)
    what = words(project, event, language=spoken())
    return _("{n} transcripts; {what}").format(n=moved, what=what) if moved > 1 else what


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking back several acts: the events that did it, and what stopped it on the way."""

    done: tuple[Event, ...]
    refused: RefusedError | None = None


def acts_after(project: OpenProject, event: str) -> int:
    """Return how many acts of the coder's own stand that came after an event (a UUID); acts of a batch are one."""
    if project.coder is None:
        return 0
    with project.database.reading() as connection:
        return events.standing_after(connection, project.coder.uuid, event)


def undo_until(project: OpenProject, event: str) -> TakenBack:
    """Take back, one by one, all that the coder did after an event (a UUID); redo does each of them again.

    It stops where an act cannot be taken back; what was taken back before stays so.
    """
    done: list[Event] = []
    for _step in range(acts_after(project, event)):
        try:
            done.append(undo(project))
        except RefusedError as refused:
            return TakenBack(tuple(done), refused)
    return TakenBack(tuple(done))
