"""The sweep and the slow way say the same of invented projects."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tests.analysis.agreement import by_hand
from tests.analysis.agreement.by_hand import Project
from tests.analysis.agreement.ratings import Spans, report_of
from workbench.analysis.agreement.continuum import Continuum, Cut
from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.recipes import Measure, Rule
from workbench.core.segments import Unit


def judged(project: Project, *, characters: bool = False) -> list[Judged]:
    found: list[Judged] = []
    for at, units in enumerate(project.units):
        spans: Spans = {}
        for (code, coder), given in project.spans[at].items():
            spans.setdefault(code, {})[coder] = given
        line = Continuum(Cut.of([unit] for unit in units), characters=characters)
        found.append(Judged(f"t{at}", f"t{at}", line, tuple(project.present[at]), Given.of(spans)))
    return found


@pytest.mark.parametrize("way", ["any", "half", "characters"])
@pytest.mark.parametrize("seed", range(40))
def test_coefficients_of_invented_projects(seed: int, way: str) -> None:
    project = by_hand.a_project(seed)
    recipe: dict[str, object] = {"rule": Rule.HALF if way == "half" else Rule.ANY}
    if way == "characters":
        recipe = {"unit": Unit.CHARACTER}
    report = report_of(
        judged(project, characters=way == "characters"), coders=project.coders, categories=project.codes, **recipe
    )
    for code, found in enumerate(report.codes):
        rows = by_hand.ratings(project, code, half=way == "half", characters=way == "characters")
        assert found.n == len(rows)
        assert found.figures[Measure.PERCENT].value == pytest.approx(float(by_hand.percent(rows)))
        if not by_hand.varies(rows):
            assert found.figures[Measure.ALPHA].value is None
            continue
        expected: dict[str, Fraction] = {
            **by_hand.chance_corrected(rows),
            "krippendorff_alpha": by_hand.alpha(rows),
            "dice": by_hand.positive(rows)[0],
            "jaccard": by_hand.positive(rows)[1],
        }
        for name, figure in expected.items():
            assert found.figures[Measure(name)].value == pytest.approx(float(figure)), name


@pytest.mark.parametrize("seed", range(40))
def test_unitizing_measures_of_invented_lines(seed: int) -> None:
    rng = random.Random(seed)
    length, coders, values = rng.randint(5, 40), rng.randint(2, 4), rng.randint(1, 3)
    lines: list[list[int | None]] = []
    for _ in range(coders):
        line: list[int | None] = []
        while len(line) < length:
            line += [rng.choice([None, None, *range(values)])] * rng.randint(1, 8)
        lines.append(line[:length])
    spans: Spans = {}
    for coder, line in enumerate(lines):
        for start, end, code in by_hand.units_on(line):
            spans.setdefault(code, {}).setdefault(coder, []).append((start, end))
    one = Judged("t", "t", Continuum(Cut.of([[(0, length)]])), tuple(range(coders)), Given.of(spans))
    report = report_of([one], coders=coders, categories=values)
    for name, figure in by_hand.unitizing(lines).items():
        found = report.overall[Measure(name)].value
        assert (found is None) if figure is None else found == pytest.approx(float(figure)), name


@pytest.mark.parametrize("seed", range(20))
def test_one_code_against_the_rest_has_a_closed_form(seed: int) -> None:
    project = by_hand.a_project(seed)
    report = report_of(judged(project, characters=True), coders=project.coders, categories=project.codes)
    for code in range(project.codes):
        rows = by_hand.ratings(project, code, characters=True)
        found = report.codes[code].figures[Measure.U_BINARY].value
        if len(set(map(len, project.present))) > 1 or not by_hand.varies(rows):
            continue
        m = len(project.present[0])
        ones = sum(g is True for row in rows for g in row)
        n = m * len(rows)
        mixed = sum(sum(g is True for g in row) * sum(g is False for g in row) / (m - 1) for row in rows)
        squares = 0
        for at, one in enumerate(judged(project, characters=True)):
            for coder in project.present[at]:
                squares += sum((e - s) ** 2 for s, e in one.line.on_line(one.spans.get(code, {}).get(coder, [])))
        noughts = n - ones
        rest = n**2 - squares - noughts
        if rest > 0:
            assert found == pytest.approx(1 - mixed * rest / (n * ones * noughts))
