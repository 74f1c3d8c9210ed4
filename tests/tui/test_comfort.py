"""Colours by key, and what was said read again."""

from pathlib import Path

from rich.text import Text
from textual.messages import ExitApp
from textual.widgets import OptionList

from tests.tui.studies import SAID, a_study, lit, looking, reading, running, words_of
from tests.tui.waiting import until
from workbench.core.codebook import Card
from workbench.services import local_state
from workbench.services.imports import importing
from workbench.tui.layout.colours import COLOUR_BLIND
from workbench.tui.widgets.code_content import card_content


async def test_one_key_gives_codes_colours_that_the_colour_blind_tell_apart_and_it_is_remembered(
    tmp_path: Path,
) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b")
        await pilot.pause()
        own = {mark.colour for mark in screen.view.marks_in((0, 10**6))}
        await pilot.press("f9")
        await pilot.pause()
        assert own.isdisjoint(COLOUR_BLIND)
        assert {mark.colour for mark in screen.view.marks_in((0, 10**6))} == {COLOUR_BLIND[0]}
        assert local_state.setting("palette") == "colour-blind"
        await pilot.press("f9")
        await pilot.pause()
        assert {mark.colour for mark in screen.view.marks_in((0, 10**6))} == own


async def test_what_was_said_can_be_read_again_with_its_brackets(tmp_path: Path) -> None:
    async with reading(a_study(tmp_path, SAID)) as (app, pilot, screen):
        app.notify("fet [b]skrift[/b] [/]", title="[red]")
        await pilot.press("x", "f7")
        await pilot.pause()
        seen = words_of(app.screen)
        assert "[red]  fet [b]skrift[/b] [/]" in seen
        assert "No coding of yours lies here." in seen
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen


async def test_the_row_on_top_and_the_panes_are_found_as_they_were_left(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID * 20)
    async with reading(study, size=(120, 30)) as (_, pilot, screen):
        await pilot.press("pagedown", "pagedown", "up", "up", "f3", "f2", "g")
        await pilot.pause()
        await pilot.pause()
        top, cursor = screen.view.offset_of_top, screen.view.offset_of_cursor
        assert top > 0
        await pilot.press("ctrl+q")
    async with reading(study, size=(120, 30)) as (_, _pilot, screen):
        assert (screen.view.offset_of_top, screen.view.offset_of_cursor) == (top, cursor)
        assert not screen.query_one("#codebook").display
        assert not screen.query_one("#card").display
        assert screen._others


async def test_the_very_word_is_found_again_where_one_left_on_its_sentence(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, screen):
        await pilot.press("down", "w", "right", "right")
        assert lit(screen) == "meir"
        await pilot.press("s", "ctrl+q")
    async with reading(study) as (_, pilot, screen):
        assert lit(screen) == "Vi fekk meir pengar i 2011."
        await pilot.press("w")
        assert lit(screen) == "meir"


async def test_the_place_is_kept_where_the_window_of_the_browser_is_closed_and_nobody_says_quit(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, screen):
        await pilot.press("down", "right")
        left = screen.view.offset_of_cursor
        app.post_message(ExitApp())
        await until(pilot, lambda: app.desk is None, "the project is closed")
    async with reading(study) as (_, _pilot, screen):
        assert screen.view.offset_of_cursor == left > 0


async def test_the_picker_shows_every_code_on_a_line_of_its_own_and_goes_by_pages(tmp_path: Path) -> None:
    async with reading(a_study(tmp_path, SAID), size=(120, 40)) as (app, pilot, _screen):
        await pilot.press("c")
        await pilot.pause()
        codes = app.screen.query_one("#picker-codes", OptionList)
        assert codes.virtual_size.height == codes.option_count == 37
        await pilot.press("pagedown")
        await pilot.pause()
        assert codes.highlighted == 11
        assert "12 of 37" in words_of(app.screen)
        await pilot.press("pageup", "pageup")
        assert codes.highlighted == 0


async def test_home_and_end_go_to_the_first_and_the_last_transcript(tmp_path: Path) -> None:
    path = a_study(tmp_path, SAID)
    for n in range(2):
        (tmp_path / f"Oslo_{n}.txt").write_text(SAID + f"I: {n}?\n", encoding="utf-8")
    with looking(path) as opened:
        assert len(list(importing.import_files(opened, importing.plan(sorted(tmp_path.glob("Oslo*")))))) == 2
    async with running(path, size=(80, 24)) as (app, pilot):
        await pilot.press("end")
        assert (app.home.table.row_count, app.home.table.cursor_row) == (3, 2)
        await pilot.press("home")
        assert app.home.table.cursor_row == 0
        table = app.home.table
        many = [Text("Moss"), Text("anna 120  ben 30  " * 8)]
        table.fill(["Transcript", "Codings"], [many], fit=True)
        await pilot.pause()
        assert table.virtual_size.width <= 80
        assert many[-1].plain.endswith("…")


def test_a_card_calls_another_code_by_its_name_in_the_language_of_the_reader() -> None:
    card = Card(exclude={"en": "Findings, which go to `situasjon` or `gone`."})
    shown = card_content(card, "en", {"situasjon": "Present situation"})
    assert shown.plain == "Exclude  Findings, which go to Present situation or gone."
