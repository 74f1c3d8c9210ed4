"""How disagreements between coders were settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "settlement",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code_id", KEY, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("compared", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("coder_id", KEY, nullable=False),
        sa.Column("taken_id", KEY, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('omission', 'boundary', 'substitution', 'granularity')", name=op.f("ck_settlement_kind")
        ),
        sa.CheckConstraint(
            "decision IN ('take', 'union', 'intersection', 'neither', 'edited', 'later')",
            name=op.f("ck_settlement_decision"),
        ),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_settlement_span")),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name="fk_settlement_code_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_settlement_coder_id"),
        sa.ForeignKeyConstraint(["taken_id"], ["coder.id"], name="fk_settlement_taken_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_settlement_transcript_id"),
        sa.PrimaryKeyConstraint("id", name="pk_settlement"),
        sa.UniqueConstraint("uuid", name="uq_settlement_uuid"),
        sa.UniqueConstraint(
            "transcript_id", "revision", "code_id", "start_offset", "end_offset", name="uq_settlement_place"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_settlement_code_id", "settlement", ["code_id"])
