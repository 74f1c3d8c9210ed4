"""Codings from a .csv, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import MalformedFile, UnreadableFile
from workbench.exchange.coding_files import CodingRow, read_codings

TEXT = "transcript,start,end,code,coder,quotation\nMoss_2010,0,10,budsjett,anna,Budsjettet\nMoss_2010,12,15,kutt,,\n"


def codings(tmp_path: Path, data: str | bytes) -> list[CodingRow]:
    """Read the codings of a file with these contents."""
    path = tmp_path / "kodingar.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_codings(path)


def test_each_row_is_a_coding_with_its_line(tmp_path: Path) -> None:
    assert codings(tmp_path, TEXT) == [
        CodingRow(2, "Moss_2010", 0, 10, "budsjett", "anna", "", "", "Budsjettet"),
        CodingRow(3, "Moss_2010", 12, 15, "kutt"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_way_to_save_it_says_the_same(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = "Transcript,Start,End,Code,Colour\nBærum_2010,0,10,låneordning,blå\n".replace(",", delimiter)
    assert codings(tmp_path, text.encode(encoding)) == [CodingRow(2, "Bærum_2010", 0, 10, "låneordning")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("transcript,start,end\na,1,2\n", ["1. line 1: there is no column code"]),
        ("transcript,start,end,code\na,,2,\n", ["1. line 2: there is no code", "2. line 2: there is no start"]),
        ("transcript,start,end,code\na,-1,2,b\n", ["1. line 2: the start “-1” is not a whole number from 0"]),
        ("transcript,start,end,code\na,1,1e9,b\n", ["1. line 2: the end “1e9” is not a whole number from 0"]),
        (
            "transcript,start,end,code,certainty\na,1,2,b,maybe\n",
            ["1. line 2: the certainty “maybe” is neither sure nor unsure"],
        ),
        ("transcript,start,end,code,code\na,1,2,b,c\n", ["1. line 1: the column “code” stands twice"]),
    ],
)
def test_every_problem_is_told_with_its_line_and_nothing_is_read(tmp_path: Path, data: str, told: list[str]) -> None:
    with pytest.raises(MalformedFile, match="nothing was stored") as refusal:
        codings(tmp_path, data)
    assert refusal.value.hint.split("\n") == told


def test_broken_quotes_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedFile, match="not readable as CSV"):
        codings(tmp_path, 'transcript,start,end,code\n"a,1,2,b\n')
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_codings(tmp_path / "ingen.csv")
