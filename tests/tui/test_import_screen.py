"""Bringing interviews in: shown first, put right, then stored."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.studies import SAID, a_study, looking, running, words_of
from workbench.core.transcripts import Role
from workbench.services import project, transcripts
from workbench.tui.screens.importing import ImportScreen

OTHER = "I: Kva no?\nTurid: Det veit eg ikkje.\nT: Men det går.\n" * 4


async def test_files_are_shown_before_anything_is_stored_put_right_and_stored(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    folder = tmp_path / "nye"
    folder.mkdir()
    (folder / "Hamar_2012_a.txt").write_text(OTHER, encoding="utf-8")
    (folder / "Hamar_2012_b.docx").write_bytes(b"PK\x03\x04 broken")
    async with running(study, size=(120, 40)) as (app, pilot):
        await pilot.press("i")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ImportScreen)
        assert screen.query_one("#import-pattern", Input).value == "{municipality}_{year}_*"
        screen.query_one("#import-paths", Input).value = str(folder)
        await pilot.press("enter")
        await pilot.pause()

        seen = words_of(screen)
        assert "1 can be stored, 1 cannot" in seen
        assert "✗" in seen
        for shown in ("Turid", "respondent", "interviewer", "municipality: Hamar, year: 2012"):
            assert shown in seen
        with looking(study) as opened:
            assert len(transcripts.summaries(opened)) == 1

        before = {speaker.label: speaker.role for speaker in screen.outcomes[0].draft.speakers}  # type: ignore[union-attr]
        await pilot.press("r")
        await pilot.pause()
        after = {speaker.label: speaker.role for speaker in screen.outcomes[0].draft.speakers}  # type: ignore[union-attr]
        assert before["I"] is Role.INTERVIEWER
        assert after["I"] is Role.RESPONDENT

        await pilot.press("s")
        await pilot.pause()
        assert "1 stored, 1 not" in words_of(screen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.home.table.row_count == 2
        assert "Hamar_2012_a" in words_of(app.screen)


async def test_two_labels_are_taken_for_one_speaker(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    file = tmp_path / "Hamar_2012_a.txt"
    file.write_text(OTHER, encoding="utf-8")
    async with running(study, size=(120, 40)) as (app, pilot):
        await pilot.press("i")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ImportScreen)
        screen.query_one("#import-paths", Input).value = str(file)
        await pilot.press("enter")
        await pilot.pause()
        labels = [speaker.label for speaker in screen.outcomes[0].draft.speakers]  # type: ignore[union-attr]
        assert labels == ["I", "Turid", "T"]

        screen.labels["T"] = "Turid"
        screen.action_look()
        await pilot.pause()
        labels = [speaker.label for speaker in screen.outcomes[0].draft.speakers]  # type: ignore[union-attr]
        assert labels == ["I", "Turid"]


async def test_a_path_that_is_not_there_is_said_and_the_screen_goes_on(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with running(study) as (app, pilot):
        await pilot.press("i", *"/borte/heilt", "enter")
        await pilot.pause()
        assert app.screen is not app.home
        assert "borte" in words_of(app.screen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.home


async def test_the_first_interviews_of_an_empty_project_are_in_the_list_afterwards(tmp_path: Path) -> None:
    with project.create(tmp_path / "ny", coder="anna") as started:
        path = started.path
    file = tmp_path / "Hamar_2012_a.txt"
    file.write_text(OTHER, encoding="utf-8")
    async with running(path) as (app, pilot):
        await pilot.press("i", *str(file), "enter")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.home.table.row_count == 1
        assert "No transcripts yet" not in words_of(app.screen)


async def test_an_empty_line_says_that_what_stands_in_it_is_an_example(tmp_path: Path) -> None:
    with project.create(tmp_path / "ny", coder="anna") as started:
        path = started.path
    async with running(path) as (app, pilot):
        await pilot.press("i")
        await pilot.pause()
        pattern = app.screen.query_one("#import-pattern", Input)
        assert pattern.value == ""
        assert pattern.placeholder.startswith("for example ")
