"""The lead's way: five themes by municipality and year go from the example study into Word, Excel, R and LaTeX.

Nobody's hand touches a number: what each file holds, read back by another library, is what ``--format json`` says.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.running import Runner

THEMES = {
    "kartlegging": "Mapping",
    "mobilisering": "Mobilisation",
    "organisering": "Organisation",
    "budsjettering": "Budgeting",
    "resultat": "Outcomes for disadvantaged people",
}
MATRIX = ("matrix", "--rows", "theme", "--columns", "municipality,year", "--codes", ",".join(THEMES))
Figures = dict[tuple[str, str], float]
"""Figures by theme and column, such as ``("Mapping", "Moss 2010")``."""


@pytest.fixture
def lead(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def said(lead: Runner, measure: str) -> tuple[Figures, dict[str, int]]:
    """The figures as JSON has them, and how many interviews each column has."""
    document = lead(*MATRIX, "--measure", measure, "--format", "json").json
    figures = {(THEMES[one["row"]], f"{one['municipality']} {one['year']}"): one["value"] for one in document["cells"]}
    assert len(figures) == len(THEMES) * 15
    interviews = {f"{one['municipality']} {one['year']}": one["interviews"] for one in document["columns"]}
    return figures, interviews


def figures_of(heads: Sequence[str], rows: Iterator[Sequence[object]]) -> dict[tuple[str, str], object]:
    """Cells by theme and column; headings without the sign for few people, the last column is the total."""
    return {
        (str(row[0]), heads[at].strip("*")): row[at] for row in rows for at in range(1, len(heads) - 1) if len(row) > 1
    }


@pytest.mark.parametrize("measure", ["words", "share", "transcripts"])
def test_five_themes_reach_word_excel_r_and_latex_with_the_same_figures(
    lead: Runner, tmp_path: Path, measure: str
) -> None:
    wanted, interviews = said(lead, measure)
    for name in ("m.xlsx", "m.docx", "m.tex"):
        done = lead(*MATRIX, "--measure", measure, "-o", str(tmp_path / name))
        assert (done.code, done.err) == (0, f"Wrote {tmp_path / name}\n")
    for name, how in (("m.csv", ()), ("nb.csv", ("--norwegian",))):
        assert lead(*MATRIX, "--measure", measure, "--tidy", *how, "-o", str(tmp_path / name)).code == 0

    # R: one row a cell, every figure to its last digit; in the Norwegian form with ; and decimal comma.
    for name, delimiter, comma in (("m.csv", ",", "."), ("nb.csv", ";", ",")):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=delimiter))
        assert {
            (row["name"], f"{row['municipality']} {row['year']}"): float(row["value"].replace(comma, "."))
            for row in rows
        } == wanted

    # Excel: numbers, not their pictures.
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["Matrix"]
    head, *lines = sheet.iter_rows(min_row=3, max_row=3 + len(THEMES), values_only=True)
    excel = figures_of([str(cell) for cell in head], iter(lines))
    assert all(isinstance(value, int | float) for value in excel.values())
    assert excel == pytest.approx(wanted)

    # Word and LaTeX: as people read them, document frequencies as n of N.
    table = docx.Document(str(tmp_path / "m.docx")).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    heads = [" ".join(dict.fromkeys(column)) for column in zip(*cells[:2], strict=True)]
    word = figures_of(heads, iter(cells[2 : 2 + len(THEMES)]))
    latex = figures_of(heads, _latex_rows(tmp_path / "m.tex"))
    assert word == latex
    for (theme, column), shown in word.items():
        value = wanted[theme, column]
        figure = f"{value:.1f}" if measure == "share" else str(value)
        out_of = f" of {interviews[column]}" if measure == "transcripts" else ""
        assert re.fullmatch(rf"{re.escape(figure)}\+?{out_of}", str(shown)), (theme, column)


def _latex_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table between its rules, as LaTeX sets them."""
    body = path.read_text(encoding="utf-8").split("\\midrule")[1]
    for line in body.strip().splitlines():
        plain = re.sub(r"\\cellcolor\[HTML\]\{\w+\}", "", line).removesuffix("\\\\").strip()
        yield [cell.strip() for cell in plain.split("&")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_opens_the_workbook_with_the_same_figures(lead: Runner, tmp_path: Path) -> None:
    wanted, _interviews = said(lead, "share")
    lead(*MATRIX, "--measure", "share", "-o", str(tmp_path / "m.xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "again", "m.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    book = openpyxl.load_workbook(tmp_path / "again" / "m.xlsx")
    assert book.sheetnames == ["Matrix", "Chart", "Cells", "Recipe"]
    assert len(book["Chart"]._charts) == len(THEMES)  # type: ignore[attr-defined]
    head, *lines = book["Matrix"].iter_rows(min_row=3, max_row=3 + len(THEMES), values_only=True)
    assert figures_of([str(cell) for cell in head], iter(lines)) == pytest.approx(wanted)
