"""Reading and choosing passages with keys and mouse."""

from itertools import pairwise

import pytest
from textual.geometry import Region

from tests.tui.reading import ReadingApp, a_mark, a_text
from tests.tui.waiting import piloted, until
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.tui.widgets.transcript_view import TranscriptView

FIRST = "Vi fekk startlån i 2011. Det var f.eks. dyrt!"
SECOND = "Ja."
THIRD = "Nei, ikkje no. Seinare?"
LONG = [f"Tur nummer {i} handlar om budsjett og bustad. Setning to i tur {i}." for i in range(60)]


async def test_arrows_move_by_the_unit_and_letters_change_it() -> None:
    app = ReadingApp(a_text(FIRST, SECOND, THIRD))
    async with piloted(app, size=(80, 24)) as pilot:
        assert app.lit == "Vi fekk startlån i 2011."
        await pilot.press("right")
        assert app.lit == "Det var f.eks. dyrt!"
        await pilot.press("down")
        assert app.lit == SECOND
        await pilot.press("t", "up")
        assert app.lit == FIRST
        await pilot.press("w", "right", "right")
        assert app.lit == "startlån"
        await pilot.press("b", "right")
        assert app.lit == "t"
        await pilot.press("ctrl+down")
        assert app.lit == "J"
        await pilot.press("ctrl+end", "s")
        assert app.lit == "Seinare?"


async def test_with_words_the_arrows_go_to_the_row_below_in_the_same_column() -> None:
    app = ReadingApp(a_text("ein to tre fire fem seks sju åtte ni ti " * 8), unit=Unit.WORD)
    async with piloted(app, size=(60, 24)) as pilot:
        await pilot.press("right", "right", "right")
        _, y = app.cell_of(app.view.offset_of_cursor)
        x = app.cell_of(app.view.offset_of_cursor)[0]
        await pilot.press("down", "down")
        below = app.cell_of(app.view.offset_of_cursor)
        assert below[1] == y + 2
        assert abs(below[0] - x) < 6
        await pilot.press("up", "up")
        assert app.cell_of(app.view.offset_of_cursor) == (x, y)
        await pilot.press("end")
        assert app.view._page.layout.row_at(app.view.offset_of_cursor) == 0


async def test_shift_arrows_select_exactly_from_what_is_lit() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.press("shift+left", "shift+left")
        assert app.lit == "Vi fekk startlån i 201"
        await pilot.press("ctrl+shift+left", "ctrl+shift+left")
        assert app.lit == "Vi fekk startlån "
        assert app.view.selection == Span(0, len("Vi fekk startlån"))
        await pilot.press("shift+end")
        assert app.lit == FIRST
        await pilot.press("escape")
        assert not app.view.has_selection
        assert app.lit == "Det var f.eks. dyrt!"


async def test_shift_down_selects_to_the_row_below() -> None:
    app = ReadingApp(a_text("ein to tre fire fem seks sju åtte ni ti " * 4), unit=Unit.WORD)
    async with piloted(app, size=(60, 24)) as pilot:
        await pilot.press("shift+down")
        start, end = app.view._cursor.lit
        assert start == 0
        assert app.view._page.layout.row_at(end) == 1


async def test_e_takes_the_next_unit_in_and_shift_e_gives_it_back() -> None:
    app = ReadingApp(a_text(FIRST, SECOND, THIRD))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.press("e")
        assert app.lit == FIRST
        await pilot.press("e")
        assert app.lit == f"{FIRST}\n{SECOND}"
        await pilot.press("E", "E")
        assert app.lit == "Vi fekk startlån i 2011."


@pytest.mark.parametrize("key", ["c", "enter"])
async def test_a_key_asks_for_a_code_for_what_is_lit(key: str) -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.press("right", key)
        [chosen] = app.told
        assert isinstance(chosen, TranscriptView.PassageChosen)
        assert app.text.text[chosen.start : chosen.end] == "Det var f.eks. dyrt!"


async def test_white_space_alone_is_no_passage() -> None:
    app = ReadingApp(a_text("a  b"))
    async with piloted(app, size=(80, 24)) as pilot:
        app.view.select(1, 3)
        await pilot.press("c")
        assert app.view.selection is None
        assert app.told == []


async def test_escape_without_a_selection_is_left_to_the_screen() -> None:
    app = ReadingApp(a_text(FIRST))
    async with piloted(app, size=(80, 24)) as pilot:
        assert app.view.check_action("clear", ()) is False
        await pilot.press("e")
        assert app.view.check_action("clear", ()) is True


async def test_dragging_selects_exactly_also_inside_coded_text() -> None:
    app = ReadingApp(a_text(FIRST, SECOND), [a_mark(0, 24)])
    async with piloted(app, size=(80, 24)) as pilot:
        start, end = FIRST.index("fekk"), FIRST.index(" i 2011")
        await pilot.mouse_down(app.view, offset=app.cell_of(start))
        await pilot.hover(app.view, offset=app.cell_of(start + 3))
        await pilot.hover(app.view, offset=app.cell_of(end - 1))
        assert app.lit == "fekk startlån"
        await pilot.mouse_up(app.view, offset=app.cell_of(end - 1))
        await pilot.hover(app.view, offset=app.cell_of(2))
        assert app.view.selection == Span(start, end)
        assert app.mouse_captured is None


async def test_dragging_backwards_takes_in_the_character_under_the_pointer_at_both_ends() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.mouse_down(app.view, offset=app.cell_of(10))
        await pilot.hover(app.view, offset=app.cell_of(3))
        await pilot.mouse_up(app.view, offset=app.cell_of(3))
        assert app.view._cursor.lit == Span(3, 11)


async def test_a_drag_can_take_in_whole_words() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        app.view.snap_to_words = True
        await pilot.mouse_down(app.view, offset=app.cell_of(5))
        await pilot.hover(app.view, offset=app.cell_of(10))
        await pilot.mouse_up(app.view, offset=app.cell_of(10))
        assert app.lit == "fekk startlån"


async def test_dragging_below_the_pane_scrolls_on_and_stops_on_release() -> None:
    app = ReadingApp(a_text(*LONG))
    async with piloted(app, size=(80, 20)) as pilot:
        await pilot.mouse_down(app.view, offset=(30, 5))
        app.view._pointer = (30, 19)
        app.view.on_mouse_move(_moved(app, 30, 23))
        await until(pilot, lambda: app.view.scroll_offset.y > 8, "the pane scrolls on")
        assert app.view._page.layout.row_at(app.view._cursor.point) >= 12
        await pilot.mouse_up(app.view, offset=(30, 10))
        assert app.view._scrolling is None
        assert app.view.has_selection


def _moved(app: ReadingApp, x: int, y: int):  # type: ignore[no-untyped-def]
    from textual.events import MouseMove

    return MouseMove(app.view, x, y, 0, 0, 1, False, False, False)


async def test_a_click_stands_on_the_unit_two_select_the_word_three_the_sentence_four_the_turn() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        at = app.cell_of(FIRST.index("dyrt") + 1)
        await pilot.click(app.view, offset=at)
        assert app.lit == "Det var f.eks. dyrt!"
        assert not app.view.has_selection
        await pilot.click(app.view, offset=at, times=2)
        assert app.lit == "dyrt"
        await pilot.click(app.view, offset=at, times=3)
        assert app.lit == "Det var f.eks. dyrt!"
        assert app.view.has_selection
        await pilot.click(app.view, offset=at, times=4)
        assert app.lit == FIRST


async def test_shift_and_click_extends_what_is_lit() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.click(app.view, offset=app.cell_of(FIRST.index("dyrt") + 3), shift=True)
        assert app.lit == FIRST[:-1]


async def test_a_click_in_the_margin_or_beyond_the_text_stands_somewhere_sensible() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.click(app.view, offset=(0, 1))
        assert app.lit == "Vi fekk startlån i 2011."
        await pilot.click(app.view, offset=(70, 20))
        assert app.lit == SECOND


async def test_a_click_on_a_bracket_chooses_that_coding() -> None:
    app = ReadingApp(a_text(FIRST, SECOND), [a_mark(0, 24), a_mark(3, 10, "lån")])
    async with piloted(app, size=(80, 24)) as pilot:
        columns = app.view._page.columns
        await pilot.click(app.view, offset=(columns.lanes_x + columns.lane, 1))
        [chosen] = app.told
        assert isinstance(chosen, TranscriptView.MarkChosen)
        assert chosen.mark.key == "lån"
        assert app.view.selection == Span(3, 10)


async def test_applying_and_undoing_draw_only_the_rows_of_the_span() -> None:
    app = ReadingApp(a_text(*LONG))
    async with piloted(app, size=(80, 20)) as pilot:
        await pilot.press("t", "down", "down")
        await pilot.pause()
        span = app.view.selection
        assert span is not None
        y = app.cell_of(span.start)[1]
        app.view.redrawn.clear()
        app.view.add_mark(a_mark(*span, uuid="u"))
        app.view.remove_mark("u")
        rows = len(app.view._page.layout.rows_of(*span))
        assert app.view.redrawn == [Region(0, y, 80, rows)] * 2
        await pilot.pause()
        assert app.view.marks_in((span.start, span.start + 1)) == []


async def test_moving_draws_only_the_rows_that_were_or_are_lit() -> None:
    app = ReadingApp(a_text(*LONG), unit=Unit.WORD)
    async with piloted(app, size=(80, 20)) as pilot:
        app.view.redrawn.clear()
        await pilot.press("right")
        assert app.view.redrawn == [Region(0, 1, 80, 1)]


async def test_a_jump_keeps_two_lines_in_sight_and_moving_on_scrolls_seldom() -> None:
    app = ReadingApp(a_text(*LONG), unit=Unit.TURN)
    async with piloted(app, size=(100, 20)) as pilot:
        tops = []
        for _ in range(30):
            await pilot.press("down")
            tops.append(app.view.scroll_offset.y)
        assert len(set(tops)) <= 6
        assert app.cell_of(app.view.offset_of_cursor)[1] in range(20)


async def test_a_page_down_and_up_comes_back_and_skips_no_line() -> None:
    app = ReadingApp(a_text(*LONG))
    async with piloted(app, size=(80, 20)) as pilot:
        before = app.lines()
        await pilot.press("pagedown")
        after = app.lines()
        assert after[0] in before
        await pilot.press("pageup")
        assert app.lines() == before
        await pilot.press("pageup")
        assert app.view.offset_of_cursor == 0
        for _ in range(20):
            await pilot.press("space")
        assert app.lit.endswith("tur 59.")


async def test_a_turn_taller_than_the_pane_is_read_through_before_the_next() -> None:
    app = ReadingApp(a_text("Kort.", "Lang setning om mykje. " * 120, "Slutt."), unit=Unit.TURN)
    async with piloted(app, size=(80, 20)) as pilot:
        await pilot.press("down")
        tops = [app.view.scroll_offset.y]
        while app.lit != "Slutt.":
            await pilot.press("down")
            tops.append(app.view.scroll_offset.y)
        assert all(b - a <= 20 for a, b in pairwise(tops))
        assert len(tops) > 3


async def test_a_resize_keeps_the_cursor_where_it_was_in_sight() -> None:
    app = ReadingApp(a_text(*[turn * 3 for turn in LONG]))
    async with piloted(app, size=(120, 30)) as pilot:
        app.view.go_to(len(app.text.text) // 2)
        while app.cell_of(app.view.offset_of_cursor)[1] < 12:
            await pilot.press("down")
        lit, y = app.lit, app.cell_of(app.view.offset_of_cursor)[1]
        await pilot.resize_terminal(66, 30)
        await pilot.pause()
        assert app.lit == lit
        assert app.cell_of(app.view.offset_of_cursor)[1] == y
        await pilot.resize_terminal(66, 8)
        await pilot.pause()
        assert app.cell_of(app.view.offset_of_cursor)[1] in range(8)


async def test_a_resize_keeps_the_reading_position_when_the_cursor_is_out_of_sight() -> None:
    app = ReadingApp(a_text(*[turn * 3 for turn in LONG]))
    async with piloted(app, size=(120, 30)) as pilot:
        app.view.scroll_to(y=100, animate=False, force=True)
        await pilot.pause()
        top = next(line for line in app.lines() if line)
        await pilot.resize_terminal(70, 30)
        await pilot.pause()
        assert any(line and line in top for line in app.lines()[:3])


async def test_the_narrow_pane_puts_the_speaker_above_and_the_wide_one_shows_labels() -> None:
    app = ReadingApp(a_text(FIRST, SECOND), [a_mark(0, 24)])
    async with piloted(app, size=(60, 24)) as pilot:
        assert "1 I" in app.lines()[0]
        await pilot.resize_terminal(140, 24)
        await pilot.pause()
        assert app.lines()[0] == ""
        first = app.view.render_lines(Region(0, 0, *app.view.size))[1].text
        assert first.split()[:3] == ["1", "I", "Bu"]
        assert first.rstrip().endswith("Budsjett")


async def test_what_is_reviewed_has_a_sign_and_what_is_found_is_marked() -> None:
    app = ReadingApp(a_text(FIRST, SECOND))
    async with piloted(app, size=(80, 24)):
        app.view.set_reviewed([(0, 24)])
        app.view.set_hits([(3, 7)])
        [strip] = app.view.render_lines(Region(0, 0, *app.view.size))[1:2]
        assert strip.text[app.view._page.columns.sign_x] == "✓"
        assert [s.text for s in strip if s.style is not None and s.style.bold and s.style.underline] == ["fekk"]


async def test_the_pane_follows_the_theme() -> None:
    app = ReadingApp(a_text(FIRST, SECOND), [a_mark(0, 24)])
    async with piloted(app, size=(80, 24)) as pilot:
        app.lines()
        night = app.view._kept
        app.theme = "paper"
        await pilot.pause()
        app.lines()
        assert app.view._kept is not night
        assert app.view._inks is not None
        assert app.view._inks.ground == (0xFA, 0xF7, 0xF0)


async def test_another_transcript_is_shown_from_its_beginning() -> None:
    app = ReadingApp(a_text(*LONG))
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.press("ctrl+end")
        app.text = a_text(FIRST, SECOND)
        app.view.show(app.text)
        await pilot.pause()
        assert app.view.scroll_offset.y == 0
        assert app.lit == "Vi fekk startlån i 2011."
        assert FIRST in app.lines()


async def test_a_bracket_runs_through_the_turns_it_covers_and_others_have_another_shape() -> None:
    app = ReadingApp(a_text("Ein.", "To.", "Tre."), [a_mark(0, 13, "alt"), a_mark(0, 13, "anna", own=False)])
    async with piloted(app, size=(80, 12)):
        x = app.view._page.columns.lanes_x
        strips = app.view.render_lines(Region(0, 0, *app.view.size))
        assert [strip.text[x : x + 2] for strip in strips[:7]] == ["  ", "AA", "┃│", "┃│", "┃│", "╹╵", "  "]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "xterm")])
async def test_without_colour_codings_are_underlined_and_a_selection_is_reversed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, value)
    app = ReadingApp(a_text(FIRST, SECOND), [a_mark(0, 7)])
    async with piloted(app, size=(80, 12)) as pilot:
        app.view.select(25, 28)
        await pilot.pause()
        looks = {s.text: s.style for s in app.view.render_lines(Region(0, 0, *app.view.size))[1] if s.style is not None}
        assert looks["Vi fekk"].underline
        assert looks["Det"].reverse
        assert not looks[" startlån i 2011. "].underline
        assert (looks["Vi fekk"].color is None) == (name == "TERM")
