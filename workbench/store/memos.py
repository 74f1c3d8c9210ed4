"""Memos, as far as the one who reads may see them."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select

from workbench.core.coders import Viewer
from workbench.core.memos import TARGETS, Memo
from workbench.store import records, visibility
from workbench.store.tables import CODING, MEMO, PASSAGE, TRANSCRIPT, table


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
