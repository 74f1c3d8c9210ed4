"""Figures beside those of programs that others rely on, where they are installed: they are no dependency of ours.

scikit-learn and statsmodels are large, krippendorff is under the GPL, so that none of them is installed for tests. With
``pip install scikit-learn statsmodels krippendorff`` in a place of its own these run; without, they are passed over.
"""

from __future__ import annotations

import random

import pytest

from tests.analysis.agreement.ratings import a_transcript, report_of, value
from workbench.analysis.agreement.recipes import Measure

Given = list[list[int]]


def some_ratings(seed: int, coders: int, categories: int, units: int = 60) -> Given:
    rng = random.Random(seed)
    truth = [rng.randrange(categories) for _ in range(units)]
    return [[t if rng.random() < 0.7 else rng.randrange(categories) for t in truth] for _ in range(coders)]


@pytest.mark.parametrize("seed", range(10))
def test_cohens_kappa_as_scikit_learn_has_it(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    given = some_ratings(seed, 2, 4)
    report = report_of([a_transcript(given)], categories=4)
    assert value(report.overall, Measure.COHEN) == pytest.approx(metrics.cohen_kappa_score(*given))
    for code, found in enumerate(report.codes):
        binary = [[int(v == code) for v in one] for one in given]
        assert value(found.figures, Measure.COHEN) == pytest.approx(metrics.cohen_kappa_score(*binary))
        assert value(found.figures, Measure.DICE) == pytest.approx(metrics.f1_score(*binary))
        assert value(found.figures, Measure.JACCARD) == pytest.approx(metrics.jaccard_score(*binary))


@pytest.mark.parametrize("seed", range(10))
def test_fleiss_kappa_as_statsmodels_has_it(seed: int) -> None:
    rater = pytest.importorskip("statsmodels.stats.inter_rater")
    given = some_ratings(seed, 4, 3)
    report = report_of([a_transcript(given)], coders=4, categories=3)
    counts = [[row.count(c) for c in range(3)] for row in zip(*given, strict=True)]
    assert value(report.overall, Measure.FLEISS) == pytest.approx(rater.fleiss_kappa(counts))
    binary = [[row[0], 4 - row[0]] for row in counts]
    assert value(report.codes[0].figures, Measure.FLEISS) == pytest.approx(rater.fleiss_kappa(binary))
    assert value(report.codes[0].figures, Measure.BRENNAN_PREDIGER) == pytest.approx(
        rater.fleiss_kappa(binary, method="randolph")
    )


@pytest.mark.parametrize("seed", range(10))
def test_alpha_with_coders_missing_as_krippendorff_has_it(seed: int) -> None:
    program = pytest.importorskip("krippendorff")
    rng = random.Random(seed)
    given = some_ratings(seed, 4, 3, 30)
    present = [rng.sample(range(4), rng.randint(2, 4)) for _ in range(30)]
    units = [
        a_transcript([[given[c][at]] if c in here else [] for c in range(4)], f"t{at}")
        for at, here in enumerate(present)
    ]
    report = report_of(units, coders=4, categories=3)
    data = [[given[c][at] if c in present[at] else float("nan") for at in range(30)] for c in range(4)]
    expected = program.alpha(reliability_data=data, level_of_measurement="nominal")
    assert value(report.overall, Measure.ALPHA) == pytest.approx(expected)
    assert value(report.overall, Measure.ALPHA_JACCARD) == pytest.approx(expected)
