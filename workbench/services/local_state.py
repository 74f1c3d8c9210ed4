"""What this machine remembers of a project: who coded last, and where in each transcript one was.

It lies outside the project, so that reading never writes to it, and holds no words of any transcript. The words of a
memo that is being written lie here until the memo is stored; nobody but the user may read the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a coder left a transcript: the cursor and the top of the screen, as offsets, and the unit of the cursor."""

    cursor: int = 0
    top: int = 0
    unit: str = "sentence"


def _folder() -> Path:
    chosen = os.environ.get("WORKBENCH_STATE_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return platformdirs.user_state_path("interview-workbench", appauthor=False)


def _file(project: str) -> Path:
    """Return where a project's state lies; a UUID from a file made by others is not trusted to be a file's name."""
    safe = project if re.fullmatch(r"[0-9a-z-]{1,64}", project) else hashlib.sha256(project.encode()).hexdigest()
    return _folder() / f"{safe}.json"


def _load(project: str) -> dict[str, Any]:
    try:
        state = json.loads(_file(project).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def _part(state: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = state.get(name)
    return part if isinstance(part, dict) else {}


def _save(project: str, state: Mapping[str, Any]) -> None:
    """Write the state, whole or not at all; a machine that lets nothing be written merely forgets."""
    target = _file(project)
    temporary = target.with_suffix(f".tmp-{uuid4().hex}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(json.dumps(state, ensure_ascii=False))
        temporary.replace(target)
    except (OSError, UnicodeEncodeError):
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def last_coder(project: str) -> str | None:
    """Return the name of the coder who last worked on a project (a UUID) at this machine."""
    name = _load(project).get("coder")
    return name if isinstance(name, str) else None


def remember_coder(project: str, name: str) -> None:
    """Remember who is coding."""
    kept = {key: value for key, value in _load(project).items() if key != "unsaid"}
    _save(project, kept | {"coder": name})


def remember_unsaid(project: str) -> None:
    """Note that nobody here has said to be the coder who is remembered: the project came with them."""
    _save(project, _load(project) | {"unsaid": True})


def coder_was_said(project: str) -> bool:
    """Whether somebody at this machine said to be the coder who is remembered."""
    state = _load(project)
    return "coder" in state and not state.get("unsaid")


def last_transcript(project: str, coder: str) -> str | None:
    """Return the UUID of the transcript that a coder had open last."""
    name = _part(_load(project), "transcripts").get(coder)
    return name if isinstance(name, str) else None


def place(project: str, coder: str, transcript: str) -> Place:
    """Return where a coder left a transcript (UUIDs all); the top when never opened."""
    kept = _part(_part(_load(project), "places"), f"{coder}/{transcript}")
    cursor, top, unit = (kept.get(name) for name in ("cursor", "top", "unit"))
    return Place(
        max(cursor, 0) if isinstance(cursor, int) else 0,
        max(top, 0) if isinstance(top, int) else 0,
        unit if isinstance(unit, str) else "sentence",
    )


def remember_place(project: str, coder: str, transcript: str, at: Place) -> None:
    """Remember where a coder leaves a transcript."""
    state = _load(project)
    kept = {"cursor": at.cursor, "top": at.top, "unit": at.unit}
    state["places"] = _part(state, "places") | {f"{coder}/{transcript}": kept}
    state["transcripts"] = _part(state, "transcripts") | {coder: transcript}
    _save(project, state)


def draft(project: str, coder: str, target: str) -> str:
    """Return the words of a memo on a target (UUIDs all) that was being written and never stored, else ""."""
    kept = _part(_load(project), "drafts").get(f"{coder}/{target}")
    return kept if isinstance(kept, str) else ""


def remember_draft(project: str, coder: str, target: str, words: str) -> None:
    """Keep the words of a memo while it is being written; "" forgets them."""
    state, key = _load(project), f"{coder}/{target}"
    drafts = _part(state, "drafts")
    if drafts.get(key, "") != words:
        others = {name: kept for name, kept in drafts.items() if name != key}
        _save(project, state | {"drafts": others | ({key: words} if words else {})})


def drafts(project: str, coder: str) -> dict[str, str]:
    """Return the words of all memos that a coder was writing and never stored, by what each was to hang on."""
    own = f"{coder}/"
    kept = _part(_load(project), "drafts")
    return {key[len(own) :]: words for key, words in kept.items() if key.startswith(own) and isinstance(words, str)}


def remember_project(path: Path) -> None:
    """Remember which project was open last on this machine."""
    _save("machine", _load("machine") | {"project": str(path)})


def last_project() -> Path | None:
    """Return the project that was open last on this machine, if it is still there."""
    kept = _load("machine").get("project")
    return Path(kept) if isinstance(kept, str) and Path(kept).is_file() else None


def setting(name: str) -> str | None:
    """Return what this machine's user chose for all projects (``theme``)."""
    kept = _load("machine").get(name)
    return kept if isinstance(kept, str) else None


def remember_setting(name: str, value: str) -> None:
    """Remember a choice for all projects."""
    _save("machine", _load("machine") | {name: value})
