"""A memo that is being written outlives every way of leaving."""

import json
import stat
from pathlib import Path

from textual.widgets import TextArea

from tests.tui.studies import SAID, a_study, looking, mine, reading, running, words_of
from tests.tui.waiting import until
from workbench.services import local_state
from workbench.services.memos import memos
from workbench.tui.dialogs.memo import MemoEditor
from workbench.tui.trouble import log_folder


def bodies(study: Path) -> list[str]:
    with looking(study) as opened:
        return [str(row[4]) for row in memos.table(opened).rows]


async def test_ctrl_q_keeps_the_memo_that_is_being_written_as_esc_does(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, _screen):
        await pilot.press("k", "b", "m", *"viktig", "ctrl+q")
        await pilot.pause()
        assert app._exit
    assert bodies(study) == ["viktig"]


async def test_a_draft_lies_outside_the_project_for_the_user_alone_and_goes_when_the_memo_is_stored(
    tmp_path: Path,
) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, screen):
        await pilot.press("k", "b", "m", *"viktig")
        await pilot.pause()
        where = (screen.project.project.uuid, screen.desk.me, mine(screen)[0].uuid)
        await until(pilot, lambda: local_state.draft(*where) == "viktig", "the draft is kept")
        assert bodies(study) == []
        for file in log_folder().glob("*.json"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert "budsjettet" not in json.dumps(json.loads(file.read_text(encoding="utf-8")))

        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert bodies(study) == ["viktig"]
        assert local_state.draft(*where) == ""


async def test_a_draft_that_was_never_stored_is_there_when_the_memo_is_opened_again(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, screen):
        await pilot.press("k", "b")
        await pilot.pause()
        where = (screen.project.project.uuid, screen.desk.me, mine(screen)[0].uuid)
        local_state.remember_draft(*where, "halvvegs")
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, MemoEditor)
        assert app.screen.query_one(TextArea).text == "halvvegs"
        assert "not stored last time" in words_of(app.screen)
        await pilot.press("escape")
        await pilot.pause()
    assert bodies(study) == ["halvvegs"]


async def test_no_memo_is_begun_where_the_project_is_only_read(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (_, pilot, _screen):
        await pilot.press("k", "b")
        await pilot.pause()
    async with running(study, read_only=True) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        below = app.screen
        await pilot.press("m")
        await pilot.pause()
        assert app.screen is below
        assert "reading only" in words_of(below)


async def test_m_on_words_without_a_code_writes_on_the_words_and_goes_on_with_what_is_there(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, screen):
        await pilot.press("m", *"ope", "escape")
        await pilot.pause()
        assert "✎ ope" in words_of(screen)
        await pilot.press("m", *" spørsmål")
        await pilot.pause()
        assert "“Korleis gjekk det med budsjettet?”" in words_of(app.screen)
        await pilot.press("escape", "right")
        await pilot.pause()
        assert "✎ ope" not in words_of(screen)
        await pilot.press("left")
        await pilot.pause()
        assert "✎ ope spørsmål" in words_of(screen)
    assert bodies(study) == ["ope spørsmål"]


async def test_m_on_words_selected_within_a_coding_is_about_those_words(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    async with reading(study) as (app, pilot, _screen):
        await pilot.press("k", "b", "w", "shift+right", "shift+right", "m")
        await pilot.pause()
        assert "Memo on a passage" in words_of(app.screen)
        await pilot.press("escape", "escape", "s", "m")
        await pilot.pause()
        assert "Memo on Needs and numbers in" in words_of(app.screen)
        await pilot.press("escape")
    assert bodies(study) == []
