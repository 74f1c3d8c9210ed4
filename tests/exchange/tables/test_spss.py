"""Programs for SPSS, run by PSPP where it is installed."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.exchange.tables.spelling import RAW
from workbench.exchange.tables.spss import variable_names, write_spss
from workbench.exchange.tables.text_formats import write_csv

COLUMNS = (
    TableColumn("row"),
    TableColumn("with"),
    TableColumn("year", kind=ValueKind.INTEGER),
    TableColumn("value", kind=ValueKind.NUMBER, decimals=6),
)
ROWS: list[list[Value]] = [["bæ", 'said "so", and', 2010, 34.832904884318765], ["b", "=1+1", None, None]]


def program(columns: tuple[TableColumn, ...] = COLUMNS) -> str:
    out = io.StringIO()
    labels = {"row": "What the row is", "value": 'Share, "per cent"'}
    write_spss(Table("", columns, ROWS), out, data="cells.csv", labels=labels, values={"row": {"bæ": "Bærum's"}})
    return out.getvalue()


def test_a_program_declares_types_labels_and_levels() -> None:
    text = program()

    assert "    row A3\n    v_with A14\n    year F8.0\n    value F14.6.\n" in text
    assert '/value "Share, ""per cent""".' in text
    assert '  "bæ" "Bærum\'s".' in text
    assert "VARIABLE LEVEL row v_with (NOMINAL) /year value (SCALE)." in text
    assert text.rstrip().endswith('SAVE OUTFILE="cells.sav".')


def test_names_are_ones_that_spss_takes() -> None:
    keys = ["row", "Row", "antall år", "2010", "ALL", "=x", "å" * 80, "value."]
    names = variable_names(keys)

    assert names[:6] == ["row", "Row_2", "antall_år", "v_2010", "v_ALL", "v__x"]
    assert all(len(name.encode()) <= 64 for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not installed")
def test_pspp_reads_the_data_with_it(tmp_path: Path) -> None:
    with (tmp_path / "cells.csv").open("w", encoding="utf-8", newline="") as out:
        write_csv(Table("", COLUMNS, ROWS), out, RAW)
    listing = 'GET FILE="cells.sav".\nSAVE TRANSLATE /OUTFILE="again.csv" /TYPE=CSV /FIELDNAMES.\nDISPLAY DICTIONARY.\n'
    (tmp_path / "read.sps").write_text(program() + listing, "utf-8")

    done = subprocess.run(["pspp", "-o", "-", "read.sps"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    with (tmp_path / "again.csv").open(encoding="utf-8", newline="") as file:
        head, first, second = csv.reader(file)
    assert head == ["row", "v_with", "year", "value"]
    assert first[:3] == ["bæ", 'said "so", and', "2010"]
    assert float(first[3]) == pytest.approx(34.832904884318765, rel=1e-6)
    assert [cell.strip() for cell in second] == ["b", "=1+1", "", ""]
    assert "What the row is" in done.stdout
    assert "Bærum's" in done.stdout
