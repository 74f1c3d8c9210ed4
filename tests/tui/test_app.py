"""The program itself: quick to start, silent about transcripts when it fails."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.tui.studies import SAID, a_study, reading, running, words_of
from workbench.tui import trouble
from workbench.tui.app import WorkbenchApp

HEAVY = ("sqlalchemy", "alembic", "docx", "lxml", "rapidfuzz", "xlsxwriter", "pypdf")


def test_nothing_heavy_is_imported_before_the_first_frame() -> None:
    code = (
        "import sys, workbench.tui.app\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "from workbench.tui.app import WorkbenchApp; WorkbenchApp()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "[]\n[]\n"


async def test_a_bug_leaves_a_line_without_words_and_a_message_on_the_way_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    study = a_study(tmp_path, SAID)

    def fail() -> None:
        words = SAID
        raise RuntimeError(words)

    async def work() -> None:
        async with reading(study) as (app, pilot, _screen):
            app.call_later(fail)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await work()
    shown = capfd.readouterr().err
    assert "RuntimeError" in shown
    assert "budsjettet" not in shown
    log = (trouble.log_folder() / trouble.LOG).read_text()
    assert "RuntimeError" in log
    assert "test_app.fail" in log
    assert "budsjettet" not in log


async def test_a_failure_in_the_background_becomes_a_message_and_a_line_and_the_program_goes_on(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)

    def fail() -> None:
        raise KeyError(SAID)

    async with reading(study) as (app, pilot, screen):
        screen.run_worker(fail, thread=True, exit_on_error=False)
        await pilot.pause()
        assert "Something went wrong" in words_of(screen)
        assert "budsjettet" not in str([n.message + n.title for n in app._notifications])
        assert app.is_running
    assert "KeyError" in (trouble.log_folder() / trouble.LOG).read_text()


async def test_light_and_dark_change_with_one_key(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID)) as (app, pilot):
        before = app.theme
        await pilot.press("f8")
        assert app.theme != before
        await pilot.press("f8")
        assert app.theme == before


async def test_help_lists_every_key_of_the_screen_and_the_palette_finds_them(tmp_path: Path) -> None:
    async with reading(a_study(tmp_path, SAID), size=(120, 60)) as (app, pilot, screen):
        await pilot.press("question_mark")
        await pilot.pause()
        text = "".join(str(widget.content) for widget in app.screen.query(Static))
        for key in screen.help_keys():
            assert key.tooltip in text
        await pilot.press("escape", "ctrl+p", *"codebook", "enter")
        await pilot.pause()
        assert app.screen is screen


async def test_ctrl_q_leaves_from_anywhere(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, _screen):
        await pilot.press("c", "ctrl+q")
        await pilot.pause()
        assert app._exit
    assert [path.name for path in tmp_path.glob("study.workbench*")] == ["study.workbench"]


def test_a_light_terminal_begins_with_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert WorkbenchApp().theme == "paper"
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert WorkbenchApp().theme == "night"
