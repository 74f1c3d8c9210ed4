"""Figures that are printed in the literature come out to the digits that are printed, or exactly where they are known.

Categories that exclude each other are codes here. Over such codes the pooled kappa, pi and alpha are those of the table
itself: both disagreements are summed over the categories, each counting a differing pair twice.
"""

from __future__ import annotations

import pytest

from tests.analysis.agreement.ratings import a_transcript, from_table, report_of, two_by_two, value
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.report import EVERYWHERE, NEVER, AgreementReport

ALPHA, COHEN, SCOTT, FLEISS = Measure.ALPHA, Measure.COHEN, Measure.SCOTT, Measure.FLEISS
PERCENT, AC1, S = Measure.PERCENT, Measure.AC1, Measure.BRENNAN_PREDIGER


def of_strings(*ratings: str) -> AgreementReport:
    """Reckon what coders gave to units, a letter or figure each; ``*`` is a unit that a coder did not judge."""
    every = sorted(set("".join(ratings)) - {"*"})
    units = [
        a_transcript([[every.index(r[at])] if r[at] != "*" else [] for r in ratings], f"t{at}")
        for at in range(len(ratings[0]))
        if sum(r[at] != "*" for r in ratings) > 1
    ]
    return report_of(units, coders=len(ratings), categories=len(every))


def of_counts(rows: str, raters: int) -> AgreementReport:
    """Reckon counts of raters by category, a unit a word; which rater gave what does not matter."""
    units = [[int(n) for n in row] for row in rows.split()]
    ratings = [[category for category, n in enumerate(row) for _ in range(n)] for row in units]
    by_rater = [[one[rater] for one in ratings] for rater in range(raters)]
    return report_of([a_transcript(by_rater)], coders=raters, categories=len(units[0]))


@pytest.mark.parametrize(
    ("source", "table", "expected"),
    [
        ("Cohen 1960 p. 45", "88 14 18/10 40 10/2 6 12", {COHEN: 0.4915254}),
        ("Artstein & Poesio 2008 p. 558", "20 10/20 50", {SCOTT: 0.3406593, COHEN: 0.3478261}),
        (
            "Artstein & Poesio 2008 p. 568",
            "46 0 0/6 32 6/0 0 10",
            {SCOTT: 0.7995322, COHEN: 0.8013245, ALPHA: 0.8005346},
        ),
        ("Brennan & Prediger 1981 p. 689", "50 0 0/10 10 10/20 0 0", {COHEN: 0.2727273}),
        ("Brennan & Prediger 1981 p. 691", "50 0 10/0 10 10/10 10 0", {COHEN: 0.2857143}),
        ("Zwick 1988", "20 5 5 10/0 10 5 5/0 5 10 5/0 0 0 20", {SCOTT: 0.4594595, COHEN: 0.4736842}),
        ("Gwet, irrCAC README", "13 0 0/0 20 7/0 4 56", {COHEN: 0.7964094, SCOTT: 0.7962397, ALPHA: 0.7972585}),
    ],
)
def test_tables_of_two_coders(source: str, table: str, expected: dict[Measure, float]) -> None:
    ratings = from_table(table)
    found = report_of([a_transcript(ratings)], categories=len(table.split("/")))
    for measure, printed in expected.items():
        assert value(found.overall, measure) == pytest.approx(printed, abs=1e-6), (source, measure)
    assert found.overall[Measure.CONGER].value == pytest.approx(found.overall[COHEN].value)
    if ALPHA in expected:
        assert found.overall[Measure.ALPHA_JACCARD].value == pytest.approx(expected[ALPHA], abs=1e-6)


@pytest.mark.parametrize(
    ("source", "cells", "expected"),
    [
        ("Artstein & Poesio 2008 p. 558", (20, 10, 20, 50), {S: 0.4, SCOTT: 0.3406593, COHEN: 0.3478261}),
        ("Feinstein & Cicchetti 1990; Byrt 1993", (40, 9, 6, 45), {PERCENT: 0.85, COHEN: 0.6995192, S: 0.70}),
        ("Feinstein & Cicchetti 1990", (80, 10, 5, 5), {PERCENT: 0.85, COHEN: 0.3181818, S: 0.70}),
        ("Viera & Garrett 2005", (15, 5, 10, 70), {COHEN: 0.5714286}),
        ("NVivo's help", (50, 0, 150, 800), {PERCENT: 0.85}),
        ("without interviewers", (10, 10, 10, 70), {COHEN: 0.375}),
        ("with 100 turns of interviewers", (10, 10, 10, 170), {COHEN: 0.4444444}),
        ("one coder alone", (0, 10, 0, 90), {PERCENT: 0.9, COHEN: 0, SCOTT: -0.0526316, ALPHA: -0.0473684, S: 0.8}),
        ("one all, the other nothing", (0, 100, 0, 0), {PERCENT: 0, COHEN: 0, SCOTT: -1, ALPHA: -0.99, AC1: -1, S: -1}),
        ("one all, the other half", (50, 50, 0, 0), {PERCENT: 0.5, COHEN: 0, SCOTT: -1 / 3, AC1: 0.2, S: 0}),
        ("one unit, differing", (0, 1, 0, 0), {PERCENT: 0, COHEN: 0, SCOTT: -1, ALPHA: 0, AC1: -1, S: -1}),
    ],
)
def test_one_code_of_two_coders(source: str, cells: tuple[int, int, int, int], expected: dict[Measure, float]) -> None:
    (code,) = report_of([a_transcript(two_by_two(*cells))]).codes
    for measure, printed in expected.items():
        assert value(code.figures, measure) == pytest.approx(printed, abs=1e-6), (source, measure)


@pytest.mark.parametrize(
    ("cells", "warnings"),
    [
        ((0, 10, 0, 90), (NEVER,)),
        ((0, 100, 0, 0), (NEVER, EVERYWHERE)),
        ((50, 50, 0, 0), (EVERYWHERE,)),
        ((100, 0, 0, 0), ()),
        ((5, 5, 5, 5), ()),
    ],
)
def test_what_to_keep_in_mind_of_one_sided_codes(cells: tuple[int, int, int, int], warnings: tuple[str, ...]) -> None:
    (code,) = report_of([a_transcript(two_by_two(*cells))]).codes
    assert code.warnings == warnings


def test_reliability_data_in_two_categories_krippendorff_1980_p_133() -> None:
    found = of_strings("1100000000", "0110010100")
    assert value(found.codes[1].figures, ALPHA) == pytest.approx(0.0952381, abs=1e-6)
    assert value(found.codes[1].figures, PERCENT) == pytest.approx(0.6)


def test_three_coders_and_each_category_krippendorff_1980_p_139() -> None:
    found = of_strings("112412132", "122442232", "122442332")
    assert value(found.overall, ALPHA) == pytest.approx(0.6417323, abs=1e-6)
    assert value(found.overall, Measure.ALPHA_JACCARD) == pytest.approx(0.6417323, abs=1e-6)
    by_category = [value(code.figures, ALPHA) for code in found.codes]
    assert by_category == pytest.approx([0.381, 0.711, 0.717, 0.764], abs=5e-4)


@pytest.mark.parametrize(
    ("ratings", "alpha"),
    [(("aabbdcccedda", "babbbccceddd"), 0.6919643), (("aabbbbbccccc", "abbbbbcccccc"), 0.7341040)],
)
def test_nominal_data_krippendorff_2011_b_and_2004_p_227(ratings: tuple[str, str], alpha: float) -> None:
    assert value(of_strings(*ratings).overall, ALPHA) == pytest.approx(alpha, abs=1e-6)


def test_coders_missing_in_some_units_krippendorff_2011_c() -> None:
    found = of_strings("123321412***", "1233224125**", "*33323422513", "12332441251*")
    assert value(found.overall, ALPHA) == pytest.approx(0.7434211, abs=1e-6)
    assert value(found.overall, Measure.ALPHA_JACCARD) == pytest.approx(0.7434211, abs=1e-6)


_FLEISS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000 02040 "
    "10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def test_six_raters_and_each_category_fleiss_1971() -> None:
    found = of_counts(_FLEISS, 6)
    assert value(found.overall, FLEISS) == pytest.approx(0.4302445, abs=1e-6)
    by_category = [value(code.figures, FLEISS) for code in found.codes]
    assert by_category == pytest.approx([0.248, 0.248, 0.517, 0.470, 0.565], abs=5e-3)


def test_six_raters_of_fifteen_units_gwet() -> None:
    found = of_counts(" ".join(_FLEISS.split()[:15]), 6)
    assert value(found.overall, FLEISS) == pytest.approx(0.4139265, abs=1e-6)
    assert value(found.overall, ALPHA) == pytest.approx(0.4204384, abs=1e-6)


def test_the_pooled_figure_is_not_that_of_the_summed_table() -> None:
    # One code given at random and nine that nobody gave: the summed table would say 0.47 where the truth is 0.
    found = report_of([a_transcript(two_by_two(25, 25, 25, 25))], categories=10)
    assert value(found.overall, COHEN) == pytest.approx(0)
    assert value(found.mean, COHEN) == pytest.approx(0)
    assert found.counted[COHEN] == 1


def test_a_coder_who_was_not_there_is_no_coder_who_gave_nothing() -> None:
    both = a_transcript(two_by_two(8, 1, 1, 10))
    alone = a_transcript([*two_by_two(4, 2, 0, 4), two_by_two(4, 2, 0, 4)[0]])
    missing = report_of([both, alone], coders=3).codes[0]
    assert missing.n == 30
    assert missing.given == {"coder0": 15, "coder1": 13, "coder2": 6}
    counted_as_nothing = report_of([a_transcript([*two_by_two(8, 1, 1, 10), [None] * 20]), alone], coders=3).codes[0]
    assert value(counted_as_nothing.figures, ALPHA) < value(missing.figures, ALPHA)
