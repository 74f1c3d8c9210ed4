"""Names in a query are looked up, and one that is not there is answered with the nearest."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.retrieval.studies import ANNA, BEN, SETTING, VOCABULARY, a_passage
from workbench.analysis.queries import QueryError
from workbench.analysis.retrieval import WORDS, matches, understand
from workbench.core.cases import AttributeType
from workbench.core.errors import NotFoundError, WorkbenchError


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("code:zz", "There is: a, b, c, d"),
        ("coder:ana", "anna"),
        ("certainty:unsur", "unsure"),
        ("role:respondant", "respondent"),
        ("munisipality:Moss", "municipality"),
        ("codr:anna", "coder"),
        ("transcript:Mos_2011", "Moss_2011"),
        ("case:Mosss", "Moss"),
        ("counted:ana", "anna"),
        ("zz", "text:WORD"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(query: str, near: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        understand(query, VOCABULARY)
    assert near in refused.value.hint


@pytest.mark.parametrize("query", ["code>a", "coder>=anna", "certainty!=sure", "memo<x", "x and coder>b"])
def test_what_has_no_order_is_not_compared_so(query: str) -> None:
    with pytest.raises((QueryError, NotFoundError)):
        understand(query, VOCABULARY)


def test_values_are_compared_by_their_type() -> None:
    with pytest.raises(WorkbenchError):
        understand("year>=mykje", VOCABULARY)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("created:2011-05-03", True),
        ("created:2011-05", True),
        ("created:2011", True),
        ("created>2011-05", False),
        ("created>=2011-05", True),
        ("created<2011-05-04", True),
        ("created<2011", False),
        ("created!=2012", True),
    ],
)
def test_a_date_is_compared_as_far_as_it_is_said(query: str, holds: bool) -> None:
    made = datetime.datetime(2011, 5, 3, 23, 59, tzinfo=datetime.UTC)
    passage = a_passage(0, 4, "a")
    coding = dataclasses.replace(passage.coding, created_at=int(made.timestamp() * 1e6))
    passage = dataclasses.replace(passage, listed=dataclasses.replace(passage.listed, coding=coding))
    assert bool(matches(understand(query, VOCABULARY), SETTING, [passage])) is holds


def test_a_star_stands_for_anything_unless_it_stands_in_quotes() -> None:
    def holds(query: str) -> bool:
        return bool(matches(understand(query, VOCABULARY), SETTING, [a_passage(0, 4, "a")]))

    assert holds("transcript:moss*")
    assert holds("transcript:M*2*1")
    assert not holds("municipality:*mm")
    assert not holds("municipality!=m*")
    assert not holds('municipality:"M*"')


def test_the_beginning_of_a_transcripts_name_is_enough_where_only_one_begins_so() -> None:
    here = [a_passage(0, 4, "a")]
    assert matches(understand("transcript:moss", VOCABULARY), SETTING, here) == [0]
    vocabulary = dataclasses.replace(VOCABULARY, transcripts=["Moss_2011", "Moss_2012"])
    with pytest.raises(NotFoundError, match="may mean 2") as refused:
        understand("transcript:Moss", vocabulary)
    assert "transcript:Moss*" in refused.value.hint
    assert matches(understand("transcript:Moss*", vocabulary), SETTING, here) == [0]


def test_an_attribute_that_is_called_like_a_word_of_the_language_is_meant_in_quotes() -> None:
    attributes = {"role": AttributeType.TEXT, **VOCABULARY.attributes}
    vocabulary = dataclasses.replace(VOCABULARY, attributes=attributes)
    setting = dataclasses.replace(SETTING, attributes={**SETTING.attributes, "role": "leiar"})
    assert matches(understand('"role":leiar', vocabulary), setting, [a_passage(0, 4, "a")]) == [0]
    with pytest.raises(NotFoundError):
        understand("role:leiar", vocabulary)


def test_the_consensus_may_be_named_before_there_is_one() -> None:
    here = [a_passage(0, 4, "a")]
    assert matches(understand("coder:consensus", VOCABULARY), SETTING, here) == []
    assert matches(understand("not coder:consensus", VOCABULARY), SETTING, here) == [0]


def test_counted_asks_whose_work_a_matrix_counts() -> None:
    def counted_by(named: object) -> dict[str, str | None]:
        return {SETTING.uuid: BEN.uuid if named == [] else ANNA.uuid}

    vocabulary = dataclasses.replace(VOCABULARY, counted_by=counted_by)
    here = [a_passage(0, 4, "a"), a_passage(0, 4, "a", "ben")]
    assert matches(understand("counted:yes", vocabulary), SETTING, here) == [1]
    assert matches(understand("counted:anna,ben", vocabulary), SETTING, here) == [0]


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*WORDS, ":", "=", ">=", "!=", "a", "year", "(", ")", "not", "or", "near(", ",", '"', " "]),
            st.text(max_size=4),
        )
    ).map("".join)
)
def test_whatever_is_asked_is_answered_or_refused(query: str) -> None:
    found: list[int] = []
    with contextlib.suppress(WorkbenchError):
        found = matches(understand(query, VOCABULARY), SETTING, [a_passage(0, 4, "a")])
    assert found in ([], [0])
