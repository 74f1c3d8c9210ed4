"""Rows of a small CSV file as people save it: any usual delimiter and encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import MalformedFile, UnreadableFile
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.transcripts import clean
from workbench.exchange.encodings import decode
from workbench.exchange.problems import Problems

MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: the number of its line and its cells by column, as the header spells the columns; none is missing."""

    line: int
    cells: dict[str, str]


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        UnreadableFile: it is missing, not ours to read, or far too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(
                _("{name} is too large.").format(name=path.name), path=path, hint=_("Check that it is the right file.")
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("{name} cannot be read: {strerror}.").format(
                name=path.name, strerror=error.strerror or _("unknown reason")
            ),
            path=path,
            hint=_("Check the name."),
        ) from None


def read_rows(data: bytes, path: Path, problems: Problems) -> tuple[list[str], list[CsvRow]]:
    """Read a CSV file with ``,``, ``;`` or tab between the columns; blank rows are passed over.

    Args:
        data: the file's bytes: UTF-8, UTF-16 or an 8-bit encoding.
        path: names the file in messages.
        problems: takes what is wrong with header and rows.

    Returns:
        The columns and the rows.

    Raises:
        MalformedFile: it cannot be read as CSV at all.
    """
    text = clean(decode(data, path.name, None).text).text
    first = text.lstrip("\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise MalformedFile(
            _("{name} is not readable as CSV: {error}.").format(name=path.name, error=error),
            path=path,
            where=_("line {line_num}").format(line_num=reader.line_num),
            hint=_("Check the quotes near line {line_num}.").format(line_num=reader.line_num),
        ) from None
    filled = [(line, row) for line, row in rows if any(row)]
    if not filled:
        problems.add(1, "the file is empty")
        return [], []
    header_line, header = filled[0]
    _check_header(header_line, header, problems)
    return [name for name in header if name], list(_rows(header, filled[1:], problems))


def _check_header(line: int, header: list[str], problems: Problems) -> None:
    keys = [name_key(name) for name in header if name]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        problems.add(line, f"the column “{key}” stands twice")


def _rows(header: list[str], rows: list[tuple[int, list[str]]], problems: Problems) -> Iterator[CsvRow]:
    for line, row in rows:
        if any(row[len(header) :]):
            problems.add(line, f"the row has {len(row)} cells, the header {len(header)}")
            continue
        cells = dict.fromkeys((name for name in header if name), "")
        for name, cell in zip(header, row, strict=False):
            if name:
                cells[name] = cell
            elif cell:
                problems.add(line, f"“{cell[:40]}” stands in a column without a name")
        yield CsvRow(line, cells)
