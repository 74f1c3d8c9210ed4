"""Names as people type them, folded so that two spellings of one name are one."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")


def name_key(name: str) -> str:
    """Fold a name for comparing: case, compatibility forms, invisible characters and white space do not count.

    Accents and æ, ø, å do count: "Lane" and "Låne" are two names.
    """
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name))
    return " ".join(unicodedata.normalize("NFKC", visible.casefold()).split())


def shown(name: str) -> str:
    """Return a name with invisible and control characters escaped, safe to draw anywhere."""
    return "".join(
        f"\\u{ord(c):04x}" if _INVISIBLE.match(c) or unicodedata.category(c) in {"Cc", "Cs"} else c for c in name
    )
