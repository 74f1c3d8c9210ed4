"""Passages are matched one with one, as many as can be; sets of codes have distances."""

from __future__ import annotations

import random
from itertools import combinations, permutations

import pytest

from tests.analysis.agreement.ratings import a_line, report_of
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.matches import matched
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.sets import jaccard, masi

Spans = list[tuple[int, int]]


def largest(left: Spans, right: Spans, overlap: float) -> int:
    """Return the size of the largest matching by trying all of them."""

    def may(one: tuple[int, int], other: tuple[int, int]) -> bool:
        shared = min(one[1], other[1]) - max(one[0], other[0])
        return shared > 0 and shared >= overlap * (max(one[1], other[1]) - min(one[0], other[0]))

    if len(left) > len(right):
        left, right = right, left
    for size in range(len(left), 0, -1):
        for chosen in combinations(left, size):
            if any(all(map(may, chosen, order)) for order in permutations(right, size)):
                return size
    return 0


def some_spans(rng: random.Random) -> Spans:
    ends = sorted(rng.sample(range(40), 2 * rng.randint(0, 5)))
    return list(zip(ends[::2], ends[1::2], strict=True))


@pytest.mark.parametrize("seed", range(60))
def test_no_other_pairing_has_more_pairs(seed: int) -> None:
    rng = random.Random(seed)
    left, right = some_spans(rng), some_spans(rng)
    for overlap in (0, 0.2, 0.5, 1):
        assert len(matched(left, right, overlap)) == largest(left, right, overlap)


def test_taking_the_first_that_comes_would_lose_a_pair() -> None:
    # The long passage may go with either; the second of the other coder only with it.
    assert len(matched([(0, 10), (12, 20)], [(0, 5), (5, 18)], 0.2)) == 2


def one_code(first: Spans, second: Spans, overlap: float = 0.5) -> Estimate:
    given = {coder: spans for coder, spans in enumerate((first, second)) if spans}
    (code,) = report_of([Judged("t", "t", a_line(10), (0, 1), Given.of({0: given}))], overlap=overlap).codes
    return code.figures[Measure.SPAN_F1]


def test_f1_of_passages() -> None:
    assert one_code([(0, 10), (20, 30)], [(0, 10)]).value == pytest.approx(2 / 3)
    assert one_code([(0, 10)], [(0, 6)]).value == 1
    assert one_code([(0, 10)], [(0, 6)], overlap=1.0).value == 0
    assert one_code([(0, 10)], []).value == 0
    assert one_code([], []) == Estimate(reason=Reason.NO_VARIATION)


def test_a_coders_own_overlapping_passages_are_one() -> None:
    assert one_code([(0, 6), (4, 10)], [(0, 10)]).value == 1


@pytest.mark.parametrize(
    ("one", "other", "by_jaccard", "by_masi"),
    [
        (0, 0, 0, 0),
        (0b11, 0b11, 0, 0),
        (0b01, 0b10, 1, 1),
        (0b01, 0, 1, 1),
        (0b01, 0b11, 1 / 2, 1 - 2 / 3 / 2),
        (0b011, 0b110, 2 / 3, 1 - 1 / 9),
    ],
)
def test_distances_of_sets(one: int, other: int, by_jaccard: float, by_masi: float) -> None:
    assert jaccard(one, other) == pytest.approx(by_jaccard)
    assert masi(one, other) == pytest.approx(by_masi)
    assert masi(other, one) == masi(one, other)
