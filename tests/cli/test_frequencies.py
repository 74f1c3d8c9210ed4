"""Word frequencies on the command line, on the example study."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import Runner


@pytest.fixture
def anna(built_example: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(built_example), "--coder", "anna")


def test_two_words_counted_by_hand(anna: Runner) -> None:
    # Counted by a regular expression over the respondents' turns of `show --turns`, brackets taken out:
    # bolig, boliger, boligen, boligene 73 times in 16 interviews; husbanken 26 times in 15.
    said = anna("frequencies", "--by", "year", "--top", "0", "--format", "json").json
    words = {one["word"]: one for one in said["words"]}
    assert (words["bolig"]["count"], words["bolig"]["interviews"], words["bolig"]["groups"]) == (73, 16, [19, 26, 28])
    assert (words["husbanken"]["count"], words["husbanken"]["interviews"]) == (26, 15)
    assert said["total"]["words"] == sum(group["words"] for group in said["groups"]) == 27623
    assert [group["year"] for group in said["groups"]] == ["2010", "2011", "2012"]
    assert said["recipe"]["command"] == "workbench frequencies --by year --top 0"


def test_the_long_form_has_a_row_a_word_and_group(anna: Runner) -> None:
    ran = anna("frequencies", "--by", "municipality", "--top", "4", "--tidy", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 4 * 5
    assert set(rows[0]) == {"word", "municipality", "count", "words", "per_1000", "interviews"}


def test_typical_words_go_into_a_workbook(anna: Runner, tmp_path: Path) -> None:
    target = tmp_path / "words.xlsx"
    assert anna("frequencies", "--key", "municipality=Moss", "-o", str(target)).code == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Words", "Counts", "Recipe"]
    assert "Moss" in book["Words"]["A1"].value


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--by", "yeer"], "year"),
        (["--key", "municipality=Oslo"], "nothing to compare"),
        (["--where", "municipality=Oslo"], "No interview has"),
        (["--min-length", "60"], "No word is left"),
    ],
)
def test_what_cannot_be_counted_is_said_plainly(anna: Runner, options: list[str], words: str) -> None:
    ran = anna("frequencies", *options)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
