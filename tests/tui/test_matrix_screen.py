"""The matrix on screen has the same figures as the command, and says what they mean."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.studies import running, words_of
from tests.tui.waiting import until
from workbench.analysis.matrices import Measure, Policy, Recipe, RowKind, marked
from workbench.analysis.tables import TableColumn, shown
from workbench.core.errors import UnknownFormat
from workbench.exchange.tables import format_of
from workbench.services import exporting, project
from workbench.services.codebooks import codebook
from workbench.services.codings import codings_import
from workbench.services.imports import importing
from workbench.services.matrices import matrices, matrix_recipes
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.dialogs.keeping import ChooseKept
from workbench.tui.screens.finding.passages import PassagesScreen
from workbench.tui.screens.matrix.screen import MatrixScreen


async def counted(pilot, app) -> MatrixScreen:  # type: ignore[no-untyped-def]

    def there() -> bool:
        screen = app.screen
        return isinstance(screen, MatrixScreen) and screen.matrix is not None and screen.recipe is screen._drawn

    await until(pilot, there, "the matrix is counted and drawn")
    assert isinstance(app.screen, MatrixScreen)
    return app.screen


async def on_top(pilot, app, kind: type[Screen[Any]]) -> None:  # type: ignore[no-untyped-def]
    """Wait until a dialog stands, or is gone again."""
    await until(
        pilot, lambda: type(app.screen) is kind and getattr(app.screen, "ready", True), f"{kind.__name__} is there"
    )


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
            await on_top(pilot, app, AskLine)
            app.screen.query_one(Input).value = str(tmp_path / wanted)
            await pilot.press("enter")
            await on_top(pilot, app, MatrixScreen)
            assert (tmp_path / wanted).exists()
            assert app.screen is screen
        await pilot.press("e")
        await on_top(pilot, app, AskLine)
        app.screen.query_one(Input).value = str(tmp_path / "ut.csv")
        await pilot.press("enter")
        await on_top(pilot, app, AskOne)
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
        await pilot.press("e")
        await on_top(pilot, app, AskLine)
        await pilot.press(*"ut.csv", "enter")
        await on_top(pilot, app, AskOne)
        await pilot.press("enter")
        await on_top(pilot, app, AskLine)
        assert app.screen.query_one(Input).value == "ut.csv"
        assert there.read_text(encoding="utf-8") == "gammalt"
        await pilot.press("enter")
        await on_top(pilot, app, AskOne)
        await pilot.press("down", "enter")
        await on_top(pilot, app, MatrixScreen)
        assert app.screen is screen
    assert "gammalt" not in there.read_text(encoding="utf-8-sig")


async def test_the_export_names_the_suffixes_that_the_refusal_of_another_names(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        await counted(pilot, app)
        await pilot.press("e")
        await on_top(pilot, app, AskLine)
        said = words_of(app.screen)
        assert [suffix for suffix in exporting.matrix_suffixes() if suffix not in said] == []
        with pytest.raises(UnknownFormat) as refused:
            format_of(Path("ut.doc"))
        assert ", ".join(exporting.suffixes()) in refused.value.hint


async def asked(pilot, app, key: str, line: str) -> None:  # type: ignore[no-untyped-def]
    """Press a key that asks for a line, and write it."""
    await pilot.press(key)
    await on_top(pilot, app, AskLine)
    asking = app.screen
    asking.query_one(Input).value = line
    await pilot.press("enter")
    await pilot.pause()


async def test_rows_filter_and_codes_are_chosen_and_what_is_wrong_is_said_under_the_line(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("o", "down", "down", "enter")
        await counted(pilot, app)
        assert screen.recipe.rows == RowKind.CASE
        await asked(pilot, app, "f", "munisipality:Moss")
        await until(
            pilot, lambda: "There is no attribute called “munisipality”" in words_of(app.screen), "it is refused"
        )
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
        await on_top(pilot, app, PassagesScreen)
        await until(pilot, lambda: "code:budsjettering" in words_of(app.screen), "the query is shown")


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
        await on_top(pilot, app, ChooseKept)
        assert "Themes [b]in[/b] transcripts" in words_of(app.screen)
        await pilot.press("enter")
        await counted(pilot, app)
        assert screen.recipe == kept


async def test_a_kept_matrix_is_renamed_and_forgotten_where_it_is_opened(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        for name in ("Tema", "Ord"):
            await pilot.press("s")
            await on_top(pilot, app, AskLine)
            await pilot.press(*name, "enter")
            await on_top(pilot, app, MatrixScreen)
        await pilot.press("l")
        await on_top(pilot, app, ChooseKept)
        await pilot.press("r")
        await on_top(pilot, app, AskLine)
        await pilot.press(*"Tema", "enter")
        await on_top(pilot, app, ChooseKept)
        assert "Another matrix is kept as Tema." in [note.title for note in app._notifications]
        await pilot.press("r")
        await on_top(pilot, app, AskLine)
        await pilot.press(*"Alle ord", "enter")
        await on_top(pilot, app, ChooseKept)
        assert list(matrix_recipes.saved(screen.project)) == ["Alle ord", "Tema"]
        await pilot.press("down", "x")
        await on_top(pilot, app, ChooseKept)
        assert list(matrix_recipes.saved(screen.project)) == ["Alle ord"]
        await pilot.press("x")
        await on_top(pilot, app, MatrixScreen)
        assert not matrix_recipes.saved(screen.project)


async def test_a_key_takes_the_mean_of_the_interviews_where_that_means_something(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        await pilot.press("i")
        assert screen.recipe.pooled
        while screen.recipe.measure is not Measure.SHARE:
            await pilot.press("m")
        await counted(pilot, app)
        await pilot.press("i")
        await counted(pilot, app)
        assert "mean of the interviews" in words_of(screen)
        assert screen.matrix is not None
        assert screen.matrix.recipe.command.endswith("--measure share --mean-of-interviews")


def sixty_codes_by_fifteen(folder: Path) -> Path:
    """A study of 60 codes with long names in five municipalities and three years, in which each code counts its own."""
    rows = ["id,name_nn,parent"]
    rows += [f"tema-{at},{at + 55} Samarbeidsavtalar og rettleiing," for at in range(5)]
    rows += [f"kode-{at},{at} Oppfølging av vanskelegstilte i eigen bustad,tema-{at % 5}" for at in range(55)]
    (folder / "kodebok.csv").write_text("\n".join(rows), encoding="utf-8")
    places = ("Lillehammer", "Hamar", "Bærum", "Lørenskog", "Moss")
    with project.create(folder / "stor", coder="anna") as study:
        codebook.import_codebook(study, folder / "kodebok.csv")
        codings = ["transcript,start,end,code,coder"]
        for at, (place, year) in enumerate(product(places, (2010, 2011, 2012))):
            file = folder / f"{place}_{year}_intervju.txt"
            file.write_text(f"R: Vi er i {place} i {year}.\n" * 40, encoding="utf-8")
            codings += [
                f"{file.stem},{4 * n},{4 * n + 3},{key},anna"
                for n, key in enumerate([f"kode-{code}" for code in range(55) for _ in range((code + at) % 3)])
            ]
        files = sorted(folder.glob("*.txt"))
        for outcome in importing.import_files(study, importing.plan(files, pattern="{municipality}_{year}_*")):
            assert outcome.error is None
        (folder / "kodingar.csv").write_text("\n".join(codings), encoding="utf-8")
        codings_import.import_codings(study, folder / "kodingar.csv")
        return study.path


def read_off(words: str) -> dict[tuple[str, str, str], str]:
    """Read figures off a screen as a person does: by the number that a row begins with, place and year above."""
    lines = words.splitlines()
    top = next(at for at, line in enumerate(lines) if line.startswith(" Code"))
    places = [(match.start(), match.group()) for match in re.finditer(r"[A-ZÆØÅ][a-zæøå]+", lines[top - 1])]
    years = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\d{4}", lines[top])]
    found: dict[tuple[str, str, str], str] = {}
    bottom = next((at for at, line in enumerate(lines) if at > top and " · " in line), None)
    for line in lines[top + 1 : bottom]:
        if number := re.match(r" *(\d+) \S", line):
            for start, end, year in years:
                place = [name for at, name in places if at <= start][-1]
                found[number.group(1), place, year] = line[start:end].strip(" ▁▂▃▄▅▆▇█")
    return found


async def test_sixty_codes_by_fifteen_columns_are_read_on_a_small_screen(tmp_path: Path) -> None:
    async with running(sixty_codes_by_fifteen(tmp_path), size=(80, 24)) as (app, pilot):
        await pilot.press("v")
        screen = await counted(pilot, app)
        assert screen.matrix is not None
        expected = {
            (row.label("nn").split()[0], *column.values): shown(marked(cell), TableColumn("value"))
            for row, line in zip(screen.matrix.rows, screen.matrix.cells, strict=True)
            for column, cell in zip(screen.matrix.columns, line, strict=True)
        }
        assert len(expected) == 60 * 15
        read: dict[tuple[str, str, str], str] = {}
        for sideways in ("home", "end"):
            await pilot.press("ctrl+home", sideways)
            for _ in range(8):
                await pilot.pause()
                seen = read_off(words_of(screen))
                assert len({key[1:] for key in seen}) >= 6
                read |= seen
                await pilot.press("pagedown")
        assert read == expected
