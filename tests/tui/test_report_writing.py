"""R writes the report from any screen over a project; what is there gives way only when told so."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui import waiting
from tests.tui.studies import SAID, a_study, running
from workbench.tui.app import WorkbenchApp
from workbench.tui.dialogs.asking import AskLine, AskOne


async def until(app: WorkbenchApp, pilot: Pilot[None], dialog: type[AskLine] | type[AskOne]) -> None:
    await waiting.until(pilot, lambda: isinstance(app.screen, dialog), "the dialog is there")


async def test_the_report_is_written_from_home_and_from_the_matrix_and_replaced_only_when_told(tmp_path: Path) -> None:
    target = tmp_path / "studie.docx"
    async with running(a_study(tmp_path, SAID)) as (app, pilot):
        await pilot.press("R")
        await until(app, pilot, AskLine)
        app.screen.query_one(Input).value = str(tmp_path / "studie.odt")
        await pilot.press("enter")
        await until(app, pilot, AskLine)
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await waiting.until(pilot, lambda: target.exists(), "the report is written")
        assert Document(str(target)).paragraphs[0].text == "study"
        target.write_text("mine")
        await pilot.press("v")
        await pilot.pause()
        await pilot.press("R")
        await until(app, pilot, AskLine)
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await until(app, pilot, AskOne)
        assert target.read_text() == "mine"
        await pilot.press("down", "enter")
        await waiting.until(pilot, lambda: target.read_bytes()[:2] == b"PK", "the report is replaced")
        assert Document(str(target)).paragraphs[0].text == "study"
