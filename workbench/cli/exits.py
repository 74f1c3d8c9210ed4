"""Exit codes."""

from __future__ import annotations

from workbench.core.errors import FileError, ProjectError, WorkbenchError

DONE = 0
REFUSED = 1
USAGE = 2
PROJECT = 3
FILE = 4


def exit_code(error: WorkbenchError) -> int:
    """Return the code that a refusal leaves the program with."""
    if isinstance(error, ProjectError):
        return PROJECT
    if isinstance(error, FileError):
        return FILE
    return REFUSED
