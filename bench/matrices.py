"""Matrix of codes by municipality and year to csv, beside the same measure and policy from bare SQLite.

Both are given an open project. That the figures in the two files are the same is checked before anything is timed.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial

from bench.figures import Figure, compare
from bench.studies import Study
from workbench.analysis.matrices import Measure, Policy, Recipe
from workbench.services import exporting
from workbench.services.matrices import matrices
from workbench.services.project import OpenProject

COLUMNS = ("municipality", "year")

FACTS = """
    SELECT t.id, m.value, y.value FROM transcript t
    JOIN attribute a ON a.name = 'municipality'
    JOIN attribute_value m ON m.attribute_id = a.id AND m.case_id = t.case_id
    JOIN attribute b ON b.name = 'year'
    JOIN attribute_value y ON y.attribute_id = b.id AND y.transcript_id = t.id
"""
_LAYER = """
    SELECT t.id, coalesce(
        (SELECT s.coder_id FROM status s JOIN coder c ON c.id = s.coder_id
         WHERE s.transcript_id = t.id AND c.kind = 'consensus' AND s.progress = 'done'),
        t.primary_coder_id,
        (SELECT c.id FROM coder c, project p WHERE c.uuid = json_extract(p.settings, '$.first_coder')))
    FROM transcript t
"""
_COUNT = """
    SELECT d.transcript_id, d.code_id, d.coder_id, count(*) FROM coding d
    JOIN transcript t ON t.id = d.transcript_id AND t.revision = d.revision
    GROUP BY d.transcript_id, d.code_id, d.coder_id
"""
_SPANS = """
    SELECT d.transcript_id, d.code_id, d.start_offset, d.end_offset FROM coding d
    JOIN transcript t ON t.id = d.transcript_id AND t.revision = d.revision
    ORDER BY d.transcript_id, d.code_id, d.start_offset, d.end_offset
"""
Cells = Counter[tuple[int, tuple[str, str]]]


def count_one(connection: sqlite3.Connection, columns: dict[int, tuple[str, str]]) -> Cells:
    """Count codings of the one layer that counts in each transcript."""
    layer = dict(connection.execute(_LAYER))
    cells: Cells = Counter()
    for transcript, code, coder, n in connection.execute(_COUNT):
        if layer[transcript] == coder:
            cells[code, columns[transcript]] += n
    return cells


def count_union(connection: sqlite3.Connection, columns: dict[int, tuple[str, str]]) -> Cells:
    """Count passages with a code, those that overlap as one, whoever coded them."""
    cells: Cells = Counter()
    last, until = (0, 0), 0
    for transcript, code, start, end in connection.execute(_SPANS):
        if (transcript, code) != last:
            last, until = (transcript, code), 0
        if start >= until:
            cells[code, columns[transcript]] += 1
        until = max(until, end)
    return cells


def floor(
    connection: sqlite3.Connection, count: Callable[[sqlite3.Connection, dict[int, tuple[str, str]]], Cells]
) -> str:
    """Return the matrix as csv: a row a code, a column a municipality and year."""
    columns = {key: (municipality, year) for key, municipality, year in connection.execute(FACTS)}
    cells = count(connection, columns)
    places = sorted(set(columns.values()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", *(" ".join(place) for place in places)])
    for code, key in connection.execute("SELECT id, key FROM code ORDER BY key"):
        writer.writerow([key, *(cells[code, place] for place in places)])
    return out.getvalue()


def ours(project: OpenProject, recipe: Recipe, *, tidy: bool = False) -> str:
    """Return the matrix as csv, as the command prints it."""
    out = io.StringIO()
    exporting.print_matrix(matrices.matrix(project, recipe), "csv", out, tidy=tidy)
    return out.getvalue()


def _figures_of(bare: str) -> Iterable[tuple[str, int]]:
    head, *rows = csv.reader(io.StringIO(bare))
    return sorted((f"{row[0]} {place}", int(n)) for row in rows for place, n in zip(head[1:], row[1:], strict=True))


def same(project: OpenProject, recipe: Recipe, bare: str) -> bool:
    """Whether the program's matrix has the floor's figures."""
    rows = csv.DictReader(io.StringIO(ours(project, recipe, tidy=True)))
    codes = {f"{row['row']} {row['municipality']} {row['year']}": row["value"] for row in rows}
    return all(int(codes[place]) == n for place, n in _figures_of(bare))


def measure(study: Study, times: int) -> list[Figure]:
    """Measure a plain count, and a count of merged passages, which needs every span.

    Raises:
        ValueError: the program's figures are not the floor's.
    """
    figures: list[Figure] = []
    with study.opened() as project, closing(sqlite3.connect(f"file:{study.project}?mode=ro", uri=True)) as connection:
        for policy, count in ((Policy.ONE, count_one), (Policy.UNION, count_union)):
            recipe = Recipe(columns=COLUMNS, measure=Measure.CODINGS, policy=policy, min_cell=0)
            if not same(project, recipe, floor(connection, count)):
                raise ValueError(f"the matrix by {policy} has other figures than the floor")
            both = compare(partial(ours, project, recipe), partial(floor, connection, count), times)
            figures.append(Figure(f"matrix, {policy}", study.size, *both, budget=2.0))
    return figures
