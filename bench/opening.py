"""Opening a transcript: all that a reading screen needs of it, beside the same rows from bare SQLite.

Each transcript of the study is opened in turn, so that nothing is remembered from the one before.
"""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from itertools import cycle

from bench.figures import Figure, compare
from bench.studies import Study
from workbench.services import transcripts

_HEAD = """
    SELECT t.id, x.id, x.text, x.preamble FROM transcript t
    JOIN revision r ON r.transcript_id = t.id AND r.n = t.revision JOIN transcript_text x ON x.id = r.text_id
    WHERE t.uuid = ?
"""
_TURNS = "SELECT start_offset, end_offset, speaker, time_ms, time_text FROM turn WHERE text_id = ? ORDER BY n"
_CODINGS = """
    SELECT d.uuid, c.uuid, k.uuid, d.start_offset, d.end_offset, d.certainty FROM coding d
    JOIN code c ON c.id = d.code_id JOIN coder k ON k.id = d.coder_id
    WHERE d.transcript_id = ? ORDER BY d.start_offset, d.end_offset
"""


def floor(connection: sqlite3.Connection, transcript: str) -> tuple[object, ...]:
    """Return text, turns, units, speakers and codings of a transcript as plain rows."""
    key, text, *words = connection.execute(_HEAD, (transcript,)).fetchone()
    turns = connection.execute(_TURNS, (text,)).fetchall()
    units: dict[str, array[int]] = {}
    for kind, spans in connection.execute("SELECT kind, spans FROM unit WHERE text_id = ?", (text,)):
        units[kind] = array("I")
        units[kind].frombytes(spans)
    speakers = connection.execute("SELECT label, role FROM speaker WHERE transcript_id = ?", (key,)).fetchall()
    return words, turns, units, speakers, connection.execute(_CODINGS, (key,)).fetchall()


def measure(study: Study, times: int) -> list[Figure]:
    """Measure the data of one transcript."""
    with study.opened() as project, closing(sqlite3.connect(f"file:{study.project}?mode=ro", uri=True)) as connection:
        every = [summary.transcript.uuid for summary in transcripts.summaries(project)]
        own, bare = cycle(every), cycle(every)
        both = compare(
            lambda: transcripts.open_transcript(project, next(own)),
            lambda: floor(connection, next(bare)),
            max(times * 3, len(every)),
        )
    return [Figure("transcript, data", study.size, *both, limit=5.0, flat=True)]
