"""What one coding costs, counted in keys on the true app. A change that costs a press fails here."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, lit, reading, stored
from tests.tui.waiting import until
from workbench.tui.screens.matrix.screen import MatrixScreen

COSTS: list[tuple[str, Sequence[str], Sequence[str], int]] = [
    ("a pinned code", ["k", "b", "a", "1", "right"], ["1"], 1),
    ("any code by its letter", [], ["k", "b"], 2),
    ("any code by its name", [], ["c", "s", "t", "a", "enter"], 2 + 3),
    ("the same code again", ["k", "b", "right"], ["full_stop"], 1),
    ("a new code in vivo", ["w"], ["i", "enter"], 2),
]


@pytest.mark.parametrize(("task", "before", "keys", "cost"), COSTS, ids=[task for task, *_ in COSTS])
async def test_one_coding_costs(
    tmp_path: Path, task: str, before: Sequence[str], keys: Sequence[str], cost: int
) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, _screen):
        await pilot.press(*before)
        await pilot.pause()
        already = len(stored(study))
        await pilot.press(*keys)
        await pilot.pause()

        assert len(stored(study)) == already + 1, task
        assert len(keys) == cost


async def test_removing_costs_one_press_and_undoing_that_one(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, _screen):
        await pilot.press("k", "b", "x")
        await pilot.pause()
        assert stored(study) == []
        await pilot.press("u")
        await pilot.pause()
        assert len(stored(study)) == 1


async def test_two_codes_at_once_cost_a_mark_more_than_their_letters_and_one_press_to_take_back(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    keys = ["c", *"sta", "tab", *"beh", "enter"]
    async with reading(study) as (_, pilot, _screen):
        await pilot.press(*keys)
        await pilot.pause()
        assert len(stored(study)) == 2
        assert len(keys) == 2 + 3 + 1 + 3
        await pilot.press("u")
        await pilot.pause()
        assert stored(study) == []


async def test_comparing_two_coders_costs_one_press(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study, coder="berit") as (_, pilot, _screen):
        await pilot.press("k", "b")
        await pilot.pause()
    async with reading(study) as (_, pilot, screen):
        await pilot.press("d")
        await pilot.pause()
        assert [mark.own for mark in screen.view.marks_in((0, 10**6))] == [False]
        assert screen.view._page.columns.mine == 2


async def test_the_matrix_costs_one_press_to_see_and_one_and_enter_on_the_proposed_name_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = a_study(tmp_path, SAID)
    monkeypatch.chdir(tmp_path)
    async with reading(study) as (app, pilot, _screen):
        await pilot.press("k", "b", "v")
        await until(
            pilot,
            lambda: isinstance(app.screen, MatrixScreen) and app.screen.query("FigureGrid"),
            "the matrix is on screen",
        )
        screen = app.screen
        assert isinstance(screen, MatrixScreen)
        await until(pilot, lambda: screen.matrix is not None, "the matrix is counted")
        await pilot.press("e", "enter")
        await until(pilot, lambda: list(tmp_path.glob("matrix-*.xlsx")), "the matrix is written")
        assert len(list(tmp_path.glob("matrix-*.xlsx"))) == 1


async def test_reading_on_costs_one_press_with_or_without_saying_that_there_is_nothing(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, screen):
        first = lit(screen)
        await pilot.press("n")
        second = lit(screen)
        await pilot.press("o")

        assert len({first, second, lit(screen)}) == 3
