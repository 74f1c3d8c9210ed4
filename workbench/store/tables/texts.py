"""Tables of transcripts, their revisions and what they say."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.tables.columns import (
    NUMBERED,
    Hash,
    Json,
    Key,
    Name,
    Row,
    Time,
    Uuid,
    Word,
    one_of,
    reference,
)


class TranscriptRow(Row):
    """The text of one interview."""

    __tablename__ = "transcript"
    __table_args__ = (UniqueConstraint("name_key"), CheckConstraint("revision >= 1", name="revision"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Name]
    name_key: Mapped[Name]
    case_id: Mapped[int | None] = reference("case", index=True)
    revision: Mapped[int]
    primary_coder_id: Mapped[int | None] = reference("coder")
    created_at: Mapped[Time]


class TranscriptTextRow(Row):
    """What a revision says; its identity is the hash of all that belongs to it.

    ``length`` in code points and ``words`` follow from it, and are kept so that lists need not read the texts.
    """

    __tablename__ = "transcript_text"
    __table_args__ = (UniqueConstraint("content_hash"), NUMBERED)
    id: Mapped[Key]
    content_hash: Mapped[Hash]
    text_hash: Mapped[Hash] = mapped_column(index=True)
    text: Mapped[Name]
    preamble: Mapped[Name]
    length: Mapped[int]
    words: Mapped[int]
    unit_rule: Mapped[int]


class TurnRow(Row):
    """One speaker's uninterrupted speech; ``n`` counts from 0, offsets are half-open code points."""

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("text_id", "n"),
        CheckConstraint("0 <= start_offset AND start_offset <= end_offset", name="span"),
        NUMBERED,
    )
    id: Mapped[Key]
    text_id: Mapped[int] = reference("transcript_text")
    n: Mapped[int]
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    speaker: Mapped[Name]
    time_ms: Mapped[Time | None]
    time_text: Mapped[Name]


class UnitRow(Row):
    """All boundaries of one unit in one text: unsigned 32-bit starts and ends in turn, the low byte first."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("text_id", "kind"), NUMBERED)
    id: Mapped[Key]
    text_id: Mapped[int] = reference("transcript_text")
    kind: Mapped[Word]
    spans: Mapped[bytes] = mapped_column(LargeBinary)
    rule: Mapped[int]


class SpeechRow(Row):
    """How much is said under one label in one text: turns, and words outside the transcriber's marks.

    It follows from the text, and is kept so that a matrix's denominators need not read the texts.
    """

    __tablename__ = "speech"
    __table_args__ = (UniqueConstraint("text_id", "speaker"), NUMBERED)
    id: Mapped[Key]
    text_id: Mapped[int] = reference("transcript_text")
    speaker: Mapped[Name]
    turns: Mapped[int]
    words: Mapped[int]


class RevisionRow(Row):
    """One state of a transcript, and the file it came from."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("transcript_id", "n"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    n: Mapped[int]
    text_id: Mapped[int] = reference("transcript_text", index=True)
    text_hash: Mapped[Hash]
    file_name: Mapped[Name]
    file_hash: Mapped[Hash] = mapped_column(index=True)
    file_format: Mapped[Word]
    choices: Mapped[Json]
    created_at: Mapped[Time]


class SpeakerRow(Row):
    """Somebody who speaks in one transcript."""

    __tablename__ = "speaker"
    __table_args__ = (
        UniqueConstraint("transcript_id", "label"),
        one_of("role", "interviewer", "respondent", "other"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    transcript_id: Mapped[int] = reference("transcript")
    label: Mapped[Name]
    role: Mapped[Word]
    informant_id: Mapped[int | None] = reference("informant", index=True)
