"""Two projects that differ only in another coder's work look the same to a blind coder, whichever keys are pressed."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.builders import an_empty_project
from tests.services.desks import SAID, Desk
from tests.tui.studies import running
from workbench.core.codebook import Card
from workbench.core.coders import Progress
from workbench.core.transcripts import Transcript
from workbench.services import project
from workbench.services.blinding import blind
from workbench.services.codebooks import codebook, codes
from workbench.services.codings import coding, report_marks
from workbench.services.history import history
from workbench.services.memos import memos
from workbench.tui.app import WorkbenchApp
from workbench.tui.keys import EVERYWHERE, SCREENS, Key
from workbench.tui.keys.key import Topic
from workbench.tui.screens.agreement.disagreements import DisagreementsScreen
from workbench.tui.screens.agreement.screen import AgreementScreen
from workbench.tui.screens.codebook.coded_before import CodedBeforeScreen
from workbench.tui.screens.codebook.screen import CodebookScreen
from workbench.tui.screens.finding.passages import PassagesScreen
from workbench.tui.screens.finding.searching import SearchScreen
from workbench.tui.screens.history import HistoryScreen
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.importing import ImportScreen
from workbench.tui.screens.matrix.screen import MatrixScreen
from workbench.tui.screens.memos.screen import MemosScreen
from workbench.tui.screens.pages.page import Page
from workbench.tui.screens.reading.screen import ReadingScreen

THERE: dict[str, tuple[str, type[Page]]] = {
    "": ("enter", ReadingScreen),
    "Home": ("", HomeScreen),
    "Import": ("i", ImportScreen),
    "Matrix": ("v", MatrixScreen),
    "Codebook": ("C", CodebookScreen),
    "Coded before": ("C b", CodedBeforeScreen),
    "Search": ("F", SearchScreen),
    "Memos": ("M", MemosScreen),
    "Passages": ("P", PassagesScreen),
    "Agreement": ("A", AgreementScreen),
    "Disagreements": ("", DisagreementsScreen),
    "History": ("H", HistoryScreen),
    "Anywhere": ("", HomeScreen),
}
"""The keys that lead from the list of transcripts to every screen; none to the disagreements, before there are any."""

WALKS = (
    ("",),
    ("Home", "Import", "Memos", "Search"),
    ("Codebook", "Coded before", "History"),
    ("Matrix", "Passages", "Agreement", "Disagreements", "Anywhere"),
)
"""Which screens are walked one after another."""

LEAVE_OUT = {"app.quit", "home.project", "home.tour"}
"""Keys that leave the project."""


def test_every_screen_is_walked() -> None:
    assert set(THERE) == set(SCREENS) == {name for walk in WALKS for name in walk}


@pytest.fixture
def alike(tmp_path: Path) -> tuple[Path, Path]:
    """A blind project in which ben is at work, and its copy in which anna has done all that a coder can do."""
    (tmp_path / "one").mkdir()
    an_empty_project(tmp_path / "one", name="bustad").close()
    path = tmp_path / "one" / "bustad.workbench"
    with project.open_project(path, coder="anna") as opened:
        desk = Desk(opened, tmp_path)
        desk.codebook("budsjett", "startlan", "motstand")
        there = [desk.interview(name, f"{SAID}\nR: {name}.") for name in ("Hamar_2010", "Moss_2010", "Moss_2011")]
        with desk.as_coder("ben") as ben:
            ben.code(there[0], "auka")
            ben.code(there[0], "fleire", "startlan")
            ben.code(there[1], "Budsjettet har")
            memos.write_memo(ben.project, "transcript", there[0].uuid, "Noko ben meiner")
            coding.set_status(ben.project, there[1], Progress.DONE)
        codes.edit_card(opened, codebook.tree(opened).find("budsjett"), Card(definition={"nn": "Pengar"}))
        for one in there:
            coding.set_status(opened, one, Progress.CODING)
        blind.set_blind(opened, True)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    with project.open_project(tmp_path / "two" / path.name, coder="anna") as opened:
        works(Desk(opened, tmp_path), there)
    return path, tmp_path / "two" / path.name


def works(desk: Desk, there: list[Transcript]) -> None:
    """Do everywhere all that a coder does."""
    anna = desk.project
    for one in there:
        given = desk.code(one, "auka", "motstand")
        desk.code(one, "auka")
        desk.code(one, "Budsjettet har auka")
        memos.write_memo(anna, "transcript", one.uuid, "Noko anna meiner")
        memos.write_memo(anna, "coding", given.uuid, "auka, trur anna")
        coding.mark_reviewed(anna, one, [desk.place(one, "Budsjettet")])
        report_marks.mark(anna, one, desk.place(one, "har auka"))
    memos.write_memo(anna, "code", codebook.tree(anna).find("motstand").uuid, "kva anna meiner med det")
    memos.write_memo(anna, "project", anna.project.uuid, "kva anna meiner om alt")
    coding.pin(anna, 1, codebook.tree(anna).find("startlan"))
    for one in (there[0], there[2]):
        coding.set_status(anna, one, Progress.DONE)
    desk.code(there[1], "fleire", "startlan")
    history.undo(anna)


@pytest.fixture(autouse=True)
def _nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cursors do not blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)


def drawn(app: WorkbenchApp) -> list[str]:
    """What every screen on the stack shows, cell by cell with its style, without the time of day."""
    lines = []
    for screen in app.screen_stack:
        for strip in screen._compositor.render_strips():
            said = "".join(f"{segment.text}⟨{segment.style}⟩" for segment in strip)
            lines.append(re.sub(r"\d\d:\d\d(:\d\d)?|\d{16}", "", said))
    return lines


async def walked(path: Path, screens: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Press every key of some screens as ben, and return what was drawn after each."""
    chance = random.Random(7)
    monkeypatch.setattr("os.urandom", chance.randbytes)
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(path.parent / "state"))
    found: dict[str, list[str]] = {}
    async with running(path, coder="ben", size=(100, 30)) as (app, pilot):

        async def home() -> None:
            while not isinstance(app.screen, HomeScreen):
                app.pop_screen()
                await pilot.pause()
            app.screen.table.focus()
            await pilot.pause()

        async def there(name: str) -> int:
            await home()
            if name == "Disagreements":
                assert app.desk is not None
                app.push_screen(DisagreementsScreen(app.desk))
                await pilot.pause()
            keys, screen = THERE[name]
            await pilot.press(*keys.split())
            assert type(app.screen) is screen
            found[f"{name}:"] = drawn(app)
            app.clear_notifications()
            return len(app.screen_stack)

        for name in screens:
            depth = await there(name)
            for key in pressed(name, SCREENS[name]):
                if len(app.screen_stack) != depth:
                    depth = await there(name)
                await pilot.press(key)
                await pilot.pause()
                found[f"{name}: {key}"] = drawn(app)
                app.clear_notifications()
                for _ in range(3):
                    if app.screen.is_modal:
                        await pilot.press("escape")
    return found


def pressed(name: str, keys: tuple[Key, ...]) -> Iterator[str]:
    """Yield the keys of a screen, each once, and those that work everywhere on the first of them."""
    for key in (*keys, *EVERYWHERE) if name == "Home" else () if name == "Anywhere" else keys:
        told = key.topic not in {Topic.MOVE, Topic.SELECT} and not key.id.endswith(".back")
        if told and key.id not in LEAVE_OUT:
            yield key.keys.split(",")[0]


@pytest.mark.parametrize("screens", WALKS, ids=lambda names: names[0] or "Reading")
async def test_the_blind_coder_is_shown_the_same(
    alike: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, screens: tuple[str, ...]
) -> None:
    one, other = alike
    with chdir(one.parent):
        here = await walked(one, screens, monkeypatch)
    with chdir(other.parent):
        there = await walked(other, screens, monkeypatch)
    assert list(here) == list(there)
    for step, lines in here.items():
        assert said(there[step]) == said(lines), step
        assert there[step] == lines, f"{step}: its styles"
    words = "\n".join(said(lines) for lines in there.values())
    assert "anna meiner" not in words
    assert "Memos" not in screens or "Noko ben meiner" in words


def said(lines: list[str]) -> str:
    return "\n".join(re.sub("⟨[^⟩]*⟩", "", line).rstrip() for line in lines)
