"""Pictures as files, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from workbench.analysis.matrices import Matrix
from workbench.core.errors import UnknownFormat
from workbench.core.language import _
from workbench.exchange.atomic import check_target, writing
from workbench.exchange.pictures.development import development
from workbench.exchange.pictures.heat import heat_map
from workbench.exchange.pictures.png import as_png
from workbench.exchange.tables.spelling import RAW, Spelling

SUFFIXES = (".svg", ".png")
"""What the name of a picture's file ends in."""


class Picture(StrEnum):
    """What a picture shows."""

    HEAT = "heat"
    DEVELOPMENT = "development"


_DRAWN: dict[Picture, Callable[..., str]] = {Picture.HEAT: heat_map, Picture.DEVELOPMENT: development}


def drawn(matrix: Matrix, picture: Picture, language: str = "en", *, spelling: Spelling = RAW) -> str:
    """Draw a matrix: SVG.

    Raises:
        RefusedError: the matrix cannot be drawn so.
    """
    return _DRAWN[picture](matrix, language, spelling=spelling)


def is_picture(path: Path) -> bool:
    """Whether a file's name asks for a picture."""
    return path.suffix.casefold() in SUFFIXES


def write_picture(svg: str, path: Path, *, force: bool = False, protected: Iterable[Path] = ()) -> list[Path]:
    """Write a picture as SVG or PNG, as the file's name says.

    Returns:
        The file that was written.

    Raises:
        FileError: the name cannot be written to, or ends in what is no picture.
        RefusedError: a file is there already, or what makes a .png is not installed.
    """
    if not is_picture(path):
        raise UnknownFormat(
            _("{name} is no name of a picture.").format(name=path.name),
            path=path,
            hint=_("End the name in {names}.").format(names=", ".join(SUFFIXES)),
        )
    kept = list(protected)
    check_target(path, force=force, protected=kept)
    data = as_png(svg) if path.suffix.casefold() == ".png" else svg.encode()
    with writing(path, force=force, protected=kept) as out:
        out.write(data)
    return [path]
