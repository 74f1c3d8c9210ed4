"""The user's own keys: a small TOML file in the user's configuration folder, outside every project."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.core.errors import RefusedError
from workbench.core.language import _

FILE = "keys.toml"


def path() -> Path:
    """Return where the file is, or would be: in ``$WORKBENCH_CONFIG_DIR``, else where this machine keeps such files."""
    chosen = os.environ.get("WORKBENCH_CONFIG_DIR")
    if chosen:
        return Path(chosen) / FILE
    import platformdirs

    return platformdirs.user_config_path("interview-workbench", appauthor=False) / FILE


def read() -> dict[str, object]:
    """Return what the file says, by the ids of keys (``code.again``); nothing where there is no file.

    Raises:
        RefusedError: the file cannot be read, or is not TOML; the sentence says where.
    """
    file = path()
    if not file.exists():
        return {}
    import tomllib

    try:
        found = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(_("{file} cannot be read.").format(file=file), hint=type(error).__name__) from error
    except tomllib.TOMLDecodeError as error:
        raise RefusedError(
            _("{file} is not written as TOML: {what}.").format(file=file, what=error),
            hint=_('A line looks like this: code.again = "r"'),
        ) from error
    return dict(_flat(found, ""))


def _flat(table: dict[str, object], before: str) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((before + name, value))
    return found


def write_template(words: str) -> Path:
    """Write a first file for the user to change.

    Raises:
        RefusedError: there is one already, or the folder cannot be written to.
    """
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as new:
            new.write(words)
    except FileExistsError:
        raise RefusedError(
            _("{file} is there already.").format(file=file), hint=_("Change it with any editor.")
        ) from None
    except OSError as error:
        raise RefusedError(
            _("{file} cannot be written.").format(file=file), hint=error.strerror or type(error).__name__
        ) from error
    return file
