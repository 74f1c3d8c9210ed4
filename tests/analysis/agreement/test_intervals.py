"""Intervals come from resampled transcripts, are the same for the same seed, and say what was resampled."""

from __future__ import annotations

import random

import pytest

from tests.analysis.agreement.ratings import a_transcript, report_of, two_by_two
from workbench.analysis.agreement.estimates import Estimate, quantile
from workbench.analysis.agreement.judgements import Judged
from workbench.analysis.agreement.packing import Packing
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.resampling import replicates


def study(transcripts: int, seed: int = 7) -> list[Judged]:
    """Return transcripts of which some are coded much alike and some are not."""
    rng = random.Random(seed)
    return [
        a_transcript(two_by_two(rng.randint(3, 9), rng.randint(0, 5), rng.randint(0, 5), 20), f"t{at}")
        for at in range(transcripts)
    ]


def test_what_is_packed_comes_out_again_and_adds_up() -> None:
    wide = Packing(8)
    one, other = [[1, 2, 3], [4, 5, 6]], [[10, 0, 2**40], [1, 1, 1]]
    packed, another = (wide.joined([wide.packed(cell) for cell in cells], 3) for cells in (one, other))
    assert wide.taken_apart(packed, 2, 3) == one
    assert wide.taken_apart(packed + another, 2, 3) == [[11, 2, 3 + 2**40], [5, 6, 7]]


def test_what_is_taken_away_is_taken_from_its_own_field() -> None:
    narrow = Packing(4)
    assert narrow.taken_apart(narrow.packed([5, 9, 2]) + 3 * narrow.packed([1, -3, 0]), 1, 3) == [[8, 0, 2]]


def test_numbers_are_packed_as_narrow_as_their_sums_allow() -> None:
    assert (Packing.for_sums(2**32 - 1), Packing.for_sums(2**32)) == (Packing(4), Packing(8))


def test_a_replicate_draws_as_many_rows_as_there_are_with_replacement() -> None:
    drawn = list(replicates([[1, 100], [10_000]], 200, seed=3))
    assert set(drawn) == {10_002, 10_101, 10_200}
    assert drawn == list(replicates([[1, 100], [10_000]], 200, seed=3))
    assert drawn != list(replicates([[1, 100], [10_000]], 200, seed=4))


def several_codes(seed: int = 5) -> list[Judged]:
    """Return transcripts in which two coders gave each unit one of three codes or none, much alike."""
    rng = random.Random(seed)
    found = []
    for at in range(12):
        first = [rng.choice((0, 0, 1, 2, None)) for _ in range(12)]
        other = [code if rng.random() < 0.6 else rng.choice((0, 1, 2, None)) for code in first]
        found.append(a_transcript([first, other], f"t{at}"))
    return found


@pytest.mark.parametrize("measure", Measure)
def test_replicates_are_what_a_slow_draw_gives(measure: Measure) -> None:
    transcripts, times = several_codes(), 40

    def reckoned(some: list[Judged], replicates: int = 0) -> list[Estimate]:
        report = report_of(some, categories=3, measures=(measure,), replicates=replicates, seed=11)
        every = [*(code.figures for code in report.codes), report.overall, report.mean]
        return [figures[measure] for figures in every]

    draw = random.Random(11)
    again = [reckoned(draw.choices(transcripts, k=12)) for _ in range(times)]
    for at, figure in enumerate(reckoned(transcripts, times)):
        values = sorted(found for one in again if (found := one[at].value) is not None)
        if figure.value is None:
            assert figure.low is None
            continue
        assert (figure.low, figure.high) == pytest.approx((quantile(values, 0.025), quantile(values, 0.975)))
        assert figure.below_667 == sum(value < 0.667 for value in values) / len(values)
        assert figure.undefined == times - len(values)


def test_what_is_resampled_is_said() -> None:
    assert report_of(study(12), replicates=10).resampled == "transcripts"


@pytest.mark.parametrize("measure", [one for one in Measure if not one.of_counts])
def test_what_is_told_of_passages_is_resampled_by_turn_too(measure: Measure) -> None:
    few = several_codes()[:4]
    whole, drawn = (report_of(few, categories=3, measures=(measure,), replicates=n) for n in (0, 60))
    assert drawn.resampled == "turns"
    for before, after in [
        *((one.figures[measure], other.figures[measure]) for one, other in zip(whole.codes, drawn.codes, strict=True)),
        (whole.overall[measure], drawn.overall[measure]),
    ]:
        assert after.value == pytest.approx(before.value)
        if after.value is not None:
            assert after.low is not None
            assert after.high is not None
            assert after.low < after.value < after.high


def test_of_few_transcripts_turns_are_resampled_within_each() -> None:
    report = report_of(study(4), replicates=100)
    figure = report.codes[0].figures[Measure.ALPHA]
    assert report.resampled == "turns"
    assert figure.low is not None
    assert figure.high is not None
    assert figure.value is not None
    assert figure.low < figure.value < figure.high
    assert report_of(study(1), replicates=100).codes[0].figures[Measure.ALPHA].low is not None


def test_one_turn_is_nothing_to_resample() -> None:
    report = report_of([a_transcript([[0], [None]])], replicates=100)
    assert report.resampled == ""
    assert report.codes[0].figures[Measure.PERCENT].low is None


def test_the_same_seed_gives_the_same_digits_and_another_others() -> None:
    first, again, other = (report_of(study(12), replicates=60, seed=seed) for seed in (1, 1, 2))
    assert first.overall == again.overall
    assert first.overall[Measure.ALPHA].low != other.overall[Measure.ALPHA].low


def test_replicates_that_are_undefined_are_counted_and_not_taken() -> None:
    # One unit of sixty with the code: in about a third of the draws nobody gave it.
    lone = [a_transcript([[0] + [None] * 4, [0] + [None] * 4])]
    blank = [a_transcript([[None] * 5, [None] * 5], f"t{at}") for at in range(11)]
    figure = report_of([*lone, *blank], replicates=300).codes[0].figures[Measure.ALPHA]
    assert 60 < figure.undefined < 160
    assert (figure.low, figure.high) == (1, 1)


def test_an_undefined_figure_has_no_interval() -> None:
    report = report_of([a_transcript([[None] * 5, [None] * 5])], replicates=50, categories=1)
    assert report.codes[0].figures[Measure.ALPHA].low is None
    percent = report.codes[0].figures[Measure.PERCENT]
    assert (percent.value, percent.low, percent.high) == (1, 1, 1)


def test_a_quantile_lies_on_the_line_between_its_neighbours() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5) == 3
    assert quantile([0.0, 10.0], 0.25) == pytest.approx(2.5)
    assert Estimate(0.5).with_replicates([], 10).undefined == 10
