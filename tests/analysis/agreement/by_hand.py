"""Agreement the slow way: a loop over characters and lists of ratings, straight from the definitions.

Nothing here is shared with the program but the records that it is asked about.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

Rating = list[bool | None]
"""What each coder gave one unit; None where the coder was not there."""


@dataclass
class Project:
    """Invented work: texts cut into units, and who gave which code to which characters."""

    lengths: list[int]
    units: list[list[tuple[int, int]]]
    present: list[list[int]]
    spans: list[dict[tuple[int, int], list[tuple[int, int]]]]
    coders: int
    codes: int


def a_project(seed: int) -> Project:
    """Invent a small project: passages overlap, touch, run over the ends of units, or are not there."""
    rng = random.Random(seed)
    coders, codes = rng.randint(2, 4), rng.randint(1, 3)
    project = Project([], [], [], [], coders, codes)
    for _ in range(rng.randint(1, 4)):
        length = rng.randint(1, 40)
        ends = sorted(rng.sample(range(1, length + 1), rng.randint(1, min(6, length))))
        units, at = [], 0
        for end in ends:
            start = min(end - 1, at + rng.choice((0, 0, 1)))
            units.append((start, end))
            at = end
        spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for _ in range(rng.randint(0, 8)):
            start = rng.randrange(length)
            place = rng.randrange(codes), rng.randrange(coders)
            spans.setdefault(place, []).append((start, rng.randint(start + 1, length)))
        project.lengths.append(length)
        project.units.append(units)
        project.present.append(sorted(rng.sample(range(coders), rng.randint(2, coders))))
        project.spans.append(spans)
    return project


def ratings(project: Project, code: int, *, half: bool = False, characters: bool = False) -> list[Rating]:
    """Return what every coder gave each unit."""
    found: list[Rating] = []
    for at, units in enumerate(project.units):
        covered = [
            {i for start, end in project.spans[at].get((code, coder), []) for i in range(start, end)}
            for coder in range(project.coders)
        ]
        for start, end in units:
            places = [[i] for i in range(start, end)] if characters else [list(range(start, end))]
            for place in places:
                need = len(place) / 2 if half else 1
                row: Rating = [
                    sum(i in covered[coder] for i in place) >= need if coder in project.present[at] else None
                    for coder in range(project.coders)
                ]
                found.append(row)
    return found


def percent(rows: list[Rating]) -> Fraction:
    """Return the mean over units of the share of pairs of coders that agree."""
    shares = []
    for row in rows:
        pairs = list(combinations([given for given in row if given is not None], 2))
        shares.append(Fraction(sum(one == other for one, other in pairs), len(pairs)))
    return sum(shares, Fraction(0)) / len(shares)


def _rates(rows: list[Rating]) -> Fraction:
    shares = [Fraction(sum(g is True for g in row), sum(g is not None for g in row)) for row in rows]
    return sum(shares, Fraction(0)) / len(shares)


def chance_corrected(rows: list[Rating]) -> dict[str, Fraction]:
    """Return the coefficients of observed agreement and agreement by chance."""
    observed, p = percent(rows), _rates(rows)
    chance = {"fleiss_kappa": p * p + (1 - p) ** 2, "gwet_ac1": 2 * p * (1 - p), "brennan_prediger": Fraction(1, 2)}
    own = []
    for coder in range(len(rows[0])):
        given = [row[coder] for row in rows if row[coder] is not None]
        if given:
            own.append(Fraction(sum(g is True for g in given), len(given)))
    pairs = list(combinations(own, 2))
    chance["conger_kappa"] = sum((p * q + (1 - p) * (1 - q) for p, q in pairs), Fraction(0)) / len(pairs)
    return {name: (observed - by_chance) / (1 - by_chance) for name, by_chance in chance.items()}


def alpha(rows: list[Rating]) -> Fraction:
    """Return Krippendorff's alpha from a matrix of coincidences, filled pair by pair."""
    counted = {(one, other): Fraction(0) for one in (False, True) for other in (False, True)}
    for row in rows:
        given = [g for g in row if g is not None]
        for one, other in permutations(given, 2):
            counted[one, other] += Fraction(1, len(given) - 1)
    margin = {one: counted[one, False] + counted[one, True] for one in (False, True)}
    n = sum(margin.values(), Fraction(0))
    observed = counted[False, True] + counted[True, False]
    expected = 2 * margin[False] * margin[True] / (n - 1)
    return 1 - observed / expected


def positive(rows: list[Rating]) -> tuple[Fraction, Fraction]:
    """Return Dice and Jaccard over all pairs of coders."""
    both = one = 0
    for row in rows:
        for left, right in combinations([g for g in row if g is not None], 2):
            both += left and right
            one += left != right
    return Fraction(2 * both, 2 * both + one), Fraction(both, both + one)


def varies(rows: list[Rating]) -> bool:
    """Whether the code was given somewhere and not given somewhere."""
    given = {g for row in rows for g in row if g is not None}
    return given == {True, False}


def coincidences(lines: list[list[int | None]]) -> dict[tuple[int | None, int | None], Fraction]:
    """Return coincidences of values and gaps (None) on one line, position by position: ``lines[coder][position]``."""
    found: dict[tuple[int | None, int | None], Fraction] = {}
    for place in zip(*lines, strict=True):
        for one, other in permutations(place, 2):
            found[one, other] = found.get((one, other), Fraction(0)) + Fraction(1, len(lines) - 1)
    return found


def units_on(line: list[int | None]) -> list[tuple[int, int, int]]:
    """Return one coder's units: the longest stretches of one value."""
    found: list[tuple[int, int, int]] = []
    for at, value in enumerate(line):
        if value is None:
            continue
        if found and found[-1][1] == at and found[-1][2] == value:
            found[-1] = (found[-1][0], at + 1, value)
        else:
            found.append((at, at + 1, value))
    return found


Coincidences = dict[tuple[int | None, int | None], Fraction]


def _sum(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def unitizing(lines: list[list[int | None]]) -> dict[str, Fraction | None]:
    """Return u, binary u and cu of one line, from the sums as Krippendorff and others 2016 write them."""
    o = coincidences(lines)
    values = sorted({v for line in lines for v in line if v is not None})
    every: list[int | None] = [None, *values]
    length = {c: _sum(o.get((c, k), Fraction(0)) for k in every) for c in every}
    total = _sum(length.values())
    k: dict[int | None, Fraction] = {None: length[None]}
    for value in values:
        k[value] = _sum(Fraction((e - s) ** 2) for line in lines for s, e, v in units_on(line) if v == value)
    divisor = total**2 - _sum(k.values())
    found: dict[str, Fraction | None] = {"u_alpha": None, "u_alpha_binary": None, "cu_alpha": _cu(lines, o, values)}
    if not divisor:
        return found

    def e(one: int | None, other: int | None) -> Fraction:
        return total * (length[one] * length[other] - (k[one] if one == other else 0)) / divisor

    by_chance = _sum(e(c, d) for c in every for d in every if c != d)
    if by_chance:
        found["u_alpha"] = 1 - _sum(o.get((c, d), Fraction(0)) for c in every for d in every if c != d) / by_chance
    gaps = _sum(e(None, d) for d in values)
    if gaps:
        found["u_alpha_binary"] = 1 - _sum(o.get((None, d), Fraction(0)) for d in values) / gaps
    return found


def _cu(lines: list[list[int | None]], o: Coincidences, values: list[int]) -> Fraction | None:
    met = {c: _sum(o.get((c, d), Fraction(0)) for d in values) for c in values}
    total = _sum(met.values())
    star = dict.fromkeys(values, Fraction(0))
    for coder, line in enumerate(lines):
        for start, end, value in units_on(line):
            for other, theirs in enumerate(lines):
                if other != coder:
                    shared = sum(theirs[i] is not None for i in range(start, end))
                    star[value] += Fraction(shared**2, len(lines) - 1)
    rest = total - _sum(star.values()) / total if total else Fraction(0)
    if not rest:
        return None
    same = _sum((met[c] ** 2 - star[c]) / rest for c in values)
    seen = _sum(o.get((c, d), Fraction(0)) for c in values for d in values if c != d)
    return 1 - seen / (total - same) if total - same else None
