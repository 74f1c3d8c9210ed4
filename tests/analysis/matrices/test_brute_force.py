"""The fast path agrees with a count made character by character, whatever the rows and columns are."""

import os
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.brute_force import EVERYTHING, Answer, Brute, Side
from tests.analysis.matrices.random_studies import studies
from workbench.analysis.matrices import (
    Cell,
    CodingRow,
    Column,
    Measure,
    Policy,
    Recipe,
    Row,
    SpokenText,
    Study,
    Sweeps,
    Texts,
    Voices,
    count_matrix,
    count_tallies,
    tally,
)

EXAMPLES = 400 if os.environ.get("WORKBENCH_MANY") else 8
A_FEW = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
CODED = ("code", "theme")
KEYS = ["kartlegging", "behov", "budsjett", "innsparing"]


def answer(cell: Cell) -> Answer:
    return cell.value, None if cell.reason is None else str(cell.reason), cell.partial


def same(cell: Cell, expected: Answer) -> bool:
    value, reason, partial = answer(cell)
    if value is None or expected[0] is None:
        return (value, reason, partial) == expected
    return (reason, partial) == expected[1:] and value == pytest.approx(expected[0])


def of_row(row: Row) -> Side:
    return (row.code or row.key,)


def of_column(recipe: Recipe, column: Column) -> Side:
    return tuple(
        column.code.code if column.code and name in CODED else value
        for name, value in zip(recipe.columns, column.values, strict=True)
    )


def agree(study: Study, recipe: Recipe, codings: list[CodingRow], texts: dict[str, SpokenText]) -> None:
    """Compare every cell, total and denominator, and which rows and columns there are."""
    matrix = count_matrix(study, recipe, codings, Texts(texts.__getitem__))
    expected = Brute(study, recipe, codings, texts).count()
    rows = [*((of_row(row), at) for at, row in enumerate(matrix.rows)), (EVERYTHING, -1)]
    columns = [*((of_column(recipe, column), at) for at, column in enumerate(matrix.columns)), (EVERYTHING, -1)]
    for row, i in rows:
        for column, j in columns:
            if i < 0:
                cell = matrix.total if j < 0 else matrix.column_totals[j]
            else:
                cell = matrix.row_totals[i] if j < 0 else matrix.cells[i][j]
            assert same(cell, expected.cells[row, column]), (row, column, cell, expected.cells[row, column])
            if i < 0 or (j >= 0 and matrix.places):
                place = matrix.place(i, j) if i >= 0 else (matrix.columns[j] if j >= 0 else matrix.whole)
                wanted = expected.columns[row, column]
                assert {name: getattr(place, name) for name in wanted} == pytest.approx(wanted), (row, column)

    hidden = {key for key in expected.cells if key[0] not in dict(rows) or key[1] not in dict(columns)}
    assert all(not expected.cells[key][0] for key in hidden)
    assert all("u-innsparing" in key[0] + key[1] for key in hidden)
    if not recipe.needs_spans:
        assert count_tallies(study, recipe, tally(codings)) == matrix


@pytest.mark.parametrize(("measure", "policy"), product(Measure, Policy))
@A_FEW
@given(data=st.data())
def test_the_fast_path_and_a_count_by_character_agree(measure: Measure, policy: Policy, data: st.DataObject) -> None:
    voices = data.draw(st.sampled_from(Voices))
    study, codings, texts = data.draw(studies(voices))
    recipe = Recipe(
        columns=data.draw(st.sampled_from([(), ("municipality", "year"), ("year",), ("case",), ("transcript",)])),
        measure=measure,
        policy=policy,
        coders=tuple(data.draw(st.lists(st.sampled_from(["anna", "bo", "consensus"]), unique=True, max_size=3))),
        codes=tuple(data.draw(st.one_of(st.just([]), st.lists(st.sampled_from(KEYS), unique=True, max_size=2)))),
        voices=voices,
        pooled=data.draw(st.booleans()),
        assume_done=data.draw(st.booleans()),
    )
    for rows, roll_up in (("code", False), ("code", True), ("theme", False)):
        agree(study, replace(recipe, rows=rows, roll_up=roll_up), codings, texts)


ROWS = ("code", "theme", "case", "transcript", "coder", "round", "role", "year", "municipality")
COLUMNS = (
    (),
    ("theme",),
    ("year", "theme"),
    ("code", "year"),
    ("coder",),
    ("role",),
    ("year", "role"),
    ("coder", "municipality"),
    ("round",),
    ("municipality", "year"),
    ("coder", "role"),
    ("case",),
)


@pytest.mark.parametrize(("measure", "policy"), product(Measure, Policy))
@A_FEW
@given(data=st.data())
def test_they_agree_whatever_rows_and_columns_are(measure: Measure, policy: Policy, data: st.DataObject) -> None:
    rows = data.draw(st.sampled_from(ROWS))
    columns = data.draw(
        st.sampled_from(
            [each for each in COLUMNS if rows not in each and not (rows in CODED and set(each) & set(CODED))]
        )
    )
    voices = Voices.ALL if "role" in (rows, *columns) else data.draw(st.sampled_from(Voices))
    study, codings, texts = data.draw(studies(voices))
    recipe = Recipe(
        rows=rows,
        columns=columns,
        measure=measure,
        policy=policy,
        coders=tuple(data.draw(st.lists(st.sampled_from(["anna", "anna/2", "bo", "consensus"]), unique=True))),
        codes=tuple(data.draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=2))),
        roll_up=data.draw(st.booleans()),
        voices=voices,
        pooled=data.draw(st.booleans()),
        assume_done=data.draw(st.booleans()),
    )
    agree(study, recipe, codings, texts)


@settings(A_FEW, max_examples=3 * EXAMPLES)
@given(data=st.data())
def test_what_was_found_before_and_is_only_grouped_anew_gives_the_same_matrix(data: st.DataObject) -> None:
    voices = data.draw(st.sampled_from(Voices))
    study, codings, texts = data.draw(studies(voices))
    sweeps, heard = Sweeps(3), Texts(texts.__getitem__, most=9)
    for _ in range(6):
        rows = data.draw(st.sampled_from([each for each in ROWS if each != "role"]))
        apart = {rows, "role", *(CODED if rows in CODED else ())}
        recipe = Recipe(
            rows=rows,
            columns=data.draw(st.sampled_from([each for each in COLUMNS if not apart & {*each}])),
            measure=data.draw(st.sampled_from([Measure.WORDS, Measure.SHARE, Measure.SENTENCES])),
            policy=data.draw(st.sampled_from([Policy.ONE, Policy.UNION])),
            roll_up=data.draw(st.booleans()),
            voices=voices,
            pooled=data.draw(st.booleans()),
            assume_done=data.draw(st.booleans()),
        )
        assert count_matrix(study, recipe, codings, heard, sweeps) == count_matrix(study, recipe, codings, heard)
