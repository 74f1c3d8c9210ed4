"""Pictures as files."""

import sys
from pathlib import Path

import pytest

from tests.analysis.matrices.builders import an_interview, count
from workbench.core.errors import FileError, RefusedError, UnknownFormat
from workbench.exchange.pictures import heat_map
from workbench.exchange.pictures.files import Picture, drawn, is_picture, write_picture


def svg() -> str:
    return drawn(count(an_interview()), Picture.HEAT)


def test_the_suffix_says_whether_it_is_a_picture(tmp_path: Path) -> None:
    assert is_picture(tmp_path / "heat.SVG")
    assert not is_picture(tmp_path / "heat.xlsx")
    with pytest.raises(UnknownFormat, match="no name of a picture"):
        write_picture(svg(), tmp_path / "heat.xlsx")


def test_an_svg_holds_the_drawing(tmp_path: Path) -> None:
    matrix = count(an_interview())

    assert write_picture(drawn(matrix, Picture.HEAT), tmp_path / "heat.svg") == [tmp_path / "heat.svg"]
    assert (tmp_path / "heat.svg").read_text("utf-8") == heat_map(matrix)


def test_a_picture_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "heat.svg").write_text("mine")

    with pytest.raises(RefusedError, match="there already"):
        write_picture(svg(), tmp_path / "heat.svg")

    assert (tmp_path / "heat.svg").read_text() == "mine"
    write_picture(svg(), tmp_path / "heat.svg", force=True)
    assert (tmp_path / "heat.svg").read_text("utf-8").startswith("<svg")


def test_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no folder"):
        write_picture(svg(), tmp_path / "gone" / "heat.svg")

    assert list(tmp_path.iterdir()) == []


def test_a_png_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)

    with pytest.raises(RefusedError, match="not installed"):
        write_picture(svg(), tmp_path / "heat.png")

    assert list(tmp_path.iterdir()) == []
