"""Agreement and disagreements on the command line, on the example study."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.running import Runner

MEASURES = (
    "percent_agreement prevalence dice jaccard cohen_kappa conger_kappa scott_pi fleiss_kappa krippendorff_alpha "
    "gwet_ac1 brennan_prediger span_f1 u_alpha_binary u_alpha cu_alpha ku_alpha alpha_jaccard alpha_masi"
).split()


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


BOTH = ("--coders", "anna,bjorn")


def test_json_has_every_measure_for_every_code(anna: Runner) -> None:
    said = anna("agreement", *BOTH, "--replicates", "20", "--format", "json").json
    assert {"recipe", "overall", "mean", "codes", "left_out"} <= set(said)
    assert said["recipe"]["unit"] == "turn"
    assert said["recipe"]["coders"] == ["anna", "bjorn"]
    assert set(said["overall"]) == set(said["mean"]) == set(MEASURES)
    for code in said["codes"]:
        assert isinstance(code["n"], int)
        for name in MEASURES:
            figure = code[name]
            assert {"value", "low", "high", "reason"} <= set(figure)
            assert (figure["value"] is None) == (figure["reason"] is not None)
    by_key = {code["code"]: code for code in said["codes"]}
    waiting = by_key["ventetid"]["krippendorff_alpha"]
    assert (waiting["value"], by_key["ventetid"]["given"]) == (1, {"anna": 3, "bjorn": 3})
    assert by_key["mobilisering"]["krippendorff_alpha"]["reason"] == "no_variation"
    assert {one["reason"] for one in said["left_out"]} == {"not_done", "not_in_codebook"}
    assert said["overall"]["krippendorff_alpha"]["value"] == pytest.approx(0.683, abs=5e-4)


def test_the_same_seed_gives_the_same_digits(anna: Runner) -> None:
    command = ("agreement", *BOTH, "--measure", "alpha", "--replicates", "30", "--format", "json", "--seed")
    first, again, other = (anna(*command, seed).json for seed in ("5", "5", "6"))
    for one in (first, again, other):
        one["recipe"]["date"] = ""
    assert first == again
    assert first["overall"]["krippendorff_alpha"]["low"] != other["overall"]["krippendorff_alpha"]["low"]
    assert set(first["overall"]) == {"krippendorff_alpha"}


def test_a_word_document_has_the_table_and_the_paragraph_on_methods(anna: Runner, tmp_path: Path) -> None:
    said = anna("agreement", *BOTH, "--replicates", "20", "--methods-text").out.strip()
    anna("agreement", *BOTH, "--replicates", "20", "-o", str(tmp_path / "a.docx"))
    document = docx.Document(str(tmp_path / "a.docx"))
    assert len(document.tables) == 1
    assert said in [one.text for one in document.paragraphs]


def test_a_table_for_people_has_few_columns(anna: Runner) -> None:
    shown = anna("agreement", *BOTH, "--replicates", "20", "--format", "table").out
    head = next(line for line in shown.split("\n") if "Alpha" in line and "Units" in line)
    assert "Dice" in head
    assert "Jaccard" not in shown
    assert "Pooled" in shown
    assert "Left out" in shown


@pytest.mark.parametrize("unit", ["character", "word", "sentence", "paragraph", "turn", "transcript"])
@pytest.mark.parametrize("options", [["--rule", "any"], ["--rule", "half", "--text", "all"]])
def test_every_unit_and_rule(anna: Runner, unit: str, options: list[str]) -> None:
    said = anna("agreement", *BOTH, "--unit", unit, *options, "--replicates", "0", "--format", "json").json
    figure = said["overall"]["krippendorff_alpha"]
    if (unit, options[1]) == ("transcript", "half"):
        assert figure["reason"] == "no_variation"
    else:
        assert 0.2 < figure["value"] <= 1
    assert figure["low"] is None


def test_by_transcript_and_where(anna: Runner) -> None:
    out = anna(
        "agreement", *BOTH, "--by", "transcript", "--where", "municipality:Moss", "--replicates", "0", "--format", "csv"
    ).out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["transcript"] for row in rows] == ["Moss_2012_intervju-01", "overall"]
    assert rows[0]["krippendorff_alpha"] == rows[1]["krippendorff_alpha"]


def test_themes(anna: Runner) -> None:
    said = anna("agreement", *BOTH, "--roll-up", "--replicates", "0", "--format", "json").json
    assert [code["code"] for code in said["codes"]][:3] == ["kartlegging", "mobilisering", "organisering"]


def test_files(anna: Runner, tmp_path: Path) -> None:
    few = ("--replicates", "20", "--measure", "alpha,kappa,percent")
    assert anna("agreement", *BOTH, *few, "-o", str(tmp_path / "a.csv")).code == 0
    rows = list(csv.DictReader((tmp_path / "a.csv").open(encoding="utf-8")))
    assert rows[0]["krippendorff_alpha_low"]
    assert rows[-2]["code"] == "overall"
    recipe = json.loads((tmp_path / "a.csv.recipe.json").read_text(encoding="utf-8"))
    assert recipe["recipe"]["replicates"] == 20
    assert (
        anna("agreement", *BOTH, *few, "--codes", "motstand", "--units-table", "-o", str(tmp_path / "a.xlsx")).code == 0
    )
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert {"Agreement", "Figures", "Left out", "Units"} <= set(sheets)
    assert anna("agreement", *BOTH, *few, "-o", str(tmp_path / "a.md")).code == 0
    assert "| Code |" in (tmp_path / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Krippendorff's alpha was 0.683 (95 % interval"),
        ("nn", "Krippendorffs alfa 0,683 (95 % intervall"),
        ("nb", "Samsvaret mellom koderne"),
    ],
)
def test_the_methods_paragraph(
    example_study: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, words: str
) -> None:
    run = Runner(capsys, "--project", str(example_study), "--language", language)
    assert words in run("agreement", *BOTH, "--methods-text", "--replicates", "20").out
    target = tmp_path / "metode.txt"
    assert run("agreement", *BOTH, "--methods-text", "--replicates", "20", "-o", str(target)).code == 0
    assert words in target.read_text(encoding="utf-8")


def test_the_paragraph_on_two_rounds_of_one_coder_speaks_of_no_other_coder(
    example_study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = Runner(capsys, "--project", str(example_study), "--coder", "anna/2")
    assert again("code", "Moss_2012_intervju-01", "2400", "2440", "budsjettering").code == 0
    assert again("status", "Moss_2012_intervju-01", "--set", "done").code == 0
    said = again("agreement", "--coders", "anna,anna/2", "--methods-text", "--replicates", "0").out
    assert said.startswith("Agreement of anna with the same person's own work was reckoned on 1 of ")
    assert "in each round (1 and 2)" in said
    assert "between coders" not in said


def test_disagreements(anna: Runner) -> None:
    said = anna("disagreements", *BOTH, "--format", "json").json
    first = said[0]
    assert {"transcript", "start", "end", "code", "kind", "has", "lacks", "quotation"} <= set(first)
    assert {one["kind"] for one in said} == {"omission", "boundary", "substitution", "granularity"}
    text = anna("show", first["transcript"]).out
    assert text[first["start"] : first["end"]] == first["quotation"]
    one_code = anna("disagreements", *BOTH, "--code", "motstand", "--format", "json").json
    assert {one["code"] for one in one_code} == {"motstand"}
    there = anna("disagreements", *BOTH, "--transcript", "Moss_2012_intervju-01", "--format", "json").json
    assert {one["transcript"] for one in there} == {"Moss_2012_intervju-01"}


def test_confusions(anna: Runner) -> None:
    rows = list(csv.DictReader(io.StringIO(anna("disagreements", *BOTH, "--confusion", "--format", "csv").out)))
    assert next(row for row in rows if row["code"] == "ventetid")["ventetid"] == "3"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["agreement", "--coders", "anna"], "Agreement needs two coders; there is only anna."),
        (["agreement", "--coders", "anna,nils"], "There is no coder called “nils”."),
        (["agreement", *BOTH, "--measure", "kapa"], "There is no measure called “kapa”."),
        (["agreement", *BOTH, "--where", "transcript:Moss_2012_intervju-02"], "No transcript is marked done by two of"),
        (["agreement", *BOTH, "--measure", "u_alpha"], "to the same words in"),
        (["disagreements", "--coders", "bjorn"], "needs two coders"),
        (["disagreements", *BOTH, "--transcript", "Moss_2012_intervju-02"], "No transcript is marked done by two of"),
    ],
)
def test_what_cannot_be_had_is_said(anna: Runner, command: list[str], says: str) -> None:
    ran = anna(*command)
    assert ran.code == 1
    assert says in ran.err
    assert ran.out == ""


def test_anyone_can_recompute_the_figures_from_the_units(anna: Runner) -> None:
    told = anna("agreement", *BOTH, "--replicates", "0", "--format", "json").json
    counted: dict[str, list[int]] = {}
    for row in csv.DictReader(io.StringIO(anna("agreement", *BOTH, "--units-table", "--format", "csv").out)):
        pattern = 2 * int(row["anna"]) + int(row["bjorn"])
        counted.setdefault(row["code"], [0, 0, 0, 0])[pattern] += int(row["units"])
    assert len(counted) == len([one for one in told["codes"] if one["n"]])
    observed = expected = 0.0
    for one in told["codes"]:
        neither, second, first, both = counted.get(one["code"], [0, 0, 0, 0])
        n, differ, given = neither + second + first + both, first + second, 2 * both + first + second
        assert one["n"] == n
        if not n or given in {0, 2 * n}:
            assert one["krippendorff_alpha"]["value"] is None
            assert one["krippendorff_alpha"]["reason"]
            continue
        chance = given * (2 * n - given) / (2 * n - 1)
        assert one["krippendorff_alpha"]["value"] == pytest.approx(1 - differ / chance)
        assert one["percent_agreement"]["value"] == pytest.approx(1 - differ / n)
        assert one["dice"]["value"] == pytest.approx(2 * both / given)
        by_chance = ((both + first) * (both + second) + (neither + first) * (neither + second)) / n**2
        assert one["cohen_kappa"]["value"] == pytest.approx((1 - differ / n - by_chance) / (1 - by_chance))
        observed, expected = observed + differ / n, expected + chance / n
    assert told["overall"]["krippendorff_alpha"]["value"] == pytest.approx(1 - observed / expected)
