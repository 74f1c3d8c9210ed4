"""What is refused, and what is noticed.

::

    WorkbenchError(message, *, hint="")
    ├ NotFoundError        hint names the nearest existing name
    ├ RefusedError         a rule of the method; nothing was changed
    ├ FileError            UnreadableFile, UnknownFormat, MalformedFile(path, where)
    └ ProjectError         NoProject, NewerProject, ProjectBusy, DamagedProject

An error is what the user asked for and cannot have. What is wrong in the user's data is a :class:`Notice`, a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from workbench.core.language import _


class WorkbenchError(Exception):
    """A refusal in the user's words: what cannot be had, and in ``hint`` what to do about it."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotFoundError(WorkbenchError):
    """A name that is not there; ``hint`` names the nearest one that is."""

    @classmethod
    def named(cls, kind: str, name: str, existing: Iterable[str]) -> NotFoundError:
        """Make the error for a missing ``name`` of a ``kind`` ("code"), with the nearest of ``existing``."""
        names = list(existing)
        near = get_close_matches(name.casefold(), [n.casefold() for n in names], n=3, cutoff=0.6)
        shown = [n for n in names if n.casefold() in near]
        if shown:
            hint = _("Did you mean {names}?").format(names=", ".join(shown[:3]))
        elif names:
            some = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
            hint = _("There is: {names}.").format(names=some)
        else:
            hint = _("There is no {kind} yet.").format(kind=_(kind))
        return cls(_("There is no {kind} called “{name}”.").format(kind=_(kind), name=name), hint=hint)


class RefusedError(WorkbenchError):
    """A rule of the method forbids it; nothing was changed."""


class FileError(WorkbenchError):
    """A file that cannot be used as asked."""

    def __init__(self, message: str, *, path: Path | str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.path = Path(path) if path else None


class UnreadableFile(FileError):  # noqa: N818 - the name says what the file is, as the user sees it
    """The file is missing, locked, or not ours to read."""


class UnknownFormat(FileError):  # noqa: N818 - as above
    """The file was recognised, or not, as something that cannot be imported."""


class MalformedFile(FileError):  # noqa: N818 - as above
    """The file is of a known format and broken; ``where`` says in which part."""

    def __init__(self, message: str, *, path: Path | str = "", where: str = "", hint: str = "") -> None:
        super().__init__(message, path=path, hint=hint)
        self.where = where


class ProjectError(WorkbenchError):
    """A project that cannot be opened as asked; the file is left as it was."""


class NoProject(ProjectError):  # noqa: N818 - as above
    """There is no project there, or the file is not one."""


class NewerProject(ProjectError):  # noqa: N818 - as above
    """The project was written by a newer version of this program."""


class ProjectBusy(ProjectError):  # noqa: N818 - as above
    """Another process holds the project longer than one waits."""


class DamagedProject(ProjectError):  # noqa: N818 - as above
    """The file's contents contradict themselves."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd in the user's data, and what was done about it.

    ``kind`` is a stable word for programs (``tracked-changes``), ``where`` a paragraph or line ("paragraph 12"),
    ``count`` how many times. ``serious`` notices mean that something could not be taken over whole.
    """

    kind: str
    message: str
    where: str = ""
    count: int = 1
    serious: bool = False
