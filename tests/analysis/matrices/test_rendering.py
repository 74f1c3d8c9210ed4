"""A matrix as a wide table, a long one and JSON."""

import json
from dataclasses import replace
from typing import Any

from tests.analysis.matrices.builders import CODING, DONE, a_study, an_interview, by, count
from workbench.analysis.matrices import Measure, Policy, SmallCells, as_json, count_tallies, tidy, wide
from workbench.analysis.tables import Marked, Table, plain, shown
from workbench.core.cases import AttributeType


def lines(table: Table) -> list[list[str]]:
    return [[shown(value, column) for value, column in zip(row, table.columns, strict=True)] for row in table.rows]


def test_the_wide_table_has_rows_totals_and_denominators() -> None:
    moss = an_interview("Moss", "2010").coded("needs", "two").coded("budget", "three four")
    hamar = an_interview("Hamar", "2011", layers={"anna": CODING}).coded("budget", "five")

    table = wide(count(moss, hamar), "en")

    assert [column.title for column in table.columns] == [
        "Code",
        "Hamar 2010",
        "Hamar 2011",
        "Moss 2010",
        "Moss 2011",
        "Total",
    ]
    assert lines(table) == [
        ["Mapping", "–", "…", "0", "–", "…"],
        ["  Needs", "–", "…", "1", "–", "1+"],
        ["  Figures", "–", "…", "0", "–", "…"],
        ["Budget", "–", "1+", "1", "–", "2+"],
        ["All codes", "–", "1+", "2", "–", "3+"],
        ["Interviews", "0", "1", "1", "0", "2"],
        ["Words", "0", "10", "10", "0", "20"],
        ["Done, %", "–", "0", "100", "–", "50"],
        ["Reviewed, %", "–", "0", "100", "–", "50"],
    ]
    assert table.notes[0].startswith("– no interview; … not done yet; + partial")
    assert ("Measure", "Codings") in table.facts


def test_few_people_are_told_once_at_the_head_of_the_column() -> None:
    interviews = [an_interview("Moss", "2010"), an_interview("Moss", "2011"), an_interview("Moss", "2011")]

    table = wide(count(*interviews, recipe=by("year", min_cell=2)))

    assert [column.title for column in table.columns] == ["Code", "2010*", "2011", "Total"]
    assert [column.key for column in table.columns] == ["row", "2010", "2011", "total"]
    assert "* from fewer than 2 people" in table.notes[0]


def test_a_missing_value_is_told_by_its_variable() -> None:
    table = wide(count(an_interview("Moss", "")))

    assert [column.title for column in table.columns] == ["Code", "Moss, no year", "Total"]


def test_names_are_in_the_language_asked_for() -> None:
    assert lines(wide(count(an_interview()), "nn"))[1][0] == "  needs (nn)"


def test_columns_whose_names_would_be_the_same_are_parted_by_a_stroke() -> None:
    land, nordre = an_interview("Nordre Land", case="office"), an_interview("Nordre", case="Land office")

    table = wide(count(land, nordre, recipe=by("municipality", "case")))

    assert [column.key for column in table.columns][1:3] == ["Nordre / Land office", "Nordre Land / office"]


def test_the_long_table_has_one_row_a_cell_with_numbers_as_numbers() -> None:
    table = tidy(count(an_interview("Moss", "2010").coded("needs", "two"), an_interview("", "2011")))

    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    assert len(rows) == 4 * 3
    found = next(row for row in rows if row["row"] == "needs" and row["year"] == 2010)
    assert (found["municipality"], found["value"], found["reason"]) == ("Moss", 1, None)
    assert {row["municipality"] for row in rows} == {"Moss", None}


def test_the_json_has_a_key_for_each_variable_and_a_reason_for_each_null() -> None:
    document = json.loads(
        json.dumps(as_json(count(an_interview("Moss", "2010").coded("needs", "two"), an_interview("Hamar", "2011"))))
    )

    assert {"recipe", "columns", "cells"} <= set(document)
    assert all((cell["value"] is None) == (cell["reason"] is not None) for cell in document["cells"])
    needs = {(c["municipality"], c["year"]): c["value"] for c in document["cells"] if c["row"] == "needs"}
    assert needs == {("Hamar", 2010): None, ("Hamar", 2011): 0, ("Moss", 2010): 1, ("Moss", 2011): None}
    assert {"municipality", "year", "interviews", "words", "done", "reviewed"} <= set(document["columns"][0])
    assert document["recipe"]["measure"] == "codings"
    assert set(document["cells"][0]) == {"row", "municipality", "year", "value", "reason", "partial", "small"}


def test_joined_values_of_a_number_are_text() -> None:
    recipe = by("year", min_cell=2, small_cells=SmallCells.COARSEN)

    document: Any = as_json(count(an_interview("Moss", "2010"), an_interview("Moss", "2011"), recipe=recipe))

    assert document["cells"][0]["year"] == "2010 + 2011"


def test_an_attribute_called_as_a_field_of_the_cells_does_not_take_its_place() -> None:
    study = replace(a_study(an_interview()), attributes={"value": AttributeType.TEXT})

    document: Any = as_json(count_tallies(study, by("value"), []))

    assert document["cells"][0]["value_value"] is None
    assert document["cells"][0]["value"] == 0


def test_empty_cells_and_their_reasons_go_beside_a_bare_file() -> None:
    table = wide(count(an_interview("Moss", "2010"), an_interview("Hamar", "2011")))

    empty = table.about["empty"]
    assert isinstance(empty, list)
    assert {"row": "needs", "municipality": "Moss", "year": 2011, "reason": "no interview"} in empty


def test_ratios_say_whose_words_they_are_of() -> None:
    table = wide(count(an_interview().coded("needs", "two"), recipe=by(measure=Measure.SHARE)))

    assert table.title == "Share of the respondents’ words, %, code by municipality and year"
    assert lines(table)[1][1] == "10.0"
    assert [column.title for column in table.columns][-1] == "All"


def test_a_marked_value_is_plain_for_programs() -> None:
    assert plain(Marked(3, "+", "partial")) == 3
    assert plain(Marked(None, "–", "no interview")) is None


def test_a_document_frequency_says_of_how_many_interviews() -> None:
    one, two = an_interview("Moss", "2010").coded("needs", "two"), an_interview("Moss", "2010")
    hamar = an_interview("Hamar", "2010", layers={"anna": CODING}).coded("needs", "two")
    matrix = count(one, two, hamar, recipe=by("municipality", measure=Measure.TRANSCRIPTS))

    needs, total = (lines(wide(matrix))[at] for at in (1, 4))

    assert needs == ["  Needs", "1+ of 1", "1 of 2", "2+ of 3"]
    assert total[1:] == ["1+ of 1", "1 of 2", "2+ of 3"]
    assert [plain(value) for value in list(wide(matrix).rows)[1]][1:] == [1, 1, 2]


def test_cases_are_out_of_cases_and_an_interview_without_one_is_its_own() -> None:
    places = [an_interview("Moss", year, case="office") for year in ("2010", "2011")]
    places[0].coded("needs", "two")

    table = wide(count(*places, an_interview("Moss", "2010"), recipe=by("municipality", measure=Measure.CASES)))

    assert lines(table)[1] == ["  Needs", "1 of 2", "1 of 2"]


def test_where_two_coders_count_twice_nothing_is_said_of_how_many() -> None:
    moss = an_interview(layers={"anna": DONE, "bo": DONE}).coded("needs", "two").coded("needs", "two", by="bo")

    matrix = count(moss, recipe=by(measure=Measure.TRANSCRIPTS, policy=Policy.SUM))

    assert lines(wide(matrix))[1][1] == "2"
