"""Who may see whose work: the one place that says it.

In a blind project a coder sees only their own codings, memos, marks, statuses and events, and what is counted from
them, until every person who was given or has started a transcript is done with it, and the coder too. A lead sees
progress besides: who is how far with what, never what was coded.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, exists, or_, select, true

from workbench.core.coders import CoderKind, Progress, Viewer
from workbench.store.tables import CODER, CODING, MEMO, PASSAGE, PROJECT, STATUS, TRANSCRIPT

WORK = frozenset(
    {
        "coding",
        "coding_anchor",
        "coding_at_done",
        "passage",
        "memo",
        "reviewed",
        "report_mark",
        "settlement",
        "status",
        "pin",
    }
)
"""Kinds of records that are a coder's work."""


def sees_everything(connection: Connection, viewer: Viewer) -> bool:
    """Whether nothing is hidden from the viewer: the program itself, or anybody where nothing is blind."""
    if viewer.coder is None:
        return True
    return not is_blind(connection)


def is_blind(connection: Connection) -> bool:
    """Return whether the project is blind, as this connection sees it."""
    blind: bool | None = connection.info.get("blind")
    if blind is None:
        settings = connection.execute(select(PROJECT.c.settings)).scalar()
        blind = bool((settings or {}).get("blind", False))
        # Whoever only reads sees the project as it stands at one moment, and it need not be asked for again.
        if not connection.get_execution_options().get("writing", False):
            connection.info["blind"] = blind
    return blind


def open_transcripts(viewer: Viewer) -> Select[int]:
    """Return a statement for the local keys of the transcripts on which a blind viewer sees everybody's work."""
    own = exists().where(
        STATUS.c.transcript_id == TRANSCRIPT.c.id,
        STATUS.c.coder_id == CODER.c.id,
        CODER.c.uuid == viewer.coder,
        STATUS.c.progress == Progress.DONE.value,
    )
    unfinished = exists().where(
        STATUS.c.transcript_id == TRANSCRIPT.c.id,
        STATUS.c.coder_id == CODER.c.id,
        CODER.c.kind == CoderKind.PERSON.value,
        STATUS.c.progress != Progress.DONE.value,
    )
    # It stands for itself wherever it is put, also where the statement around it reads transcripts too.
    return select(TRANSCRIPT.c.id).where(own, ~unfinished).correlate(None)


def is_open(connection: Connection, viewer: Viewer, transcript: str) -> bool:
    """Whether nobody's work on a transcript (a UUID) is hidden from the viewer."""
    if sees_everything(connection, viewer):
        return True
    shown = select(TRANSCRIPT.c.uuid).where(TRANSCRIPT.c.id.in_(open_transcripts(viewer)))
    return connection.execute(shown.where(TRANSCRIPT.c.uuid == transcript)).first() is not None


def work(
    connection: Connection,
    viewer: Viewer,
    coder: ColumnElement[int],
    transcript: ColumnElement[int],
    *,
    progress: bool = False,
) -> ColumnElement[bool]:
    """Return the condition under which a viewer sees a row that ``coder`` made on ``transcript`` (local keys).

    ``progress`` is for rows that tell only how far a coder is.
    """
    if (progress and viewer.lead) or sees_everything(connection, viewer):
        return true()
    return or_(coder == _own_key(viewer), transcript.in_(open_transcripts(viewer)))


def narrowed(
    statement: Select[*tuple[Any, ...]],
    connection: Connection,
    viewer: Viewer,
    *,
    coder: ColumnElement[int],
    transcript: ColumnElement[int],
    progress: bool = False,
) -> Select[*tuple[Any, ...]]:
    """Return a statement with only the rows that a viewer sees (:func:`work`), or itself where nothing is hidden."""
    if (progress and viewer.lead) or sees_everything(connection, viewer):
        return statement
    return statement.where(work(connection, viewer, coder, transcript))


def on_open_transcripts(
    statement: Select[*tuple[Any, ...]], connection: Connection, viewer: Viewer, transcript: ColumnElement[int]
) -> Select[*tuple[Any, ...]]:
    """Return a statement with only the rows on transcripts where nobody's work is hidden: they tell of everybody's."""
    if sees_everything(connection, viewer):
        return statement
    return statement.where(transcript.in_(open_transcripts(viewer)))


def memo(connection: Connection, viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition under which a viewer sees a row of the memos.

    Another coder's memo on a transcript, or on a passage or coding in it, is work on that transcript; one on a code, a
    case or the project belongs to none and stays hidden while the project is blind.
    """
    if sees_everything(connection, viewer):
        return true()
    seen = open_transcripts(viewer).scalar_subquery()
    return or_(
        MEMO.c.coder_id == _own_key(viewer),
        MEMO.c.transcript_id.in_(seen),
        exists().where(PASSAGE.c.id == MEMO.c.passage_id, PASSAGE.c.transcript_id.in_(seen)).correlate(MEMO),
        exists().where(CODING.c.id == MEMO.c.coding_id, CODING.c.transcript_id.in_(seen)).correlate(MEMO),
    )


def _own_key(viewer: Viewer) -> ScalarSelect[int]:
    return select(CODER.c.id).where(CODER.c.uuid == viewer.coder).scalar_subquery()
