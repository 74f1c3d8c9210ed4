"""Agreement by code with 1,000 replicates, beside the same table and replicates from bare SQLite and plain Python.

Both are given an open project and reckon alpha for every code, by turn, of two coders, from one seed. That the digits
are the same is checked before anything is timed. At size S the way that comes to mind first stands beside them as well:
a loop over the characters of three transcripts.
"""

from __future__ import annotations

import random
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import product
from statistics import median

from bench.corpus import CODERS
from bench.figures import Figure, compare, took
from bench.studies import Study
from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe, Measure, Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.core.segments import Unit
from workbench.services.agreement import agreement
from workbench.services.project import OpenProject

_TURNS = """
    SELECT t.id, u.start_offset, u.end_offset FROM transcript t
    JOIN revision r ON r.transcript_id = t.id AND r.n = t.revision
    JOIN turn u ON u.text_id = r.text_id WHERE u.end_offset > u.start_offset ORDER BY t.name_key, u.n
"""
_GIVEN = """
    SELECT d.transcript_id, d.code_id, d.coder_id, d.start_offset, d.end_offset FROM coding d
    JOIN transcript t ON t.id = d.transcript_id AND t.revision = d.revision
"""
_CODES = "SELECT id, key FROM code ORDER BY id"
_CODERS = "SELECT id FROM coder WHERE person IN (?, ?)"

Bounds = tuple[float, float, float]
"""Alpha, and the ends of its interval."""


def tables(connection: sqlite3.Connection, codes: list[int]) -> list[list[int]]:
    """Return for each transcript, code after code, how many turns both gave the code, one did, neither did.

    What a coder gave is one whole number, a bit for each turn.
    """
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for transcript, start, end in connection.execute(_TURNS):
        starts.setdefault(transcript, []).append(start)
        ends.setdefault(transcript, []).append(end)
    first, _ = (coder for (coder,) in connection.execute(_CODERS, CODERS))
    given: dict[tuple[int, int, bool], int] = {}
    for transcript, code, coder, start, end in connection.execute(_GIVEN):
        low, high = bisect_right(ends[transcript], start), bisect_left(starts[transcript], end)
        place = transcript, code, coder == first
        given[place] = given.get(place, 0) | (1 << high) - (1 << low)
    found: list[list[int]] = []
    for transcript, turns in starts.items():
        row: list[int] = []
        for code in codes:
            one, other = given.get((transcript, code, True), 0), given.get((transcript, code, False), 0)
            both, differing = (one & other).bit_count(), (one ^ other).bit_count()
            row += (both, differing, len(turns) - both - differing)
        found.append(row)
    return found


def _alpha(both: int, differing: int, neither: int) -> float | None:
    ones, noughts = 2 * both + differing, 2 * neither + differing
    n = ones + noughts
    return 1 - (differing / n) / (ones * noughts / (n * (n - 1))) if ones and noughts else None


def floor(connection: sqlite3.Connection, times: int) -> dict[str, Bounds]:
    """Return every code's alpha with its interval: rows of whole numbers drawn and added as one large number each."""
    codes = dict(connection.execute(_CODES))
    rows = tables(connection, list(codes))
    packed = [int.from_bytes(array("Q", row).tobytes(), "little") for row in rows]
    draw = random.Random(1).choices
    values: list[list[float]] = [[] for _ in codes]
    for _ in range(times):
        flat = array("Q")
        flat.frombytes(sum(draw(packed, k=len(packed))).to_bytes(24 * len(codes), "little"))
        numbers = flat.tolist()
        for at, kept in enumerate(values):
            alpha = _alpha(*numbers[3 * at : 3 * at + 3])
            if alpha is not None:
                kept.append(alpha)
    found: dict[str, Bounds] = {}
    for at, key in enumerate(codes.values()):
        alpha = _alpha(*(sum(row[3 * at + part] for row in rows) for part in range(3)))
        ordered = sorted(values[at])
        if alpha is not None:
            found[key] = alpha, _quantile(ordered, 0.025), _quantile(ordered, 0.975)
    return found


def _quantile(ordered: list[float], share: float) -> float:
    if not ordered:
        return 0.0
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def ours(project: OpenProject, recipe: AgreementRecipe) -> dict[str, Bounds]:
    """Return every code's alpha with its interval, as the program reckons them."""
    found: dict[str, Bounds] = {}
    for code in agreement.report(project, recipe).codes:
        figure = code.figures[Measure.ALPHA]
        if figure.value is not None:
            found[code.code.key] = figure.value, figure.low or 0.0, figure.high or 0.0
    return found


def by_characters(connection: sqlite3.Connection, transcripts: int) -> int:
    """Count the characters that two coders gave a code alike, one by one; return how many."""
    lengths: dict[int, int] = {}
    for transcript, _, end in connection.execute(_TURNS):
        lengths[transcript] = max(lengths.get(transcript, 0), end)
    given: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for transcript, code, coder, start, end in connection.execute(_GIVEN):
        given.setdefault((transcript, code), []).append((coder, start, end))
    first, _ = (coder for (coder,) in connection.execute(_CODERS, CODERS))
    alike = 0
    for (transcript, _code), spans in given.items():
        if transcript not in list(lengths)[:transcripts]:
            continue
        one, other = bytearray(lengths[transcript]), bytearray(lengths[transcript])
        for coder, start, end in spans:
            for at in range(start, end):
                (one if coder == first else other)[at] = 1
        for at in range(lengths[transcript]):
            alike += one[at] == other[at]
    return alike


def measure(study: Study, times: int, replicates: int = 1000) -> list[Figure]:
    """Measure the table and the coefficients alone, and with replicates.

    Raises:
        ValueError: the program's figures are not the floor's.
    """
    figures: list[Figure] = []
    with study.opened() as project, closing(sqlite3.connect(f"file:{study.project}?mode=ro", uri=True)) as connection:
        for name, drawn in (("agreement", 0), ("agreement, intervals", replicates)):
            recipe = AgreementRecipe(
                coders=CODERS, text=Voices.ALL, measures=(Measure.ALPHA,), replicates=drawn, seed=1
            )
            bare = floor(connection, drawn)
            if not alike(ours(project, recipe), bare):
                raise ValueError("agreement has other figures than the floor")
            both = compare(partial(ours, project, recipe), partial(floor, connection, drawn), times)
            figures.append(Figure(name, study.size, *both, budget=3.0 if drawn else 2.0))
        figures += _choices(project, study.size, times, took(partial(floor, connection, 0)))
        if study.size == "S":
            names = [row[0] for row in connection.execute("SELECT name FROM transcript ORDER BY name_key LIMIT 3")]
            recipe = AgreementRecipe(
                coders=CODERS,
                unit=Unit.CHARACTER,
                text=Voices.ALL,
                measures=(Measure.ALPHA,),
                replicates=0,
                where=" or ".join(f'transcript:"{name}"' for name in names),
            )
            quick = took(partial(ours, project, recipe))
            figures.append(
                Figure(
                    "agreement, a loop over characters", study.size, quick, took(partial(by_characters, connection, 3))
                )
            )
    return figures


def _choices(project: OpenProject, size: str, times: int, bare: float) -> list[Figure]:
    """Measure what another choice costs on a screen that has reckoned before: unit, rule and text by turns."""
    readings = agreement.Readings(project)
    usual = AgreementRecipe(coders=CODERS, measures=FOR_PEOPLE, replicates=0)
    kept, new = [], []
    for rule, text, unit in product(Rule, Voices, Unit):
        recipe = replace(usual, unit=unit, rule=rule, text=text)
        choose = partial(agreement.report, project, recipe, readings)
        new.append(took(choose))
        kept += [took(choose) for _ in range(max(1, times // 4))]
    limit = 100.0 if size == "M" else None
    return [
        Figure("agreement screen, a choice", size, median(kept), bare, limit=limit),
        Figure("agreement screen, a unit not read before", size, max(new), bare),
    ]


def alike(ours: dict[str, Bounds], bare: dict[str, Bounds]) -> bool:
    """Whether both have the same codes and, to the last digits of a float, the same figures."""
    return ours.keys() == bare.keys() and all(
        abs(one - other) < 1e-9 for key, figures in ours.items() for one, other in zip(figures, bare[key], strict=True)
    )
