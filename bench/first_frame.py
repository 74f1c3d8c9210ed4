"""How much processor time passes from the start of the process until the first frame, and until words are on it.

Run in a process of its own, since what is imported counts. It prints the two figures, in milliseconds.

    python -m bench.first_frame empty
    python -m bench.first_frame pane PROJECT TRANSCRIPT
    python -m bench.first_frame screens PROJECT TRANSCRIPT

``empty`` is the floor: a Textual app with one empty widget. ``pane`` is the reading pane alone, with a transcript from
a project; ``screens`` is what ``workbench open`` starts.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

_SIZE = (160, 50)
_FRAME = 1000
"""How many characters at least a frame of this size has; the terminal's settings are shorter."""


def _start(app: App[Any], words: str) -> None:
    """Run an app until a frame with some words has come, and print when the first frame and that one came."""
    from textual.drivers.headless_driver import HeadlessDriver

    came: list[float] = []

    class Watching(HeadlessDriver):
        """Makes every frame's bytes, drops them and looks at the clock."""

        @property
        def is_headless(self) -> bool:
            """No: the app must render."""
            return False

        def write(self, data: str) -> None:
            """Look at the clock at the first frame, and at the first one with the words."""
            if len(data) < _FRAME:
                return
            now = time.process_time() * 1000
            if not came:
                came.append(now)
            if len(came) == 1 and words in data:
                came.append(now)
                app.exit()

    app.driver_class = Watching
    app.run(size=_SIZE)
    print(json.dumps(came))


def empty() -> None:
    """Start an app with one widget that says one word."""
    from textual.app import App, ComposeResult
    from textual.widget import Widget

    class Word(Widget):
        """Says one word."""

        def render(self) -> str:
            """Return it."""
            return "ord"

    class Empty(App[object]):
        """Holds it."""

        def compose(self) -> ComposeResult:
            """Yield it."""
            yield Word()

    _start(Empty(), "ord")


def pane(project: Path, transcript: str) -> None:
    """Start the reading pane with a transcript."""
    from textual.app import App, ComposeResult

    from workbench.services import project as projects
    from workbench.services import transcripts
    from workbench.tui.widgets.transcript_view import CodingMark, TranscriptView

    with projects.opened(project) as found:
        opened = transcripts.open_transcript(found, transcripts.find(found, transcript).uuid)
    marks = [CodingMark(c.uuid, c.start, c.end, c.code, "Kode", "K", "#d55e00") for c in opened.codings]

    class Reading(TranscriptView):
        """Shows the transcript from the start."""

        def on_mount(self) -> None:
            """Show it."""
            self.show(opened.text, opened.speakers, marks)

    class Reader(App[object]):
        """Holds the pane."""

        def compose(self) -> ComposeResult:
            """Yield it."""
            yield Reading()

    _start(Reader(), opened.text.text.split()[0])


def screens(project: Path, transcript: str) -> None:
    """Start the terminal screens, reading a transcript."""
    from workbench.tui.app import WorkbenchApp

    app = WorkbenchApp(project, coder="anna", transcript=transcript)
    _start(app, _first_word(project, transcript))


def _first_word(project: Path, transcript: str) -> str:
    """Return the transcript's first word, without importing what the screens may import later."""
    import sqlite3
    from contextlib import closing

    wanted = (
        "SELECT substr(x.text, 1, instr(x.text, ' ') - 1) FROM transcript_text x JOIN revision r ON r.text_id = x.id "
        "JOIN transcript t ON t.id = r.transcript_id WHERE t.name = ?"
    )
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        return str(connection.execute(wanted, (transcript,)).fetchone()[0])


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "empty":
        empty()
    else:
        {"pane": pane, "screens": screens}[what](Path(given[0]), given[1])
