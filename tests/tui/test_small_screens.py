"""Sixty by twenty is enough: nothing breaks, and what one needs is there."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, running, words_of


@pytest.mark.parametrize(
    ("keys", "needed"),
    [
        ([], ["Moss_2011_intervju", "anna", "F1 Help"]),
        (["enter"], ["Korleis gjekk det med", "anna", "c Code"]),
        (["enter", "c"], ["Mapping"]),
        (["i"], ["Import", "Esc"]),
        (["v"], ["Matrix", "Moss", "m Measure"]),
    ],
)
async def test_the_essentials_show_at_sixty_by_twenty(
    tmp_path: Path, keys: Sequence[str], needed: Sequence[str]
) -> None:
    async with running(a_study(tmp_path, SAID), size=(60, 20)) as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()
        seen = words_of(app.screen)
        assert [words for words in needed if words not in seen] == [], seen


async def test_a_window_may_shrink_and_grow_while_one_codes(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID), size=(160, 50)) as (app, pilot):
        await pilot.press("enter", "k", "b")
        for size in ((60, 20), (20, 5), (10, 2), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "c", "escape")
        seen = words_of(app.screen)
        assert "Vi fekk meir pengar" in seen
        assert "c Code" in seen
