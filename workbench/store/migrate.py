"""Bringing a project's tables to this program's version: whole, or not at all."""

from __future__ import annotations

import time

from sqlalchemy import Connection, Engine, inspect

from workbench.core.errors import DamagedProject, NewerProject
from workbench.core.language import _
from workbench.core.shipped import shipped
from workbench.store import dialect, trail

HEAD = "0005"
"""The newest migration; a test holds it to the folder ``migrations``."""

KNOWN = ("0001", "0002", "0003", "0004", "0005")
"""Every migration that this program knows, oldest first."""

SCHEMA = len(KNOWN)
"""The same as a number, for the file's header."""


def newer(name: str) -> NewerProject:
    """Return the refusal of a project from a later version."""
    return NewerProject(
        _("{name} was written by a newer version of this program; it was left as it was.").format(name=name),
        hint=_("Install the newest version and open it again."),
    )


def version(connection: Connection) -> str | None:
    """Return the migration that a database stands at; ``None`` before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def upgrade(engine: Engine, *, name: str = "The project") -> bool:
    """Bring a database to :data:`HEAD` in one transaction, and say whether anything was to be done.

    Whoever calls has made a verified copy of a file with anything in it.

    Raises:
        NewerProject: the database stands at a migration that this program does not know.
        DamagedProject: afterwards a row would refer to nothing; nothing was changed.
    """
    with engine.connect().execution_options(writing=True) as connection:
        dialect.without_foreign_keys(connection)
        with connection.begin():
            before = version(connection)
            if before == HEAD:
                return False
            if before is not None and before not in KNOWN:
                raise newer(name)
            _run(connection)
            dialect.sign(connection, SCHEMA)
            problems = dialect.foreign_key_problems(connection)
            if problems:
                raise DamagedProject(
                    _("{name} could not be brought to this version: {problems}.").format(
                        name=name, problems=problems[0]
                    ),
                    hint=_("It was left as it was. Run: workbench check"),
                )
            if before is not None:
                _leave_barrier(connection)
        connection.invalidate()
    dialect.checkpoint(engine)
    return True


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _leave_barrier(connection: Connection) -> None:
    trail.record(connection, [], actor=None, action="migrate", at=time.time_ns() // 1000, summary=f"to version {HEAD}")
