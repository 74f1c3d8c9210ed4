"""Acts by command say what they did and to whom, and a slip leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def study(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    capsys.readouterr()
    return example_study


def run_as(coder: str, study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(study), "--coder", coder)


def test_a_new_coder_is_told_so_since_it_may_be_a_slip(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip = run_as("anan", study, capsys)
    assert slip("code", "Moss_2010", "0", "99999999", "startlan").code == 1
    assert slip("undo").code == 1
    assert "anan" not in slip("status", "Moss_2010", "--format", "csv").out
    told = slip("code", "Moss_2010", "0", "60", "startlan")
    assert "anan is a new coder in this project." in told.err
    assert "new coder" not in slip("code", "Moss_2010", "0", "80", "startlan").err
    assert slip("undo").err.startswith("Took back: Start-up loan given in Moss_2010_intervju-01")
    assert slip("redo").err.startswith("Did again: Start-up loan given in Moss_2010_intervju-01")


def test_taking_back_more_than_there_is_says_how_much_was(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cora = run_as("cora", study, capsys)
    for end in ("60", "80"):
        cora("code", "Moss_2010", "0", end, "startlan")
    undone = cora("undo", "99999")
    assert undone.code == 1
    assert "2 taken back; the next cannot be: There is nothing of yours to take back." in undone.err
    redone = cora("redo", "3")
    assert redone.code == 1
    assert "2 done again; the next cannot be: There is nothing to do again." in redone.err


def test_the_start_of_a_name_is_enough_where_only_one_has_it(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anna = run_as("anna", study, capsys)
    assert anna("show", "moss_2010").code == 0
    several = anna("show", "moss")
    assert (several.code, "may mean 4 transcripts" in several.err) == (1, True)
    assert anna("codings", "--transcript", "moss_2010", "--format", "csv").code == 0


def test_facts_are_set_shown_and_taken_from_a_file(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = run_as("anna", study, capsys)
    assert "Facts new or changed: 1." in anna("attributes", "set", "Moss_2010", "form=gruppe").err
    table = tmp_path / "fakta.csv"
    table.write_text("transcript;form\nMoss_2010_intervju-01;par\nVoss;par\n", encoding="utf-8")
    taken = anna("attributes", "import", str(table))
    assert "fakta.csv, line 3: The row “Voss” belongs to none of the files." in taken.err
    facts = anna("attributes", "--format", "json").json
    assert {"name": "Moss_2010_intervju-01", "attribute": "form", "value": "par"}.items() <= next(
        fact for fact in facts if (fact["name"], fact["attribute"]) == ("Moss_2010_intervju-01", "form")
    ).items()
    assert anna("attributes", "set", "Moss_2010", "form").code == 1


def test_an_import_names_every_file_and_where_something_is_odd(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = run_as("anna", study, capsys)
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn" / "Voss_2011.txt").write_text("I: Kva er nytt?\nR: Lite er nytt.", encoding="utf-8")
    for options in (["--dry-run"], []):
        done = anna("import", str(tmp_path / "inn"), "--pattern", "{municipality}_{year}", *options)
        assert done.code == 0
        assert "[1/1] Voss_2011.txt: 2 turns (I 1, R 1)" in done.err
    again = anna("import", str(tmp_path / "inn"), "--dry-run", "--format", "json")
    assert again.code == 4
    assert [one["ok"] for one in again.json] == [False]
    assert "in the project already" in again.json[0]["notices"][-1]
    assert anna("undo").err.startswith("Took back: Voss_2011 brought in from Voss_2011.txt")


def test_a_project_is_begun_by_whom_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_CODER", "anna")
    begin = Runner(capsys)
    assert begin("init", str(tmp_path / "ein")).code == 0
    monkeypatch.delenv("WORKBENCH_CODER")
    assert "Say who is coding" in begin("init", str(tmp_path / "to")).err
    people = [
        Runner(capsys, "--project", str(tmp_path / name))("history", "--format", "json").json for name in ("ein", "to")
    ]
    assert ["anna joined" in [event["summary"] for event in events] for events in people] == [True, False]


def test_a_codebook_with_problems_begins_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kodebok.csv").write_text("id,name_nn\na,A\na,B\n", encoding="utf-8")
    refused = Runner(capsys)("init", str(tmp_path / "bustad"), "--codebook", str(tmp_path / "kodebok.csv"))
    assert refused.code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["kodebok.csv"]


def test_reading_a_project_leaves_its_file_as_it_was(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = study.read_bytes()
    bjorn = run_as("bjorn", study, capsys)
    for command in ("transcripts", "codings", "memos", "attributes", "history", "matrix", "check", "codebook show"):
        assert bjorn(*command.split()).code == 0
    assert study.read_bytes() == before
    assert [path.name for path in study.parent.iterdir()] == [study.name]


@pytest.mark.skipif(sys.platform == "win32", reason="sends an interrupt")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_stopping_an_import_keeps_what_is_whole_and_says_so(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    folder = tmp_path / "inn"
    folder.mkdir()
    for n in range(400):
        (folder / f"Voss_{n}.txt").write_text(f"I: Kva er nytt i {n}?\nR: Lite er nytt i {n}.", encoding="utf-8")
    words = [sys.executable, "-m", "workbench", "--project", str(study), "--coder", "anna", "import", str(folder)]
    started = subprocess.Popen([*words, "--jobs", jobs], stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert started.stderr is not None
    for line in started.stderr:
        if line.startswith("[3/400]"):
            started.send_signal(signal.SIGINT)
            break
    told = started.stderr.read()
    assert started.wait() == 1
    assert "Traceback" not in told
    anna = run_as("anna", study, capsys)
    stored = [one["name"] for one in anna("transcripts", "--format", "json").json if one["name"].startswith("Voss")]
    assert f"Stopped. {len(stored)} transcripts came in whole" in told
    assert 3 <= len(stored) < 400
    assert anna("undo").code == 0
    assert len(anna("transcripts", "--format", "json").json) == 18
    assert anna("check").code == 0


def test_settings_are_changed_together_or_not_at_all_and_taken_back(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = run_as("anna", study, capsys)

    def stand() -> list[object]:
        return [one["value"] for one in anna("settings", "--format", "json").json[:2]]

    assert stand() == ["", 3]
    anna("settings", "language=en", "min_cell=5")
    assert stand() == ["en", 5]

    refused = anna("settings", "min_cell=7", "language=klingon")
    assert (refused.code, "klingon" in refused.err) == (1, True)
    assert stand() == ["en", 5]
    anna("undo")
    assert stand() == ["", 3]
