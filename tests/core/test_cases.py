"""Typed facts: which type values have, their one spelling, their order."""

import pytest

from workbench.core.cases import AttributeType, canonical, guess_type, sort_key
from workbench.core.errors import RefusedError


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["2010", " 2012 ", ""], AttributeType.INTEGER),
        (["2010", "3,5"], AttributeType.NUMBER),
        (["ja", "Nei"], AttributeType.BOOLEAN),
        (["2010-06-03"], AttributeType.DATE),
        (["0301"], AttributeType.TEXT),
        (["2010", "ukjent"], AttributeType.TEXT),
        (["", "  "], AttributeType.TEXT),
        ([], AttributeType.TEXT),
    ],
)
def test_the_narrowest_type_that_all_values_have_is_guessed(values: list[str], type_: AttributeType) -> None:
    assert guess_type(values) is type_


@pytest.mark.parametrize(
    ("value", "type_", "spelled"),
    [
        (" +2010 ", AttributeType.INTEGER, "2010"),
        ("3,50", AttributeType.NUMBER, "3.5"),
        ("3,0", AttributeType.NUMBER, "3"),
        ("Yes", AttributeType.BOOLEAN, "ja"),
        ("usant", AttributeType.BOOLEAN, "nei"),
        ("2010-06-03", AttributeType.DATE, "2010-06-03"),
        ("Moss   kommune", AttributeType.TEXT, "Moss kommune"),
    ],
)
def test_a_value_has_one_spelling(value: str, type_: AttributeType, spelled: str) -> None:
    assert canonical(value, type_) == spelled
    assert canonical(spelled, type_) == spelled


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("mange", AttributeType.INTEGER),
        ("3,5", AttributeType.INTEGER),
        ("nan", AttributeType.NUMBER),
        ("inf", AttributeType.NUMBER),
        ("1e999", AttributeType.NUMBER),
        ("kanskje", AttributeType.BOOLEAN),
        ("2010-13-01", AttributeType.DATE),
    ],
)
def test_a_value_that_is_not_of_the_type_is_refused(value: str, type_: AttributeType) -> None:
    with pytest.raises(RefusedError) as refusal:
        canonical(value, type_)
    assert refusal.value.hint


def test_numbers_sort_as_numbers_and_missing_values_last() -> None:
    years = ["", "2010", "999"]
    assert sorted(years, key=lambda v: sort_key(v, AttributeType.INTEGER)) == ["999", "2010", ""]
    assert sorted(["", "b", "A"], key=lambda v: sort_key(v, AttributeType.TEXT)) == ["A", "b", ""]
