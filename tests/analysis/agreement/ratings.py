"""Judgements built from what tables and lists of ratings say: one unit of text a rating, one code a category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from workbench.analysis.agreement.continuum import Continuum, Cut
from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.reckoning import reckon
from workbench.analysis.agreement.report import AgreementReport, ComparedCode, Figures
from workbench.core.passages import Span

WIDTH = 10
"""How many characters a unit of these tests has."""

Spans = dict[int, dict[int, list[tuple[int, int]]]]


def a_line(units: int) -> Continuum:
    """Return a text of so many turns, one after the other."""
    turns = Cut.of([[Span(at * WIDTH, (at + 1) * WIDTH)] for at in range(units)])
    return Continuum(turns, turns=turns)


def a_transcript(ratings: Sequence[Sequence[int | None]], name: str = "t") -> Judged:
    """Return a transcript in which each unit has one code or none (None) from each coder: ``ratings[coder][unit]``.

    A coder of whom nothing is given (an empty list) did not judge it.
    """
    spans: Spans = {}
    for coder, given in enumerate(ratings):
        for unit, code in enumerate(given):
            if code is not None:
                spans.setdefault(code, {}).setdefault(coder, []).append((unit * WIDTH, (unit + 1) * WIDTH))
    units = max(map(len, ratings))
    present = tuple(coder for coder, given in enumerate(ratings) if given)
    return Judged(name, name, a_line(units), present, Given.of(spans))


def codes(n: int) -> list[ComparedCode]:
    """Return so many codes: ``k0``, ``k1``, …"""
    return [ComparedCode(f"uuid-{at}", f"k{at}", {}, (f"uuid-{at}",)) for at in range(n)]


def report_of(transcripts: Sequence[Judged], *, coders: int = 2, categories: int = 1, **recipe: Any) -> AgreementReport:
    """Reckon agreement, without intervals unless they are asked for."""
    told = replace(AgreementRecipe(replicates=0), **recipe)
    return reckon(told, [f"coder{at}" for at in range(coders)], codes(categories), transcripts)


def from_table(table: str) -> list[list[int]]:
    """Return two coders' ratings from a table of counts: rows of coder 1 parted by ``/``."""
    rows = [[int(n) for n in row.split()] for row in table.split("/")]
    pairs = [pair for pair in product(range(len(rows)), range(len(rows[0]))) for _ in range(rows[pair[0]][pair[1]])]
    return [[one for one, _ in pairs], [other for _, other in pairs]]


def two_by_two(a: int, b: int, c: int, d: int) -> list[list[int | None]]:
    """Return two coders' ratings of one code: given by both, by the first, by the second, by neither."""
    pairs: list[tuple[int | None, int | None]] = [(0, 0)] * a + [(0, None)] * b + [(None, 0)] * c + [(None, None)] * d
    return [[one for one, _ in pairs], [other for _, other in pairs]]


def value(figures: Figures, measure: Measure) -> float:
    """Return a defined figure."""
    found = figures[measure].value
    assert found is not None
    return found
