"""Every command says what it does, what it cannot do, and leaves the code that the documentation promises."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from tests.cli.running import Runner
from workbench.cli.main import COMMANDS, workbench

HEAVY = ("textual", "sqlalchemy", "docx", "alembic", "lxml", "rapidfuzz", "xlsxwriter", "yaml")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = Runner(capsys)(name, "--help")
    assert shown.code == 0
    assert "\\b" not in shown.out
    assert "Example:" in shown.out or isinstance(workbench.get_command(click.Context(workbench), name), click.Group)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_help_says(name: str) -> None:
    command = workbench.get_command(click.Context(workbench), name)
    assert command is not None
    first = (command.help or "").split(".")[0].split("\n")[0]
    assert first.split()[0].strip(",") == COMMANDS[name][1].split()[0].strip(",")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["matrix", "--help"], ["import", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    listing = (
        f"import sys; from workbench.cli.main import run; run({arguments!r}); print(*sys.modules, file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stderr.split()
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["matriks"], 2, "Did you mean matrix?"),
        (["matrix", "--measure", "pages"], 1, "There is no measure called"),
        (["matrix", "--columns", "munisipality"], 1, "Did you mean municipality?"),
        (["matrix", "--coders", "ana"], 1, "anna"),
        (["code", "Moss_2011_intervju-01", "10", "20", "startlån-sak"], 1, "There is no code called"),
        (["code", "Moss_2011_intervju-01", "10", "99999999", "startlan"], 1, "lies outside the text"),
        (["show", "Moss_2019"], 1, "There is no transcript"),
        (["uncode", "nothing"], 1, "There is no coding"),
        (["--project", "nowhere", "check"], 3, "nowhere"),
        (["import", "nowhere.docx"], 4, "nowhere.docx"),
        (["codebook", "import", "nowhere.yaml"], 4, "nowhere.yaml"),
        (["restore", "nowhere.workbench"], 3, "nowhere.workbench"),
    ],
)
def test_a_wrong_wish_is_answered_in_a_sentence(
    arguments: list[str], code: int, told: str, example_study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example_study.read_bytes()
    ran = Runner(capsys, "--project", str(example_study), "--coder", "anna")(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert example_study.read_bytes() == before


def test_outside_a_project_one_is_told_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = Runner(capsys)("transcripts")
    assert ran.code == 3
    assert "workbench init" in ran.err


def test_reading_needs_no_coder_and_writing_does(example_study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = Runner(capsys, "--project", str(example_study))
    assert nobody("transcripts").code == 0
    refused = nobody("code", "Moss_2011_intervju-01", "10", "20", "startlan")
    assert refused.code == 1
    assert "--coder" in refused.err


def test_a_coder_without_a_name_begins_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = Runner(capsys, "--coder", "")("init", str(tmp_path / "q"))
    assert refused.code == 1
    assert "--coder names nobody" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_one_of_something_is_not_called_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = tmp_path / "ein.csv"
    one.write_text("id,name_nn\nbustad,Bustad\n", encoding="utf-8")
    anna = Runner(capsys, "--project", str(tmp_path / "q"), "--coder", "anna")
    assert "ein: 1 code\n" in anna("init", str(tmp_path / "q"), "--codebook", str(one)).err
    text = tmp_path / "Moss.txt"
    text.write_text("R: Ja\n", encoding="utf-8")
    assert "1 turn " in anna("import", str(text)).err


def test_a_coder_takes_away_only_their_own(example_study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bjorn = Runner(capsys, "--project", str(example_study), "--coder", "bjorn")
    annas = bjorn("codings", "--by", "anna", "--format", "json").json[0]["id"]
    refused = bjorn("uncode", annas)
    assert refused.code == 1
    assert "another coder's" in refused.err


@pytest.mark.parametrize("command", ["transcripts", "codings", "matrix", "history", "code Moss_2010 0 60 startlan"])
def test_a_project_command_pays_for_its_database_and_for_no_file_format(command: str, example_study: Path) -> None:
    arguments = ["--project", str(example_study), "--coder", "anna", *command.split()]
    listing = (
        f"import sys; from workbench.cli.main import run; run({arguments!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(set(HEAVY) - {"sqlalchemy"})


def test_a_search_index_that_lost_its_words_is_named_and_built_anew(
    example_study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(example_study)) as bare:
        bare.execute("INSERT INTO turn_words (turn_words) VALUES ('delete-all')")
        bare.commit()
    run = Runner(capsys, "--project", str(example_study))
    (problem,) = run("check", "--format", "json").json["problems"]
    assert "workbench check --rebuild-index" in problem
    assert run("check", "--rebuild-index", "--format", "json").json == {"ok": True, "problems": []}
    assert run("check").code == 0


def test_a_terminal_that_cannot_draw_is_told_so_in_a_sentence(
    example_study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Runner(capsys, "--project", str(example_study))
    told = run("open")
    assert (told.code, told.err.splitlines()[0]) == (1, "The screens need a terminal.")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    told = run("open")
    assert told.code == 1
    assert "cannot place words on the screen (TERM=dumb)" in told.err
    assert "Traceback" not in told.err
