"""What the long table's variables are, for R and SPSS."""

from __future__ import annotations

from tests.analysis.matrices.builders import CODING, an_interview, by, count
from workbench.analysis.matrices import Measure, tidy
from workbench.analysis.matrices.variable_lists import variable_list


def told(**rest: object) -> dict[str, dict[str, str]]:
    moss = an_interview("Moss", "2010").coded("needs", "two")
    hamar = an_interview("Hamar", "2012", layers={"anna": CODING}).coded("budget", "five")
    table = variable_list(count(moss, hamar, an_interview("Hamar", ""), recipe=by(**rest)))
    keys = [column.key for column in table.columns]
    return {str(row[0]): dict(zip(keys, map(str, row), strict=True)) for row in table.rows}


def test_every_variable_of_the_long_table_is_there_in_its_order() -> None:
    matrix = count(an_interview())

    assert [row[0] for row in variable_list(matrix).rows] == [column.key for column in tidy(matrix).columns]


def test_texts_are_listed_with_their_names_and_numbers_by_their_range() -> None:
    found = told()

    assert found["row"]["values"] == "mapping = Mapping; needs = Needs; figures = Figures; budget = Budget"
    assert found["municipality"]["values"] == "Hamar; Moss"
    assert (found["year"]["type"], found["year"]["values"]) == ("integer", "2010 – 2012")
    assert found["partial"]["values"] == "TRUE; FALSE"


def test_the_value_is_labelled_by_the_measure_and_its_empty_cells_by_their_reasons() -> None:
    found = told(measure=Measure.SHARE)["value"]

    assert (found["label"], found["type"]) == ("Share of the respondents’ words, %", "decimal")
    assert "no interview (" in found["missing"]
    assert "not done yet (3)" in found["missing"]


def test_a_missing_attribute_is_told() -> None:
    assert told()["year"]["missing"].startswith("not known (")
