"""Passages by command: what a query finds, in every format, and another code for it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.running import Runner

QUERY = "code:budsjettering and not code:innsparing municipality:Moss year>=2011 coder:anna"


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def test_a_query_finds_what_the_codings_say(anna: Runner) -> None:
    every = anna("codings", "--format", "json").json
    budget = {c["code"] for c in anna("codings", "--code", "budsjettering", "--format", "json").json}
    cuts = [c for c in every if c["code"] == "innsparing" and c["coder"] == "anna"]
    wanted = [
        c["id"]
        for c in every
        if c["code"] in budget
        and (c["coder"], c["attributes"]["municipality"]) == ("anna", "Moss")
        and int(c["attributes"]["year"]) >= 2011
        and not any(
            o["transcript"] == c["transcript"] and o["start"] < c["end"] and c["start"] < o["end"] for o in cuts
        )
    ]
    found = anna("passages", QUERY, "--format", "json").json
    assert [one["id"] for one in found] == wanted
    assert wanted
    same = anna("passages", *QUERY.split(), "--format", "json").json
    assert same == found


def test_every_passage_comes_with_the_words_around_it(anna: Runner) -> None:
    text = anna("show", "Moss_2011_intervju-01").out
    found = anna("passages", "transcript:Moss_2011_intervju-01", "--context", "80", "--format", "json").json
    assert len(found) > 5
    for one in found:
        assert text.startswith(one["quotation"], one["start"])
        assert text.startswith(one["before"] + one["quotation"] + one["after"], one["start"] - len(one["before"]))


@pytest.mark.parametrize("format_", ["csv", "tsv", "jsonl", "table"])
def test_every_format_has_as_many_passages(anna: Runner, format_: str) -> None:
    n = len(anna("passages", "motstand", "--format", "json").json)
    out = anna("passages", "motstand", "--format", format_).out
    if format_ in {"csv", "tsv"}:
        lines = list(csv.reader(io.StringIO(out), delimiter="," if format_ == "csv" else "\t"))
        assert (len(lines) - 1, lines[0][:3]) == (n, ["id", "transcript", "turn"])
    elif format_ == "jsonl":
        assert len(out.splitlines()) == n
    else:
        assert "Moss_2011" in out


def test_a_word_document_reads_back_with_headings_quotations_and_references(anna: Runner, tmp_path: Path) -> None:
    found = anna("passages", QUERY, "--format", "json").json
    done = anna("passages", QUERY, "-o", str(tmp_path / "sitat.docx"))
    assert (done.code, "sitat.docx" in done.err) == (0, True)
    read = Document(str(tmp_path / "sitat.docx"))
    quotes = [p.text for p in read.paragraphs if p.style is not None and p.style.name == "Quote"]
    heads = [p.text for p in read.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert len(quotes) == len(found)
    for one in found:
        assert any(one["quotation"] in quote for quote in quotes)
    assert set(heads) == {one["code_path"] for one in found}
    references = [p.text for p in read.paragraphs if p.text.startswith("— ")]
    assert len(references) == len(found)
    assert all(f", turn {one['turn']}" in " ".join(references) for one in found)
    said = "\n".join(p.text for p in read.paragraphs)
    assert f"Query: {QUERY}" in said
    assert "workbench passages" in said


def test_passages_of_one_code_stand_under_their_transcripts_as_block_quotes(anna: Runner, tmp_path: Path) -> None:
    found = anna("passages", "code=motstand", "--format", "json").json
    anna("passages", "code=motstand", "-o", str(tmp_path / "sitat.md"))
    written = (tmp_path / "sitat.md").read_text(encoding="utf-8")
    heads = [line for line in written.splitlines() if line.startswith("## ")]
    assert len(heads) == len({one["transcript"] for one in found})
    assert sum(line.startswith("> —") for line in written.splitlines()) == len(found)
    assert anna("passages", "code=motstand", "--format", "md").out.splitlines()[0] == "# Passages"


def test_a_workbook_reads_back(anna: Runner, tmp_path: Path) -> None:
    found = anna("passages", "motstand", "--format", "json").json
    anna("passages", "motstand", "-o", str(tmp_path / "sitat.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "sitat.xlsx")["Passages"]
    rows = [row for row in sheet.iter_rows(values_only=True) if sum(value is not None for value in row) > 5]
    at = rows[0].index("Quotation")
    assert [row[at] for row in rows[1:]] == [one["quotation"] for one in found]


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        ("code:budsjet", 1, "There is no code called “budsjet”"),
        ("code:budsjettering and", 1, "character 23"),
        ("munisipality:Moss", 1, "Did you mean municipality"),
        ("year>=mykje", 1, "not of type integer"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_in_a_sentence(
    anna: Runner, query: str, code: int, says: str
) -> None:
    done = anna("passages", query)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_the_project_and_what_is_there_are_not_written_over(anna: Runner, example_study: Path, tmp_path: Path) -> None:
    (tmp_path / "sitat.docx").write_text("gammalt", encoding="utf-8")
    assert anna("passages", "-o", str(tmp_path / "sitat.docx")).code == 1
    assert (tmp_path / "sitat.docx").read_text(encoding="utf-8") == "gammalt"
    before = example_study.read_bytes()
    assert anna("passages", "-o", str(example_study), "--force").code == 4
    assert example_study.read_bytes() == before


def test_all_that_is_found_gets_another_code_and_undo_takes_it_back(anna: Runner) -> None:
    mine = "code=motstand coder:anna"
    before = anna("passages", mine, "--format", "json").json
    done = anna("passages", mine, "--recode-to", "politisk", "--yes")
    assert (done.code, f"{len(before)} recoded" in done.err) == (0, True)
    assert anna("passages", mine, "--format", "json").json == []
    assert anna("undo").code == 0
    assert anna("passages", mine, "--format", "json").json == before
    assert anna("passages", "code=motstand", "--recode-to", "politisk", "--yes").code == 1
    assert anna("passages", "--recode-to", "politisk", "--yes").code == 1
    assert anna("passages", mine, "--format", "json").json == before
