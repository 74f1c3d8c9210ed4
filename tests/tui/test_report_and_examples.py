"""A passage is marked for the report, and made an example, with one key each."""

from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, looking, reading, words_of
from workbench.services.codebooks import codebook
from workbench.services.codings import report_marks


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
