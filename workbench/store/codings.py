"""Codings: one transcript's, many at once, and all of them for counting."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Select, delete, insert, select
from sqlalchemy.exc import IntegrityError

from workbench.core.coders import Viewer
from workbench.core.codings import Coding
from workbench.core.errors import RefusedError
from workbench.core.passages import Span
from workbench.store import records, visibility
from workbench.store.tables import CODE, CODER, CODING, TOMBSTONE, TRANSCRIPT


def find(connection: Connection, transcript: str, revision: int, code: str, span: Span, coder: str) -> Coding | None:
    """Return a coder's own coding of exactly this passage with this code, all by UUID, or ``None``."""
    place = _in_transcript(transcript).where(
        CODING.c.revision == revision,
        CODING.c.code_id == select(CODE.c.id).where(CODE.c.uuid == code).scalar_subquery(),
        CODING.c.start_offset == span.start,
        CODING.c.end_offset == span.end,
        CODING.c.coder_id == select(CODER.c.id).where(CODER.c.uuid == coder).scalar_subquery(),
    )
    row = connection.execute(place).first()
    return None if row is None else records.build("coding", row)


def of_transcript(
    connection: Connection, transcript: str, viewer: Viewer, *, revision: int | None = None
) -> list[Coding]:
    """Return the codings of a transcript that a viewer may see, in text order; of one revision if it is said."""
    wanted = _in_transcript(transcript).where(
        visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id)
    )
    if revision is not None:
        wanted = wanted.where(CODING.c.revision == revision)
    order = (CODING.c.start_offset, CODING.c.end_offset, CODING.c.created_at, CODING.c.uuid)
    return [records.build("coding", row) for row in connection.execute(wanted.order_by(*order))]


def _in_transcript(transcript: str) -> Select[tuple[object, ...]]:
    key = select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == transcript).scalar_subquery()
    return records.selection("coding").where(CODING.c.transcript_id == key)


def add_bulk(connection: Connection, codings: Sequence[Coding], *, event: int) -> None:
    """Write many new codings as one act; each row carries the event's local key while it stands as it was made.

    Raises:
        RefusedError: one of them is there already, or what it refers to is not; the transaction must be given up.
    """
    rows = [
        records.row_of(connection, coding) | {"uuid": coding.uuid, "event_id": event}
        for coding in sorted(codings, key=lambda c: (c.transcript, c.revision, c.start))
    ]
    try:
        connection.execute(insert(CODING), rows)
    except IntegrityError as error:
        raise RefusedError(
            "One of the codings is there already: same coder, code and passage; nothing was changed.",
            hint="Take the ones out that are there, and repeat.",
        ) from error
    connection.execute(
        delete(TOMBSTONE).where(
            TOMBSTONE.c.kind == "coding",
            TOMBSTONE.c.uuid.in_(select(CODING.c.uuid).where(CODING.c.event_id == event)),
        )
    )


def of_event(connection: Connection, event: int) -> list[Coding]:
    """Return the codings that still stand as a bulk act made them, by the event's local key."""
    wanted = records.selection("coding").where(CODING.c.event_id == event).order_by(CODING.c.id)
    return [records.build("coding", row) for row in connection.execute(wanted)]
