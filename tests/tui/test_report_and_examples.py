"""A passage is marked for the report, and made an example, with one key each."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.tui.studies import SAID, a_study, lit, looking, reading, words_of
from workbench.services.codebooks import codebook, codes
from workbench.services.codings import report_marks
from workbench.tui.screens.reading.screen import ReadingScreen


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_study(tmp_path, SAID)


def wanted(study: Path) -> list[str]:
    with looking(study) as opened:
        return [one.quotation for one in report_marks.of_project(opened)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_r_marks_what_is_lit_for_the_report_shows_it_and_takes_it_away(
    study: Path, size: tuple[int, int]
) -> None:
    async with reading(study, size=size) as (_, pilot, screen):
        await pilot.press("right", "r")
        await pilot.pause()
        assert wanted(study) == ["Vi fekk meir pengar i 2011."]
        assert "»" in words_of(screen)
        assert "for the report: not asked" in words_of(screen)
        await pilot.press("w", "r")
        await pilot.pause()
        assert wanted(study) == []
        assert "»" not in words_of(screen)
        await pilot.press("u")
        await pilot.pause()
        assert wanted(study) == ["Vi fekk meir pengar i 2011."]
        assert "»" in words_of(screen)


async def test_a_passage_becomes_an_example_of_its_code_and_undo_takes_it_off_the_card(study: Path) -> None:
    def examples() -> list[str]:
        with looking(study) as opened:
            code = codebook.tree(opened).find("behov")
            return [line for lines in code.card.examples.values() for line in lines]

    before = examples()
    line = "Vi fekk meir pengar i 2011. (Moss_2011_intervju, R, turn 2)"
    async with reading(study, size=(120, 40)) as (_, pilot, screen):
        await pilot.press("right", "X")
        await pilot.pause()
        assert "No coding lies here" in words_of(screen)
        await pilot.press("k", "b", "X")
        await pilot.pause()
        assert [one for one in examples() if one not in before] == [line]
        assert line in screen.desk.tree.find("behov").card.examples["en"]
        await pilot.press("u")
        await pilot.pause()
        assert sorted(examples()) == sorted(before)


def card(screen: ReadingScreen) -> str:
    return str(screen.query_one("#card-code", Static).content)


async def test_an_example_is_gone_to_with_one_key_and_one_comes_back(study: Path) -> None:
    async with reading(study, size=(170, 50)) as (app, pilot, screen):
        await pilot.press("right", "k", "b", "X", "end", "k", "b")
        await pilot.pause()
        assert "↗ Moss_2011_intervju, R, turn 2" in card(screen)
        place = screen.view.offset_of_cursor
        await pilot.press("G")
        await pilot.pause()
        there = app.screen
        assert isinstance(there, ReadingScreen)
        assert there is not screen
        assert lit(there) == "Vi fekk meir pengar i 2011."
        await pilot.press("backspace")
        await pilot.pause()
        assert app.screen is screen
        assert screen.view.offset_of_cursor == place


async def test_an_example_of_a_transcript_that_is_gone_says_so(study: Path) -> None:
    with looking(study) as opened:
        code = codebook.tree(opened).find("behov")
        line = "Det auka. (Hamar_2011, R, turn 45)"
        codes.edit_card(opened, code, replace(code.card, examples={"en": (line,)}))
    async with reading(study, size=(170, 50)) as (app, pilot, screen):
        await pilot.press("right", "k", "b")
        await pilot.pause()
        assert "“Det auka.” ↗ Hamar_2011, R, turn 45: not in the project any more" in card(screen)
        await pilot.press("G")
        await pilot.pause()
        assert app.screen is screen
        assert "that transcript is not in the project any" in " ".join(words_of(screen).split())
