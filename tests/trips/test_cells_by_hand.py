"""Two cells of the example study's matrix in every measure, counted by a reader and not by the program.

Moss 2011, "Cooperation between units": one passage, the answer that begins "Det er bra på saksbehandlernivå"; it has 12
sentences. Bærum 2012, "Follow-up in the home": four answers of the outreach worker in interview 2, of 3, 7, 3 and 5
sentences ("en ... feier" ends none). Words are what stands between white space and has a letter or figure,
in the coder's own file and in the respondents' turns without what the transcriber put in brackets.

The figures themselves stand in WRITTEN. Moss 2011: 148 words of 780 characters; the informant says 1,658 words in the
one interview, so that the share is 148 / 1,658 = 8.93 % and there are 1,000 / 1,658 = 0.603 codings per 1,000 words.
Bærum 2012: 24 + 73 + 37 + 51 words, 132 + 360 + 183 + 245 characters; two interviews of 2,820 words together, so
185 / 2,820 = 6.56 %, 4,000 / 2,820 = 1.418 and 4 / 2 = 2 codings an interview.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.cli.running import Runner
from workbench.core.shipped import shipped

WRITTEN = {
    "samarbeid-einingar": {
        "codings": 1, "transcripts": 1, "cases": 1, "turns": 1, "sentences": 12, "words": 148, "characters": 780,
        "share": 8.926, "per_1000": 0.603, "mean": 1,
    },
    "oppfolging": {
        "codings": 4, "transcripts": 1, "cases": 1, "turns": 4, "sentences": 18, "words": 185, "characters": 920,
        "share": 6.560, "per_1000": 1.418, "mean": 2,
    },
}  # fmt: skip
CELLS = [("samarbeid-einingar", "Moss", 2011, 12, 1), ("oppfolging", "Bærum", 2012, 3 + 7 + 3 + 5, 2)]


def coded_by_anna(place: str) -> list[dict[str, str]]:
    """Return the rows of the coder's own file for the interviews of one place and year."""
    with (shipped("transcripts") / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["transcript"].startswith(place) and row["coder"] == "anna"]


def words_of(text: str) -> list[str]:
    """Return the words of a text: "en ... feier" are two, and so are "sytti–åtti"."""
    return [word for word in re.split(r"[\s–]+", text) if re.search(r"\w", word)]


@pytest.mark.parametrize(("code", "town", "year", "sentences", "interviews"), CELLS)
def test_a_cell_is_what_a_reader_counts(
    built_example: Path,
    capsys: pytest.CaptureFixture[str],
    code: str,
    town: str,
    year: int,
    sentences: int,
    interviews: int,
) -> None:
    run = Runner(capsys, "--project", str(built_example), "--language", "en")
    every = coded_by_anna(f"{town}_{year}")
    read = [row for row in every if row["code"] == code]
    names = {row["transcript"] for row in every}
    assert len(names) == interviews
    words = sum(len(words_of(row["quotation"])) for row in read)
    said = 0
    for name in names:
        for turn in run("show", name, "--turns", "--format", "json").json:
            if turn["role"] == "respondent":
                said += len(words_of(re.sub(r"\[[^\]]*\]", " ", turn["text"])))
    by_hand = {
        "codings": len(read),
        "transcripts": len({row["transcript"] for row in read}),
        "cases": 1,
        "turns": len(read),
        "sentences": sentences,
        "words": words,
        "characters": sum(len(row["quotation"]) for row in read),
        "share": 100 * words / said,
        "per_1000": 1000 * len(read) / said,
        "mean": len(read) / interviews,
    }

    assert by_hand == pytest.approx(WRITTEN[code], rel=1e-3)
    for measure, figure in by_hand.items():
        cells = run("matrix", "--columns", "municipality,year", "--measure", measure, "--format", "json").json["cells"]
        (cell,) = [c for c in cells if (c["row"], c["municipality"], str(c["year"])) == (code, town, str(year))]
        assert cell["value"] == pytest.approx(figure), measure
