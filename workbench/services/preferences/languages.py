"""Which language the program is to speak: what the user chose for every project, and what projects said when last open.

It is kept outside projects, by machine and user, in a file of plain words, so that a command's help need read no more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from workbench.core.language import LANGUAGES

NAME = "interview-workbench"
FILE = "languages"
VARIABLE = "WORKBENCH_LANG"

_MOST = 50
"""How many projects are remembered."""

_OWN = ""


def file() -> Path:
    """Return where the choices lie: with the rest of what this machine remembers."""
    folder = os.environ.get("WORKBENCH_STATE_DIR")
    if folder:
        return Path(folder) / FILE
    if sys.platform == "linux":
        # What platformdirs says too; but importing it takes as long as a fifth of a command's help.
        return Path(os.environ.get("XDG_STATE_HOME", "").strip() or Path.home() / ".local" / "state", NAME, FILE)
    import platformdirs

    return platformdirs.user_state_path(NAME, appauthor=False) / FILE


def _load() -> dict[str, str]:
    """Return languages by a project's path, the user's own by ""."""
    kept: dict[str, str] = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in file().read_text(encoding="utf-8").splitlines():
            language, _tab, path = line.partition("\t")
            if language in LANGUAGES:
                kept[path] = language
    return kept


def _save(kept: Mapping[str, str]) -> None:
    """Write the file anew; a machine that lets nothing be written merely forgets."""
    target = file()
    new = target.with_name(f"{FILE}.{os.getpid()}")
    with suppress(OSError, UnicodeEncodeError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new.write_text("".join(f"{language}\t{path}\n" for path, language in kept.items()), encoding="utf-8")
        new.replace(target)


def chosen() -> str:
    """Return the language of ``$WORKBENCH_LANG``, else what the user chose; "" where neither is one of ours."""
    asked = os.environ.get(VARIABLE, "")
    return asked if asked in LANGUAGES else _load().get(_OWN, "")


def choose(language: str) -> None:
    """Remember the language that the user wants in every project, "" for what a project or the machine says."""
    kept = {path: one for path, one in _load().items() if path != _OWN}
    _save({_OWN: language, **kept} if language else kept)


def remember_project(path: Path, language: str) -> None:
    """Remember what language a project (the whole path) is worked on in, "" for none; its help is asked for closed."""
    kept = _load()
    where = str(path)
    if kept.get(where, "") != language and "\n" not in where:
        own = {_OWN: kept[_OWN]} if _OWN in kept else {}
        others = [(name, one) for name, one in kept.items() if name not in {_OWN, where}][-_MOST + 1 :]
        _save(own | dict(others) | ({where: language} if language else {}))


def of_closed_project(given: str | None) -> str:
    """Return the language of a project as it was when last open, without opening it; "" where nothing is known.

    Args:
        given: the project's file, as named; else the one in this folder or the nearest above is meant.
    """
    try:
        return _of_closed(given)
    except OSError:  # this folder is gone, or a project lies where one may not look or on a disk that does not answer
        return ""


def _of_closed(given: str | None) -> str:
    kept = {path: language for path, language in _load().items() if path != _OWN}
    if not kept:
        return ""
    here = Path.cwd()
    if given:
        meant = here / given
        named = (path for path in map(Path, kept) if meant in {path, path.with_suffix(""), path.parent})
        return kept.get(str(next(named, "")), "")
    known = {Path(path).parent: language for path, language in kept.items() if Path(path).is_file()}
    return next((known[folder] for folder in (here, *here.parents) if folder in known), "")
