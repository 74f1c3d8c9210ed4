"""Spans: trimmed to whole words and characters, joined, shared, taken out of each other."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.errors import RefusedError
from workbench.core.passages import Span, context, covered, intersect, merge, quotation, subtract, trim

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda s: (min(s), max(s))), max_size=8)


def points(spans: list[Span] | list[tuple[int, int]]) -> set[int]:
    """Return every code point that the spans cover."""
    return {point for start, end in spans for point in range(start, end)}


def test_a_passage_loses_the_white_space_at_its_ends() -> None:
    assert trim("  ja, nei\n ", Span(0, 11)) == Span(2, 9)


def test_a_passage_takes_whole_characters() -> None:
    text = "cafe\u0301 👩‍👩‍👧 ja"
    assert quotation(text, trim(text, Span(0, 4))) == "cafe\u0301"
    assert quotation(text, trim(text, Span(7, 8))) == "👩‍👩‍👧"


@pytest.mark.parametrize("span", [(0, 0), (1, 2), (-1, 2), (2, 99), (3, 1)])
def test_a_passage_without_words_or_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(RefusedError):
        trim("a  b", Span(*span))


def test_a_quotation_has_some_context_on_each_side() -> None:
    text = "a" * 60 + "ORD" + "b" * 10
    assert context(text, Span(60, 63)) == ("a" * 40, "b" * 10)


@settings(max_examples=100, deadline=None)
@given(SPANS, SPANS)
def test_spans_are_joined_shared_and_taken_out_point_by_point(left: list[Span], right: list[Span]) -> None:
    one, other = merge(left), merge(right)
    assert points(one) == points(left)
    assert all(a.end < b.start for a, b in pairwise(one))
    assert covered(one) == len(points(left))
    assert points(intersect(one, other)) == points(left) & points(right)
    assert points(subtract(one, other)) == points(left) - points(right)


def test_spans_that_only_touch_stay_apart_where_that_is_asked_for() -> None:
    assert merge([(0, 3), (3, 5)]) == [Span(0, 5)]
    assert merge([(3, 5), (0, 3), (4, 6)], touching=False) == [Span(0, 3), Span(3, 6)]


def test_spans_overlap_where_they_share_a_code_point() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3).contains(2)
    assert not Span(0, 3).contains(3)
