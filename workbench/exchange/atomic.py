"""Files written whole or not at all.

What is written goes to a temporary file in the same folder, is forced to the disk, and only then takes the name that
was asked for. A crash leaves either the old file or the new one, and at most a temporary file, which the next writing
into that folder takes away.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workbench.core.errors import FileError, RefusedError
from workbench.core.language import _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

PREFIX = ".workbench-tmp-"
"""How the names of temporary files begin."""

_STALE_AFTER = 60.0
_SQLITE = b"SQLite format 3\x00"
_DISK = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your share of the disk is used up.",
    errno.EFBIG: "The file would become larger than the disk allows.",
    errno.EIO: "The disk reports an error.",
}


def check_target(path: Path, *, force: bool = False, protected: Iterable[Path] = ()) -> None:
    """Refuse a file name that must not be written to.

    Args:
        path: where something is to be written.
        force: an ordinary file that is there already may be replaced.
        protected: files that are never replaced, even with ``force``: the project, the files that were imported.

    Raises:
        FileError: the folder is missing, or the name is a folder, a link, a project or not an ordinary file.
        RefusedError: there is a file already, and ``force`` is not given.
    """
    found = _look_at(path)
    if found is None:
        if not path.parent.is_dir():
            raise FileError(
                _("There is no folder {parent}.").format(parent=path.parent),
                path=path,
                hint=_("Make it first, or choose another."),
            )
        return
    for is_kind, says, hint in _NEVER:
        if is_kind(found.st_mode):
            raise FileError(_("{name} is {says}.").format(name=path.name, says=says), path=path, hint=hint)
    if any(_is_same(path, other) for other in protected) or _is_database(path):
        raise FileError(
            _("{name} is a project or one of its files.").format(name=path.name),
            path=path,
            hint=_("Choose another name."),
        )
    if not force:
        raise RefusedError(
            _("{name} is there already.").format(name=path.name),
            hint=_("Use --force to replace it, or another name: {name}").format(name=free_name(path).name),
        )


_NEVER: tuple[tuple[Callable[[int], bool], str, str], ...] = (
    (stat.S_ISLNK, "a link to another file", "Name the file itself."),
    (stat.S_ISDIR, "a folder", "Name a file in it."),
    (lambda mode: not stat.S_ISREG(mode), "not an ordinary file", "Choose another name."),
)


def _look_at(path: Path) -> os.stat_result | None:
    """Return what the file system says of a name, None where there is nothing."""
    if "\0" in str(path):
        raise FileError(_("A file name cannot hold the character NUL."), hint=_("Choose another name."))
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileError(
            _("{name} cannot be written: {says}").format(name=path.name[:60], says=_says(error)), path=path
        ) from None


def free_name(path: Path) -> Path:
    """Return a name beside ``path`` that is not taken: ``matrix 2.csv``."""
    number = 2
    while (other := path.with_name(f"{path.stem} {number}{path.suffix}")).exists():
        number += 1
    return other


@contextlib.contextmanager
def writing(path: Path, *, force: bool = False, protected: Iterable[Path] = ()) -> Iterator[IO[bytes]]:
    """Give a file to write to, which becomes ``path`` when the block ends well and is gone when it does not.

    A new file can be read by its owner alone, since it may hold what informants said; a replaced one keeps its mode.

    Raises:
        FileError: as :func:`check_target`; or the folder cannot be written to, or the disk is full.
        RefusedError: as :func:`check_target`, also where the file came to be there in the meantime.
    """
    check_target(path, force=force, protected=protected)
    _take_away_stale(path.parent)
    temporary = path.with_name(f"{PREFIX}{secrets.token_hex(8)}")
    try:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise FileError(
            _("Nothing can be written in {parent}: {says}").format(parent=path.parent, says=_says(error)),
            path=path,
            hint=_("Choose another folder."),
        ) from None
    try:
        with _Given(io.FileIO(descriptor, "w+b")) as file:
            _lock(file)
            try:
                yield file
                file.flush()
            except BaseException:
                file.give_up()
                raise
            os.fsync(file.fileno())
        _put_in_place(temporary, path, force=force)
        _force_folder(path.parent)
    except OSError as error:
        if error.errno in _DISK:
            raise FileError(
                _("{name} was not written. {disk}").format(name=path.name, disk=_DISK[error.errno]), path=path
            ) from None
        raise
    finally:
        temporary.unlink(missing_ok=True)


class _Given(io.BufferedRandom):
    """A file that takes whatever is written to it once it is given up.

    An archive that was not finished (a .docx, an .xlsx) writes its end when nobody holds it any more, and would say on
    the terminal that it cannot, after the sentence that says why.
    """

    _given_up = False
    _place = 0

    def give_up(self) -> None:
        """Take nothing more, and forget what is not written yet."""
        self._given_up = True
        self.raw.close()

    def write(self, data: Buffer) -> int:
        """Write bytes."""
        if not self._given_up:
            return super().write(data)
        self._place += len(memoryview(data))
        return len(memoryview(data))

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        if not self._given_up:
            return super().seek(offset, whence)
        self._place = offset
        return offset

    def tell(self) -> int:
        """Return the place."""
        return self._place if self._given_up else super().tell()

    def flush(self) -> None:
        """Hand what was written to the system."""
        if not self._given_up:
            super().flush()

    def close(self) -> None:
        """Close the file."""
        if not self._given_up:
            super().close()


def _put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    """Give a finished file its name, without force only where nothing has taken it since."""
    if not force:
        try:
            os.link(temporary, path)
        except FileExistsError:
            check_target(path)
        except OSError:
            check_target(path)
        else:
            return
    try:
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except PermissionError:
        raise FileError(
            _("{name} cannot be replaced.").format(name=path.name),
            path=path,
            hint=_("It may be open in another program: close it there, or choose another name."),
        ) from None


def _force_folder(folder: Path) -> None:
    """Force the folder's list of names to the disk, where the system knows that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def _take_away_stale(folder: Path) -> None:
    """Remove temporary files of writers that were killed; one that is being written is locked or young."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                if time.time() - left.lstat().st_mtime > _STALE_AFTER and not _is_locked(left):
                    left.unlink()


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        """Do nothing: an open file cannot be removed here."""

    def _is_locked(_: Path) -> bool:
        return False

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        """Say that the file is being written; where the file system has no locks, its age says it."""
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_locked(path: Path) -> bool:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return True
        return False


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _is_database(path: Path) -> bool:
    """Whether the file is a SQLite database, and so may be somebody's project."""
    if path.suffix == ".workbench":
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _says(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower() + "."
