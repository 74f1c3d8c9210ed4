"""Developments over time, read back as XML."""

import re

import pytest
from lxml import etree

from tests.analysis.matrices.builders import CODING, Written, an_interview, by, count
from workbench.core.errors import RefusedError
from workbench.exchange.axes import ticks
from workbench.exchange.pictures import development

SVG = "{http://www.w3.org/2000/svg}"


def picture(*written: Written, columns: tuple[str, ...] = ("municipality", "year")) -> etree._Element:
    return etree.fromstring(development(count(*written, recipe=by(*columns))).encode())


def said(root: etree._Element, tag: str) -> list[str]:
    return ["".join(map(str, one.itertext())) for one in root.iter(f"{SVG}{tag}")]


def points(root: etree._Element) -> dict[str, etree._Element]:
    return {
        "".join(map(str, title.itertext())): one
        for one in root.iter(f"{SVG}polygon")
        for title in one.iter(f"{SVG}title")
        if title.text
    }


def middle(shape: etree._Element) -> tuple[float, float]:
    corners = [tuple(map(float, pair)) for pair in re.findall(r"([-\d.]+),([-\d.]+)", str(shape.get("points")))]
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


MOSS = ("Moss", "2010"), ("Moss", "2011"), ("Moss", "2014")


def test_points_stand_at_their_year_and_their_figure() -> None:
    one, two, three = (an_interview(*place) for place in MOSS)
    root = picture(one.coded("budget", "two"), two, three.coded("budget", "two").coded("budget", "five"))

    budget = {says: middle(shape) for says, shape in points(root).items() if says.startswith("Budget")}

    (x0, y0), (x1, y1), (x4, y4) = (budget[f"Budget, Moss, {rest}"] for rest in ("2010: 1", "2011: 0", "2014: 2"))
    assert (x4 - x0) / (x1 - x0) == pytest.approx(4, abs=0.05)
    assert y1 - y4 == pytest.approx(2 * (y1 - y0), abs=0.5)


def test_a_line_is_broken_where_there_was_no_interview() -> None:
    whole = picture(*(an_interview(*place) for place in MOSS))
    parted = picture(an_interview("Moss", "2010"), an_interview("Moss", "2014"), an_interview("Hamar", "2011"))

    def drawn(root: etree._Element) -> int:
        return sum(one.get("stroke-width") == "2" for one in root.iter(f"{SVG}polyline"))

    assert drawn(whole) == 4 * 2
    assert drawn(parted) == 2  # the two in the legend
    assert "A line is broken where there is no figure." in said(parted, "text")
    assert "Needs, Moss: 2010 0, 2011 no interview, 2014 0." in said(parted, "desc")[0]


def test_a_figure_that_may_grow_is_a_hollow_point() -> None:
    root = picture(
        an_interview("Moss", "2010").coded("budget", "two"),
        an_interview("Moss", "2011", layers={"anna": CODING}).coded("budget", "two"),
    )

    found = points(root)
    assert found["Budget, Moss, 2011: 1 +"].get("fill") == "#FFFFFF"
    assert found["Budget, Moss, 2010: 1"].get("fill") != "#FFFFFF"
    assert any(line.startswith("A hollow point") for line in said(root, "text"))


def test_the_axes_are_told_and_start_at_zero() -> None:
    root = picture(an_interview("Moss", "2010").coded("budget", "two"), an_interview("Moss", "2011"))

    assert "Upright axes start at 0, and all the small pictures have the same scale." in said(root, "text")
    assert "0" in said(root, "text")


def test_interviews_without_a_year_are_told_and_not_drawn() -> None:
    root = picture(an_interview("Moss", "2010"), an_interview("Moss", "").coded("budget", "two"))

    assert "Not in the picture: one interview without year." in said(root, "text")


def test_each_line_has_a_shape_of_its_own_beside_its_colour() -> None:
    root = picture(*(an_interview(place, "2010") for place in ("Hamar", "Moss", "Vang")))

    shapes = {
        (one.get("fill"), len(str(one.get("points")).split())) for one in root.iter(f"{SVG}polygon") if one.get("fill")
    }
    assert len({colour for colour, _ in shapes}) == len({corners for _, corners in shapes}) == 3


def test_without_a_column_of_time_there_is_no_development() -> None:
    with pytest.raises(RefusedError, match="column of years") as refused:
        picture(an_interview(), columns=("municipality",))

    assert "--columns" in refused.value.hint


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(RefusedError, match="13 lines"):
        picture(*(an_interview(f"Place {n}", "2010") for n in range(13)))


@pytest.mark.parametrize(
    ("highest", "whole", "wanted"),
    [
        (0, True, [0, 1]),
        (1, True, [0, 1]),
        (3, True, [0, 1, 2, 3]),
        (21, True, [0, 5, 10, 15, 20, 25]),
        (0.3, False, [0, 0.1, 0.2, 0.3]),
        (100, True, [0, 20, 40, 60, 80, 100]),
    ],
)
def test_ticks_are_round_numbers_that_reach_the_highest(highest: float, whole: bool, wanted: list[float]) -> None:
    assert ticks(highest, whole=whole) == pytest.approx(wanted)
