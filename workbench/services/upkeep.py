"""Keeping a project whole: checks, verified copies, and bringing one back."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.core.errors import NoProject
from workbench.services.project import OpenProject, find
from workbench.store import backups, checks


def check(project: OpenProject) -> list[str]:
    """Return what is wrong with the project, a sentence each: file, texts, the codings' words, the audit trail."""
    with project.database.reading() as connection:
        return checks.problems(connection)


def backup(project: OpenProject, target: Path | None = None) -> Path:
    """Make a verified copy, beside the project where no other place is given, and return where it is."""
    return backups.backup(project.path, target)


def restore(project: str | None, copy: Path) -> tuple[Path, Path | None]:
    """Bring a verified copy back as the project.

    Args:
        project: the project's file; else the one here, else the copy's own name in this folder.
        copy: which is verified before anything is changed.

    Returns:
        The project's file, and where what was there before is kept.

    Raises:
        NoProject: the copy is not there.
        DamagedProject: the copy is not whole; nothing was changed.
    """
    if not copy.is_file():
        raise NoProject(f"There is no copy {copy}.", hint="Copies lie in the folder NAME.backups beside the project.")
    wanted = project or os.environ.get("WORKBENCH_PROJECT")
    target = Path(wanted) if wanted else (find() or Path.cwd() / copy.name)
    return target, backups.restore(copy, target)
