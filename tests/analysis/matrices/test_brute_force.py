"""The fast path agrees with a count made character by character."""

import os
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.brute_force import ALL_CODES, EVERYTHING, Answer, Brute
from tests.analysis.matrices.random_studies import studies
from workbench.analysis.matrices import (
    Cell,
    Measure,
    Policy,
    Recipe,
    RowKind,
    Voices,
    count_matrix,
    count_tallies,
    tally,
)

EXAMPLES = 400 if os.environ.get("WORKBENCH_MANY") else 8


def answer(cell: Cell) -> Answer:
    return cell.value, None if cell.reason is None else str(cell.reason), cell.partial


def same(cell: Cell, expected: Answer) -> bool:
    value, reason, partial = answer(cell)
    if value is None or expected[0] is None:
        return (value, reason, partial) == expected
    return (reason, partial) == expected[1:] and value == pytest.approx(expected[0])


@pytest.mark.parametrize(("measure", "policy"), product(Measure, Policy))
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_the_fast_path_and_a_count_by_character_agree(measure: Measure, policy: Policy, data: st.DataObject) -> None:
    voices = data.draw(st.sampled_from(Voices))
    study, codings, texts = data.draw(studies(voices))
    recipe = Recipe(
        columns=data.draw(st.sampled_from([(), ("municipality", "year"), ("year",), ("case",), ("transcript",)])),
        measure=measure,
        policy=policy,
        coders=tuple(data.draw(st.lists(st.sampled_from(["anna", "bo", "consensus"]), unique=True, max_size=3))),
        voices=voices,
        pooled=data.draw(st.booleans()),
        assume_done=data.draw(st.booleans()),
    )
    for rows, roll_up in ((RowKind.CODE, False), (RowKind.CODE, True), (RowKind.THEME, False)):
        asked = replace(recipe, rows=rows, roll_up=roll_up)
        matrix = count_matrix(study, asked, codings, texts.__getitem__)
        expected = Brute(study, asked, codings, texts).count()

        assert {c.values for c in matrix.columns} | {EVERYTHING} == set(expected.columns)
        for at, row in enumerate(matrix.rows):
            for column, cell in zip(matrix.columns, matrix.cells[at], strict=True):
                assert same(cell, expected.cells[row.code, column.values]), (row.key, column.values)
            assert same(matrix.row_totals[at], expected.cells[row.code, EVERYTHING]), row.key
        for column, cell in zip(matrix.columns, matrix.column_totals, strict=True):
            assert same(cell, expected.cells[ALL_CODES, column.values])
        assert same(matrix.total, expected.cells[ALL_CODES, EVERYTHING])

        hidden = {code for code, _ in expected.cells} - {row.code for row in matrix.rows} - {ALL_CODES}
        assert all(not value[0] for (code, _), value in expected.cells.items() if code in hidden)
        assert hidden <= {"u-innsparing"}
        for column in (*matrix.columns, replace(matrix.whole, values=EVERYTHING)):
            wanted = expected.columns[column.values]
            assert {name: getattr(column, name) for name in wanted} == pytest.approx(wanted)

        if not asked.needs_spans:
            assert count_tallies(study, asked, tally(codings)) == matrix
