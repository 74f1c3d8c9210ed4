"""A bug leaves a line in a log: what kind, which module, which line, and no word of any transcript."""

from __future__ import annotations

import datetime
import os
import traceback
from pathlib import Path

LOG = "errors.log"


def log_folder() -> Path:
    """Return where the log lies: the user's own state folder, never beside the project."""
    chosen = os.environ.get("WORKBENCH_STATE_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return platformdirs.user_state_path("interview-workbench", appauthor=False)


def describe(error: BaseException) -> str:
    """Return an exception's kind and the places that it passed, innermost last.

    Its message is left out: it may hold words of a transcript.
    """
    places = [
        f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {' > '.join(places[-6:]) or 'unknown'}"


def write_down(error: BaseException) -> Path | None:
    """Add an exception to the log and return where that is, None where nothing can be written."""
    path = log_folder() / LOG
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{at} {describe(error)}\n")
    except OSError:
        return None
    return path
