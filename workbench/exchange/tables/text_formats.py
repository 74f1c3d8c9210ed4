"""Tables as plain text for programs and reports: csv, tsv, json, jsonl, md. Rows are written as they come."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from typing import TextIO

from workbench.analysis.tables import Table, Value, ValueKind, plain, shown
from workbench.exchange.tables.spelling import Spelling, spelled

_NUMBERS = {ValueKind.INTEGER, ValueKind.NUMBER}
_AS_THEY_ARE = frozenset({str, int, type(None)})
"""Values that a csv writer spells as :func:`spelled` does; most values of a long list are such."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
_MARKDOWN_START = re.compile(r"^(\s*)(#|[-+](?=\s|$))")


def write_csv(table: Table, out: TextIO, spelling: Spelling) -> None:
    """Write rows parted by commas (RFC 4180, but for newlines as line ends), with the columns' keys on top."""
    _delimited(table, out, spelling, ";" if spelling.norwegian else ",")


def write_tsv(table: Table, out: TextIO, spelling: Spelling) -> None:
    """Write rows parted by tabs, with the columns' keys on top; a value that holds a tab or newline is quoted."""
    _delimited(table, out, spelling, "\t")


def _delimited(table: Table, out: TextIO, spelling: Spelling, delimiter: str) -> None:
    writer = csv.writer(_Lines(out), delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([spelled(column.key, spelling) for column in table.columns])
    as_they_are = _AS_THEY_ARE - {str} if spelling.for_spreadsheet else _AS_THEY_ARE
    for row in table.rows:
        writer.writerow([value if type(value) in as_they_are else spelled(value, spelling) for value in row])


class _Lines:
    """Ends a csv writer's lines with a newline alone; told to end them so itself, it leaves a lone return unquoted."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, line: str) -> int:
        """Write one line."""
        return self._out.write(line[:-2] + "\n")


def write_json(table: Table, out: TextIO, _: Spelling) -> None:
    """Write a list of objects, one a row, by the columns' keys."""
    keys = [column.key for column in table.columns]
    before = "[\n"
    for row in table.rows:
        out.write(before + _object(keys, row))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def write_json_lines(table: Table, out: TextIO, _: Spelling) -> None:
    """Write one object a line."""
    keys = [column.key for column in table.columns]
    for row in table.rows:
        out.write(_object(keys, row) + "\n")


def _object(keys: Sequence[str], row: Sequence[Value]) -> str:
    return json.dumps(dict(zip(keys, map(plain, row), strict=True)), ensure_ascii=False)


def write_document(value: object, out: TextIO) -> None:
    """Write one JSON value, indented."""
    json.dump(value, out, ensure_ascii=False, indent=2)
    out.write("\n")


def write_markdown(table: Table, out: TextIO, _: Spelling) -> None:
    """Write a title, a pipe table with numbers to the right, the notes, and the recipe as a list."""
    out.write(f"**{as_markdown(table.title)}**\n\n")
    out.write("| " + " | ".join(as_markdown(column.title) for column in table.columns) + " |\n")
    out.write("|" + "|".join("---:" if column.kind in _NUMBERS else "---" for column in table.columns) + "|\n")
    for row in table.rows:
        cells = [as_markdown(shown(value, column)) for value, column in zip(row, table.columns, strict=True)]
        out.write("| " + " | ".join(cells) + " |\n")
    for note in table.notes:
        out.write(f"\n{as_markdown(note)}\n")
    if table.facts:
        out.write("\n")
    for label, says in table.facts:
        out.write(f"- {as_markdown(label)}: {as_markdown(says)}\n")


def as_markdown(text: str) -> str:
    """Return a text that Markdown shows as it stands, on one line."""
    indent = len(text) - len(text.lstrip(" "))
    escaped = _MARKDOWN_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))
    return "&nbsp;" * indent + escaped[indent:].replace("\n", "<br>")
