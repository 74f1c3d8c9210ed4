"""Runs the migrations: on the connection that the store hands over, or on a database that is named.

``alembic upgrade head`` takes the database from ``-x url=…``, else from the environment's ``WORKBENCH_DATABASE_URL``.
"""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from workbench.store import dialect
from workbench.store.tables import METADATA


def run(connection: Connection) -> None:
    """Run what is to be run in the transaction that the connection is in, or in one of its own."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        transactional_ddl=True,
        render_as_batch=True,
        include_name=lambda name, kind, _: not (kind == "table" and (name or "").startswith("turn_words")),
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ.get("WORKBENCH_DATABASE_URL")
    if not url:
        raise SystemExit("Say which database: alembic -x url=… upgrade head, or set WORKBENCH_DATABASE_URL.")
    with dialect.url_engine(url).connect().execution_options(writing=True) as own:
        dialect.without_foreign_keys(own)
        with own.begin():
            run(own)
            dialect.sign(own, len(list(context.script.walk_revisions())))
