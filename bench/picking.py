"""From a letter typed in the code picker to the list it narrows, with 1,000 codes.

The floor is the same line and a list of as many rows that are given anew at each letter and never ranked: what Textual
itself needs. Run in a process of its own, with the driver that makes every byte and drops it.

    python -m bench.picking
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from statistics import median

from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from bench.figures import Figure
from bench.key_to_frame import SIZE, WORDS, DroppingDriver, cost, idle, press, settle
from workbench.analysis.matching import Entry
from workbench.core.codebook import Card
from workbench.tui.dialogs.picker import HITS, Choice, CodePicker
from workbench.tui.themes import NIGHT

CODES = 1000
TYPED = "bustad"
BUDGET = 2.5
"""The full-repaint budget of the reading pane: the list and the card beside it are drawn anew."""


def choices(number: int) -> list[Choice]:
    """Make codes with names of two to four words, the same every time."""
    rng = random.Random(11)
    made = []
    for i in range(number):
        name = " ".join(rng.sample(WORDS, rng.randint(2, 4))).capitalize()
        entry = Entry(str(i), [name, name.upper()], f"code-{i}", f"Theme {i % 20} > {name}", "")
        made.append(Choice(entry, "#4488cc", Card(definition={"en": f"{name}: when it is spoken of. " * 4})))
    return made


class Bare(App[None]):
    """The floor: a line and a list."""

    def __init__(self) -> None:
        super().__init__(driver_class=DroppingDriver)

    def compose(self) -> ComposeResult:
        """Yield them."""
        yield Input()
        yield OptionList()

    def on_input_changed(self) -> None:
        """Give the list as many rows as the picker's anew."""
        rows = [Option(f"{row} {self.query_one(Input).value} a name of a code") for row in range(HITS)]
        with self.batch_update():
            self.query_one(OptionList).set_options(rows)


class Picking(App[None]):
    """The picker over nothing."""

    CSS_PATH = "../workbench/tui/app.tcss"

    def __init__(self) -> None:
        super().__init__(driver_class=DroppingDriver)
        self.register_theme(NIGHT)
        self.theme = NIGHT.name

    def on_mount(self) -> None:
        """Open it."""
        self.push_screen(CodePicker(choices(CODES), language="en", nearness={}))


async def typing(app: App[None], rounds: int) -> list[float]:
    """Return the processor milliseconds of each letter typed, rubbed out in between."""
    task = asyncio.create_task(app.run_async(size=SIZE))
    while not app.is_running or not app.screen.query(Input):
        await asyncio.sleep(0.01)
    await settle(app)
    waiting = await idle(app)
    found = []
    for _ in range(rounds):
        for letter in TYPED:
            found.append(await cost(app, press(app, letter)) - waiting)
        app.screen.query_one(Input).value = ""
        await settle(app)
    app.exit()
    await task
    return found


async def figures(rounds: int) -> list[Figure]:
    """Measure both by turns."""
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(rounds):
        floor += await typing(Bare(), 2)
        ours += await typing(Picking(), 2)
    return [Figure("picker: a letter to the list", f"{CODES} codes", median(ours), median(floor), BUDGET)]


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and print the figures for a program."""
    rounds = int(arguments[0]) if arguments else 3
    print(json.dumps([asdict(figure) for figure in asyncio.run(figures(rounds))]))


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
