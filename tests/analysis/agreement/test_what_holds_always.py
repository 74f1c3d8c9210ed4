"""What must hold of every project: what may not matter does not, and one measure is another where it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.agreement import by_hand
from tests.analysis.agreement.ratings import a_transcript, report_of, two_by_two
from tests.analysis.agreement.test_against_by_hand import judged
from workbench.analysis.agreement.estimates import Reason
from workbench.analysis.agreement.judgements import Judged
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.report import AgreementReport

COUNTS = st.integers(0, 12)
SEEDS = st.integers(0, 10_000)
COUNTED = [measure for measure in Measure if measure.of_counts]


def reckoned(project: by_hand.Project, transcripts: list[Judged] | None = None, codes: int = 0) -> AgreementReport:
    return report_of(transcripts or judged(project), coders=project.coders, categories=codes or project.codes)


def figures(report: AgreementReport) -> list[dict[Measure, float | None]]:
    """Return all figures, rounded, of the codes, pooled, and of the mean."""
    every = [*(code.figures for code in report.codes), report.overall, report.mean]
    return [{m: None if f.value is None else round(f.value, 9) for m, f in one.items()} for one in every]


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_order_of_the_coders_does_not_matter(seed: int) -> None:
    project = by_hand.a_project(seed)
    last = project.coders - 1
    turned = [
        replace(
            one,
            present=tuple(sorted(last - at for at in one.present)),
            given=replace(one.given, coders=[last - at for at in one.given.coders]),
        )
        for one in judged(project)
    ]
    assert figures(reckoned(project, turned)) == figures(reckoned(project))


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_what_codes_are_called_does_not_matter(seed: int) -> None:
    project = by_hand.a_project(seed)
    last = project.codes - 1
    turned = [
        replace(one, given=replace(one.given, codes=[last - code for code in one.given.codes]))
        for one in judged(project)
    ]
    *by_code, overall, mean = figures(reckoned(project))
    *turned_by_code, turned_overall, turned_mean = figures(reckoned(project, turned))
    assert turned_by_code == by_code[::-1]
    assert (turned_overall, turned_mean) == (overall, mean)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_passage_split_in_two_that_touch_is_the_same(seed: int) -> None:
    project = by_hand.a_project(seed)
    for spans in project.spans:
        for place, given_ in spans.items():
            spans[place] = [
                piece for start, end in given_ for piece in ((start, (start + end) // 2), ((start + end) // 2, end))
            ]
            spans[place] = [(start, end) for start, end in spans[place] if start < end]
    assert figures(reckoned(project)) == figures(reckoned(by_hand.a_project(seed)))


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_code_that_nobody_gave_changes_no_overall_figure(seed: int) -> None:
    project = by_hand.a_project(seed)
    with_one_more = reckoned(project, codes=project.codes + 1)
    assert figures(with_one_more)[-2:] == figures(reckoned(project))[-2:]
    assert with_one_more.codes[-1].figures[Measure.ALPHA].reason in {Reason.NO_VARIATION, Reason.TINY_N}


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_measures_that_are_one_another(a: int, b: int, c: int, d: int) -> None:
    n = a + b + c + d
    if not n:
        return
    report = report_of([a_transcript(two_by_two(a, b, c, d))])
    found = {m: f.value for m, f in report.codes[0].figures.items()}
    assert found[Measure.PERCENT] == pytest.approx((a + d) / n)
    assert found[Measure.PREVALENCE] == pytest.approx((2 * a + b + c) / (2 * n))
    pi, kappa = found[Measure.SCOTT], found[Measure.COHEN]
    if 2 * a + b + c in {0, 2 * n}:
        chance = [m for m in COUNTED if m.chance_corrected]
        assert {report.codes[0].figures[m].value for m in chance} == {None}
        assert {report.codes[0].figures[m].reason for m in chance} == {Reason.TINY_N if n == 1 else Reason.NO_VARIATION}
        return
    assert pi is not None
    assert found[Measure.FLEISS] == pi
    assert found[Measure.CONGER] == kappa
    assert found[Measure.ALPHA] == pytest.approx(pi + (1 - pi) / (2 * n))
    assert found[Measure.BRENNAN_PREDIGER] == pytest.approx(2 * (a + d) / n - 1)
    assert kappa == pytest.approx(2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d)))
    assert found[Measure.DICE] == pytest.approx(2 * a / (2 * a + b + c))
    assert found[Measure.JACCARD] == pytest.approx(a / (a + b + c))
    for measure in COUNTED:
        value = found[measure]
        assert value is not None
        assert value <= 1 + 1e-12
    assert report.overall[Measure.ALPHA].value == found[Measure.ALPHA]


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_alpha_of_sets_is_alpha_where_there_is_one_code(seed: int) -> None:
    project = by_hand.a_project(seed)
    project.codes = 1
    for spans in project.spans:
        for code, coder in [place for place in spans if place[0]]:
            del spans[code, coder]
    report = reckoned(project)
    alpha = report.codes[0].figures[Measure.ALPHA].value
    for measure in (Measure.ALPHA_JACCARD, Measure.ALPHA_MASI):
        found = report.overall[measure].value
        assert (found is None) if alpha is None else found == pytest.approx(alpha)


def test_with_three_coders_what_is_for_two_is_undefined() -> None:
    figures_ = report_of([a_transcript([[0, None, 0], [0, 0, None], [0, None, None]])], coders=3).codes[0].figures
    assert figures_[Measure.COHEN].reason is Reason.NOT_FOR_TWO_ALONE
    assert figures_[Measure.SCOTT].reason is Reason.NOT_FOR_TWO_ALONE
    assert figures_[Measure.CONGER].value is not None


def test_no_units_give_no_figures() -> None:
    (code,) = report_of([]).codes
    assert {figure.reason for m, figure in code.figures.items() if m.of_counts} == {Reason.NO_UNITS}


def test_a_code_left_out_of_a_transcript_is_reckoned_from_the_others() -> None:
    one, other = a_transcript(two_by_two(5, 2, 1, 9)), a_transcript(two_by_two(3, 3, 3, 3), "u")
    apart = replace(other, apart=frozenset({0}))
    assert figures(report_of([one, apart]))[0] == figures(report_of([one]))[0]
    assert report_of([one, apart]).codes[0].n == 17
    assert report_of([one, apart]).n == 29


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_what_is_a_whole_number_is_one_to_the_last_digit(seed: int) -> None:
    report = reckoned(by_hand.a_project(seed))
    for one in [*(code.figures for code in report.codes), report.overall, report.mean]:
        for measure, figure in one.items():
            if figure.value is not None:
                assert figure.value == round(figure.value) or abs(figure.value - round(figure.value)) > 1e-12, measure
