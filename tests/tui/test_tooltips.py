"""Whoever points at something with the mouse is told what it is."""

from pathlib import Path

from textual.content import Content

from tests.tui.studies import SAID, a_study, reading, running
from tests.tui.waiting import until


async def test_a_bracket_in_the_margin_says_its_code_its_coder_and_that_it_is_unsure(tmp_path: Path) -> None:
    async with reading(a_study(tmp_path, SAID), size=(120, 30)) as (_, pilot, screen):
        await pilot.press("k", "b", "q")
        await until(pilot, lambda: any(mark.unsure for mark in screen.view.marks_in((0, 10**6))), "an unsure coding")
        (mark,) = screen.view.marks_in((0, 10**6))
        lanes = [x for x in range(screen.view.size.width) if screen.view._mark_at(x, 0) is not None]
        rows = [(x, y) for y in range(6) for x in range(40) if screen.view._mark_at(x, y) is not None]
        assert lanes or rows
        await pilot.hover(screen.view, offset=rows[0])
        await until(pilot, lambda: screen.view.tooltip is not None, "a word on the bracket")
        assert str(screen.view.tooltip) == f"{mark.label} · {mark.coder} (you) · unsure"
        assert isinstance(screen.view.tooltip, Content)
        await pilot.hover(screen.view, offset=(60, 2))
        await until(pilot, lambda: screen.view.tooltip is None, "nothing to say of the text")


async def test_a_heading_of_the_list_says_what_its_column_means(tmp_path: Path) -> None:
    async with running(a_study(tmp_path, SAID), size=(120, 30)) as (app, pilot):
        table = app.home.table
        widths = [column.get_render_width(table) for column in table.ordered_columns]
        headings = [column.label.plain for column in table.ordered_columns]
        await pilot.hover(table, offset=(sum(widths[: headings.index("My progress")]) + 2, 0))
        await until(pilot, lambda: table.tooltip is not None, "what the column means")
        assert "share of the sentences that you coded" in str(table.tooltip)
        await pilot.hover(table, offset=(3, 1))
        await until(pilot, lambda: table.tooltip is None, "nothing to say of a row")
