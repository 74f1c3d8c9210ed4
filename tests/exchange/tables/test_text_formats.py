"""Tables as text: what is read back is what was written."""

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind
from workbench.core.errors import UnknownFormat
from workbench.exchange.tables import RAW, Spelling, format_named, format_of, print_table
from workbench.exchange.tables.spelling import is_risky, spelled

CODE, N = TableColumn("code", "The code"), TableColumn("n", "How many", ValueKind.INTEGER)
SHARE = TableColumn("share", "Share, %", ValueKind.NUMBER)


def a_table(*rows: list[Value], columns: tuple[TableColumn, ...] = (CODE, N, SHARE), **rest: object) -> Table:
    return Table("Codes", columns, rows, **rest)  # type: ignore[arg-type]


def text(table: Table, name: str, spelling: Spelling = RAW, width: int | None = None) -> str:
    out = io.StringIO(newline="")
    print_table(table, format_named(name), out, spelling=spelling, width=width)
    return out.getvalue()


def test_csv_has_keys_on_top_and_values_as_they_are() -> None:
    table = a_table(["bustad, ny", 3, 1 / 3], ['"sitat"', None, 2.0])

    assert text(table, "csv") == 'code,n,share\n"bustad, ny",3,0.3333333333333333\n"""sitat""",,2.0\n'


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
@settings(max_examples=100)
def test_every_text_comes_back_from_csv_and_tsv(rows: list[tuple[str, str]]) -> None:
    table = Table("", [TableColumn("a"), TableColumn("b")], rows)

    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        back = list(csv.reader(io.StringIO(text(table, name), newline=""), delimiter=delimiter))
        assert [tuple(row) for row in back] == [("a", "b"), *rows]


@given(st.lists(st.tuples(st.text(), st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))))
@settings(max_examples=50)
def test_every_value_comes_back_from_json_and_jsonl(rows: list[tuple[str, float | None]]) -> None:
    table = Table("", [TableColumn("a"), TableColumn("b")], rows)
    expected = [{"a": a, "b": b} for a, b in rows]

    assert json.loads(text(table, "json")) == expected
    assert [json.loads(line) for line in text(table, "jsonl").split("\n")[:-1]] == expected


def test_rows_are_written_as_they_come() -> None:
    out = io.StringIO()
    seen: list[int] = []

    def rows() -> object:
        for n in range(3):
            seen.append(len(out.getvalue()))
            yield ["a", n, 0.5]

    print_table(Table("", (CODE, N, SHARE), rows()), format_named("jsonl"), out)  # type: ignore[arg-type]

    assert seen == sorted(set(seen))


def test_a_marked_value_is_a_plain_number_for_programs_and_has_its_sign_for_people() -> None:
    table = a_table(["needs", Marked(3, "+", "partial"), Marked(None, "–", "no interview")])

    assert text(table, "csv").endswith("needs,3,\n")
    assert json.loads(text(table, "json")) == [{"code": "needs", "n": 3, "share": None}]
    assert "| needs | 3+ | – |" in text(table, "md")


def test_truth_and_dates_are_spelled_one_way() -> None:
    when = datetime.datetime(2012, 3, 1, 9, 30, tzinfo=datetime.UTC)
    table = a_table([True, datetime.date(2012, 3, 1), when])

    assert text(table, "csv").splitlines()[1] == "TRUE,2012-03-01,2012-03-01T09:30:00+00:00"


RISKY = ["=1+1", "+47 22", "-Hvordan", "@a", "\tx", "\rx", " =1", '"=1"', "＝1", "%0A", "|x"]


@pytest.mark.parametrize("said", RISKY)
def test_text_that_may_be_a_formula_gets_a_sign_only_when_it_is_for_a_spreadsheet(said: str) -> None:
    table = a_table([said, -3, -0.5])

    def first(spelling: Spelling) -> list[str]:
        return list(csv.reader(io.StringIO(text(table, "csv", spelling), newline="")))[1]

    assert first(RAW) == [said, "-3", "-0.5"]
    assert first(Spelling(for_spreadsheet=True)) == [f"'{said}", "-3", "-0.5"]


@pytest.mark.parametrize("said", ["Hvordan - altså", "a=b", "", "12", "«Ja»"])
def test_other_text_is_left_alone(said: str) -> None:
    assert not is_risky(said)
    assert spelled(said, Spelling(for_spreadsheet=True)) == said


def test_norwegian_excel_gets_semicolons_and_decimal_commas() -> None:
    assert text(a_table(["a;b", 1, 2.5]), "csv", Spelling(norwegian=True)) == 'code;n;share\n"a;b";1;2,5\n'


def test_markdown_shows_every_sign_as_it_stands() -> None:
    table = a_table(["a|b *c* _d_ <e> `f` \\ [g]\nh", 1, 0.25], notes=["# no heading", "+ no list"])

    written = text(table, "md")

    assert r"| a\|b \*c\* \_d\_ \<e\> \`f\` \\ \[g\]<br>h | 1 | 0.2 |" in written
    assert "|---|---:|---:|" in written
    assert r"\# no heading" in written
    assert r"\+ no list" in written


def test_markdown_has_the_recipe_under_the_table() -> None:
    assert text(a_table(facts=[("Policy", "one")]), "md").endswith("\n- Policy: one\n")


def test_a_format_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat) as caught:
        format_named("xls")

    assert "xlsx" in caught.value.hint


SUFFIXES = [("a.csv", "csv"), ("B.XLSX", "xlsx"), ("c.markdown", "md"), ("d.tab", "tsv")]


@pytest.mark.parametrize(("name", "format_"), SUFFIXES)
def test_a_file_name_says_its_format(name: str, format_: str) -> None:
    assert format_of(Path(name)).name == format_


@pytest.mark.parametrize("name", ["matrix", "matrix.pptx"])
def test_a_file_name_that_says_no_format_is_refused(name: str) -> None:
    with pytest.raises(UnknownFormat):
        format_of(Path(name))


def test_a_workbook_is_not_printed() -> None:
    with pytest.raises(UnknownFormat, match="not text"):
        text(a_table(), "xlsx")
