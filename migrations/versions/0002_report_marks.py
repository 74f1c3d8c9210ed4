"""Passages marked for the report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report_mark",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("transcript_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("coder_id", KEY, nullable=False),
        sa.Column("approval", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "approval IN ('not asked', 'asked', 'approved', 'refused')", name=op.f("ck_report_mark_approval")
        ),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_report_mark_span")),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_report_mark_coder_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"], name="fk_report_mark_transcript_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_mark"),
        sa.UniqueConstraint("uuid", name="uq_report_mark_uuid"),
        sa.UniqueConstraint(
            "transcript_id", "revision", "start_offset", "end_offset", "coder_id", name="uq_report_mark_place"
        ),
        sqlite_autoincrement=True,
    )
