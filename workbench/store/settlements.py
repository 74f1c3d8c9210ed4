"""How disagreements were settled, where nobody's work is hidden from the one who reads."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench.core.coders import Viewer
from workbench.core.settlements import Settlement
from workbench.store import records, visibility
from workbench.store.tables import SETTLEMENT, TRANSCRIPT


def listing(connection: Connection, viewer: Viewer, *, transcript: str = "") -> list[Settlement]:
    """Return the settlements of all transcripts, or of one (a UUID): by transcript, then in text order."""
    place = SETTLEMENT.c
    wanted = records.selection("settlement").order_by(
        place.transcript_id, place.revision, place.start_offset, place.end_offset, place.uuid
    )
    if transcript:
        wanted = wanted.where(place.transcript_id.in_(select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == transcript)))
    seen = visibility.on_open_transcripts(wanted, connection, viewer, place.transcript_id)
    return records.build_all("settlement", connection.execute(seen).all())
