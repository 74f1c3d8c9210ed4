"""The example's codings are the people's own, and differ as people differ."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

import pytest

from tests.example_study import build_codings
from workbench.core.shipped import shipped
from workbench.core.transcripts import Role
from workbench.exchange.transcripts import read

FILES = {
    path.stem: path for path in shipped("transcripts").iterdir() if path.suffix in {".docx", ".odt", ".txt", ".vtt"}
}


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    return build_codings.build()


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.parametrize("name", ["codings.csv", "memos.csv", "progress.csv"])
def test_what_is_shipped_follows_from_the_coders_own_files(name: str, built: dict[str, str]) -> None:
    assert (shipped("transcripts") / name).read_text(encoding="utf-8") == built[name]


def test_no_coding_runs_over_the_end_of_a_turn_or_lies_in_a_question(built: dict[str, str]) -> None:
    drafts = {name: read(path) for name, path in FILES.items()}
    for row in rows(built["codings.csv"]):
        draft = drafts[row["transcript"]]
        asking = {speaker.label for speaker in draft.speakers if speaker.role is Role.INTERVIEWER}
        (turn,) = (t for t in draft.text.turns if t.start <= int(row["start"]) and int(row["end"]) <= t.end)
        assert turn.speaker not in asking, row["quotation"]


def test_the_second_coder_has_a_third_or_more_in_every_municipality_and_year(built: dict[str, str]) -> None:
    double = {row["transcript"] for row in rows(built["progress.csv"]) if row["coder"] == "bjorn"}
    assert len(double) * 3 >= len(FILES)
    assert {name.split("_")[0] for name in double} == {name.split("_")[0] for name in FILES}
    assert {name.split("_")[1] for name in double} == {"2010", "2011", "2012"}


def test_the_coders_agree_as_trained_people_do(built: dict[str, str]) -> None:
    """Alpha per respondents' turn, observed and expected summed over codes (Krippendorff 2019, ch. 12, nominal)."""
    codings = rows(built["codings.csv"])
    double = {row["transcript"] for row in codings if row["coder"] == "bjorn"}
    marks: dict[str, dict[str, set[tuple[str, int]]]] = defaultdict(lambda: defaultdict(set))
    units: list[tuple[str, int, int]] = []
    for name in sorted(double):
        draft = read(FILES[name])
        answering = {speaker.label for speaker in draft.speakers if speaker.role is Role.RESPONDENT}
        units += [(name, turn.start, turn.end) for turn in draft.text.turns if turn.speaker in answering]
    for row in codings:
        for name, start, end in units:
            if row["transcript"] == name and int(row["start"]) < end and start < int(row["end"]):
                marks[row["code"]][row["coder"]].add((name, start))
    observed = expected = 0.0
    boundaries = omissions = 0
    n = 2 * len(units)
    for by in marks.values():
        anna = {unit for unit in by["anna"] if unit[0] in double}
        ones = len(anna) + len(by["bjorn"])
        observed += len(anna ^ by["bjorn"])
        expected += ones * (n - ones) / (n - 1)
        omissions += len(anna ^ by["bjorn"])
        boundaries += len(anna & by["bjorn"])
    assert 0.5 < 1 - observed / expected < 0.9
    same = {
        tuple(row[key] for key in ("transcript", "code", "start", "end")) for row in codings if row["coder"] == "anna"
    }
    exact = [
        row
        for row in codings
        if row["coder"] == "bjorn" and tuple(row[k] for k in ("transcript", "code", "start", "end")) in same
    ]
    assert omissions > 50
    assert len(exact) < boundaries
