"""What a query finds, by examples and against a slow reading of its rules."""

from __future__ import annotations

from random import Random

import pytest

from tests.analysis.retrieval.studies import SETTING, VOCABULARY, Slowly, a_passage, a_query, some_passages
from workbench.analysis.retrieval import CodedPassage, matches, overlapping, possible, understand

# Turns begin at 0, 6, 12, 18 and 24.
HERE = [
    a_passage(0, 5, "a"),
    a_passage(3, 8, "c", memo="Sjå budsjettet"),
    a_passage(3, 8, "c", "ben"),
    a_passage(6, 10, "b", sure=False),
    a_passage(12, 14, "c"),
    a_passage(14, 16, "a"),
    a_passage(24, 28, "d"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6]),
        ("code:a", [0, 3, 5]),
        ("code=a", [0, 5]),
        ("code:=a", [0, 5]),
        ("a", [0, 3, 5]),
        ("code!=a", [2, 3, 4, 6]),
        ("code:a code:c", [0, 3]),
        ("code:c code:a", [1]),
        ("code:a and code:a", [0, 3, 5]),
        ("code:a and code:b", [3]),
        ("code:a and not code:c", [5]),
        ("not code:a", [2, 4, 6]),
        ("not code:a coder:anna", [4, 6]),
        ("code:a or code:d", [0, 3, 5, 6]),
        ("code:c (code:a certainty:unsure)", [1]),
        ("code:c code:a certainty:unsure", []),
        ("code:c not (code:a certainty:sure)", [2, 4]),
        ("near(code:d, code:a, 1 turn)", []),
        ("near(code:d, code:a, 2 turns)", [6]),
        ("near(code:a, code:a, 1 turns)", [0, 3, 5]),
        ("near(code:a, code:a, 0 turns)", []),
        ("same-turn(code:c, code:a)", [1, 4]),
        ("code:a same-turn(code:c, code:a)", [0, 3]),
        ("memo:BUDSJETT", [1]),
        ("code:c memo:", [2, 4]),
        ("year>=2011 code:d", [6]),
        ("year<2011 or code:d", [6]),
        ("case:Hamar", []),
    ],
)
def test_a_query_finds(query: str, found: list[int]) -> None:
    assert matches(understand(query, VOCABULARY), SETTING, HERE) == found


@pytest.mark.parametrize("seed", range(6))
def test_what_is_found_quickly_is_what_the_rules_say(seed: int) -> None:
    random = Random(seed)
    empty = 0
    for _ in range(150):
        here, query = some_passages(random), a_query(random)
        asked = understand(query, VOCABULARY)
        found = matches(asked, SETTING, here)
        assert found == Slowly(here).matches(query), query
        assert not found or asked is None or possible(asked, SETTING), query
        empty += not found
    assert empty < 140


def test_a_passage_knows_the_other_codes_of_its_coder_on_it() -> None:
    assert overlapping(HERE, [1, 2, 6]) == {1: [0, 3], 2: [], 6: []}


def test_a_long_transcript_is_gone_through_once() -> None:
    here: list[CodedPassage] = [a_passage(at % 20, at % 20 + 9, "abcd"[at % 4]) for at in range(4000)]
    asked = understand("code:a code:c near(code:d, code:b, 1 turn) and not code:b memo:*", VOCABULARY)
    assert matches(asked, SETTING, here) == []
