"""Searching on screen: hits come while one types, are gone through with one key each, and taken back as one step."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.studies import SAID, a_study, acts, lit, reading, running, stored, words_of
from tests.tui.waiting import until
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.finding.searching import SearchScreen
from workbench.tui.screens.reading.screen import ReadingScreen
from workbench.tui.widgets.hit_list import HitList


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_study(tmp_path, SAID)


async def searched(pilot: Pilot[None], app: WorkbenchApp, phrase: str) -> SearchScreen:
    """Write a phrase and wait for its hits."""
    app.screen.query_one("#search-phrase", Input).value = phrase
    app.screen.query_one("#search-phrase", Input).focus()
    await pilot.press("enter")
    return await settled(pilot, app)


async def settled(pilot: Pilot[None], app: WorkbenchApp) -> SearchScreen:
    await until(
        pilot, lambda: isinstance(app.screen, SearchScreen) and not app.screen.searching, "the search has ended"
    )
    assert isinstance(app.screen, SearchScreen)
    return app.screen


async def test_hits_stand_amid_their_words_with_who_speaks_and_the_command(study: Path) -> None:
    async with running(study) as (app, pilot):
        await pilot.press("F")
        screen = await searched(pilot, app, "gjekk")
        seen = words_of(screen)
        assert len(screen.hits) == 3
        for shown in ("Moss_2011_intervju  3 hits", "Det gjekk til startlån", "workbench search gjekk", "turn 1 · I"):
            assert shown in seen
        await pilot.press("w")
        screen = await settled(pilot, app)
        assert {hit.speaker for hit in screen.hits} == {"R"}
        assert "--speaker respondent" in words_of(screen)


async def test_a_phrase_is_looked_for_while_it_is_typed_and_what_is_wrong_with_it_is_said(study: Path) -> None:
    async with running(study) as (app, pilot):
        await pilot.press("F", *"meir")
        await pilot.pause()
        screen = await settled(pilot, app)
        assert [hit.words for hit in screen.hits] == ["meir"]
        screen = await searched(pilot, app, "xyzzy")
        assert "Nothing was found." in words_of(screen)
        await pilot.press("f")
        screen.query_one("#search-phrase", Input).value = "(gjekk"
        await pilot.press("enter", "r")
        screen = await settled(pilot, app)
        assert "is not a regular expression" in words_of(screen)


async def test_y_codes_and_goes_on_s_passes_and_u_takes_the_pass_back(study: Path) -> None:
    async with running(study) as (app, pilot):
        before = acts(study)
        await pilot.press("F")
        screen = await searched(pilot, app, "gjekk")
        await pilot.press("y", *"startlan", "enter")
        await pilot.pause()
        assert screen.code is not None
        await pilot.press("s", "d", "y")
        assert [words for _, words, _ in stored(study)] == [
            "Korleis gjekk det med budsjettet?",
            "Det var vanskeleg. Ingen ville møtast. Til slutt gjekk det likevel.",
        ]
        seen = words_of(screen)
        assert seen.count("✓") == 2
        assert "– " in seen
        assert "2 coded in this pass" in seen
        await pilot.press("u")
        await pilot.pause()
        assert stored(study) == []
        assert "✓" not in words_of(screen)
        assert acts(study) > before


async def test_enter_reads_there_and_escape_comes_back_to_the_hits(study: Path) -> None:
    async with running(study) as (app, pilot):
        await pilot.press("F")
        await searched(pilot, app, "startlån")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert lit(app.screen) == "startlån"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.screen.query_one(HitList).has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, SearchScreen)


async def test_f_while_reading_searches_and_h_narrows_to_that_transcript(example_study: Path) -> None:
    async with reading(example_study) as (app, pilot, read):
        name = read.opened.transcript.name
        await pilot.press("f")
        screen = await searched(pilot, app, "kommune")
        assert len({hit.transcript.name for hit in screen.hits}) > 1
        await pilot.press("h")
        screen = await settled(pilot, app)
        assert {hit.transcript.name for hit in screen.hits} == {name}
        assert f"--transcript '{name}'" in words_of(screen)


async def test_names_and_words_are_text_and_never_markup(tmp_path: Path) -> None:
    study = a_study(tmp_path, "I: Kva [/] gjekk [@click=app.quit]bra[/] \\[red]?\nR: gjekk [b\n")
    async with running(study, size=(60, 20)) as (app, pilot):
        await pilot.press("F")
        screen = await searched(pilot, app, "gjekk")
        assert len(screen.hits) == 2
        assert "[@click=app.quit]" in words_of(screen)
