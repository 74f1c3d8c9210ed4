"""Applying a code: stored durably with its event, beside one durable commit of bare SQLite on the same disk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count, cycle
from pathlib import Path

from bench.figures import CPU, WALL, Figure, compare
from bench.studies import Study
from workbench.core.passages import Span
from workbench.services import transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.project import OpenProject

_TABLE = """
    CREATE TABLE coding (
        id INTEGER PRIMARY KEY, uuid TEXT UNIQUE, transcript INTEGER, code INTEGER, start INTEGER, stop INTEGER,
        coder INTEGER, quotation TEXT, UNIQUE (transcript, code, start, stop, coder))
"""


class Bare:
    """A database of nothing but codings, in the journal mode that the program has."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(_TABLE)
        self._numbers = count()

    def apply(self) -> None:
        """Commit one more coding."""
        n = next(self._numbers)
        row = (f"{n:032x}", n % 150, n % 40, n, n + 160, n % 2, "ord " * 40)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(
            "INSERT INTO coding (uuid, transcript, code, start, stop, coder, quotation) VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close it."""
        self._connection.close()


class Reader:
    """Somebody who has a transcript open and codes its words one after the other, as the reading screen does."""

    def __init__(self, project: OpenProject) -> None:
        self._project = project
        every = [summary.transcript for summary in transcripts.summaries(project)]
        self._transcript = every[len(every) // 2]
        self._text = transcripts.text(project, self._transcript)
        self._codes = cycle(codebook.tree(project).order)
        self._words = iter(self._text.spans("word"))

    def apply(self) -> None:
        """Give the next word a code.

        Raises:
            ValueError: it stood there already, so that nothing was stored.
        """
        start, end = next(self._words)
        done = coding.apply_code(self._project, self._transcript, Span(start, end), next(self._codes), text=self._text)
        if not done.new:
            raise ValueError("the coding is not new")


def measure(study: Study, times: int) -> list[Figure]:
    """Measure one coding by the clock, since the disk is waited for, and in processor time."""
    figures: list[Figure] = []
    with study.copied() as path, study.opened(path) as project, closing(Bare(path.with_name("bare.sqlite"))) as bare:
        reader = Reader(project)
        for name, clock, budget in (("apply a code", WALL, 2.0), ("apply a code, processor", CPU, None)):
            both = compare(reader.apply, bare.apply, times * 10, clock=clock)
            figures.append(Figure(name, study.size, *both, budget=budget, flat=clock == WALL, clock=clock))
    return figures
