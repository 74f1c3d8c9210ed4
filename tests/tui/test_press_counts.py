"""What one coding costs, counted in keys on the true app. A change that costs a press fails here."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, lit, reading, stored

COSTS: list[tuple[str, Sequence[str], Sequence[str], int]] = [
    ("a pinned code", ["k", "b", "a", "1", "right"], ["1"], 1),
    ("any code by its letter", [], ["k", "b"], 2),
    ("any code by its name", [], ["c", "s", "t", "a", "enter"], 2 + 3),
    ("the same code again", ["k", "b", "right"], ["full_stop"], 1),
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


async def test_reading_on_costs_one_press_with_or_without_saying_that_there_is_nothing(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, screen):
        first = lit(screen)
        await pilot.press("n")
        second = lit(screen)
        await pilot.press("o")

        assert len({first, second, lit(screen)}) == 3
