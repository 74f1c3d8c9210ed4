"""Matches of passages: which of two coders' passages are the same one, and the F1 of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.analysis.agreement.estimates import Estimate, Reason


def matched(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]], overlap: float) -> int:
    """Return how many passages can be paired at most, one with one.

    Two passages may be paired that share more than nothing, and at least ``overlap`` (0 to 1) of what they cover
    together. Both lists are disjoint and in order, so that possible pairs never cross: pairing each passage with the
    first free one that it may have is then the largest matching there is.
    """
    pairs = at = 0
    for start, end in left:
        while at < len(right) and right[at][1] <= start:
            at += 1
        i = at
        while i < len(right) and right[i][0] < end:
            shared = min(end, right[i][1]) - max(start, right[i][0])
            if shared >= overlap * (max(end, right[i][1]) - min(start, right[i][0])):
                pairs, at = pairs + 1, i + 1
                break
            i += 1
    return pairs


@dataclass(slots=True)
class Matches:
    """How many passages were matched, and how many there were, added up over pairs of coders and transcripts."""

    matched: int = 0
    passages: int = 0

    def add(self, by_coder: Mapping[int, Sequence[tuple[int, int]]], present: Iterable[int], overlap: float) -> None:
        """Add one transcript: each coder's passages of one code, disjoint and in order."""
        for one, other in combinations(present, 2):
            left, right = by_coder.get(one, ()), by_coder.get(other, ())
            self.matched += matched(left, right, overlap)
            self.passages += len(left) + len(right)


def f1(matches: Iterable[Matches]) -> Estimate:
    """Return 2M / (nA + nB); undefined where nobody has a passage."""
    found = list(matches)
    passages = sum(one.passages for one in found)
    if not passages:
        return Estimate(reason=Reason.NO_VARIATION)
    return Estimate.of(2 * sum(one.matched for one in found) / passages)
