"""Codings in the order of the texts as the database's own rows, for lists of any length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select

from workbench.core.coders import Viewer
from workbench.store import visibility
from workbench.store.rows import plain
from workbench.store.tables import CODE, CODER, CODING, REVISION, TRANSCRIPT, TURN

_IN_FORCE = and_(TRANSCRIPT.c.id == CODING.c.transcript_id, TRANSCRIPT.c.revision == CODING.c.revision)


def in_order(
    connection: Connection,
    viewer: Viewer,
    transcripts: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    coders: Collection[str] | None = None,
    *,
    whole: bool = False,
) -> Iterator[tuple[tuple[Any, ...], int, str, int]]:
    """Yield the codings of the newest revisions that a viewer may see, transcript by transcript in text order.

    Nothing is made of a row, since lists of a hundred thousand are given out.

    Args:
        connection: stays in its transaction until the last one is taken.
        viewer: who sees only what they may.
        transcripts: only on these, by UUID.
        codes: only with these, by UUID.
        coders: only by these, by UUID.
        whole: with everything that a coding and its surroundings are made of.

    Yields:
        Each coding's row: a key, start and end (half-open, code points), UUIDs of coding, transcript, code and coder,
        certainty, microseconds UTC, quotation; if ``whole`` revision, codebook revision, context before and after, and
        origin as it is stored. With it the index, from 0, of the turn that it begins in, -1 where it begins in
        none; that turn's speaker; and the index of the turn that it ends in, or that stands before its end.
    """
    wanted = _whole_rows() if whole else _rows()
    wanted = wanted.where(visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id))
    for column, chosen in ((TRANSCRIPT.c.uuid, transcripts), (CODE.c.uuid, codes), (CODER.c.uuid, coders)):
        if chosen is not None:
            wanted = wanted.where(column.in_(chosen))
    starts: list[int] = []
    turns: list[tuple[int, str]] = []
    read = None
    for row in plain(connection, wanted):
        key, start, end = row[:3]
        if key != read:
            starts, turns, read = *_turns(connection, key), key
        turn = bisect_right(starts, start) - 1
        stop, speaker = turns[turn] if turn >= 0 else (0, "")
        last = turn if end <= stop else bisect_right(starts, end - 1) - 1
        if start < stop:
            yield row, turn, speaker, last
        else:
            yield row, -1, "", last


def origin_reader(connection: Connection) -> Callable[[Any], Any]:
    """Return what makes of a stored origin, where there is one, what a coding has."""
    read = CODING.c.origin.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
    return read or (lambda stored: stored)


@cache
def _rows() -> Select[Any, *tuple[Any, ...]]:
    return (
        select(
            TRANSCRIPT.c.id,
            CODING.c.start_offset,
            CODING.c.end_offset,
            CODING.c.uuid,
            TRANSCRIPT.c.uuid,
            CODE.c.uuid,
            CODER.c.uuid,
            CODING.c.certainty,
            CODING.c.created_at,
            CODING.c.quotation,
        )
        .select_from(CODING)
        .join(TRANSCRIPT, _IN_FORCE)
        .join(CODE, CODE.c.id == CODING.c.code_id)
        .join(CODER, CODER.c.id == CODING.c.coder_id)
        .order_by(TRANSCRIPT.c.name_key, CODING.c.start_offset, CODING.c.end_offset, CODING.c.created_at, CODING.c.id)
    )


@cache
def _whole_rows() -> Select[Any, *tuple[Any, ...]]:
    return _rows().add_columns(
        CODING.c.revision,
        CODING.c.codebook_revision,
        CODING.c.context_before,
        CODING.c.context_after,
        CODING.c.origin,
    )


def _turns(connection: Connection, transcript: int) -> tuple[list[int], list[tuple[int, str]]]:
    """Return where the turns of a transcript start, and each one's end and label."""
    starts: list[int] = []
    turns: list[tuple[int, str]] = []
    for start, end, speaker in plain(connection, _turns_of_one(), transcript=transcript):
        starts.append(start)
        turns.append((end, speaker))
    return starts, turns


@cache
def _turns_of_one() -> Select[Any, *tuple[Any, ...]]:
    return (
        select(TURN.c.start_offset, TURN.c.end_offset, TURN.c.speaker)
        .join(REVISION, REVISION.c.text_id == TURN.c.text_id)
        .join(TRANSCRIPT, and_(TRANSCRIPT.c.id == REVISION.c.transcript_id, TRANSCRIPT.c.revision == REVISION.c.n))
        .where(TRANSCRIPT.c.id == bindparam("transcript"))
        .order_by(TURN.c.n)
    )
