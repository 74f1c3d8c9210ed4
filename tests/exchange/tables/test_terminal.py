"""Tables as a terminal shows them."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.tables import Marked, Table, TableColumn, ValueKind
from workbench.exchange.tables.terminal import cell_width, cut_to, safe, write_terminal

CODE, N = TableColumn("code", "Code"), TableColumn("n", "Codings", ValueKind.INTEGER)


def drawn(table: Table, width: int | None = None) -> str:
    out = io.StringIO()
    write_terminal(table, out, width)
    return out.getvalue()


def test_columns_are_aligned_and_numbers_stand_to_the_right() -> None:
    table = Table("All codings", (CODE, N), [["bustad", 7], ["ny", Marked(12, "+")]], notes=["+ partial"])

    assert drawn(table) == (
        "All codings\n\nCode    Codings\n──────  ───────\nbustad        7\nny          12+\n\n+ partial\n"
    )


def test_totals_stand_apart() -> None:
    assert drawn(Table("", (CODE, N), [["a", 1], ["All", 1]], totals=1)).splitlines()[-3:] == [
        "a           1",
        "",
        "All         1",
    ]


def test_wide_characters_and_combining_marks_are_measured_as_the_screen_shows_them() -> None:
    assert [cell_width(t) for t in ("å", "a\u0301", "日本", "🏠", "👨‍👩‍👧", "❤️", "")] == [1, 1, 4, 2, 2, 2, 0]
    lines = drawn(Table("", (CODE, N), [["日本", 1], ["abcd", 1]])).splitlines()
    assert lines[2].index("1") == lines[3].index("1") - 2


def test_text_columns_are_cut_to_the_width_and_numbers_never() -> None:
    table = Table("", (CODE, TableColumn("said", "Said"), N), [["bustad", "ord " * 50, 123456]])

    lines = drawn(table, 40).splitlines()

    assert all(cell_width(line) <= 40 for line in lines)
    assert lines[-1].endswith("123456")
    assert "…" in lines[-1]


def test_a_matrix_that_is_too_wide_is_parted_into_blocks_with_its_rows_names() -> None:
    columns = (CODE, *(TableColumn(f"c{n}", f"Moss {2000 + n}", ValueKind.INTEGER) for n in range(20)))

    written = drawn(Table("", columns, [["bustad", *range(20)]], frozen=1), 40)

    assert all(cell_width(line) <= 40 for line in written.splitlines())
    assert written.count("bustad") == written.count("Code") > 2
    assert [int(word) for line in written.splitlines() if "bustad" in line for word in line.split()[1:]] == list(
        range(20)
    )


def test_headings_wider_than_their_column_are_broken_between_words() -> None:
    column = TableColumn("x", "Lillehammer 2010", ValueKind.INTEGER)

    assert drawn(Table("", (CODE, column), [["a", 1]])).splitlines()[:2] == ["      Lillehammer", "Code         2010"]


def test_notes_are_broken_between_words_to_the_width() -> None:
    table = Table("", (CODE, N), [["a", 1]], notes=["one two three four five six"])

    assert drawn(table, 16).splitlines()[-2:] == ["one two three", "four five six"]
    assert drawn(table).splitlines()[-1] == "one two three four five six"


def test_nothing_that_a_text_holds_reaches_the_terminal() -> None:
    nasty = "a\x1b]0;x\x07\x9b2J\nb\tc\u202ed"

    written = drawn(Table(nasty, (TableColumn("k", nasty),), [[nasty]], notes=[nasty]))

    assert not set(written) & set("\x1b\x07\x9b\t\u202e")
    assert safe("a\nb") == "a↵b"


def test_a_long_list_is_written_as_it_comes() -> None:
    out = io.StringIO()
    written_when_asked: list[int] = []

    def rows() -> object:
        for n in range(1000):
            if n % 250 == 0:
                written_when_asked.append(out.getvalue().count("\n"))
            yield ["bustad", n]

    write_terminal(Table("", (CODE, N), rows()), out, 80)  # type: ignore[arg-type]

    assert written_when_asked == [0, 0, 502, 752]
    assert out.getvalue().count("\n") == 1002


def test_a_table_without_rows_has_its_headings() -> None:
    assert drawn(Table("", (CODE, N), [])) == "Code  Codings\n────  ───────\n"


@given(st.text(), st.integers(1, 20))
@settings(max_examples=100)
def test_a_text_is_cut_to_whole_characters_within_the_width(text: str, width: int) -> None:
    short = cut_to(text, width)

    assert cell_width(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


def test_columns_for_programs_are_not_drawn_and_the_row_is_named_first() -> None:
    columns = (TableColumn("id", aside=True), TableColumn("name", "Transcript"), TableColumn("said", "Said"))
    rows = [[f"{n}0c9f3c5-5d3e-4a8e", f"Moss_2011_intervju-0{n}", "ord " * 50] for n in (1, 2)]

    written = drawn(Table("", columns, rows), 40)

    assert written.splitlines()[0].startswith("Transcript")
    assert "5d3e" not in written
    assert "Moss_2011_intervju-01" in written
    assert "Moss_2011_intervju-02" in written
    assert all(cell_width(line) <= 40 for line in written.splitlines())


def test_a_block_is_never_wider_than_the_screen() -> None:
    columns = (CODE, TableColumn("path", "Path"), TableColumn("definition", "Definition"))

    written = drawn(Table("", columns, [["bustad", "tenester › bustad", "ord " * 50]], frozen=1), 40)

    assert written.count("bustad") == 3
    assert all(cell_width(line) <= 40 for line in written.splitlines())
