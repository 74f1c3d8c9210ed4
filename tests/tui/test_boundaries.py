"""Where a coding begins and ends is moved by keys, stored, and taken back as one act."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.studies import SAID, a_study, drawn, lit, looking, reading, stored, words_of
from workbench.services.codings import report_marks
from workbench.tui.screens.reading.screen import ReadingScreen


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_study(tmp_path, SAID)


def words(study: Path) -> list[str]:
    return [said for _, said, _ in stored(study)]


def seen(screen: ReadingScreen) -> list[str]:
    """What the pane draws as coded."""
    return [screen.opened.text.text[start:end] for _, start, end in drawn(screen)]


async def coded(pilot: Pilot[None]) -> None:
    """Code the words "Vi fekk meir pengar i 2011."."""
    await pilot.press("right", "k", "b")
    await pilot.pause()


async def test_the_end_moves_by_character_and_word_and_one_undo_moves_it_back(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await coded(pilot)
        await pilot.press("l", "left", "left")
        await pilot.pause()
        assert seen(screen) == ["Vi fekk meir pengar i 201"]
        assert "← → move the end" in screen.top._parts[2]
        await pilot.press("w", "left", "left", "ctrl+left", "enter")
        await pilot.pause()
        assert seen(screen) == words(study) == ["Vi fekk meir"]
        await pilot.press("u")
        await pilot.pause()
        assert seen(screen) == words(study) == ["Vi fekk meir pengar i 2011."]
        await pilot.press("U")
        await pilot.pause()
        assert seen(screen) == words(study) == ["Vi fekk meir"]


async def test_both_edges_are_moved_in_one_run_and_any_other_key_ends_it(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await coded(pilot)
        await pilot.press("h", "ctrl+right", "l", "ctrl+right", "q")
        await pilot.pause()
        assert stored(study) == [("behov", "fekk meir pengar i 2011. Det", "unsure")]
        assert lit(screen) == "fekk meir pengar i 2011. Det"
        await pilot.press("u", "u")
        await pilot.pause()
        assert words(study) == ["Vi fekk meir pengar i 2011."]


async def test_what_is_moved_is_stored_when_one_rests_and_when_one_leaves(study: Path) -> None:
    async with reading(study) as (_, pilot, _screen):
        await coded(pilot)
        await pilot.press("h", "ctrl+right")
        await pilot.pause()
        assert words(study) == ["fekk meir pengar i 2011."]
        await pilot.press("ctrl+right", "ctrl+q")
        await pilot.pause()
    assert words(study) == ["meir pengar i 2011."]


async def test_a_coding_is_not_moved_onto_its_like_but_past_it(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await coded(pilot)
        await pilot.press("e", "k", "b", "escape")
        await pilot.pause()
        both = ["Vi fekk meir pengar i 2011.", "Vi fekk meir pengar i 2011. Det gjekk til startlån."]
        assert words(study) == both
        await pilot.press("left")
        await pilot.pause()
        marked = screen.marked_coding()
        assert marked is not None
        if screen.opened.text.text[marked.start : marked.end] != both[0]:
            await pilot.press("j")
        await pilot.press("l", *["ctrl+right"] * 4, "right")
        await pilot.pause()
        assert len(set(words(study))) == 2
        assert "on exactly these words already" in words_of(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert words(study) == seen(screen)
        assert words(study)[1] == both[1] != words(study)[0]


async def test_anothers_coding_is_not_taken_in_hand(study: Path) -> None:
    async with reading(study) as (_, pilot, _screen):
        await coded(pilot)
    with looking(study, "berit"):
        pass
    async with reading(study, coder="berit") as (_, pilot, screen):
        await pilot.press("g", "right")
        await pilot.pause()
        await pilot.press("l", "left", "enter")
        await pilot.pause()
        assert words(study) == seen(screen) == ["Vi fekk meir pengar i 2011."]


@pytest.mark.parametrize("stored", [False, True])
async def test_escape_puts_the_coding_back_as_it_was_also_where_a_move_was_stored(study: Path, stored: bool) -> None:
    async with reading(study, size=(80, 24)) as (_, pilot, screen):
        await coded(pilot)
        await pilot.press("l", "ctrl+left")
        if stored:
            await pilot.pause()
        assert "Enter keeps, Esc undoes" in words_of(screen)
        await pilot.press("h", "ctrl+right", "escape")
        await pilot.pause()
        assert words(study) == seen(screen) == ["Vi fekk meir pengar i 2011."]
        assert "Moss_2011" in words_of(screen).splitlines()[0]
        await pilot.press("U")
        await pilot.pause()
        assert words(study) == seen(screen) == ["Vi fekk meir pengar i 2011."]
        await pilot.press("u")
        await pilot.pause()
        assert words(study) == []


async def test_after_a_move_the_codings_own_passage_is_lit_for_what_comes_next(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await coded(pilot)
        await pilot.press("l", *["ctrl+left"] * 2, "enter", "r")
        await pilot.pause()
        assert lit(screen) == words(study)[0] == "Vi fekk meir pengar"
        with looking(study) as opened:
            assert [one.quotation for one in report_marks.of_project(opened)] == ["Vi fekk meir pengar"]
