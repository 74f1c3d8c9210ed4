"""Programs for SPSS and PSPP that read a long table from its .csv, with labels, values' names and measure levels.

A library that writes .sav files brings numpy and a library for data frames along (some 170 MB); a program of a few
lines can be read by who runs it, and works in every version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind

_RESERVED = set("all and by eq ge gt le lt ne not or to with".split())
_NOT_IN_A_NAME = re.compile(r"[^\w.]|\.$")
_NAME, _LABEL, _VALUE_LABEL, _TEXT = 64, 255, 120, 32_767
"""The most bytes of a variable's name, its label, a value's label, and of a text."""


def write_spss(
    table: Table,
    out: TextIO,
    *,
    data: str,
    labels: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
) -> None:
    """Write the program.

    Args:
        table: the long table, as it stands in the .csv.
        out: where to.
        data: the .csv's name; the .sav gets the same with its own suffix.
        labels: of the variables, by the columns' keys.
        values: what texts mean, by column and text.
    """
    rows = list(table.rows)
    names = variable_names([column.key for column in table.columns])
    by_key = dict(zip((column.key for column in table.columns), names, strict=True))
    for line in _lines(table.columns, rows, names, data):
        out.write(line + "\n")
    said = [f"  {by_key[key]} {_quoted(says, _LABEL)}" for key, says in labels.items() if key in by_key]
    out.write("VARIABLE LABELS\n" + "\n  /".join(said).replace("/  ", "/") + ".\n")
    for key, meanings in values.items():
        pairs = "\n".join(f"  {_quoted(text, _TEXT)} {_quoted(says, _VALUE_LABEL)}" for text, says in meanings.items())
        if key in by_key and pairs:
            out.write(f"VALUE LABELS {by_key[key]}\n{pairs}.\n")
    scale = [name for name, column in zip(names, table.columns, strict=True) if column.kind is ValueKind.NUMBER]
    counts = [name for name, column in zip(names, table.columns, strict=True) if column.kind is ValueKind.INTEGER]
    texts = [name for name in names if name not in {*scale, *counts}]
    levels = [
        f"{' '.join(some)} ({level})" for some, level in ((texts, "NOMINAL"), ((*counts, *scale), "SCALE")) if some
    ]
    out.write(f"VARIABLE LEVEL {' /'.join(levels)}.\n")
    out.write(f"SAVE OUTFILE={_quoted(data.rsplit('.', 1)[0] + '.sav', _TEXT)}.\n")


def variable_names(keys: Sequence[str]) -> list[str]:
    """Return names that SPSS takes for variables, each once whatever its case."""
    found: list[str] = []
    for key in keys:
        name = _NOT_IN_A_NAME.sub("_", key) or "v"
        if not name[0].isalpha() or name.casefold() in _RESERVED:
            name = f"v_{name}"
        base, number = _cut(name, _NAME - 4), 2
        name = base
        while name.casefold() in {one.casefold() for one in found}:
            name, number = f"{base}_{number}", number + 1
        found.append(name)
    return found


def _lines(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[Value]], names: Sequence[str], data: str
) -> Iterator[str]:
    yield "* Encoding: UTF-8."
    yield "* Run this in the folder of the data, or write the whole path below."
    yield "SET DECIMAL=DOT."
    yield f"GET DATA /TYPE=TXT /FILE={_quoted(data, _TEXT)} /ENCODING='UTF8'"
    yield "  /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"'"
    yield "  /VARIABLES="
    for at, (name, column) in enumerate(zip(names, columns, strict=True)):
        yield f"    {name} {_format(column, [row[at] for row in rows])}" + ("." if at == len(columns) - 1 else "")


def _format(column: TableColumn, values: Sequence[Value]) -> str:
    if column.kind is ValueKind.INTEGER:
        return "F8.0"
    if column.kind is ValueKind.NUMBER:
        return f"F14.{column.decimals}"
    texts = (str(value.value if isinstance(value, Marked) else value) for value in values if value is not None)
    return f"A{min(max((len(text.encode()) for text in texts), default=1) or 1, _TEXT)}"


def _quoted(text: str, most: int) -> str:
    return '"' + _cut(" ".join(text.split()), most).replace('"', '""') + '"'


def _cut(text: str, most: int) -> str:
    """Return as much of a text as has room in so many bytes."""
    return text.encode()[:most].decode(errors="ignore")
