"""What a cell means: the rules of a matrix, one a test."""

from dataclasses import replace

import pytest

from tests.analysis.matrices.builders import CODING, DONE, a_code, a_study, an_interview, by, cell, count, reason, value
from workbench.analysis.matrices import Layer, Measure, Policy, Recipe, RowKind, Voices, count_matrix, count_tallies
from workbench.core.codebook import Codebook, CodeTree
from workbench.core.coders import Progress
from workbench.core.errors import NotFoundError

BOTH = {"anna": DONE, "bo": DONE}


def test_a_municipality_and_year_without_an_interview_is_not_zero() -> None:
    matrix = count(an_interview("Moss", "2010"), an_interview("Hamar", "2012"))

    assert reason(matrix, "needs", "Moss", "2012") == "no interview"
    assert value(matrix, "needs", "Moss", "2010") == 0


def test_nothing_found_in_a_transcript_that_is_not_done_is_not_zero() -> None:
    matrix = count(an_interview(layers={"anna": CODING}))

    assert reason(matrix, "needs", "Moss", "2010") == "not done yet"
    assert matrix.columns[0].done == 0


def test_nothing_found_where_nobody_has_begun_is_not_zero() -> None:
    assert reason(count(an_interview(layers={})), "needs") == "not done yet"


def test_a_code_that_came_after_the_coder_was_done_was_not_looked_for() -> None:
    matrix = count(an_interview(), held={"budget": 2})

    assert reason(matrix, "budget", "Moss", "2010") == "not looked for"
    assert value(matrix, "needs", "Moss", "2010") == 0


def test_a_transcript_done_without_a_codebook_revision_has_looked_for_nothing() -> None:
    assert reason(count(an_interview(layers={"anna": Layer(Progress.DONE)})), "needs") == "not looked for"


def test_a_branch_is_looked_for_only_where_all_of_it_was() -> None:
    matrix = count(an_interview(), recipe=by(roll_up=True), held={"figures": 2})

    assert reason(matrix, "mapping", "Moss", "2010") == "not looked for"
    assert value(matrix, "budget", "Moss", "2010") == 0


def test_a_retired_code_does_not_hold_its_branch_back() -> None:
    codes = (a_code("mapping"), a_code("needs", "mapping", retired=True))

    matrix = count(an_interview(), recipe=by(roll_up=True), codes=codes, held={"needs": 2})

    assert value(matrix, "mapping") == 0


def test_a_retired_code_is_shown_only_where_it_was_used() -> None:
    codes = (a_code("old", retired=True), a_code("older", retired=True, position=1), a_code("new", position=2))

    matrix = count(an_interview().coded("old", "two"), codes=codes)

    assert [row.key for row in matrix.rows] == ["old", "new"]


def test_a_count_above_zero_is_shown_and_marked_partial_while_a_transcript_is_not_done() -> None:
    matrix = count(an_interview().coded("needs", "two"), an_interview(layers={"anna": CODING}))

    assert cell(matrix, "needs", "Moss", "2010").value == 1
    assert cell(matrix, "needs", "Moss", "2010").partial
    assert matrix.columns[0].done == 0.5
    assert "1 of 2 transcripts are not done" in matrix.notices[0].message


def test_zero_needs_every_transcript_of_the_column() -> None:
    assert reason(count(an_interview(), an_interview(layers={"anna": CODING})), "needs") == "not done yet"


def test_assume_done_takes_every_transcript_as_done_and_the_recipe_says_so() -> None:
    matrix = count(an_interview(layers={}), recipe=by(assume_done=True), held={"budget": 9})

    assert value(matrix, "needs") == value(matrix, "budget") == 0
    assert ("Transcripts not done", "taken as done") in matrix.recipe.lines()
    assert matrix.columns[0].done == 0


def test_a_measure_of_text_says_when_no_respondent_is_known() -> None:
    interview = an_interview(said=["?: one two three"]).coded("needs", "two")

    assert reason(count(interview, recipe=by(measure=Measure.WORDS)), "needs") == "roles unknown"
    assert value(count(interview), "needs") == 1


def test_a_share_leaves_transcripts_without_known_roles_out_of_both_sides() -> None:
    known = an_interview(said=["R: one two three four"]).coded("needs", "two")
    unknown = an_interview(said=["?: five six"]).coded("needs", "five")

    matrix = count(known, unknown, recipe=by(measure=Measure.SHARE))

    assert value(matrix, "needs") == 25
    assert cell(matrix, "needs").partial
    assert matrix.whole.words == 4


def test_a_respondent_without_a_word_is_as_good_as_unknown() -> None:
    silent = an_interview(said=["R: …"]).coded("needs", "…")
    spoken = an_interview(said=["R: one two"])

    for measure in (Measure.TURNS, Measure.CHARACTERS, Measure.PER_1000):
        matrix = count(silent, spoken, recipe=by(measure=measure))

        assert reason(matrix, "needs") == "roles unknown"


def test_text_measures_leave_the_interviewers_turns_out_unless_asked_for() -> None:
    interview = an_interview(said=["I: one two", "R: three four"]).coded("needs", "two\nthree")

    assert value(count(interview, recipe=by(measure=Measure.WORDS)), "needs") == 1
    assert value(count(interview, recipe=by(measure=Measure.WORDS, voices=Voices.ALL)), "needs") == 2


def test_marks_and_time_stamps_are_no_words_in_counts_and_denominators() -> None:
    interview = an_interview(said=["R: one [latter her] two 00:12:31 three"])
    interview.coded("needs", "one [latter her] two 00:12:31 three")

    matrix = count(interview, recipe=by(measure=Measure.WORDS))

    assert value(matrix, "needs") == matrix.columns[0].words == 3


def test_a_turn_of_which_only_a_mark_is_coded_has_not_the_code() -> None:
    interview = an_interview(said=["R: one [latter] two", "R: three"]).coded("needs", "[latter]")

    assert value(count(interview, recipe=by(measure=Measure.TURNS)), "needs") == 0


@pytest.mark.parametrize(("words", "n"), [("w", 0), ("on", 1), ("ne", 1), ("e tw", 1), ("ne tw", 2)])
def test_a_word_counts_when_half_of_it_is_covered(words: str, n: int) -> None:
    interview = an_interview(said=["R: one two"]).coded("needs", words, "anna")

    assert value(count(interview, recipe=by(measure=Measure.WORDS)), "needs") == n


def test_two_passages_that_each_hold_a_quarter_of_a_word_hold_half_of_it() -> None:
    interview = an_interview(said=["R: abcd"]).coded("needs", "a").coded("needs", "c")

    assert value(count(interview, recipe=by(measure=Measure.WORDS)), "needs") == 1


def test_characters_outside_the_basic_plane_are_one_each() -> None:
    interview = an_interview(said=["R: 🏠🏡 𝔘𝔫 hus"]).coded("needs", "🏠🏡 𝔘𝔫")

    assert value(count(interview, recipe=by(measure=Measure.CHARACTERS)), "needs") == 5
    assert value(count(interview, recipe=by(measure=Measure.WORDS)), "needs") == 1


@pytest.mark.parametrize("policy", Policy)
def test_a_coders_own_overlapping_codings_count_once_in_text_measures_under_every_policy(policy: Policy) -> None:
    layers = BOTH if policy is Policy.INTERSECTION else {"anna": DONE}
    interview = an_interview(layers=layers).coded("needs", "one two three").coded("needs", "two three four")
    if policy is Policy.INTERSECTION:
        interview.coded("needs", "one two three four", "bo")

    assert value(count(interview, recipe=by(measure=Measure.WORDS, policy=policy)), "needs") == 4


def test_the_default_counts_exactly_one_layer_of_a_transcript() -> None:
    interview = an_interview(layers=BOTH, primary="bo").coded("needs", "two").coded("needs", "two", "bo")

    assert value(count(interview), "needs") == 1


def test_the_default_counts_the_primary_coder_and_not_the_projects_first() -> None:
    matrix = count(an_interview(layers=BOTH, primary="bo").coded("needs", "two").coded("budget", "two", "bo"))

    assert (value(matrix, "needs"), value(matrix, "budget")) == (0, 1)


def test_the_default_counts_the_consensus_where_it_is_complete() -> None:
    layers = {**BOTH, "consensus": DONE}
    settled = an_interview(layers=layers, consensus=True).coded("needs", "two").coded("budget", "two", "consensus")
    open_still = an_interview("Hamar", layers=layers).coded("needs", "two").coded("budget", "two", "consensus")

    matrix = count(settled, open_still)

    assert (value(matrix, "needs", "Moss", "2010"), value(matrix, "budget", "Moss", "2010")) == (0, 1)
    assert (value(matrix, "needs", "Hamar", "2010"), value(matrix, "budget", "Hamar", "2010")) == (1, 0)


def test_one_named_coder_is_counted_alone() -> None:
    interview = an_interview(layers=BOTH, consensus=True).coded("needs", "two").coded("budget", "two", "bo")

    matrix = count(interview, recipe=by(coders=("bo",)))

    assert (value(matrix, "needs"), value(matrix, "budget")) == (0, 1)


def double_coded() -> tuple[Measure, ...]:
    return (Measure.CODINGS, Measure.TRANSCRIPTS, Measure.WORDS)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy.ONE, (2, 1, 4)),
        (Policy.UNION, (2, 1, 5)),
        (Policy.INTERSECTION, (1, 1, 1)),
        (Policy.SUM, (3, 2, 6)),
        (Policy.MEAN, (1.5, 1, 3)),
    ],
)
def test_the_policies_put_two_coders_together(policy: Policy, expected: tuple[float, ...]) -> None:
    interview = an_interview(layers=BOTH).coded("needs", "one two").coded("needs", "five six")
    interview.coded("needs", "six seven", "bo")

    found = tuple(value(count(interview, recipe=by(measure=m, policy=policy)), "needs") for m in double_coded())

    assert found == expected


def test_an_intersection_waits_for_the_coder_who_has_not_begun() -> None:
    matrix = count(an_interview().coded("needs", "two"), recipe=by(policy=Policy.INTERSECTION))

    assert reason(matrix, "needs") == "not done yet"


@pytest.mark.parametrize("policy", [Policy.UNION, Policy.SUM, Policy.MEAN])
def test_columns_that_differ_in_double_coding_cannot_be_compared_and_it_is_said(policy: Policy) -> None:
    matrix = count(an_interview("Moss", layers=BOTH), an_interview("Hamar"), recipe=by(policy=policy))

    assert "double-coding differs" in [notice.kind for notice in matrix.notices]
    assert {column.values[0]: column.double for column in matrix.columns} == {"Moss": 1, "Hamar": 0}


def test_a_parent_shows_its_own_codings_or_those_of_its_branch() -> None:
    interview = an_interview().coded("mapping", "one").coded("needs", "two").coded("figures", "two three")

    assert value(count(interview), "mapping") == 1
    assert value(count(interview, recipe=by(roll_up=True)), "mapping") == 3
    assert "branch codings" in [notice.kind for notice in count(interview, recipe=by(roll_up=True)).notices]


def test_a_passage_with_two_sub_codes_counts_once_for_the_parent_in_text_measures() -> None:
    interview = an_interview().coded("needs", "two").coded("figures", "two three")

    assert value(count(interview, recipe=by(measure=Measure.WORDS, roll_up=True)), "mapping") == 2


def test_rows_of_themes_are_rolled_up() -> None:
    matrix = count(an_interview().coded("needs", "two"), recipe=by(rows=RowKind.THEME))

    assert [row.key for row in matrix.rows] == ["mapping", "budget"]
    assert value(matrix, "mapping") == 1
    assert matrix.recipe.as_json()["roll_up"] is True


def test_shares_and_rates_are_pooled_over_the_column() -> None:
    short = an_interview(said=["R: one two"]).coded("needs", "one")
    long = an_interview(said=["R: one two three four five six seven eight"]).coded("needs", "one")

    def of(measure: Measure, pooled: bool) -> float | None:
        return value(count(short, long, recipe=by(measure=measure, pooled=pooled)), "needs")

    assert of(Measure.SHARE, True) == 20
    assert of(Measure.SHARE, False) == pytest.approx((50 + 12.5) / 2)
    assert of(Measure.PER_1000, True) == 200


def test_codings_per_1000_words_leave_out_what_only_the_interviewer_said() -> None:
    interview = an_interview(said=["I: one two", "R: three four"]).coded("needs", "one").coded("needs", "three")

    assert value(count(interview, recipe=by(measure=Measure.PER_1000)), "needs") == 500
    assert value(count(interview), "needs") == 2


def test_the_mean_is_codings_per_interview() -> None:
    assert (
        value(count(an_interview().coded("needs", "two"), an_interview(), recipe=by(measure=Measure.MEAN)), "needs")
        == 0.5
    )


def test_a_case_seen_in_two_years_is_one_case_in_the_rows_total() -> None:
    first = an_interview(year="2010", case="office").coded("needs", "two")
    second = an_interview(year="2011", case="office").coded("needs", "two")

    matrix = count(first, second, recipe=by(measure=Measure.CASES))

    assert [c.value for c in matrix.cells[1]] == [1, 1]
    assert value(matrix, "needs") == 1


def test_transcripts_with_a_code_are_not_added_up_over_codes() -> None:
    matrix = count(
        an_interview().coded("needs", "two").coded("budget", "three"), recipe=by(measure=Measure.TRANSCRIPTS)
    )

    assert matrix.column_totals[0].value == matrix.total.value == 1
    assert matrix.all_codes.label() == "Any code"


def test_words_with_any_code_are_counted_once_in_the_columns_total() -> None:
    interview = an_interview().coded("needs", "two three").coded("budget", "three four")

    assert count(interview, recipe=by(measure=Measure.WORDS)).total.value == 3
    assert count(interview).total.value == 2


def test_missing_values_are_a_column_of_their_own_and_numbers_sort_as_numbers() -> None:
    matrix = count(*(an_interview(year=year) for year in ("2010", "", "987")), recipe=by("year"))

    assert [column.values for column in matrix.columns] == [("987",), ("2010",), ("",)]


def test_a_missing_value_is_crossed_only_where_it_occurs() -> None:
    matrix = count(an_interview("Moss", ""), an_interview("Hamar", "2010"))

    assert [c.values for c in matrix.columns] == [("Hamar", "2010"), ("Moss", "2010"), ("Moss", "")]


def test_without_columns_everything_stands_together() -> None:
    matrix = count(an_interview("Moss"), an_interview("Hamar"), recipe=Recipe())

    assert [column.interviews for column in matrix.columns] == [2]


def test_an_attribute_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError) as caught:
        count(an_interview(), recipe=by("municipalty"))

    assert "municipality" in caught.value.hint


def test_a_coder_who_is_not_there_is_refused() -> None:
    with pytest.raises(NotFoundError):
        count(an_interview(), recipe=by(coders=("carl",)))


def test_a_study_without_interviews_gives_a_matrix_without_columns() -> None:
    matrix = count()

    assert matrix.columns == ()
    assert reason(matrix, "needs") == "no interview"


def test_reviewed_is_the_share_of_the_words_that_the_counted_coder_has_judged() -> None:
    half = an_interview(said=["R: one two"], layers={"anna": Layer(Progress.CODING, None, 0.5), "bo": DONE})
    none = an_interview(said=["R: one two three four five six"], layers={})

    assert count(half, none).whole.reviewed == pytest.approx(0.125)


def test_two_codes_with_one_key_in_two_codebooks_are_told_apart() -> None:
    books = [Codebook("a", "first", {}), Codebook("b", "second", {}, position=1)]
    codes = [replace(a_code("needs"), codebook="a"), replace(a_code("needs"), uuid="other", codebook="b")]
    study = replace(a_study(an_interview()), tree=CodeTree(books, codes))

    assert [row.key for row in count_tallies(study, by(), []).rows] == ["first:needs", "second:needs"]


def test_codings_that_do_not_come_transcript_by_transcript_are_noticed() -> None:
    one, two = an_interview().coded("needs", "two").coded("needs", "four"), an_interview().coded("needs", "two")
    rows = [one.codings[0], two.codings[0], one.codings[1]]
    with pytest.raises(ValueError, match="order"):
        count_matrix(a_study(one, two), by(policy=Policy.INTERSECTION), rows)
