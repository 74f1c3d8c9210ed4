"""The tour: it waits for the true thing to happen, goes on, and is never in the way."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui import waiting
from tests.tui.studies import SAID, a_study, looking, running, stored, words_of
from workbench.core.passages import Span
from workbench.services import local_state, project, transcripts
from workbench.services.codings import coding
from workbench.tui.app import WorkbenchApp
from workbench.tui.dialogs.coder import WhoCodes
from workbench.tui.keys import ALL
from workbench.tui.screens.reading.screen import ReadingScreen
from workbench.tui.tour.guide import TourPanel
from workbench.tui.tour.steps import STEPS, Scene, Where

LESSONS = [
    ("enter",),
    ("down",),
    ("w",),
    ("s",),
    ("e",),
    ("c", "l", "o", "a", "n", "enter"),
    ("down", "full_stop"),
    ("a", "1"),
    ("x",),
    ("u",),
    ("m",),
    ("T", "escape"),
    ("n",),
    ("o",),
    ("v",),
    ("escape",),
    ("question_mark",),
]


async def until(app: WorkbenchApp, pilot: Pilot[None], step: int) -> None:
    await waiting.until(pilot, lambda: app.guide is not None and app.guide.step >= step, "the tour has gone on")


async def test_the_tour_goes_on_when_each_thing_is_done_with_the_keys_that_it_names(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with running(study) as (app, pilot):
        app.begin_tour()
        assert len(LESSONS) == len(STEPS) - 1
        for number, keys in enumerate(LESSONS, start=1):
            await pilot.press(*keys)
            await until(app, pilot, number)
            await waiting.until(pilot, lambda: len(app.screen.query(TourPanel)) == 1, "the tour is on this screen")
            if keys == ("down", "full_stop"):
                assert words_of(app.screen).count("press a, then 1; after that 1 alone gives it.") == 1
            if keys == ("n",):
                assert isinstance(app.screen, ReadingScreen)
                assert app.screen.marked_coding() is None
        await pilot.press("escape")
        await pilot.pause()
        assert "there is no Save" in words_of(app.screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert app.guide is None
        assert not any(screen.query(TourPanel) for screen in app.screen_stack)
    assert len(stored(study)) == 2


async def test_escape_leaves_the_tour_and_afterwards_means_what_it_always_means(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID)) as (app, pilot):
        app.begin_tour()
        await pilot.press("enter")
        await until(app, pilot, 1)
        await pilot.press("escape")
        await pilot.pause()
        assert app.guide is None
        assert isinstance(app.screen, ReadingScreen)
        assert not app.screen.query(TourPanel)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen_stack == [app.home]


async def test_escape_lets_a_selection_go_before_it_leaves_the_tour(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID)) as (app, pilot):
        app.begin_tour()
        await pilot.press("enter")
        await until(app, pilot, 1)
        await pilot.press("e")
        await pilot.pause()
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.view.has_selection
        assert "Esc lets go." in words_of(reading)
        await pilot.press("escape")
        await pilot.pause()
        assert app.guide is not None
        assert not reading.view.has_selection
        assert "Esc leaves the tour." in words_of(reading)
        await pilot.press("escape")
        await pilot.pause()
        assert app.guide is None


async def test_the_tour_goes_on_where_it_was_left_or_begins_anew_as_one_says(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with running(study) as (app, pilot):
        app.begin_tour()
        for number, keys in enumerate(LESSONS[:6], start=1):
            await pilot.press(*keys)
            await until(app, pilot, number)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.guide is None
    async with running(study) as (app, pilot):
        app.begin_tour()
        await pilot.pause()
        assert "6 of 18" in words_of(app.screen)  # the step "the same again" needs the one before
        await pilot.press("enter")
        await until(app, pilot, 5)
        await waiting.until(
            pilot,
            lambda: isinstance(app.screen, ReadingScreen) and app.screen.query(TourPanel),
            "the tour's panel is there",
        )
        assert "Tour 6/18" in words_of(app.screen)
        await pilot.press("down", *LESSONS[5])
        await until(app, pilot, 6)
        await pilot.press("escape")
        await pilot.pause()
        app.begin_tour()
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(app, pilot, 1)
        assert app.guide is not None
        assert app.guide.step == 1  # a transcript is open already


async def test_where_all_is_read_already_the_steps_on_reading_can_be_done_all_the_same(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    with looking(study) as opened:
        (one,) = transcripts.summaries(opened)
        coding.mark_reviewed(opened, one.transcript, [Span(0, 10_000)])
    local_state.remember_setting("tour", "12")
    async with running(study) as (app, pilot):
        app.begin_tour()
        await pilot.pause()
        await pilot.press("enter")
        for number in (12, 13, 14):
            await until(app, pilot, number)
            if number < 14:
                await waiting.until(pilot, lambda: "goes on." in words_of(app.screen), "the tour says how it goes on")
                await pilot.press("down")


async def test_over_a_dialog_the_tour_is_said_once(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID), size=(80, 24)) as (app, pilot):
        app.begin_tour()
        await pilot.press("enter")
        await until(app, pilot, 1)
        await pilot.press("c")
        await waiting.until(pilot, lambda: app.screen.query(TourPanel), "the tour's panel is there")
        assert [panel.visible for screen in app.screen_stack for panel in screen.query(TourPanel)] == [
            False,
            False,
            True,
        ]
        await pilot.press("escape")
        await pilot.pause()
        assert "Tour 2/" in words_of(app.screen)


async def test_the_panel_leaves_the_text_readable_on_a_small_terminal(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID), size=(60, 20)) as (app, pilot):
        app.begin_tour()
        await pilot.press("enter")
        await until(app, pilot, 1)
        seen = words_of(app.screen)
        assert "Tour 2/" in seen
        assert "Korleis gjekk det med" in seen


def test_every_step_names_keys_that_there_are() -> None:
    written = {key.id.replace(".", "_").replace("-", "_"): key.written for key in ALL}
    for step in STEPS:
        assert step.words.format_map(written)


def test_a_step_is_not_done_by_what_was_there_before() -> None:
    scene = Scene(Where.READING, Span(0, 5), "character", frozenset({"a"}), 3, frozenset({(1, "x")}))
    still = [step.words for step in STEPS if step.done(scene, scene)]
    assert still == [step.words for step in STEPS if step.done(Scene(Where.READING), Scene(Where.READING))]
    assert len(still) == 3  # those that ask only to be on the reading screen


async def test_the_tour_asks_who_codes_and_opens_a_study_that_is_there_only_as_its_coder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "machine_user", lambda: "somebody")
    a_study(tmp_path, SAID, coder="kari").rename(tmp_path / "example-study.workbench")
    async with running(None, coder="anna") as (app, pilot):
        await pilot.pause()
        await pilot.press("escape")
        app.home._build_for_tour(tmp_path)
        await waiting.until(
            pilot, lambda: isinstance(app.screen, WhoCodes) and app.screen.ready, "it is asked who codes"
        )
        assert isinstance(app.screen, WhoCodes)
        assert app.screen.query_one(Input).value == "kari"
        assert app.guide is None
        await pilot.press("enter")
        await waiting.until(pilot, lambda: app.guide is not None, "the tour has begun")
        assert "● kari" in words_of(app.screen)
        assert app.guide is not None
    with looking(tmp_path / "example-study.workbench", "kari") as opened:
        assert [coder.name for coder in project.coders(opened)] == ["kari"]


async def test_on_the_example_nobody_is_proposed_who_came_with_it_and_the_tour_is_no_one_of_them(
    example_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "machine_user", lambda: "")
    with project.opened(example_study) as opened:
        local_state.remember_coder(opened.project.uuid, "anna")
        local_state.remember_unsaid(opened.project.uuid)
    async with running(example_study, coder=None, size=(80, 24)) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, WhoCodes)
        assert app.screen.query_one(Input).value == ""
        assert "anna" in words_of(app.screen)
        await pilot.press("escape")
        await pilot.pause()
        assert "nobody is coding yet" in words_of(app.screen)
        app.tour_wanted = True
        await pilot.press("w")
        await pilot.pause()
        asked = app.screen
        assert isinstance(asked, WhoCodes)
        assert asked.query_one(Input).value == "guest"
        await pilot.press(*"anna", "enter")
        await pilot.pause()
        assert app.screen is asked
        assert "anna coded the example." in words_of(asked)
