"""Tables and matrices as files, with what they must say beside them."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.analysis.matrices.builders import an_interview, by, count
from workbench.analysis.matrices import Matrix
from workbench.analysis.tables import Table, TableColumn
from workbench.core.errors import RefusedError, UnknownFormat
from workbench.exchange.tables import Spelling, write_table_file
from workbench.exchange.tables.counted import write_counted
from workbench.exchange.tables.matrices import counted


def a_matrix() -> Matrix:
    return count(
        an_interview("Bærum", "2010").coded("needs", "two"), an_interview("Moss", "2011"), recipe=by(min_cell=0)
    )


def test_a_csv_has_its_recipe_in_a_file_beside_it(tmp_path: Path) -> None:
    written = write_counted(counted(a_matrix()), tmp_path / "matrix.csv")

    assert [path.name for path in written] == ["matrix.csv", "matrix.csv.recipe.json"]
    aside = json.loads(written[1].read_text("utf-8"))
    assert aside["file"] == "matrix.csv"
    assert aside["recipe"]["policy"] == "one"
    assert aside["recipe"]["columns"] == ["municipality", "year"]
    assert {"row": "needs", "municipality": "Bærum", "year": 2011, "reason": "no interview"} in aside["empty"]


def test_a_list_with_nothing_to_say_has_no_file_beside_it(tmp_path: Path) -> None:
    assert write_table_file([Table("", [TableColumn("a")], [["x"]])], tmp_path / "a.csv") == [tmp_path / "a.csv"]


def test_wide_and_tidy_hold_the_same_figures(tmp_path: Path) -> None:
    write_counted(counted(a_matrix()), tmp_path / "wide.csv")
    write_counted(counted(a_matrix(), long=True), tmp_path / "tidy.csv")

    wide = list(csv.DictReader((tmp_path / "wide.csv").open(encoding="utf-8", newline="")))
    tidy = list(csv.DictReader((tmp_path / "tidy.csv").open(encoding="utf-8", newline="")))

    names = {line["row"] for line in wide[:4]}
    assert {(line["name"], f"{line['municipality']} {line['year']}"): line["value"] for line in tidy} == {
        (line["row"], column): line[column] for line in wide if line["row"] in names for column in list(line)[1:-1]
    }


def test_every_format_is_written_and_read_back(tmp_path: Path) -> None:
    for name in ("m.csv", "m.tsv", "m.json", "m.jsonl", "m.md", "m.txt", "m.xlsx"):
        write_counted(counted(a_matrix()), tmp_path / name)

    document = json.loads((tmp_path / "m.json").read_text("utf-8"))
    lines = [json.loads(line) for line in (tmp_path / "m.jsonl").read_text("utf-8").splitlines()]
    assert [(c["row"], c["value"], c["reason"]) for c in document["cells"]] == [
        (line["row"], line["value"], line["reason"]) for line in lines
    ]
    assert "| Needs | 1 |" in (tmp_path / "m.md").read_text("utf-8").replace("&nbsp;&nbsp;", "")
    assert "Codings, code by municipality and year" in (tmp_path / "m.txt").read_text("utf-8")
    assert openpyxl.load_workbook(tmp_path / "m.xlsx")["Matrix"]["B5"].value == 1


def test_norwegian_excel_is_told_the_encoding(tmp_path: Path) -> None:
    write_counted(counted(a_matrix()), tmp_path / "matrix.csv", spelling=Spelling(norwegian=True))

    raw = (tmp_path / "matrix.csv").read_bytes()
    assert raw.startswith("\ufeffrow;Bærum 2010".encode())
    assert "semicolons" in (tmp_path / "matrix.csv.recipe.json").read_text("utf-8")


def test_the_sign_before_risky_text_is_told_beside_the_file(tmp_path: Path) -> None:
    table = Table("", [TableColumn("said")], [["=1"]])

    _, aside = write_table_file([table], tmp_path / "a.csv", spelling=Spelling(for_spreadsheet=True))

    assert (tmp_path / "a.csv").read_text("utf-8") == "said\n'=1\n"
    assert "formula" in json.loads(aside.read_text("utf-8"))["notes"][0]


@pytest.mark.parametrize("there", ["matrix.csv", "matrix.csv.recipe.json"])
def test_neither_file_is_replaced_unasked(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")

    with pytest.raises(RefusedError):
        write_counted(counted(a_matrix()), tmp_path / "matrix.csv")

    assert [path.name for path in tmp_path.iterdir()] == [there]
    write_counted(counted(a_matrix()), tmp_path / "matrix.csv", force=True)
    assert (tmp_path / there).read_text("utf-8") != "mine"


def test_a_suffix_nobody_writes_is_refused_before_anything_is_counted(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat):
        write_counted(counted(a_matrix()), tmp_path / "matrix.pptx")


def test_a_lone_surrogate_does_not_stop_a_file(tmp_path: Path) -> None:
    write_table_file([Table("", [TableColumn("a")], [["x\ud800"]])], tmp_path / "a.csv")

    assert (tmp_path / "a.csv").read_text("utf-8") == "a\nx?\n"
