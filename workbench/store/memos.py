"""Memos, as far as the one who reads may see them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, literal, or_, select

from workbench.core.coders import Viewer
from workbench.core.memos import TARGETS, Memo, MemoPlace
from workbench.core.passages import Passage, Span
from workbench.store import records, visibility
from workbench.store.tables import CODE, CODING, MEMO, PASSAGE, REVISION, TRANSCRIPT, TRANSCRIPT_TEXT, TURN, table


def listing(connection: Connection, viewer: Viewer) -> list[Memo]:
    """Return all memos that a viewer may see, the oldest first."""
    wanted = records.selection("memo").where(visibility.memo(connection, viewer))
    return [records.build("memo", row) for row in connection.execute(wanted.order_by(MEMO.c.created_at, MEMO.c.uuid))]


def on(connection: Connection, viewer: Viewer, kind: str, uuid: str) -> list[Memo]:
    """Return the memos on one record that a viewer may see, the oldest first.

    Raises:
        ValueError: no memo hangs on records of that kind.
    """
    if kind not in TARGETS:
        raise ValueError(f"no memo hangs on a {kind}")
    target = table(kind)
    wanted = records.selection("memo").where(
        MEMO.c[f"{kind}_id"] == select(target.c.id).where(target.c.uuid == uuid).scalar_subquery(),
        visibility.memo(connection, viewer),
    )
    return [records.build("memo", row) for row in connection.execute(wanted.order_by(MEMO.c.created_at, MEMO.c.uuid))]


def on_passage(connection: Connection, viewer: Viewer, transcript: str, revision: int, span: Span) -> list[Memo]:
    """Return the memos on exactly these words of a transcript that a viewer may see, the oldest first."""
    wanted = (
        records.selection("memo")
        .join(PASSAGE, PASSAGE.c.id == MEMO.c.passage_id)
        .join(TRANSCRIPT, TRANSCRIPT.c.id == PASSAGE.c.transcript_id)
        .where(
            TRANSCRIPT.c.uuid == transcript,
            PASSAGE.c.revision == revision,
            PASSAGE.c.start_offset == span.start,
            PASSAGE.c.end_offset == span.end,
            visibility.memo(connection, viewer),
        )
    )
    return [records.build("memo", row) for row in connection.execute(wanted.order_by(MEMO.c.created_at, MEMO.c.uuid))]


def of_transcript(connection: Connection, transcript: str, viewer: Viewer) -> list[Memo]:
    """Return the memos on a transcript, its passages and its codings that a viewer may see, the oldest first."""
    wanted = _of_transcript()
    if not visibility.sees_everything(connection, viewer):
        wanted = wanted.where(visibility.memo(connection, viewer))
    return records.build_all("memo", connection.execute(wanted, {"transcript": transcript}).all())


@cache
def _of_transcript() -> Select[Any]:
    key = select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == bindparam("transcript")).scalar_subquery()
    on_it = or_(
        MEMO.c.transcript_id == key,
        MEMO.c.passage_id.in_(select(PASSAGE.c.id).where(PASSAGE.c.transcript_id == key)),
        MEMO.c.coding_id.in_(select(CODING.c.id).where(CODING.c.transcript_id == key)),
    )
    return records.selection("memo").where(on_it).order_by(MEMO.c.created_at, MEMO.c.uuid)


def passages(connection: Connection, noted: Iterable[Memo]) -> list[Passage]:
    """Return the passages that some memos hang on."""
    wanted = {memo.passage for memo in noted if memo.passage is not None}
    if not wanted:
        return []
    rows = connection.execute(records.selection("passage").where(PASSAGE.c.uuid.in_(wanted)))
    return records.build_all("passage", rows)


def places(connection: Connection, viewer: Viewer) -> dict[str, MemoPlace]:
    """Return the words that memos are about, by the UUID of the passage or coding they hang on.

    Another coder's coding that the viewer may not see has none.
    """
    length = PASSAGE.c.end_offset - PASSAGE.c.start_offset
    quotation = func.substr(TRANSCRIPT_TEXT.c.text, PASSAGE.c.start_offset + 1, length)
    passages = _placed(PASSAGE, quotation, literal("")).where(PASSAGE.c.id.in_(select(MEMO.c.passage_id)))
    codings = visibility.narrowed(
        _placed(CODING, CODING.c.quotation, CODE.c.uuid)
        .join(CODE, CODE.c.id == CODING.c.code_id)
        .where(CODING.c.id.in_(select(MEMO.c.coding_id))),
        connection,
        viewer,
        coder=CODING.c.coder_id,
        transcript=CODING.c.transcript_id,
    )
    turns: dict[int, tuple[list[int], list[tuple[int, str]]]] = {}
    found: dict[str, MemoPlace] = {}
    for wanted in (passages, codings):
        for uuid, text, transcript, revision, start, end, words, code in connection.execute(wanted):
            if text not in turns:
                turns[text] = _turns(connection, text)
            starts, spoken = turns[text]
            at = bisect_right(starts, start) - 1
            stop, speaker = spoken[at] if at >= 0 else (0, "")
            turn = (at, speaker) if start < stop else (-1, "")
            found[uuid] = MemoPlace(transcript, revision, start, end, words, code, *turn)
    return found


def _placed(own: Any, quotation: Any, code: Any) -> Select[Any]:
    """Return the statement for what stands at a table's spans: UUID, the text's key, transcript, span, words, code."""
    return (
        select(
            own.c.uuid,
            TRANSCRIPT_TEXT.c.id,
            TRANSCRIPT.c.uuid,
            own.c.revision,
            own.c.start_offset,
            own.c.end_offset,
            quotation,
            code,
        )
        .select_from(own)
        .join(TRANSCRIPT, TRANSCRIPT.c.id == own.c.transcript_id)
        .join(REVISION, and_(REVISION.c.transcript_id == own.c.transcript_id, REVISION.c.n == own.c.revision))
        .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
    )


def _turns(connection: Connection, text: int) -> tuple[list[int], list[tuple[int, str]]]:
    """Return where the turns of a text start, and each one's end and label."""
    rows = connection.execute(
        select(TURN.c.start_offset, TURN.c.end_offset, TURN.c.speaker).where(TURN.c.text_id == text).order_by(TURN.c.n)
    ).all()
    return [row[0] for row in rows], [(row[1], row[2]) for row in rows]
