"""The matrix of the example study, codes by municipality and year, as a person has checked it.

Two cells were counted by hand in the coders' own files: Moss 2011, "Cooperation between units" (one passage, "Det er
bra på saksbehandlernivå …") is 1; Bærum 2012, "Follow-up in the home" (four passages, all in interview 2, with the
outreach worker) is 4.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import Runner
from tests.example_study.build_codings import hand_codings

GOLDEN = Path(__file__).with_name("example_matrix.csv")


def test_the_example_gives_the_matrix_that_was_checked(built_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Runner(capsys, "--project", str(built_example), "--language", "en")
    assert run("matrix", "--columns", "municipality,year", "--format", "csv").out == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "key", "column", "by_hand"),
    [
        ("Cooperation between units", "samarbeid-einingar", "Moss 2011", 1),
        ("Follow-up in the home", "oppfolging", "Bærum 2012", 4),
    ],
)
def test_cells_counted_by_hand(name: str, key: str, column: str, by_hand: int) -> None:
    rows = {row["row"]: row for row in csv.DictReader(io.StringIO(GOLDEN.read_text(encoding="utf-8")))}
    assert int(rows[name][column]) == by_hand
    place = column.replace(" ", "_")
    lines = [one for one in hand_codings() if one.coder == "anna" and one.code == key]
    assert len([one for one in lines if one.transcript.startswith(place)]) == by_hand
