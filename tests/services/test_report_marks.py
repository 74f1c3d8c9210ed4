"""Passages are marked for the report by whoever reads, and the informant's answer is kept with them."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.passages import Span
from workbench.core.report_marks import Approval
from workbench.core.transcripts import Transcript
from workbench.services import project
from workbench.services.codings import report_marks
from workbench.services.history import history


def marked(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the marks as the coder sees them: coder, words, approval."""
    return [(str(row[9]), str(row[6]), str(row[7])) for row in report_marks.table(desk.project).rows]


def mark(desk: Desk, transcript: Transcript, words: str) -> str:
    return report_marks.mark(desk.project, transcript, desk.place(transcript, words)).uuid


def test_a_passage_is_marked_without_the_white_space_around_it_and_once(desk: Desk) -> None:
    transcript = desk.interview()
    first = mark(desk, transcript, " har auka")
    assert mark(desk, transcript, "har auka") == first
    assert marked(desk) == [("anna", "har auka", "not asked")]
    (row,) = report_marks.of_project(desk.project)
    assert (row.turn, row.speaker, row.summary.transcript) == (1, "R", transcript)
    assert [event.action for event in history.history(desk.project)].count("report.mark") == 1


def test_a_mark_is_taken_away_and_undo_brings_it_back(desk: Desk) -> None:
    transcript = desk.interview()
    one = mark(desk, transcript, "har auka")
    report_marks.unmark(desk.project, one)
    assert marked(desk) == []
    desk.undo()
    assert marked(desk) == [("anna", "har auka", "not asked")]
    desk.undo()
    assert marked(desk) == []


def test_a_passage_without_words_is_not_marked(desk: Desk) -> None:
    transcript = desk.interview()
    start = desk.place(transcript, "Budsjettet").start
    with pytest.raises(RefusedError, match="no words"):
        report_marks.mark(desk.project, transcript, Span(start - 1, start))


def test_the_informants_answer_is_kept_and_undone(desk: Desk) -> None:
    one = mark(desk, desk.interview(), "har auka")
    after = report_marks.set_approval(desk.project, one, Approval.APPROVED, note=" per e-post ")
    assert (after.approval, after.note) == (Approval.APPROVED, "per e-post")
    assert report_marks.set_approval(desk.project, one, Approval.APPROVED) == after
    assert marked(desk) == [("anna", "har auka", "approved")]
    desk.undo()
    assert marked(desk) == [("anna", "har auka", "not asked")]


def test_another_coders_mark_is_only_looked_at_but_the_lead_may_note_the_answer(desk: Desk) -> None:
    transcript = desk.interview()
    annas = mark(desk, transcript, "har auka")
    with desk.as_coder("bjorn") as bjorn:
        bjorns = mark(bjorn, transcript, "har auka")
        with pytest.raises(RefusedError, match="another coder's"):
            report_marks.unmark(bjorn.project, annas)
        with pytest.raises(RefusedError, match="another coder's"):
            report_marks.set_approval(bjorn.project, annas, Approval.REFUSED)
        assert marked(bjorn) == [("anna", "har auka", "not asked"), ("bjorn", "har auka", "not asked")]
    report_marks.set_approval(desk.project, bjorns, Approval.REFUSED)
    with pytest.raises(RefusedError, match="another coder's"):
        report_marks.unmark(desk.project, bjorns)


def test_a_blind_coder_knows_of_no_mark_but_their_own(desk: Desk) -> None:
    transcript = desk.interview()
    annas = mark(desk, transcript, "har auka")
    project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn:
        mark(bjorn, transcript, "Budsjettet")
        assert [coder for coder, *_ in marked(bjorn)] == ["bjorn"]
        for act in (report_marks.unmark, lambda p, u: report_marks.set_approval(p, u, Approval.ASKED)):
            with pytest.raises(NotFoundError, match="There is no mark"):
                act(bjorn.project, annas)
