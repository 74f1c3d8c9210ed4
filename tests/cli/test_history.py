"""The history by command: narrowed, in words, and gone back along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def test_the_history_is_narrowed_and_says_what_stands(anna: Runner) -> None:
    for end in ("60", "80"):
        anna("code", "Moss_2010", "0", end, "startlan")
    anna("undo")
    found = anna("history", "--action", "coding", "--transcript", "Moss_2010", "--format", "json").json
    assert [(one["action"], one["state"], one["records"]) for one in found] == [
        ("coding.apply", "taken back", 1),
        ("coding.apply", "stands", 1),
    ]
    assert found[0]["what"].endswith("given in Moss_2010_intervju-01")
    assert found[0]["why_not"] == "it is taken back already"
    assert anna("history", "--by", "bjorn", "--format", "json").json == []
    assert anna("history", "taken", "back", "--format", "json").json[0]["action"] == "undo"
    assert anna("history", "--since", "2100-01-01", "--format", "json").json == []
    refused = anna("history", "--since", "i går")
    assert (refused.code, "is no day" in refused.err) == (1, True)


def test_one_goes_back_to_a_line_of_the_history(anna: Runner) -> None:
    here = anna("history", "--limit", "1", "--format", "json").json[0]["id"]
    for end in ("60", "80", "90"):
        anna("code", "Moss_2010", "0", end, "startlan")
    done = anna("undo", "--to", here[:12])
    assert (done.code, done.err.count("Took back")) == (0, 3)
    again = anna("undo", "--to", here)
    assert (again.code, "Nothing of yours" in again.err) == (1, True)
    assert anna("undo", "--to", "zzz").code != 0


def test_what_was_coded_by_searching_is_told_with_its_code_and_also_once_it_is_taken_back(anna: Runner) -> None:
    assert anna("search", "budsjett", "--code", "behov", "--yes").code == 0
    (found,) = anna("history", "--limit", "1", "--format", "json").json
    assert found["what"].endswith("passages given Needs and numbers, found by searching")
    anna("undo")
    first, second = anna("history", "--limit", "2", "--format", "json").json
    assert first["what"].startswith("taken back: ")
    assert second["what"].endswith("passages given a code, found by searching")


def test_help_is_given_in_a_folder_that_is_gone(anna: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert anna("settings", "language=nn").code == 0
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert anna("--help").code == 0
    assert anna("transcripts").code == 0
