"""Names from the user are text: nothing in them is markup, a link, or an order to the terminal."""

import ast
from pathlib import Path

import pytest

from tests.tui.studies import NASTY, a_nasty_study, reading, running, words_of
from workbench.tui.dialogs.help import KeyHelp
from workbench.tui.screens.importing import ImportScreen
from workbench.tui.screens.matrix.screen import MatrixScreen

TUI = Path(__file__).parents[2] / "workbench" / "tui"

DRAWS = {"Static", "Label", "Option", "OptionList", "Button", "Checkbox", "Select", "Collapsible", "notify"}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_nasty_study(tmp_path)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_names_that_look_like_markup_are_shown_as_they_are(study: Path, size: tuple[int, int]) -> None:
    async with running(study, coder="[red]anna", size=size) as (app, pilot):
        seen = words_of(app.home.table)
        assert "[red]anna" in seen
        assert "[b]Moss[b] [red] 2011" in seen

    async with reading(study, coder="[red]anna", size=size) as (app, pilot, screen):
        assert "[b]I[/b]" in words_of(screen)
        await pilot.press("c")
        await pilot.pause()
        seen = words_of(app.screen)
        assert all(name in seen for name in NASTY)
        assert "\x1b" not in seen
        await pilot.press("enter", "a", "1", "k", "b", "k", "c", "m", *"[/]", "escape", "right", "full_stop", "u")
        await pilot.pause()
        assert "[b]fet[/b]" in words_of(screen)
        await pilot.press("k")
        await pilot.pause()
        assert "[@click=app.quit]kom[/]" in words_of(app.screen)
        await pilot.press("escape", "f2")
        await pilot.pause()
        assert "[pause]" in words_of(screen)


async def test_matrix_and_import_show_such_names_too(study: Path, tmp_path: Path) -> None:
    async with running(study, coder="[red]anna", size=(120, 40)) as (app, pilot):
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, MatrixScreen)
        assert "[pause]" in words_of(app.screen)
        await pilot.press("w", "escape", "c", "escape", "escape", "i")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press(*str(tmp_path), "enter")
        await pilot.pause()
        assert "[b]Moss[b] [red] 2011.txt" in words_of(app.screen)


async def test_memos_and_history_show_such_names_too(study: Path) -> None:
    async with reading(study, coder="[red]anna", size=(120, 40)) as (app, pilot, _screen):
        await pilot.press("k", "b", "m", *"[/] [b]fet[/b]", "escape", "M")
        await pilot.pause()
        seen = words_of(app.screen)
        assert seen.count("[/] [b]fet[/b]") == 2
        assert "[/] · [b]Moss[b]" in seen
        await pilot.press("enter")
        await pilot.pause()
        assert "Memo on [/] in [b]Moss[b] [red] 2011" in words_of(app.screen)
        await pilot.press("escape", "a", "down", "down", "enter")
        await pilot.pause()
        assert "[@click=app.quit]kom[/]" in words_of(app.screen)
        await pilot.press("escape", "H")
        await pilot.pause()
        assert "[/] given in [b]Moss[b] [red] 2011" in words_of(app.screen)
        await pilot.press("w")
        await pilot.pause()
        assert "[red]anna" in words_of(app.screen)


async def test_a_refusal_with_brackets_is_shown_as_it_is(study: Path) -> None:
    async with reading(study, coder="[red]anna") as (app, pilot, screen):
        screen.say("[/] [b]")
        await pilot.pause()
        assert "[/] [b]" in words_of(screen)
        await pilot.press("f1")
        assert isinstance(app.screen, KeyHelp)


def test_no_widget_is_given_a_bare_string_that_it_would_read_as_markup() -> None:
    """Whoever draws takes Content or Text, or is told markup=False."""
    wrong = []
    for file in sorted(TUI.rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            told = any(k.arg == "markup" and getattr(k.value, "value", None) is False for k in call.keywords)
            safe = not call.args or _is_content(call.args[0])
            if name in DRAWS and not told and not safe:
                wrong.append(f"{file.relative_to(TUI)}:{call.lineno} {name}")
            if name == "from_markup":
                wrong.append(f"{file.relative_to(TUI)}:{call.lineno} {name}")
    assert wrong == []


def _is_content(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).split(".")[0]
        return name in {"Content", "Text"} or ast.unparse(node.func).endswith("_content") or "_row" in ast.unparse(node)
    return False
