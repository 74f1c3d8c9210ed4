"""From coding to coding, and two coders side by side."""

from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, drawn, lit, looking, reading, words_of
from workbench.core.passages import Span
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.project import OpenProject

MINE = [
    ("Vi fekk meir pengar", "auka-budsjett"),
    ("Det gjekk til startlån.", "startlan"),
    ("vanskeleg", "auka-budsjett"),
]
BERITS = [
    ("Vi fekk meir pengar i 2011", "auka-budsjett"),
    ("Det gjekk til startlån.", "startlan"),
    ("stilt", "startlan"),
]


def give(opened: OpenProject, codes: list[tuple[str, str]]) -> None:
    (summary,) = transcripts.summaries(opened)
    text = transcripts.text(opened, summary.transcript).text
    for words, key in codes:
        start = text.index(words)
        code = codebook.tree(opened).find(key)
        coding.apply_code(opened, summary.transcript, Span(start, start + len(words)), code)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study in which anna and berit have coded the one interview."""
    path = a_study(tmp_path, SAID)
    for coder, codes in (("anna", MINE), ("berit", BERITS)):
        with looking(path, coder) as opened:
            give(opened, codes)
    return path


async def test_plus_and_minus_follow_one_code_and_the_angles_any(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        seen = []
        for key in ("greater_than_sign", "greater_than_sign", "less_than_sign", "plus", "minus", "minus"):
            await pilot.press(key)
            seen.append(lit(screen))
        one, two, three = (words for words, _ in MINE)
        assert seen == [one, two, one, three, one, one]
        assert "No Increased budget before this." in words_of(screen) or "before this." in words_of(screen)
        await pilot.press("plus", "x")
        await pilot.pause()
        assert three not in [screen.opened.text.text[slice(*place[1:])] for place in drawn(screen)]


async def test_the_angles_go_to_others_codings_once_they_are_shown(study: Path) -> None:
    async with reading(study) as (_, pilot, screen):
        await pilot.press("g", *["greater_than_sign"] * 2)
        assert lit(screen) == "Vi fekk meir pengar i 2011"
        marked = screen.marked_coding()
        assert marked is not None
        assert screen.desk.coder_name(marked.coder) == "berit"


async def test_two_coders_are_compared_with_one_key_and_the_angles_go_where_they_differ(study: Path) -> None:
    async with reading(study, size=(120, 30)) as (_, pilot, screen):
        before = screen.view._page.columns
        await pilot.press("d")
        await pilot.pause()
        page = screen.view._page
        assert (page.columns.mine, page.columns.lanes) == (3, 6)
        sides = {(mark.own, page.columns.lanes_of(own=mark.own)[0] + page.slot(mark).lane) for mark in page.index}
        assert sides == {(True, 0), (True, 1), (False, 3), (False, 4), (False, 5)}
        assert "3 places differ" in screen.top._parts[2]
        seen = []
        for _step in range(4):
            await pilot.press("greater_than_sign")
            seen.append(lit(screen))
        assert seen == ["i 2011", "stilt", "vanskeleg", "vanskeleg"]
        await pilot.press("less_than_sign")
        assert lit(screen) == "stilt"
        assert "only berit" in words_of(screen)
        await pilot.press("d")
        await pilot.pause()
        assert screen.view._page.columns == before
        assert all(mark.own for mark in screen.view._page.index)


async def test_of_several_others_one_is_chosen(study: Path) -> None:
    with looking(study, "cora") as opened:
        give(opened, [("stilt", "startlan")])
    async with reading(study) as (_, pilot, screen):
        await pilot.press("d", "2")
        await pilot.pause()
        assert {mark.coder for mark in screen.view._page.index if not mark.own} == {"C"}


async def test_nobody_is_compared_with_while_the_project_is_blind(study: Path) -> None:
    with looking(study) as opened:
        project.change_settings(opened, blind=True)
    async with reading(study, coder="berit") as (_, pilot, screen):
        await pilot.press("d")
        await pilot.pause()
        assert "The project is blind" in words_of(screen)
        await pilot.press("g")
        await pilot.pause()
        assert all(mark.own for mark in screen.view._page.index)
        assert "anna" not in screen.top._parts[2]


async def test_the_line_on_top_says_how_far_i_am_and_with_their_lanes_the_others(study: Path) -> None:
    async with reading(study, size=(140, 30)) as (_, pilot, screen):
        await pilot.pause()
        assert "% read · 3 codings" in screen.top._parts[2]
        assert "berit" not in screen.top._parts[2]
        await pilot.press("g")
        await pilot.pause()
        assert "38% read · 3 codings · berit 38% read, 3" in screen.top._parts[2]
