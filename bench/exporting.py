"""All codings to .csv and .xlsx, and a matrix to every kind of file, beside the same rows from bare SQLite.

Both are given an open project and write a file. That the two files of codings hold the same cells is checked before
anything is timed. What a whole command takes of memory is measured in a process of its own.
"""

from __future__ import annotations

import csv
import datetime
import json
import sqlite3
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path

from bench import matrices
from bench.figures import MEMORY, Figure, compare
from bench.studies import Study
from workbench.analysis.matrices import Measure, Recipe
from workbench.services import exporting
from workbench.services.codings import codings
from workbench.services.matrices import matrices as counted
from workbench.services.project import OpenProject

MOST_MEMORY = 100.0
"""What a whole command that writes all codings may take at its highest, in megabytes."""

_MATRIX = {"csv": 100.0, "xlsx": 200.0, "docx": 400.0, "html": 100.0}
_HEAD = (
    "id transcript start end code code_path coder quotation speaker role turn created certainty memo round case "
    "attributes"
).split()
_CODINGS = """
    SELECT d.uuid, t.id, t.name, d.start_offset, d.end_offset, d.code_id, p.person, d.quotation, d.created_at,
           d.certainty, p.round, m.body
    FROM coding d
    JOIN transcript t ON t.id = d.transcript_id AND t.revision = d.revision
    JOIN coder p ON p.id = d.coder_id
    LEFT JOIN memo m ON m.coding_id = d.id
    ORDER BY t.name_key, d.start_offset, d.end_offset, d.created_at, d.id
"""
_TURNS = """
    SELECT u.start_offset, u.speaker FROM turn u
    JOIN revision r ON r.text_id = u.text_id
    JOIN transcript t ON t.id = r.transcript_id AND t.revision = r.n
    WHERE t.id = ? ORDER BY u.n
"""
_CASES = 'SELECT t.id, c.name FROM transcript t JOIN "case" c ON c.id = t.case_id'


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys in a coding's row are called: codes by key and path, speakers' roles, cases, attributes."""

    keys: dict[int, str]
    paths: dict[int, str]
    roles: dict[tuple[int, str], str]
    cases: dict[int, str]
    facts: dict[int, str]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Names:
        """Read all names there are."""
        above, called, keys = {}, {}, {}
        for key, parent, names, word in connection.execute("SELECT id, parent_id, names, key FROM code"):
            above[key], called[key], keys[key] = parent, json.loads(names)["en"], word
        paths = {}
        for key in called:
            path, up = called[key], above[key]
            while up is not None:
                path, up = f"{called[up]} > {path}", above[up]
            paths[key] = path
        speakers = connection.execute("SELECT transcript_id, label, role FROM speaker")
        return cls(
            keys,
            paths,
            {(transcript, label): role for transcript, label, role in speakers},
            dict(connection.execute(_CASES)),
            {key: f"municipality={place}; year={year}" for key, place, year in connection.execute(matrices.FACTS)},
        )


def bare_rows(connection: sqlite3.Connection) -> Iterator[list[str | int | datetime.datetime]]:
    """Yield every coding as the program lists it: 17 values, from bare SQL and the standard library."""
    names = Names.read(connection)
    read, starts, speakers = 0, [], []
    for uuid, key, name, start, end, code, who, said, at, sure, round_, memo in connection.execute(_CODINGS):
        if key != read:
            turns, read = connection.execute(_TURNS, (key,)).fetchall(), key
            starts, speakers = [turn[0] for turn in turns], [turn[1] for turn in turns]
        turn = bisect_right(starts, start)
        made = datetime.datetime.fromtimestamp(at / 1e6, datetime.UTC)
        yield [
            *(uuid, name, start, end, names.keys[code], names.paths[code], who, said, speakers[turn - 1]),
            *(names.roles[key, speakers[turn - 1]], turn, made, sure, memo or "", round_),
            *(names.cases.get(key, ""), names.facts[key]),
        ]


def bare_csv(connection: sqlite3.Connection, target: Path) -> None:
    """Write every coding with the standard library's writer."""
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_HEAD)
        for row in bare_rows(connection):
            writer.writerow([value.isoformat() if isinstance(value, datetime.datetime) else value for value in row])


def bare_xlsx(connection: sqlite3.Connection, target: Path) -> None:
    """Write every coding with XlsxWriter, which keeps one row at a time."""
    from xlsxwriter import Workbook

    with Workbook(target, {"constant_memory": True}) as book:
        sheet, time = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for at, name in enumerate(_HEAD):
            sheet.write_string(0, at, name)
        for row, values in enumerate(bare_rows(connection), 1):
            for at, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(row, at, value)
                elif isinstance(value, datetime.datetime):
                    sheet.write_datetime(row, at, value.replace(tzinfo=None), time)
                else:
                    sheet.write_string(row, at, value)


def ours(project: OpenProject, target: Path) -> None:
    """Write every coding as the command does, in the format of the target's suffix."""
    exporting.write_table(project, codings.table(project), target, spelling=exporting.spelling(), force=True)


def matrix(project: OpenProject, target: Path) -> None:
    """Count a matrix of codes by municipality and year and write it."""
    recipe = Recipe(columns=matrices.COLUMNS, measure=Measure.CODINGS, min_cell=0)
    exporting.write_matrix(project, counted.matrix(project, recipe), target, force=True)


def bare_matrix(connection: sqlite3.Connection, target: Path) -> None:
    """Count the same from bare SQL and write it as .csv."""
    target.write_text(matrices.floor(connection, matrices.count_one), encoding="utf-8")


def _same(ours: Path, floor: Path) -> bool:
    """Whether two .csv files have the same rows."""
    with ours.open(encoding="utf-8", newline="") as one, floor.open(encoding="utf-8", newline="") as other:
        return all(a == b for a, b in zip_longest(csv.reader(one), csv.reader(other)))


def peak(*arguments: str) -> float:
    """Return the most memory, in megabytes, that a command had at once."""
    command = [sys.executable, "-m", "bench.peak", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    return float(done.stdout.splitlines()[-1])


def measure(study: Study, times: int) -> list[Figure]:
    """Measure all codings to two formats, what they take of memory, and a matrix to each format.

    Raises:
        ValueError: the program's codings are not the floor's.
    """
    figures: list[Figure] = []
    times = max(2, times // 3)
    with (
        study.opened() as project,
        closing(sqlite3.connect(f"file:{study.project}?mode=ro", uri=True)) as connection,
        tempfile.TemporaryDirectory() as folder,
    ):
        mine, bare = Path(folder, "ours"), Path(folder, "floor")
        for kind, floor in (("csv", bare_csv), ("xlsx", bare_xlsx)):
            one, other = mine.with_suffix(f".{kind}"), bare.with_suffix(f".{kind}")
            both = compare(partial(ours, project, one), partial(floor, connection, other), times)
            if kind == "csv" and not _same(one, other):
                raise ValueError("the codings have other rows than the floor")
            figures.append(Figure(f"all codings to {kind}", study.size, *both, budget=1.5))
            highest = peak("--project", str(study.project), "codings", "-o", str(one), "--force")
            least = peak("--project", str(study.project), "codebook", "show", "--format", "json")
            figures.append(
                Figure(f"all codings to {kind}, memory", study.size, highest, least, limit=MOST_MEMORY, clock=MEMORY)
            )
        for kind in ("csv", "xlsx", "docx", "html"):
            both = compare(
                partial(matrix, project, mine.with_suffix(f".{kind}")), partial(bare_matrix, connection, bare), times
            )
            figures.append(Figure(f"matrix to {kind}", study.size, *both, limit=_MATRIX[kind]))
    return figures
