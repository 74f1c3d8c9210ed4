"""Starting, finding and opening projects, and who is at work in one."""

from __future__ import annotations

import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from workbench.core.coders import CONSENSUS, Coder, CoderKind, Rights, Viewer, parse_coder
from workbench.core.errors import NoProject, NotFoundError, RefusedError
from workbench.core.events import added, changed
from workbench.core.names import name_key
from workbench.core.project import Project
from workbench.services import local_state
from workbench.store import database, events, records

SUFFIX = ".workbench"


def now() -> int:
    """Return the time in microseconds UTC."""
    return time.time_ns() // 1000


class OpenProject:
    """A project that is open, and the coder who works in it (``None`` while nobody has said who)."""

    def __init__(self, opened: database.Database, coder: Coder | None = None) -> None:
        self.database = opened
        self.coder = coder
        with opened.reading() as connection:
            self.project: Project = records.all_of(connection, "project")[0]

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
            raise RefusedError("Nobody has said who is coding.", hint="Say --coder NAME, or set WORKBENCH_CODER.")
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
        RefusedError: a file is there already.
        FileError: the folder cannot be written to.
    """
    path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    if path.exists():
        raise RefusedError(f"{path.name} is there already.", hint="Choose another name, or open it: workbench open.")
    project = OpenProject(database.create(path, name=path.stem))
    if coder:
        work_as(project, coder)
    return project


def find(start: Path | None = None) -> Path | None:
    """Return the project in a folder or the nearest one above it.

    Raises:
        NoProject: a folder holds more than one, so that nobody can say which is meant.
    """
    folder = (start or Path.cwd()).resolve()
    for place in (folder, *folder.parents):
        found = sorted(place.glob(f"*{SUFFIX}"))
        if len(found) > 1:
            names = ", ".join(path.name for path in found[:5])
            raise NoProject(f"There are {len(found)} projects in {place}: {names}.", hint="Say which: --project PATH.")
        if found:
            return found[0]
    return None


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
    wanted = path or os.environ.get("WORKBENCH_PROJECT")
    found = Path(wanted) if wanted else find()
    if found is not None and found.is_dir():
        found = find(found)
    if found is None:
        raise NoProject(
            "There is no project here.", hint="Start one with: workbench init NAME, or see one with: workbench example"
        )
    if not found.exists() and found.suffix != SUFFIX:
        found = found.with_name(found.name + SUFFIX)
    # A file that may be written is opened so even for reading: closing it then leaves one file, and no journal.
    read_only = read_only or (found.exists() and not os.access(found, os.W_OK))
    opened = OpenProject(database.open_database(found, read_only=read_only))
    try:
        name = coder or os.environ.get("WORKBENCH_CODER") or local_state.last_coder(opened.project.uuid)
        if name:
            opened.coder = _known(opened, name) or _unborn(name)
    except BaseException:
        opened.close()
        raise
    return opened


def _known(project: OpenProject, name: str) -> Coder | None:
    person, round_ = parse_coder(name)
    return next((c for c in coders(project) if name_key(c.person) == name_key(person) and c.round == round_), None)


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


def ensure_actor(project: OpenProject) -> Coder:
    """Return the coder at work, brought into the project if this is their first act.

    Raises:
        RefusedError: nobody has said who is coding.
    """
    coder = project.actor
    with project.database.reading() as connection:
        if records.get(connection, "coder", coder.uuid) is not None:
            return coder
    people = [c for c in coders(project) if c.kind is CoderKind.PERSON]
    coder = replace(
        coder,
        kind=CoderKind.CONSENSUS if name_key(coder.person) == CONSENSUS else CoderKind.PERSON,
        rights=Rights.CODER if people else Rights.LEAD,
    )
    changes = [added(coder)]
    if coder.kind is CoderKind.PERSON and not project.project.settings.get("first_coder"):
        named = replace(project.project, settings={**project.project.settings, "first_coder": coder.uuid})
        changes.append(changed(project.project, named))
        project.project = named
    with project.database.writing() as connection:
        # No actor: joining is not an act that the coder could take back from under their own codings.
        events.record(connection, changes, actor=None, action="coder.add", at=now(), summary=f"{coder.name} joined")
    project.coder = coder
    return coder


def change_settings(project: OpenProject, **settings: object) -> None:
    """Change settings of the project (:class:`workbench.core.project.Project`), as one act."""
    coder = ensure_actor(project)
    after = replace(project.project, settings={**project.project.settings, **settings})
    if after == project.project:
        return
    with project.database.writing() as connection:
        events.record(
            connection,
            [changed(project.project, after)],
            actor=coder.uuid,
            action="project.settings",
            at=now(),
            summary=f"settings: {', '.join(sorted(settings))}",
        )
    project.project = after


def machine_user() -> str:
    """Return the name of the machine's user, a first proposal for the coder's name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


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
