"""The passages of a disagreement that was settled by passages of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # None are known of what was settled so before: its passages are those of the consensus in its place.
    op.add_column("settlement", sa.Column("edited", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))
