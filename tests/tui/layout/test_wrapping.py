from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tui.layout.test_cells import NASTY
from workbench.core.graphemes import clusters, is_boundary
from workbench.core.transcripts import Turn
from workbench.tui.layout import wrapping
from workbench.tui.layout.cells import text_width
from workbench.tui.layout.wrapping import Layout, regions

texts = st.text(alphabet=st.sampled_from(NASTY + "   abcdefg"), max_size=60)
widths = st.integers(1, 12)
BREAKS = " \t\u200b\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\n"


def rows(text: str, width: int) -> list[str]:
    layout = Layout(text, [(0, len(text))], width)
    return [text[slice(*layout.span(row))] for row in range(layout.rows)]


@given(texts, widths)
@example("  bbbbbbb", 5)
@example(" \u0301abc def", 4)
def test_rows_partition_a_turn_cut_no_character_and_fit(text: str, width: int) -> None:
    layout = Layout(text, [(0, len(text))], width)

    assert "".join(rows(text, width)) == text
    assert all(a < b for a, b in zip(layout.starts, layout.starts[1:], strict=False))
    assert all(is_boundary(text, start) for start in layout.starts)
    for row in rows(text, width):
        seen = row.rstrip(BREAKS)
        assert text_width(seen) <= width or sum(1 for c in clusters(seen) if text_width(c)) == 1


@given(st.text(alphabet="ab cdæ  -", max_size=80), widths)
def test_plain_and_measured_wrapping_agree(text: str, width: int) -> None:
    plain, measured = array("I", [0]), array("I", [0])
    wrapping._plain_rows(text, 0, len(text), width, plain)
    wrapping._special_rows(text, 0, len(text), width, measured)

    assert plain == measured


@given(texts, widths)
def test_offset_to_cell_to_offset_comes_back_to_the_same_character(text: str, width: int) -> None:
    layout = Layout(text, [(0, len(text))], width)

    for offset in range(len(text)):
        row, x = layout.place(offset)
        cells = layout.cells(row)
        assert layout.span(row).contains(offset)
        if cells.width:
            assert cells.at(x).contains(offset)


@given(st.lists(st.text(alphabet="ab æ\n\t👍", max_size=20), max_size=6), widths)
def test_every_line_of_the_screen_leads_to_a_row_and_back(parts: list[str], width: int) -> None:
    text, turns, at = "\n".join(parts), [], 0
    for part in parts:
        turns.append((at, at + len(part)))
        at += len(part) + 1
    layout = Layout(text, turns, width)

    seen = [layout.at_line(line) for line in range(layout.lines)]
    assert [row for _, row in seen if row >= 0] == list(range(layout.rows))
    assert [region for region, row in seen if row < 0] == list(range(len(turns)))
    assert all(layout.at_line(layout.line_of(row)) == (layout.owners[row], row) for row in range(layout.rows))
    assert layout.at_line(layout.lines) == (-1, -1)
    for region in range(len(turns)):
        spans = [layout.span(row) for row in range(layout.rows) if layout.owners[row] == region]
        assert "".join(text[slice(*span)] for span in spans) == parts[region]


def test_an_empty_document_has_no_rows() -> None:
    layout = Layout("", [], 20)

    assert (layout.rows, layout.lines, layout.row_at(0), layout.row_near(3)) == (0, 0, -1, -1)
    assert layout.place(0) == (0, 0)
    assert list(layout.rows_of(0, 0)) == []


def test_an_empty_turn_keeps_a_row_of_its_own() -> None:
    layout = Layout("ja\n\nnei", [(0, 2), (3, 3), (4, 7)], 20)

    assert [layout.span(row) for row in range(layout.rows)] == [(0, 2), (3, 3), (4, 7)]


def test_words_outside_every_turn_are_shown_too() -> None:
    text = "Merknad\nJa.\n\n \nSlutt"

    assert regions(text, [Turn(8, 11, "I")]) == [(0, 7, -1), (8, 11, 0), (15, 20, -1)]


@pytest.mark.parametrize(("space", "width"), [("\u00a0", 8), ("\u202f", 8), ("\u2060", 7)])
def test_a_no_break_space_keeps_two_words_in_one_row(space: str, width: int) -> None:
    assert rows(f"om 30{space}000 kroner", width) == ["om ", f"30{space}000 ", "kroner"]


def test_a_zero_width_space_lets_a_word_break() -> None:
    assert rows("startlån\u200bsøknad", 10) == ["startlån\u200b", "søknad"]


def test_ideographs_break_anywhere_and_a_wide_one_never_sticks_out() -> None:
    assert rows("漢字漢字漢", 5) == ["漢字", "漢字", "漢"]
    assert rows("漢字", 1) == ["漢", "字"]


def test_a_long_address_is_broken_at_the_edge_and_fills_whole_rows() -> None:
    assert rows("sjå https://husbanken.no/x", 10) == ["sjå ", "https://hu", "sbanken.no", "/x"]


def test_trailing_spaces_hang_over_the_edge_and_belong_to_their_row() -> None:
    assert rows("abcde    fg", 5) == ["abcde    ", "fg"]
    assert rows("abcde    ", 5) == ["abcde    "]


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g", "\ufeffa", "a\n", "\n\n"])
def test_only_a_newline_begins_a_row_and_no_offset_moves(text: str) -> None:
    assert "".join(rows(text, 40)) == text
    assert len(rows(text, 40)) == max(1, text.count("\n") + (not text.endswith("\n")))


def test_a_document_without_one_line_break_or_space_wraps() -> None:
    assert len(rows("a" * 70_000, 70)) == 1000
    assert len(rows("ord " * 17_500, 70)) == 1030
    assert len(rows("å" * 69_999 + "漢", 70)) == 1001
