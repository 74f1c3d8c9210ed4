"""A project's database: created, opened, read, written, closed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

from sqlalchemy import Connection, Engine

from workbench.core.errors import DamagedProject, ProjectError, RefusedError, UnreadableFile
from workbench.core.events import added
from workbench.core.language import _
from workbench.core.project import Project
from workbench.store import backups, dialect, events, migrate, project_file

Transaction: TypeAlias = Connection
"""What reading and writing lend; services hand it on to the store and never look inside."""


class Database:
    """An open project.

    Any number of threads may read; writes of one process wait for each other here, those of several in the database.
    """

    def __init__(self, readers: Engine, writer: Engine | None, path: Path) -> None:
        self._readers = readers
        self._writer = writer
        self.path = path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._writer is None

    @property
    def writer(self) -> Engine:
        """The engine that writes, of one connection.

        Raises:
            RefusedError: the project was opened for reading only.
        """
        if self._writer is None:
            raise RefusedError(
                _("The project is open for reading only; nothing was changed."),
                hint=_("Open it without --read-only, in a folder that you may write to."),
            )
        return self._writer

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees the project as it stands at one moment."""
        with self._readers.connect() as connection, connection.begin():
            connection.info.clear()
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection in a transaction that is kept whole at the end, or given up whole at an exception.

        Raises:
            RefusedError: the project was opened for reading only.
            ProjectBusy: another process holds the project longer than one waits.
        """
        with self.writer.connect().execution_options(writing=True) as connection, connection.begin():
            connection.info.clear()
            yield connection

    def change_counter(self) -> int:
        """Return a number that changes when another process has written; its size says nothing."""
        return dialect.data_version(self._writer or self._readers)

    def close(self) -> None:
        """Close the project; unless another process has it open, one file is left."""
        self._readers.dispose()
        if self._writer is not None:
            try:
                dialect.checkpoint(self._writer)
            finally:
                self._writer.dispose()


def create(path: Path, *, name: str) -> Database:
    """Start a project in a new file, private to its owner.

    Raises:
        RefusedError: there is a file already.
        UnreadableFile: the folder cannot be written to.
    """
    path = path.absolute()
    if os.path.lexists(path):
        raise RefusedError(
            _("{name} is there already.").format(name=path.name),
            hint=_("Choose another name, or open it: workbench open."),
        )
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.tmp")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise UnreadableFile(
            _("No project can be started in {parent}: {strerror}.").format(
                parent=path.parent, strerror=os.strerror(error.errno or 0)
            ),
            path=path,
            hint=_("Choose a folder that is there and that you may write to."),
        ) from None
    try:
        with closing(_at(draft)) as database:
            begin(database, name=name)
        project_file.publish(draft, path)
    finally:
        for leftover in (draft, project_file.journal(draft), draft.with_name(draft.name + "-shm")):
            leftover.unlink(missing_ok=True)
    return _at(path)


def open_database(path: Path, *, read_only: bool = False) -> Database:
    """Open a project, brought to this program's version first if it is older.

    What is not a whole project of ours is refused before SQLite sees it, a newer one before anything could be written.

    Raises:
        NoProject: there is none, or the file is another program's, or empty.
        NewerProject: a later version of this program wrote it.
        DamagedProject: the file ends too early, or cannot be read.
        ProjectBusy: another process holds the project longer than one waits.
    """
    path = path.absolute()
    header = project_file.look(path)
    if header.schema > migrate.SCHEMA:
        raise migrate.newer(path.name)
    stands_at = _version(path, frozen=not header.journal_waits)
    if stands_at is None:
        raise DamagedProject(
            _("{name} holds no tables.").format(name=path.name), hint=_("Restore a backup: workbench restore FILE.")
        )
    if stands_at not in migrate.KNOWN:
        raise migrate.newer(path.name)
    if read_only:
        if stands_at != migrate.HEAD:
            raise RefusedError(
                _("{name} was written by an older version, and is open for reading only.").format(name=path.name),
                hint=_("Open it once for writing, so that it is brought to this version."),
            )
        # Where nobody can write, not even the journal's side files can be made.
        frozen = not header.journal_waits and not os.access(path.parent, os.W_OK)
        return Database(dialect.file_engine(path, read_only=True, frozen=frozen), None, path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ProjectError(
            _("{name} can only be read here.").format(name=path.name),
            hint=_("Open it with --read-only, or copy it to a folder that you can write to."),
        )
    if stands_at != migrate.HEAD:
        backups.before_migration(path)
    database = _at(path)
    try:
        if stands_at != migrate.HEAD:
            migrate.upgrade(database.writer, name=path.name)
        # What is wrong with file, disk or neighbours is to be said now and not at the first act.
        database.change_counter()
    except BaseException:
        database.close()
        raise
    return database


def _version(path: Path, *, frozen: bool) -> str | None:
    engine = dialect.file_engine(path, read_only=True, frozen=frozen)
    try:
        with engine.connect() as connection:
            return migrate.version(connection)
    finally:
        engine.dispose()


def open_url(url: str) -> Database:
    """Open the database at a URL; its tables are made by :func:`begin`. Not offered to users yet."""
    return Database(dialect.url_engine(url), dialect.url_engine(url), Path(url.rpartition("/")[2]))


def begin(database: Database, *, name: str) -> None:
    """Give an empty database its tables, and the project its record."""
    migrate.upgrade(database.writer, name=name)
    now = time.time_ns() // 1000
    with database.writing() as connection:
        project = Project(str(uuid4()), name, now)
        events.record(connection, [added(project)], actor=None, action="project.create", at=now, summary=name)


def _at(path: Path) -> Database:
    return Database(dialect.file_engine(path), dialect.file_engine(path, single=True), path)
