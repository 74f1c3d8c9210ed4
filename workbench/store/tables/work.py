"""Tables of what coders do: codings, memos, marks, status, pins."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from workbench.store.tables.columns import (
    NUMBERED,
    Key,
    Name,
    NullableJson,
    Row,
    Time,
    Uuid,
    Word,
    exactly_one,
    one_of,
    reference,
)


class CodingRow(Row):
    """One coder gave one code to one passage.

    The unique key, in this order, is also the index that matrices and agreement are read from without the table.
    ``event_id`` is set while the row stands as a bulk act made it.
    """

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint(
            "transcript_id", "revision", "code_id", "start_offset", "end_offset", "coder_id", name="uq_coding_place"
        ),
        CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
        one_of("certainty", "sure", "unsure"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    revision: Mapped[int]
    code_id: Mapped[int] = reference("code", index=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    coder_id: Mapped[int] = reference("coder")
    certainty: Mapped[Word]
    codebook_revision: Mapped[int]
    created_at: Mapped[Time]
    origin: Mapped[NullableJson]
    quotation: Mapped[Name]
    context_before: Mapped[Name]
    context_after: Mapped[Name]
    event_id: Mapped[int | None] = reference("event")


Index(
    None,
    CodingRow.event_id,
    sqlite_where=CodingRow.event_id.is_not(None),
    postgresql_where=CodingRow.event_id.is_not(None),
)


class CodingAnchorRow(Row):
    """Where a coding stood before its transcript was corrected."""

    __tablename__ = "coding_anchor"
    __table_args__ = (UniqueConstraint("coding_id", "revision"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    coding_id: Mapped[int] = reference("coding")
    revision: Mapped[int]
    start_offset: Mapped[int]
    end_offset: Mapped[int]


class CodingAtDoneRow(Row):
    """A coding as it stood when its coder was done with a blind transcript."""

    __tablename__ = "coding_at_done"
    __table_args__ = (
        UniqueConstraint(
            "transcript_id",
            "revision",
            "code_id",
            "start_offset",
            "end_offset",
            "coder_id",
            name="uq_coding_at_done_place",
        ),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    revision: Mapped[int]
    code_id: Mapped[int] = reference("code", index=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    coder_id: Mapped[int] = reference("coder")


class PassageRow(Row):
    """A span of a transcript that a memo hangs on."""

    __tablename__ = "passage"
    __table_args__ = (
        Index(None, "transcript_id", "revision", "start_offset"),
        CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    revision: Mapped[int]
    start_offset: Mapped[int]
    end_offset: Mapped[int]


class MemoRow(Row):
    """A coder's note on exactly one thing."""

    __tablename__ = "memo"
    __table_args__ = (
        exactly_one("target", "project_id", "transcript_id", "passage_id", "code_id", "coding_id", "case_id"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    coder_id: Mapped[int] = reference("coder")
    body: Mapped[Name]
    project_id: Mapped[int | None] = reference("project")
    transcript_id: Mapped[int | None] = reference("transcript", index=True)
    passage_id: Mapped[int | None] = reference("passage", index=True)
    code_id: Mapped[int | None] = reference("code", index=True)
    coding_id: Mapped[int | None] = reference("coding", index=True)
    case_id: Mapped[int | None] = reference("case", index=True)
    created_at: Mapped[Time]
    changed_at: Mapped[Time]


class ReviewedRow(Row):
    """A span that a coder has judged."""

    __tablename__ = "reviewed"
    __table_args__ = (
        UniqueConstraint(
            "transcript_id", "revision", "coder_id", "start_offset", "end_offset", name="uq_reviewed_place"
        ),
        CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    revision: Mapped[int]
    coder_id: Mapped[int] = reference("coder")
    start_offset: Mapped[int]
    end_offset: Mapped[int]


class StatusRow(Row):
    """How far a coder is with a transcript."""

    __tablename__ = "status"
    __table_args__ = (
        UniqueConstraint("transcript_id", "coder_id"),
        one_of("progress", "not started", "coding", "done"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    coder_id: Mapped[int] = reference("coder")
    progress: Mapped[Word]
    codebook_revision: Mapped[int | None]
    at: Mapped[Time]


class PinRow(Row):
    """A code that a coder pinned to a digit of the keyboard."""

    __tablename__ = "pin"
    __table_args__ = (
        UniqueConstraint("coder_id", "digit"),
        CheckConstraint("digit BETWEEN 0 AND 9", name="digit"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    coder_id: Mapped[int] = reference("coder")
    digit: Mapped[int]
    code_id: Mapped[int] = reference("code", index=True)
