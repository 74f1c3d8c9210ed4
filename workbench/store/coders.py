"""What coders have done with transcripts: how far they are, and what they have judged."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from workbench.core.coders import Reviewed, Status, Viewer
from workbench.store import records, visibility
from workbench.store.tables import CODER, REVIEWED, STATUS, TRANSCRIPT


def _transcript(uuid: str) -> Any:
    return select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == uuid).scalar_subquery()


def status(connection: Connection, transcript: str, coder: str) -> Status | None:
    """Return how far a coder is with a transcript, by UUIDs; for the coder's own acts, not for showing to others."""
    row = connection.execute(
        records.selection("status").where(
            STATUS.c.transcript_id == _transcript(transcript),
            STATUS.c.coder_id == select(CODER.c.id).where(CODER.c.uuid == coder).scalar_subquery(),
        )
    ).first()
    return None if row is None else records.build("status", row)


def statuses(connection: Connection, viewer: Viewer, *, transcript: str | None = None) -> list[Status]:
    """Return how far coders are with transcripts, or with one, as far as the viewer may see it."""
    wanted: Select[Any] = records.selection("status").where(
        visibility.work(connection, viewer, STATUS.c.coder_id, STATUS.c.transcript_id)
    )
    if transcript is not None:
        wanted = wanted.where(STATUS.c.transcript_id == _transcript(transcript))
    return [records.build("status", row) for row in connection.execute(wanted.order_by(STATUS.c.uuid))]


def reviewed(connection: Connection, transcript: str, viewer: Viewer) -> list[Reviewed]:
    """Return the spans of a transcript that coders have judged, in text order, as far as the viewer may see them."""
    wanted = (
        records.selection("reviewed")
        .where(
            REVIEWED.c.transcript_id == _transcript(transcript),
            visibility.work(connection, viewer, REVIEWED.c.coder_id, REVIEWED.c.transcript_id),
        )
        .order_by(REVIEWED.c.revision, REVIEWED.c.start_offset, REVIEWED.c.uuid)
    )
    return [records.build("reviewed", row) for row in connection.execute(wanted)]
