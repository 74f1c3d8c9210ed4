"""Everything that SQLite and PostgreSQL do differently, and nothing else.

The rest of the store speaks SQLAlchemy Core that runs on both. Here are connections and transactions, the
database's own checks, and what a driver's errors mean to a person; the full-text index has a module of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import QueuePool

from workbench.core.errors import DamagedProject, ProjectBusy, ProjectError
from workbench.core.language import _, mark

APPLICATION_ID = 0x49435742
"""Stands in the header of every project file: "ICWB"."""

BUSY_TIMEOUT_MS = 6000

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)

_JSON: dict[str, Any] = {"json_serializer": partial(json.dumps, ensure_ascii=False), "json_deserializer": json.loads}


def is_sqlite(connection: Connection) -> bool:
    """Whether the connection is to a project file."""
    return connection.dialect.name == "sqlite"


# Connections and transactions


def file_engine(path: Path, *, read_only: bool = False, frozen: bool = False, single: bool = False) -> Engine:
    """Return an engine on a project file.

    Args:
        path: the file, which must exist.
        read_only: nothing is written, not even by the journal's own upkeep.
        frozen: nobody at all writes the file, so that no lock and no side file is needed.
        single: one connection, which callers wait for.
    """
    mode = "ro" if read_only or frozen else "rw"
    address = f"file:{quote(str(path.resolve()))}?mode={mode}{'&immutable=1' if frozen else ''}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            if mode == "rw":
                connection.execute("PRAGMA journal_mode = WAL")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            raise explain(error) or error from None
        return connection

    size = {"pool_size": 1, "max_overflow": 0} if single else {"pool_size": 4, "max_overflow": 12}
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, **size, **_JSON)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "handle_error", _explain)
    return engine


def url_engine(url: str) -> Engine:
    """Return an engine on the database at a URL: PostgreSQL, or a file as ``sqlite:///PATH``."""
    prefix = "sqlite:///"
    if url.startswith(prefix):
        path = Path(url.removeprefix(prefix))
        path.touch(mode=0o600)
        return file_engine(path)
    engine = create_engine(url, **_JSON)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            # Writers wait for each other, as those of a file do: an event's hash is reckoned from the one before it.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return engine


_MEANINGS: dict[int, tuple[type[ProjectError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        ProjectBusy,
        mark("Another program is writing to the project and did not finish in time; nothing was changed."),
        mark("Try again in a moment, or close the other program."),
    ),
    sqlite3.SQLITE_LOCKED: (
        ProjectBusy,
        mark("Another part of this program is writing to the project; nothing was changed."),
        mark("Try again in a moment."),
    ),
    sqlite3.SQLITE_FULL: (
        ProjectError,
        mark("The disk is full; nothing was changed, and everything saved before is safe."),
        mark("Make room on the disk, or take a backup to another one: workbench backup -o FILE."),
    ),
    sqlite3.SQLITE_IOERR: (
        ProjectError,
        mark("The disk reported an error; nothing was changed."),
        mark("See whether the disk is full, and whether its cable or network holds."),
    ),
    sqlite3.SQLITE_READONLY: (
        ProjectError,
        mark("The project can only be read here; nothing was changed."),
        mark("Copy it to a folder that you can write to."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        ProjectError,
        mark("The project's file cannot be opened."),
        mark("See whether it is still there, and whether you may read and write in its folder."),
    ),
    sqlite3.SQLITE_CORRUPT: (
        DamagedProject,
        mark("The project's file is damaged."),
        mark("Keep a copy of it as it is, and restore the latest backup: workbench restore FILE."),
    ),
    sqlite3.SQLITE_NOTADB: (
        DamagedProject,
        mark("The file is not a project, or its beginning is damaged."),
        mark("Keep a copy of it as it is, and restore the latest backup: workbench restore FILE."),
    ),
}


def explain(error: sqlite3.Error | UnicodeDecodeError) -> ProjectError | None:
    """Return what a driver's error means to a person; ``None`` where it is no fault of file, disk or neighbour."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and "decode" in str(error):
        code = sqlite3.SQLITE_CORRUPT
    meaning = _MEANINGS.get(code & 0xFF) if code is not None else None
    return meaning[0](_(meaning[1]), hint=_(meaning[2])) if meaning else None


def is_clash(error: IntegrityError) -> bool:
    """Whether a name or place is taken, or something is referred to; else a row is impossible, which is a bug."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in {"23503", "23505"}
    clashes = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY}
    return getattr(error.orig, "sqlite_errorcode", None) in clashes


def _explain(context: ExceptionContext) -> None:
    if isinstance(context.original_exception, sqlite3.Error):
        explained = explain(context.original_exception)
        if explained is not None:
            # The driver's own sentence may hold words of a transcript.
            raise explained from None


def checkpoint(engine: Engine) -> None:
    """Write everything into the file itself and empty its journal; without effect while others read."""
    if engine.dialect.name == "sqlite":
        with _driver(engine) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def data_version(engine: Engine) -> int:
    """Return a number that another connection's commit changes."""
    if engine.dialect.name == "sqlite":
        with _driver(engine) as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT coalesce(max(id), 0) FROM event")).scalar_one())


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Lend the driver's own connection, outside any transaction."""
    pooled = engine.raw_connection()
    try:
        yield cast(sqlite3.Connection, pooled.driver_connection)
    finally:
        pooled.close()


def without_foreign_keys(connection: Connection) -> None:
    """Stop a connection that is in no transaction from enforcing references, for a migration that rebuilds tables."""
    if is_sqlite(connection):
        cast(sqlite3.Connection, connection.connection.driver_connection).execute("PRAGMA foreign_keys = OFF")


def foreign_key_problems(connection: Connection) -> list[str]:
    """Return one line for each row that refers to nothing."""
    if not is_sqlite(connection):
        return []
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"a row of {row[0]} refers to a {row[2]} that is not there" for row in rows]


def integrity_problems(connection: Connection) -> list[str]:
    """Return what the database itself finds wrong with its file."""
    if not is_sqlite(connection):
        return []
    rows = connection.exec_driver_sql("PRAGMA integrity_check").all()
    return [str(row[0]) for row in rows if row[0] != "ok"]


def sign(connection: Connection, schema: int) -> None:
    """Write into the file's header whose it is and of which version."""
    if is_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema}")


@contextmanager
def sole_use(path: Path) -> Iterator[None]:
    """Hold a project file so that nobody else has it open, and leave one file behind.

    Raises:
        ProjectBusy: somebody else has it open.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=rw", uri=True, timeout=1)) as held:
            held.isolation_level = None
            held.execute("PRAGMA locking_mode = EXCLUSIVE")
            held.execute("BEGIN EXCLUSIVE")
            held.execute("ROLLBACK")
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            yield
    except sqlite3.Error as error:
        raise explain(error) or ProjectError(_("The project could not be held.")) from None


def copy_file(source: Path, target: Path) -> None:
    """Copy a project file as it stands at one moment, while others may be writing it.

    Raises:
        ProjectError: the disk is full, or one of the files cannot be read or written.
    """
    try:
        with (
            closing(sqlite3.connect(f"file:{quote(str(source.resolve()))}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(target)) as copy,
        ):
            original.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise explain(error) or ProjectError(_("The project could not be copied.")) from None
