"""New codes while reading: of typed words, or of the very words of the interview."""

from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, acts, looking, reading, stored, words_of
from workbench.services.codebooks import codebook
from workbench.tui.dialogs.picker import CodePicker
from workbench.tui.screens.reading.choices import in_vivo


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return a_study(tmp_path, SAID)


def the_path(study: Path, key: str) -> str:
    with looking(study) as opened:
        tree = codebook.tree(opened)
        return tree.path(tree.find(key))


async def test_a_code_of_the_words_lit_is_made_and_given_and_taken_back_in_two_steps(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("w", "i", "enter")
        await pilot.pause()
        assert stored(study) == [("korleis", "Korleis", "sure")]
        assert any("Korleis" in mark.label for mark in screen.view.marks_in((0, 100)))
        await pilot.press("u")
        await pilot.pause()
        assert stored(study) == []
        assert any(code.key == "korleis" for code in screen.desk.tree.order)
        await pilot.press("u")
        await pilot.pause()
        assert not any(code.key == "korleis" for code in screen.desk.tree.order)


async def test_typed_words_that_find_nothing_become_a_code_below_the_theme_that_was_chosen(study: Path) -> None:
    async with reading(study) as (app, pilot, screen):
        await pilot.press("c", *"zzyx", "tab")
        await pilot.pause()
        assert isinstance(app.screen, CodePicker)
        below = app.screen._naming._parent if app.screen._naming else ""
        assert "New code: “zzyx”" in words_of(app.screen)
        assert "Tab below the next theme" in words_of(app.screen)
        await pilot.press("enter")
        await pilot.pause()
        made = next(code for code in screen.desk.tree.order if code.key == "zzyx")
        assert (made.parent or "") == below
        assert [key for key, *_ in stored(study)] == ["zzyx"]


async def test_a_new_code_stands_below_the_theme_of_the_code_lit_above_it(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        lit = next(code for code in screen.desk.tree.order if code.parent and not code.retired)
        await pilot.press("c", *lit.name("en")[:6], "up", "down", "up", "enter", "enter")
        await pilot.pause()
        made = next(code for code in screen.desk.tree.order if code.uuid == screen.codings[screen._marked or ""].code)
        assert made.key == "-".join(lit.name("en")[:6].lower().split())
        assert made.parent == lit.parent


async def test_what_is_called_nearly_so_is_said_before_a_code_is_made(study: Path) -> None:
    before = acts(study)
    async with reading(study) as (app, pilot, screen):
        name = screen.desk.tree.order[-1].name("en")
        await pilot.press("c")
        await pilot.pause()
        app.screen.query_one("Input").value = f"{name}s"  # type: ignore[attr-defined]
        await pilot.press("up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CodePicker)
        assert "There is nearly the same:" in words_of(app.screen)
        assert name in words_of(app.screen)
        assert "Enter again" in words_of(app.screen)
        assert acts(study) == before
        await pilot.press("enter")
        await pilot.pause()
        assert len(stored(study)) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("«Vi fekk meir pengar.»", "Vi fekk meir pengar"),
        ("  så\n\tdet, ", "så det"),
        ("Det var " + "svært " * 30 + "vanskeleg.", ("Det var " + "svært " * 12).strip()),
        ("å" * 200, "å" * 80),
    ],
)
def test_the_name_of_a_code_in_vivo_is_one_line_of_whole_words(words: str, name: str) -> None:
    assert in_vivo(words) == name


async def test_the_picker_says_how_many_codes_enter_gives_and_what_tab_does_in_each_row(study: Path) -> None:
    async with reading(study, size=(80, 24)) as (app, pilot, _screen):
        await pilot.press("c")
        await pilot.pause()
        assert "Tab take several" in words_of(app.screen)
        await pilot.press(*"startl", "tab")
        await pilot.pause()
        assert "Enter gives 1   Tab one more or less" in words_of(app.screen)
        await pilot.press(*"behov")
        await pilot.pause()
        assert "Enter gives 2 " in words_of(app.screen)
        assert "✓ Start" in words_of(app.screen)
        await pilot.press("tab", "down")
        await pilot.pause()
        assert "Enter gives 2 " in words_of(app.screen)
        await pilot.press("enter")
        await pilot.pause()
    assert len(stored(study)) == 2
