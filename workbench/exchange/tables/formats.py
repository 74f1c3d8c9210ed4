"""The formats that a table can be written in."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO

from workbench.analysis.tables import Table
from workbench.core.errors import UnknownFormat
from workbench.core.language import _
from workbench.exchange.tables import text_formats
from workbench.exchange.tables.latex import write_latex
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.spreadsheet import write_workbook
from workbench.exchange.tables.terminal import write_terminal
from workbench.exchange.tables.web_page import write_html
from workbench.exchange.tables.word import write_docx

TextWriter = Callable[[Table, TextIO, Spelling], None]
BytesWriter = Callable[[Sequence[Table], IO[bytes], Spelling], None]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One format: its name on the command line, the suffixes it goes by, and what writes it.

    A format has a ``writer`` of text, or one of ``whole`` files in bytes, which is given all the tables there are.
    ``bare`` formats hold rows and nothing else, so that title, recipe and notes go to a file beside them.
    """

    name: str
    suffixes: tuple[str, ...]
    writer: TextWriter | None = None
    whole: BytesWriter | None = None
    bare: bool = False


def _terminal(table: Table, out: TextIO, _: Spelling) -> None:
    write_terminal(table, out)


def _workbook(tables: Sequence[Table], out: IO[bytes], _: Spelling) -> None:
    write_workbook(tables, out)


FORMATS = (
    TableFormat("table", (".txt",), _terminal),
    TableFormat("csv", (".csv",), text_formats.write_csv, bare=True),
    TableFormat("tsv", (".tsv", ".tab"), text_formats.write_tsv, bare=True),
    TableFormat("json", (".json",), text_formats.write_json),
    TableFormat("jsonl", (".jsonl", ".ndjson"), text_formats.write_json_lines),
    TableFormat("md", (".md", ".markdown"), text_formats.write_markdown),
    TableFormat("html", (".html", ".htm"), write_html),
    TableFormat("tex", (".tex",), write_latex),
    TableFormat("xlsx", (".xlsx",), whole=_workbook),
    TableFormat("docx", (".docx",), whole=write_docx),
)
"""Every format, in the order in which they are named to a user."""


def format_named(name: str) -> TableFormat:
    """Find a format by its name.

    Raises:
        UnknownFormat: there is none of that name; the hint lists those there are.
    """
    for one in FORMATS:
        if one.name == name.casefold().lstrip("."):
            return one
    raise UnknownFormat(
        _("There is no format “{name}”.").format(name=name),
        hint=_("There is: {names}.").format(names=", ".join(f.name for f in FORMATS)),
    )


def format_of(path: Path) -> TableFormat:
    """Find the format that a file's name asks for by its suffix.

    Raises:
        UnknownFormat: the suffix is none that a table can be written as; the hint lists those there are.
    """
    suffix = path.suffix.casefold()
    for one in FORMATS:
        if suffix in one.suffixes:
            return one
    raise UnknownFormat(
        _("{name} does not say what to write.").format(name=path.name)
        if not suffix
        else _("A table cannot be written as {suffix}.").format(suffix=suffix),
        path=path,
        hint=_("End the name in {names}.").format(names=", ".join(f.suffixes[0] for f in FORMATS)),
    )


def write_tables(tables: Sequence[Table], format_: TableFormat, out: IO[bytes], spelling: Spelling = RAW) -> None:
    """Write the first table, or in a workbook all of them, as bytes.

    Raises:
        FileError: the format cannot hold the table.
    """
    if format_.whole is not None:
        format_.whole(tables, out, spelling)
    if format_.writer is None:
        return
    encoding = spelling.encoding if format_.bare else "utf-8"
    text = io.TextIOWrapper(out, encoding=encoding, errors="replace", newline="")
    try:
        format_.writer(tables[0], text, spelling)
    finally:
        text.detach()
