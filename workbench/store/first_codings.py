"""When transcripts were first coded."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, select

from workbench.core.coders import Viewer
from workbench.store import visibility
from workbench.store.rows import plain
from workbench.store.tables import CODER, CODING, TRANSCRIPT


def first_coded(connection: Connection, viewer: Viewer) -> dict[str, dict[str, int]]:
    """Return when each coder's first coding that still stands was made, by transcript and coder (UUIDs).

    Times are microseconds UTC; of the newest revisions, as far as the viewer may see them.
    """
    wanted = visibility.narrowed(
        select(TRANSCRIPT.c.uuid, CODER.c.uuid, func.min(CODING.c.created_at))
        .select_from(CODING)
        .join(TRANSCRIPT, and_(TRANSCRIPT.c.id == CODING.c.transcript_id, TRANSCRIPT.c.revision == CODING.c.revision))
        .join(CODER, CODER.c.id == CODING.c.coder_id)
        .group_by(TRANSCRIPT.c.uuid, CODER.c.uuid),
        connection,
        viewer,
        coder=CODING.c.coder_id,
        transcript=CODING.c.transcript_id,
    )
    found: dict[str, dict[str, int]] = {}
    for transcript, coder, at in plain(connection, wanted):
        found.setdefault(transcript, {})[coder] = at
    return found
