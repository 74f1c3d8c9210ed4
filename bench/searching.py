"""A phrase in all transcripts, beside what SQLite's full-text index alone gives to the same question.

The floor asks the index for the turns, reads the words of the transcripts that have some, and looks the phrase up in
each turn: without that no hit is exact. That both find the same spans is checked before anything is timed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial

from bench.figures import Figure, compare
from bench.studies import Study
from workbench.analysis.searching import Choices
from workbench.services.finding import searching
from workbench.services.project import OpenProject

PHRASES = {"rare": "budsjettplan er", "common": "det er"}
"""What is looked for, as whole words: stands in every fiftieth turn or fewer, and in every tenth."""

PART = "sjettpl"
"""What stands only in longer words."""

_TURNS = """
    SELECT x.id, n.start_offset, n.end_offset FROM turn_words w
    JOIN turn n ON n.id = w.rowid JOIN transcript_text x ON x.id = n.text_id
    JOIN revision r ON r.text_id = x.id JOIN transcript t ON t.id = r.transcript_id AND t.revision = r.n
    WHERE turn_words MATCH ? ORDER BY t.name_key, n.n
"""
_TEXT = "SELECT text FROM transcript_text WHERE id = ?"
Found = list[tuple[int, int]]


def floor(connection: sqlite3.Connection, phrase: str) -> Found:
    """Return the spans of a phrase as whole words, transcript by transcript."""
    pattern = re.compile(rf"\b{re.escape(phrase)}\b")
    found: Found = []
    read, text = None, ""
    for key, start, end in connection.execute(_TURNS, (f'"{phrase}"',)):
        if key != read:
            (text,) = connection.execute(_TEXT, (key,)).fetchone()
            read = key
        hits = pattern.finditer(text[start:end].lower())
        found += [(start + hit.start(), start + hit.end()) for hit in hits]
    return found


def scan(connection: sqlite3.Connection, part: str) -> Found:
    """Return the spans of a part of words, from all texts: the index knows whole words only."""
    texts = connection.execute(
        "SELECT x.text FROM transcript t JOIN revision r ON r.transcript_id = t.id AND r.n = t.revision "
        "JOIN transcript_text x ON x.id = r.text_id ORDER BY t.name_key"
    )
    pattern = re.compile(re.escape(part))
    return [hit.span() for (text,) in texts for hit in pattern.finditer(text.lower())]


def ours(project: OpenProject, phrase: str, choices: Choices) -> Found:
    """Return the spans as the program finds them, whole hits read and thrown away."""
    return [hit.span for hit in searching.search(project, phrase, choices)]


def measure(study: Study, times: int) -> list[Figure]:
    """Measure a rare and a common phrase of whole words, and a part of words.

    Raises:
        ValueError: the program finds other spans than the floor.
    """
    figures: list[Figure] = []
    with study.opened() as project, closing(sqlite3.connect(f"file:{study.project}?mode=ro", uri=True)) as connection:
        whole = Choices(whole_words=True)
        questions: list[tuple[str, str, Choices, Callable[[sqlite3.Connection, str], Found]]]
        questions = [(f"search, {name} phrase", phrase, whole, floor) for name, phrase in PHRASES.items()]
        questions.append(("search, part of words", PART, Choices(), scan))
        for name, phrase, choices, least in questions:
            if ours(project, phrase, choices) != least(connection, phrase):
                raise ValueError(f"{name}: other hits than the floor's")
            both = compare(partial(ours, project, phrase, choices), partial(least, connection, phrase), times)
            figures.append(Figure(name, study.size, *both, budget=2.0))
    return figures
