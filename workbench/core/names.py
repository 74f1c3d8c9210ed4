"""Names as people type them, folded so that two spellings of one name are one."""

from __future__ import annotations

import unicodedata

from workbench.core.folding import INVISIBLE


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
