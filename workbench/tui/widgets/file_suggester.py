"""Completes paths as they are typed."""

from __future__ import annotations

import os
from pathlib import Path

from textual.suggester import Suggester


class FileSuggester(Suggester):
    """Proposes the first file or folder that begins as typed; folders end in a slash."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path that may be meant."""
        return suggest(value)


def suggest(value: str) -> str | None:
    """Return the first path that begins with what was typed, None where there is none."""
    if not value:
        return None
    folder, _, start = value.rpartition(os.sep)
    place = Path(folder + os.sep if folder or value.startswith(os.sep) else ".").expanduser()
    try:
        with os.scandir(place) as entries:
            found = sorted(
                (not entry.is_dir(), entry.name)
                for entry in entries
                if entry.name.startswith(start) and (start.startswith(".") or not entry.name.startswith("."))
            )
    except OSError:
        return None
    if not found:
        return None
    is_file, name = found[0]
    whole = f"{folder}{os.sep}{name}" if folder or value.startswith(os.sep) else name
    return whole if is_file else whole + os.sep
