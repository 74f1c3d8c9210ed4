"""The list of transcripts, the first start, and who codes."""

import re
from pathlib import Path

import pytest
from textual.widgets import DataTable, Input, OptionList

from tests.tui.studies import SAID, a_study, looking, mine, reading, running, words_of
from tests.tui.waiting import until
from workbench.core.coders import Progress
from workbench.core.passages import Span
from workbench.core.segments import Unit, segments
from workbench.services import local_state, project, transcripts
from workbench.services.codings import coding
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.dialogs.coder import WhoCodes
from workbench.tui.screens.reading.screen import ReadingScreen


async def test_the_list_tells_case_words_progress_and_codings(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, _pilot):
        seen = words_of(app.screen)
        assert app.home.table.row_count == 18
        for heading in ("Municipality", "Year", "Words", "My progress", "Codings"):
            assert heading in seen
        assert "Lørenskog_2011_intervju-01" in seen
        assert " done " in seen
        assert "47%" in seen or "%" in seen
        assert "● anna" in seen


async def test_the_filter_shows_what_is_meant_and_escape_takes_it_away(example_study: Path) -> None:
    async with running(example_study) as (app, pilot):
        await pilot.press("f", *"moss 2012")
        await pilot.pause()
        assert app.home.table.row_count == 2
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.opened.transcript.name == "Moss_2012_intervju-01"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.home.table.row_count == 18


async def test_the_coder_is_asked_for_where_nobody_is_named_and_confirmed_with_one_key(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with running(study, coder=None) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, WhoCodes)
        assert app.screen.query_one(Input).value == "anna"
        await pilot.press("enter")
        await pilot.pause()
        assert "● anna" in words_of(app.screen)


async def test_a_new_name_becomes_a_coder(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with running(study, coder="anna") as (app, pilot):
        await pilot.press("w", *"bjorn/2", "enter")
        await pilot.pause()
        assert "bjorn/2 is new here: Enter again makes them a coder" in words_of(app.screen)
        await pilot.press("enter")
        await pilot.pause()
        assert "● bjorn/2" in words_of(app.screen)
    with looking(study) as opened:
        assert "bjorn/2" in [coder.name for coder in project.coders(opened)]


async def test_the_first_letters_of_a_name_light_the_coder(example_study: Path) -> None:
    async with running(example_study) as (app, pilot):
        await pilot.press("w", "b")
        await pilot.pause()
        names = app.screen.query_one(OptionList)
        assert names.highlighted is not None
        assert names.get_option_at_index(names.highlighted).id == "bjorn"
        await pilot.press("x")
        await pilot.pause()
        assert names.highlighted is None


async def test_without_a_project_the_first_start_offers_one_and_can_begin_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(None, coder="anna") as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, AskOne)
        assert "example" in words_of(app.screen)
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        field = app.screen.query_one(Input)
        field.value = str(tmp_path / "ny")
        await pilot.press("enter")
        await until(pilot, lambda: app.desk is not None, "the project is open")
        assert (tmp_path / "ny.workbench").exists()
        assert "No transcripts yet" in words_of(app.screen)


async def test_a_project_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    async with running(None) as (app, pilot):
        await pilot.pause()
        app.open_project(tmp_path / "borte.workbench")
        await pilot.pause()
        assert "borte.workbench" in "".join(words_of(app.screen).replace("▊", "").replace("▎", "").split())


async def test_the_list_shows_what_was_done_meanwhile(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, _screen):
        await pilot.press("k", "b", "escape")
        await pilot.pause()
        assert "anna 1" in words_of(app.screen)
        assert isinstance(app.focused, DataTable)


async def test_the_machine_remembers_the_project_and_the_transcript(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, _screen):
        await pilot.press("right", "ctrl+q")
    assert local_state.last_project() == study


async def test_a_coder_who_is_new_to_the_project_is_named_from_the_first_coding_on(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study, coder="kari") as (app, pilot, screen):
        await pilot.press("k", "b")
        await pilot.pause()
        assert "kari" in words_of(screen.query_one("#card"))
        assert screen.desk.mark(mine(screen)[0]).coder != "?"
        await pilot.press("escape")
        await pilot.pause()
        assert "kari 1" in words_of(app.screen)
        assert "done by kari" in words_of(app.screen)


async def test_one_transcript_is_not_called_transcripts(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID)) as (app, _pilot):
        assert "1 of 1 transcript ·" in words_of(app.screen)


async def test_what_is_said_already_is_not_said_again_beside_it(tmp_path: Path) -> None:
    async with reading(a_study(tmp_path, SAID)) as (app, pilot, _screen):
        await pilot.press("9", "9", "9")
        await pilot.pause()
        assert len(app._notifications) == 1
        await pilot.press("8")
        await pilot.pause()
        assert len(app._notifications) == 2


async def test_the_list_and_the_reading_screen_say_the_same_share_of_what_is_read(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, screen):
        await pilot.press("k", "b", "k", "s", "x")
        await pilot.pause()
        share = re.search(r"(\d+)% read", words_of(screen))
        assert share is not None
        assert int(share[1]) > 0
        await pilot.press("escape")
        await pilot.pause()
        assert f" {share[1]}%" in words_of(app.screen)


def test_every_share_in_the_list_is_that_of_the_transcript(example_study: Path) -> None:
    with looking(example_study) as opened:
        for one in transcripts.summaries(opened):
            read = transcripts.open_transcript(opened, one.transcript.uuid)
            whose = {coded.coder for coded in read.codings} | {mark.coder for mark in read.reviewed}
            cut = segments(read.text, Unit.SENTENCE)
            assert one.sentences == len(cut)
            assert one.reviewed == {
                coder: sum(any(sentence.overlaps(span) for span in read.reviewed_by(coder)) for sentence in cut)
                for coder in whose
            }


async def test_done_is_said_beside_what_is_read_and_never_for_it(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    with looking(study) as opened:
        (one,) = transcripts.summaries(opened)
        coding.mark_reviewed(opened, one.transcript, [Span(0, 30)])
        coding.set_status(opened, one.transcript, Progress.DONE)
        status = transcripts.status_table(opened, one.transcript)
        assert [tuple(row)[:4] for row in status.rows] == [("anna", "done", 1, 4)]
        table = transcripts.table(opened)
        said = dict(zip([column.key for column in table.columns], next(iter(table.rows)), strict=True))
        assert (said["status"], said["reviewed"]) == ({"anna": "done"}, {"anna": 12})
    async with running(study, size=(80, 24)) as (app, pilot):
        await pilot.pause()
        assert "━───── done 12%" in words_of(app.screen)


async def test_at_80_columns_the_list_says_how_many_codings_are_mine_and_how_many_others(example_study: Path) -> None:
    async with running(example_study, size=(80, 24)) as (app, pilot):
        await pilot.pause()
        rows = [line for line in words_of(app.screen).splitlines() if "_intervju-" in line]
        assert len(rows) == 18
        assert all(re.search(r" \d+(\+\d+)?$", row.rstrip(" ▆▇█▁▂▃▄▅")) for row in rows)
        assert any(re.search(r" \d+\+\d+", row) for row in rows)
