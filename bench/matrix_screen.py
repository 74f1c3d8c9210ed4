"""From a choice on the matrix screen to the new figures on the terminal: another measure, columns, policy, filter.

The floor is the same screen's frame where nothing is counted: another figure is lit. Cost is processor time from the
key, or from the answer in a dialog, until the frame with the new figures has been made; each choice is made once before
it counts, as a researcher goes to and fro between a few.

    python -m bench.matrix_screen PROJECT [--times 5]
"""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_FPS", "1000")
os.environ.setdefault("COLORTERM", "truecolor")

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from statistics import median

from bench.corpus import CODERS
from bench.figures import Figure, table
from bench.key_to_frame import SIZE, DroppingDriver, press, settle
from workbench.analysis.matrices import Measure, Policy, Recipe, RowKind
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.matrix.screen import MatrixScreen

LIMIT = 100.0
Choice = Callable[[Recipe], Recipe]


def _by_measure(recipe: Recipe, measure: Measure) -> Recipe:
    return replace(recipe, measure=measure)


def _by_policy(recipe: Recipe, policy: Policy) -> Recipe:
    return replace(recipe, policy=policy)


CHOICES: dict[str, Choice] = {
    **{f"measure {one}": partial(_by_measure, measure=one) for one in Measure},
    "measure share again": lambda recipe: replace(recipe, measure=Measure.SHARE),
    "roll-up": lambda recipe: replace(recipe, roll_up=not recipe.roll_up),
    **{f"policy {one}": partial(_by_policy, policy=one) for one in Policy},
    "policy one again": lambda recipe: replace(recipe, policy=Policy.ONE),
    "columns year": lambda recipe: replace(recipe, columns=("year",)),
    "columns coder": lambda recipe: replace(recipe, columns=("coder",)),
    "columns municipality, year": lambda recipe: replace(recipe, columns=("municipality", "year")),
    "rows theme": lambda recipe: replace(recipe, rows=RowKind.THEME),
    "rows code": lambda recipe: replace(recipe, rows=RowKind.CODE, roll_up=False),
    "filter": lambda recipe: replace(recipe, where="municipality:Moss"),
    "no filter": lambda recipe: replace(recipe, where=""),
}
"""What is chosen, one after the other, each from what the one before left."""


async def _until(holds: Callable[[], bool]) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it does not within a minute.
    """
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.004)


def _more_than(made: int) -> bool:
    return DroppingDriver.dropped > made


async def _cost(screen: MatrixScreen, choice: Choice) -> float:
    """Return the processor milliseconds of one choice until its frame is made."""
    before, start = screen.matrix, time.process_time()
    screen.count(choice(screen.recipe))
    await _until(lambda: screen.matrix is not before)
    await _until(partial(_more_than, DroppingDriver.dropped))
    return (time.process_time() - start) * 1000


async def figures(project: Path, size: str, times: int) -> tuple[list[Figure], dict[str, float]]:
    """Measure every choice so many times.

    Returns:
        The median and the slowest choice as figures, and the median of each choice.
    """
    app = WorkbenchApp(project, coder=CODERS[0])
    app.driver_class = DroppingDriver
    task = asyncio.create_task(app.run_async(size=SIZE))
    await _until(lambda: app.is_running and app.desk is not None)
    await settle(app)
    press(app, "v")()
    await _until(lambda: isinstance(app.screen, MatrixScreen) and app.screen.matrix is not None)
    screen = app.screen
    assert isinstance(screen, MatrixScreen)
    samples: dict[str, list[float]] = {name: [] for name in CHOICES}
    lit: list[float] = []
    await asyncio.sleep(1.0)
    await settle(app)
    for number in range(times + 1):
        for name, choice in CHOICES.items():
            cost = await _cost(screen, choice)
            await settle(app)
            if number:
                samples[name].append(cost)
        made, start = DroppingDriver.dropped, time.process_time()
        press(app, "up" if number % 2 else "down")()
        await _until(partial(_more_than, made))
        lit.append((time.process_time() - start) * 1000)
        await settle(app)
    app.exit()
    await task
    each = {name: median(costs) for name, costs in samples.items()}
    floor = median(lit)
    return [
        Figure("matrix screen, a choice to new frame", size, median(each.values()), floor, limit=LIMIT),
        Figure("matrix screen, the slowest choice", size, max(each.values()), floor, limit=LIMIT),
    ], each


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("--size", default="")
    parser.add_argument("--times", type=int, default=5, help="how often each choice is made")
    parser.add_argument("--json", action="store_true", help="print the figures for a program")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_STATE_DIR"] = folder
        found, each_choice = asyncio.run(figures(given.project, given.size, given.times))
    if given.json:
        print(json.dumps([asdict(figure) for figure in found]))
    else:
        print("\n".join(f"{cost:7.1f} ms  {name}" for name, cost in each_choice.items()))
        print(table(found))
