"""Tables as a web page of one file: nothing is fetched, nothing runs; it reads aloud, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from workbench.analysis.tables import Marked, Table, Value
from workbench.core.language import _, spoken
from workbench.exchange.colours import shade
from workbench.exchange.tables.layout import (
    NUMBERS,
    Shading,
    for_readers,
    has_decimal_comma,
    heading_rows,
    indent_of,
    is_empty,
    is_wide,
    read_as,
)
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.xml_text import escaped

LEVELS = 8
"""How many steps of heat there are above none: classes ``h1`` to ``h8``."""


def _heat(dark: bool) -> str:
    rules = []
    for level in range(1, LEVELS + 1):
        colour = shade(level / LEVELS)
        if dark:
            colour = f"rgb(232 144 62 / {0.08 + 0.52 * level / LEVELS:.2f})"
        rules.append(f".h{level} {{ background: {colour}; }}")
    return " ".join(rules)


STYLE = f"""
:root {{ color-scheme: light dark; --ink: #1f2328; --soft: #57606a; --rule: #1f2328; --faint: #d0d7de; --page: #fff;
  --none: #8c959f66; }}
body {{ font: 16px/1.5 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; color: var(--ink);
  background: var(--page); margin: 2rem auto; max-width: 90rem; padding: 0 1.25rem; }}
.table {{ overflow-x: auto; margin: 1.5rem 0 .75rem; }}
table {{ border-collapse: collapse; border-block: 2px solid var(--rule); font-size: .875rem;
  font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; font-weight: 600; font-size: 1.125rem; padding-bottom: .5rem; }}
caption span {{ display: block; position: sticky; left: 0; width: fit-content; max-width: calc(100vw - 2.5rem); }}
th, td {{ padding: .25rem .5rem; text-align: left; vertical-align: top; font-weight: normal; white-space: pre-line; }}
th.n, td.n {{ text-align: right; white-space: nowrap; }}
thead th {{ font-weight: 600; vertical-align: bottom; }}
thead tr:last-child th, thead th[rowspan] {{ border-bottom: 1px solid var(--rule); }}
th[scope=colgroup] {{ text-align: center; border-bottom: 1px solid var(--faint); }}
th[scope=row] {{ position: sticky; left: 0; background: var(--page); min-width: 9rem; padding-left: 0; }}
thead th:first-child {{ padding-left: 0; }}
tfoot tr:first-child > * {{ border-top: 1px solid var(--rule); font-weight: 600; }}
th.i1 {{ padding-left: 1.1rem; }} th.i2 {{ padding-left: 2.2rem; }} th.i3 {{ padding-left: 3.3rem; }}
.none {{ background: repeating-linear-gradient(45deg, var(--none) 0 1px, transparent 1px 5px); }}
abbr {{ text-decoration: none; }}
.note, dl {{ color: var(--soft); font-size: .8125rem; margin: .25rem 0; max-width: 60rem; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }}
dd {{ margin: 0; overflow-wrap: anywhere; }}
.how {{ font-size: .8125rem; font-weight: 600; margin: 1rem 0 .25rem; }}
{_heat(dark=False)}
@media (prefers-color-scheme: dark) {{
  :root {{ --ink: #e6edf3; --soft: #9da7b3; --rule: #9da7b3; --faint: #3d444d; --page: #14181d; }}
  {_heat(dark=True)}
}}
@media print {{
  :root {{ color-scheme: light; --ink: #000; --soft: #333; --rule: #000; --faint: #999; --page: #fff; }}
  {_heat(dark=False)}
  body {{ margin: 0; padding: 0; max-width: none; font-size: 10pt; }} .table {{ overflow: visible; }}
  table {{ font-size: 8.5pt; }} th, td {{ padding: .15rem .3rem; }} caption span {{ max-width: none; }}
  thead th.n {{ white-space: normal; }} .none {{ background: #ededed; }} dl, .note {{ font-size: 8pt; }}
  td {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  thead {{ display: table-header-group; }} tfoot {{ display: table-row-group; }} tr {{ break-inside: avoid; }}
}}
"""
"""What a page with such tables needs in its ``<style>``."""

_UPRIGHT, _ACROSS = "@page { size: A4; margin: 2cm; }\n", "@page { size: A4 landscape; margin: 1.5cm; }\n"

HEAD = (
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
)
"""What the head of a page that fetches and runs nothing begins with."""


def write_html(table: Table, out: TextIO, spelling: Spelling = RAW) -> None:
    """Write a page with one table, its notes and its recipe."""
    out.write(f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n{HEAD}')
    style = STYLE + (_ACROSS if is_wide(table) else _UPRIGHT)
    out.write(f"<title>{escaped(table.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n")
    for part in table_markup(table, spelling=spelling):
        out.write(part)
    out.write("</main>\n</body>\n</html>\n")


def table_markup(table: Table, *, spelling: Spelling = RAW, recipe: bool = True, number: int = 1) -> Iterator[str]:
    """Yield a table as HTML, with its notes and its recipe; the page's style is :data:`STYLE`.

    Args:
        table: its title is the caption.
        spelling: whether figures have decimal commas where the language spoken does not say so.
        recipe: whether the table's facts stand below it.
        number: tells the tables of one page apart.
    """
    table, rows = for_readers(table)
    yield f'<div class="table" role="region" aria-labelledby="table-{number}" tabindex="0">\n<table>\n'
    yield f'<caption id="table-{number}"><span>{escaped(table.title)}</span></caption>\n{_groups(table)}<thead>\n'
    yield from _headings(table)
    yield "</thead>\n<tbody>\n"
    shading, comma = Shading.of(table, rows), has_decimal_comma(spelling)
    for at, row in enumerate(rows):
        if table.totals and at == len(rows) - table.totals:
            yield "</tbody>\n<tfoot>\n"
        yield f"<tr>{''.join(_cells(table, at, row, shading, comma=comma))}</tr>\n"
    yield f"</{'tfoot' if table.totals else 'tbody'}>\n</table>\n</div>\n"
    for note in table.notes:
        yield f'<p class="note">{escaped(note)}</p>\n'
    if recipe and table.facts:
        facts = "".join(f"<dt>{escaped(label)}</dt><dd>{escaped(says)}</dd>\n" for label, says in table.facts)
        yield f'<p class="how">{escaped(_("How this was made"))}</p>\n<dl>\n{facts}</dl>\n'


def _groups(table: Table) -> str:
    """Return the groups of columns under one heading, which that heading is read aloud with."""
    lines = heading_rows(table.columns)
    if len(lines) < 2:
        return ""
    return "".join(f'<colgroup span="{one.columns}"></colgroup>' for one in lines[0]) + "\n"


def _headings(table: Table) -> Iterator[str]:
    for line in heading_rows(table.columns):
        cells = []
        for one in line:
            number = table.columns[one.first].kind in NUMBERS
            scope = "colgroup" if one.columns > 1 else "col"
            wide = f' colspan="{one.columns}"' if one.columns > 1 else ""
            high = f' rowspan="{one.rows}"' if one.rows > 1 else ""
            cells.append(f'<th scope="{scope}"{wide}{high}{_class("n" if number else "")}>{escaped(one.text)}</th>')
        yield f"<tr>{''.join(cells)}</tr>\n"


def _cells(table: Table, at: int, row: Sequence[Value], shading: Shading, *, comma: bool) -> Iterator[str]:
    for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
        text = escaped(read_as(value, column, comma=comma))
        if place < table.frozen or (not place and table.heat):
            indent = min(indent_of(value), 3)
            yield f'<th scope="row"{_class(f"i{indent}" if indent else "")}>{text}</th>'
            continue
        classes = ["n"] if column.kind in NUMBERS else []
        share = shading.share(at, place, value)
        if is_empty(value):
            classes += ["none"] if shading.covers(at, place) else []
        elif share:
            classes.append(f"h{max(1, round(share * LEVELS))}")
        if isinstance(value, Marked) and value.reason:
            text = f'<abbr title="{escaped(_(value.reason))}">{text}</abbr>'
        yield f"<td{_class(' '.join(classes))}>{text}</td>"


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""
