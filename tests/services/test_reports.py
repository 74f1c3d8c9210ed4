"""The report on the study: what it holds is what the other commands say, in Word and as a web page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from tests.services.desks import Desk
from workbench.analysis.matrices import Measure, Recipe, RowKind
from workbench.core import language
from workbench.core.errors import FileError, NotFoundError, RefusedError
from workbench.core.passages import Span
from workbench.core.report_marks import Approval
from workbench.services import matrices, report_marks, reports, transcripts
from workbench.services.project import OpenProject, opened
from workbench.services.reports import Wanted

OUTLINE = [
    "The material",
    "Methods",
    "The themes by municipality and year",
    "Development over the years",
    "Quotations",
    "Agreement between coders",
    "Appendix A. The interviews",
    "Appendix B. Codebook",
    "Appendix C. Agreement by code",
    "Appendix D. How each table was made",
]


@pytest.fixture
def study(example_study: Path) -> Iterator[OpenProject]:
    with opened(example_study, coder="anna") as project:
        yield project


def word(
    project: OpenProject, path: Path, wanted: Wanted | None = None
) -> tuple[list[str], str, list[list[list[str]]]]:
    """Write a report; return its chapters, all of its text and its tables."""
    document = Document(str(reports.write(project, wanted or Wanted(), path / "report.docx", force=True)))
    chapters = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return chapters, "\n".join(p.text for p in document.paragraphs), tables


class Page(HTMLParser):
    """What a page says: headings of the second level, and everything between tags; fails where tags do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.chapters: list[str] = []
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in {"meta", "link", "br", "img"}:
            self.open.append(tag)
        assert not any(name.startswith("on") or (name in {"src", "href"} and "//" in (v or "")) for name, v in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self.open[-1:] == ["h2"]:
            self.chapters.append(data)


def web(project: OpenProject, path: Path, wanted: Wanted | None = None) -> Page:
    return Page(reports.write(project, wanted or Wanted(), path / "report.html", force=True).read_text("utf-8"))


def test_word_and_web_have_the_same_chapters(study: OpenProject, tmp_path: Path) -> None:
    chapters, _, _ = word(study, tmp_path)
    page = web(study, tmp_path)
    assert chapters == page.chapters == OUTLINE
    assert {"nav", "main", "caption", "figure", "svg"} <= page.tags
    assert page.tags.isdisjoint({"script", "link", "img", "iframe"})


def test_the_figures_are_those_of_the_matrix_command(study: OpenProject, tmp_path: Path) -> None:
    _, _, tables = word(study, tmp_path)
    (by_place,) = [table for table in tables if len(table[0]) == 17 and table[2][0] == "Mapping"][:1]
    recipe = Recipe(rows=RowKind.THEME, columns=("municipality", "year"), measure=Measure.WORDS, min_cell=-1)
    matrix = matrices.matrix(study, recipe)
    for row, cells in zip(by_place[2:7], matrix.cells, strict=False):
        assert [cell.rstrip("+") for cell in row[1:16]] == [str(cell.value) for cell in cells]


def test_a_theme_that_nobody_looked_for_is_named_beside_the_tables(study: OpenProject, tmp_path: Path) -> None:
    _, text, tables = word(study, tmp_path)
    assert "no interview was looked through for it yet: Working method." in text
    assert not [row for table in tables if len(table[0]) == 17 for row in table if row[0] == "Working method"]


def test_methods_say_who_coded_how_much_and_what_agreement_is(study: OpenProject, tmp_path: Path) -> None:
    _, text, _ = word(study, tmp_path)
    assert "anna is done with 17 of 18 interviews. bjorn is done with 7 of 18 interviews." in text
    assert "7 of 18 interviews (39\u00a0%) were coded by two or more." in text
    assert "Krippendorff's alpha was 0.683" in text


def test_quotations_stand_under_their_theme_with_reference_and_answer(study: OpenProject, tmp_path: Path) -> None:
    moss = transcripts.find(study, "Moss_2011")
    coded = transcripts.open_transcript(study, moss.uuid).codings
    spans = sorted({Span(one.start, one.end) for one in coded})[:3]
    marks = [report_marks.mark(study, moss, span) for span in spans]
    report_marks.set_approval(study, marks[0].uuid, Approval.APPROVED)
    report_marks.set_approval(study, marks[1].uuid, Approval.REFUSED)
    words = [one.quotation for one in report_marks.of_project(study)]
    _, text, _ = word(study, tmp_path)
    assert f"“{words[0]}”\nInformant 1, Moss 2011, turn " in text
    assert "(approved)" in text
    assert words[1] not in text
    assert "One marked passage is left out, since the informant refused." in text
    assert "One quotation is not approved" in text
    _, text, _ = word(study, tmp_path, Wanted(quotations=1))
    assert words[0] in text
    assert words[2] not in text
    chapters, _, _ = word(study, tmp_path, Wanted(quotations=0))
    assert "Quotations" not in chapters


def test_an_empty_project_says_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    _, text, _ = word(desk.project, tmp_path)
    assert "There are no transcripts in the project yet" in text
    desk.interview()
    _, text, _ = word(desk.project, tmp_path)
    assert "nothing is coded yet" in text
    assert "There is no figure of agreement. Nothing is coded yet" in text


def test_one_coder_alone_gives_figures_and_no_agreement(desk: Desk, tmp_path: Path) -> None:
    desk.code(desk.interview(), "auka")
    _, text, _ = word(desk.project, tmp_path)
    assert "There is no figure of agreement." in text
    assert "No interview is marked as done yet." in text
    assert "The project knows no year" in text


def test_a_report_is_never_written_over_a_file_or_half(study: OpenProject, tmp_path: Path) -> None:
    there = tmp_path / "report.docx"
    there.write_text("mine")
    with pytest.raises(RefusedError, match="there already"):
        reports.write(study, Wanted(), there)
    assert there.read_text() == "mine"
    with pytest.raises(FileError, match=r"cannot be written as \.pdf"):
        reports.write(study, Wanted(), tmp_path / "report.pdf")
    with pytest.raises(FileError, match="no folder"):
        reports.write(study, Wanted(), tmp_path / "nowhere" / "report.html")
    with pytest.raises(NotFoundError) as wrong:
        reports.write(study, Wanted(columns=("kommunar",)), tmp_path / "other.docx")
    assert wrong.value.message == "There is no attribute called “kommunar”."
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("example-study")] == ["report.docx"]


def test_a_report_in_nynorsk_has_norwegian_names_and_numbers(study: OpenProject, tmp_path: Path) -> None:
    language.speak("nn")
    _, text, tables = word(study, tmp_path)
    shares = [row for table in tables if len(table[0]) == 17 for row in table if row[0] == "Kartlegging"]
    assert shares[1][1] == "34,8"
    assert "Krippendorffs alfa 0,683" in text
    document = Document(str(tmp_path / "report.docx"))
    assert document.core_properties.language == "nn-NO"
    assert document.core_properties.author == ""
    assert web(study, tmp_path).chapters == word(study, tmp_path)[0]
