"""Overlapping codings in the margin: told apart, counted where there are too many, side by side for two coders."""

from tests.tui.reading import ReadingApp, a_mark, a_text
from workbench.tui.widgets.transcript_view import TranscriptView

FIRST = "Vi fekk startlån i 2011. Det var f.eks. dyrt! Så vart det stilt."
SECOND = "Ja."


async def test_many_codes_on_one_passage_are_told_apart_or_counted_at_80_columns_and_stay_put() -> None:
    end = len(FIRST)
    marks = [a_mark(0, end, code) for code in ("abel", "bente", "cato", "dag", "eli", "finn", "guro")]
    app = ReadingApp(a_text(FIRST, *[SECOND] * 40), marks)
    async with app.run_test(size=(80, 20)) as pilot:
        columns = app.view._page.columns
        assert columns.lanes == 4

        def lanes(line: int) -> str:
            strip = app.view.render_line(line).text
            return strip[columns.lanes_x : columns.lanes_x + columns.lanes]

        assert lanes(1) == "ABC+"
        app.view._scroll_to_line(1)
        await pilot.pause()
        assert lanes(0) == "ABC+"
        app.view.remove_mark("bente-0")
        assert lanes(0) == "A C+"
        app.view.add_mark(a_mark(0, end, "hanna"))
        assert lanes(0) == "AHC+"


async def test_two_coders_have_their_own_lanes_while_they_are_compared_and_a_click_finds_them() -> None:
    marks = [a_mark(0, 7, code, own=code < "d") for code in ("abel", "bente", "cato", "dag", "eli")]
    app = ReadingApp(a_text(FIRST, SECOND), marks)
    async with app.run_test(size=(80, 20)) as pilot:
        app.view.set_marks(marks, compared=True)
        await pilot.pause()
        columns = app.view._page.columns
        strip = app.view.render_line(1).text
        assert strip[columns.lanes_x : columns.bar_x] == "A+ DE"
        await pilot.click(app.view, offset=(columns.lanes_x + 4, 1))
        await pilot.pause()
        chosen = app.told[-1]
        assert isinstance(chosen, TranscriptView.MarkChosen)
        assert chosen.mark.key == "eli"
        app.view.set_marks(marks)
        await pilot.pause()
        strip = app.view.render_line(1).text
        assert strip[app.view._page.columns.lanes_x : app.view._page.columns.bar_x] == "ABC+"
