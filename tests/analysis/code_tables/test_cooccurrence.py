"""Co-occurrence agrees with a count made character by character and turn by turn."""

from __future__ import annotations

import os
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.analysis.code_tables import brute_force
from tests.analysis.matrices.builders import Written, a_study, an_interview
from tests.analysis.matrices.random_studies import studies
from workbench.analysis.code_tables.cooccurrence import Cooccurrence, CooccurrenceRecipe, PairCell, Rule, cooccurrence
from workbench.analysis.matrices import Layer, Policy, Voices
from workbench.core.coders import Progress
from workbench.core.errors import NotFoundError, RefusedError

EXAMPLES = 400 if os.environ.get("WORKBENCH_MANY") else 10
POLICIES = (Policy.ONE, Policy.UNION, Policy.INTERSECTION, Policy.SUM)


@pytest.mark.parametrize(("rule", "policy"), product(Rule, POLICIES))
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_the_fast_path_and_the_definition_agree(rule: Rule, policy: Policy, data: st.DataObject) -> None:
    voices = data.draw(st.sampled_from(Voices))
    study, codings, texts = data.draw(studies(voices))
    works = brute_force.works(study, codings, policy)
    assume(
        any(
            c[4] in work.coders or policy is not Policy.ONE
            for work in works
            for c in codings
            if c[0] == work.interview.uuid
        )
    )
    assume(any(c[4] != "u-consensus" or policy is Policy.ONE for c in codings))
    recipe = CooccurrenceRecipe(
        rule=rule,
        within=data.draw(st.integers(0, 2)),
        policy=policy,
        voices=voices,
        roll_up=data.draw(st.booleans()),
        assume_done=data.draw(st.booleans()),
    )
    found = cooccurrence(study, recipe, codings, texts.__getitem__)
    for (i, row), (j, column) in product(enumerate(found.rows), repeat=2):
        a, b = ({r.code} if not recipe.roll_up else brute_force.branch(study, r.code) for r in (row, column))
        cell = found.cells[i][j]
        assert cell == found.cells[j][i]
        if i == j:
            continue
        if a & b:
            assert cell == PairCell(None, None, "same branch")
            continue
        held = {code for code in a | b if code != "u-innsparing"} | {row.code, column.code}
        count, share = brute_force.pair(works, texts, a, b, rule, recipe.within, voices)
        why = brute_force.why_no_zero(
            works, study, held, policy, voices, assume_done=recipe.assume_done, heard=rule is not Rule.OVERLAP
        )
        if not count and why:
            assert cell == PairCell(None, None, why)
            continue
        assert (cell.count, cell.partial) == (count, why is not None and count > 0)
        assert cell.coefficient == (None if share is None else pytest.approx(share))
        assert cell.reason == ("not used" if share is None else None)


def pairs(*written: Written, **rest: Any) -> Cooccurrence:
    """Compare codes in some interviews."""
    texts = {one.interview.uuid: one.spoken for one in written}
    rows = sorted(row for one in written for row in one.codings)
    return cooccurrence(a_study(*written), CooccurrenceRecipe(**rest), rows, texts.__getitem__)


def cell(found: Cooccurrence, row: str, column: str) -> PairCell:
    place = {one.key: at for at, one in enumerate(found.rows)}
    return found.cells[place[row]][place[column]]


SAID = ("R: one two three. Four five", "I: six", "R: seven eight", "R: nine")


def test_overlap_counts_pairs_of_codings_and_shares_characters() -> None:
    written = an_interview(said=SAID).coded("needs", "one two").coded("needs", "three").coded("budget", "two three")
    met = cell(pairs(written), "needs", "budget")
    # "one two" has 7 characters and "three" 5; "two three" has 9 and shares 3 + 5 with them: 8 of 13.
    assert met == PairCell(2, 8 / 13)


def test_touching_passages_do_not_overlap() -> None:
    written = an_interview(said=SAID).coded("needs", "one ").coded("budget", "two")
    assert cell(pairs(written), "needs", "budget") == PairCell(0, 0.0)


def test_one_turn_and_one_sentence_are_different_rules() -> None:
    written = an_interview(said=SAID).coded("needs", "one").coded("budget", "five").coded("budget", "nine")
    assert cell(pairs(written, rule=Rule.TURN), "needs", "budget") == PairCell(1, 0.5)
    assert cell(pairs(written, rule=Rule.SENTENCE), "needs", "budget") == PairCell(0, 0.0)


def test_near_counts_turns_whoever_speaks_between() -> None:
    written = an_interview(said=SAID).coded("needs", "one").coded("budget", "seven")
    assert cell(pairs(written, rule=Rule.NEAR, within=1), "needs", "budget").count == 0
    assert cell(pairs(written, rule=Rule.NEAR, within=2), "needs", "budget") == PairCell(2, 1.0)


def test_the_interviewers_turns_count_only_when_asked() -> None:
    written = an_interview(said=SAID).coded("needs", "six").coded("budget", "six")
    assert cell(pairs(written, rule=Rule.TURN), "needs", "budget").count == 0
    assert cell(pairs(written, rule=Rule.TURN, voices=Voices.ALL), "needs", "budget").count == 1


def test_two_coders_passages_never_meet_in_one_layer() -> None:
    both = {"anna": Layer(Progress.DONE, 1, 1.0), "bo": Layer(Progress.DONE, 1, 1.0)}
    written = an_interview(said=SAID, layers=both).coded("needs", "one two").coded("budget", "two", by="bo")
    assert cell(pairs(written, policy=Policy.SUM), "needs", "budget").count == 0
    assert cell(pairs(written, policy=Policy.UNION), "needs", "budget").count == 1
    assert cell(pairs(written), "needs", "budget").count == 0


def test_a_branch_is_not_compared_with_what_stands_in_it() -> None:
    written = an_interview(said=SAID).coded("needs", "one two").coded("budget", "two")
    found = pairs(written, roll_up=True)
    assert cell(found, "mapping", "needs") == PairCell(None, None, "same branch")
    assert cell(found, "mapping", "budget").count == 1
    assert cell(found, "mapping", "mapping").count == 1


def test_nothing_found_before_the_coder_is_done_is_no_zero() -> None:
    written = an_interview(said=SAID, layers={"anna": Layer(Progress.CODING)}).coded("needs", "one")
    assert cell(pairs(written), "needs", "budget") == PairCell(None, None, "not done yet")
    assert cell(pairs(written, assume_done=True), "needs", "budget") == PairCell(0, 0.0)


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError) as refused:
        pairs(an_interview(said=SAID).coded("needs", "one"), codes=("budgett",))
    assert "budget" in refused.value.hint


def test_a_study_without_a_coding_is_refused_in_words() -> None:
    with pytest.raises(RefusedError, match="Nothing is coded in the one interview"):
        pairs(an_interview(said=SAID))


def test_only_the_codes_named_are_compared() -> None:
    written = an_interview(said=SAID).coded("needs", "one two").coded("budget", "two")
    assert [row.key for row in pairs(written, codes=("Budget", "needs")).rows] == ["needs", "budget"]
