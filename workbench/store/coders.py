"""What coders have done with transcripts: how far they are, and what they have judged."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from workbench.core.coders import Reviewed, Status, Viewer
from workbench.store import records, visibility
from workbench.store.tables import CODER, REVIEWED, STATUS, TRANSCRIPT


def _transcript() -> Any:
    return select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == bindparam("transcript")).scalar_subquery()


def status(connection: Connection, transcript: str, coder: str) -> Status | None:
    """Return how far a coder is with a transcript, by UUIDs; for the coder's own acts, not for showing to others."""
    found: Status | None = records.first(connection, "status", _status_of(), transcript=transcript, coder=coder)
    return found


@cache
def _status_of() -> Select[Any]:
    return records.keyed_selection("status").where(
        STATUS.c.transcript_id == _transcript(),
        STATUS.c.coder_id == select(CODER.c.id).where(CODER.c.uuid == bindparam("coder")).scalar_subquery(),
    )


def statuses(connection: Connection, viewer: Viewer, *, transcript: str | None = None) -> list[Status]:
    """Return how far coders are with transcripts, or with one, as far as the viewer may see it."""
    place = {} if transcript is None else {"transcript": transcript}
    wanted = visibility.narrowed(
        _statuses(of_one=transcript is not None),
        connection,
        viewer,
        coder=STATUS.c.coder_id,
        transcript=STATUS.c.transcript_id,
        progress=True,
    )
    return records.build_all("status", connection.execute(wanted, place).all())


@cache
def _statuses(*, of_one: bool) -> Select[Any]:
    wanted = records.selection("status").order_by(STATUS.c.uuid)
    return wanted.where(STATUS.c.transcript_id == _transcript()) if of_one else wanted


def reviewed(connection: Connection, transcript: str, viewer: Viewer) -> list[Reviewed]:
    """Return the spans of a transcript that coders have judged, in text order, as far as the viewer may see them."""
    wanted = visibility.narrowed(
        _reviewed(), connection, viewer, coder=REVIEWED.c.coder_id, transcript=REVIEWED.c.transcript_id
    )
    return records.build_all("reviewed", connection.execute(wanted, {"transcript": transcript}).all())


@cache
def _reviewed() -> Select[Any]:
    order = (REVIEWED.c.revision, REVIEWED.c.start_offset, REVIEWED.c.uuid)
    return records.selection("reviewed").where(REVIEWED.c.transcript_id == _transcript()).order_by(*order)
