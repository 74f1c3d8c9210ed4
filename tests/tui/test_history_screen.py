"""The history on screen: what was done, what it changed, and the way back."""

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.studies import SAID, a_study, reading, running, stored, words_of
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.history import HistoryScreen
from workbench.tui.screens.reading.screen import ReadingScreen


async def opened(app: WorkbenchApp, pilot: Pilot[None]) -> HistoryScreen:
    await pilot.press("H")
    await pilot.pause()
    assert isinstance(app.screen, HistoryScreen)
    return app.screen


async def test_one_goes_back_to_the_lit_act_after_one_question_and_forth_again(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study, size=(80, 24)) as (app, pilot, screen):
        for _ in range(3):
            await pilot.press("k", "b", "down")
            await pilot.pause()
        history = await opened(app, pilot)
        assert "Needs and numbers given in Moss_2011" in words_of(history)
        assert "“Korleis gjekk det" not in words_of(history)
        await pilot.press("down", "down")
        await pilot.pause()
        assert "“Korleis gjekk det" in words_of(history)
        await pilot.press("b")
        await pilot.pause()
        assert "Take back 2 acts" in words_of(app.screen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert len(stored(study)) == 1
        assert [str(act.state) for act in history.acts[:5]] == ["undo", "undo", "taken back", "taken back", "stands"]
        await pilot.press("U", "U")
        await pilot.pause()
        assert len(stored(study)) == 3
        await pilot.press("u")
        await pilot.pause()
        assert len(stored(study)) == 2
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert len(screen.codings) == 2


async def test_the_history_is_narrowed_and_one_goes_where_it_was_done(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("w", "k", "b")
        await pilot.pause()
        history = await opened(app, pilot)
        await pilot.press("f", *"given needs", "enter")
        await pilot.pause()
        everything = len(history.acts)
        await pilot.press("escape")
        assert len(history.acts) > everything
        await pilot.press("w", "down", "down", "enter")
        await pilot.pause()
        assert {act.who for act in history.acts} <= {"bjorn"}
        assert "--by bjorn" in words_of(history)
        await pilot.press("escape", "b")
        await pilot.pause()
        assert "Nothing of yours" in words_of(history)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
