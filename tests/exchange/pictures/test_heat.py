"""Heat maps, read back as XML."""

import re
from collections.abc import Iterator

from lxml import etree

from tests.analysis.matrices.builders import CODING, an_interview, by, count
from workbench.analysis.matrices import Matrix, Measure
from workbench.analysis.tables import Heat, Table, TableColumn, ValueKind
from workbench.core.language import speak
from workbench.exchange.colours import shade
from workbench.exchange.pictures import heat_map, heat_map_of

SVG = "{http://www.w3.org/2000/svg}"


def a_matrix(**rest: object) -> Matrix:
    moss = an_interview("Moss", "2010").coded("needs", "two").coded("budget", "three four").coded("budget", "six")
    hamar = an_interview("Hamar", "2011", layers={"anna": CODING}).coded("budget", "five")
    return count(moss, hamar, recipe=by(**rest))


def read(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def words(svg: str) -> list[str]:
    return ["".join(map(str, one.itertext())) for one in read(svg).iter(f"{SVG}text")]


def told(svg: str) -> dict[str, str]:
    """What each cell says, by its fill."""
    return {
        "".join(map(str, title.itertext())): str(box.get("fill"))
        for box in read(svg).iter(f"{SVG}rect")
        for title in box.iter(f"{SVG}title")
    }


def test_each_cell_has_its_figure_and_a_colour_from_zero_to_the_highest() -> None:
    cells = told(heat_map(a_matrix()))

    assert cells["Budget, Moss 2010: 2"] == shade(1.0)
    assert cells["Needs, Moss 2010: 1"] == shade(0.5)
    assert cells["Mapping, Moss 2010: 0"] == shade(0.0) == "#FFFFFF"
    assert cells["Budget, Hamar 2011: 1+ (partial)"] == shade(0.5)


def test_a_cell_without_a_figure_is_hatched_and_tells_its_reason_below() -> None:
    picture = heat_map(a_matrix())
    cells = told(picture)

    assert cells["Needs, Hamar 2010: no interview"] == "url(#hatched)"
    assert cells["Needs, Hamar 2011: not done yet"] == "url(#hatched)"
    assert not [says for says, fill in cells.items() if says.endswith("no interview") and fill == shade(0)]
    assert any(line.startswith("– no interview; … not done yet") for line in words(picture))


def test_a_heading_stands_once_over_the_columns_that_share_it() -> None:
    said = words(heat_map(a_matrix()))

    assert [said.count(word) for word in ("Hamar", "Moss", "2010", "2011", "Total")] == [1, 1, 2, 2, 1]


def test_totals_and_denominators_stand_there_without_colour() -> None:
    picture = heat_map(a_matrix())

    assert {"All codes", "Interviews", "Words"} <= set(words(picture))
    assert not [says for says in told(picture) if says.startswith(("All codes", "Interviews"))]


def test_the_picture_says_what_it_is_to_who_cannot_see_it() -> None:
    root = read(heat_map(a_matrix(measure=Measure.SHARE)))

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Share of the respondents’ words, %, code by municipality and year"
    assert "4 rows and 4 columns" in str(root.findtext(f"{SVG}desc"))
    assert "from 0 to 30." in str(root.findtext(f"{SVG}desc"))


def test_figures_have_the_decimal_sign_of_the_language() -> None:
    speak("nn")
    try:
        assert "30,0" in words(heat_map(a_matrix(measure=Measure.SHARE), "nn"))
    finally:
        speak("en")


def test_a_matrix_without_any_figure_has_no_scale() -> None:
    picture = heat_map(count(an_interview(layers={}), recipe=by()))

    assert "no figure" in words(picture)
    assert set(told(picture).values()) == {"url(#hatched)"}


def test_long_column_names_stand_upright_and_are_cut() -> None:
    picture = heat_map(count(an_interview(name="interview " * 20), recipe=by("transcript")))

    upright = [one for one in read(picture).iter(f"{SVG}text") if one.get("transform")]
    assert any(str(one.text).endswith("…") for one in upright)


def test_names_from_users_are_text_and_nothing_else() -> None:
    hostile = "<script>alert(1)</script>\"'&\x07\ud800"
    table = Table(
        hostile,
        [TableColumn("row"), TableColumn("n", hostile, ValueKind.INTEGER, levels=(hostile, "x"))],
        [[hostile, 3]],
        notes=[hostile],
        facts=[(hostile, hostile)],
        heat=Heat(1, 1, 1),
    )

    root = read(heat_map_of(table))

    assert not list(root.iter(f"{SVG}script"))
    assert any("alert(1)" in "".join(map(str, one.itertext())) for one in root.iter(f"{SVG}text"))


def places(svg: str) -> Iterator[tuple[float, float]]:
    _, _, width, height = map(float, str(read(svg).get("viewBox")).split())
    for one in read(svg).iter():
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", one.get("points") or ""):
            yield float(x) / width, float(y) / height
        if one.get("x"):
            yield float(str(one.get("x"))) / width, float(str(one.get("y"))) / height


def test_nothing_is_drawn_outside_the_picture() -> None:
    many = [an_interview(f"Place {n}", "2010") for n in range(30)]

    for picture in (heat_map(count(*many)), heat_map(count(*many, recipe=by("year")))):
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places(picture))
