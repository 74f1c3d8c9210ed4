"""``search``: hits with their context, in every format, and coded only when somebody says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def test_a_hit_says_where_it_stands_who_speaks_and_what_is_known(anna: Runner) -> None:
    done = anna("search", "budsjett", "--where", "municipality:Moss", "--format", "json")
    assert done.code == 0
    rows = done.json
    assert rows
    assert {"transcript", "start", "end", "turn", "speaker", "role", "before", "hit", "after", "case"} <= set(rows[0])
    assert rows[0]["attributes"]["municipality"] == "Moss"
    for row in rows:
        assert row["hit"].lower() == "budsjett"
        text = anna("show", row["transcript"]).out
        assert row["before"] + row["hit"] + row["after"] in text
    assert f"{len(rows)} hits in" in done.err
    respondents = anna("search", "budsjett", "--speaker", "respondent", "--format", "json").json
    assert {row["role"] for row in respondents} == {"respondent"}


def test_a_table_marks_the_hit(anna: Runner) -> None:
    assert "»budsjett«et" in anna("search", "budsjett", "--format", "table").out


def test_that_nothing_was_found_is_said_and_no_error(anna: Runner) -> None:
    done = anna("search", "xyzzy", "--format", "json")
    assert (done.code, done.json, done.err) == (0, [], "Nothing was found.\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((" ",), "There is nothing to search for."),
        (("(", "--regex"), "is not a regular expression"),
        (("a", "--regex", "--stems"), "is looked for as it is"),
        (("a", "--where", "nothing:1"), "There is no attribute"),
        (("budsjett", "--code", "startlan"), "has to be agreed to"),
        (("budsjett", "--code", "nothing", "--yes"), "There is no code"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_sentence(anna: Runner, asked: tuple[str, ...], said: str) -> None:
    done = anna("search", *asked)
    assert done.code == 1
    assert said in done.err


def test_every_hit_is_coded_on_a_yes_and_one_undo_takes_it_back(anna: Runner) -> None:
    before = anna("codings", "--format", "csv").out
    done = anna("search", "depositum", "--code", "startlan", "--as", "sentence", "--yes", "--format", "csv")
    assert done.code == 0
    assert "startlan given to" in done.err
    assert anna("codings", "--format", "csv").out != before
    assert anna("undo").code == 0
    assert anna("codings", "--format", "csv").out == before
    none = anna("search", "xyzzy", "--code", "startlan", "--yes")
    assert (none.code, none.err) == (0, "Nothing was found.\n")


def test_synonyms_of_ones_own(anna: Runner, tmp_path: Path) -> None:
    assert "bustad,bolig,shipped" in anna("synonyms", "show", "--format", "csv").out
    assert anna("synonyms", "set", "depositum=garanti,sikkerhet").code == 0
    assert "depositum,garanti; sikkerhet,own" in anna("synonyms", "show", "--format", "csv").out
    plain, wide = (anna("search", "depositum", *more, "--format", "json").json for more in ((), ("--synonyms",)))
    assert len(wide) > len(plain)
    (tmp_path / "ord.txt").write_text("bare et ord\n", encoding="utf-8")
    assert anna("synonyms", "import", str(tmp_path / "ord.txt")).code == 1
