"""Giving figures out, to a stream or to a file that is written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from workbench.analysis.code_tables.figures import Figures
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.exchange.pictures import files as pictures
from workbench.exchange.pictures.heat import heat_map_of
from workbench.exchange.tables import Spelling, format_named
from workbench.exchange.tables.counted import print_counted, write_counted
from workbench.exchange.tables.figures import counted
from workbench.services.project import OpenProject


def print_out(
    figures: Figures, format_: str, out: TextIO, *, tidy: bool | None, spelling: Spelling, width: int | None = None
) -> None:
    """Write figures to a stream, in a format by name.

    Raises:
        UnknownFormat: there is no such format, or it is not text.
    """
    print_counted(counted(figures, tidy=tidy), format_named(format_), out, spelling=spelling, width=width)


def write(
    project: OpenProject,
    figures: Figures,
    target: Path,
    *,
    tidy: bool | None,
    spelling: Spelling,
    force: bool = False,
) -> list[Path]:
    """Write figures to a file whose suffix says the format, a picture among them, never over the project.

    Returns:
        The files that were written.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already; there are no figures side by side to be drawn.
    """
    if pictures.is_picture(target):
        if figures.wide.heat is None:
            raise RefusedError(
                _("There is no picture of this table."),
                hint=_("Write it as a table: -o {name}.xlsx").format(name=target.stem),
            )
        svg = heat_map_of(figures.wide, spelling=spelling)
        return pictures.write_picture(svg, target, force=force, protected=[project.path])
    made = counted(figures, tidy=tidy)
    return write_counted(made, target, spelling=spelling, force=force, protected=[project.path])
