"""The list for approval: a page for each informant with boxes, and answers noted by the id that stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.services.desks import Desk
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.passages import Span
from workbench.core.report_marks import Approval
from workbench.services import transcripts
from workbench.services.codings import report_marks
from workbench.services.project import OpenProject, opened
from workbench.services.reports import approval_lists


@pytest.fixture
def study(example_study: Path) -> Iterator[OpenProject]:
    with opened(example_study, coder="anna") as project:
        yield project


def mark(project: OpenProject, name: str, at: int) -> str:
    """Mark the first turn of a respondent from a place on."""
    opened = transcripts.open_transcript(project, transcripts.find(project, name).uuid)
    turn = opened.text.turns[at]
    return report_marks.mark(project, opened.transcript, Span(turn.start, turn.end)).uuid


def test_each_informant_has_a_page_with_only_their_own_words(study: OpenProject, tmp_path: Path) -> None:
    mark(study, "Moss_2011", 1)
    answered = mark(study, "Bærum_2012_intervju-01", 1)
    mark(study, "Bærum_2012_intervju-01", 2)
    report_marks.set_approval(study, answered[: approval_lists.SHOWN], Approval.APPROVED)
    assert approval_lists.write(study, tmp_path / "approval.docx") == 3
    document = Document(str(tmp_path / "approval.docx"))
    headings = [p for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [p.text for p in headings] == [
        "Quotations from Informant 1, Bærum 2012 (Bærum_2012_intervju-01)",
        "Quotations from Informant 2, Bærum 2012 (Bærum_2012_intervju-01)",
        "Quotations from Informant 1, Moss 2011",
    ]
    assert [bool(p.paragraph_format.page_break_before) for p in headings] == [False, True, True]
    words = [one.quotation for one in report_marks.of_project(study)]
    for table, said in zip(document.tables, words, strict=True):
        assert f"“{said}”" in table.rows[1].cells[0].text
    assert f"turn 2 · {answered[:8]}" in document.tables[0].rows[1].cells[0].text
    boxes = [e.text for table in document.tables for e in table._tbl.iter(qn("w:t")) if e.text in {"☐", "☒"}]
    assert boxes == ["☒", "☐", "☐", "☐", "☐", "☐"]


def test_without_marks_the_list_says_how_to_mark(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "approval.docx"
    assert approval_lists.write(desk.project, target) == 0
    assert "r marks what is lit" in "\n".join(p.text for p in Document(str(target)).paragraphs)
    with pytest.raises(RefusedError, match="there already"):
        approval_lists.write(desk.project, target)


def test_an_id_cut_too_short_names_no_mark(desk: Desk) -> None:
    transcript = desk.interview()
    one = report_marks.mark(desk.project, transcript, desk.place(transcript, "auka"))
    with pytest.raises(NotFoundError, match="no mark"):
        report_marks.set_approval(desk.project, one.uuid[:5], Approval.ASKED)
    with pytest.raises(NotFoundError, match="no mark"):
        report_marks.set_approval(desk.project, "", Approval.ASKED)
    assert report_marks.set_approval(desk.project, one.uuid[:6], Approval.ASKED).approval is Approval.ASKED
