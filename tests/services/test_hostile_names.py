"""Names of every kind go through every format as they are, read back by another program's or library's eyes."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from lxml import etree

from tests.services.desks import Desk
from workbench.analysis.matrices import Matrix, Recipe
from workbench.exchange.xml_text import for_xml
from workbench.services import exporting
from workbench.services.codebooks import codebook
from workbench.services.matrices import matrices

NAMES = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1",
    "-1",
    "1e5",
    "two\nlines",
    "a\ttab",
    "🏠 heim 👩‍👩‍👧",
    "\u202eoverskrift\u202c עברית",
    "x" * 200,
    "ord \\textbf{x} & 5 % _ # $ ^ ~ [1] *z* `q`",
    "<b>&amp;</b> ]]>",
    "'single' \"double\"",
    "|pipe|",
    "日本語",
    "# no heading",
]


@pytest.fixture
def matrix(desk: Desk) -> Matrix:
    """A matrix whose rows have these names, one of them coded."""
    path = desk.folder / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["id", "name_en"], *([f"code{n}", name] for n, name in enumerate(NAMES))])
    codebook.import_codebook(desk.project, path)
    desk.code(desk.interview(), "auka", "code0")
    return matrices.matrix(desk.project, Recipe(codes=tuple(f"code{n}" for n in range(len(NAMES))), assume_done=True))


def write(desk: Desk, matrix: Matrix, name: str, *, tidy: bool | None = None, careful: bool = False) -> Path:
    target = desk.folder / name
    spelling = exporting.spelling(for_spreadsheet=careful)
    exporting.write_matrix(desk.project, matrix, target, tidy=tidy, spelling=spelling, force=True)
    return target


@pytest.mark.parametrize(("suffix", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_delimited_text_has_them_as_they_are(desk: Desk, matrix: Matrix, suffix: str, delimiter: str) -> None:
    with write(desk, matrix, f"m.{suffix}").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    assert [row[0] for row in rows[1 : 1 + len(NAMES)]] == NAMES
    assert {len(row) for row in rows} == {3}
    assert [row[1] for row in rows[1:3]] == ["1", "0"]


def test_a_csv_for_spreadsheets_begins_no_cell_as_a_formula_and_prefixes_no_number(desk: Desk, matrix: Matrix) -> None:
    with write(desk, matrix, "m.csv", tidy=True, careful=True).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row["name"] for row in rows]
    assert [name.removeprefix("'") if name not in NAMES else name for name in found] == NAMES
    assert not [name for name in found if re.match(r"\s*[=+\-@|]", name)]
    assert [row["value"] for row in rows][:2] == ["1", "0"]


def test_json_has_them_as_they_are(desk: Desk, matrix: Matrix) -> None:
    whole = json.loads(write(desk, matrix, "m.json").read_text("utf-8"))
    assert [row["name"] for row in whole["rows"]] == NAMES
    lines = write(desk, matrix, "m.jsonl").read_text("utf-8").split("\n")
    assert [json.loads(line)["name"] for line in lines if line] == NAMES


def test_a_workbook_has_them_as_text_and_no_formula(desk: Desk, matrix: Matrix) -> None:
    book = openpyxl.load_workbook(write(desk, matrix, "m.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    first = [book["Matrix"].cell(4 + at, 1) for at in range(len(NAMES))]
    assert [cell.value for cell in first] == NAMES
    assert {cell.data_type for cell in first} == {"s"}
    assert [book["Matrix"].cell(4 + at, 2).value for at in range(2)] == [1, 0]


def test_a_word_document_has_them(desk: Desk, matrix: Matrix) -> None:
    (table,) = Document(str(write(desk, matrix, "m.docx"))).tables
    assert [row.cells[0].text for row in table.rows[1 : 1 + len(NAMES)]] == NAMES


class _Rows(HTMLParser):
    """The headings of rows, and every tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.tags: set[str] = set()
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside = ("scope", "row") in attrs
        if self._inside:
            self.rows.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1] += data


def test_a_page_has_them_and_no_tag_of_theirs(desk: Desk, matrix: Matrix) -> None:
    page = _Rows(write(desk, matrix, "m.html").read_text("utf-8"))
    assert page.rows[: len(NAMES)] == NAMES
    assert "b" not in page.tags


def test_markdown_keeps_each_in_its_cell(desk: Desk, matrix: Matrix) -> None:
    lines = [line for line in write(desk, matrix, "m.md").read_text("utf-8").split("\n") if line.startswith("|")]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    assert {len(row) for row in cells} == {3}
    plain = [html.unescape(row[0].strip().replace("<br>", "\n").replace(r"\&", "&amp;")) for row in cells[2:]]
    plain = [re.sub(r"\\(.)", r"\1", name) for name in plain]
    assert [" ".join(name.split()) for name in plain[: len(NAMES)]] == [" ".join(name.split()) for name in NAMES]


def test_a_picture_has_them_in_words(desk: Desk, matrix: Matrix) -> None:
    drawn = etree.parse(str(write(desk, matrix, "m.svg"))).getroot()
    said = "".join(map(str, drawn.itertext()))
    assert all(for_xml(name.split("\n")[0])[:12] in said for name in NAMES)
    assert not drawn.xpath("//*[local-name()='b']")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="LaTeX is not installed")
def test_latex_sets_those_that_it_has_letters_for(desk: Desk, matrix: Matrix) -> None:
    text = write(desk, matrix, "m.tex").read_text("utf-8")
    assert "letters beyond Latin ones need LuaLaTeX or XeLaTeX" in text
    kept = "".join(sign if ord(sign) < 0x250 else "?" for sign in text)
    packages = "\n".join(re.findall(r"^% (\\usepackage\S+)", text, re.MULTILINE))
    page = f"\\documentclass{{article}}\n{packages}\n\\begin{{document}}\n{kept}\n\\end{{document}}\n"
    (desk.folder / "page.tex").write_text(page, "utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, cwd=desk.folder, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-500:]


def test_a_terminal_shows_them_on_lines_of_their_own(matrix: Matrix) -> None:
    out = io.StringIO()
    exporting.print_matrix(matrix, "table", out, width=80)
    assert "\u202e" not in out.getvalue()
    assert "\t" not in out.getvalue()
    assert sum(line.startswith(("two", "a")) for line in out.getvalue().splitlines()) >= 2
