"""Tables beside the matrix on the command line, on the example study."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.running import Runner


@pytest.fixture
def anna(built_example: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(built_example), "--coder", "anna")


def cell(said: Any, row: str, column: str) -> dict[str, Any]:
    (found,) = [one for one in said["cells"] if (one["row"], one["column"]) == (row, column)]
    return dict(found)


def test_two_pairs_of_codes_counted_by_hand(anna: Runner) -> None:
    # Counted from `codings --format json` and `show --turns`, anna's work and the consensus in Lillehammer 2010:
    # planlegging and handlingsplan share characters at Bærum 2010 (7444-7835 with 7482-7582), Hamar 2010 (7162-7470
    # with 7375-7469) and Lørenskog 2010 (8100-8673 with 8296-8411), 309 characters of 8,682, and stand in 4 turns of
    # 27; situasjon and tildeling in Lillehammer 2010 (751-1321 with 792-976), 184 of 13,425, one turn of 41.
    overlap = anna("cooccurrence", "--format", "json").json
    assert cell(overlap, "planlegging", "handlingsplan")["count"] == 3
    assert cell(overlap, "handlingsplan", "planlegging")["coefficient"] == pytest.approx(309 / 8682)
    assert cell(overlap, "situasjon", "tildeling")["count"] == 1
    assert cell(overlap, "tildeling", "situasjon")["coefficient"] == pytest.approx(184 / 13425)
    turns = anna("cooccurrence", "--rule", "turn", "--format", "json").json
    assert cell(turns, "planlegging", "handlingsplan")["count"] == 4
    assert cell(turns, "planlegging", "handlingsplan")["coefficient"] == pytest.approx(4 / 27)
    assert cell(turns, "situasjon", "tildeling")["coefficient"] == pytest.approx(1 / 41)
    assert cell(turns, "politisk", "ungdom") == {
        "row": "politisk", "column": "ungdom", "count": None, "coefficient": None, "reason": "not done yet",
        "partial": False,
    }  # fmt: skip


def test_the_rule_is_stated_and_the_command_makes_the_table_again(anna: Runner) -> None:
    command = ("cooccurrence", "--rule", "near", "--within", "2", "--where", "municipality=Moss", "--assume-done")
    first = anna(*command, "--format", "json").json
    assert "at most 2 turns" in first["title"]
    assert first["recipe"]["rule"] == "near"
    said = first["recipe"]["command"]
    assert said == "workbench cooccurrence --where municipality=Moss --assume-done --rule near --within 2"
    again = anna(*said.split()[1:], "--format", "json").json
    assert again["cells"] == first["cells"]
    assert all(one["count"] is not None and 0 <= (one["coefficient"] or 0) <= 1 for one in first["cells"])


def test_wide_is_a_square_and_tidy_has_a_row_a_pair(anna: Runner) -> None:
    codes = ("--codes", "planlegging,handlingsplan,tildeling")
    wide = list(csv.reader(io.StringIO(anna("cooccurrence", *codes, "--format", "csv").out)))
    assert wide[0] == ["code", "planlegging", "handlingsplan", "tildeling"]
    assert [row[1:] for row in wide[1:]] == [["10", "3", "1"], ["3", "21", ""], ["1", "", "26"]]
    tidy = list(csv.DictReader(io.StringIO(anna("cooccurrence", *codes, "--tidy", "--format", "csv").out)))
    assert len(tidy) == 9
    assert {row["reason"] for row in tidy} == {"", "not done yet"}


def test_a_workbook_has_both_and_the_recipe(anna: Runner, tmp_path: Path) -> None:
    target = tmp_path / "codes.xlsx"
    assert anna("cooccurrence", "--measure", "coefficient", "-o", str(target)).code == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Co-occurrence", "Pairs", "Recipe"]
    assert "Jaccard" in book["Co-occurrence"]["A1"].value
    assert "turns" not in book["Co-occurrence"]["A1"].value


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--codes", "planleging"], 1, "planlegging"),
        (["--coders", "ana"], 1, "Did you mean anna?"),
        (["--where", "municipality:Moss municipality:Hamar"], 1, "No interview has"),
        (["--where", "comune:Moss"], 1, "attribute"),
        (["--coders", "consensus", "--where", "municipality:Moss"], 1, "Nothing is coded in 4 interviews"),
        (["--within", "2"], 2, "--rule near"),
        (["--rule", "page"], 2, "overlap"),
    ],
)
def test_what_cannot_be_counted_is_said_plainly(anna: Runner, options: list[str], code: int, words: str) -> None:
    ran = anna("cooccurrence", *options)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


def test_presence_and_new_codes_counted_by_hand(anna: Runner) -> None:
    # Counted from `codings --format json`: anna's (in Lillehammer 2010 the consensus's) codings with budsjettering
    # stand in Bærum 2010, Hamar 2010 and Lørenskog 2011, with planlegging in seven interviews.
    said = anna("presence", "--format", "json").json
    there = {one["code"]: one["transcripts"] for one in said["codes"]}
    assert (there["budsjettering"], there["planlegging"]) == (3, 7)
    values = {(one["code"], one["transcript"]): (one["value"], one["reason"]) for one in said["cells"]}
    assert values["budsjettering", "Hamar_2010_intervju-01"] == (1, None)
    assert values["budsjettering", "Moss_2010_intervju-01"] == (0, None)
    assert values["budsjettering", "Moss_2012_intervju-02"] == (None, "not done yet")

    new = anna("saturation", "--order", "transcript", "--format", "json").json
    assert [one["new"] for one in new["interviews"]][:6] == [18, 9, 6, 2, 1, 0]
    assert new["interviews"][-1]["cumulative"] == 36
    assert any("fixed beforehand" in notice for notice in new["notices"])


def test_first_uses_are_the_long_form_of_saturation(anna: Runner) -> None:
    rows = list(csv.DictReader(io.StringIO(anna("saturation", "--tidy", "--format", "csv").out)))
    first = {row["code"]: (row["first_place"], row["first_transcript"]) for row in rows}
    assert first["kartlegging"] == ("5", "Hamar_2010_intervju-01")
    assert first["mobilisering"] == ("", "")


def test_progress_by_coder_and_municipality(anna: Runner) -> None:
    said = anna("progress", "--by", "municipality", "--format", "json").json
    moss = next(one for one in said["rows"] if (one["coder"], one["municipality"]) == ("anna", "Moss"))
    assert (moss["interviews"], moss["done"], moss["coding"], moss["done_share"]) == (4, 3, 1, 0.75)
    assert {one["coder"]: one["given"] for one in said["coders"]} == {"anna": 18, "bjorn": 7, "consensus": 1}
    shown = anna("progress", "--by", "municipality,year", "--format", "table").out
    assert "Progress by coder and municipality, year" in shown


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["presence", "--codes", "budsjetering"], "budsjettering"),
        (["presence", "--where", "year>2020"], "No interview has"),
        (["saturation", "--order", "yaer"], "year"),
        (["progress", "--by", "municipalty"], "municipality"),
        (["progress", "--where", "municipality:Oslo"], "No interview has"),
    ],
)
def test_what_the_other_tables_cannot_give_is_said_plainly(anna: Runner, command: list[str], words: str) -> None:
    ran = anna(*command)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
