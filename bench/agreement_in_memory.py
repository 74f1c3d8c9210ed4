"""Agreement by character on a large corpus in memory, beside the same table and replicates in plain numpy.

Both begin with the same rows of whole numbers, as SQLite gives them, and end with every code's alpha, with 1,000
replicates its interval too. That the digits are the same is checked before anything is timed. numpy is no dependency of
the program, nor of its tests: without it these figures are passed over.
"""

from __future__ import annotations

import importlib
import os
import random
import sys
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from bench.agreement import Bounds, alike
from bench.corpus import SEED
from bench.figures import Figure, compare
from bench.studies import Study
from workbench.analysis.agreement.continuum import Continuum, Cut
from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.reckoning import reckon
from workbench.analysis.agreement.report import ComparedCode
from workbench.core.segments import Unit

TRANSCRIPTS, CODES, CODERS, CODINGS = 300, 60, 3, 160_000
_LENGTH, _SENTENCES = 45_700, 900
_SIZE = f"{TRANSCRIPTS}x{CODES}x{CODERS}"

Row = tuple[int, int, int, int, int]
"""(transcript, code, start, end, coder)."""


def rows(transcripts: int = TRANSCRIPTS, codes: int = CODES, codings: int = CODINGS) -> list[Row]:
    """Return who gave which code where, in the order of the index; three of four passages are taken much alike."""
    rng = random.Random(SEED)
    found: set[Row] = set()
    for transcript in range(transcripts):
        cuts = sorted(rng.sample(range(2, _LENGTH), _SENTENCES))
        starts, ends = [0, *cuts[:-1]], cuts
        wanted = len(found) + codings // transcripts
        while len(found) < wanted:
            code, first = rng.randrange(codes), rng.randrange(1, _SENTENCES - 4)
            for coder in range(CODERS):
                if rng.random() < 0.25:
                    code, first = rng.randrange(codes), rng.randrange(1, _SENTENCES - 4)
                low = first + rng.choice((0, 0, 0, 0, -1, 1))
                found.add((transcript, code, starts[low], ends[low + rng.choice((0, 0, 1, 2))], coder))
    return sorted(found)


def ours(given: list[Row], codes: int, replicates: int) -> dict[str, Bounds]:
    """Return every code's alpha with its interval, as the program reckons them."""
    judged: list[Judged] = []
    for transcript, own in groupby(given, itemgetter(0)):
        _, *columns = zip(*own, strict=True)
        line = Continuum(Cut.single([0], [_LENGTH]), characters=True)
        judged.append(Judged(f"{transcript}", f"{transcript}", line, tuple(range(CODERS)), Given(*columns)))
    recipe = AgreementRecipe(unit=Unit.CHARACTER, measures=(Measure.ALPHA,), replicates=replicates)
    compared = [ComparedCode(f"{code}", f"{code}") for code in range(codes)]
    report = reckon(recipe, [f"{coder}" for coder in range(CODERS)], compared, judged)
    figures = ((code.code.key, code.figures[Measure.ALPHA]) for code in report.codes)
    return {key: (one.value, one.low or 0.0, one.high or 0.0) for key, one in figures if one.value is not None}


def table(np: Any, given: list[Row], transcripts: int, codes: int) -> Any:
    """Return T[transcript, code, set of coders] in characters, nobody's left at 0."""
    transcript, code, start, end, coder = np.array(given, dtype=np.int64).T
    width = _LENGTH + 1
    group = (transcript * codes + code) * CODERS + coder
    first, last = group * width + start, group * width + end
    order = np.argsort(first, kind="stable")
    first, reach = first[order], np.maximum.accumulate(last[order])
    begins = np.flatnonzero(np.r_[True, first[1:] > reach[:-1]])
    low, high = first[begins], reach[np.r_[begins[1:] - 1, len(reach) - 1]]
    group = low // width
    shift = group // CODERS * width - group * width
    places = np.concatenate([low + shift, high + shift])
    changes = np.left_shift(1, group % CODERS)
    changes = np.concatenate([changes, -changes])
    order = np.argsort(places, kind="stable")
    places, who = places[order], np.cumsum(changes[order])[:-1]
    cells = (places[:-1] // width << CODERS) + who
    lengths = np.where(who > 0, np.diff(places), 0)
    return np.bincount(cells, lengths, transcripts * codes << CODERS).reshape(transcripts, codes, 1 << CODERS)


def floor(np: Any, given: list[Row], transcripts: int, codes: int, replicates: int) -> dict[str, Bounds]:
    """Return every code's alpha with its interval, in numpy; what is drawn comes from the same generator."""
    found = table(np, given, transcripts, codes)
    sets = np.array([who.bit_count() for who in range(1 << CODERS)])
    mixed = sets * (CODERS - sets) / (CODERS - 1)

    def alpha(some: Any, units: int) -> Any:
        ones = some @ sets
        noughts = CODERS * units - ones
        return 1 - (CODERS * units - 1) * (some @ mixed) / (ones * noughts)

    values = alpha(found.sum(axis=0), transcripts * _LENGTH)
    low = high = np.zeros(codes)
    if replicates:
        draw = random.Random(1).choices
        weights = np.zeros((replicates, transcripts))
        for one in weights:
            one += np.bincount(draw(range(transcripts), k=transcripts), minlength=transcripts)
        drawn = (weights @ found.reshape(transcripts, -1)).reshape(replicates, codes, -1)
        low, high = np.quantile(alpha(drawn, transcripts * _LENGTH), [0.025, 0.975], axis=0)
    return {f"{code}": (float(values[code]), float(low[code]), float(high[code])) for code in range(codes)}


def numpy() -> Any:
    """Return numpy, of one thread; None where it is not installed."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return importlib.import_module("numpy")
    except ModuleNotFoundError:
        return None


def measure(study: Study, times: int, replicates: int = 1000) -> list[Figure]:
    """Measure the table and alpha alone, and with replicates.

    Raises:
        ValueError: the program's figures are not the floor's.
    """
    np = numpy()
    if np is None:
        print("agreement in memory is passed over: its floor needs numpy", file=sys.stderr)
        return []
    given = rows()
    figures: list[Figure] = []
    for name, drawn in (("agreement in memory", 0), ("agreement in memory, intervals", replicates)):
        bare = partial(floor, np, given, TRANSCRIPTS, CODES, drawn)
        program = partial(ours, given, CODES, drawn)
        if not alike(program(), bare()):
            raise ValueError("agreement in memory has other figures than the floor")
        figures.append(Figure(name, _SIZE, *compare(program, bare, max(3, times // 2)), budget=3.0 if drawn else 2.0))
    return figures
