"""What a command gives out reaches pipes, files and disks whole, or is said not to in a sentence."""

from __future__ import annotations

import csv
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def shell(command: str, study: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a shell of its own, ``workbench`` being this program on the example study."""
    program = f"'{sys.executable}' -m workbench --project '{study}'"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("workbench", program)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")


@posix
@pytest.mark.parametrize("what", ["codings", "codings --format json", "transcripts", "show Moss_2010", "matrix"])
def test_a_reader_of_a_pipe_who_has_had_enough_is_no_failure(example_study: Path, what: str) -> None:
    done = shell(f"workbench {what} | head -c 1 > /dev/null", example_study)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("what", ["codings", "show Moss_2010", "history"])
def test_a_full_disk_is_said_in_a_sentence(example_study: Path, what: str) -> None:
    done = shell(f"workbench {what} > /dev/full", example_study)
    assert done.returncode == 4
    assert done.stderr.decode() == f"{os.strerror(errno.ENOSPC)}.\n"


@posix
def test_data_in_a_pipe_are_utf_8_whatever_the_terminal_is(example_study: Path) -> None:
    done = shell("workbench transcripts --format csv", example_study, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "Bærum_2010_intervju-01" in done.stdout.decode("utf-8")


def test_the_project_is_never_written_over(anna: Runner, example_study: Path) -> None:
    before = example_study.read_bytes()
    for command in (["transcripts"], ["show", "Moss_2010"], ["matrix"], ["show", "Moss_2010", "--turns"]):
        assert anna(*command, "-o", str(example_study), "--force").code == 4
    assert anna("backup", "-o", str(example_study)).code == 1
    assert example_study.read_bytes() == before


def test_a_text_goes_to_a_file_as_it_is_stored_and_not_twice(anna: Runner, tmp_path: Path) -> None:
    target = tmp_path / "moss.txt"
    shown = anna("show", "Moss_2010").out
    assert anna("show", "Moss_2010", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8") + "\n" == shown
    again = anna("show", "Moss_2010", "-o", str(target))
    assert (again.code, "--force" in again.err) == (1, True)
    assert anna("show", "Moss_2010", "-o", str(target), "--force").code == 0
    assert anna("show", "Moss_2010", "--format", "json").code == 2


def test_a_folder_that_cannot_be_written_to_is_named(anna: Runner, tmp_path: Path) -> None:
    for command in (["transcripts"], ["codings"], ["matrix"], ["memos"], ["history"], ["attributes"], ["check"]):
        refused = anna(*command, "-o", str(tmp_path / "ingen" / "ut.csv"))
        assert (refused.code, refused.out) == (4, "")
        assert "There is no folder" in refused.err


@pytest.mark.parametrize("command", ["transcripts", "codings", "memos", "attributes", "history", "status Moss_2010"])
def test_every_list_says_the_same_in_every_format(anna: Runner, tmp_path: Path, command: str) -> None:
    words = command.split()
    listed = anna(*words, "--format", "json").json
    rows = list(csv.DictReader(anna(*words, "--format", "csv").out.splitlines(keepends=True)))
    assert [list(row) for row in rows] == [list(row) for row in listed]
    assert len(rows) == len(listed) > 0
    for suffix in ("csv", "tsv", "json", "jsonl", "md", "xlsx"):
        assert anna(*words, "-o", str(tmp_path / f"ut.{suffix}")).code == 0


def test_a_check_goes_to_a_file_too(anna: Runner, tmp_path: Path) -> None:
    assert anna("check", "-o", str(tmp_path / "sjekk.csv")).code == 0
    assert (tmp_path / "sjekk.csv").read_text(encoding="utf-8") == "problem\n"


def test_the_command_in_a_matrixs_recipe_makes_it_again(anna: Runner, tmp_path: Path) -> None:
    for options in (["--columns", ""], ["--rows", "theme", "--min-cell", "0"], ["--where", "year>=2011"]):
        first = anna("matrix", *options, "--format", "json").json
        again = anna(*_words(str(first["recipe"]["command"])), "--format", "json").json
        assert [first["cells"], first["columns"]] == [again["cells"], again["columns"]]


def _words(command: str) -> list[str]:
    import shlex

    program, *words = shlex.split(command)
    assert program == "workbench"
    return words
