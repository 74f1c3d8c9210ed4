"""Typing in the help leaves the keys that it speaks of, in the language spoken; Esc clears before it goes back."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.tui.studies import SAID, a_study, running, words_of
from tests.tui.waiting import until
from workbench.services.preferences import languages
from workbench.tui.app import WorkbenchApp
from workbench.tui.dialogs.help import KeyHelp


def listed(app: WorkbenchApp) -> str:
    return str(app.screen.query_one("#help-keys", Static).content)


@pytest.mark.parametrize(
    ("language", "sought", "found", "gone"),
    [
        ("en", "municipality", "Count codes by municipality and year", "Bring transcripts in"),
        ("nn", "kommune", "Tel kodar etter kommune og år", "Hent inn"),
        ("nb", "KOMMUNE", "Tell koder etter kommune og år", "Hent inn"),
        ("en", "ctrl+q", "Leave; everything is saved already", "municipality"),
    ],
)
async def test_typing_leaves_the_keys_that_it_speaks_of_and_esc_clears_first(
    tmp_path: Path, language: str, sought: str, found: str, gone: str
) -> None:
    languages.choose(language)
    async with running(a_study(tmp_path, SAID), size=(80, 24)) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, KeyHelp), "the help")
        whole = listed(app)
        await pilot.press(*(one if one != "+" else "plus" for one in sought))
        await until(pilot, lambda: gone not in listed(app), "only what was meant")
        assert found in listed(app)
        assert found in words_of(app.screen)
        await pilot.press("question_mark")
        await until(pilot, lambda: found not in listed(app), "nothing with a question mark")
        assert isinstance(app.screen, KeyHelp)
        await pilot.press("escape")
        await until(pilot, lambda: listed(app) == whole, "all keys again")
        await pilot.press("pagedown")
        await until(pilot, lambda: app.screen.query_one(VerticalScroll).scroll_y > 0, "the list further down")
        await pilot.press("question_mark")
        await until(pilot, lambda: app.screen is app.home, "the list of transcripts")
