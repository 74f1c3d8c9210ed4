"""Random keys over random text on the true app: nothing breaks, and the screen and the file say the same.

``WORKBENCH_WALKS=300`` walks longer, and elsewhere every time.
"""

import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.geometry import Region

from tests.tui.studies import a_study, drawn, looking, reading
from workbench.core.graphemes import is_boundary
from workbench.services import transcripts, upkeep
from workbench.services.codebooks import codebook
from workbench.tui.keys import ALL, Place
from workbench.tui.screens.reading.screen import ReadingScreen

WALKS = int(os.environ.get("WORKBENCH_WALKS", "0"))
LEAVING = {"app.quit", "home.project", "home.coder", "app.theme"}
NASTY = [
    "Vi fekk meir pengar i 2011. ", "Bl.a. kl. 8.30, f.eks. ", "👨‍👩‍👧", "❤️", "🇳🇴", "a\u030a", "o\u0308\u0323",
    "שלום ", "مرحبا ", "\t", "\u00a0", "\u200b", "\u202e", "\x1b[2J", "\x07", "[/b]", "[pause] ", "漢字かな", "\u00ad",
    "\n", "\nR: ", "\nI: ", "x" * 90, " ", "–", "…", "\ufeff", "é", "\u2028", "\x85",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), min_size=1, max_size=40).map("".join)
KEYS = sorted(
    {
        key
        for one in ALL
        if one.id not in LEAVING and one.place in {Place.PANE, Place.SCREEN, Place.WAY, Place.APP, Place.MATRIX}
        for key in one.keys.split(",")
    }
)
STEPS = st.lists(
    st.sampled_from(KEYS) | st.sampled_from([*"abcdefgkmostw", "enter", "down", "c", "full_stop"]), max_size=40
)


@settings(
    max_examples=WALKS or 8,
    derandomize=not WALKS,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # a walk takes seconds: to make a failing one smaller would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=TEXTS, keys=STEPS, small=st.booleans())
async def test_whatever_is_pressed_over_whatever_text_the_screen_says_what_is_stored(
    said: str, keys: list[str], small: bool
) -> None:
    with TemporaryDirectory() as folder, chdir(folder):
        study = a_study(Path(folder), "I: Ja?\nR: Nei. " + said.encode("utf-8", "replace").decode())
        async with reading(study, size=(60, 20) if small else (100, 30)) as (app, pilot, screen):
            for key in keys:
                await pilot.press(key)
            for _ in range(8):
                if app.screen is screen and screen.view.has_focus:
                    break
                await pilot.press("escape" if app.screen is not app.home else "enter")
                await pilot.pause()
                if isinstance(app.screen, ReadingScreen):
                    screen = app.screen
            await pilot.pause()
            assert letters_on(screen) == letters_stored(screen)
            seen = drawn(screen)
        with looking(study) as opened:
            assert upkeep.check(opened) == []
            (summary,) = transcripts.summaries(opened)
            read = transcripts.open_transcript(opened, summary.transcript.uuid)
            tree = codebook.tree(opened)
            stored = sorted((tree.by_uuid[one.code].key, one.start, one.end) for one in read.codings)
            assert seen == stored
            said = read.text.text
            assert all(0 <= start < end <= len(said) for _, start, end in stored)
            assert all(is_boundary(said, edge) for _, *edges in stored for edge in edges)


def rows_in_sight(screen: ReadingScreen) -> dict[int, int]:
    """The rows of text that the pane is at, by the line that each stands on; a line without one has a heading."""
    view = screen.view
    at = {line: view._page.layout.at_line(view.scroll_offset.y + line)[1] for line in range(view.size.height)}
    return {line: row for line, row in at.items() if row >= 0}


def letters_on(screen: ReadingScreen) -> str:
    """The letters and digits that stand in the text column."""
    view = screen.view
    columns = view._page.columns
    strips = view.render_lines(Region(0, 0, *view.size))
    shown = (strips[line].crop(columns.text_x, columns.text_x + columns.text).text for line in rows_in_sight(screen))
    return "".join(filter(str.isalnum, "".join(shown)))


def letters_stored(screen: ReadingScreen) -> str:
    """The letters and digits of the rows that the pane is at."""
    said, layout = screen.opened.text.text, screen.view._page.layout
    return "".join(
        filter(str.isalnum, "".join(said[slice(*layout.span(row))] for row in rows_in_sight(screen).values()))
    )
