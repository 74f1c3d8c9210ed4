"""Import: Word files into a new project, beside two floors.

The first keeps nothing but their words; the budget is held to it. The second stores rows as the program does, so that
one can see what the rest costs: finding speakers, telling what was odd, and counting every character again.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench import import_rows
from bench.corpus import CODERS, PATTERN
from bench.figures import WALL, Figure, compare
from bench.studies import Study
from workbench.services import project
from workbench.services.imports import importing

EMPTY = "empty.workbench"


def floor(files: list[Path], folder: Path) -> None:
    """Keep the words of each file as a row of a new database, each file one durable commit."""
    path = folder / "floor.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE transcript (id INTEGER PRIMARY KEY, name TEXT UNIQUE, words TEXT)")
        for file in files:
            connection.execute(
                "INSERT INTO transcript (name, words) VALUES (?, ?)", (file.stem, import_rows.words_of(file))
            )


def same_rows(files: list[Path], folder: Path) -> None:
    """Keep turns, units and the full-text index of each file too, each file one durable commit."""
    import_rows.store(files, folder / "rows.sqlite")


def ours(files: list[Path], folder: Path, jobs: int = 1) -> None:
    """Import the files as the command does: speakers, notices, loss check, units, index, one event a file."""
    path = Path(shutil.copy(folder / EMPTY, folder / "ours.workbench"))
    with project.opened(path, coder=CODERS[0]) as made:
        for outcome in importing.import_files(made, importing.plan(files, pattern=PATTERN), jobs=jobs):
            if outcome.error is not None:
                raise outcome.error


def measure(study: Study, times: int) -> list[Figure]:
    """Measure the import of all files, in processor time; and with all processors, by the clock."""
    files = study.files
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(dir=study.folder) as made:
        folder = Path(made)
        project.create(folder / EMPTY, coder=CODERS[0]).close()
        bare = _with(floor, files, folder)
        one = compare(_with(ours, files, folder), bare, max(2, times // 4))
        figures.append(Figure("import", study.size, *one, budget=2.5))
        two = compare(_with(ours, files, folder), _with(same_rows, files, folder), max(2, times // 4))
        figures.append(Figure("import, beside the same rows", study.size, *two))
        jobs = os.cpu_count() or 1
        if jobs > 1 and len(files) >= importing.POOL_FROM:
            several = compare(lambda: ours(files, folder, jobs), bare, 2, clock=WALL)
            figures.append(Figure(f"import, {jobs} processes", study.size, *several, clock=WALL))
    return figures


def _with(work: Callable[[list[Path], Path], None], files: list[Path], folder: Path) -> Callable[[], None]:
    return lambda: work(files, folder)
