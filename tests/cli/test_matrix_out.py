"""A matrix reaches Word, Excel, R and a picture with the same figures."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree, html

from tests.cli.running import Runner

THEMES = ("--rows", "theme", "--columns", "municipality,year")


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def counted(anna: Runner, *options: str) -> dict[tuple[str, str], float | None]:
    """The figures by theme and column, as JSON has them."""
    document = anna("matrix", *THEMES, *options, "--format", "json").json
    names = {row["row"]: row["name"] for row in document["rows"]}
    return {(names[one["row"]], f"{one['municipality']} {one['year']}"): one["value"] for one in document["cells"]}


def number(text: str) -> float | None:
    """The figure at the beginning of a cell of a document, None where there is a sign."""
    found = re.match(r"\d+(?:[.,]\d+)?", text)
    return float(found.group().replace(",", ".")) if found else None


def grid(rows: list[list[str]], levels: int = 2) -> dict[tuple[str, str], float | None]:
    """The figures of a drawn table: two lines of headings, then rows; without totals."""
    heads = [" ".join(dict.fromkeys(cell.strip("*") for cell in column)) for column in zip(*rows[:levels], strict=True)]
    return {
        (row[0], heads[at]): number(row[at]) for row in rows[levels : levels + 6] for at in range(1, len(heads) - 1)
    }


@pytest.mark.parametrize("measure", ["codings", "words", "share", "transcripts"])
def test_word_excel_and_the_web_have_the_figures_of_the_matrix(anna: Runner, tmp_path: Path, measure: str) -> None:
    wanted = counted(anna, "--measure", measure)
    rounded = {key: None if value is None else round(value, 1) for key, value in wanted.items()}
    for name in ("m.docx", "m.html", "m.xlsx"):
        assert anna("matrix", *THEMES, "--measure", measure, "-o", str(tmp_path / name)).code == 0

    word = docx.Document(str(tmp_path / "m.docx")).tables[0]
    assert grid([[cell.text for cell in row.cells] for row in word.rows]) == rounded
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["Matrix"]
    excel = list(sheet.iter_rows(min_row=3, max_row=9, values_only=True))
    heads = [str(cell).strip("*") for cell in excel[0]]
    exact = {(str(row[0]), heads[at]): row[at] for row in excel[1:] for at in range(1, len(heads) - 1)}
    assert exact == {key: None if value is None else pytest.approx(value) for key, value in wanted.items()}
    assert {(str(row.xpath("string(th)")), at) for row in _body(tmp_path / "m.html") for at in range(1)} == {
        (theme, 0) for theme, _ in wanted
    }
    web = [[number(str(cell.xpath("string()"))) for cell in row.xpath("td")[:-1]] for row in _body(tmp_path / "m.html")]
    assert [value for row in web for value in row] == list(rounded.values())


def _body(path: Path) -> list[Any]:
    found: list[Any] = html.parse(str(path)).xpath("//tbody/tr")
    return found


def test_a_document_frequency_is_n_of_n_in_word_and_a_number_in_excel(anna: Runner, tmp_path: Path) -> None:
    for name in ("m.docx", "m.xlsx", "m.csv"):
        anna("matrix", *THEMES, "--measure", "transcripts", "-o", str(tmp_path / name))

    row = [cell.text for cell in docx.Document(str(tmp_path / "m.docx")).tables[0].rows[2].cells]
    assert row[0] == "Mapping"
    assert row[3] == "2 of 2"
    cell = openpyxl.load_workbook(tmp_path / "m.xlsx")["Matrix"]["D4"]
    assert (cell.value, cell.number_format) == (2, '0" of 2"')
    assert next(csv.DictReader((tmp_path / "m.csv").open(encoding="utf-8")))["Bærum 2012"] == "2"


NORWEGIAN = re.compile(r"-?\d+(,\d+)?(e-?\d+)?")


def test_norwegian_excel_reads_every_figure_as_a_number(anna: Runner, tmp_path: Path) -> None:
    """Opens the file as Excel does where the list separator is ; and the decimal sign is a comma (nb-NO)."""
    wanted = counted(anna, "--measure", "share")
    anna("matrix", *THEMES, "--measure", "share", "--tidy", "--norwegian", "-o", str(tmp_path / "m.csv"))

    raw = (tmp_path / "m.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(wanted)
    assert all(not row["value"] or NORWEGIAN.fullmatch(row["value"]) for row in rows)
    assert any("," in row["value"] for row in rows)
    opened = {
        (row["name"], f"{row['municipality']} {row['year']}"): float(row["value"].replace(",", "."))
        if row["value"]
        else None
        for row in rows
    }
    assert opened == wanted


def test_the_long_table_is_what_its_list_of_variables_says(anna: Runner, tmp_path: Path) -> None:
    """Reads the table as R or SPSS would: each column by its declared type, nothing else in it."""
    target = tmp_path / "variables.csv"
    anna("matrix", *THEMES, "--tidy", "-o", str(tmp_path / "m.csv"), "--variables", str(target))

    variables = list(csv.DictReader(target.open(encoding="utf-8")))
    rows = list(csv.DictReader((tmp_path / "m.csv").open(encoding="utf-8")))
    assert [one["variable"] for one in variables] == list(rows[0])
    patterns = {"integer": r"-?\d+", "decimal": r"-?\d+(\.\d+)?(e-?\d+)?", "true or false": "TRUE|FALSE", "text": ".+"}
    for one in variables:
        cells = [row[one["variable"]] for row in rows]
        assert all(re.fullmatch(patterns[one["type"]], cell) for cell in cells if cell), one
        assert bool(one["missing"]) == ("" in cells), one


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_long_table(anna: Runner, tmp_path: Path) -> None:
    anna("matrix", *THEMES, "--tidy", "-o", str(tmp_path / "m.csv"))
    script = f'd <- read.csv("{tmp_path / "m.csv"}"); cat(nrow(d), sum(d$value, na.rm=TRUE), class(d$partial))'

    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)

    wanted = counted(anna)
    assert done.stdout == f"{len(wanted)} {sum(v for v in wanted.values() if v is not None)} logical"


def test_a_workbook_has_charts_of_its_own_cells_and_the_passages_on_wish(anna: Runner, tmp_path: Path) -> None:
    done = anna("matrix", *THEMES, "--quotations", "-o", str(tmp_path / "m.xlsx"))

    assert done.code == 0
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == ["Matrix", "Chart", "Cells", "Quotations", "Recipe"]
    sheet: Any = book["Chart"]
    charts = sheet._charts
    assert len(charts) == 5  # a theme without a figure has none
    assert len({chart.y_axis.scaling.max for chart in charts}) == 1
    first = charts[0].series[0]
    assert first.val.numRef.f == "Matrix!$B$4:$D$4"
    assert first.cat.numRef.f == "Chart!$A$3:$C$3"
    assert [float(point.v) for point in first.val.numRef.numCache.pt] == [cell.value for cell in book["Matrix"][4][1:4]]
    assert [cell.value for cell in book["Chart"][3]][:3] == [2010, 2011, 2012]
    assert charts[0].y_axis.scaling.min == 0
    assert book["Matrix"]["B9"].comment.text == "not looked for"
    assert book["Matrix"].page_setup.fitToHeight == 0
    heat = book["Matrix"].conditional_formatting
    (scale,) = [rule.colorScale for block in heat for rule in block.rules]
    assert (scale.cfvo[0].type, scale.cfvo[0].val) == ("num", 0)
    total = anna("matrix", *THEMES, "--format", "json").json["total"]["value"]
    assert book["Quotations"].max_row == 3 + total


@pytest.mark.parametrize("picture", ["heat", "development"])
def test_a_picture_is_written_by_its_name(anna: Runner, tmp_path: Path, picture: str) -> None:
    pytest.importorskip("resvg_py", reason="the extra “pictures” is not installed")
    for suffix in ("svg", "png"):
        assert anna("matrix", *THEMES, "--picture", picture, "-o", str(tmp_path / f"p.{suffix}")).code == 0

    assert "Mapping" in "".join(map(str, etree.parse(str(tmp_path / "p.svg")).getroot().itertext()))
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    printed = anna("matrix", *THEMES, "--picture", picture)
    assert printed.out.startswith("<svg")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--picture", "heat", "-o", "m.xlsx"], "no name of a picture"),
        (["--quotations", "-o", "m.csv"], "Only a workbook"),
        (["--quotations"], "Only a workbook"),
        (["--columns", "municipality", "--picture", "development"], "column of years"),
        (["--quotations", "--small-cells", "drop", "-o", "m.xlsx"], "Small cells"),
        (["-o", "m.pptx"], "cannot be written as .pptx"),
    ],
)
def test_what_does_not_go_together_is_said_and_leaves_nothing(
    anna: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], says: str
) -> None:
    before = sorted(tmp_path.iterdir())
    monkeypatch.chdir(tmp_path)

    done = anna("matrix", "--rows", "theme", *options)

    assert done.code in {1, 4}
    assert says in done.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_list_of_variables_that_cannot_be_written_leaves_no_table_either(anna: Runner, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("mine")

    done = anna("matrix", "-o", str(tmp_path / "m.csv"), "--variables", str(tmp_path / "v.csv"))

    assert done.code == 1
    assert not (tmp_path / "m.csv").exists()


def test_html_and_latex_go_to_a_pipe_as_well(anna: Runner) -> None:
    assert html.fromstring(anna("matrix", *THEMES, "--format", "html").out).xpath("count(//tfoot/tr)") == 5
    assert "\\toprule" in anna("transcripts", "--format", "tex").out
    assert json.loads(anna("matrix", *THEMES, "--format", "json").out)["recipe"]["rows"] == "theme"


def test_spss_is_given_a_program_for_the_long_csv_and_for_nothing_else(anna: Runner, tmp_path: Path) -> None:
    cells, program = tmp_path / "cells.csv", tmp_path / "cells.sps"
    for how in (["--tidy", "--norwegian", "-o", str(cells)], ["-o", str(cells)], ["--tidy", "-o", f"{cells}.xlsx"]):
        refused = anna("matrix", *THEMES, *how, "--variables", str(program))
        assert (refused.code, "without --norwegian" in refused.err) == (1, True)
    assert list(tmp_path.glob("cells*")) == []

    assert anna("matrix", *THEMES, "--tidy", "-o", str(cells), "--variables", str(program)).code == 0
    text = program.read_text("utf-8-sig")
    assert 'FILE="cells.csv"' in text
    assert '  "kartlegging" "Mapping"' in text
