"""Coders' passages side by side: nothing of the text is lost, and each row says who marked what in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.passages import Span, merge
from workbench.tui.layout.side_by_side import rows


def test_a_row_has_a_lane_for_each_coder_who_marked_something_in_it() -> None:
    text = "Ein to tre fire fem"
    drawn = rows(text, Span(0, len(text)), [[Span(0, 6)], [Span(4, 10)]], 10)
    assert [text[row.start : row.end] for row in drawn] == ["Ein to tre ", "fire fem"]
    assert drawn[0].lanes == (True, True)
    assert drawn[-1].lanes == (False, False)
    assert [(text[a:b], who) for a, b, who in drawn[0].pieces] == [("Ein ", 1), ("to", 3), (" tre", 2), (" ", 0)]


spans = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4).map(merge)


@settings(max_examples=60, deadline=None)
@given(st.text("ab å\n", max_size=80), spans, spans, st.integers(1, 30))
def test_nothing_is_lost_and_nothing_is_drawn_twice(text: str, one: list[Span], other: list[Span], width: int) -> None:
    drawn = rows(text, Span(0, len(text)), [one, other], width)
    seen = [at for row in drawn for start, end, _who in row.pieces for at in range(start, end)]
    assert seen == [at for at, letter in enumerate(text) if letter != "\n"]
    for row in drawn:
        for start, end, who in row.pieces:
            for at in range(start, end):
                assert [bool(who >> n & 1) for n in (0, 1)] == [
                    any(s.start <= at < s.end for s in coder) for coder in (one, other)
                ]
