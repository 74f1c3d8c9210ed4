"""The matrix on screen has the same figures as the command, and says what they mean."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.studies import running, words_of
from workbench.analysis.matrices import Measure, Policy, Recipe, RowKind
from workbench.core.errors import UnknownFormat
from workbench.exchange.tables import format_of
from workbench.services import exporting, project
from workbench.services.matrices import matrices
from workbench.tui.screens.matrix import MatrixScreen


async def counted(pilot, app) -> MatrixScreen:  # type: ignore[no-untyped-def]
    for _ in range(200):
        await pilot.pause(0.02)
        screen = app.screen
        if isinstance(screen, MatrixScreen) and screen.matrix is not None and screen.recipe is screen._drawn:
            break
    assert isinstance(app.screen, MatrixScreen)
    return app.screen


async def test_the_screen_shows_the_figures_of_the_command_and_the_command(example_study: Path) -> None:
    async with running(example_study, size=(160, 50)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        with project.opened(example_study, coder="anna") as opened:
            told = matrices.matrix(opened, Recipe(columns=("municipality", "year"), min_cell=-1))
        assert screen.matrix is not None
        assert screen.matrix.cells == told.cells
        seen = words_of(screen)
        assert "workbench matrix --columns municipality,year" in seen
        for shown in ("Bærum", "2010", "one coder's work in each transcript"):
            assert shown in seen


async def test_keys_change_measure_rows_columns_coders_and_policy(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("m", "m", "r", "r", "t", "a")
        await counted(pilot, app)
        assert screen.recipe.measure is list(Measure)[2]
        assert screen.recipe.rows is RowKind.THEME
        assert "--rows theme" in words_of(screen)

        await pilot.press("c", "enter", "p", "down", "enter")
        await counted(pilot, app)
        assert screen.recipe.policy is Policy.UNION
        await pilot.press("w", "down", "enter")
        await counted(pilot, app)
        assert screen.recipe.coders == ("anna",)


async def test_the_lit_figure_is_said_in_words_and_no_interview_is_told_from_zero(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("right", "down")
        await pilot.pause()
        assert "(1 interview, " in words_of(screen)
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert "Reviewed, %" in words_of(screen)


async def test_e_writes_a_file_and_refuses_to_write_over_one(example_study: Path, tmp_path: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        for wanted in ("ut.csv", "ut.xlsx", "ut.md", "ut.json"):
            await pilot.press("e")
            await pilot.pause()
            app.screen.query_one(Input).value = str(tmp_path / wanted)
            await pilot.press("enter")
            await pilot.pause(0.1)
            assert (tmp_path / wanted).exists()
            assert app.screen is screen
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "ut.csv")
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "ut.csv is there already" in words_of(app.screen)
        assert "--force" not in words_of(app.screen)
        assert app.screen is not screen


async def test_a_file_that_is_there_is_replaced_once_one_says_so_and_typing_replaces_the_proposed_name(
    example_study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "ut.csv"
    there.write_text("gammalt", encoding="utf-8")
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("e", *"ut.csv", "enter")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert app.screen.query_one(Input).value == "ut.csv"
        assert there.read_text(encoding="utf-8") == "gammalt"
        await pilot.press("enter", "down", "enter")
        await pilot.pause(0.1)
        assert app.screen is screen
    assert "gammalt" not in there.read_text(encoding="utf-8-sig")


async def test_the_export_names_the_suffixes_that_the_refusal_of_another_names(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        await counted(pilot, app)
        await pilot.press("e")
        await pilot.pause()
        said = words_of(app.screen)
        assert [suffix for suffix in exporting.matrix_suffixes() if suffix not in said] == []
        with pytest.raises(UnknownFormat) as refused:
            format_of(Path("ut.doc"))
        assert ", ".join(exporting.suffixes()) in refused.value.hint


async def asked(pilot, app, key: str, line: str) -> None:  # type: ignore[no-untyped-def]
    """Press a key that asks for a line, and write it."""
    await pilot.press(key)
    await pilot.pause()
    app.screen.query_one(Input).value = line
    await pilot.press("enter")
    await pilot.pause(0.05)


async def test_rows_filter_and_codes_are_chosen_and_what_is_wrong_is_said_under_the_line(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("o", "down", "down", "enter")
        await counted(pilot, app)
        assert screen.recipe.rows == RowKind.CASE
        await asked(pilot, app, "f", "munisipality:Moss")
        assert "There is no attribute called “munisipality”" in words_of(app.screen)
        app.screen.query_one(Input).value = "municipality:Moss"
        await pilot.press("enter")
        await counted(pilot, app)
        await asked(pilot, app, "k", "budsjettering")
        await pilot.press("b")
        await counted(pilot, app)
        assert "--rows case" in (seen := words_of(screen))
        assert "--codes budsjettering --where municipality:Moss" in seen
        assert screen.matrix is not None
        assert {column.values[0] for column in screen.matrix.columns} == {"Moss"}
        assert screen.matrix.total.value

        await pilot.press("right", "enter")
        await pilot.pause(0.1)
        assert "code:budsjettering" in words_of(app.screen)


async def test_a_matrix_is_kept_under_a_name_and_opened_again(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("m", "r", "r")
        await counted(pilot, app)
        kept = screen.recipe
        await asked(pilot, app, "s", "Themes [b]in[/b] transcripts")
        await pilot.press("n", "r")
        await counted(pilot, app)
        assert screen.recipe != kept
        await pilot.press("l")
        await pilot.pause()
        assert "Themes [b]in[/b] transcripts" in words_of(app.screen)
        await pilot.press("enter")
        await counted(pilot, app)
        assert screen.recipe == kept
