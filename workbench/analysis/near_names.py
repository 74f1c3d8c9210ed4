"""Names of codes that are so alike that one may be meant for the other."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.analysis.matching import plain
from workbench.core.codebook import Code
from workbench.core.names import name_key

NEAR = 88.0
"""From which share of equal letters (rapidfuzz's ratio, 0 to 100) on two names are near each other."""

NEAR_WORD = 80.0
"""As :data:`NEAR`, for the words of names of several words."""

_LEAST = 3
"""Shorter names are near only to themselves: "Bil" and "Bol" are two things."""


def near(name: str, codes: Iterable[Code], *, limit: int = 5) -> list[Code]:
    """Return the codes whose name in any language, or key, is like a name: equal ones first, then the most alike.

    Case, accents and the order of words do not count.
    """
    wanted, bare = name_key(name), plain(name).strip()
    if not bare:
        return []
    found: list[tuple[float, int, Code]] = []
    for at, code in enumerate(codes):
        names = [spelled for spelled in (*code.names.values(), code.key) if spelled]
        likeness = 101.0 if wanted in map(name_key, names) else max(_likeness(bare, plain(n).strip()) for n in names)
        if likeness >= NEAR:
            found.append((-likeness, at, code))
    return [code for *_, code in sorted(found, key=lambda one: one[:2])[:limit]]


def _likeness(one: str, other: str) -> float:
    """Return how alike two folded names are, 0 to 100."""
    if one == other:
        return 100.0
    if min(len(one), len(other)) <= _LEAST:
        return 0.0
    from rapidfuzz import fuzz

    likeness = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one.replace("-", " "), other.replace("-", " ")))
    return likeness if likeness >= NEAR and words_near(one, other) else 0.0


def words_near(one: str, other: str) -> bool:
    """Whether each word of two folded names has one in the other that it may be misspelt for.

    "Administrativ leiing" and "Ny administrativ eining" share most of their letters, and mean two things.
    """
    from rapidfuzz import fuzz

    left, right = (name.replace("-", " ").split() for name in (one, other))
    if len(left) == len(right) == 1:
        return True
    return all(
        any(fuzz.ratio(word, partner) >= NEAR_WORD for partner in there)
        for here, there in ((left, right), (right, left))
        for word in here
    )
