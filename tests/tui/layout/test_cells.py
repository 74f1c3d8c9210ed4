import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.tui.layout.cells import TAB, RowCells, drawn, shorten, shown_name, text_width

NASTY = (
    "a b-æøå.\n\t\u00a0\u00ad\u0301\u030a\u1160\u200b\u200c\u200d\u200e\u2028\u202e\u2066\u2069\ufe0f\ufeff\ufffe"
    "\x00\x07\x1b\x7f\x85\x9b\r漢字한ᄀ각👍\U0001f3fd👩🚒❤🇳🇴\ud800\U000e0067ع"
)
nasty = st.text(alphabet=st.sampled_from(NASTY), max_size=40)
FORBIDDEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
}


@given(nasty)
def test_what_is_drawn_never_holds_a_byte_that_steers_the_terminal(text: str) -> None:
    row = RowCells(text, 0, len(text))

    for shown in (row.shown(0, len(text)) if text else "", shown_name(text), shorten(shown_name(text), 8)):
        assert not FORBIDDEN & set(shown)
        shown.encode()


@given(nasty)
def test_cells_counted_are_the_cells_that_textual_counts(text: str) -> None:
    row = RowCells(text, 0, len(text))

    assert row.width == sum(c.width for c in row.clusters) == cell_len("".join(c.shown for c in row.clusters))
    assert text_width(text) == row.width


@given(nasty)
def test_clusters_cover_the_row_without_gaps_and_lead_from_cell_to_offset_and_back(text: str) -> None:
    row = RowCells(text, 0, len(text))

    assert "".join(text[c.start : c.end] for c in row.clusters) == text
    for cluster in row.clusters:
        if not cluster.width:
            continue
        for offset in range(cluster.start, cluster.end):
            assert row.cell(offset) == cluster.x
        for x in range(cluster.x, cluster.x + cluster.width):
            assert row.at(x) == (cluster.start, cluster.end)
    assert row.at(row.width) == (len(text), len(text))
    assert row.cell(len(text)) == row.width


@given(nasty, st.data())
def test_a_style_change_never_cuts_a_character(text: str, data: st.DataObject) -> None:
    row = RowCells(text, 0, len(text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    snapped = row.snap(start, end)

    if start < end:
        assert snapped.start <= start
        assert snapped.end >= end
        ends = {c.start for c in row.clusters} | {c.end for c in row.clusters}
        assert set(snapped) <= ends
        assert row.shown(0, snapped.start) + row.shown(*snapped) == row.shown(0, snapped.end)


@pytest.mark.parametrize(
    ("cluster", "shown", "cells"),
    [
        ("\x1b", "␛", 1),
        ("\x00", "␀", 1),
        ("\x7f", "␡", 1),
        ("\x9b", "\ufffd", 1),
        ("\u202e", "\ufffd", 1),
        ("\ud800", "\ufffd", 1),
        ("\u2028", "␤", 1),
        ("\t", " " * TAB, TAB),
        ("\n", " ", 1),
        ("a\u030a", "a\u030a", 1),
        ("\u0301", "◌\u0301", 1),
        ("❤\ufe0f", "❤", 1),
        ("👍\U0001f3fd", "👍", 2),
        ("1\ufe0f\u20e3", "1\u20e3", 1),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", 2),
        ("👩🏽\u200d🚒", "👩", 2),
        ("🇳🇴", "🇳🇴", 2),
        ("漢", "漢", 2),
        ("\ufeff", "", 0),
        ("\u00ad", "", 0),
        ("a\u200d", "a", 1),
    ],
)
def test_awkward_characters_have_a_stated_look(cluster: str, shown: str, cells: int) -> None:
    assert drawn(cluster) == (shown, cells)


def test_a_character_without_width_belongs_to_the_cell_before_it_or_at_the_start_after_it() -> None:
    row = RowCells("\ufeffhu\u00ads", 0, 5)

    assert [(c.start, c.end, c.x, c.shown) for c in row.clusters] == [(0, 2, 0, "h"), (2, 4, 1, "u"), (4, 5, 2, "s")]


def test_a_click_after_a_tab_lands_on_the_character_after_it() -> None:
    row = RowCells("a\tb", 0, 3)

    assert row.at(1 + TAB) == (2, 3)
    assert row.at(TAB) == (1, 2)


def test_names_that_differ_in_an_invisible_character_look_different() -> None:
    assert shown_name("bud\u200bsjett") == "bud\\u200bsjett"
    assert shown_name("x\u202ey\x1b\n") == "x\\u202ey\\x1b\\x0a"
    assert shown_name("Økonomi – «budsjett»") == "Økonomi – «budsjett»"
    assert shown_name(unicodedata.normalize("NFD", "Å")) == "A\u030a"


def test_a_name_too_long_is_shortened_to_the_cells_there_are() -> None:
    assert shorten("arbeidsmetodikk", 8) == "arbeids…"
    assert shorten("漢字漢字", 5) == "漢字…"
    assert shorten("budsjett", 8) == "budsjett"
    assert shorten("budsjett", 0) == ""
