"""Matches of passages: which of two coders' passages are the same one, and the F1 of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from workbench.analysis.agreement.estimates import Estimate, Reason


def matched(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]], overlap: float) -> list[tuple[int, int]]:
    """Return which passages are paired, by their places, as many as can be, one with one.

    Two passages may be paired that share more than nothing, and at least ``overlap`` (0 to 1) of what they cover
    together. Both lists are disjoint and in order, so that possible pairs never cross: pairing each passage with the
    first free one that it may have is then the largest matching there is.
    """
    pairs: list[tuple[int, int]] = []
    at = 0
    for place, (start, end) in enumerate(left):
        while at < len(right) and right[at][1] <= start:
            at += 1
        i = at
        while i < len(right) and right[i][0] < end:
            shared = min(end, right[i][1]) - max(start, right[i][0])
            if shared >= overlap * (max(end, right[i][1]) - min(start, right[i][0])):
                pairs.append((place, i))
                at = i + 1
                break
            i += 1
    return pairs


def told(
    by_coder: Mapping[int, Sequence[tuple[int, int]]], present: Iterable[int], overlap: float
) -> Iterator[tuple[int, bool]]:
    """Yield where each passage begins and whether it was matched, once for each other coder.

    Args:
        by_coder: each coder's passages of one code in one transcript, disjoint and in order.
        present: the coders who are compared.
        overlap: as :func:`matched` has it.
    """
    for one, other in combinations(present, 2):
        left, right = by_coder.get(one, ()), by_coder.get(other, ())
        pairs = matched(left, right, overlap)
        for spans, places in ((left, {at for at, _ in pairs}), (right, {at for _, at in pairs})):
            for at, (start, _end) in enumerate(spans):
                yield start, at in places


def f1(matched: int, passages: int) -> Estimate:
    """Return how many passages were matched, as a share of them all, 2M / (nA + nB); undefined where there is none."""
    return Estimate.of(matched / passages) if passages else Estimate(reason=Reason.NO_VARIATION)
