"""Copies of a project: made by SQLite's own copying, and verified before they count."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from workbench.core.errors import DamagedProject, NewerProject, NoProject, UnreadableFile
from workbench.core.language import _
from workbench.store import checks, dialect, migrate, project_file


def folder(path: Path) -> Path:
    """Return where a project's backups lie: beside it, in ``NAME.backups``."""
    return path.with_suffix(".backups")


def backup(path: Path, target: Path | None = None, *, reason: str = "") -> Path:
    """Copy a project as it stands at this moment, others may be at work in it, and verify the copy.

    Args:
        path: the project's file.
        target: where to; else the project's own folder of backups, by the time.
        reason: a word for the copy's own name.

    Returns:
        Where the copy is; it is there whole and verified, or not at all.

    Raises:
        DamagedProject: the copy has problems, and so has the project; no copy is kept.
        ProjectError: the disk is full or cannot be written to.
        RefusedError: there is a file at the target already.
    """
    return _copy(path, target or _new_name(path, reason), checks.problems)


def before_migration(path: Path) -> Path:
    """Make the copy without which no migration starts, and return where it is.

    Raises:
        ProjectError: as :func:`backup`.
    """
    return _copy(path, _new_name(path, "before-migration"), checks.text_problems)


def _new_name(path: Path, reason: str) -> Path:
    now = datetime.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    place = folder(path)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UnreadableFile(
            _("No backups can be kept in {parent}: {strerror}.").format(
                parent=place.parent, strerror=os.strerror(error.errno or 0)
            ),
            path=place,
            hint=_("Say where to: workbench backup -o FILE."),
        ) from None
    name = "-".join(part for part in (path.stem, now, reason) if part)
    taken = (place / f"{name}{n or ''}{path.suffix}" for n in ("", *(f"-{k}" for k in range(2, 1000))))
    return next(candidate for candidate in taken if not candidate.exists())


def _copy(path: Path, target: Path, check: Callable[[Connection], list[str]]) -> Path:
    project_file.look(path)
    draft = _draft(target)
    try:
        dialect.copy_file(path, draft)
        _verify(draft, path.name, check)
        project_file.sync(draft)
        project_file.publish(draft, target)
    finally:
        _clear(draft)
    return target


def _draft(target: Path) -> Path:
    """Make an empty, private file beside a target, to be filled and then renamed."""
    draft = target.with_name(f".{target.name}.{uuid4().hex[:8]}.tmp")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise UnreadableFile(
            _("Nothing can be written to {parent}: {strerror}.").format(
                parent=target.parent, strerror=os.strerror(error.errno or 0)
            ),
            path=target,
            hint=_("Choose a folder that is there and that you may write to."),
        ) from None
    return draft


def _clear(draft: Path) -> None:
    for leftover in (draft, project_file.journal(draft), draft.with_name(draft.name + "-shm")):
        leftover.unlink(missing_ok=True)


def _verify(path: Path, name: str, check: Callable[[Connection], list[str]]) -> None:
    header = project_file.look(path)
    engine = dialect.file_engine(path, read_only=True, frozen=not header.journal_waits)
    try:
        with engine.connect() as connection:
            found = check(connection)
    finally:
        engine.dispose()
    if found:
        more = f" There are {len(found) - 1} more problems." if len(found) > 1 else ""
        raise DamagedProject(
            _("{name} is damaged. {found}{more}").format(name=name, found=found[0], more=more),
            hint=_("See all of them with: workbench check"),
        )


def verify(path: Path) -> None:
    """Verify a backup, of this or an older version of the program.

    Raises:
        ProjectError: it is not one, a newer program wrote it, or it is damaged.
    """
    header = project_file.look(path)
    if header.schema > migrate.SCHEMA:
        raise migrate.newer(path.name)
    _verify(path, path.name, checks.problems if header.schema == migrate.SCHEMA else checks.text_problems)


def restore(source: Path, path: Path) -> Path | None:
    """Put a backup in a project's place, verified first; what is there now becomes a backup itself.

    Returns:
        Where the former state is; ``None`` where there was none.

    Raises:
        ProjectError: the backup is not whole, or somebody has the project open; nothing was changed.
    """
    verify(source)
    draft = _draft(path)
    try:
        dialect.copy_file(source, draft)
        verify(draft)
        project_file.sync(draft)
        kept = _set_aside(path)
        draft.replace(path)
        project_file.sync_folder(path.parent)
    finally:
        _clear(draft)
    return kept


def _set_aside(path: Path) -> Path | None:
    """Keep the present file among the backups: as a verified copy, or as it is where it is damaged."""
    if not path.exists():
        return None
    kept = _new_name(path, "before-restore")
    try:
        project_file.look(path)
        with dialect.sole_use(path):
            pass
        return _copy(path, kept, checks.problems)
    except (DamagedProject, NoProject, NewerProject):
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(kept.with_name(kept.name + suffix))
        return kept
