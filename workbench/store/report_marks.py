"""Passages marked for the report, as far as the one who reads may see them."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from workbench.core.coders import Viewer
from workbench.core.report_marks import ReportMark
from workbench.store import records, visibility
from workbench.store.tables import REPORT_MARK, REVISION, TRANSCRIPT, TRANSCRIPT_TEXT

_IN_TEXT = (
    REPORT_MARK.c.start_offset,
    REPORT_MARK.c.end_offset,
    REPORT_MARK.c.created_at,
    REPORT_MARK.c.uuid,
)


def of_transcript(connection: Connection, transcript: str, viewer: Viewer, *, revision: int) -> list[ReportMark]:
    """Return the marks on a revision of a transcript that a viewer may see, in text order."""
    wanted = _seen(_of_transcript(), connection, viewer)
    place = {"transcript": transcript, "revision": revision}
    return records.build_all("report_mark", connection.execute(wanted, place).all())


@cache
def _of_transcript() -> Select[Any]:
    key = select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == bindparam("transcript")).scalar_subquery()
    return (
        records.selection("report_mark")
        .where(REPORT_MARK.c.transcript_id == key, REPORT_MARK.c.revision == bindparam("revision"))
        .order_by(*_IN_TEXT)
    )


def listing(connection: Connection, viewer: Viewer) -> list[tuple[ReportMark, str]]:
    """Return all marks that a viewer may see with the words they are on: by transcript, then in text order."""
    length = REPORT_MARK.c.end_offset - REPORT_MARK.c.start_offset
    words = (
        select(REPORT_MARK.c.uuid, func.substr(TRANSCRIPT_TEXT.c.text, REPORT_MARK.c.start_offset + 1, length))
        .join(TRANSCRIPT, TRANSCRIPT.c.id == REPORT_MARK.c.transcript_id)
        .join(REVISION, (REVISION.c.transcript_id == TRANSCRIPT.c.id) & (REVISION.c.n == REPORT_MARK.c.revision))
        .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
        .order_by(TRANSCRIPT.c.name_key, *_IN_TEXT)
    )
    marks = connection.execute(_seen(records.selection("report_mark"), connection, viewer)).all()
    found: dict[str, ReportMark] = {mark.uuid: mark for mark in records.build_all("report_mark", marks)}
    ordered = connection.execute(_seen(words, connection, viewer))
    return [(found[uuid], quotation) for uuid, quotation in ordered]


def _seen(statement: Select[Any], connection: Connection, viewer: Viewer) -> Select[Any]:
    return visibility.narrowed(
        statement,
        connection,
        viewer,
        coder=REPORT_MARK.c.coder_id,
        transcript=REPORT_MARK.c.transcript_id,
    )
