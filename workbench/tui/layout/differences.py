"""Where two coders have coded differently: runs of text that one gave a code and the other did not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.core.codings import Coding
from workbench.core.passages import Span, merge, subtract, trim


class Difference(NamedTuple):
    """A run, half-open in code points, that only one of the two gave a code; ``mine`` is whether that is the first."""

    start: int
    end: int
    code: str
    mine: bool


def differences(text: str, mine: Iterable[Coding], theirs: Iterable[Coding]) -> list[Difference]:
    """Return the runs that one coder gave a code and the other did not, in text order; runs without a word are none."""
    sides: dict[str, tuple[list[Span], list[Span]]] = {}
    for side, codings in enumerate((mine, theirs)):
        for coding in codings:
            sides.setdefault(coding.code, ([], []))[side].append(Span(coding.start, coding.end))
    found = []
    for code, (ours, others) in sides.items():
        left, right = merge(ours), merge(others)
        for runs, is_mine in ((subtract(left, right), True), (subtract(right, left), False)):
            found += [Difference(*trim(text, run), code, is_mine) for run in runs if _has_words(text[slice(*run)])]
    return sorted(found)


def _has_words(run: str) -> bool:
    return any(character.isalnum() for character in run)
