"""Tables of what coders do: codings, memos, marks for review and report, status, pins."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from workbench.store.tables.columns import (
    FIELDS_OR_NONE,
    NAME,
    NUMBER,
    NUMBER_OR_NONE,
    SPANS,
    TIME,
    TIME_OR_NONE,
    WORD,
    WORDS,
    Identified,
    exactly_one,
    may_refer_to,
    one_of,
    refers_to,
    rows_of,
)


class CodingColumns(Identified):
    """One coder gave one code to one passage.

    The unique key, in this order, is also the index that matrices and agreement are read from without the table.
    ``event_id`` is set while the row stands as a bulk act made it, and its index holds those rows only. It does so on
    PostgreSQL too, but that stands in the migration alone: saying it here would import that dialect at every start.
    """

    transcript_id = refers_to("transcript")
    revision = NUMBER
    code_id = refers_to("code", index=True)
    start_offset = NUMBER
    end_offset = NUMBER
    coder_id = refers_to("coder")
    certainty = WORD
    codebook_revision = NUMBER
    created_at = TIME
    origin = FIELDS_OR_NONE
    quotation = NAME
    context_before = NAME
    context_after = NAME
    event_id = may_refer_to("event")


CODING = rows_of(
    "coding",
    CodingColumns,
    UniqueConstraint(
        "transcript_id", "revision", "code_id", "start_offset", "end_offset", "coder_id", name="uq_coding_place"
    ),
    CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
    one_of("certainty", "sure", "unsure"),
    Index(None, "event_id", sqlite_where=text("event_id IS NOT NULL")),
)


class CodingAnchorColumns(Identified):
    """Where a coding stood before its transcript was corrected."""

    coding_id = refers_to("coding")
    revision = NUMBER
    start_offset = NUMBER
    end_offset = NUMBER


CODING_ANCHOR = rows_of("coding_anchor", CodingAnchorColumns, UniqueConstraint("coding_id", "revision"))


class CodingAtDoneColumns(Identified):
    """A coding as it stood when its coder was done with a blind transcript."""

    transcript_id = refers_to("transcript")
    revision = NUMBER
    code_id = refers_to("code", index=True)
    start_offset = NUMBER
    end_offset = NUMBER
    coder_id = refers_to("coder")


CODING_AT_DONE = rows_of(
    "coding_at_done",
    CodingAtDoneColumns,
    UniqueConstraint(
        "transcript_id",
        "revision",
        "code_id",
        "start_offset",
        "end_offset",
        "coder_id",
        name="uq_coding_at_done_place",
    ),
)


class PassageColumns(Identified):
    """A span of a transcript that a memo hangs on."""

    transcript_id = refers_to("transcript")
    revision = NUMBER
    start_offset = NUMBER
    end_offset = NUMBER


PASSAGE = rows_of(
    "passage",
    PassageColumns,
    Index(None, "transcript_id", "revision", "start_offset"),
    CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
)


class MemoColumns(Identified):
    """A coder's note on exactly one thing."""

    coder_id = refers_to("coder")
    body = NAME
    project_id = may_refer_to("project")
    transcript_id = may_refer_to("transcript", index=True)
    passage_id = may_refer_to("passage", index=True)
    code_id = may_refer_to("code", index=True)
    coding_id = may_refer_to("coding", index=True)
    case_id = may_refer_to("case", index=True)
    created_at = TIME
    changed_at = TIME


MEMO = rows_of(
    "memo",
    MemoColumns,
    exactly_one("target", "project_id", "transcript_id", "passage_id", "code_id", "coding_id", "case_id"),
)


class ReviewedColumns(Identified):
    """A span that a coder has judged."""

    transcript_id = refers_to("transcript")
    revision = NUMBER
    coder_id = refers_to("coder")
    start_offset = NUMBER
    end_offset = NUMBER


REVIEWED = rows_of(
    "reviewed",
    ReviewedColumns,
    UniqueConstraint("transcript_id", "revision", "coder_id", "start_offset", "end_offset", name="uq_reviewed_place"),
    CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
)


class ReportMarkColumns(Identified):
    """A passage that a coder wants in the report."""

    transcript_id = refers_to("transcript")
    revision = NUMBER
    start_offset = NUMBER
    end_offset = NUMBER
    coder_id = refers_to("coder")
    approval = WORD
    note = NAME
    created_at = TIME


REPORT_MARK = rows_of(
    "report_mark",
    ReportMarkColumns,
    UniqueConstraint(
        "transcript_id", "revision", "start_offset", "end_offset", "coder_id", name="uq_report_mark_place"
    ),
    CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
    one_of("approval", "not asked", "asked", "approved", "refused"),
)


class SettlementColumns(Identified):
    """How a disagreement between coders was settled."""

    transcript_id = refers_to("transcript")
    revision = NUMBER
    code_id = refers_to("code", index=True)
    start_offset = NUMBER
    end_offset = NUMBER
    compared = WORDS
    kind = WORD
    decision = WORD
    coder_id = refers_to("coder")
    taken_id = may_refer_to("coder")
    reason = NAME
    at = TIME
    edited = SPANS


SETTLEMENT = rows_of(
    "settlement",
    SettlementColumns,
    UniqueConstraint("transcript_id", "revision", "code_id", "start_offset", "end_offset", name="uq_settlement_place"),
    CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span"),
    one_of("kind", "omission", "boundary", "substitution", "granularity"),
    one_of("decision", "take", "union", "intersection", "neither", "edited", "later"),
)


class StatusColumns(Identified):
    """How far a coder is with a transcript."""

    transcript_id = refers_to("transcript")
    coder_id = refers_to("coder")
    progress = WORD
    codebook_revision = NUMBER_OR_NONE
    at = TIME
    kept_at = TIME_OR_NONE


STATUS = rows_of(
    "status",
    StatusColumns,
    UniqueConstraint("transcript_id", "coder_id"),
    one_of("progress", "not started", "coding", "done"),
)


class PinColumns(Identified):
    """A code that a coder pinned to a digit of the keyboard."""

    coder_id = refers_to("coder")
    digit = NUMBER
    code_id = refers_to("code", index=True)


PIN = rows_of(
    "pin", PinColumns, UniqueConstraint("coder_id", "digit"), CheckConstraint("digit BETWEEN 0 AND 9", name="digit")
)
