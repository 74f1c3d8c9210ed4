"""Where coders differ, and of which kind each difference is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.agreement import by_hand
from tests.analysis.agreement.ratings import a_line, a_transcript, two_by_two
from tests.analysis.agreement.test_against_by_hand import judged
from workbench.analysis.agreement.disagreements import NO_CODE, Kind, confusions, differing
from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.recipes import Rule

Spans = list[tuple[int, int]]


def differences(*given: tuple[Spans, Spans], coders: int = 2) -> list[tuple[int, int, int, str]]:
    """Return code, start, end and kind; ``given`` has each code's passages by two coders."""
    spans = {code: {at: own for at, own in enumerate(pair) if own} for code, pair in enumerate(given)}
    one = Judged("t", "t", a_line(10), tuple(range(coders)), Given.of(spans))
    return [(found.code, found.start, found.end, str(found.kind)) for found in differing(one)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(0, 10)], [(0, 10)], []),
        ([(0, 10)], [], [(0, 0, 10, "omission")]),
        ([(0, 10)], [(20, 30)], [(0, 0, 10, "omission"), (0, 20, 30, "omission")]),
        ([(0, 10)], [(3, 12)], [(0, 0, 3, "boundary"), (0, 10, 12, "boundary")]),
        ([(0, 10)], [(10, 12)], [(0, 0, 10, "boundary"), (0, 10, 12, "boundary")]),
        ([(0, 30)], [(0, 10), (12, 30)], [(0, 10, 12, "granularity")]),
        ([(0, 10), (12, 30)], [(0, 30)], [(0, 10, 12, "granularity")]),
        ([(0, 6), (4, 10)], [(0, 10)], []),
        ([(0, 5), (5, 10)], [(0, 10)], []),
    ],
)
def test_kinds_of_one_code(first: Spans, second: Spans, expected: list[tuple[int, int, int, str]]) -> None:
    assert differences((first, second)) == expected


def test_another_code_in_its_place_is_a_substitution_of_both() -> None:
    assert differences(([(0, 10)], []), ([], [(2, 8)])) == [(0, 0, 10, "substitution"), (1, 2, 8, "substitution")]


def test_a_code_that_both_gave_takes_no_others_place() -> None:
    assert differences(([(0, 10)], []), ([(0, 10)], [(0, 10)])) == [(0, 0, 10, "omission")]


def test_a_code_that_is_not_compared_here_is_no_disagreement() -> None:
    one = Judged("t", "t", a_line(10), (0, 1), Given.of({0: {0: [(0, 10)]}, 1: {1: [(0, 10)]}}))
    assert [found.kind for found in differing(one)] == [Kind.SUBSTITUTION, Kind.SUBSTITUTION]
    assert [found.kind for found in differing(replace(one, apart=frozenset({1})))] == [Kind.OMISSION]


def test_of_three_coders_it_is_said_who_has_it_and_who_does_not() -> None:
    spans = {0: {0: [(0, 10)], 1: [(5, 10)]}}
    found = list(differing(Judged("t", "t", a_line(10), (0, 1, 2), Given.of(spans))))
    assert [(one.start, one.end, one.has, one.lacks) for one in found] == [
        (0, 5, (0,), (1, 2)),
        (5, 10, (0, 1), (2,)),
    ]


@pytest.mark.parametrize("seed", range(30))
def test_stretches_are_just_the_characters_on_which_coders_differ(seed: int) -> None:
    project = by_hand.a_project(seed)
    for at, one in enumerate(judged(project, characters=True)):
        expected = set()
        for code in range(project.codes):
            for place in range(project.lengths[at]):
                given = {
                    any(s <= place < e for s, e in project.spans[at].get((code, coder), []))
                    for coder in project.present[at]
                }
                if len(given) > 1:
                    expected.add((code, place))
        stretches = [(found.code, place) for found in differing(one) for place in range(found.start, found.end)]
        assert len(stretches) == len(set(stretches))
        assert set(stretches) == expected


def test_confusions_count_units() -> None:
    one = a_transcript([[0, 0, 1, None, None], [0, 1, None, 1, None]])
    assert confusions([one], 2, Rule.ANY) == {(0, 0): 1, (0, 1): 1, (1, NO_CODE): 1, (NO_CODE, 1): 1}
    assert confusions([a_transcript(two_by_two(3, 2, 1, 9))], 1, Rule.ANY) == {
        (0, 0): 3,
        (0, NO_CODE): 2,
        (NO_CODE, 0): 1,
    }
