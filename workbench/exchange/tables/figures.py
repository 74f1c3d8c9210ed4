"""What was counted, to every format: wide for a report, long for a program, with the recipe in each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.tables import Table
from workbench.exchange.tables.files import write_json_file, write_table_file
from workbench.exchange.tables.formats import TableFormat, format_of
from workbench.exchange.tables.printing import print_table
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.text_formats import write_document


def _tables(figures: Figures, format_: TableFormat, tidy: bool | None) -> list[Table]:
    """Return the tables in the order a format wants them: lines of JSON are long where nobody says otherwise."""
    long_first = format_.name == "jsonl" if tidy is None else tidy
    return [figures.tidy, figures.wide] if long_first else [figures.wide, figures.tidy]


def write_figures_file(
    figures: Figures,
    path: Path,
    *,
    tidy: bool | None = None,
    spelling: Spelling = RAW,
    force: bool = False,
    protected: Iterable[Path] = (),
) -> list[Path]:
    """Write figures to a file in the format of its suffix, with their recipe: a .csv's in a file beside it.

    Raises:
        FileError: the name cannot be written to, or its suffix is none that a table can be written as.
        RefusedError: a file is there already.
    """
    format_ = format_of(path)
    if format_.name == "json":
        write_json_file(figures.document, path, force=force, protected=protected)
        return [path]
    tables = _tables(figures, format_, tidy)
    return write_table_file(tables, path, format_=format_, spelling=spelling, force=force, protected=protected)


def print_figures(
    figures: Figures,
    format_: TableFormat,
    out: TextIO,
    *,
    tidy: bool | None = None,
    spelling: Spelling = RAW,
    width: int | None = None,
) -> None:
    """Write figures to a terminal or a pipe.

    Raises:
        UnknownFormat: the format is bytes, which no terminal shows.
    """
    if format_.name == "json":
        write_document(figures.document, out)
    else:
        print_table(_tables(figures, format_, tidy)[0], format_, out, spelling=spelling, width=width)
