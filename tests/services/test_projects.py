"""Projects are found, opened and begun as people say it, and acts that are refused leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import an_empty_project
from tests.services.desks import Desk
from workbench.core.coders import CoderKind, Rights
from workbench.core.errors import FileError, NoProject, RefusedError
from workbench.core.passages import Span
from workbench.services import local_state, project
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.history import history


def a_file_at(path: Path) -> Path:
    an_empty_project(path.parent, name=path.stem).close()
    return path


def test_a_project_is_found_from_a_folder_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_file_at(tmp_path / "bustad.workbench")
    below = tmp_path / "intervju" / "2011"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert project.locate() == path.resolve()


def test_a_folder_with_two_projects_is_answered_with_their_names(tmp_path: Path) -> None:
    for name in ("bustad", "bustad (konfliktkopi)"):
        a_file_at(tmp_path / f"{name}.workbench")
    with pytest.raises(NoProject, match=r"bustad \(konfliktkopi\)\.workbench"):
        project.find(tmp_path)


def test_folders_and_hidden_files_are_no_projects(tmp_path: Path) -> None:
    (tmp_path / "mappe.workbench").mkdir()
    (tmp_path / ".skjult.workbench").write_bytes(b"")
    path = a_file_at(tmp_path / "bustad.workbench")
    assert project.find(tmp_path) == path.resolve()


def test_a_folder_that_is_named_is_not_left_for_the_one_above(tmp_path: Path) -> None:
    a_file_at(tmp_path / "bustad.workbench")
    (tmp_path / "tom").mkdir()
    with pytest.raises(NoProject, match="no project in"):
        project.locate(tmp_path / "tom")


def test_a_project_is_meant_without_its_suffix_too(tmp_path: Path) -> None:
    path = a_file_at(tmp_path / "bustad.workbench")
    assert project.locate(tmp_path / "bustad") == path
    (tmp_path / "bustad").mkdir()
    assert project.locate(tmp_path / "bustad") == path


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_what_is_no_name_starts_no_project(name: str) -> None:
    with pytest.raises(RefusedError, match="not a name for a project"):
        project.create(Path(name))


def test_a_coder_without_a_proper_name_starts_no_project(tmp_path: Path) -> None:
    for name in ("anna/x", "a\x1b[2Jnna", "a" * 101, "a\u202enna"):
        with pytest.raises(RefusedError, match="not a coder's name"):
            project.create(tmp_path / "bustad", coder=name)
    assert list(tmp_path.iterdir()) == []


def test_no_project_is_begun_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="No project can be started"):
        project.create(tmp_path / "ingen" / "bustad")


def test_the_first_person_becomes_lead_even_after_the_consensus(tmp_path: Path) -> None:
    path = a_file_at(tmp_path / "bustad.workbench")
    for name in ("consensus", "anna", "bjorn"):
        with project.open_project(path, coder=name) as opened:
            project.ensure_actor(opened)
    with project.open_project(path) as opened:
        people = {c.name: (c.kind, c.rights) for c in project.coders(opened)}
        first = opened.project.settings["first_coder"]
        assert project.find_coder(opened, "ANNA ").uuid == first
    assert people == {
        "anna": (CoderKind.PERSON, Rights.LEAD),
        "bjorn": (CoderKind.PERSON, Rights.CODER),
        "consensus": (CoderKind.CONSENSUS, Rights.CODER),
    }


def test_two_who_come_in_at_once_are_one_lead_and_one_coder(tmp_path: Path) -> None:
    path = a_file_at(tmp_path / "bustad.workbench")
    with project.open_project(path, coder="anna") as one, project.open_project(path, coder="bjorn") as other:
        rights = [project.ensure_actor(opened).rights for opened in (one, other)]
    assert rights == [Rights.LEAD, Rights.CODER]


def test_the_same_new_name_in_two_windows_is_one_coder(tmp_path: Path) -> None:
    path = a_file_at(tmp_path / "bustad.workbench")
    with project.open_project(path, coder="anna") as one, project.open_project(path, coder="Anna") as other:
        assert project.ensure_actor(one).uuid == project.ensure_actor(other).uuid
        assert len(project.coders(one)) == 1


def test_a_refused_act_of_a_new_coder_leaves_no_coder(desk: Desk) -> None:
    transcript = desk.interview()
    with desk.as_coder("anan") as misspelt:
        code = codebook.tree(misspelt.project).find("budsjett")
        with pytest.raises(RefusedError):
            coding.apply_code(misspelt.project, transcript, Span(5, 5), code)
        with pytest.raises(RefusedError, match="nothing of yours"):
            history.undo(misspelt.project)
        assert not misspelt.project.joined
    assert [c.name for c in project.coders(desk.project)] == ["anna"]


def test_undo_never_takes_a_coder_back_out(desk: Desk) -> None:
    transcript = desk.interview()
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "Budsjettet")
        assert bjorn.project.joined
        bjorn.undo()
        with pytest.raises(RefusedError):
            bjorn.undo()
    assert [c.name for c in project.coders(desk.project)] == ["anna", "bjorn"]


def test_settings_changed_in_another_window_are_kept(desk: Desk) -> None:
    with desk.as_coder("bjorn") as bjorn:
        project.change_settings(bjorn.project, min_cell=5)
        project.change_settings(desk.project, blind=True)
        project.change_settings(bjorn.project, language="nn")
    assert {"min_cell": 5, "blind": True, "language": "nn"}.items() <= _settings(desk).items()


def _settings(desk: Desk) -> dict[str, object]:
    with project.open_project(desk.project.path) as opened:
        return dict(opened.project.settings)


def test_the_coder_is_the_one_named_else_the_environments_else_the_last_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.project.path
    project.work_as(desk.project, "anna")
    names = []
    for named, environment in ((None, None), (None, "bjorn"), ("kari/2", "bjorn")):
        if environment:
            monkeypatch.setenv("WORKBENCH_CODER", environment)
        with project.open_project(path, coder=named) as opened:
            names.append(opened.actor.name)
    assert names == ["anna", "bjorn", "kari/2"]


def test_nobody_may_look_but_not_act(desk: Desk) -> None:
    with project.open_project(desk.project.path) as opened, pytest.raises(RefusedError, match="Nobody has said"):
        project.change_settings(opened, blind=True)


def test_a_damaged_state_of_this_machine_is_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = desk.folder / "state"
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(folder))
    uuid = desk.project.project.uuid
    local_state.remember_coder(uuid, "anna")
    file = folder / f"{uuid}.json"
    for broken in ("", "[]", "{", '{"places": 3, "transcripts": [], "coder": 7}', "[" * 100_000, "\ud800"):
        file.write_bytes(broken.encode("utf-8", "surrogatepass"))
        assert local_state.last_coder(uuid) is None
        assert local_state.last_transcript(uuid, "c") is None
        assert local_state.place(uuid, "c", "t") == local_state.Place()
        local_state.remember_place(uuid, "c", "t", local_state.Place(7, 3, "turn"))
        assert local_state.place(uuid, "c", "t") == local_state.Place(7, 3, "turn")
    file.write_text('{"places": {"c/t": {"cursor": "x", "top": -4, "unit": null}}}', encoding="utf-8")
    assert local_state.place(uuid, "c", "t") == local_state.Place()
    assert [path.name for path in folder.iterdir()] == [file.name]


def test_a_project_that_calls_itself_a_path_writes_no_state_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path / "state"))
    local_state.remember_coder("../../ute", "anna")
    assert local_state.last_coder("../../ute") == "anna"
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_a_machine_that_lets_nothing_be_written_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path / "state"))
    local_state.remember_coder("abc", "anna")
    assert local_state.last_coder("abc") is None
