"""Settling on the command line, on the example study."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


HERE = ("--coders", "anna,bjorn", "--where", "transcript=Moss_2012*")


def test_disagreements_have_ids_and_settling_one_shows(anna: Runner) -> None:
    found = anna("disagreements", *HERE, "--format", "json").json
    assert {"transcript", "start", "end", "code", "kind", "has", "lacks", "quotation"} <= set(found[0])
    assert anna("settle", found[0]["id"][:8], "--take", "anna", "--reason", "kortet").code == 0
    [row] = anna("disagreements", "--settled", "--format", "json").json
    assert (row["code"], row["decision"], row["taken"], row["reason"], row["by"]) == (
        found[0]["code"],
        "take",
        "anna",
        "kortet",
        "anna",
    )
    assert anna("disagreements", *HERE, "--format", "json").json[0]["decision"] == "take"
    [progress] = anna("settle", *HERE, "--format", "json").json
    assert (progress["settled"], progress["complete"]) == (1, False)
    assert anna("settle", found[0]["id"], "--reopen").code == 0
    assert anna("disagreements", "--settled", "--format", "json").json == []


def test_a_passage_of_its_own_and_all_of_a_kind(anna: Runner) -> None:
    found = anna("disagreements", *HERE, "--format", "json").json
    one = found[0]
    assert anna("settle", one["id"], "--from", str(one["start"]), "--to", str(one["end"])).code == 0
    assert "settled" in anna("settle", *HERE, "--kind", "boundary", "--take", "union").err
    left = anna("disagreements", *HERE, "--format", "json").json
    assert all(row["decision"] for row in left if row["kind"] == "boundary" and row["id"] != one["id"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nope", "--take", "anna"), "There is no disagreement"),
        (("--take", "anna"), "Which disagreement is meant?"),
        (("--kind", "shape", "--take", "union"), "There is no kind called"),
        (("--coders", "anna"), "needs two coders"),
    ],
)
def test_what_is_not_there_is_said(anna: Runner, arguments: tuple[str, ...], says: str) -> None:
    ran = anna("settle", *arguments)
    assert ran.code == 1
    assert says in ran.err


def test_a_word_that_is_no_decision_is_named_with_those_that_are(anna: Runner) -> None:
    found = anna("disagreements", *HERE, "--format", "json").json
    ran = anna("settle", found[0]["id"], "--take", "anne")
    assert "Did you mean anna?" in ran.err
