"""A sample has the size that was asked for, lies evenly over the strata, and can be drawn again."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.sampling import stratified

STUDIES = st.dictionaries(st.integers(0, 20), st.integers(1, 9), min_size=1, max_size=12).map(
    lambda sizes: {stratum: [(stratum, i) for i in range(size)] for stratum, size in sizes.items()}
)


@given(STUDIES, st.floats(0.01, 1), st.integers(0, 10**6))
def test_every_stratum_gives_its_share_rounded_up_or_down(
    study: dict[int, list[tuple[int, int]]], share: float, seed: int
) -> None:
    every = [one for members in study.values() for one in members]
    drawn = stratified(study, share, seed)

    assert drawn == stratified(study, share, seed)
    assert len(set(drawn)) == len(drawn) == max(1, int(share * len(every) + 0.5))
    per = len(drawn) / len(every)
    given_by = Counter(stratum for stratum, _ in drawn)
    for stratum, members in study.items():
        assert abs(given_by[stratum] - per * len(members)) < 1 + 1e-9


def test_every_interview_is_drawn_as_often_as_every_other() -> None:
    study = {
        town: [f"{town}{year}" for year in (2010, 2011, 2012)] for town in ("Moss", "Hamar", "Bærum", "Lillehammer")
    }
    times = Counter(one for seed in range(3000) for one in stratified(study, 0.25, seed))

    assert len(times) == 12
    assert max(times.values()) / min(times.values()) == pytest.approx(1, abs=0.25)


def test_nothing_gives_nothing() -> None:
    assert stratified({}, 0.5, 1) == []
