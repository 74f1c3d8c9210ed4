"""Passages are found as the one who looks may see them, and several are changed as one act."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.desks import SAID, Desk
from workbench.analysis.matrices import Measure, Policy, Recipe, RowKind
from workbench.analysis.retrieval.cells import cell_query
from workbench.core.coders import Progress
from workbench.core.codings import Certainty
from workbench.core.errors import NotFoundError, RefusedError
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.finding import retrieval
from workbench.services.history import history
from workbench.services.imports import attributes
from workbench.services.matrices import matrices
from workbench.services.memos import memos
from workbench.services.project import change_settings, open_project

COLUMNS = [("municipality", "year"), ("year",), ("case",), ("transcript",), ("municipality", "case"), ()]


def found(desk: Desk, query: str = "") -> list[tuple[str, str, str]]:
    """Return coder, code and words of what a query finds."""
    return [(one.coder, one.code, one.quotation) for one in retrieval.passages(desk.project, query)]


def ids(desk: Desk, query: str = "") -> list[str]:
    """Return the codings that a query finds."""
    return [one.coding.uuid for one in retrieval.passages(desk.project, query)]


def test_a_passage_comes_with_where_it_stands_who_coded_it_and_what_is_around_it(desk: Desk) -> None:
    moss = desk.interview()
    attributes.set_attributes(desk.project, moss.name, {"year": "2011"})
    coded = desk.code(moss, "har auka")
    desk.code(moss, "auka", "motstand")
    coding.set_certainty(desk.project, coded, Certainty.UNSURE)
    memos.write_memo(desk.project, "coding", coded.uuid, "Kor mykje?")
    [one] = retrieval.passages(desk.project, "budsjett year:2011", language="nn")
    assert (one.setting.name, one.turn, one.speaker, str(one.role)) == ("Moss_2010", 2, "R", "respondent")
    assert (one.coder, one.code, one.code_name, one.codes) == ("anna", "budsjett", "Budsjett", ("motstand",))
    assert one.before == "Kva med budsjettet?\n\nBudsjettet "
    assert (one.quotation, one.after) == ("har auka", ".\n\nOg startlån?\n\nStartlån er det fleire ")
    assert (str(one.coding.certainty), one.memo, one.setting.attributes) == ("unsure", "Kor mykje?", {"year": "2011"})


@pytest.mark.parametrize(
    ("context", "before", "after"),
    [
        (0, "", ""),
        (3, " ", ""),
        (6, " har ", "."),
        (200, "Kva med budsjettet?|Budsjettet har ", ".|Og startlån?|Startlån"),
    ],
)
def test_the_words_around_a_passage_are_whole_and_as_many_as_one_wants(
    desk: Desk, context: int, before: str, after: str
) -> None:
    desk.code(desk.interview(), "auka")
    [one] = retrieval.passages(desk.project, context=context)
    assert one.before.replace("\n\n", "|") == before
    assert one.after.replace("\n\n", "|").strip("|").startswith(after)


def test_more_passages_than_one_transcript_has_come_by_transcript_and_in_text_order(desk: Desk) -> None:
    for name in ("Moss_2012", "Hamar_2010"):
        here = desk.interview(name, f"I: {name}\n{SAID}")
        desk.code(here, "Startlån", "startlan")
        desk.code(here, "Budsjettet")
    assert [one.setting.name for one in retrieval.passages(desk.project)] == ["Hamar_2010"] * 2 + ["Moss_2012"] * 2
    assert found(desk, "transcript:Moss*") == [("anna", "budsjett", "Budsjettet"), ("anna", "startlan", "Startlån")]


def test_an_unknown_name_is_refused_before_anything_is_read(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="no code called"):
        retrieval.passages(desk.project, "budsjitt")
    with pytest.raises(RefusedError, match="character 11"):
        retrieval.passages(desk.project, "budsjett (")


def test_passages_of_a_blind_coder_are_the_same_with_and_without_the_others_work(desk: Desk) -> None:
    moss = desk.interview()
    desk.code(moss, "auka")
    queries = [
        "",
        "budsjett",
        "not coder:anna",
        "budsjett motstand",
        "memo:*",
        "near(budsjett, motstand, 9 turns)",
        "counted:yes",
    ]
    with desk.as_coder("berit") as berit:
        berit.code(moss, "Budsjettet har auka")
        change_settings(desk.project, blind=True)
    with desk.as_coder("berit") as berit:
        before = [list(retrieval.passages(berit.project, query)) for query in queries]
        theirs = desk.code(moss, "Budsjettet har", "motstand")
        memos.write_memo(desk.project, "coding", theirs.uuid, "Hm")
        coding.set_status(desk.project, moss, Progress.DONE)
        assert [list(retrieval.passages(berit.project, query)) for query in queries] == before
        with pytest.raises(NotFoundError, match="not in the project"):
            retrieval.uncode(berit.project, [theirs.uuid])
    assert ("berit", "budsjett", "Budsjettet har auka") not in found(desk)


def test_several_get_another_code_in_one_act_that_is_taken_back_whole(desk: Desk) -> None:
    moss = desk.interview()
    for words in ("auka", "Budsjettet har", "Startlån er"):
        desk.code(moss, words)
    before = found(desk)
    to = codebook.tree(desk.project).find("motstand")
    done = retrieval.recode(desk.project, ids(desk, "budsjett"), to)
    assert (done.changed, done.merged, done.alike) == (3, 0, 0)
    assert {code for _, code, _ in found(desk)} == {"motstand"}
    assert history.history(desk.project)[0].action == "codings.recode"
    desk.undo()
    assert found(desk) == before
    history.redo(desk.project)
    assert {code for _, code, _ in found(desk)} == {"motstand"}


def test_a_coding_that_falls_on_one_that_stands_leaves_it_its_memos(desk: Desk) -> None:
    moss = desk.interview()
    gone, stays = desk.code(moss, "auka"), desk.code(moss, "auka", "motstand")
    other = desk.code(moss, "auka", "startlan")
    memos.write_memo(desk.project, "coding", gone.uuid, "Den eine")
    memos.write_memo(desk.project, "coding", stays.uuid, "Den andre")
    before = [(one.coding, one.memo) for one in retrieval.passages(desk.project)]
    done = retrieval.recode(desk.project, ids(desk), codebook.tree(desk.project).find("motstand"))
    assert (done.changed, done.merged, done.alike) == (0, 2, 1)
    [left] = retrieval.passages(desk.project)
    assert (left.coding.uuid, left.memo) == (stays.uuid, "Den eine\nDen andre")
    desk.undo()
    assert [(one.coding, one.memo) for one in retrieval.passages(desk.project)] == before
    done = retrieval.recode(desk.project, [other.uuid, gone.uuid], codebook.tree(desk.project).find("startlan"))
    assert (done.changed, done.merged, done.alike) == (0, 1, 1)


def test_two_that_fall_together_on_a_free_place_become_one(desk: Desk) -> None:
    moss = desk.interview()
    first = desk.code(moss, "auka")
    desk.code(moss, "auka", "startlan")
    done = retrieval.recode(desk.project, ids(desk), codebook.tree(desk.project).find("motstand"))
    assert (done.changed, done.merged) == (1, 1)
    assert ids(desk) == [first.uuid]
    desk.undo()
    assert len(ids(desk)) == 2


def test_nobody_changes_anothers_codings_and_nothing_is_done_by_halves(desk: Desk) -> None:
    moss = desk.interview()
    desk.code(moss, "auka")
    with desk.as_coder("berit") as berit:
        berit.code(moss, "Startlån", "startlan")
        before = found(berit)
        to = codebook.tree(berit.project).find("motstand")
        with pytest.raises(RefusedError, match="1 of these 2 codings are another coder's"):
            retrieval.recode(berit.project, ids(berit), to)
        with pytest.raises(RefusedError, match="coder:berit"):
            retrieval.uncode(berit.project, ids(berit))
        with pytest.raises(NotFoundError):
            retrieval.uncode(berit.project, [*ids(berit, "coder:berit"), "no such coding"])
        assert found(berit) == before
        assert retrieval.uncode(berit.project, ids(berit, "coder:berit")) == 1
        assert found(berit) == before[:1]


def test_several_are_taken_away_with_their_memos_and_come_back(desk: Desk) -> None:
    moss = desk.interview()
    memos.write_memo(desk.project, "coding", desk.code(moss, "auka").uuid, "Kor mykje?")
    desk.code(moss, "Startlån")
    before = [(one.coding, one.memo) for one in retrieval.passages(desk.project)]
    assert retrieval.uncode(desk.project, ids(desk)) == 2
    assert found(desk) == []
    desk.undo()
    assert [(one.coding, one.memo) for one in retrieval.passages(desk.project)] == before


def test_the_turns_of_a_passage_are_shown_whole(desk: Desk) -> None:
    moss = desk.interview()
    coded = desk.code(moss, "auka.\n\nOg")
    text = retrieval.text_of(desk.project, coded)
    span = retrieval.whole_turns(text, coded)
    assert text.text[slice(*span)] == "Budsjettet har auka.\n\nOg startlån?"


@pytest.mark.parametrize("columns", COLUMNS, ids=" x ".join)
def test_a_cell_of_the_matrix_has_as_many_passages_as_it_says(example_study: Path, columns: tuple[str, ...]) -> None:
    with open_project(example_study, coder="anna") as project:
        for rows, roll_up in ((RowKind.CODE, False), (RowKind.THEME, False)):
            recipe = Recipe(rows, columns, Measure.CODINGS, roll_up=roll_up, where="year<=2013")
            matrix = matrices.matrix(project, recipe)
            lines = [*zip(matrix.cells, matrix.row_totals, strict=True), (matrix.column_totals, matrix.total)]
            for row in (0, len(lines) // 2, len(lines) - 1):
                cells = (*lines[row][0], lines[row][1])
                for column in {0, len(cells) // 2, len(cells) - 2, len(cells) - 1}:
                    query = cell_query(matrix, row, column)
                    assert sum(1 for _ in retrieval.passages(project, query)) == (cells[column].value or 0), query
            assert matrix.total.value


@pytest.mark.parametrize(
    ("rows", "columns", "codes"),
    [
        ("municipality", ("theme",), ()),
        ("case", ("year",), ("budsjettering",)),
        ("coder", ("year", "code"), ()),
        ("round", ("coder",), ()),
        ("theme", ("coder",), ("kartlegging", "auka-budsjett")),
        ("year", (), ()),
    ],
)
def test_a_cell_of_any_rows_and_columns_has_as_many_passages_as_it_says(
    example_study: Path, rows: str, columns: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    with open_project(example_study, coder="anna") as project:
        matrix = matrices.matrix(project, Recipe(rows, columns, codes=codes))
        coders = matrices.study(project).coders
        for row in {0, len(matrix.rows) // 2, len(matrix.rows)}:
            for column in {0, len(matrix.columns) // 2, len(matrix.columns)}:
                line = matrix.cells[row] if row < len(matrix.rows) else matrix.column_totals
                last = matrix.row_totals[row] if row < len(matrix.rows) else matrix.total
                query = cell_query(matrix, row, column, coders)
                found = sum(1 for _ in retrieval.passages(project, query))
                assert found == ((*line, last)[column].value or 0), query


@pytest.mark.parametrize("policy", [Policy.SUM, Policy.UNION])
@pytest.mark.parametrize("coders", [(), ("anna",), ("anna", "bjorn")])
def test_a_cell_of_several_coders_has_all_their_passages(
    example_study: Path, policy: Policy, coders: tuple[str, ...]
) -> None:
    with open_project(example_study, coder="anna") as project:
        matrix = matrices.matrix(project, Recipe(columns=("year",), policy=policy, coders=coders))
        query = cell_query(matrix, len(matrix.rows), len(matrix.columns))
        n = sum(1 for _ in retrieval.passages(project, query))
        assert matrix.total.value is not None
        assert n == matrix.total.value if policy is Policy.SUM else n >= matrix.total.value


def test_interviews_without_a_value_are_a_cell_of_their_own(desk: Desk) -> None:
    for name, year in (("Moss_2010", ""), ("Moss_2011", "2011")):
        here = desk.interview(name, f"I: {name}\n{SAID}")
        if year:
            attributes.set_attributes(desk.project, here.name, {"year": year})
        desk.code(here, "auka")
    matrix = matrices.matrix(desk.project, Recipe(columns=("year",)))
    assert [column.values for column in matrix.columns] == [("2011",), ("",)]
    query = cell_query(matrix, 0, 1)
    assert query == "code=budsjett year: counted:yes"
    assert [one.setting.name for one in retrieval.passages(desk.project, query)] == ["Moss_2010"]
