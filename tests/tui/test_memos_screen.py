"""All memos on one screen: found, read, written, gone to, taken away, given out."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from tests.tui.studies import lit, looking, running, words_of
from workbench.services import local_state
from workbench.services.imports import attributes
from workbench.services.memos import memos
from workbench.tui.app import WorkbenchApp
from workbench.tui.dialogs.memo import MemoEditor
from workbench.tui.screens.codebook.screen import CodebookScreen
from workbench.tui.screens.memos.screen import MemosScreen
from workbench.tui.screens.reading.screen import ReadingScreen


def bodies(study: Path) -> list[str]:
    with looking(study) as opened:
        return [one.memo.body for one in memos.listing(opened)]


async def opened(app: WorkbenchApp, pilot: Pilot[None]) -> MemosScreen:
    await pilot.press("M")
    await pilot.pause()
    assert isinstance(app.screen, MemosScreen)
    return app.screen


async def test_a_memo_is_found_written_on_taken_away_and_brought_back(example_study: Path) -> None:
    async with running(example_study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("f", *"samarbeid personavhengig", "enter")
        await pilot.pause()
        assert screen.table.row_count == 1
        assert "Koden blir stor." in words_of(screen)
        assert "$ workbench memos list samarbeid personavhengig" in words_of(screen)
        await pilot.press("enter")
        await pilot.pause()
        editor = app.screen
        assert isinstance(editor, MemoEditor)
        assert "Memo on the code" in words_of(editor)
        await pilot.press(*" Ja.", "ctrl+z", "ctrl+y", "escape")
        await pilot.pause()
        assert any(body.endswith("heile materialet. Ja.") for body in bodies(example_study))
        before = len(bodies(example_study))
        await pilot.press("x")
        await pilot.pause()
        assert "No memo has this." in words_of(screen)
        await pilot.press("u")
        await pilot.pause()
        assert screen.table.row_count == 1
        await pilot.press("escape")
        assert screen.table.row_count == before == len(bodies(example_study))


async def test_anothers_memo_is_read_and_neither_written_on_nor_taken_away(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("f", *"bjorn", "enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, MemoEditor)
        before = app.screen.query_one(TextArea).text
        await pilot.press("q", "escape")
        await pilot.pause()
        assert screen.is_current
        await pilot.press("x")
        await pilot.pause()
        assert "another coder's" in words_of(screen)
        assert before in bodies(example_study)


async def test_g_reads_the_words_that_a_memo_is_about(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("t", *["down"] * 5, "enter")
        await pilot.pause()
        one = screen.lit_memo()
        assert one is not None
        assert one.kind == "coding"
        await pilot.press("g")
        await pilot.pause()
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        assert lit(reading) == one.quotation


async def test_g_goes_also_from_memos_on_codes_cases_and_the_project(example_study: Path) -> None:
    with looking(example_study) as study:
        case = attributes.all_cases(study)[0]
        memos.write_on(study, memos.MemoTarget("case", case.uuid), "Om saka.")
    async with running(example_study, size=(120, 40)) as (app, pilot):
        for kind, filtered in (("code", None), ("case", case.name), ("project", "")):
            screen = await opened(app, pilot)
            screen.wanted = memos.WantedMemos(on=kind)
            screen.show()
            await pilot.pause()
            one = screen.lit_memo()
            assert one is not None
            assert one.kind == kind
            await pilot.press("g")
            await pilot.pause()
            if filtered is None:
                book = app.screen
                assert isinstance(book, CodebookScreen)
                assert book.code is not None
                assert book.code.uuid == one.code
                await pilot.press("escape", "escape", "escape")
                await pilot.pause()
            else:
                assert app.screen is app.home
                assert app.home.query_one("#home-filter", Input).value == filtered
                assert app.home.table.row_count > 0


async def test_a_memo_is_begun_on_a_code_found_by_letters(example_study: Path) -> None:
    async with running(example_study, size=(80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("a", "down", "down", "enter")
        await pilot.pause()
        await pilot.press(*"resist")
        await pilot.pause()
        assert app.screen.query_one(OptionList).option_count == 1
        await pilot.press("enter", *"Kven er imot?", "escape")
        await pilot.pause()
    assert "Kven er imot?" in bodies(example_study)


async def test_words_that_were_never_stored_stand_first_and_are_gone_on_with(example_study: Path) -> None:
    with looking(example_study) as project:
        where = (project.project.uuid, project.actor.uuid)
        local_state.remember_draft(*where, project.project.uuid, "halvvegs")
    async with running(example_study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        assert "1 was never stored" in words_of(screen)
        await pilot.press("enter", *" fram", "escape")
        await pilot.pause()
        assert screen.unstored == {}
        assert screen.lit_memo() is not None
    assert "halvvegs fram" in bodies(example_study)


async def test_the_memos_that_are_shown_are_written_to_a_document(example_study: Path, tmp_path: Path) -> None:
    async with running(example_study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "memo.docx")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
    assert (tmp_path / "memo.docx").read_bytes()[:2] == b"PK"
