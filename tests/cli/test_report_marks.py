"""Passages marked for the report, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner
from workbench.core.passages import Span
from workbench.services import transcripts
from workbench.services.codings import report_marks
from workbench.services.project import opened


def test_marks_are_listed_and_the_answer_is_noted(example_study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(example_study, coder="anna") as project:
        mark = report_marks.mark(project, transcripts.find(project, "Moss_2010"), Span(0, 40))
    anna = Runner(capsys, "--project", str(example_study), "--coder", "anna")
    assert [row["approval"] for row in anna("report-marks", "--format", "json").json] == ["not asked"]
    assert anna("report-marks", "set-approval", mark.uuid, "asked", "--note", "brev").code == 0
    (row,) = anna("report-marks", "--format", "json").json
    assert (row["id"], row["transcript"], row["approval"], row["note"]) == (
        mark.uuid,
        "Moss_2010_intervju-01",
        "asked",
        "brev",
    )
    assert row["attributes"]["municipality"] == "Moss"
    assert anna("report-marks", "set-approval", mark.uuid, "perhaps").code == 2
    wrong = anna("report-marks", "set-approval", "nobody", "asked")
    assert (wrong.code, "There is no mark “nobody”" in wrong.err) == (1, True)
