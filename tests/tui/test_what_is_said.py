"""What the reading screen says of its keys, of what is unread, and of how far an undo reaches."""

from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, lit, looking, reading, words_of
from workbench.analysis.searching import Choices
from workbench.core.coders import Progress
from workbench.services import transcripts
from workbench.services.codebooks import codebook
from workbench.services.finding import search_coding, searching
from workbench.services.imports import importing


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_study(tmp_path, SAID)


async def test_the_footer_says_what_escape_does_while_something_is_selected_and_afterwards(study: Path) -> None:
    async with reading(study, size=(120, 30)) as (_, pilot, screen):
        assert "Esc Back" in words_of(screen)
        await pilot.press("e", "i", "escape")
        await pilot.pause()
        assert "Esc Let go" in words_of(screen).splitlines()[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Esc Back" in words_of(screen).splitlines()[-1]


async def test_done_asks_once_where_something_is_not_reviewed_and_goes_there(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("o", "o", "D")
        await pilot.pause()
        assert "6 sentences are not reviewed. Done all the same?" in words_of(app.screen)
        await pilot.press("enter")
        await pilot.pause()
        assert lit(screen) == "Det gjekk til startlån."
        assert progress(study) is Progress.CODING
        await pilot.press("D", "down", "enter")
        await pilot.pause()
        assert progress(study) is Progress.DONE
        assert "done, 25% read" in words_of(screen)
        await pilot.press("D")
        await pilot.pause()
        assert progress(study) is Progress.CODING
        await pilot.press(*"oooooo", "D")
        await pilot.pause()
        assert app.screen is screen
        assert progress(study) is Progress.DONE
        assert "· done ·" in words_of(screen)


def progress(study: Path) -> Progress:
    with looking(study) as opened:
        (found,) = transcripts.summaries(opened)[0].progress.values()
    return found


async def test_an_undo_that_reaches_several_transcripts_says_how_many(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "Moss_2012_intervju.txt"
    file.write_text(SAID + "I: Takk.\n", encoding="utf-8")
    with looking(study) as opened:
        for outcome in importing.import_files(opened, importing.plan([file], pattern="{municipality}_{year}_*")):
            assert outcome.error is None
        hits = list(searching.search(opened, "startlån", Choices()))
        assert len(hits) == 2
        search_coding.code_hits(opened, hits, codebook.tree(opened).find("behov"))
    async with reading(study) as (_, pilot, screen):
        await pilot.press("u")
        await pilot.pause()
        assert "2 codings, in Moss_201" in words_of(screen)
        assert "and one more" in words_of(screen)
