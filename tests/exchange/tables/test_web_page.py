"""Web pages with tables, read back by a parser."""

import io
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.analysis.matrices.builders import CODING, an_interview, by, count
from workbench.analysis.matrices import Matrix, Measure, wide
from workbench.analysis.tables import Heat, Table, TableColumn, Value, ValueKind, shown
from workbench.core.language import speak
from workbench.exchange.tables.web_page import LEVELS, write_html


@dataclass
class Page(HTMLParser):
    """What stands in a page: rows of cells, each with its tag, attributes and words."""

    rows: list[list[tuple[str, dict[str, str], str]]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in {"meta", "br"}:
            self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append((tag, {name: value or "" for name, value in attrs}, ""))
        self.words.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.words[tag][-1] += data
        if {"td", "th"} & set(self._open):
            tag, attributes, before = self.rows[-1][-1]
            self.rows[-1][-1] = (tag, attributes, before + data)


def page(table: Table) -> Page:
    out = io.StringIO()
    write_html(table, out)
    found = Page()
    found.feed(out.getvalue())
    found.close()
    return found


def a_matrix(**rest: object) -> Matrix:
    moss = an_interview("Moss", "2010").coded("needs", "two").coded("budget", "three four").coded("budget", "six")
    hamar = an_interview("Hamar", "2011", layers={"anna": CODING}).coded("budget", "five")
    return count(moss, hamar, recipe=by(**rest))


def test_the_table_is_the_matrix() -> None:
    table = wide(a_matrix())
    found = page(table)

    assert found.words["caption"] == ["Codings, code by municipality and year"]
    assert [[words for _, _, words in row] for row in found.rows[2:]] == [
        [shown(value, column).strip() for value, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]


def test_headings_say_which_columns_and_rows_they_head() -> None:
    found = page(wide(a_matrix()))

    top = {words: attributes for _, attributes, words in found.rows[0]}
    assert top["Moss"]["scope"] == "colgroup"
    assert top["Moss"]["colspan"] == "2"
    assert top["Total"]["rowspan"] == "2"
    assert [attributes["scope"] for _, attributes, _ in found.rows[1]] == ["col"] * 4
    assert {row[0][1]["scope"] for row in found.rows[2:]} == {"row"}
    assert "tfoot" in found.tags


def test_heat_is_a_class_and_no_interview_is_neither_heat_nor_zero() -> None:
    found = page(wide(a_matrix()))

    classes = [attributes.get("class", "") for _, attributes, _ in found.rows[5][1:]]
    assert classes == ["n none", f"n h{LEVELS // 2}", f"n h{LEVELS}", "n none", "n"]
    assert "abbr" in found.tags


def test_the_page_fetches_and_runs_nothing() -> None:
    found = page(wide(a_matrix()))

    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert not {"src", "href", "onclick"} & set(found.attributes)
    assert "url(" not in found.words["style"][0]
    assert "@media print" in found.words["style"][0]
    assert "prefers-color-scheme: dark" in found.words["style"][0]


def test_signs_and_recipe_stand_below() -> None:
    found = page(wide(a_matrix()))

    assert found.words["p"][0].startswith("– no interview; … not done yet")
    assert dict(zip(found.words["dt"], found.words["dd"], strict=True))["Measure"] == "Codings"


def test_the_page_is_in_the_language_spoken() -> None:
    speak("nb")
    try:
        out = io.StringIO()
        write_html(wide(a_matrix(measure=Measure.SHARE)), out)
    finally:
        speak("en")

    assert '<html lang="nb">' in out.getvalue()
    assert ">10,0<" in out.getvalue()


def test_names_from_users_are_text_and_nothing_else() -> None:
    hostile = "</style></title><script>alert(1)</script><img src=x onerror=1>\"'&amp;\x00"
    row: list[Value] = [hostile, 3]
    columns = [TableColumn("row", hostile), TableColumn("n", "x", ValueKind.INTEGER, levels=(hostile, "x"))]
    table = Table(hostile, columns, [row], notes=[hostile], facts=[(hostile, hostile)], heat=Heat(1, 1, 1), frozen=1)

    found = page(table)

    assert not {"script", "img"} & set(found.tags)
    assert found.rows[2][0][2] == hostile.replace("\x00", "␀")


def test_a_list_without_heat_is_a_table_as_well() -> None:
    found = page(
        Table("Coders", [TableColumn("name", "Name"), TableColumn("on", "On", ValueKind.BOOLEAN)], [["a", True]])
    )

    assert [[words for _, _, words in row] for row in found.rows] == [["Name", "On"], ["a", "yes"]]
