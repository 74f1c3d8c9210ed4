"""Filters on attributes leave what they say, with numbers as numbers."""

from __future__ import annotations

import pytest

from workbench.analysis.conditions import all_hold, parse
from workbench.core.cases import AttributeType
from workbench.core.errors import NotFoundError, RefusedError

TYPES = {"municipality": AttributeType.TEXT, "year": AttributeType.INTEGER}


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("", {"Moss 2010", "Moss 2012", "Bærum 999", "Bærum -"}),
        ("municipality:moss", {"Moss 2010", "Moss 2012"}),
        ("municipality=Moss year>=2011", {"Moss 2012"}),
        ("year<2012 and municipality!=Moss", {"Bærum 999"}),
        ("year<=2010", {"Moss 2010", "Bærum 999"}),
        ("year>2010", {"Moss 2012"}),
        ("year:", {"Bærum -"}),
        ("year!=2012", {"Moss 2010", "Bærum 999", "Bærum -"}),
    ],
)
def test_a_filter_leaves_the_interviews_it_names(where: str, left: set[str]) -> None:
    every = [("Moss", "2010"), ("Moss", "2012"), ("Bærum", "999"), ("Bærum", "")]
    conditions = parse(where, TYPES)
    kept = {f"{m} {y or '-'}" for m, y in every if all_hold(conditions, {"municipality": m, "year": y}, TYPES)}
    assert kept == left


@pytest.mark.parametrize(
    ("where", "value", "holds"),
    [
        ("share=3,5", "3.5", True),
        ("share!=3,50", "3.5", False),
        ("coastal:yes", "ja", True),
        ("coastal!=no", "nei", False),
        ("year=02011", "2011", True),
        ("year=mykje", "2011", False),
        ("year!=mykje", "2011", True),
    ],
)
def test_a_value_is_the_same_however_it_is_spelled(where: str, value: str, holds: bool) -> None:
    types = {**TYPES, "share": AttributeType.NUMBER, "coastal": AttributeType.BOOLEAN}
    assert all_hold(parse(where, types), dict.fromkeys(types, value), types) is holds


@pytest.mark.parametrize("where", ["Moss", "year>=mykje", 'municipality:"Moss', ">=3"])
def test_what_is_no_condition_is_refused(where: str) -> None:
    with pytest.raises(RefusedError):
        parse(where, TYPES)


def test_an_unknown_attribute_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="municipality"):
        parse("munisipality:Moss", TYPES)


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("municipality:moss or year=999", {"Moss 2010", "Moss 2012", "Bærum 999"}),
        ("not (municipality:moss or year=999)", {"Bærum -"}),
        ("municipality:M*", {"Moss 2010", "Moss 2012"}),
        ("(municipality:moss year>2010) or (municipality:bærum not year:)", {"Moss 2012", "Bærum 999"}),
    ],
)
def test_a_filter_knows_or_not_parentheses_and_stars(where: str, left: set[str]) -> None:
    test_a_filter_leaves_the_interviews_it_names(where, left)


def test_a_filter_on_interviews_asks_for_no_passages() -> None:
    with pytest.raises(RefusedError, match="knows no passages"):
        parse("near(year:2010, year:2011, 2 turns)", TYPES)
