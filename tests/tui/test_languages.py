"""Another language while the program runs: every open screen speaks it, and it is remembered."""

import re
from functools import cache, partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.studies import reading, running, words_of
from tests.tui.waiting import until
from tests.words.catalogues import catalogue, pairs
from workbench.core.language import spoken
from workbench.services.memos import memo_lists
from workbench.services.preferences import languages
from workbench.tui.app import WorkbenchApp
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.keys import ALL

ALIKE = {"Start", "Type", "Filter", "Status", "Text", "Done"}
"""Words that a study may hold by itself, or that a word of another language begins with."""

WORDS = {"Transcript", "Municipality", "My progress", "Codings", "Definition", "Include", "When", "Who", "Summary"}
WORDS |= {
    "Matrix",
    "History",
    "Memos",
    "Codebook",
    "Passages",
    "Agreement",
    "Search",
    "Import",
    "filter",
    "filter codes",
}


async def speak(app: WorkbenchApp, pilot: Pilot[None], language: str) -> None:
    """Choose a language as a user does."""
    screen = app.screen
    await pilot.press("ctrl+l")
    await until(pilot, lambda: isinstance(app.screen, AskOne), "the question")
    await pilot.press("home", *["down"] * ["nn", "nb", "en", ""].index(language), "enter")
    await until(pilot, lambda: app.screen is screen, "the screen again")


@cache
def told(language: str) -> dict[str, str]:
    """What is said in a language, by what it is in English."""
    return {} if language == "en" else dict(pairs(catalogue(language)))


def left_over(app: WorkbenchApp, before: str, now: str) -> list[str]:
    """Labels on the screen that are still in the language that was spoken before."""
    labels = {words for key in ALL for words in (key.label, key.tooltip)} | WORDS
    old = {told(before).get(label, label) for label in labels - ALIKE}
    new = {told(now).get(label, label) for label in labels}
    seen = words_of(app.screen)
    assert app.desk is not None
    own = " ".join(one.memo.body for one in memo_lists.listing(app.desk.project))
    stays = (word for word in old - new if len(word) > 3)
    stands = ((word, rf"(?<![\w-]){re.escape(word)}(?![\w-])") for word in sorted(stays))
    return [word for word, pattern in stands if re.search(pattern, seen) and not re.search(pattern, own)]


def gone(app: WorkbenchApp, before: str, now: str) -> bool:
    return not left_over(app, before, now)


@pytest.mark.parametrize("way", ["", "v", "C", "F", "P", "A", "M", "H", "i"])
async def test_every_screen_and_the_list_below_it_speak_the_language_that_is_chosen(
    example_study: Path, way: str
) -> None:
    async with running(example_study, size=(110, 40)) as (app, pilot):
        if way:
            await pilot.press(way)
            await until(pilot, lambda: app.screen is not app.home, "the other screen")
        for before, now in (("en", "nn"), ("nn", "nb")):
            await speak(app, pilot, now)
            await until(pilot, partial(gone, app, before, now), f"nothing of {before}")
            assert (spoken(), app.desk and app.desk.language) == (now, now)
        if way:
            app.screen.dismiss()
            await until(pilot, lambda: app.screen is app.home, "the list")
        await until(pilot, lambda: not left_over(app, "en", "nb"), "nothing of English")
        assert "Utskrift" in words_of(app.screen)


async def test_reading_goes_on_at_its_place_in_another_language_and_next_time_too(example_study: Path) -> None:
    async with reading(example_study, size=(120, 40)) as (app, pilot, screen):
        await pilot.press("down", "down", "shift+right", "shift+right")
        before = (screen.view.offset_of_cursor, screen.view.offset_of_top, screen.view.selection)
        assert "filter codes" in words_of(screen)
        await speak(app, pilot, "nn")
        await until(pilot, lambda: "filtrer" in words_of(screen), "the codebook's line in nynorsk")
        assert (screen.view.offset_of_cursor, screen.view.offset_of_top, screen.view.selection) == before
        assert "Startlån" in words_of(screen)
        assert "Start-up loan" not in words_of(screen)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen is not screen, "the palette")
        await pilot.press(*"språk")
        await until(pilot, lambda: "Snakk engelsk" in words_of(app.screen), "the language in the palette")
        await pilot.press("escape")
    assert languages.chosen() == "nn"
    async with running(example_study) as (app, _):
        assert "Utskrift" in words_of(app.screen)


async def test_the_user_goes_before_the_project_until_they_let_the_project_say(example_study: Path) -> None:
    languages.choose("nb")
    async with running(example_study) as (app, pilot):
        assert spoken() == "nb"
        await speak(app, pilot, "")
        assert (spoken(), languages.chosen()) == ("en", "")
