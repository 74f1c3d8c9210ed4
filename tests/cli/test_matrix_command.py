"""``matrix``: rows and columns of every kind, the nearest names, and matrices that are kept."""

from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def workbench(capsys: pytest.CaptureFixture[str], example_study: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.chdir(example_study.parent)
    return Runner(capsys, "--coder", "anna")


def test_rows_of_an_attribute_by_themes_have_the_figures_of_themes_by_that_attribute(workbench: Runner) -> None:
    down = workbench("matrix", "--rows", "municipality", "--columns", "theme", "--format", "json").json
    across = workbench("matrix", "--rows", "theme", "--columns", "municipality", "--format", "json").json

    assert {(c["row"], c["theme"]): (c["value"], c["partial"], c["interviews"]) for c in down["cells"]} == {
        (c["municipality"], c["row"]): (
            c["value"],
            c["partial"],
            next(one["interviews"] for one in across["columns"] if one["municipality"] == c["municipality"]),
        )
        for c in across["cells"]
    }
    assert down["recipe"]["rows"] == "municipality"
    assert [row["municipality"] for row in down["rows"]] == sorted(row["row"] for row in down["rows"])


def test_years_are_numbers_as_rows_and_columns(workbench: Runner) -> None:
    told = workbench("matrix", "--rows", "year", "--columns", "coder", "--format", "json").json

    assert [row["year"] for row in told["rows"]] == [2010, 2011, 2012]
    assert [column["coder"] for column in told["columns"]] == ["anna", "bjorn", "consensus"]


def test_only_some_codes_are_counted_together_where_no_code_is_row_or_column(workbench: Runner) -> None:
    one = ("matrix", "--rows", "case", "--columns", "year", "--format", "json")
    codes = workbench("matrix", "--columns", "year", "--roll-up", "--format", "json").json

    told = workbench(*one, "--codes", "budsjettering", "--roll-up").json

    expected = next(row["value"] for row in codes["row_totals"] if row["row"] == "budsjettering")
    assert told["total"]["value"] == expected


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("--measure", "wrds"), "words"),
        (("--policy", "unon"), "union"),
        (("--rows", "munisipality"), "municipality"),
        (("--columns", "yaer"), "year"),
        (("--codes", "budsjetering"), "budsjettering"),
        (("--coders", "ana"), "anna"),
        (("--saved", "tema"), "There is no saved matrix yet"),
        (("--where", "munisipality:Moss"), "municipality"),
        (("--rows", "theme", "--columns", "code"), "cooccurrence"),
        (("--rows", "theme", "--columns", "role", "--measure", "share"), "--text all"),
        (("--where", "municipality:Moss municipality:Hamar"), "nothing was counted"),
        (("--rows", "year", "--columns", "year"), "Name each variable once"),
        (("--columns", "coder", "--small-cells", "coarsen"), "--small-cells drop"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_can(
    workbench: Runner, arguments: tuple[str, ...], near: str
) -> None:
    told = workbench("matrix", *arguments)

    assert told.code == 1
    assert told.out == ""
    assert near in told.err


def test_a_matrix_is_kept_under_a_name_counted_again_changed_and_forgotten(workbench: Runner) -> None:
    first = workbench(
        *("matrix", "--rows", "theme", "--columns", "year", "--measure", "share", "--where", "year>=2011"),
        *("--save", "Themes by year", "--format", "json"),
    ).json
    again = workbench("matrix", "--saved", "themes BY year", "--format", "json").json
    other = workbench("matrix", "--saved", "Themes by year", "--columns", "role", "--text", "all", "--format", "json")

    assert again["cells"] == first["cells"]
    assert "--saved" not in again["recipe"]["command"]
    assert (other.json["recipe"]["rows"], other.json["recipe"]["columns"]) == ("theme", ["role"])
    assert [row["name"] for row in workbench("matrix", "--list", "--format", "json").json] == ["Themes by year"]
    assert workbench("undo").code == 0
    assert workbench("matrix", "--list", "--format", "json").json == []
    assert workbench("redo").code == 0
    assert workbench("matrix", "--forget", "Themes by year").code == 0
    assert workbench("matrix", "--saved", "Themes by year").code == 1


def test_the_projects_measure_and_policy_hold_where_nobody_says_and_the_command_says_the_rest(
    workbench: Runner,
) -> None:
    assert workbench("settings", "measure=words", "policy=union").code == 0

    own = workbench("matrix", "--format", "json").json["recipe"]
    said = workbench("matrix", "--measure", "codings", "--policy", "one", "--format", "json").json["recipe"]

    assert (own["measure"], own["policy"]) == ("words", "union")
    assert own["command"] == "workbench matrix --columns municipality,year"
    assert (said["measure"], said["policy"]) == ("codings", "one")
    assert "--measure codings --policy one" in said["command"]
    assert workbench("settings", "measure=wrds").code == 1


def test_several_coders_by_one_layer_come_from_a_command_that_says_so(workbench: Runner) -> None:
    told = workbench("matrix", "--coders", "anna,bjorn", "--policy", "one", "--format", "json").json

    assert "--policy one" in told["recipe"]["command"]


def test_a_project_without_transcripts_is_told_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workbench = Runner(capsys, "--coder", "anna", "--project", str(tmp_path / "new"))
    assert workbench("init", str(tmp_path / "new")).code == 0

    told = workbench("matrix")

    assert told.code == 1
    assert "There is no transcript to count." in told.err
