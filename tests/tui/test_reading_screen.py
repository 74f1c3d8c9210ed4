"""Coding in the true app: what a key does, what is stored, what is drawn."""

from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, acts, drawn, lit, looking, mine, reading, running, stored, words_of
from tests.tui.waiting import until
from workbench.core.coders import Progress
from workbench.core.passages import Span
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.memos import memos
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.reading.screen import _POLL as READING_POLL
from workbench.tui.screens.reading.screen import ReadingScreen
from workbench.tui.widgets.codebook_pane import CodebookPane

FIRST = "Korleis gjekk det med budsjettet?"
LOAN = "Det gjekk til startlån."


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_study(tmp_path, SAID)


async def test_a_code_found_in_the_picker_lands_on_what_is_lit_is_stored_and_drawn(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("right", "right")
        assert lit(screen) == LOAN
        await pilot.press("c", *"startl", "enter")
        await pilot.pause()

        assert app.screen is screen
        assert stored(study) == [("startlan", LOAN, "sure")]
        assert [(key, screen.opened.text.text[a:b]) for key, a, b in drawn(screen)] == [("startlan", LOAN)]


async def test_letters_typed_in_one_go_with_the_key_that_opens_the_picker_are_not_lost(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        for key in ("right", "right", "c", *"startl", "enter", "down"):
            app._driver.process_message(_key(key))  # type: ignore[union-attr]
        await until(
            pilot, lambda: stored(study) and lit(screen) != LOAN, "the coding is stored and the cursor has gone on"
        )

        assert stored(study) == [("startlan", LOAN, "sure")]
        assert isinstance(app.screen, ReadingScreen)


def _key(key: str):  # type: ignore[no-untyped-def]
    from textual.events import Key

    return Key(key, key if len(key) == 1 else None)


async def test_a_letter_after_k_gives_the_code_of_that_letter(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("k")
        assert words_of(app.screen).count("Which letter?") == 1
        await pilot.press("b")
        await pilot.pause()

        assert [(key, words) for key, words, _ in stored(study)] == [("behov", FIRST)]
        assert app.screen is screen


async def test_a_code_pinned_to_a_digit_is_given_with_that_digit(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "a", "3", "right", "3")
        await pilot.pause()

        assert [key for key, *_ in stored(study)] == ["behov", "behov"]
        assert screen.desk.keys_of(mine(screen)[0].code) == "3"

    async with reading(study) as (_, pilot, screen):
        await pilot.press("t", "down", "down", "3")
        await pilot.pause()
        assert [key for key, *_ in stored(study)] == ["behov"] * 3


async def test_a_code_is_pinned_in_the_picker_too(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("c", *"startl", "f4", "7", "escape")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("7")
        await pilot.pause()

        assert [key for key, *_ in stored(study)] == ["startlan"]


async def test_a_digit_without_a_code_and_a_letter_without_one_change_nothing(study: Path) -> None:
    async with reading(study) as (_, pilot, _screen):
        before = acts(study)
        await pilot.press("9", "k", "ø", "full_stop", "x", "q")
        await pilot.pause()

        assert acts(study) == before


async def test_the_last_code_is_given_again_and_the_same_passage_is_not_coded_twice(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "full_stop", "right", "full_stop")
        await pilot.pause()

        assert [words for _, words, _ in stored(study)] == [FIRST, "Vi fekk meir pengar i 2011."]
        assert len(drawn(screen)) == 2


async def test_several_codes_are_given_at_once_and_again_together(study: Path) -> None:
    async with reading(study) as (_, pilot, _screen):
        await pilot.press("c", *"startl", "tab", *"behov", "enter")
        await pilot.pause()
        await pilot.press("right", "full_stop")
        await pilot.pause()

        assert sorted(key for key, *_ in stored(study)) == ["behov", "behov", "startlan", "startlan"]


async def test_an_exact_selection_inside_coded_words_is_coded_as_selected(study: Path) -> None:
    async with reading(study) as (_, pilot, _screen):
        await pilot.press("k", "b", "w", "right", "shift+right", "shift+right", "shift+right", "k", "s")
        await pilot.pause()

        assert [(key, words) for key, words, _ in stored(study)] == [("behov", FIRST), ("situasjon", "gjekk de")]


async def test_a_code_is_given_from_the_tree(study: Path) -> None:
    async with reading(study, size=(120, 40)) as (_, pilot, screen):
        await pilot.press("f2", "f2")
        assert screen.query_one(CodebookPane).codes.has_focus
        await pilot.press("f", *"startl", "enter")
        await pilot.pause()

        assert [(key, words) for key, words, _ in stored(study)] == [("startlan", FIRST)]
        assert screen.view.has_focus


async def test_my_coding_is_removed_with_one_key_and_comes_back_with_one(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "x")
        await pilot.pause()
        assert stored(study) == []
        assert drawn(screen) == []

        await pilot.press("u")
        await pilot.pause()
        assert len(stored(study)) == len(drawn(screen)) == 1


async def test_of_several_codings_the_one_marked_in_the_card_is_removed(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "k", "s")
        await pilot.pause()
        assert "▸ ▌ Present situation" in words_of(screen)

        await pilot.press("j", "x")
        await pilot.pause()
        assert [key for key, *_ in stored(study)] == ["situasjon"]


async def test_undo_and_redo_draw_what_they_change_and_survive_a_restart(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "right", "k", "s", "u")
        await pilot.pause()
        assert [key for key, *_ in drawn(screen)] == ["behov"]

    async with reading(study) as (_, pilot, screen):
        assert [key for key, *_ in drawn(screen)] == ["behov"]
        await pilot.press("U")
        await pilot.pause()
        assert sorted(key for key, *_ in drawn(screen)) == ["behov", "situasjon"]
        await pilot.press("u", "u")
        await pilot.pause()
        assert stored(study) == []
        assert drawn(screen) == []


async def test_undo_goes_to_where_it_took_something_back(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "ctrl+end", "u")
        await pilot.pause()

        assert lit(screen) == FIRST


async def test_unsure_is_stored_seen_and_taken_back(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("k", "b", "q")
        await pilot.pause()
        assert stored(study)[0][2] == "unsure"
        assert "unsure?" in words_of(screen)

        await pilot.press("q")
        await pilot.pause()
        assert stored(study)[0][2] == "sure"


async def test_escape_in_a_memo_keeps_its_text(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("k", "b", "m", *"husk", "escape")
        await pilot.pause()
        assert "husk" in words_of(screen)

        await pilot.press("m", *"!", "escape")
        await pilot.pause()
        with looking(study) as opened:
            assert [row[4] for row in memos.table(opened).rows] == ["husk!"]
        assert app.screen is screen


async def test_nothing_to_code_here_marks_the_segment_and_moves_on(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("o", "o")
        assert lit(screen) == LOAN
        await pilot.press("p")
        assert lit(screen) == LOAN
        await pilot.press("ctrl+home", "n")
        assert lit(screen) == LOAN
        await pilot.pause()

    with looking(study) as opened:
        read = transcripts.open_transcript(opened, transcripts.summaries(opened)[0].transcript.uuid)
        judged = read.reviewed_by(opened.actor.uuid)
        text = read.text.text
    assert [text[a:b] for a, b in judged] == [FIRST, "Vi fekk meir pengar i 2011."]


async def test_next_open_passes_over_what_was_coded(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("right", "k", "b", "left", "n")

        assert lit(screen) == LOAN


async def test_done_is_set_and_taken_away(study: Path) -> None:
    async with reading(study) as (_, pilot, _screen):
        await pilot.press("D", "down", "enter")
        await pilot.pause()
        with looking(study) as opened:
            assert [*transcripts.summaries(opened)[0].progress.values()] == [Progress.DONE]
        await pilot.press("D")
        await pilot.pause()
        with looking(study) as opened:
            assert [*transcripts.summaries(opened)[0].progress.values()] == [Progress.CODING]


async def test_one_comes_back_to_the_same_place_and_unit(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("w", "ctrl+down", "right", "right")
        assert lit(screen) == "meir"
        await pilot.press("ctrl+q")

    async with reading(study) as (_, pilot, screen):
        assert lit(screen) == "meir"


async def test_other_coders_marks_are_shown_with_one_key(study: Path) -> None:
    with project.opened(study, coder="bjorn") as other:
        tree = codebook.tree(other)
        found = transcripts.summaries(other)[0].transcript
        coding.apply_code(other, found, Span(0, 10), tree.find("behov"))

    async with reading(study) as (_, pilot, screen):
        assert drawn(screen) == []
        await pilot.press("g")
        assert [key for key, *_ in drawn(screen)] == ["behov"]
        await pilot.pause()
        assert "bjorn" in words_of(screen)
        await pilot.press("x")
        await pilot.pause()
        assert len(stored(study)) == 1
        await pilot.press("g")
        assert drawn(screen) == []


async def test_what_another_process_codes_is_seen_within_two_seconds(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        with project.opened(study, coder="anna") as other:
            tree = codebook.tree(other)
            coding.apply_code(other, transcripts.summaries(other)[0].transcript, Span(0, 10), tree.find("behov"))
        await until(pilot, lambda: [key for key, *_ in drawn(screen)] == ["behov"], "the other's coding is drawn")
    assert READING_POLL <= 1.0


async def test_a_project_open_for_reading_only_refuses_and_goes_on(study: Path) -> None:
    async with running(study, read_only=True) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("c", "enter")
        await pilot.pause()

        assert isinstance(app.screen, ReadingScreen)
        assert stored(study) == []


async def test_escape_backs_out_of_everything(study: Path) -> None:
    async with reading(study, size=(120, 40)) as (app, pilot, screen):
        await pilot.press("c")
        assert app.screen is not screen
        await pilot.press("escape", "shift+right", "escape")
        assert app.screen is screen
        await pilot.press("f2", "f2", "escape")
        assert screen.view.has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_text_has_at_least_56_columns_at_every_size(study: Path, size: tuple[int, int]) -> None:
    async with reading(study, size=size) as (_, pilot, screen):
        assert screen.view.size.width >= 56
        await pilot.press("f2")
        await pilot.pause()
        assert screen.view.size.width >= 55
        await pilot.press("z")
        await pilot.pause()
        assert screen.view.size.width == size[0]


async def test_the_words_and_where_they_stand_are_copied(study: Path) -> None:
    async with reading(study) as (app, pilot, _screen):
        await pilot.press("right", "y")
        await pilot.pause()

        assert app.clipboard.startswith("“Vi fekk meir pengar i 2011.” (Moss, 2011,")
        assert app.clipboard.endswith("turn 2)")


async def test_undo_asks_before_it_takes_back_what_was_not_done_while_reading(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("u")
        await pilot.pause()
        assert "would take back" in words_of(screen)
        with looking(study) as opened:
            assert len(transcripts.summaries(opened)) == 1

        await pilot.press("u")
        await pilot.pause()
        with looking(study) as opened:
            assert len(transcripts.summaries(opened)) == 0
        assert not isinstance(app.screen, ReadingScreen)
