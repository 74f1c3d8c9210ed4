"""Matrices to every format: wide for a report, long for a program, with the recipe in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from workbench.analysis.matrices import Matrix, as_json, tidy, wide
from workbench.analysis.matrices.timelines import chart
from workbench.analysis.tables import Table
from workbench.exchange.tables.files import write_json_file, write_table_file
from workbench.exchange.tables.formats import TableFormat, format_of
from workbench.exchange.tables.printing import print_table
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.text_formats import write_document


class Layout(StrEnum):
    """A row a code and a column a combination; or a row a cell and a column a variable."""

    WIDE = "wide"
    TIDY = "tidy"


def _tables(matrix: Matrix, format_: TableFormat, layout: Layout | None, language: str) -> Iterator[Table]:
    """Yield the tables in the order a format wants them: lines of JSON are long where nobody says otherwise."""
    if layout is None:
        layout = Layout.TIDY if format_.name == "jsonl" else Layout.WIDE
    for laid_out in (_wide, tidy) if layout is Layout.WIDE else (tidy, _wide):
        yield laid_out(matrix, language)


def _wide(matrix: Matrix, language: str) -> Table:
    return replace(wide(matrix, language), chart=chart(matrix, language))


def write_matrix_file(
    matrix: Matrix,
    path: Path,
    *,
    layout: Layout | None = None,
    further: Sequence[Table] = (),
    language: str = "en",
    spelling: Spelling = RAW,
    force: bool = False,
    protected: Iterable[Path] = (),
) -> list[Path]:
    """Write a matrix to a file in the format of its suffix, with its recipe: a .csv's in a file beside it.

    ``further`` tables follow in a workbook.

    Raises:
        FileError: the name cannot be written to, or its suffix is none that a matrix can be written as.
        RefusedError: a file is there already.
    """
    format_ = format_of(path)
    if format_.name == "json":
        write_json_file(as_json(matrix), path, force=force, protected=protected)
        return [path]
    tables = [*_tables(matrix, format_, layout, language), *further]
    return write_table_file(tables, path, format_=format_, spelling=spelling, force=force, protected=protected)


def print_matrix(
    matrix: Matrix,
    format_: TableFormat,
    out: TextIO,
    *,
    layout: Layout | None = None,
    language: str = "en",
    spelling: Spelling = RAW,
    width: int | None = None,
) -> None:
    """Write a matrix to a terminal or a pipe.

    Raises:
        UnknownFormat: the format is bytes, which no terminal shows.
    """
    if format_.name == "json":
        write_document(as_json(matrix), out)
    else:
        table = next(_tables(matrix, format_, layout, language))
        print_table(table, format_, out, spelling=spelling, width=width)
