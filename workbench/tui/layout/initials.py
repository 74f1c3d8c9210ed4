"""Letters for the margin: one or two that stand for a code, told apart as far as two letters go."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain


def initials(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Choose two letters for each code.

    Args:
        names: (id, name) of every code, in the codebook's order; who comes first chooses first.

    Returns:
        By id: the first letters of the first two words, else the first letter with the next one that is still free,
        else with a digit.
    """
    taken: set[str] = set()
    chosen: dict[str, str] = {}
    for id_, name in names:
        words = ["".join(c for c in word if c.isalnum()) for word in name.replace("-", " ").split()]
        words = [word for word in words if word] or ["?"]
        first = words[0][0].upper()
        seconds = chain((word[0] for word in words[1:]), words[0][1:], "".join(words[1:]), "23456789")
        pair = next((p for s in seconds if (p := first + s.lower()) not in taken), first)
        taken.add(pair)
        chosen[id_] = pair
    return chosen
