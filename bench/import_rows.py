"""The least that it takes to store an interview's rows: text, turns, units and index from the standard library.

Who speaks is whatever stands before a colon; nobody looks for notes, tracked changes, misspelt names, abbreviations or
lost characters, and nothing is checked or told.
"""

from __future__ import annotations

import re
import sqlite3
import zipfile
from array import array
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(r"\w+(?:['’:./@-]\w+)*")
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]?")
_TABLES = """
    CREATE TABLE transcript (id INTEGER PRIMARY KEY, name TEXT UNIQUE, hash TEXT UNIQUE, words TEXT);
    CREATE TABLE turn (id INTEGER PRIMARY KEY, transcript INTEGER, n INTEGER, start INTEGER, stop INTEGER, speaker TEXT,
        UNIQUE (transcript, n));
    CREATE TABLE unit (transcript INTEGER, kind TEXT, spans BLOB, UNIQUE (transcript, kind));
    CREATE TABLE event (id INTEGER PRIMARY KEY, name TEXT, at INTEGER, previous TEXT);
    CREATE VIRTUAL TABLE turn_words USING fts5(words, content = '', tokenize = 'unicode61 remove_diacritics 0');
"""


def words_of(path: Path) -> str:
    """Return the text of a Word file as the standard library and lxml give it: paragraphs of all their ``w:t``."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p"))
    return "\n".join(paragraphs)


@dataclass(frozen=True, slots=True)
class Rows:
    """What is stored of one interview: its words, turns as (start, end, speaker), and units by name."""

    words: str
    turns: list[tuple[int, int, str]]
    units: dict[str, bytes]


def rows_of(path: Path) -> Rows:
    """Return what there is to store of a Word file whose paragraphs are "Label: words"."""
    turns: list[tuple[int, int, str]] = []
    parts: list[str] = []
    at = 0
    for paragraph in words_of(path).split("\n"):
        label, colon, said = paragraph.partition(":")
        if colon:
            said = said.strip()
            turns.append((at, at + len(said), label))
            parts.append(said)
            at += len(said) + 2
    text = "\n\n".join(parts)
    units = {"word": _packed(_WORD, text), "sentence": _packed(_SENTENCE, text)}
    units["paragraph"] = array("I", chain.from_iterable(turn[:2] for turn in turns)).tobytes()
    return Rows(text, turns, units)


def _packed(unit: re.Pattern[str], text: str) -> bytes:
    return array("I", chain.from_iterable(match.span() for match in unit.finditer(text))).tobytes()


def store(files: Iterable[Path], path: Path) -> None:
    """Store the rows of each file in a new database, each file one durable commit."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_TABLES)
        first = 0
        for n, file in enumerate(files, start=1):
            rows = rows_of(file)
            digest = sha256(rows.words.encode()).hexdigest()
            numbered = list(enumerate(rows.turns, start=first))
            first += len(numbered)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO transcript VALUES (?, ?, ?, ?)", (n, file.stem, digest, rows.words))
            connection.executemany(
                "INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?)", [(key, n, key, *turn) for key, turn in numbered]
            )
            connection.executemany(
                "INSERT INTO unit VALUES (?, ?, ?)", [(n, kind, spans) for kind, spans in rows.units.items()]
            )
            connection.executemany(
                "INSERT INTO turn_words (rowid, words) VALUES (?, ?)",
                [(key, rows.words[start:end]) for key, (start, end, _) in numbered],
            )
            connection.execute("INSERT INTO event VALUES (?, ?, ?, ?)", (n, file.stem, n, digest))
            connection.execute("COMMIT")
