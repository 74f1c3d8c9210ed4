"""Tables beside the matrix on the command line, on the example study."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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


@pytest.mark.parametrize(
    ("command", "drawn"),
    [
        (
            ["cooccurrence", "--codes", "planlegging,handlingsplan,tildeling"],
            ["Planning of activities", "Heat map of 3"],
        ),
        (["presence", "--codes", "motstand"], ["Resistance", "Moss_2012_intervju-02"]),
        (["frequencies", "--by", "municipality", "--top", "3"], ["Lillehammer", "Heat map of 3 rows and 5 columns"]),
    ],
)
def test_a_table_of_figures_side_by_side_is_drawn_as_a_heat_map(
    anna: Runner, tmp_path: Path, command: list[str], drawn: list[str]
) -> None:
    target = tmp_path / "kart.svg"
    assert anna(*command, "-o", str(target)).code == 0
    said = "".join(ElementTree.parse(target).getroot().itertext())
    assert [words for words in drawn if words not in said] == []
    before = target.read_bytes()
    refused = anna(*command, "-o", str(target))
    assert (refused.code, target.read_bytes()) == (1, before)


def test_a_table_that_is_no_map_says_so_and_leaves_nothing(anna: Runner, tmp_path: Path) -> None:
    ran = anna("saturation", "-o", str(tmp_path / "nye.png"))
    assert (ran.code, list(tmp_path.iterdir())) == (1, [])
    assert "There is no picture of this table." in ran.err


def test_few_people_are_told_beside_every_table_that_may_point_to_one(anna: Runner) -> None:
    every = "Every cell comes from fewer than 3 people."
    for command in (
        ["presence"],
        ["saturation"],
        ["frequencies", "--by", "transcript"],
        ["framework", "--rows", "transcript"],
    ):
        assert every in anna(*command, "--format", "json").out, command
    moss = anna("cooccurrence", "--where", "municipality:Moss year:2010", "--format", "json").json
    assert every in moss["notices"]
    assert every not in anna("cooccurrence", "--format", "json").json["notices"]
    towns = anna("frequencies", "--by", "municipality", "--min-cell", "4", "--format", "md").out
    assert "Lillehammer\\*" in towns
    assert "Moss\\*" not in towns
    assert "2 of 5 columns come from fewer than 4 people." in towns
    assert "Small cells: mark under 4 people" in towns
    assert "--min-cell 4" in towns
    rows = anna("framework", "--rows", "municipality", "--min-cell", "4", "--codes", "motstand", "--format", "md").out
    assert "2 of 5 rows come from fewer than 4 people." in rows
    assert "| Lillehammer\\* |" in rows


FRAMEWORK = Path(__file__).with_name("framework_of_moss.csv")
"""Looked at beside the transcripts; the numbers are the themes' codings in Moss as the matrix has them: 8 6 7 2 3 in
2010, 3 6 7 5 5 in 2011, 9 4 10 8 10 in 2012."""


def test_the_framework_matrix_of_moss_is_the_one_that_was_looked_at(anna: Runner, tmp_path: Path) -> None:
    command = ("framework", "--rows", "year", "--where", "municipality:Moss", "--most", "2", "--length", "60")
    assert anna(*command, "--format", "csv").out == FRAMEWORK.read_text(encoding="utf-8")

    long = list(csv.DictReader(io.StringIO(anna(*command, "--tidy", "--format", "csv").out)))
    cells = anna(*command, "--format", "json").json["cells"]
    assert len(long) == sum(len(one["quotations"]) for one in cells)
    coded = {(row["transcript"], row["quotation"]) for row in anna("codings", "--format", "json").json}
    assert {(row["transcript"], row["quotation"]) for row in long} <= coded

    target = tmp_path / "ramme.xlsx"
    anna(*command, "-o", str(target))
    sheet = openpyxl.load_workbook(target)["Framework"]
    said = [[str(cell.value) for cell in row[:-1]] for row in sheet.iter_rows()]
    golden = list(csv.reader(io.StringIO(FRAMEWORK.read_text(encoding="utf-8"))))
    assert [row for row in said if row[0] in {"2010", "2011", "2012"}] == [row[:-1] for row in golden[1:]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--rows", "municipalty"], "municipality"),
        (["--codes", "motstnd"], "motstand"),
        (["--coders", "ana"], "anna"),
        (["--where", "year:2010 year:2011"], "No interview has"),
        (["--where", "comune:Moss"], "attribute"),
        (["-o", "no-such-folder/ramme.docx"], "no-such-folder"),
    ],
)
def test_a_framework_matrix_that_cannot_be_laid_out_is_refused(
    anna: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = anna("framework", *options)
    assert (ran.out, list(tmp_path.iterdir())) == ("", [])
    assert ran.code == (4 if "-o" in options else 1)
    assert words in ran.err
