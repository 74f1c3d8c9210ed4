"""Colours by key, and what was said read again."""

from pathlib import Path

from tests.tui.studies import SAID, a_study, reading, words_of
from workbench.services import local_state
from workbench.tui.layout.colours import COLOUR_BLIND


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
        await pilot.pause(0.2)
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
        await pilot.pause(0.1)
        screen.view.focus()
        await pilot.pause(0.1)
        top, cursor = screen.view.offset_of_top, screen.view.offset_of_cursor
        assert top > 0
    async with reading(study, size=(120, 30)) as (_, pilot, screen):
        await pilot.pause(0.1)
        assert (screen.view.offset_of_top, screen.view.offset_of_cursor) == (top, cursor)
        assert not screen.query_one("#codebook").display
        assert not screen.query_one("#card").display
        assert screen._others
