"""Tables as LaTeX, with the rules of booktabs; a fragment to be put in, which says what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from workbench.analysis.tables import Table, Value
from workbench.exchange.colours import EMPTY, shade
from workbench.exchange.tables.layout import (
    NUMBERS,
    Shading,
    for_readers,
    has_decimal_comma,
    heading_rows,
    indent_of,
    is_empty,
    read_as,
)
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.xml_text import for_xml

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "-": "{-}",
    "…": r"\ldots{}",
    "×": r"\texttimes{}",
    "¿": r"\textquestiondown{}",
    "–": r"\textendash{}",
}
_SIGNS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_LONG, _LONGEST = 40, 30
_FITTING = "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{"
"""Makes a table that is broader than the page as broad as the page, and leaves others as they are."""

_PACKAGES = (
    "% \\usepackage{booktabs}",
    "% \\usepackage[table]{xcolor}",
    "% \\usepackage{graphicx}",
    "% \\usepackage{longtable} % for tables of more than a page",
    "% \\usepackage[T1]{fontenc} % letters beyond Latin ones need LuaLaTeX or XeLaTeX, without this",
)


def as_latex(text: str) -> str:
    """Return a text that LaTeX sets as it stands, on one line."""
    return _SIGNS.sub(lambda match: _SPECIAL[match.group()], " ".join(for_xml(text).split()))


def write_latex(table: Table, out: TextIO, spelling: Spelling = RAW) -> None:
    """Write a table with caption, headings over neighbours, shaded cells, notes and recipe.

    One of many rows is a ``longtable``, which goes over pages and repeats its headings.
    """
    table, rows = for_readers(table)
    long = len(rows) > _LONG
    kinds = "".join(_kind(table, at, rows if long else []) for at in range(len(table.columns)))
    caption = f"\\caption{{{as_latex(table.title)}}}"
    lines: list[str] = ["% In the preamble:", *_PACKAGES]
    if long:
        headings = list(_headings(table))
        lines += [
            "\\begingroup\\footnotesize\\setlength{\\tabcolsep}{3pt}",
            f"\\begin{{longtable}}{{{kinds}}}",
            f"{caption}\\\\",
            "\\toprule",
            *headings,
            "\\midrule",
            "\\endfirsthead",
        ]
        lines += ["\\toprule", *headings, "\\midrule", "\\endhead", "\\bottomrule", "\\endfoot"]
    else:
        lines += ["\\begin{table}[htbp]", "\\centering", caption, "\\footnotesize", "\\setlength{\\tabcolsep}{3pt}"]
        lines += [_FITTING + "%", f"\\begin{{tabular}}{{{kinds}}}", "\\toprule", *_headings(table), "\\midrule"]
    out.write("\n".join(lines) + "\n")
    for line in _rows(table, rows, comma=has_decimal_comma(spelling)):
        out.write(line + "\n")
    out.write("\\end{longtable}\n\\endgroup\n" if long else "\\bottomrule\n\\end{tabular}}\n\n")
    for note in _notes(table):
        out.write(f"\\par\\smallskip{{\\scriptsize\\raggedright {note}\\par}}\n")
    if not long:
        out.write("\\end{table}\n")


def _kind(table: Table, at: int, rows: Sequence[Sequence[Value]]) -> str:
    """Return how a column stands; long texts of a table that goes over pages are broken, since it cannot be scaled."""
    column = table.columns[at]
    if column.kind in NUMBERS:
        return "r"
    longest = max((len(read_as(row[at], column, comma=False)) for row in rows), default=0)
    return ">{\\raggedright\\arraybackslash}p{3.8cm}" if longest > _LONGEST else "l"


def _notes(table: Table) -> Iterator[str]:
    yield from map(as_latex, table.notes)
    if table.facts:
        yield (
            ". ".join(f"\\textbf{{{as_latex(label)}:}} {as_latex(says.rstrip('.'))}" for label, says in table.facts)
            + "."
        )


def _headings(table: Table) -> Iterator[str]:
    """Yield the lines of headings; one that is higher than a line stands in the lowest."""
    lines = heading_rows(table.columns)
    for level, line in enumerate(lines):
        last = level == len(lines) - 1
        found = {one.first: one for one in line if one.rows == 1 or last}
        if last:
            found |= {one.first: one for above in lines for one in above if one.rows > 1}
        cells, rules, at = [], [], 0
        while at < len(table.columns):
            one = found.get(at)
            width = one.columns if one else 1
            text = as_latex(one.text) if one else ""
            if width > 1:
                cells.append(f"\\multicolumn{{{width}}}{{c}}{{{text}}}")
                rules.append(f"\\cmidrule(lr){{{at + 1}-{at + width}}}")
            else:
                cells.append(text)
            at += width
        yield f"{' & '.join(cells)} \\\\ {' '.join(rules)}".rstrip()


def _rows(table: Table, rows: Sequence[Sequence[Value]], *, comma: bool) -> Iterator[str]:
    shading = Shading.of(table, rows)
    for number, row in enumerate(rows):
        if table.totals and number == len(rows) - table.totals:
            yield "\\midrule"
        cells = []
        for at, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            text = as_latex(read_as(value, column, comma=comma))
            share = shading.share(number, at, value)
            if is_empty(value) and shading.covers(number, at):
                text = f"\\cellcolor[HTML]{{{EMPTY[1:]}}}{text}"
            elif share:
                text = f"\\cellcolor[HTML]{{{shade(share)[1:]}}}{text}"
            cells.append(f"\\hspace*{{{indent_of(value)}em}}{text}" if indent_of(value) else text)
        yield f"{' & '.join(cells)} \\\\"
