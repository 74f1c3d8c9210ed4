"""The list of passages: a query, what it finds, and what one does with it."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.studies import a_nasty_study, looking, running, words_of
from tests.tui.waiting import until
from workbench.core.passages import Span
from workbench.services import transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.finding import retrieval
from workbench.tui.app import WorkbenchApp
from workbench.tui.dialogs.picker import CodePicker
from workbench.tui.screens.finding.passages import PassagesScreen
from workbench.tui.screens.matrix.screen import MatrixScreen
from workbench.tui.screens.reading.screen import ReadingScreen


async def looked(app: WorkbenchApp, pilot: Pilot[None]) -> PassagesScreen:
    """Wait until everything is listed."""
    await until(
        pilot, lambda: isinstance(app.screen, PassagesScreen) and not app.screen.looking, "all passages are listed"
    )
    assert isinstance(app.screen, PassagesScreen)
    return app.screen


async def asking(app: WorkbenchApp, pilot: Pilot[None], query: str) -> PassagesScreen:
    """Go to the passages and ask for something."""
    await pilot.press("P")
    screen = await looked(app, pilot)
    screen.query_one(Input).value = query
    await pilot.press("enter")
    return await looked(app, pilot)


def found(path: Path, query: str) -> list[str]:
    """What a query finds now, by the codings' UUIDs."""
    with looking(path) as opened:
        return [one.coding.uuid for one in retrieval.passages(opened, query)]


async def test_the_screen_finds_what_the_command_finds_and_says_the_command(example_study: Path) -> None:
    query = "code:budsjettering and not code:innsparing municipality:Moss"
    async with running(example_study, size=(80, 24)) as (app, pilot):
        screen = await asking(app, pilot, query)
        assert [one.coding.uuid for one in screen.listed.rows] == found(example_study, query)
        await pilot.press("end", "up")
        await pilot.pause()
        lit = screen.listed.rows[-2]
        seen = words_of(screen)
        assert f"{len(screen.listed.rows)} passages in 4 transcripts" in seen
        assert f"workbench passages '{query}'"[:60] in seen
        assert f"turn {lit.turn}" in seen
        assert lit.quotation[:40] in " ".join(seen.split())
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.view.selection, "the passage is lit"
        )
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.opened.transcript.uuid == lit.coding.transcript
        assert app.screen.view.selection == Span(lit.coding.start, lit.coding.end)


async def test_marked_passages_get_another_code_are_taken_away_and_come_back(example_study: Path) -> None:
    query = "code=motstand coder:anna"
    before = found(example_study, query)
    async with running(example_study, size=(120, 40)) as (app, pilot):
        screen = await asking(app, pilot, query)
        await pilot.press("space", "down", "space")
        assert screen.listed.marked == {before[0], before[2]}
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CodePicker) and app.screen.ready, "the picker is there")
        await pilot.press(*"politisk", "enter")
        await looked(app, pilot)
        assert found(example_study, query) == [before[1], *before[3:]]
        await pilot.press("x")
        await looked(app, pilot)
        assert len(found(example_study, query)) == len(before) - 3
        await pilot.press("u", "u")
        await looked(app, pilot)
        assert found(example_study, query) == before
        assert [one.coding.uuid for one in screen.listed.rows] == before
        await pilot.press("U")
        await looked(app, pilot)
        assert found(example_study, query) == [before[1], *before[3:]]


async def test_anothers_codings_are_left_alone_and_a_bad_query_is_said_under_it(example_study: Path) -> None:
    before = found(example_study, "")
    async with running(example_study, size=(100, 30)) as (app, pilot):
        await asking(app, pilot, "coder:bjorn motstand")
        await pilot.press("x", "a", "x")
        await pilot.pause()
        assert found(example_study, "") == before
        assert "another coder's" in words_of(app.screen)
        await pilot.press("f")
        screen = app.screen
        screen.query_one(Input).value = "motstand and ("
        await pilot.press("enter")
        await looked(app, pilot)
        assert "Something is missing at character 15" in words_of(screen)
        assert screen.query_one(Input).has_focus
        screen.query_one(Input).value = "motstad"
        await pilot.press("enter")
        await looked(app, pilot)
        assert "Did you mean Resistance" in words_of(screen)


async def test_passages_are_written_to_a_document(example_study: Path, tmp_path: Path) -> None:
    async with running(example_study, size=(100, 30)) as (app, pilot):
        screen = await asking(app, pilot, "code=motstand municipality:Moss")
        n = len(screen.listed.rows)
        for marked, expected in (((), n), (("space",), 1)):
            await pilot.press(*marked, "e")
            await pilot.pause()
            target = tmp_path / f"sitat{expected}.docx"
            app.screen.query_one(Input).value = str(target)
            await pilot.press("enter")
            await pilot.pause()
            read = Document(str(target))
            assert sum(p.style is not None and p.style.name == "Quote" for p in read.paragraphs) == expected


async def test_enter_on_a_figure_shows_as_many_passages_as_it_says(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        await until(
            pilot,
            lambda: isinstance(app.screen, MatrixScreen) and app.screen.matrix is not None,
            "the matrix is counted",
        )
        matrix = app.screen
        assert isinstance(matrix, MatrixScreen)
        assert matrix.matrix is not None
        await pilot.press("r", "r")
        await until(pilot, lambda: matrix.recipe is matrix._drawn, "the matrix is drawn")
        await pilot.press("down", "right", "right", "enter")
        screen = await looked(app, pilot)
        assert len(screen.listed.rows) == matrix.matrix.cells[1][1].value
        assert screen.asked.startswith(f"code:{matrix.matrix.rows[1].key} municipality:")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is matrix


async def test_names_and_words_that_look_like_markup_are_shown_as_they_are(tmp_path: Path) -> None:
    path = a_nasty_study(tmp_path)
    with looking(path, "[red]anna") as opened:
        [one] = transcripts.summaries(opened)
        for code in codebook.tree(opened).order:
            coding.apply_code(opened, one.transcript, Span(0, 40), code)
    async with running(path, coder="[red]anna", size=(120, 40)) as (app, pilot):
        await asking(app, pilot, "")
        seen = words_of(app.screen)
        for word in ("[b]fet[/b]", "[pause]", "[red]anna", "[b]Moss[b] [red] 2011"):
            assert word in seen
