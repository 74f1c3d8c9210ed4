"""Tables as LaTeX: what is written is read back by undoing the escapes; no TeX is needed."""

import io
import re

from tests.analysis.matrices.builders import CODING, an_interview, by, count
from workbench.analysis.matrices import Matrix, wide
from workbench.analysis.tables import Table, TableColumn, ValueKind, shown
from workbench.exchange.tables.latex import as_latex, write_latex

_COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textasciigrave{}": "`",
    r"\ldots{}": "…",
    r"\texttimes{}": "×",
    r"\textquestiondown{}": "¿",
    r"\textendash{}": "–",
    "{[}": "[",
    "{]}": "]",
    "{*}": "*",
    "{-}": "-",
    **{f"\\{sign}": sign for sign in "{}$&#%_"},
}


def said(latex: str) -> str:
    """What a reader of the printed table sees."""
    latex = re.sub(r"\\cellcolor\[HTML\]\{\w+\}|\\hspace\*\{\d+em\}", "", latex)
    return re.sub("|".join(map(re.escape, _COMMANDS)), lambda match: _COMMANDS[match.group()], latex)


def written(table: Table) -> str:
    out = io.StringIO()
    write_latex(table, out)
    return out.getvalue()


def a_matrix() -> Matrix:
    moss = an_interview("Moss", "2010").coded("needs", "two").coded("budget", "three four")
    hamar = an_interview("Hamar", "2011", layers={"anna": CODING}).coded("budget", "five")
    return count(moss, hamar, recipe=by())


def rows(latex: str) -> list[list[str]]:
    body = latex[latex.index("\\midrule") :]
    lines = [line.removesuffix(" \\\\") for line in body.splitlines() if line.endswith("\\\\")]
    return [[said(cell) for cell in re.split(r"(?<!\\) & ", line)] for line in lines]


def test_the_table_is_the_matrix() -> None:
    table = wide(a_matrix())

    assert rows(written(table)) == [
        [shown(value, column).strip() for value, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]


def test_rules_are_those_of_booktabs_and_headings_stand_over_neighbours() -> None:
    latex = written(wide(a_matrix()))

    assert "\\multicolumn{2}{c}{Hamar} & \\multicolumn{2}{c}{Moss}" in latex
    assert "\\cmidrule(lr){2-3} \\cmidrule(lr){4-5}" in latex
    assert [latex.count(f"\\{rule}\n") for rule in ("toprule", "midrule", "bottomrule")] == [1, 2, 1]
    assert "|" not in latex.split("\\begin{tabular}", 1)[1].split("}", 2)[0]


def test_it_says_what_the_preamble_needs() -> None:
    assert "% \\usepackage{booktabs}" in written(wide(a_matrix()))


def test_every_sign_that_means_something_is_set_as_itself() -> None:
    hostile = '\\input{/etc/passwd} % $x_1^2$ & # ~ {a} [b] *c* <d> --e-- "f" `g` |h|'

    latex = as_latex(hostile)

    assert said(latex) == hostile
    assert "\\input" not in latex
    assert as_latex("one\ntwo\x00") == "one two␀"


def test_a_row_that_begins_with_a_bracket_is_no_option_of_the_row_above() -> None:
    latex = written(Table("", [TableColumn("a")], [["one"], ["[2cm]"], ["*"]]))

    assert not re.search(r"\\\\\s*[\[*]", latex)


def test_a_long_list_goes_over_pages() -> None:
    latex = written(Table("Codings", [TableColumn("n", kind=ValueKind.INTEGER)], [[n] for n in range(60)]))

    assert "\\begin{longtable}{r}" in latex
    assert "\\endhead" in latex
    assert "\\begin{table}" not in latex
