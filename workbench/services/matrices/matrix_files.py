"""What goes along with a matrix: pictures of it, the passages behind it, and what its variables are."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from workbench.analysis.matrices import Matrix, SmallCells, tidy
from workbench.analysis.matrices.variable_lists import variable_list
from workbench.analysis.retrieval.cells import cell_query
from workbench.analysis.tables import Table
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.exchange import tables
from workbench.exchange.atomic import check_target, writing
from workbench.exchange.pictures import files as pictures
from workbench.exchange.tables import Spelling
from workbench.exchange.tables.spss import write_spss
from workbench.services.finding import retrieval
from workbench.services.project import OpenProject

SUFFIXES = pictures.SUFFIXES
PICTURES = tuple(str(one) for one in pictures.Picture)

is_picture = pictures.is_picture


def is_program(target: Path) -> bool:
    """Whether a file's name asks for a program of SPSS."""
    return target.suffix.casefold() == ".sps"


def check(project: OpenProject, target: Path, *, force: bool = False) -> None:
    """Refuse a file name that must not be written to, before anything else is written.

    Raises:
        FileError: the name cannot be written to.
        RefusedError: a file is there already.
    """
    check_target(target, force=force, protected=[project.path])


def draw(matrix: Matrix, picture: str = "heat", *, language: str = "en", spelling: Spelling = tables.RAW) -> str:
    """Draw a matrix: SVG.

    Args:
        matrix: which one.
        picture: ``heat`` for a heat map, ``development`` for lines over the years.
        language: of the codes' names.
        spelling: whether figures have decimal commas.

    Raises:
        RefusedError: the matrix cannot be drawn so.
    """
    return pictures.drawn(matrix, pictures.Picture(picture), language, spelling=spelling)


def write_picture(project: OpenProject, svg: str, target: Path, *, force: bool = False) -> list[Path]:
    """Write a picture to a .svg or .png, never over the project.

    Returns:
        The file that was written.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already, or a .png cannot be made here.
    """
    return pictures.write_picture(svg, target, force=force, protected=[project.path])


def quotations(project: OpenProject, matrix: Matrix, *, language: str = "en") -> Table:
    """Return every passage that a matrix is counted from, as a table whose rows are read as they are asked for.

    Raises:
        RefusedError: small cells are left out of the matrix, and quotations would tell what they hold.
    """
    if matrix.recipe.small_cells is not SmallCells.MARK:
        raise RefusedError(
            _("Small cells are left out, and quotations would show what they hold."),
            hint=_("Leave out --quotations, or use --small-cells mark."),
        )
    query = cell_query(matrix, len(matrix.rows), len(matrix.columns))
    found = retrieval.passages(project, query, context=0, language=language)
    return replace(retrieval.table(found, query), name="Quotations")


def write_variables(
    project: OpenProject, matrix: Matrix, target: Path, *, data: Path | None = None, force: bool = False
) -> list[Path]:
    """Write what the variables of the long table are: name, label, type, values, reasons for missing ones.

    A .sps is a program that has SPSS read the ``data``, a .csv, with all that.

    Returns:
        The files that were written.

    Raises:
        FileError: the target cannot be written, or its suffix is none that a table can be written as.
        RefusedError: a file is there already.
    """
    if is_program(target):
        listed = variable_list(matrix)
        labels = {str(row[0]): str(row[1]) for row in listed.rows}
        names = {"row": {str(row.key): row.label() for row in matrix.rows}}
        out = io.StringIO()
        write_spss(tidy(matrix), out, data=data.name if data else "cells.csv", labels=labels, values=names)
        with writing(target, force=force, protected=[project.path]) as file:
            file.write(out.getvalue().encode("utf-8-sig"))
        return [target]
    return tables.write_table_file([variable_list(matrix)], target, force=force, protected=[project.path])
