"""Matrices over time, and the charts that a workbook draws of them."""

from __future__ import annotations

from dataclasses import replace

from tests.analysis.matrices.builders import Written, a_code, a_study, an_interview, by, count
from workbench.analysis.matrices import Matrix, count_tallies, wide
from workbench.analysis.matrices.timelines import MOST_LINES, chart, timeline
from workbench.analysis.tables import Series, plain
from workbench.core.cases import AttributeType


def studied() -> list[Written]:
    places = [("Hamar", "2010"), ("Hamar", "2011"), ("Moss", "2010"), ("Moss", "2013")]
    return [an_interview(*place).coded("budget", "two") for place in places]


def figures(matrix: Matrix, series: Series) -> list[object]:
    rows = [list(row) for row in wide(matrix).rows]
    cells = [
        rows[row][column]
        for row in range(series.first_row, series.last_row + 1)
        for column in range(series.first_column, series.last_column + 1)
    ]
    return [plain(cell) for cell in cells]


def test_years_are_places_and_each_municipality_a_line() -> None:
    found = timeline(count(*studied()))

    assert found is not None
    assert found.places == {"2010": 2010.0, "2011": 2011.0, "2013": 2013.0}
    assert [(line.name, [time for time, _ in line.points]) for line in found.lines] == [
        ("Hamar", [2010, 2011, 2013]),
        ("Moss", [2010, 2011, 2013]),
    ]


def test_years_may_be_the_first_of_the_columns() -> None:
    found = timeline(count(*studied(), recipe=by("year", "municipality")))

    assert found is not None
    assert [line.name for line in found.lines] == ["Hamar", "Moss"]


def test_dates_stand_at_their_days() -> None:
    days = ["2010-01-01", "2010-01-02", "2010-01-11"]
    study = replace(a_study(*(an_interview("Moss", day) for day in days)), attributes={"year": AttributeType.DATE})

    found = timeline(count_tallies(study, by("year"), []))

    assert found is not None
    first, second, third = found.places.values()
    assert (third - first) == 10 * (second - first)


def test_without_years_there_is_no_line() -> None:
    assert timeline(count(*studied(), recipe=by("municipality"))) is None


def test_a_column_without_a_year_is_on_no_line() -> None:
    found = timeline(count(an_interview("Moss", "2010"), an_interview("Moss", "")))

    assert found is not None
    assert [len(line.points) for line in found.lines] == [1]


def test_the_chart_has_a_panel_a_row_and_its_series_are_the_cells_of_the_wide_table() -> None:
    matrix = count(*studied())
    drawn = chart(matrix)

    assert drawn is not None
    assert (drawn.kind, drawn.ticks) == ("line", ("2010", "2011", "2013"))
    assert [panel.title for panel in drawn.panels] == ["Mapping", "Needs", "Figures", "Budget"]
    hamar, moss = drawn.panels[3].series
    assert (hamar.name, figures(matrix, hamar)) == ("Hamar", [1, 1, None])
    assert (moss.name, figures(matrix, moss)) == ("Moss", [1, None, 1])


def test_years_alone_give_one_chart_with_a_line_a_row() -> None:
    matrix = count(*studied(), recipe=by("year"))
    drawn = chart(matrix)

    assert drawn is not None
    (panel,) = drawn.panels
    assert [(one.name, figures(matrix, one)) for one in panel.series][3] == ("Budget", [2, 1, 1])


def test_years_whose_columns_do_not_lie_side_by_side_give_bars_of_the_totals() -> None:
    for recipe in (by("year", "municipality"), by("municipality")):
        matrix = count(*studied(), recipe=recipe)
        drawn = chart(matrix)

        assert drawn is not None
        assert (drawn.kind, drawn.ticks) == ("bar", ())
        assert figures(matrix, drawn.panels[0].series[0]) == [0, 0, 0, 4]


def test_of_many_rows_those_on_top_are_charted() -> None:
    codes = [a_code("top"), *(a_code(f"sub{n}", "top", n) for n in range(MOST_LINES))]

    drawn = chart(count(*studied(), codes=[*codes, a_code("budget", "top", 99)]))

    assert drawn is not None
    assert [panel.title for panel in drawn.panels] == ["Top"]


def test_one_year_is_no_development() -> None:
    drawn = chart(count(an_interview("Moss", "2010"), an_interview("Hamar", "2010")))

    assert drawn is not None
    assert drawn.kind == "bar"


def test_a_matrix_without_rows_has_no_chart() -> None:
    assert chart(count(an_interview(), codes=[])) is None
