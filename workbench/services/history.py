"""What was done, and taking it back."""

from __future__ import annotations

import datetime

from workbench.analysis.tables import Table, TableColumn, ValueKind
from workbench.core.events import Event
from workbench.services.project import OpenProject, coders, now
from workbench.store import events


def history(project: OpenProject, *, limit: int = 100, offset: int = 0) -> list[Event]:
    """Return what was done, the latest first, as far as the coder may see it."""
    with project.database.reading() as connection:
        return events.history(connection, project.viewer, limit=limit, offset=offset)


def undo(project: OpenProject) -> Event:
    """Take back the coder's latest act that still stands.

    Returns:
        The event that took it back; its changes say what is different now.

    Raises:
        RefusedError: there is nothing to take back, or a later act stands on it; nothing was changed.
    """
    # Whoever has done nothing yet is not brought in for this.
    with project.database.writing() as connection:
        return events.undo(connection, project.actor.uuid, at=now())


def next_undo(project: OpenProject) -> Event | None:
    """Return the act that undo would take back, None where there is nothing of the coder's."""
    if project.coder is None:
        return None
    with project.database.reading() as connection:
        return events.next_undo(connection, project.coder.uuid)


def redo(project: OpenProject) -> Event:
    """Do again what the coder took back last.

    Raises:
        RefusedError: there is nothing to do again, or a later act stands in its way.
    """
    with project.database.writing() as connection:
        return events.redo(connection, project.actor.uuid, at=now())


def said(event: Event) -> str:
    """Return what an undo or redo was about, for a reader; of a batch how many transcripts came or went."""
    moved = sum(change.kind == "transcript" and None in (change.before, change.after) for change in event.changes)
    return f"{moved} transcripts, {event.summary} among them" if moved > 1 else event.summary or event.action


def table(project: OpenProject, *, limit: int = 100) -> Table:
    """Return what was done as a list, the latest first: when, by whom, what."""
    people = {coder.uuid: coder.name for coder in coders(project)}
    rows = [
        (
            datetime.datetime.fromtimestamp(event.at / 1e6, datetime.UTC).astimezone().replace(microsecond=0),
            people.get(event.actor or "", "(the program)"),
            event.action,
            event.summary,
            event.uuid,
        )
        for event in history(project, limit=limit)
    ]
    columns = [
        TableColumn("at", "When", kind=ValueKind.TIME),
        TableColumn("coder", "Who"),
        TableColumn("action", "Act"),
        TableColumn("summary", "What"),
        TableColumn("id", aside=True),
    ]
    return Table("History", columns, rows, name="History")
