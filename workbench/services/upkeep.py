"""Keeping a project whole: checks, verified copies, and bringing one back."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.core.errors import NoProject, RefusedError, WorkbenchError
from workbench.core.language import _
from workbench.services.project import SUFFIX, OpenProject, locate, opened
from workbench.store import backups, checks


def check(project: OpenProject) -> list[str]:
    """Return what is wrong with the project, a sentence each: file, texts, the codings' words, the audit trail."""
    with project.database.reading() as connection:
        return checks.problems(connection)


def rebuild_index(project: OpenProject) -> None:
    """Build the search index anew from the texts, which are not touched.

    Raises:
        RefusedError: the project is open for reading only.
    """
    with project.database.writing() as connection:
        checks.rebuild_index(connection)


def backup(project: OpenProject, target: Path | None = None) -> Path:
    """Make a verified copy, beside the project where no other place is given, and return where it is.

    Raises:
        RefusedError: the copy would be a second project in the project's own folder, or a file is there already.
    """
    beside = target is not None and target.absolute().parent.resolve() == project.path.absolute().parent.resolve()
    if target is not None and beside and target.suffix == SUFFIX and not target.exists():
        raise RefusedError(
            _("{name} would be a second project in the project's own folder; nothing was written.").format(
                name=target.name
            ),
            hint=_("Without -o the copy goes to {stem}.backups; else name another folder.").format(
                stem=project.path.stem
            ),
        )
    return backups.backup(project.path, target)


def restore(project: str | None, copy: Path) -> tuple[Path, Path | None]:
    """Bring a verified copy back as the project.

    Args:
        project: the project's file; else the one whose backup the copy is, else the one here.
        copy: which is verified before anything is changed.

    Returns:
        The project's file, and where what was there before is kept.

    Raises:
        NoProject: the copy is not there.
        DamagedProject: the copy is not whole; nothing was changed.
        RefusedError: what is there is another study.
    """
    if not copy.is_file():
        raise NoProject(
            _("There is no copy {copy}.").format(copy=copy),
            hint=_("Copies lie in the folder NAME.backups beside the project."),
        )
    folder = copy.absolute().parent
    said = project or os.environ.get("WORKBENCH_PROJECT")
    if not said and folder.suffix == ".backups":
        target = folder.with_suffix(SUFFIX)
    else:
        target = locate(said) or Path.cwd() / f"{copy.stem}{SUFFIX}"
    if target.exists() and not copy.samefile(target):
        _refuse_other_study(copy, target)
    return target, backups.restore(copy, target)


def _refuse_other_study(copy: Path, target: Path) -> None:
    """Refuse a copy of one study in another's place; what is damaged cannot say which it is and may be replaced."""
    studies = []
    for path in (copy, target):
        try:
            with opened(path, read_only=True) as found:
                studies.append(found.project.uuid)
        except WorkbenchError:
            return
    if studies[0] != studies[1]:
        raise RefusedError(
            _("{name} is a copy of another study than {name2}; nothing was changed.").format(
                name=copy.name, name2=target.name
            ),
            hint=_("Say where it shall be: workbench --project NEW.workbench restore FILE."),
        )
