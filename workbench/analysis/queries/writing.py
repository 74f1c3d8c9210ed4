"""Names and values as a query spells them."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[\w.+/-]+")
_CONNECTIVES = frozenset(("and", "og", "or", "eller", "not", "ikkje", "ikke"))


def quoted(words: str, *, always: bool = False) -> str:
    """Return a name or a value as it is written in a query, in quotes where it has to be.

    Args:
        words: what is meant, to the letter.
        always: in quotes even where it need not be.
    """
    if not always and _PLAIN.fullmatch(words) and words.casefold() not in _CONNECTIVES:
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
