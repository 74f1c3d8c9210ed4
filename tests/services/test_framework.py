"""A framework matrix holds what is said about a theme in a case, and what was written about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.services.desks import Desk
from workbench.analysis.code_tables.framework import Fill, FrameColumns, FrameworkRecipe, shortened
from workbench.analysis.matrices.recipes import Policy
from workbench.core.errors import NotFoundError, RefusedError
from workbench.services.blinding import blind
from workbench.services.memos import memos
from workbench.services.project import open_project
from workbench.services.tables.framework import framework


def cells(desk: Desk, **told: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the cells of a matrix by transcript and code."""
    told = {"rows": "transcript", "columns": FrameColumns.CODE, **told}
    document: Any = framework(desk.project, FrameworkRecipe(**told)).document
    return {(one["row"], one["column"]): one for one in document["cells"]}


def test_a_cell_holds_its_quotations_with_their_places(desk: Desk) -> None:
    moss = desk.interview()
    desk.code(moss, "Budsjettet har auka", "budsjett")
    desk.code(moss, "auka", "budsjett")
    found = cells(desk)
    cell = found["Moss_2010", "budsjett"]
    assert [(one["quotation"], one["turn"]) for one in cell["quotations"]] == [("Budsjettet har auka", 2), ("auka", 2)]
    assert (cell["count"], cell["reason"]) == (2, None)
    empty = found["Moss_2010", "motstand"]
    assert (empty["count"], empty["reason"]) == (None, "not done yet")


def test_a_report_shows_the_first_quotations_and_how_many_there_are(desk: Desk) -> None:
    moss = desk.interview()
    for words in ("Budsjettet har auka", "auka", "Startlån er det fleire som får"):
        desk.code(moss, words, "budsjett")
    recipe = FrameworkRecipe(
        rows="transcript", columns=FrameColumns.CODE, codes=("budsjett",), most=1, length=14, assume_done=True
    )
    (row,) = framework(desk.project, recipe).wide.rows
    assert row[1] == "(3)\n“Budsjettet…” (Moss_2010, 2)\nand 2 more"


def test_a_passage_with_two_coders_stands_once(desk: Desk) -> None:
    moss = desk.interview()
    desk.code(moss, "auka", "budsjett")
    with desk.as_coder("berit") as berit:
        berit.code(moss, "auka", "budsjett")
    cell = cells(desk, coders=("anna", "berit"), policy=Policy.UNION)["Moss_2010", "budsjett"]
    assert [one["coders"] for one in cell["quotations"]] == [["anna", "berit"]]
    blind.set_blind(desk.project, True)
    cell = cells(desk, coders=("anna", "berit"), policy=Policy.UNION)["Moss_2010", "budsjett"]
    assert [one["coders"] for one in cell["quotations"]] == [["anna"]]
    with pytest.raises(RefusedError, match="Nothing is coded"):
        cells(desk, coders=("berit",))


def test_what_cannot_be_laid_out_is_said(desk: Desk) -> None:
    desk.code(desk.interview(), "auka", "budsjett")
    with pytest.raises(NotFoundError, match="yeer"):
        cells(desk, rows="yeer")
    with pytest.raises(NotFoundError) as refused:
        cells(desk, codes=("budsjet",))
    assert "budsjett" in refused.value.hint


def test_words_are_cut_between_words() -> None:
    assert shortened("ein to tre fire", 8) == "ein to…"
    assert shortened("ein\nto", 8) == "ein to"
    assert shortened("einannanting", 5) == "einan…"
    assert shortened("ein to tre", 0) == "ein to tre"


def test_a_memo_on_a_case_that_begins_with_a_code_is_that_cells_summary(example_study: Path) -> None:
    with open_project(example_study, coder="anna") as project:
        moss = memos.target(project, "case", "Moss")
        memos.write_on(project, moss, "budsjettering: Dei sparer kvart år.")
        memos.write_on(project, moss, "Noko heilt anna: ikkje ein kode.")
        (row,) = framework(
            project, FrameworkRecipe(codes=("budsjettering",), where="municipality=Moss", fill=Fill.MEMOS)
        ).wide.rows
    assert str(row[1]).startswith("Dei sparer kvart år.")
    assert "Noko heilt anna" not in str(row[1])
