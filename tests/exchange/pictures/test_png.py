"""Pictures as dots."""

import struct
import sys

import pytest

from tests.analysis.matrices.builders import an_interview, count
from workbench.core.errors import RefusedError
from workbench.exchange.pictures import as_png, heat_map
from workbench.exchange.pictures.png import SCALE


def test_a_png_has_the_picture_with_enough_dots_for_print() -> None:
    pytest.importorskip("resvg_py", reason="the extra “pictures” is not installed")
    svg = heat_map(count(an_interview()))

    png = as_png(svg)

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, _ = struct.unpack(">II", png[16:24])
    assert width == round(float(svg.split('width="', 1)[1].split('"', 1)[0]) * SCALE)


def test_a_missing_extra_is_said_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)

    with pytest.raises(RefusedError, match="not installed") as refused:
        as_png("<svg/>")

    assert "pip install" in refused.value.hint
    assert ".svg" in refused.value.hint
