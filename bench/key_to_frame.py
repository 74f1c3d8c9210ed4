"""From a key press to the new frame in the reading pane, as a ratio to the least that Textual can do.

The floor is an empty widget on the same line API, in the same process, with the same driver: it repaints one row or
all of them and does nothing else. The driver makes every byte and drops it. Cost is processor time from the posted
key until the app is quiet, less what an idle app uses in the same time.

    python -m bench.key_to_frame [--keys 40] [--json] [real] [monster]
"""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_FPS", "1000")
os.environ.setdefault("COLORTERM", "truecolor")

import argparse
import asyncio
import gc
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from statistics import median
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from bench.figures import Figure, table
from workbench.core.segments import Unit, cut
from workbench.core.transcripts import Role, Speaker, TranscriptText, Turn
from workbench.tui.themes import NIGHT
from workbench.tui.widgets.transcript_view import CodingMark, TranscriptView

SIZE = (160, 50)
ROUNDS = 4
QUIET = 0.012
WORDS = (
    "vi har eit budsjett som blir mindre år for år og kommunen får ikkje startlån til alle søkjarane seier dei på "
    "møtet der bustadkontoret skulle kartleggje behovet saman med helse og barnevern før hausten kom"
).split()
CODES = [(f"code-{i}", f"Code number {i}", "Co", f"#{(i * 0x3A7F1B) & 0xFFFFFF:06x}") for i in range(40)]
ONE_ROW, FULL = "one row", "full"


class DroppingDriver(HeadlessDriver):
    """Makes every frame's bytes and drops them; the headless driver of Textual would not even make them."""

    dropped = 0

    @property
    def is_headless(self) -> bool:
        """No: the app must render."""
        return False

    def write(self, data: str) -> None:
        """Drop the bytes."""
        type(self).dropped += len(data)


class Empty(ScrollView, can_focus=True, inherit_bindings=False):
    """The floor: rows of one segment, made once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "one_row", show=False),
        Binding("pagedown", "full", show=False),
    ]

    def on_mount(self) -> None:
        """Make two rows to change between, so that every frame has something to say."""
        styles = (Style(color="#d0d0d0", bgcolor="#101010"), Style(color="#e0e0e0", bgcolor="#303030"))
        width = self.size.width or SIZE[0]
        self._rows = [Strip([Segment("x" * width, style)], width) for style in styles]
        self._turn = 0

    def render_line(self, y: int) -> Strip:
        """Return one of the two rows."""
        return self._rows[self._turn]

    def action_one_row(self) -> None:
        """Repaint one row."""
        self._turn ^= 1
        self.refresh(Region(0, 10, self.size.width, 1))

    def action_full(self) -> None:
        """Repaint all rows."""
        self._turn ^= 1
        self.refresh()


class BenchApp(App[None]):
    """Holds one widget and nothing else."""

    def __init__(self, widget: ScrollView) -> None:
        super().__init__(driver_class=DroppingDriver)
        self.widget = widget
        self.register_theme(NIGHT)
        self.theme = "night"

    def compose(self) -> ComposeResult:
        """Yield the widget."""
        yield self.widget


@dataclass
class Corpus:
    """A transcript with its codings."""

    name: str
    text: TranscriptText
    marks: list[CodingMark] = field(default_factory=list)


def corpus(name: str, words: int, codings: int) -> Corpus:
    """Make an interview of some words with some codings, the same every time."""
    rng = random.Random(7)
    turns: list[Turn] = []
    parts: list[str] = []
    at = made = 0
    while made < words:
        sentences = []
        for _ in range(rng.choice((1, 1, 2, 3))):
            n = rng.randint(4, 24)
            made += n
            sentences.append(" ".join(rng.choice(WORDS) for _ in range(n)).capitalize() + ".")
        part = " ".join(sentences)
        turns.append(Turn(at, at + len(part), ("Intervjuar", "Informant 1")[len(turns) % 2]))
        parts.append(part)
        at += len(part) + 1
    text = cut("\n".join(parts), turns)
    spans = text.spans("sentence")
    marks = []
    for i in range(codings):
        first = rng.randrange(len(spans) - 3)
        key, label, initial, colour = rng.choice(CODES)
        end = spans[first + rng.choice((0, 0, 0, 1, 2))].end
        marks.append(CodingMark(str(i), spans[first].start, end, key, label, initial, colour, own=rng.random() < 0.5))
    return Corpus(name, text, marks)


async def settle(app: App[None]) -> None:
    """Wait until no more bytes come."""
    quiet, before = 0, -1
    while quiet < 4:
        await asyncio.sleep(QUIET)
        quiet = quiet + 1 if DroppingDriver.dropped == before else 0
        before = DroppingDriver.dropped


async def cost(app: App[None], act: Callable[[], None]) -> float:
    """Return the processor milliseconds of one act until the app is quiet."""
    start = time.process_time()
    act()
    await settle(app)
    return (time.process_time() - start) * 1000


async def idle(app: App[None]) -> float:
    """Return the processor milliseconds of waiting for nothing."""
    return median([await cost(app, lambda: None) for _ in range(12)])


def press(app: App[None], key: str) -> Callable[[], None]:
    """Return an act that posts a key as the driver would."""

    def act() -> None:
        app.post_message(events.Key(key, key if len(key) == 1 else None))

    return act


def resize(app: App[None], width: int) -> Callable[[], None]:
    """Return an act that gives the terminal another width."""
    size = Size(width, SIZE[1])

    def act() -> None:
        app.post_message(events.Resize(size, size))

    return act


async def run(widget: ScrollView, work: Callable[[BenchApp], Awaitable[None]]) -> float:
    """Run an app with a widget, do the work in it, and return the milliseconds from start to the first quiet."""
    app = BenchApp(widget)
    start = time.process_time()
    task = asyncio.create_task(app.run_async(size=SIZE))
    while not app.is_running or not widget.is_attached:
        await asyncio.sleep(0.005)
    widget.focus()
    await settle(app)
    settled = (time.process_time() - start) * 1000
    gc.collect()
    gc.freeze()
    await work(app)
    app.exit()
    await task
    return settled


Samples = dict[str, list[float]]
"""What was measured -> processor milliseconds, one for each time."""


async def floor(keys: int, samples: Samples) -> None:
    """Measure the empty widget."""

    async def work(app: BenchApp) -> None:
        waiting = await idle(app)
        for _ in range(keys):
            samples.setdefault(ONE_ROW, []).append(await cost(app, press(app, "right")) - waiting)
            samples.setdefault(FULL, []).append(await cost(app, press(app, "pagedown")) - waiting)
        for i in range(max(6, keys // 5)):
            samples.setdefault("resize", []).append(await cost(app, resize(app, (150, 160)[i % 2])) - waiting)

    samples.setdefault("settled", []).append(await run(Empty(), work))


class Reading(TranscriptView):
    """The reading pane, showing a corpus from the start."""

    def __init__(self, shown: Corpus) -> None:
        super().__init__()
        self.shown = shown

    def on_mount(self) -> None:
        """Show the corpus."""
        speakers = [
            Speaker("a", "t", "Intervjuar", Role.INTERVIEWER),
            Speaker("b", "t", "Informant 1", Role.RESPONDENT),
        ]
        self.show(self.shown.text, speakers, self.shown.marks, unit=Unit.WORD)


async def reading(shown: Corpus, keys: int, samples: Samples) -> None:
    """Measure the reading pane with one corpus."""
    view = Reading(shown)

    async def work(app: BenchApp) -> None:
        waiting = await idle(app)

        async def measure(name: str, act: Callable[[], None], times: int = keys) -> None:
            for _ in range(times):
                samples.setdefault(name, []).append(await cost(app, act) - waiting)

        middle = len(shown.text.text) // 2
        view.go_to(middle)
        await settle(app)
        await measure("word", press(app, "right"))
        await measure("line", press(app, "down"))
        view.go_to(middle)
        await settle(app)
        await measure("extend", press(app, "e"))
        view.go_to(middle)
        await settle(app)
        for i in range(keys):
            apply(view, i)
            await settle(app)
            press(app, "right")()
            await settle(app)
            await measure("apply", partial(apply, view, keys + i), 1)
        view.unit = Unit.SENTENCE
        await settle(app)
        await measure("sentence", press(app, "right"))
        await measure("page", press(app, "pagedown"))
        for i in range(max(6, keys // 5)):
            await measure("resize", resize(app, (150, 160)[i % 2]), 1)

    samples.setdefault("settled", []).append(await run(view, work))


def apply(view: TranscriptView, number: int) -> None:
    """Draw a new coding where the cursor is, as a screen does when the store has it."""
    span = view.selection
    if span is not None:
        view.add_mark(CodingMark(f"new-{number}", span.start, span.end, "new", "New", "N", "#d55e00"))


ROWS: Sequence[tuple[str, str, float]] = (
    ("word", ONE_ROW, 1.4),
    ("extend", ONE_ROW, 1.4),
    ("apply", ONE_ROW, 1.4),
    ("line", ONE_ROW, 1.4),
    ("sentence", ONE_ROW, 1.4),
    ("page", FULL, 2.5),
    ("resize", "resize", 5.0),
    ("settled", "settled", 1.5),
)
SIZES = {"real": (10_000, 400), "monster": (300_000, 20_000)}
"""Name of a transcript -> its words and codings."""


async def figures(names: Iterable[str], keys: int, rounds: int = ROUNDS) -> list[Figure]:
    """Measure floor and panes by turns.

    Args:
        names: of transcripts (:data:`SIZES`).
        keys: how many presses of each key in all.
        rounds: on how many fresh apps they are spread.
    """
    base: Samples = {}
    panes: dict[str, tuple[Corpus, Samples]] = {name: (corpus(name, *SIZES[name]), {}) for name in names}
    each = max(1, keys // rounds)
    await floor(5, {})
    for _ in range(rounds):
        for shown, samples in panes.values():
            await floor(each, base)
            await reading(shown, each, samples)
    return [
        Figure(f"key to frame: {row}", name, median(samples[row]), median(base[against]), _budget(row, name, budget))
        for row, against, budget in ROWS
        for name, (_, samples) in panes.items()
    ]


def _budget(row: str, name: str, budget: float) -> float | None:
    """Return a row's budget; how soon the first frame comes is promised for an ordinary interview only."""
    return None if (row, name) == ("settled", "monster") else budget


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*SIZES], choices=[*SIZES], help="which transcripts")
    parser.add_argument("--keys", type=int, default=40, help="how many presses of each key")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="on how many fresh apps")
    parser.add_argument("--json", action="store_true", help="print the figures for a program")
    given = parser.parse_args()
    found = asyncio.run(figures(given.names, given.keys, given.rounds))
    print(json.dumps([asdict(figure) for figure in found]) if given.json else table(found))
