"""Figures under headings in levels, on a screen that may be too small for all of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.layout.cells import text_width
from workbench.tui.layout.grid import Grid, GridCell, GridLayout, GridRow, wrapped

PLACES = ("Lillehammer", "Hamar")
YEARS = ("2010", "2011", "2012")


def a_layout(width: int, columns: Sequence[tuple[str, ...]] = (), figure: str = "12") -> GridLayout:
    columns = columns or [(place, year) for place in PLACES for year in YEARS]
    rows = [GridRow("  Needs", [GridCell(figure)] * len(columns)), GridRow("Mapping", [GridCell("3")] * len(columns))]
    return GridLayout(Grid("Code", columns, rows), width)


def test_an_outer_heading_stands_once_over_the_columns_that_share_it() -> None:
    layout = a_layout(80)

    assert layout.headings(0, 0) == [("Lillehammer", 18), ("Hamar", 18)]
    assert [words.split() for words, _ in layout.headings(1, 0)] == [[year] for year in YEARS * 2]


def test_columns_are_widened_where_their_common_heading_needs_more_room() -> None:
    layout = a_layout(80, [("Lillehammer", "1"), ("Moss", "1"), ("Moss", "2")], figure="1")

    assert layout.headings(0, 0) == [("Lillehammer", 13), ("Moss", 6)]


def test_an_outer_heading_stays_while_its_first_columns_are_scrolled_away() -> None:
    assert [words for words, _ in a_layout(80).headings(0, 1)] == ["Lillehammer", "Hamar"]


def test_an_outer_heading_begins_over_the_names_where_one_column_of_it_is_left() -> None:
    layout = a_layout(80)

    assert layout.before(0, 2) == 6
    assert layout.headings(0, 2) == [("Lillehammer", 12), ("Hamar", 18)]
    assert layout.before(1, 2) == layout.before(0, 0) == 0


def test_a_column_at_the_edge_whose_outer_heading_would_be_cut_waits_for_the_next_screen() -> None:
    columns = [(place, year) for place in ("Moss", "Lillehammer") for year in YEARS]

    assert list(a_layout(35, columns).seen(0)) == [0, 1, 2]
    assert list(a_layout(41, columns).seen(0)) == [0, 1, 2, 3, 4]
    assert list(a_layout(35, columns).seen(3)) == [3, 4, 5]


def test_columns_are_seen_whole_or_not_at_all() -> None:
    layout = a_layout(40)

    assert layout.label == 9
    assert list(layout.seen(0)) == [0, 1, 2, 3, 4]
    assert layout.first_for(5, 0) == 1
    assert layout.first_for(0, 3) == 0


def test_a_column_that_is_wider_than_the_screen_is_seen_all_the_same() -> None:
    assert list(a_layout(20, figure="1234567890123456").seen(2)) == [2]


def test_a_place_on_the_screen_is_a_column_or_the_names_or_nothing() -> None:
    layout = a_layout(80)

    assert [layout.column_at(x, 1) for x in (0, 8, 9, 14, 15, 38, 39)] == [-1, -1, 1, 1, 2, 5, None]


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("2010", ["2010"]),
        ("Samarbeid mellom einingar", ["Samarbeid", "mellom", "einingar"]),
        ("Vanskelegstiltebustadar", ["Vanskelegstil-", "tebustadar"]),
        ("Ny administrativ eining i kommunen no", ["Ny", "administrativ", "eining i komm…"]),
        ("", [""]),
    ],
)
def test_long_headings_go_on_below_and_only_what_is_beyond_the_last_line_is_cut(heading: str, lines: list[str]) -> None:
    assert wrapped(heading, 14, 3) == lines


@given(
    names=st.lists(st.tuples(st.text("abc æ🏠", max_size=24), st.text("xyz ", max_size=30)), min_size=1, max_size=9),
    width=st.integers(20, 120),
    data=st.data(),
)
def test_headings_stand_over_their_figures_whatever_they_are(
    names: list[tuple[str, str]], width: int, data: st.DataObject
) -> None:
    layout = a_layout(width, list(names))
    first = layout.first_for(data.draw(st.integers(0, len(names) - 1)), 0)
    seen = layout.seen(first)

    assert len(seen) >= 1
    assert layout.label + sum(layout.widths[at] for at in seen) < width or len(seen) == 1
    for line in range(layout.head):
        headings = layout.headings(line, first)
        assert all(text_width(words) <= cells for words, cells in headings)
        before = layout.before(line, first)
        assert 0 <= before <= layout.label - 2
        assert sum(cells for _, cells in headings[:-1]) - before <= sum(layout.widths[at] for at in seen)
        if line:
            assert layout.before(line, first) == 0
            assert [cells for _, cells in headings] == [layout.widths[at] for at in seen]
