"""When a coder's work on a blind transcript was kept as it stood, even if it was none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("status", sa.Column("kept_at", sa.BigInteger(), nullable=True))
