"""The codebook is worked on and looked at from the command line, with the words of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import an_empty_project
from tests.cli.running import Runner
from workbench.services import transcripts
from workbench.services.codebooks.codebook import import_codebook
from workbench.services.imports import importing
from workbench.services.project import open_project


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command in a study of two codes and one interview, as anna, in nynorsk."""
    an_empty_project(tmp_path, name="bustad").close()
    book, said = tmp_path / "kodebok.csv", tmp_path / "Moss_2010.txt"
    book.write_text("id,name_nn,definition_nn\nbudsjett,Budsjett,Pengar.\nventetid,Ventetid,", encoding="utf-8")
    said.write_text("I: Korleis?\nR: Budsjettet auka, og folk ventar.", encoding="utf-8")
    with open_project(tmp_path / "bustad.workbench", coder="anna") as project:
        import_codebook(project, book)
        list(importing.import_files(project, importing.plan([said])))
        assert len(transcripts.summaries(project)) == 1
    return Runner(capsys, "--project", str(tmp_path / "bustad.workbench"), "--coder", "anna", "--language", "nn")


def keys(run: Runner) -> list[tuple[str, str | None]]:
    return [(one["key"], one["parent"]) for one in run("codebook", "show", "--format", "json").json]


def test_a_codebook_is_built_by_commands_and_each_is_undone(run: Runner) -> None:
    added = run("codebook", "add", "Ventetida", "--below", "budsjett", "--definition", "Kor lenge.")
    assert (added.code, added.out.strip()) == (0, "ventetida")
    assert "Nesten same namn: ventetid" in added.err
    assert run("codebook", "rename", "ventetida", "Kø").code == 0
    assert run("codebook", "move", "ventetida", "--top").code == 0
    assert run("codebook", "move", "ventetida", "--before", "ventetid").code == 0
    assert keys(run) == [("budsjett", None), ("ventetida", None), ("ventetid", None)]
    assert run("codebook", "move", "ventetida", "--after", "ventetid").err.strip() == "Kø"
    assert keys(run) == [("budsjett", None), ("ventetid", None), ("ventetida", None)]
    assert run("codebook", "recolour", "ventetida", "#0072B2").err.strip() == "ventetida er #0072b2."
    assert run("codebook", "letter", "ventetida", "k").code == 0
    assert "var bokstaven til ventetida" in run("codebook", "letter", "budsjett", "k").err
    assert run("codebook", "retire", "ventetida").code == run("codebook", "restore", "ventetida").code == 0
    assert run("codebook", "delete", "ventetida").code == 0
    assert run("undo", "11").code == 0
    assert keys(run) == [("budsjett", None), ("ventetid", None)]


def test_a_move_without_a_goal_is_asked_for_one(run: Runner) -> None:
    assert run("codebook", "move", "ventetid").code == 2
    assert run("codebook", "move", "ventetid", "--top", "--below", "budsjett").code == 2
    below_itself = run("codebook", "move", "ventetid", "--below", "ventetid")
    assert (below_itself.code, "under seg sjølv" in below_itself.err) == (1, True)


def test_two_codes_are_merged_and_one_is_split(run: Runner) -> None:
    one = run("code", "Moss_2010", "10", "15", "ventetid").out.strip()
    run("code", "Moss_2010", "10", "20", "budsjett")
    assert "éi koding går til Budsjett" in run("codebook", "merge", "ventetid", "budsjett", "--dry-run").err
    assert not run("codebook", "show", "--format", "json").json[1]["retired"]
    assert run("codebook", "merge", "ventetid", "budsjett").code == 0
    assert run("codebook", "show", "--format", "json").json[1]["retired"]
    split = run("codebook", "split", "budsjett", "Kø", "--coding", one)
    assert (split.out.strip(), split.err.strip()) == ("kø", "éi koding gjekk over.")
    listed = run("codings", "--format", "json").json
    assert sorted(row["code"] for row in listed) == ["budsjett", "kø"]


def test_a_changed_definition_asks_for_what_was_coded_before(run: Runner) -> None:
    coding = run("code", "Moss_2010", "10", "15", "budsjett").out.strip()
    assert run("codebook", "edit", "budsjett").code == 2
    edited = run("codebook", "edit", "budsjett", "--definition", "Vedtekne pengar.", "--example", "Vi fekk meir.")
    assert "Éi koding av deg vart gjord før" in edited.err
    assert [row["id"] for row in run("codebook", "before", "budsjett", "--format", "json").json] == [coding]
    assert run("codebook", "before", "budsjett", "--keep", coding, "--format", "json").json == []
    shown = run("codebook", "show", "--format", "json").json[0]
    assert (shown["definition"], shown["include"]) == ("Vedtekne pengar.", "")


def test_lint_history_and_usage_come_out_as_data(run: Runner) -> None:
    run("code", "Moss_2010", "10", "15", "budsjett")
    run("attributes", "set", "Moss_2010", "municipality=Moss")
    run("codebook", "edit", "budsjett", "--definition", "Nytt.")
    found = run("codebook", "lint", "--least", "warning", "--format", "json").json
    assert [(row["severity"], row["kind"], row["code"]) for row in found] == [("warning", "no-definition", "ventetid")]
    (latest, *_rest) = run("codebook", "history", "budsjett", "--format", "json").json
    assert {key: latest[key] for key in ("revision", "coder", "field", "before", "after")} == {
        "revision": 2,
        "coder": "anna",
        "field": "definition.nn",
        "before": "Pengar.",
        "after": "Nytt.",
    }
    (used, _unused) = run("codebook", "usage", "--format", "json").json
    assert (used["codings"], used["coders"], used["by"], used["places"]) == (
        1,
        {"anna": 1},
        "municipality",
        {"Moss": 1},
    )
    for name in ("lint", "history", "usage"):
        assert run("codebook", name, "--format", "table").code == 0
