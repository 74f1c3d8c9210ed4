"""Tables of transcripts, their revisions and what they say."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from workbench.store.tables.columns import (
    BYTES,
    FIELDS,
    HASH,
    NAME,
    NUMBER,
    TIME,
    TIME_OR_NONE,
    WORD,
    Identified,
    Numbered,
    may_refer_to,
    one_of,
    refers_to,
    rows_of,
)


class TranscriptColumns(Identified):
    """The text of one interview."""

    name = NAME
    name_key = NAME
    case_id = may_refer_to("case", index=True)
    revision = NUMBER
    primary_coder_id = may_refer_to("coder")
    created_at = TIME


TRANSCRIPT = rows_of(
    "transcript", TranscriptColumns, UniqueConstraint("name_key"), CheckConstraint("revision >= 1", name="revision")
)


class TranscriptTextColumns(Numbered):
    """What a revision says; its identity is the hash of all that belongs to it.

    ``length`` in code points and ``words`` follow from it, and are kept so that lists need not read the texts.
    """

    content_hash = HASH
    text_hash = HASH
    text = NAME
    preamble = NAME
    length = NUMBER
    words = NUMBER
    unit_rule = NUMBER


TRANSCRIPT_TEXT = rows_of(
    "transcript_text", TranscriptTextColumns, UniqueConstraint("content_hash"), Index(None, "text_hash")
)


class TurnColumns(Numbered):
    """One speaker's uninterrupted speech; ``n`` counts from 0, offsets are half-open code points."""

    text_id = refers_to("transcript_text")
    n = NUMBER
    start_offset = NUMBER
    end_offset = NUMBER
    speaker = NAME
    time_ms = TIME_OR_NONE
    time_text = NAME


TURN = rows_of(
    "turn",
    TurnColumns,
    UniqueConstraint("text_id", "n"),
    CheckConstraint("0 <= start_offset AND start_offset <= end_offset", name="span"),
)


class UnitColumns(Numbered):
    """All boundaries of one unit in one text: unsigned 32-bit starts and ends in turn, the low byte first."""

    text_id = refers_to("transcript_text")
    kind = WORD
    spans = BYTES
    rule = NUMBER


UNIT = rows_of("unit", UnitColumns, UniqueConstraint("text_id", "kind"))


class SpeechColumns(Numbered):
    """How much is said under one label in one text: turns, and words outside the transcriber's marks.

    It follows from the text, and is kept so that a matrix's denominators need not read the texts.
    """

    text_id = refers_to("transcript_text")
    speaker = NAME
    turns = NUMBER
    words = NUMBER


SPEECH = rows_of("speech", SpeechColumns, UniqueConstraint("text_id", "speaker"))


class RevisionColumns(Identified):
    """One state of a transcript, and the file it came from."""

    transcript_id = refers_to("transcript")
    n = NUMBER
    text_id = refers_to("transcript_text", index=True)
    text_hash = HASH
    file_name = NAME
    file_hash = HASH
    file_format = WORD
    choices = FIELDS
    created_at = TIME


REVISION = rows_of("revision", RevisionColumns, UniqueConstraint("transcript_id", "n"), Index(None, "file_hash"))


class SpeakerColumns(Identified):
    """Somebody who speaks in one transcript."""

    transcript_id = refers_to("transcript")
    label = NAME
    role = WORD
    informant_id = may_refer_to("informant", index=True)


SPEAKER = rows_of(
    "speaker",
    SpeakerColumns,
    UniqueConstraint("transcript_id", "label"),
    one_of("role", "interviewer", "respondent", "other"),
)
