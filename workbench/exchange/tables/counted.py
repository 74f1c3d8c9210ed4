"""What was counted, to every format: a document for JSON, tables for every other, with the recipe in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from workbench.analysis.tables import Table
from workbench.exchange.tables.files import write_json_file, write_table_file
from workbench.exchange.tables.formats import TableFormat, format_of
from workbench.exchange.tables.printing import print_table
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.text_formats import write_document


@dataclass(frozen=True, slots=True)
class Counted:
    """Something counted before anybody asks in which format.

    ``document`` gives the JSON value, ``tables`` those of a format: the first is what formats with one table write.
    """

    document: Callable[[], object]
    tables: Callable[[TableFormat], Sequence[Table]]


def write_counted(
    counted: Counted,
    path: Path,
    *,
    further: Sequence[Table] = (),
    spelling: Spelling = RAW,
    force: bool = False,
    protected: Iterable[Path] = (),
) -> list[Path]:
    """Write what was counted in the format of a file's suffix, with its recipe: a .csv's in a file beside it.

    ``further`` tables follow in a workbook.

    Raises:
        FileError: the name cannot be written to, or its suffix is none that a table can be written as.
        RefusedError: a file is there already.
    """
    format_ = format_of(path)
    if format_.name == "json":
        write_json_file(counted.document(), path, force=force, protected=protected)
        return [path]
    tables = [*counted.tables(format_), *further]
    return write_table_file(tables, path, format_=format_, spelling=spelling, force=force, protected=protected)


def print_counted(
    counted: Counted, format_: TableFormat, out: TextIO, *, spelling: Spelling = RAW, width: int | None = None
) -> None:
    """Write what was counted to a terminal or a pipe.

    Raises:
        UnknownFormat: the format is bytes, which no terminal shows.
    """
    if format_.name == "json":
        write_document(counted.document(), out)
    else:
        print_table(counted.tables(format_)[0], format_, out, spelling=spelling, width=width)
