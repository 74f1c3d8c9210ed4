"""Starting, finding and opening projects, and who is at work in one."""

from __future__ import annotations

import getpass
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from workbench.core.coders import CONSENSUS, Coder, CoderKind, Rights, Viewer, parse_coder
from workbench.core.errors import DamagedProject, NoProject, NotFoundError, RefusedError
from workbench.core.events import added, changed
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.project import Project
from workbench.services import local_state
from workbench.store import database, events, records
from workbench.store.database import Transaction

SUFFIX = ".workbench"

_NOBODYS = frozenset({"root", "admin", "administrator", "user", "guest", "nobody", "ubuntu"})
"""Accounts that carry no person's name."""


def now() -> int:
    """Return the time in microseconds UTC."""
    return time.time_ns() // 1000


class OpenProject:
    """A project that is open, and the coder who works in it (``None`` while nobody has said who).

    ``joined`` is whether the coder came into the project while it was open, which may be a misspelt name.
    """

    def __init__(self, opened: database.Database, coder: Coder | None = None) -> None:
        self.database = opened
        self.coder = coder
        self.joined = False
        with opened.reading() as connection:
            self.project: Project = _record(connection, opened.path)

    def __enter__(self) -> OpenProject:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.database.path

    @property
    def language(self) -> str:
        """The language that the project is worked on in, "" where it sets none."""
        return str(self.project.settings.get("language", ""))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.database.read_only

    @property
    def viewer(self) -> Viewer:
        """Whose eyes look: reads of codings, memos and marks are told."""
        if self.coder is None:
            return Viewer("", lead=not self.project.settings.get("blind", False))
        return Viewer(self.coder.uuid, lead=self.coder.rights is Rights.LEAD)

    @property
    def actor(self) -> Coder:
        """The coder at work.

        Raises:
            RefusedError: nobody has said who is coding.
        """
        if self.coder is None:
            raise RefusedError(_("Nobody has said who is coding."), hint=_("Say --coder NAME, or set WORKBENCH_CODER."))
        return self.coder

    def close(self) -> None:
        """Close the project; a clean close leaves one file."""
        self.database.close()


def create(path: Path, *, coder: str | None = None) -> OpenProject:
    """Start a new project in a file of its own.

    Args:
        path: where; ``.workbench`` is added where it is missing.
        coder: the first coder, who becomes its lead.

    Raises:
        RefusedError: a file is there already, the path has no name, or the coder's is none.
        FileError: the folder cannot be written to.
    """
    if not path.name or path.name.startswith("."):
        raise RefusedError(
            _("“{path}” is not a name for a project.").format(path=path), hint=_("Say one: workbench init bustad")
        )
    if coder:
        parse_coder(coder)
    path = _suffixed(path)
    project = OpenProject(database.create(path, name=path.stem))
    if coder:
        work_as(project, coder)
    return project


def find(start: Path | None = None) -> Path | None:
    """Return the project in a folder or the nearest one above it; what is hidden does not count.

    Raises:
        NoProject: a folder holds more than one, so that nobody can say which is meant.
    """
    folder = (start or Path.cwd()).resolve()
    for place in (folder, *folder.parents):
        found = _only(place)
        if found is not None:
            return found
    return None


def _only(folder: Path) -> Path | None:
    found = sorted(p for p in folder.glob(f"*{SUFFIX}") if p.is_file() and not p.name.startswith("."))
    if len(found) > 1:
        names = ", ".join(path.name for path in found[:5])
        raise NoProject(
            _("There are {n} projects in {folder}: {names}.").format(n=len(found), folder=folder, names=names),
            hint=_("Say which: --project PATH."),
        )
    return found[0] if found else None


def locate(wanted: Path | str | None = None) -> Path | None:
    """Return the file that is meant: a path with or without its suffix, or a folder that holds one project.

    Args:
        wanted: else ``$WORKBENCH_PROJECT``, else the project here or above.

    Returns:
        The path, whether there is a file or not; None where nothing was said and nothing is here.

    Raises:
        NoProject: a folder that was named holds none, or more than one.
    """
    wanted = wanted or os.environ.get("WORKBENCH_PROJECT")
    if not wanted:
        return find()
    path = Path(wanted)
    try:
        if path.is_dir():
            found = _only(path)
            if found is None and not _suffixed(path).is_file():
                raise NoProject(
                    _("There is no project in {path}.").format(path=path),
                    hint=_("Start one there: workbench init {path}/NAME").format(path=path),
                )
            return found or _suffixed(path)
        return path if path.exists() else _suffixed(path)
    except OSError as error:
        raise NoProject(
            _("{path} cannot be opened: {strerror}.").format(path=str(path)[:60], strerror=error.strerror),
            hint=_("Look at the path."),
        ) from None


def _suffixed(path: Path) -> Path:
    return path if path.suffix == SUFFIX or not path.name else path.with_name(path.name + SUFFIX)


def open_project(path: Path | str | None = None, *, coder: str | None = None, read_only: bool = False) -> OpenProject:
    """Open a project.

    Args:
        path: the file, or a folder that holds one; else ``$WORKBENCH_PROJECT``, else the one here or above.
        coder: who works; else ``$WORKBENCH_CODER``, else the one this machine remembers. A new name becomes a coder of
            the project at its first act.
        read_only: nothing will be changed; so is a file that one may only read.

    Raises:
        NoProject: there is none.
        ProjectError: it cannot be opened; the file is left as it was.
    """
    found = locate(path)
    if found is None:
        last = local_state.last_project()
        raise NoProject(
            _("There is no project here."),
            hint=_("The last one was {path}; name it with: workbench --project PATH …").format(path=last)
            if last is not None
            else _("Start one with: workbench init NAME, or see one with: workbench example"),
        )
    # A file that may be written is opened so even for reading: closing it then leaves one file, and no journal.
    writable = all(os.access(place, os.W_OK) for place in (found, found.absolute().parent) if place.exists())
    read_only = read_only or not writable
    file = database.open_database(found, read_only=read_only)
    try:
        opened = OpenProject(file)
        name = coder or os.environ.get("WORKBENCH_CODER") or local_state.last_coder(opened.project.uuid)
        if name:
            opened.coder = _known(opened, name) or _unborn(name)
    except BaseException:
        file.close()
        raise
    return opened


def _record(connection: Transaction, path: Path) -> Project:
    found: list[Project] = records.all_of(connection, "project")
    if not found:
        raise DamagedProject(
            _("{name} does not say which project it is.").format(name=path.name),
            hint=_("Restore a backup: workbench restore FILE."),
        )
    return found[0]


def _known(project: OpenProject, name: str) -> Coder | None:
    return _named(coders(project), *parse_coder(name))


def _named(people: Iterable[Coder], person: str, round_: int) -> Coder | None:
    return next((c for c in people if name_key(c.person) == name_key(person) and c.round == round_), None)


def _unborn(name: str) -> Coder:
    """Return a coder who is not in the project yet; the first act brings them in."""
    person, round_ = parse_coder(name)
    return Coder(str(uuid4()), person, round_)


def coders(project: OpenProject) -> list[Coder]:
    """Return the project's coders, the consensus last."""
    with project.database.reading() as connection:
        found: list[Coder] = records.all_of(connection, "coder")
    return sorted(found, key=lambda c: (c.kind is CoderKind.CONSENSUS, name_key(c.person), c.round))


def find_coder(project: OpenProject, name: str) -> Coder:
    """Return a coder by name (``anna``, ``anna/2``).

    Raises:
        NotFoundError: there is none of that name.
    """
    found = _known(project, name)
    if found is None:
        raise NotFoundError.named("coder", name, [c.name for c in coders(project)])
    return found


def work_as(project: OpenProject, name: str) -> Coder:
    """Work as a coder from here on; a new name becomes a coder of the project.

    The first person in a project is its lead.
    """
    project.coder = _known(project, name) or _unborn(name)
    coder = ensure_actor(project)
    local_state.remember_coder(project.project.uuid, coder.name)
    return coder


@contextmanager
def acting(project: OpenProject) -> Iterator[tuple[Transaction, Coder]]:
    """Lend a writing transaction, and the coder at work, brought into the project if this is their first act.

    An act that is refused leaves nothing behind, the new coder included.

    Raises:
        RefusedError: nobody has said who is coding, or the project is open for reading only.
        ProjectBusy: another process holds the project longer than one waits.
    """
    wanted = project.actor
    with project.database.writing() as connection:
        coder = records.get(connection, "coder", wanted.uuid)
        new = coder is None
        if coder is None:
            coder = _join(connection, wanted, project.path)
        project.coder = coder
        try:
            yield connection, coder
        except BaseException:
            project.coder = wanted
            raise
    if new:
        project.joined = True
        refresh(project)


def _join(connection: Transaction, coder: Coder, path: Path) -> Coder:
    every: list[Coder] = records.all_of(connection, "coder")
    # Somebody may have brought a coder of this name in since the project was opened.
    known = _named(every, coder.person, coder.round)
    if known is not None:
        return known
    person = name_key(coder.person) != CONSENSUS
    first = person and not any(c.kind is CoderKind.PERSON for c in every)
    coder = replace(
        coder,
        kind=CoderKind.PERSON if person else CoderKind.CONSENSUS,
        rights=Rights.LEAD if first else Rights.CODER,
    )
    before = _record(connection, path)
    changes = [added(coder)]
    if person and not before.settings.get("first_coder"):
        changes.append(changed(before, replace(before, settings={**before.settings, "first_coder": coder.uuid})))
    # No actor: joining is not an act that the coder could take back from under their own codings.
    events.record(connection, changes, actor=None, action="coder.add", at=now(), summary=f"{coder.name} joined")
    return coder


def ensure_actor(project: OpenProject) -> Coder:
    """Return the coder at work, brought into the project if this is their first act.

    Raises:
        RefusedError: nobody has said who is coding.
    """
    with project.database.reading() as connection:
        found: Coder | None = records.get(connection, "coder", project.actor.uuid)
    if found is None:
        with acting(project) as (_, found):
            pass
    return found


def refresh(project: OpenProject) -> None:
    """Read the project's settings anew, where they may have been changed otherwise than by :func:`change_settings`."""
    with project.database.reading() as connection:
        project.project = _record(connection, project.path)


def change_settings(project: OpenProject, *, batch: str | None = None, **settings: object) -> None:
    """Change settings of the project (:class:`workbench.core.project.Project`), as one act.

    Args:
        project: whose settings.
        batch: UUID shared by acts that are undone together.
        **settings: names and values; others stay as they are.
    """
    with acting(project) as (connection, coder):
        before = _record(connection, project.path)
        after = replace(before, settings={**before.settings, **settings})
        if after != before:
            events.record(
                connection,
                [changed(before, after)],
                actor=coder.uuid,
                action="project.settings",
                at=now(),
                summary=f"settings: {', '.join(sorted(settings))}",
                batch=batch,
            )
    project.project = after


def machine_user() -> str:
    """Return the name of the machine's user, a first proposal for the coder's name; "" where it is nobody's own."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        return ""
    return "" if user.casefold() in _NOBODYS else user


@contextmanager
def opened(
    path: Path | str | None = None, *, coder: str | None = None, read_only: bool = False
) -> Iterator[OpenProject]:
    """Open a project for the length of a ``with`` block."""
    project = open_project(path, coder=coder, read_only=read_only)
    try:
        yield project
    finally:
        project.close()
