"""The first schema: everything that the design decides (storage.md), though not all of it is used yet."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from workbench.store import full_text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True)


def _table(name: str, *items: sa.Column[Any] | sa.Constraint, with_uuid: bool = True) -> None:
    """Create a table with its local key, and the UUID by which the rest of the world knows a row."""
    head: list[sa.Column[Any] | sa.Constraint] = [sa.Column("id", KEY, autoincrement=True, nullable=False)]
    tail: list[sa.Column[Any] | sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{name}")]
    if with_uuid:
        head.append(sa.Column("uuid", sa.String(length=36), nullable=False))
        tail.append(sa.UniqueConstraint("uuid", name=f"uq_{name}_uuid"))
    op.create_table(name, *head, *items, *tail, sqlite_autoincrement=True)


def _span() -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in ("start_offset", "end_offset")]


def _exactly_one(name: str, *columns: str) -> sa.CheckConstraint:
    cases = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"{cases} = 1", name=op.f(name))


def upgrade() -> None:
    _table(
        "attribute",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("bearer", sa.String(length=40), nullable=False),
        sa.CheckConstraint("bearer IN ('case', 'informant', 'transcript')", name=op.f("ck_attribute_bearer")),
        sa.CheckConstraint("type IN ('text', 'integer', 'number', 'boolean', 'date')", name=op.f("ck_attribute_type")),
        sa.UniqueConstraint("name_key", "bearer", name="uq_attribute_name_key_bearer"),
    )
    _table(
        "case",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.UniqueConstraint("name_key", name="uq_case_name_key"),
    )
    _table(
        "codebook",
        sa.Column("stable_id", sa.Text(), nullable=False),
        sa.Column("names", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", JSON, nullable=False),
        sa.UniqueConstraint("stable_id", name="uq_codebook_stable_id"),
    )
    _table(
        "codebook_revision",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("n", name="uq_codebook_revision_n"),
    )
    _table(
        "coder",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("rights", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'consensus')", name=op.f("ck_coder_kind")),
        sa.CheckConstraint("rights IN ('coder', 'lead')", name=op.f("ck_coder_rights")),
        sa.UniqueConstraint("name_key", "round", "kind", name="uq_coder_name_key_round_kind"),
    )
    _table(
        "event",
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("batch", sa.String(length=36), nullable=True),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
    )
    op.create_index("ix_event_action", "event", ["action"])
    op.create_index("ix_event_actor_id", "event", ["actor", "id"])
    op.create_index("ix_event_batch", "event", ["batch"])
    op.create_index("ix_event_undoes", "event", ["undoes"])
    _table(
        "project",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("settings", JSON, nullable=False),
    )
    _table(
        "transcript_text",
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("preamble", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("unit_rule", sa.Integer(), nullable=False),
        sa.UniqueConstraint("content_hash", name="uq_transcript_text_content_hash"),
        with_uuid=False,
    )
    op.create_index("ix_transcript_text_text_hash", "transcript_text", ["text_hash"])
    _table(
        "code",
        sa.Column("codebook_id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("names", JSON, nullable=False),
        sa.Column("stable_id", sa.Text(), nullable=False),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shortcut", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=40), nullable=False),
        sa.Column("card", JSON, nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name="fk_code_codebook_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["code.id"], name="fk_code_parent_id"),
        sa.UniqueConstraint("name_key", name="uq_code_name_key"),
    )
    op.create_index("ix_code_codebook_id", "code", ["codebook_id"])
    op.create_index("ix_code_parent_id", "code", ["parent_id"])
    _table(
        "informant",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_informant_case_id"),
        sa.UniqueConstraint("case_id", "name_key", name="uq_informant_case_id_name_key"),
    )
    _table(
        "tombstone",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_tombstone_event_id"),
        sa.UniqueConstraint("uuid", "kind", name="uq_tombstone_uuid_kind"),
        with_uuid=False,
    )
    op.create_index("ix_tombstone_event_id", "tombstone", ["event_id"])
    _texts_and_work()
    full_text.create(op.get_bind())


def _texts_and_work() -> None:
    _table(
        "transcript",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("primary_coder_id", KEY, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_transcript_revision")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_transcript_case_id"),
        sa.ForeignKeyConstraint(["primary_coder_id"], ["coder.id"], name="fk_transcript_primary_coder_id"),
        sa.UniqueConstraint("name_key", name="uq_transcript_name_key"),
    )
    op.create_index("ix_transcript_case_id", "transcript", ["case_id"])
    _table(
        "speech",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["transcript_text.id"], name="fk_speech_text_id"),
        sa.UniqueConstraint("text_id", "speaker", name="uq_speech_text_id_speaker"),
        with_uuid=False,
    )
    _table(
        "turn",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *_span(),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("time_ms", sa.BigInteger(), nullable=True),
        sa.Column("time_text", sa.Text(), nullable=False),
        sa.CheckConstraint("0 <= start_offset AND start_offset <= end_offset", name=op.f("ck_turn_span")),
        sa.ForeignKeyConstraint(["text_id"], ["transcript_text.id"], name="fk_turn_text_id"),
        sa.UniqueConstraint("text_id", "n", name="uq_turn_text_id_n"),
        with_uuid=False,
    )
    _table(
        "unit",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("spans", sa.LargeBinary(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["transcript_text.id"], name="fk_unit_text_id"),
        sa.UniqueConstraint("text_id", "kind", name="uq_unit_text_id_kind"),
        with_uuid=False,
    )
    _table(
        "attribute_value",
        sa.Column("attribute_id", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("informant_id", KEY, nullable=True),
        sa.Column("transcript_id", KEY, nullable=True),
        _exactly_one("ck_attribute_value_bearer", "case_id", "informant_id", "transcript_id"),
        sa.ForeignKeyConstraint(["attribute_id"], ["attribute.id"], name="fk_attribute_value_attribute_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_attribute_value_case_id"),
        sa.ForeignKeyConstraint(["informant_id"], ["informant.id"], name="fk_attribute_value_informant_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_attribute_value_transcript_id"),
        sa.UniqueConstraint("attribute_id", "case_id", name="uq_attribute_value_attribute_id_case_id"),
        sa.UniqueConstraint("attribute_id", "informant_id", name="uq_attribute_value_attribute_id_informant_id"),
        sa.UniqueConstraint("attribute_id", "transcript_id", name="uq_attribute_value_attribute_id_transcript_id"),
    )
    op.create_index("ix_attribute_value_case_id", "attribute_value", ["case_id"])
    op.create_index("ix_attribute_value_informant_id", "attribute_value", ["informant_id"])
    op.create_index("ix_attribute_value_transcript_id", "attribute_value", ["transcript_id"])
    _table(
        "code_revision",
        sa.Column("code_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("state", JSON, nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name="fk_code_revision_code_id"),
        sa.UniqueConstraint("code_id", "n", name="uq_code_revision_code_id_n"),
    )
    _table(
        "coding",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code_id", KEY, nullable=False),
        *_span(),
        sa.Column("coder_id", KEY, nullable=False),
        sa.Column("certainty", sa.String(length=40), nullable=False),
        sa.Column("codebook_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("origin", JSON, nullable=True),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("context_before", sa.Text(), nullable=False),
        sa.Column("context_after", sa.Text(), nullable=False),
        sa.Column("event_id", KEY, nullable=True),
        sa.CheckConstraint("certainty IN ('sure', 'unsure')", name=op.f("ck_coding_certainty")),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_coding_span")),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name="fk_coding_code_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_coding_coder_id"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_coding_event_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_coding_transcript_id"),
        sa.UniqueConstraint(
            "transcript_id", "revision", "code_id", "start_offset", "end_offset", "coder_id", name="uq_coding_place"
        ),
    )
    op.create_index("ix_coding_code_id", "coding", ["code_id"])
    bulk = sa.text("event_id IS NOT NULL")
    op.create_index("ix_coding_event_id", "coding", ["event_id"], sqlite_where=bulk, postgresql_where=bulk)
    _table(
        "coding_at_done",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code_id", KEY, nullable=False),
        *_span(),
        sa.Column("coder_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name="fk_coding_at_done_code_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_coding_at_done_coder_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_coding_at_done_transcript_id"),
        sa.UniqueConstraint(
            "transcript_id",
            "revision",
            "code_id",
            "start_offset",
            "end_offset",
            "coder_id",
            name="uq_coding_at_done_place",
        ),
    )
    op.create_index("ix_coding_at_done_code_id", "coding_at_done", ["code_id"])
    _table(
        "passage",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_span(),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_passage_span")),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_passage_transcript_id"),
    )
    op.create_index(
        "ix_passage_transcript_id_revision_start_offset", "passage", ["transcript_id", "revision", "start_offset"]
    )
    _table(
        "pin",
        sa.Column("coder_id", KEY, nullable=False),
        sa.Column("digit", sa.Integer(), nullable=False),
        sa.Column("code_id", KEY, nullable=False),
        sa.CheckConstraint("digit BETWEEN 0 AND 9", name=op.f("ck_pin_digit")),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name="fk_pin_code_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_pin_coder_id"),
        sa.UniqueConstraint("coder_id", "digit", name="uq_pin_coder_id_digit"),
    )
    op.create_index("ix_pin_code_id", "pin", ["code_id"])
    _table(
        "reviewed",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("coder_id", KEY, nullable=False),
        *_span(),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_reviewed_span")),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_reviewed_coder_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_reviewed_transcript_id"),
        sa.UniqueConstraint(
            "transcript_id",
            "revision",
            "coder_id",
            "start_offset",
            "end_offset",
            name="uq_reviewed_place",
        ),
    )
    _table(
        "revision",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("file_format", sa.String(length=40), nullable=False),
        sa.Column("choices", JSON, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["transcript_text.id"], name="fk_revision_text_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_revision_transcript_id"),
        sa.UniqueConstraint("transcript_id", "n", name="uq_revision_transcript_id_n"),
    )
    op.create_index("ix_revision_file_hash", "revision", ["file_hash"])
    op.create_index("ix_revision_text_id", "revision", ["text_id"])
    _table(
        "speaker",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("informant_id", KEY, nullable=True),
        sa.CheckConstraint("role IN ('interviewer', 'respondent', 'other')", name=op.f("ck_speaker_role")),
        sa.ForeignKeyConstraint(["informant_id"], ["informant.id"], name="fk_speaker_informant_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_speaker_transcript_id"),
        sa.UniqueConstraint("transcript_id", "label", name="uq_speaker_transcript_id_label"),
    )
    op.create_index("ix_speaker_informant_id", "speaker", ["informant_id"])
    _table(
        "status",
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("coder_id", KEY, nullable=False),
        sa.Column("progress", sa.String(length=40), nullable=False),
        sa.Column("codebook_revision", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("progress IN ('not started', 'coding', 'done')", name=op.f("ck_status_progress")),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_status_coder_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_status_transcript_id"),
        sa.UniqueConstraint("transcript_id", "coder_id", name="uq_status_transcript_id_coder_id"),
    )
    _table(
        "coding_anchor",
        sa.Column("coding_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_span(),
        sa.ForeignKeyConstraint(["coding_id"], ["coding.id"], name="fk_coding_anchor_coding_id"),
        sa.UniqueConstraint("coding_id", "revision", name="uq_coding_anchor_coding_id_revision"),
    )
    _table(
        "memo",
        sa.Column("coder_id", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("project_id", KEY, nullable=True),
        sa.Column("transcript_id", KEY, nullable=True),
        sa.Column("passage_id", KEY, nullable=True),
        sa.Column("code_id", KEY, nullable=True),
        sa.Column("coding_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        _exactly_one("ck_memo_target", "project_id", "transcript_id", "passage_id", "code_id", "coding_id", "case_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_memo_case_id"),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name="fk_memo_code_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_memo_coder_id"),
        sa.ForeignKeyConstraint(["coding_id"], ["coding.id"], name="fk_memo_coding_id"),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name="fk_memo_passage_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_memo_project_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_memo_transcript_id"),
    )
    op.create_index("ix_memo_case_id", "memo", ["case_id"])
    op.create_index("ix_memo_code_id", "memo", ["code_id"])
    op.create_index("ix_memo_coding_id", "memo", ["coding_id"])
    op.create_index("ix_memo_passage_id", "memo", ["passage_id"])
    op.create_index("ix_memo_transcript_id", "memo", ["transcript_id"])
