"""The codebook is worked on with keys: what they did is in the file, and u takes each of it back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.studies import NASTY, SAID, a_nasty_study, a_study, looking, running, words_of
from tests.tui.waiting import until
from workbench.core.codebook import Card, Code
from workbench.core.passages import Span
from workbench.services import transcripts
from workbench.services.codebooks import codebook, codebook_changes, codes
from workbench.services.codings import coding
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.codebook.coded_before import CodedBeforeScreen
from workbench.tui.screens.codebook.screen import CodebookScreen
from workbench.tui.screens.finding.passages import PassagesScreen


async def opened(app: WorkbenchApp, pilot: Pilot[None]) -> CodebookScreen:
    await pilot.press("C")
    await until(pilot, lambda: isinstance(app.screen, CodebookScreen) and app.screen.counted, "the codebook is counted")
    assert isinstance(app.screen, CodebookScreen)
    return app.screen


async def answer(app: WorkbenchApp, pilot: Pilot[None], words: str, *then: str) -> None:
    """Answer the question that stands; its line takes the words as if they were typed."""
    await pilot.pause()
    app.screen.query_one(Input).value = words
    await pilot.pause()
    await pilot.press(*then)
    await pilot.pause()


async def typed(pilot: Pilot[None], words: str, *then: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words), *then)
    await pilot.pause()


def tree(path: Path) -> dict[str, Code]:
    with looking(path) as project:
        return {code.key: code for code in codebook.tree(project).order}


def code_some(path: Path, key: str, *spans: tuple[int, int], coder: str = "anna") -> None:
    with looking(path, coder) as project:
        (one,) = transcripts.summaries(project)
        for start, end in spans:
            coding.apply_code(project, one.transcript, Span(start, end), codebook.tree(project).find(key))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study with the shipped codebook, two codings of anna's with situasjon and one of ben's."""
    path = a_study(tmp_path, SAID)
    code_some(path, "situasjon", (0, 7), (8, 13))
    code_some(path, "situasjon", (0, 7), coder="ben")
    return path


async def test_a_code_is_made_named_moved_coloured_lettered_retired_and_all_is_taken_back(study: Path) -> None:
    before = tree(study)
    async with running(study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        assert screen.code is not None
        assert screen.code.key == "kartlegging"
        await pilot.press("i")
        await answer(app, pilot, "Ventetida", "enter")
        assert "nearly the same: “Waiting time”" in words_of(app.screen)
        await pilot.press("enter")
        await pilot.pause()
        made = tree(study)["ventetida"]
        assert made.parent == before["kartlegging"].uuid
        assert screen.code is not None
        assert screen.code.key == "ventetida"

        await pilot.press("r")
        await answer(app, pilot, "Queues", "enter")
        await pilot.press("k")
        await answer(app, pilot, "s", "enter")
        await pilot.press("m")
        await answer(app, pilot, "on top", "enter")
        await pilot.press("less_than_sign", "d", "o", "down", "enter")
        await pilot.pause()
        now = tree(study)["ventetida"]
        assert (now.names, now.shortcut, now.parent, now.retired) == ({"en": "Queues"}, "s", None, True)
        assert now.colour != made.colour
        assert tree(study)["situasjon"].shortcut == ""
        for _ in range(7):
            await pilot.press("u")
            await pilot.pause()
        assert tree(study) == before


async def test_the_card_is_written_in_two_languages_and_what_was_coded_before_is_gone_through(study: Path) -> None:
    async with running(study, size=(120, 40)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("down", "b")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("e")
        await typed(pilot, " New", "f2")
        await typed(pilot, "Nytt. ", "escape")
        assert tree(study)["situasjon"].card.definition["en"].endswith("New")
        assert tree(study)["situasjon"].card.definition["nn"].startswith("Nytt. ")
        assert "2 codings of yours are older" in words_of(screen)

        await pilot.press("b")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, CodedBeforeScreen)
        assert len(page.left) == 2
        assert "Then" in words_of(page)
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("c")
        await answer(app, pilot, "tiltak", "enter")
        assert page.left == []
        await pilot.press("u", "u")
        await pilot.pause()
        assert len(page.left) == 2
        await pilot.press("x", "enter", "escape")
        await pilot.pause()
        assert app.screen is screen
    with looking(study) as project:
        code = codebook.tree(project).find("situasjon")
        left = [(one.coding.coder, one.coding.codebook_revision) for one in codebook_changes.coded_with(project, code)]
        assert sorted(n for _coder, n in left) == [1, 2]
        assert [n for coder, n in left if coder == project.actor.uuid] == [2]


async def test_codes_are_merged_after_the_numbers_are_said_and_split_by_choosing_passages(study: Path) -> None:
    async with running(study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("down", "g")
        await answer(app, pilot, "behov", "enter")
        assert "3 codings go to Needs and numbers." in words_of(app.screen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert not tree(study)["situasjon"].retired
        await pilot.press("g")
        await answer(app, pilot, "behov", "enter", "enter")
        assert tree(study)["situasjon"].retired
        assert screen.code is not None
        assert screen.code.key == "behov"

        await pilot.press("s", "space", "enter")
        await answer(app, pilot, "Tal", "enter")
        await pilot.pause()
        assert tree(study)["tal"].parent == tree(study)["behov"].parent
        with looking(study) as project:
            assert len(codebook_changes.coded_with(project, tree(study)["tal"])) == 1
        await pilot.press("u", "u")
        await pilot.pause()
        assert "tal" not in tree(study)
        assert not tree(study)["situasjon"].retired


async def test_the_lit_code_is_shown_with_use_history_findings_and_in_every_language(study: Path) -> None:
    with looking(study) as project:
        codes.edit_card(project, codebook.tree(project).find("behov"), Card({"nn": "Berre tal."}))
    async with running(study, size=(120, 40)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("down")
        await pilot.pause()
        seen = words_of(screen)
        for shown in ("3 codings in 1 transcript", "anna 2 · ben 1", "Moss 3", "workbench codebook usage"):
            assert shown in seen
        await pilot.press("down", "l")
        await pilot.pause()
        assert "Behov og tal" in words_of(screen)
        assert "Berre tal." in words_of(screen)
        await pilot.press("h")
        await pilot.pause()
        assert "Revision 2" in words_of(screen)
        assert "workbench codebook history behov" in words_of(screen)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, PassagesScreen)
        assert app.screen.asked == "code:behov"
        await pilot.press("escape", "escape", "L")
        await pilot.pause()
        assert "has no definition in: nb, en" in words_of(app.screen)
        await pilot.press("escape", "x")
        await pilot.pause()
        assert "behov" not in tree(study)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
async def test_names_that_look_like_markup_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    path = a_nasty_study(tmp_path)
    async with running(path, size=size) as (app, pilot):
        screen = await opened(app, pilot)
        for name in NASTY:
            assert name in words_of(screen)
            await pilot.press("down")
        await pilot.press("o")
        await pilot.pause()
        assert NASTY[-1] in words_of(app.screen)
        await pilot.press("escape", "m")
        await pilot.pause()
        assert NASTY[0] in words_of(app.screen)


async def test_a_project_without_codes_gets_its_first_on_this_screen(tmp_path: Path) -> None:
    from tests.builders import an_empty_project

    an_empty_project(tmp_path, name="ny").close()
    async with running(tmp_path / "ny.workbench") as (app, pilot):
        screen = await opened(app, pilot)
        assert "No code yet" in words_of(screen)
        await pilot.press("e", "m", "g", "s", "d", "x", "o", "k", "b", "h", "h", "less_than_sign", "L")
        await pilot.press("a")
        await answer(app, pilot, "Ventetid", "enter")
        assert list(tree(tmp_path / "ny.workbench")) == ["ventetid"]


async def test_a_theme_is_made_in_the_codebook_that_is_lit(study: Path) -> None:
    with looking(study) as project:
        codebook.import_codebook(project, codebook.locate("arbeidsmetodikk"))
    async with running(study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        screen.pane.codes.cursor_line = next(
            line
            for line in range(screen.pane.codes.last_line, 0, -1)
            if (node := screen.pane.codes.get_node_at_line(line)) is not None and not node.data
        )
        await pilot.pause()
        assert "a makes a new theme in this codebook" in words_of(screen)
        await pilot.press("a")
        await answer(app, pilot, "Rettleiing undervegs", "enter", "enter")
        made = tree(study)["rettleiing-undervegs"]
        assert (made.parent, made.codebook) == (None, tree(study)["samlingar"].codebook)


async def test_a_blind_coder_sees_no_other_work_here(study: Path, tmp_path: Path) -> None:
    from workbench.services import project

    with looking(study) as lead:
        project.change_settings(lead, blind=True)
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(study, other / study.name)
    code_some(other / study.name, "behov", (0, 7))
    seen = []
    for path in (study, other / study.name):
        async with running(path, coder="ben", size=(120, 40)) as (app, pilot):
            screen = await opened(app, pilot)
            told = []
            for _ in range(4):
                told.append(words_of(screen))
                await pilot.press("down")
                await pilot.pause()
            seen.append(told)
    assert seen[0] == seen[1]
    assert "ben 1" in "".join(seen[0])
    assert "anna" not in "".join(seen[0])


async def test_the_card_and_what_is_done_follow_the_lit_row_of_a_filtered_tree(study: Path) -> None:
    async with running(study, size=(120, 40)) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press(*"fhousingallow")
        await pilot.pause()
        assert screen.pane.filter.value == "housingallow"
        for _ in "housingallow":
            await pilot.press("backspace")
        await typed(pilot, "start")
        assert screen.code is not None
        assert screen.code.name("en") == "Start-up loan"
        assert f"Start-up loan  {screen.code.key}" in words_of(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.pane.codes.has_focus
        assert screen.code.name("en") == "Start-up loan"
        await pilot.press("escape")
        await pilot.pause()
        assert screen.pane.filter.value == ""
        assert screen.code.name("en") == "Start-up loan"
        assert f"Start-up loan  {screen.code.key}" in words_of(screen)
        await pilot.press("f")
        await typed(pilot, "zzzz")
        assert screen.code is None
        assert "No code is called so" in words_of(screen)
        await pilot.press("escape", "r")
        await answer(app, pilot, "First one", "enter")
        assert tree(study)["kartlegging"].names["en"] == "First one"


async def test_a_long_name_takes_the_room_that_there_is(study: Path) -> None:
    async with running(study, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot)
        assert "Planning of activities" in words_of(screen)
