"""Copies are verified, go back only where they came from, and never under somebody's hands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.services.desks import Desk
from workbench.core.errors import DamagedProject, NoProject, ProjectBusy, ProjectError, RefusedError
from workbench.services import example, project, transcripts, upkeep


def names(path: Path) -> list[str]:
    with project.open_project(path) as opened:
        return [summary.transcript.name for summary in transcripts.summaries(opened)]


def test_a_copy_made_while_others_work_holds_what_was_done(desk: Desk, tmp_path: Path) -> None:
    desk.interview()
    copy = upkeep.backup(desk.project, tmp_path / "kopi.workbench")
    assert upkeep.check(desk.project) == []
    assert names(copy) == ["Moss_2010"]
    with pytest.raises(RefusedError, match="there already"):
        upkeep.backup(desk.project, copy)


def test_a_copy_from_the_folder_of_backups_goes_back_to_its_project(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.interview()
    path = desk.project.path
    copy = upkeep.backup(desk.project)
    desk.undo()
    desk.project.close()
    monkeypatch.chdir(desk.folder)
    restored, kept = upkeep.restore(None, copy)
    assert (restored, names(restored)) == (path, ["Moss_2010"])
    assert kept is not None
    assert names(kept) == []


def test_a_copy_of_another_study_does_not_take_a_projects_place(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    other = project.create(tmp_path / "anna" / "anna-studie", coder="anna")
    copy = upkeep.backup(other, tmp_path / "kopi.workbench")
    other.close()
    with pytest.raises(RefusedError, match="another study"):
        upkeep.restore(str(desk.project.path), copy)
    new = tmp_path / "ny"
    restored, kept = upkeep.restore(str(new), copy)
    assert (restored, kept) == (tmp_path / "ny.workbench", None)


def test_nothing_is_restored_under_somebody_who_has_the_project_open(desk: Desk, tmp_path: Path) -> None:
    copy = upkeep.backup(desk.project, tmp_path / "kopi.workbench")
    desk.interview()
    with pytest.raises(ProjectBusy):
        upkeep.restore(str(desk.project.path), copy)
    assert [s.transcript.name for s in transcripts.summaries(desk.project)] == ["Moss_2010"]
    desk.code(transcripts.find(desk.project, "moss"), "Budsjettet")
    assert len(desk.codings()) == 1


def test_a_copy_that_is_not_whole_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    copy = upkeep.backup(desk.project, tmp_path / "kopi.workbench")
    copy.write_bytes(copy.read_bytes()[:-4096])
    desk.project.close()
    before = desk.project.path.read_bytes()
    with pytest.raises(DamagedProject):
        upkeep.restore(str(desk.project.path), copy)
    with pytest.raises(NoProject):
        upkeep.restore(str(desk.project.path), tmp_path / "ingen.workbench")
    assert desk.project.path.read_bytes() == before


def test_a_damaged_project_is_replaced_and_kept(desk: Desk, tmp_path: Path) -> None:
    desk.interview()
    copy = upkeep.backup(desk.project, tmp_path / "kopi.workbench")
    desk.project.close()
    path = desk.project.path
    path.write_bytes(path.read_bytes()[:5000])
    _, kept = upkeep.restore(str(path), copy)
    assert names(path) == ["Moss_2010"]
    assert kept is not None
    assert kept.stat().st_size == 5000


def test_the_example_is_built_once_and_left_as_it_is(built_example: Path, tmp_path: Path) -> None:
    there = Path(shutil.copy(built_example, tmp_path))
    before = there.read_bytes()
    assert example.build(tmp_path) == there
    assert there.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [there.name]


def test_the_example_refuses_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    with pytest.raises(ProjectError, match="Nothing can be built"):
        example.build(tmp_path / "fil")


def test_the_example_has_nothing_wrong_and_its_second_coder_is_no_lead(example_study: Path) -> None:
    with project.open_project(example_study) as study:
        assert upkeep.check(study) == []
        assert [(c.name, c.rights.value) for c in project.coders(study)] == [
            ("anna", "lead"),
            ("bjorn", "coder"),
            ("consensus", "coder"),
        ]


def test_a_copy_does_not_become_a_second_project_in_the_projects_folder(desk: Desk) -> None:
    target = desk.project.path.with_name("b.workbench")
    with pytest.raises(RefusedError, match="second project") as refused:
        upkeep.backup(desk.project, target)
    assert "bustad.backups" in refused.value.hint
    assert not target.exists()
