"""A query says a code as one says it: by a part of its name, in any language, with its spaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.retrieval.studies import ANNA, BOOK, CODES, SETTING, a_passage
from workbench.analysis.retrieval import Vocabulary, matches, understand
from workbench.core.codebook import CodeTree
from workbench.core.errors import NotFoundError

NAMES = {
    "a": {"en": "Money", "nn": "Pengar"},
    "b": {"en": "Start-up loan", "nn": "Startlån"},
    "c": {"en": "Housing allowance", "nn": "Bustøtte"},
    "d": {"en": "Housing first", "nn": "Bustad først"},
}
VOCABULARY = Vocabulary(CodeTree([BOOK], [replace(code, names=NAMES[key]) for key, code in CODES.items()]), [])
PASSAGES = [a_passage(0, 4, "b"), a_passage(2, 6, "c"), a_passage(10, 14, "d")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("loan", [0]),
        ("Start-up loan", [0]),
        ("start-up LOAN", [0]),
        ("startlån", [0]),
        ("startlan", [0]),
        ("code:Start-up loan", [0]),
        ("allow", [1]),
        ("housing first", [2]),
        ("housing allowance or housing first", [1, 2]),
        ("not Start-up", [2]),
        ("not Start-up loan", [2]),
        ("b c", [0]),
        ("Start-up loan Housing allowance", [0]),
        ("Start-up loan coder:anna", [0]),
    ],
)
def test_a_code_is_found_by_a_part_of_its_name_and_by_words_without_quotes(query: str, found: list[int]) -> None:
    vocabulary = replace(VOCABULARY, coders=[ANNA])
    assert matches(understand(query, vocabulary), SETTING, PASSAGES) == found


def test_a_word_that_may_mean_several_or_none_is_answered_with_names() -> None:
    with pytest.raises(NotFoundError, match="may mean 2 codes") as several:
        understand("hous", VOCABULARY)
    assert several.value.hint == "Did you mean Housing allowance, Housing first?"
    with pytest.raises(NotFoundError, match="no code called") as none:
        understand("startlon", replace(VOCABULARY, language="nn"))
    assert "Startlån" in none.value.hint
