"""Whether a file is a project of ours, told from its bytes before SQLite is let near it.

SQLite changes a file that was left with a hot journal by merely opening it, and takes an empty one for a new database.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import DamagedProject, NoProject, RefusedError, UnreadableFile
from workbench.core.language import _
from workbench.store.dialect import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of a project file say: ``schema`` is the version its tables are of."""

    schema: int
    journal_waits: bool


def journal(path: Path) -> Path:
    """Return where SQLite keeps what is not yet written into the file itself."""
    return path.with_name(path.name + "-wal")


def look(path: Path) -> Header:
    """Read a file's header and refuse what is not a whole project.

    Raises:
        NoProject: there is no such file, or it is another program's, or empty.
        DamagedProject: the file ends too early.
        UnreadableFile: it may not be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER)
        waits = journal(path).exists() and journal(path).stat().st_size > 0
    except FileNotFoundError:
        raise NoProject(
            _("There is no project at {path}.").format(path=path),
            hint=_("Start one with: workbench init NAME, or look at the path."),
        ) from None
    except IsADirectoryError:
        raise NoProject(
            _("{path} is a folder, not a project.").format(path=path), hint=_("Name the file that ends in .workbench.")
        ) from None
    except OSError as error:
        raise UnreadableFile(
            _("{name} cannot be read: {strerror}.").format(name=path.name, strerror=os.strerror(error.errno or 0)),
            path=path,
            hint=_("See whether you may read it, and whether it lies on a disk that is there."),
        ) from None
    if size == 0:
        raise NoProject(
            _("{name} is empty; it is not a project.").format(name=path.name),
            hint=_("Restore a backup: workbench restore FILE."),
        )
    if not head.startswith(_MAGIC[: len(head)]):
        raise NoProject(
            _("{name} is not a project of this program.").format(name=path.name),
            hint=_("A project's file ends in .workbench."),
        )
    if len(head) < _HEADER:
        raise _too_short(path)
    if struct.unpack_from(">I", head, 68)[0] != APPLICATION_ID:
        raise NoProject(
            _("{name} is another program's database.").format(name=path.name),
            hint=_("A project's file ends in .workbench."),
        )
    page, pages = struct.unpack_from(">H", head, 16)[0], struct.unpack_from(">I", head, 28)[0]
    page = 65536 if page == 1 else page
    # A waiting journal may hold the pages that the file itself still lacks.
    if not waits and size < page * pages:
        raise _too_short(path)
    return Header(struct.unpack_from(">I", head, 60)[0], waits)


def _too_short(path: Path) -> DamagedProject:
    return DamagedProject(
        _("{name} ends too early: a part of the file is missing.").format(name=path.name),
        hint=_("It may still be on its way from another machine; else restore a backup: workbench restore FILE."),
    )


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, so that it is there whole or not at all and replaces nothing.

    Raises:
        RefusedError: a file of that name has appeared in the meantime.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise RefusedError(
            _("{name} is there already.").format(name=path.name), hint=_("Choose another name.")
        ) from None
    except OSError:
        # Some file systems know no second name for a file.
        if os.path.lexists(path):
            raise RefusedError(
                _("{name} is there already.").format(name=path.name), hint=_("Choose another name.")
            ) from None
        draft.rename(path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
