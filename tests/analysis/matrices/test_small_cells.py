"""Small cells: marked, dropped or coarsened so that nobody's figures can be worked out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.matrices.builders import CODES, CODING, DONE, Written, a_code, an_interview, by, cell, count
from workbench.analysis.matrices import Measure, Policy, Recipe, SmallCells, Voices, as_json

DROP, COARSEN = SmallCells.DROP, SmallCells.COARSEN


def moss_of_three_and_hamar_of_one() -> list[Written]:
    moss = [an_interview("Moss", people=[person]).coded("needs", "two") for person in ("p1", "p2", "p3")]
    return [*moss, an_interview("Hamar", people=["p4"]).coded("needs", "two three")]


def test_figures_from_fewer_people_than_the_limit_are_marked() -> None:
    matrix = count(*moss_of_three_and_hamar_of_one(), recipe=by(min_cell=3))

    assert [(c.values[0], c.people, c.small) for c in matrix.columns] == [("Hamar", 1, True), ("Moss", 3, False)]
    assert cell(matrix, "needs", "Hamar", "2010").small
    assert not cell(matrix, "needs", "Moss", "2010").small
    assert not cell(matrix, "needs").small


def test_people_are_counted_and_not_interviews() -> None:
    same = [an_interview("Moss", people=["p1"]) for _ in range(3)]
    two_together = an_interview("Hamar", people=["p2", "p3"])

    assert [c.people for c in count(*same, two_together).columns] == [2, 1]


def test_an_interview_without_informants_counts_as_one_unknown_person() -> None:
    assert count(an_interview(), an_interview()).columns[0].people == 2


def test_a_study_of_one_interview_a_cell_is_told_once_and_not_cell_by_cell() -> None:
    matrix = count(an_interview("Moss"), an_interview("Hamar"), recipe=by(min_cell=3))

    assert [notice.message for notice in matrix.notices] == ["Every cell comes from fewer than 3 people."]
    assert not any(c.small for line in matrix.cells for c in line)
    assert all(c.small for c in matrix.columns)


def test_dropping_takes_the_column_and_every_total_that_would_give_it_back() -> None:
    matrix = count(*moss_of_three_and_hamar_of_one(), recipe=by(min_cell=3, small_cells=DROP))

    assert {c.reason for line in matrix.cells for c in line[:1]} == {"small cell"}
    assert matrix.column_totals[0].reason == "small cell"
    assert {c.reason for c in (*matrix.row_totals, matrix.total)} == {"small cell"}
    assert cell(matrix, "needs", "Moss", "2010").value == 3
    assert matrix.column_totals[1].value == 3


def test_dropping_drops_nothing_where_no_cell_is_small() -> None:
    matrix = count(*moss_of_three_and_hamar_of_one(), recipe=by(min_cell=1, small_cells=DROP))

    assert matrix.total.value == 4


def test_a_dropped_column_does_not_say_that_nothing_was_found_so_far() -> None:
    hamar = an_interview("Hamar", people=["p4"], layers={"anna": CODING}).coded("needs", "two")

    matrix = count(*moss_of_three_and_hamar_of_one()[:3], hamar, recipe=by(min_cell=3, small_cells=DROP))

    assert {c.reason for line in matrix.cells for c in line[:1]} == {"small cell"}


def test_a_retired_code_that_only_a_dropped_column_has_is_not_shown() -> None:
    codes = (*CODES, a_code("old", position=2, retired=True))
    written = moss_of_three_and_hamar_of_one()
    written[-1].coded("old", "four")

    assert "old" in [row.key for row in count(*written, codes=codes).rows]
    dropped = count(*written, recipe=by(min_cell=3, small_cells=DROP), codes=codes)
    assert "old" not in [row.key for row in dropped.rows]


def test_an_empty_column_is_no_small_one() -> None:
    matrix = count(an_interview("Moss", "2010"), an_interview("Hamar", "2011"), recipe=by(min_cell=2, small_cells=DROP))

    assert cell(matrix, "needs", "Moss", "2011").reason == "no interview"


def test_coarsening_joins_neighbours_until_each_column_has_people_enough() -> None:
    interviews = [
        an_interview(place, year, people=[f"{place}{year}{n}"])
        for place, year, n in [
            *(("Bærum", "2010", n) for n in range(3)),
            ("Bærum", "2011", 0),
            *(("Hamar", year, 0) for year in ("2010", "2011", "2012")),
            ("Moss", "2010", 0),
        ]
    ]

    matrix = count(*interviews, recipe=by(min_cell=3, small_cells=COARSEN))

    assert [(c.values, c.people) for c in matrix.columns] == [
        (("Bærum", "2010 + 2011"), 4),
        (("Bærum", "2012"), 0),
        (("Hamar + Moss", "2010 + 2011 + 2012"), 4),
    ]


def test_coarsening_takes_measures_anew_and_adds_nothing_up() -> None:
    first = an_interview("Moss", "2010", people=["p1"], case="office").coded("needs", "two")
    second = an_interview("Moss", "2011", people=["p2"], case="office").coded("needs", "two")

    matrix = count(first, second, recipe=by(min_cell=2, small_cells=COARSEN, measure=Measure.CASES))

    assert [c.values for c in matrix.columns] == [("Moss", "2010 + 2011")]
    assert cell(matrix, "needs", "Moss", "2010 + 2011").value == 1


def test_a_study_too_small_for_any_cell_gives_no_figure_at_all() -> None:
    matrix = count(an_interview().coded("needs", "two"), recipe=by(min_cell=5, small_cells=COARSEN))

    assert {c.reason for line in matrix.cells for c in line} == {"small cell"}
    assert matrix.total.value is None


@given(
    sizes=st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["2010", "2011", ""])), min_size=1, max_size=9),
    limit=st.integers(2, 4),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_after_coarsening_no_figure_comes_from_too_few(
    sizes: list[tuple[str, str]], limit: int, data: st.DataObject
) -> None:
    people = data.draw(st.lists(st.sampled_from("pqrstu"), min_size=len(sizes), max_size=len(sizes)))
    interviews = [an_interview(*place, people=[who]) for place, who in zip(sizes, people, strict=True)]

    matrix = count(*interviews, recipe=by(min_cell=limit, small_cells=COARSEN))

    assert sum(c.interviews for c in matrix.columns) == len(interviews)
    if len(set(people)) >= limit:
        assert all(c.people >= limit for c in matrix.columns if c.interviews)
        assert matrix.total.value == 0
    else:
        assert all(c.reason == "small cell" for line in matrix.cells for c in line[:1])


WORDS = ("one", "two", "three", "four five")
coded = st.lists(st.tuples(st.sampled_from([code.uuid for code in CODES]), st.sampled_from(WORDS)), max_size=4)


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("policy", [Policy.ONE, Policy.MEAN])
@given(in_moss=st.lists(coded, min_size=3, max_size=3), one=coded, other=coded, roll_up=st.booleans())
@settings(max_examples=10, deadline=None)
def test_two_studies_that_differ_only_in_a_small_cell_give_the_same_dropped_matrix(
    measure: Measure,
    policy: Policy,
    in_moss: list[list[tuple[str, str]]],
    one: list[tuple[str, str]],
    other: list[tuple[str, str]],
    roll_up: bool,
) -> None:
    recipe = by(min_cell=3, small_cells=DROP, measure=measure, policy=policy, roll_up=roll_up)

    def written(in_hamar: list[tuple[str, str]]) -> str:
        interviews = [an_interview("Moss", people=[f"p{at}"], name=f"m{at}") for at in range(3)] + [
            an_interview("Hamar", people=["p9"], name="h")
        ]
        for interview, codings in zip(interviews, [*in_moss, in_hamar], strict=True):
            for code, words in codings:
                interview.coded(code, words)
        return json.dumps(as_json(count(*interviews, recipe=recipe)))

    assert written(one) == written(other)


PLACES = {
    "code": ("municipality", "year"),
    "theme": ("municipality", "year"),
    "municipality": ("year",),
    "year": ("municipality", "theme"),
    "case": ("year", "code"),
    "transcript": (),
    "coder": ("municipality", "year"),
    "role": ("municipality", "year"),
}
"""Rows and columns that part Hamar in 2010 from all else."""


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("rows", PLACES)
@given(elsewhere=st.lists(coded, min_size=3, max_size=3), one=coded, other=coded, policy=st.sampled_from(Policy))
@settings(max_examples=6, deadline=None)
def test_nothing_that_is_left_tells_what_was_dropped_whatever_the_rows_are(
    rows: str,
    measure: Measure,
    elsewhere: list[list[tuple[str, str]]],
    one: list[tuple[str, str]],
    other: list[tuple[str, str]],
    policy: Policy,
) -> None:
    recipe = Recipe(
        rows=rows,
        columns=PLACES[rows],
        min_cell=3,
        small_cells=DROP,
        measure=measure,
        policy=policy,
        voices=Voices.ALL if rows == "role" else Voices.RESPONDENTS,
    )
    said = ("R: one two three four five six", "I: seven eight")

    def written(in_hamar: list[tuple[str, str]]) -> str:
        places = [("Moss", "2010", "abc"), ("Moss", "2011", "abcd"), ("Hamar", "2011", "efg"), ("Hamar", "2010", "h")]
        interviews = [
            an_interview(town, year, said, layers={"anna": DONE, "bo": DONE}, people=[*who], case=town, name=f"t{at}")
            for at, (town, year, who) in enumerate(places)
        ]
        for interview, codings in zip(interviews, [*elsewhere, in_hamar], strict=True):
            for at, (code, words) in enumerate(codings):
                interview.coded(code, words, by=("anna", "bo")[at % 2])
        matrix = count(*interviews, recipe=recipe)
        assert any(cell.reason == "small cell" for line in matrix.cells for cell in line)
        assert matrix.total.reason == "small cell"
        assert any(cell.value is not None for line in matrix.cells for cell in line)
        return json.dumps(as_json(matrix))

    assert written(one) == written(other)
