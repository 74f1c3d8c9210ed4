"""Overlapping codings in the margin: told apart, counted where there are too many, side by side for two coders."""

from pathlib import Path

from tests.tui.reading import ReadingApp, a_mark, a_text
from tests.tui.studies import SAID, a_study, looking, reading, words_of
from tests.tui.waiting import piloted
from workbench.core.passages import Span
from workbench.services import transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.tui.widgets.transcript_view import TranscriptView

FIRST = "Vi fekk startlån i 2011. Det var f.eks. dyrt! Så vart det stilt."
SECOND = "Ja."


async def test_many_codes_on_one_passage_are_told_apart_or_counted_at_80_columns_and_stay_put() -> None:
    end = len(FIRST)
    marks = [a_mark(0, end, code) for code in ("abel", "bente", "cato", "dag", "eli", "finn", "guro")]
    app = ReadingApp(a_text(FIRST, *[SECOND] * 40), marks)
    async with piloted(app, size=(80, 20)) as pilot:
        columns = app.view._page.columns
        assert columns.lanes == 6

        def lanes(line: int) -> str:
            strip = app.view.render_line(line).text
            return strip[columns.lanes_x : columns.lanes_x + columns.lanes]

        assert lanes(1) == "ABCDE+"
        app.view._scroll_to_line(1)
        await pilot.pause()
        assert lanes(0) == "ABCDE+"
        app.view.remove_mark("cato-0")
        assert lanes(0) == "ABGDEF"
        app.view.remove_mark("bente-0")
        assert lanes(0) == "A GDEF"
        app.view.add_mark(a_mark(0, end, "hanna"))
        assert lanes(0) == "AHGDEF"
        app.view.remove_mark("hanna-0")
        app.view.add_mark(a_mark(0, end, "bente"))
        assert lanes(0) == "ABGDEF"


async def test_six_codes_of_two_coders_on_one_passage_have_a_letter_each_at_80_columns() -> None:
    marks = [a_mark(0, len(FIRST), code, own=code < "d") for code in ("abel", "bente", "cato", "dag", "eli", "finn")]
    app = ReadingApp(a_text(FIRST, SECOND), marks[:3])
    async with piloted(app, size=(80, 20)) as pilot:
        columns = app.view._page.columns
        app.view.set_marks(marks)
        await pilot.pause()
        strip = app.view.render_line(1).text
        assert strip[columns.lanes_x : columns.bar_x] == "ABCDEF"
        app.view.set_marks(marks[1:2])
        app.view.set_marks(marks)
        await pilot.pause()
        assert app.view.render_line(1).text[columns.lanes_x : columns.bar_x] == "ABCDEF"


async def test_what_is_read_and_what_is_for_the_report_are_both_seen_at_every_width() -> None:
    for width in (60, 80, 140):
        app = ReadingApp(a_text(FIRST, SECOND), [])
        async with piloted(app, size=(width, 20)) as pilot:
            app.view.set_reviewed([(0, len(FIRST))])
            app.view.set_report([0])
            await pilot.pause()
            row = app.view.render_line(1).text
            assert "✓" in row
            assert "»" in row
            assert row.index(FIRST[:10]) == app.view._page.columns.text_x


async def test_two_coders_have_their_own_lanes_while_they_are_compared_and_a_click_finds_them() -> None:
    marks = [a_mark(0, 7, code, own=code < "d") for code in ("abel", "bente", "cato", "dag", "eli")]
    app = ReadingApp(a_text(FIRST, SECOND), marks)
    async with piloted(app, size=(80, 20)) as pilot:
        app.view.set_marks(marks, compared=True)
        await pilot.pause()
        columns = app.view._page.columns
        strip = app.view.render_line(1).text
        assert strip[columns.lanes_x : columns.bar_x] == "ABC DE "
        await pilot.click(app.view, offset=(columns.lanes_x + 5, 1))
        await pilot.pause()
        chosen = app.told[-1]
        assert isinstance(chosen, TranscriptView.MarkChosen)
        assert chosen.mark.key == "eli"
        app.view.set_marks(marks)
        await pilot.pause()
        strip = app.view.render_line(1).text
        assert strip[app.view._page.columns.lanes_x : app.view._page.columns.bar_x] == "ABCDE "


async def test_six_codes_of_two_coders_are_all_named_in_the_card_at_80_columns(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    theirs = ("planlegging", "politisk", "motstand")
    for coder, keys in (("anna", ("situasjon", "behov", "kunnskap")), ("bjorn", theirs)):
        with looking(study, coder) as opened:
            (one,) = transcripts.summaries(opened)
            tree = codebook.tree(opened)
            coding.apply_codes(opened, one.transcript, Span(0, 30), [tree.find(key) for key in keys])
    async with reading(study, size=(80, 24)) as (_, pilot, screen):
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("w", "s")
        await pilot.pause()
        seen = words_of(screen)
        for coded in screen.codings.values():
            assert screen.desk.name(coded.code) in seen
        assert len(screen.codings) == 6
