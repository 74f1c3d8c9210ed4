"""Starting: a command's help, a command on a project, and the screens, each in a process of its own.

The cost is the processor time of the whole process, interpreter and imports included. As in an installed program, all
modules are compiled: Python's cache of compiled modules is put into a folder of this measure's own, and the round that
does not count fills it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from statistics import median

from bench.corpus import CODERS
from bench.figures import Figure
from bench.studies import Study

_CLICK = """
import click
@click.group()
@click.option("--project")
def main(project): "Code interviews."
@main.command()
def list(): "List."
main()
"""
_SQLALCHEMY = """
import click, sqlalchemy
@click.command()
@click.argument("path")
def main(path):
    engine = sqlalchemy.create_engine("sqlite:///" + path)
    with engine.connect() as connection:
        for row in connection.execute(sqlalchemy.text("SELECT name FROM transcript ORDER BY name")):
            click.echo(row[0])
main()
"""
_WORKBENCH = ("-m", "workbench")


def _environment(state: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "WORKBENCH_STATE_DIR": state, "PYTHONPYCACHEPREFIX": f"{state}/compiled"}


def _processor(arguments: Sequence[str], state: str) -> float:
    """Return the processor milliseconds of one run of Python."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=_environment(state), timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _frames(arguments: Sequence[str], state: str) -> list[float]:
    """Return the milliseconds until the first frame, and until the words are on it (:mod:`bench.first_frame`).

    Raises:
        ValueError: the words never came.
    """
    command = [sys.executable, "-m", "bench.first_frame", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, env=_environment(state), timeout=120, text=True)
    came: list[float] = json.loads(done.stdout)
    if len(came) < 2:
        raise ValueError(f"no frame with the words came from: {' '.join(command)}")
    return came


def _by_turns(works: Sequence[Callable[[], float]], times: int) -> list[float]:
    """Return the median of each work's figures, the works done by turns after one round that does not count."""
    rounds = [[work() for work in works] for _ in range(times + 1)][1:]
    return [median(found) for found in zip(*rounds, strict=True)]


def measure(study: Study, times: int) -> list[Figure]:
    """Measure the start of ``--help``, of a command on the project, of a matrix, and of the screens."""
    times = times // 2 or 1
    path, name = str(study.project), study.files[len(study.files) // 2].stem
    given = [*_WORKBENCH, "--project", path, "--coder", CODERS[0]]
    with tempfile.TemporaryDirectory() as state:
        runs = [
            [*_WORKBENCH, "--help"],
            ["-c", _CLICK, "--help"],
            [*given, "transcripts", "--format", "csv"],
            ["-c", _SQLALCHEMY, path],
            [*given, "matrix", "--columns", "municipality,year", "--format", "csv"],
        ]
        helps, click, listed, sqlalchemy, matrix = _by_turns(
            [partial(_processor, run, state) for run in runs],
            times,
        )
        figures = [
            Figure("start: --help", study.size, helps, click, budget=3.0),
            Figure("start: a project command", study.size, listed, sqlalchemy, budget=1.5),
            Figure("start: matrix to csv", study.size, matrix, sqlalchemy),
        ]
        kinds = {"pane": "the reading pane"}
        if find_spec("workbench.tui.app"):
            kinds["screens"] = "the screens"
        for kind, title in kinds.items():
            figures += _first_frames(kind, title, [path, name], state, times, study.size)
    return figures


def _first_frames(kind: str, title: str, given: Sequence[str], state: str, times: int, size: str) -> list[Figure]:
    pairs = [(_frames([kind, *given], state), _frames(["empty"], state)) for _ in range(times + 1)][1:]
    floor = median(empty[0] for _, empty in pairs)
    first, words = (median(came[at] for came, _ in pairs) for at in (0, 1))
    found = [Figure(f"start: {title}, words on screen", size, words, floor)]
    if kind == "screens":
        found.insert(0, Figure(f"start: {title}, first frame", size, first, floor, budget=1.5))
    return found
