"""The report and what goes with it, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.running import Runner
from workbench.core.passages import Span
from workbench.services import transcripts
from workbench.services.codings import report_marks
from workbench.services.project import opened


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def test_the_report_is_written_once_and_again_only_by_force(anna: Runner, tmp_path: Path) -> None:
    target = tmp_path / "study.html"
    asked = ("report", "-o", str(target), "--no-agreement", "--measure", "codings", "--language", "nb")
    ran = anna(*asked)
    assert (ran.code, ran.out, f"Wrote {target}" in ran.err) == (0, "", True)
    page = target.read_text("utf-8")
    assert '<html lang="nb">' in page
    assert '<h2 id="part-2">Metode</h2>' in page
    assert "--measure words" not in page
    assert anna(*asked).code == 1
    assert anna(*asked, "--force").code == 0


def test_what_a_report_cannot_be_is_said_with_what_it_can(anna: Runner, tmp_path: Path) -> None:
    wrong = anna("report", "-o", str(tmp_path / "r.docx"), "--measure", "word")
    assert (wrong.code, "Did you mean words?" in wrong.err) == (1, True)
    wrong = anna("report", "-o", str(tmp_path / "r.odt"))
    assert (wrong.code, "End the name in .docx or .html." in wrong.err) == (4, True)
    assert anna("report").code == 2
    wrong = anna("report", "-o", str(tmp_path / "r.docx"), "--columns", "munisipality")
    assert (wrong.code, "Did you mean municipality?" in wrong.err) == (1, True)
    assert not list(tmp_path.glob("r.*"))


def test_a_transcript_goes_to_word_with_its_codings_or_without(anna: Runner, tmp_path: Path) -> None:
    target = tmp_path / "moss.docx"
    ran = anna("show", "Moss_2012_intervju-01", "-o", str(target), "--coder", "bjorn")
    assert (ran.code, "25 codings are in the margin." in ran.err) == (0, True)
    assert len(list(Document(str(target)).comments)) == 25
    assert anna("show", "Moss_2012_intervju-01", "-o", str(target), "--force").code == 0
    assert not list(Document(str(target)).comments)
    wrong = anna("show", "Moss_2012_intervju-01", "--codes")
    assert (wrong.code, "--codes and --coder go with -o NAME.docx." in wrong.err) == (2, True)


def test_the_list_for_approval_is_written_and_the_answer_noted_by_its_short_id(
    anna: Runner, example_study: Path, tmp_path: Path
) -> None:
    with opened(example_study, coder="anna") as project:
        mark = report_marks.mark(project, transcripts.find(project, "Moss_2010"), Span(200, 240))
    target = tmp_path / "approval.docx"
    ran = anna("report-marks", "-o", str(target))
    assert (ran.code, "One informant to ask." in ran.err) == (0, True)
    assert mark.uuid[:8] in Document(str(target)).tables[0].rows[1].cells[0].text
    assert anna("report-marks", "set-approval", mark.uuid[:8], "approved").code == 0
    assert anna("report-marks", "--format", "json").json[0]["approval"] == "approved"
