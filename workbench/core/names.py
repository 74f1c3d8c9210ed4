"""Names as people type them, folded so that two spellings of one name are one."""

from __future__ import annotations

import re
import unicodedata

from workbench.core.folding import INVISIBLE

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def without_controls(name: str) -> str:
    """Return a name as it can be stored and typed: NFC, one line, no escape sequence, control or lone surrogate.

    A file's name may hold any of these; what a terminal would obey goes, the rest stays as it is.
    """
    visible = _CONTROLS.sub(" ", _ESCAPES.sub("", name))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", visible)).strip()


def name_key(name: str) -> str:
    """Fold a name for comparing: case, compatibility forms, invisible characters and white space do not count.

    Accents and æ, ø, å do count: "Lane" and "Låne" are two names.
    """
    visible = INVISIBLE.sub("", unicodedata.normalize("NFKC", name))
    return " ".join(unicodedata.normalize("NFKC", visible.casefold()).split())


def shown(name: str) -> str:
    """Return a name with invisible and control characters escaped, safe to draw anywhere."""
    return "".join(
        f"\\u{ord(c):04x}" if INVISIBLE.match(c) or unicodedata.category(c) in {"Cc", "Cs"} else c for c in name
    )
