"""Giving tables and matrices out, to a stream or to a file that is written whole or not at all.

Matrices are imported where one is given out: every command that lists something comes here, and most know no matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from workbench.analysis.tables import Table
from workbench.exchange import atomic, tables
from workbench.exchange.tables import Spelling
from workbench.services.project import OpenProject

if TYPE_CHECKING:
    from workbench.analysis.matrices import Matrix


def print_table(table: Table, format_: str, out: TextIO, *, spelling: Spelling, width: int | None = None) -> None:
    """Write a table to a stream as it comes, in a format by name.

    Raises:
        UnknownFormat: there is no such format, or it is not text.
    """
    tables.print_table(table, tables.format_named(format_), out, spelling=spelling, width=width)


def write_table(
    project: OpenProject, table: Table, target: Path, *, spelling: Spelling, force: bool = False
) -> list[Path]:
    """Write a table to a file whose suffix says the format, never over the project.

    Returns:
        The files that were written.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    return tables.write_table_file([table], target, spelling=spelling, force=force, protected=[project.path])


def write_text(project: OpenProject, text: str, target: Path, *, force: bool = False) -> Path:
    """Write a transcript's words to a file, UTF-8 with LF line ends, never over the project.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    with atomic.writing(target, force=force, protected=[project.path]) as out:
        out.write(text.encode())
    return target


def print_matrix(
    matrix: Matrix,
    format_: str,
    out: TextIO,
    *,
    tidy: bool | None = None,
    language: str = "en",
    spelling: Spelling = tables.RAW,
    width: int | None = None,
) -> None:
    """Write a matrix to a stream, in a format by name; ``tidy`` has one row a cell.

    Raises:
        UnknownFormat: there is no such format, or it is not text.
    """
    from workbench.exchange.tables.counted import print_counted
    from workbench.exchange.tables.matrices import counted

    made = counted(matrix, long=tidy, language=language)
    print_counted(made, tables.format_named(format_), out, spelling=spelling, width=width)


def write_matrix(
    project: OpenProject,
    matrix: Matrix,
    target: Path,
    *,
    tidy: bool | None = None,
    further: Sequence[Table] = (),
    language: str = "en",
    spelling: Spelling = tables.RAW,
    force: bool = False,
) -> list[Path]:
    """Write a matrix with its recipe to a file whose suffix says the format, never over the project.

    A picture's suffix gives its heat map; ``further`` tables follow in a workbook.

    Returns:
        The files that were written.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    from workbench.exchange.pictures import files as pictures
    from workbench.exchange.tables.counted import write_counted
    from workbench.exchange.tables.matrices import counted

    if pictures.is_picture(target):
        svg = pictures.drawn(matrix, pictures.Picture.HEAT, language, spelling=spelling)
        return pictures.write_picture(svg, target, force=force, protected=[project.path])
    made = counted(matrix, long=tidy, language=language)
    return write_counted(made, target, further=further, spelling=spelling, force=force, protected=[project.path])


def suffixes() -> list[str]:
    """Return the suffixes that a file of tables may have, one for each format."""
    return [one.suffixes[0] for one in tables.FORMATS]


def matrix_suffixes() -> list[str]:
    """Return the suffixes that a matrix's file may have: those of tables, and those of pictures."""
    from workbench.exchange.pictures.files import SUFFIXES

    return [*suffixes(), *SUFFIXES]


def spelling(*, for_spreadsheet: bool = False, norwegian: bool = False) -> Spelling:
    """Return how delimited text is spelled: raw for programs, or safe and readable for spreadsheets."""
    return Spelling(for_spreadsheet, norwegian)
