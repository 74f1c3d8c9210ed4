"""Transcripts and what they say."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from workbench.core.errors import NotFoundError
from workbench.core.transcripts import TranscriptText, Turn
from workbench.store import dialect
from workbench.store.tables import REVISION, TRANSCRIPT, TRANSCRIPT_TEXT, TURN, UNIT


def packed(spans: Iterable[int]) -> bytes:
    """Lay a unit's starts and ends out as unsigned 32-bit numbers, the low byte first on every machine."""
    flat = array("I", spans)
    if sys.byteorder == "big":
        flat.byteswap()
    return flat.tobytes()


def unpacked(blob: bytes) -> array[int]:
    """Return a unit's starts and ends; the inverse of :func:`packed`."""
    flat = array("I")
    flat.frombytes(blob)
    if sys.byteorder == "big":
        flat.byteswap()
    return flat


def add_text(connection: Connection, text: TranscriptText) -> str:
    """Store a text with its turns, units and index, unless the very same one is there; return its content hash."""
    content = text.content_hash
    if connection.execute(select(TRANSCRIPT_TEXT.c.id).where(TRANSCRIPT_TEXT.c.content_hash == content)).first():
        return content
    inserted = connection.execute(
        insert(TRANSCRIPT_TEXT).values(
            content_hash=content,
            text_hash=text.text_hash,
            text=text.text,
            preamble=text.preamble,
            unit_rule=text.unit_rule,
        )
    ).inserted_primary_key
    key = int(inserted[0]) if inserted else 0
    if text.turns:
        connection.execute(
            insert(TURN),
            [
                {
                    "text_id": key,
                    "n": n,
                    "start_offset": turn.start,
                    "end_offset": turn.end,
                    "speaker": turn.speaker,
                    "time_ms": turn.time_ms,
                    "time_text": turn.time_text,
                }
                for n, turn in enumerate(text.turns)
            ],
        )
    if text.units:
        connection.execute(
            insert(UNIT),
            [
                {"text_id": key, "kind": kind, "spans": packed(spans), "rule": text.unit_rule}
                for kind, spans in text.units.items()
            ],
        )
    dialect.index_turns(connection, _indexed(connection, key, text.text))
    return content


def _indexed(connection: Connection, key: int, text: str) -> list[tuple[int, str]]:
    rows = connection.execute(select(TURN.c.id, TURN.c.start_offset, TURN.c.end_offset).where(TURN.c.text_id == key))
    return [(turn, text[start:end]) for turn, start, end in rows]


_HEAD = (TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text, TRANSCRIPT_TEXT.c.preamble, TRANSCRIPT_TEXT.c.unit_rule)


def text(connection: Connection, content_hash: str) -> TranscriptText:
    """Return a text by its content hash.

    Raises:
        NotFoundError: it is not there.
    """
    head = connection.execute(select(*_HEAD).where(TRANSCRIPT_TEXT.c.content_hash == content_hash)).first()
    if head is None:
        raise NotFoundError("The text is not in the project.", hint="Run: workbench check")
    return _whole(connection, *head)


def text_of(connection: Connection, transcript: str, revision: int) -> TranscriptText:
    """Return what a revision of a transcript says, by the transcript's UUID.

    Raises:
        NotFoundError: there is no such transcript or revision.
    """
    joined = TRANSCRIPT.join(REVISION, REVISION.c.transcript_id == TRANSCRIPT.c.id)
    joined = joined.join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
    head = connection.execute(
        select(*_HEAD).select_from(joined).where(TRANSCRIPT.c.uuid == transcript, REVISION.c.n == revision)
    ).first()
    if head is None:
        raise NotFoundError(
            f"The transcript has no revision {revision}.", hint="Look at the list: workbench transcripts"
        )
    return _whole(connection, *head)


def _whole(connection: Connection, key: int, words: str, preamble: str, rule: int) -> TranscriptText:
    turns = connection.execute(
        select(TURN.c.start_offset, TURN.c.end_offset, TURN.c.speaker, TURN.c.time_ms, TURN.c.time_text)
        .where(TURN.c.text_id == key)
        .order_by(TURN.c.n)
    )
    units = connection.execute(select(UNIT.c.kind, UNIT.c.spans).where(UNIT.c.text_id == key).order_by(UNIT.c.kind))
    return TranscriptText(
        words, tuple(Turn(*row) for row in turns), {kind: unpacked(spans) for kind, spans in units}, rule, preamble
    )


def orphans(connection: Connection) -> list[str]:
    """Return the content hashes of texts that no revision has."""
    held = select(REVISION.c.id).where(REVISION.c.text_id == TRANSCRIPT_TEXT.c.id).exists()
    return list(connection.execute(select(TRANSCRIPT_TEXT.c.content_hash).where(~held)).scalars())


def remove_text(connection: Connection, content_hash: str) -> None:
    """Take a text out that no revision has, with its turns, units and index."""
    row = connection.execute(
        select(TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text).where(TRANSCRIPT_TEXT.c.content_hash == content_hash)
    ).one()
    dialect.unindex_turns(connection, _indexed(connection, *row))
    connection.execute(delete(TURN).where(TURN.c.text_id == row.id))
    connection.execute(delete(UNIT).where(UNIT.c.text_id == row.id))
    connection.execute(delete(TRANSCRIPT_TEXT).where(TRANSCRIPT_TEXT.c.id == row.id))
