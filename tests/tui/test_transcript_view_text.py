"""Awkward and hostile text in the reading pane: shown, never obeyed, and never shifting an offset."""

import re
import unicodedata

import pytest
from textual.pilot import Pilot

from tests.tui.reading import CapturingDriver, ReadingApp, a_mark, a_text
from tests.tui.waiting import piloted
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.core.transcripts import TranscriptText, Turn
from workbench.tui.widgets.transcript_view import CodingMark

MARKUP = [
    "[bold]",
    "[/]",
    "[/bold]",
    "[pause]",
    "[laughs]",
    "[@click=app.quit]x[/]",
    "[a=b]",
    "[00:12:34]",
    "[]",
    "[[x]]",
]
FAMILY = "👨\u200d👩\u200d👧"
HEART = "❤\ufe0f"
AA = "a\u030a"
SEQUENCES = re.compile(r"\x1b\[(?:[0-9;]*[mH]|\?[0-9;$]*[hlp])|\x1b\]22;[a-z]+\x07")
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize("words", MARKUP)
async def test_brackets_are_text_in_the_words_the_speaker_and_the_code(words: str) -> None:
    text = a_text(f"Ja {words} vi", speakers=(words[:8],))
    mark = CodingMark("u", 0, 2, words, words, "X")
    app = ReadingApp(text, [mark])
    async with piloted(app, size=(140, 12)):
        assert app.lines()[1] == f"Ja {words} vi"
        assert words[:8] in app.screen_text().split("Ja ")[0]
        assert words in app.screen_text().split("vi", 1)[1]


HOSTILE = [
    "\x1b[2J\x1b[31mRAUD", "\x1b]0;tittel\x07", "\x1b]52;c;aGVp\x07", "\x00", "\x7f", "\x9b2J", "\x9d0;x\x9c",
    "\r", "\x08\x0b\x0c", "\u202eabc\u202c", "\u2066x\u2069", "\ud800", "\u2028\u2029\x85",
]  # fmt: skip


async def written_by(app: ReadingApp) -> str:
    async def wait(pilot: Pilot[object]) -> None:
        await pilot.pause()
        while not any("etter" in data for data in Driver.written):
            await pilot.pause()
        app.exit()

    class Driver(CapturingDriver):
        written: list[str] = []  # noqa: RUF012

    app.driver_class = Driver
    await app.run_async(size=(140, 30), auto_pilot=wait)
    return "".join(Driver.written)


async def test_no_escape_control_or_bidi_byte_of_a_transcript_reaches_the_terminal() -> None:
    text = "\n".join(f"før {hostile} etter {i}" for i, hostile in enumerate(HOSTILE))
    turns = (Turn(0, len(text), "S\x1b[2J\u202e", None, "\x1b]0;x\x07"),)
    mark = CodingMark("u", 0, 3, "k\x1b", "L\x1b[2J\u202e", "\x9b", "", "\x1b", False)

    written = await written_by(ReadingApp(TranscriptText(text, turns, {}, 1), [mark]))

    rest = SEQUENCES.sub("", written)
    assert "etter 12" in rest
    assert "␛[2J␛[31mRAUD" in rest
    assert "\\x1b[2J\\u202e" in rest
    assert FORBIDDEN.findall(rest) == []
    assert "\x1b[2J" not in written
    written.encode()


@pytest.mark.parametrize(
    "words", [*HOSTILE, "\ufeffBOM", "a\r\nb", "tab\tulator", "myk\u00adbindestrek", "null\u200bbreidd"]
)
async def test_an_awkward_character_moves_no_offset_after_it(words: str) -> None:
    text = f"før {words} målet"
    app = ReadingApp(TranscriptText(text, (Turn(0, len(text)),), {}, 1))
    async with piloted(app, size=(80, 12)) as pilot:
        await pilot.click(app.view, offset=app.cell_of(text.index("målet") + 2), times=1)
        app.view.unit = Unit.CHARACTER
        await pilot.click(app.view, offset=app.cell_of(text.index("målet")))
        assert app.lit == "m"
        x, y = app.cell_of(text.index("målet"))
        line = app.view.render_lines(app.view.size.region)[y]
        assert line.crop(x, x + 5).text == "målet"


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\x0bb\x0cc\x1cd\x85e\u2028f", "\ufeffa", "a\n", "\n\na", ""])
async def test_line_ends_of_every_kind_leave_the_text_as_it_is(text: str) -> None:
    app = ReadingApp(TranscriptText(text, (Turn(0, len(text)),), {}, 1), unit=Unit.CHARACTER)
    async with piloted(app, size=(80, 12)) as pilot:
        passed = [app.view._cursor.lit]
        for _ in text:
            await pilot.press("right")
            passed.append(app.view._cursor.lit)
        assert "".join(text[slice(*span)] for span in dict.fromkeys(passed)) == text


async def test_an_empty_document_takes_every_key_and_click() -> None:
    app = ReadingApp(TranscriptText("", (), {}, 1))
    async with piloted(app, size=(80, 12)) as pilot:
        await pilot.press(
            "right", "down", "e", "shift+right", "shift+down", "pagedown", "end", "ctrl+end", "c", "w", "home"
        )
        await pilot.click(app.view, offset=(10, 3))
        await pilot.resize_terminal(50, 12)
        assert app.view.selection is None
        assert app.lines() == [""] * 12


async def test_one_empty_turn_can_be_stood_on_and_holds_no_passage() -> None:
    app = ReadingApp(a_text("Ja.", "", "Nei."), unit=Unit.TURN)
    async with piloted(app, size=(80, 12)) as pilot:
        await pilot.press("down")
        assert app.view._cursor.lit == Span(4, 4)
        assert app.view.selection is None
        await pilot.press("down")
        assert app.lit == "Nei."


async def test_a_decomposed_letter_is_one_step_and_never_cut() -> None:
    text = f"b{AA}t og {AA}r"
    app = ReadingApp(a_text(text), [a_mark(2, 3)], unit=Unit.CHARACTER)
    async with piloted(app, size=(80, 12)) as pilot:
        await pilot.press("right")
        assert app.lit == AA
        await pilot.press("shift+right")
        assert app.lit == f"{AA}t"
        [line] = app.view.render_lines(app.view.size.region)[1:2]
        assert all(not segment.text.startswith("\u030a") for segment in line)
        assert text in line.text


@pytest.mark.parametrize("wide", [FAMILY, HEART, "👍🏽", "🇳🇴", "漢", "1\ufe0f\u20e3", AA, "각", "\u202e"])
async def test_a_click_after_a_wide_or_joined_character_lands_where_it_points(wide: str) -> None:
    text = f"ja {wide} nei"
    app = ReadingApp(a_text(text), unit=Unit.CHARACTER)
    async with piloted(app, size=(80, 12)) as pilot:
        for target, found in ((text.index("n"), "n"), (3, wide)):
            await pilot.click(app.view, offset=app.cell_of(target))
            assert app.lit == found
        x, y = app.cell_of(text.index("n"))
        assert app.view.render_lines(app.view.size.region)[y].crop(x, x + 3).text == "nei"


async def test_dragging_over_a_family_takes_all_of_it() -> None:
    text = f"ja {FAMILY} nei"
    app = ReadingApp(a_text(text))
    async with piloted(app, size=(80, 12)) as pilot:
        x, y = app.cell_of(3)
        await pilot.mouse_down(app.view, offset=(x, y))
        await pilot.hover(app.view, offset=(x + 1, y))
        await pilot.hover(app.view, offset=(x + 3, y))
        await pilot.mouse_up(app.view, offset=(x + 3, y))
        assert app.lit == f"{FAMILY} n"


async def test_words_from_right_to_left_keep_their_logical_order_and_cells() -> None:
    text = "ord مرحبا שלום slutt"
    app = ReadingApp(a_text(text), unit=Unit.WORD)
    async with piloted(app, size=(80, 12)) as pilot:
        await pilot.press("right")
        assert app.lit == "مرحبا"
        await pilot.press("right")
        assert app.lit == "שלום"
        assert app.cell_of(text.index("slutt"))[0] - app.cell_of(0)[0] == text.index("slutt")


@pytest.mark.parametrize("width", [24, 55, 80, 131])
async def test_every_line_is_exactly_as_wide_as_the_pane(width: int) -> None:
    text = f"漢字{FAMILY}\t{HEART} {AA} 👍🏽 " * 30
    app = ReadingApp(a_text(text, text), [a_mark(0, len(text))])
    async with piloted(app, size=(width, 20)):
        strips = app.view.render_lines(app.view.size.region)
        assert {strip.cell_length for strip in strips} == {width}
        assert {sum(segment.cell_length for segment in strip) for strip in strips} == {width}


@pytest.mark.parametrize(
    "text",
    ["a" * 70_000, "ord " * 17_500, unicodedata.normalize("NFD", "år " * 20_000)],
    ids=["one word", "words", "decomposed"],
)
async def test_a_document_on_one_line_can_be_moved_in(text: str) -> None:
    app = ReadingApp(a_text(text), unit=Unit.CHARACTER)
    async with piloted(app, size=(80, 24)) as pilot:
        await pilot.press("ctrl+end", "up", "left", "shift+up", "ctrl+home", "pagedown")
        assert 0 < app.view.offset_of_cursor < len(text)


async def test_five_hundred_codings_on_one_word_and_one_over_everything_are_drawn() -> None:
    text = a_text("Eit budsjett er eit budsjett. " * 20, "Ja. " * 30)
    marks = [a_mark(4, 12, f"kode-{i}") for i in range(500)]
    marks.append(a_mark(0, len(text.text.rstrip()), "alt"))
    app = ReadingApp(text, marks)
    async with piloted(app, size=(140, 24)):
        lines = [strip.text for strip in app.view.render_lines(app.view.size.region)]
        assert "+…" in lines[1]
        assert lines[1].endswith("Alt · Kode-0 · Kode-1 +498   ")
        assert all("┃" in line or "╹" in line or "Al" in line for line in lines[1:10])
        assert len(app.view.marks_in((5, 6))) == 501
