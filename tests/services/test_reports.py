"""The report on the study: what it holds is what the other commands say, in Word and as a web page."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.services.desks import Desk
from workbench.analysis.matrices import Measure, Recipe, RowKind
from workbench.core import language
from workbench.core.errors import FileError, NotFoundError, RefusedError
from workbench.core.passages import Span
from workbench.core.report_marks import Approval
from workbench.services import reports, transcripts
from workbench.services.blinding import blind
from workbench.services.codebooks import codebook
from workbench.services.codings import report_marks
from workbench.services.imports import attributes
from workbench.services.matrices import matrices
from workbench.services.memos import memos
from workbench.services.project import OpenProject, opened
from workbench.services.reports import Wanted, approval_lists, coded_transcripts

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


@dataclass(frozen=True)
class Read:
    """A Word document: its chapters, all of its text, its tables as text, and itself."""

    document: Any

    @property
    def chapters(self) -> list[str]:
        return [p.text for p in self.document.paragraphs if p.style.name == "Heading 1"]

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.document.paragraphs)

    @property
    def tables(self) -> list[list[list[str]]]:
        return [[[cell.text for cell in row.cells] for row in table.rows] for table in self.document.tables]

    def across(self) -> list[list[list[str]]]:
        """The tables of the themes by municipality and year."""
        return [table for table in self.tables if len(table[0]) == 17]

    def fields(self) -> list[str]:
        found = [e.text for e in self.document.element.body.iter(qn("w:instrText"))]
        return found + [e.get(qn("w:instr")) for e in self.document.element.body.iter(qn("w:fldSimple"))]


class Page(HTMLParser):
    """What a page says: headings of the second level, and everything between tags; fails where tags do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.chapters: list[str] = []
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.refers: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.refers |= {*given.get("aria-labelledby", "").split(), *re.findall("^#(.*)", given.get("href", ""))}
        if tag not in {"meta", "link", "br", "img"}:
            self.open.append(tag)
        assert not any(name.startswith("on") or (name in {"src", "href"} and "//" in (v or "")) for name, v in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self.open[-1:] == ["h2"]:
            self.chapters.append(data)


def word(project: OpenProject, path: Path, wanted: Wanted | None = None) -> Read:
    """Write a report, else without agreement, which takes longest, and read it."""
    wanted = wanted or Wanted(agreement=False)
    return Read(Document(str(reports.write(project, wanted, path / "report.docx", force=True))))


def web(project: OpenProject, path: Path, wanted: Wanted | None = None) -> Page:
    wanted = wanted or Wanted(agreement=False)
    return Page(reports.write(project, wanted, path / "report.html", force=True).read_text("utf-8"))


@pytest.fixture(scope="module")
def written(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Read, Page]:
    """The example study's whole report, in Word and as a page."""
    folder = tmp_path_factory.mktemp("report")
    language.speak("en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_STATE_DIR", str(folder / "state"))
        with opened(shutil.copy(built_example, folder / "study.workbench"), coder="anna") as project:
            return word(project, folder, Wanted()), web(project, folder, Wanted())


def test_word_and_web_have_the_same_chapters(written: tuple[Read, Page]) -> None:
    document, page = written
    assert document.chapters == page.chapters == OUTLINE
    assert {"nav", "main", "caption", "figure", "svg"} <= page.tags
    assert page.tags.isdisjoint({"script", "link", "img", "iframe"})
    assert len(page.ids) == len(set(page.ids))
    assert page.refers <= set(page.ids)


def test_word_has_contents_captions_page_numbers_sheets_across_and_words_for_the_picture(
    written: tuple[Read, Page],
) -> None:
    document = written[0].document
    fields = written[0].fields()
    assert 'TOC \\o "1-1" \\h \\z \\u' in fields[0]
    assert sum("PAGEREF" in one for one in fields) == len(OUTLINE)
    # A field that asks to be counted makes Word ask whether it shall, before it shows a page.
    assert not list(document.settings.element.iter(qn("w:updateFields")))
    assert "w:dirty" not in document.element.xml
    assert sum("SEQ Table" in one for one in fields) == 7
    links = [link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False, False, False]
    assert "PAGE" in document.sections[0].footer._element.xml
    assert document.sections[0].header.paragraphs[0].text == "example-study · Report on 18 interviews"
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Share of the informants’ words")
    assert (document.core_properties.author, document.core_properties.language) == ("", "en-GB")


def test_the_figures_are_those_of_the_matrix_command(written: tuple[Read, Page], study: OpenProject) -> None:
    for table, measure in zip(written[0].across(), (Measure.WORDS, Measure.SHARE, Measure.TRANSCRIPTS), strict=True):
        recipe = Recipe(rows=RowKind.THEME, columns=("municipality", "year"), measure=measure, min_cell=-1)
        matrix = matrices.matrix(study, recipe)
        assert [row[0] for row in table[2:7]] == [row.label() for row in matrix.rows][:5]
        for row, cells in zip(table[2:7], matrix.cells, strict=False):
            figures = [cell.split(" ")[0].rstrip("+") for cell in row[1:16]]
            assert figures == [f"{c.value:.1f}" if isinstance(c.value, float) else str(c.value) for c in cells]


def test_a_theme_that_nobody_looked_for_is_named_beside_the_tables(written: tuple[Read, Page]) -> None:
    assert "no interview was looked through for it yet: Working method." in written[0].text
    assert "Working method" not in [row[0] for table in written[0].across() for row in table]


def test_methods_say_who_coded_how_much_and_what_agreement_is(written: tuple[Read, Page]) -> None:
    text = written[0].text
    assert "anna is done with 17 of 18 interviews. bjorn is done with 7 of 18 interviews." in text
    assert "7 of 18 interviews (39\u00a0%) were coded by two or more." in text
    assert "Krippendorff's alpha was 0.683" in text
    assert "Krippendorff's alpha was 0.683" in "".join(written[1].said)


def test_the_codebook_has_every_card_with_names_for_keys(written: tuple[Read, Page], study: OpenProject) -> None:
    text = written[0].text
    for code in codebook.tree(study).order:
        assert f"{code.name()} ({code.key})\nDefinition: " in text
    assert "How many lack a home is “Needs and numbers”." in text
    assert "`" not in text


def test_each_table_tells_how_it_was_made(written: tuple[Read, Page]) -> None:
    commands = [row[1] for table in written[0].tables for row in table if row[0] == "Command"]
    assert commands[0] == "workbench matrix --rows theme --columns municipality,year --measure words"
    assert len(commands) == 6
    assert all(command in written[1].said for command in commands)


def test_quotations_stand_under_their_theme_with_reference_and_answer(study: OpenProject, tmp_path: Path) -> None:
    moss = transcripts.find(study, "Moss_2011")
    coded = transcripts.open_transcript(study, moss.uuid).codings
    spans = sorted({Span(one.start, one.end) for one in coded})[:3]
    marks = [report_marks.mark(study, moss, span) for span in spans]
    report_marks.set_approval(study, marks[0].uuid, Approval.APPROVED)
    report_marks.set_approval(study, marks[1].uuid, Approval.REFUSED)
    words = [one.quotation for one in report_marks.of_project(study)]
    text = word(study, tmp_path).text
    assert f"“{words[0]}”\nInformant 1, Moss 2011, turn " in text
    assert "(approved)" in text
    assert words[1] not in text
    assert "One marked passage is left out, since the informant refused." in text
    assert "One quotation is not approved" in text
    text = "".join(web(study, tmp_path, Wanted(quotations=1, agreement=False)).said)
    assert words[0] in text
    assert words[2] not in text
    assert "Quotations" not in web(study, tmp_path, Wanted(quotations=0, agreement=False)).chapters


def test_an_empty_project_says_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    text = word(desk.project, tmp_path, Wanted()).text
    assert "There are no transcripts in the project yet" in text
    desk.interview()
    text = word(desk.project, tmp_path, Wanted()).text
    assert "nothing is coded yet" in text
    assert "There is no figure of agreement. Nothing is coded yet" in text


def test_one_coder_alone_gives_figures_and_no_agreement(desk: Desk, tmp_path: Path) -> None:
    desk.code(desk.interview(), "auka")
    text = word(desk.project, tmp_path, Wanted()).text
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
    made = word(study, tmp_path, Wanted(measures=(Measure.SHARE,)))
    (shares,) = made.across()
    assert shares[2][:2] == ["Kartlegging", "34,8"]
    assert "Krippendorffs alfa 0,683" in made.text
    assert made.document.core_properties.language == "nn-NO"


def test_a_blind_coders_report_holds_nothing_of_the_others(desk: Desk, tmp_path: Path) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Startlån er det", "startlan")
    report_marks.mark(desk.project, transcript, desk.place(transcript, "Startlån er det"))
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "har auka")
    blind.set_blind(desk.project, True)
    with desk.as_coder("bjorn") as bjorn:
        made = word(bjorn.project, tmp_path, Wanted())
        page = "".join(web(bjorn.project, tmp_path, Wanted()).said)
    everything = made.text + str(made.tables) + page
    assert "The project is coded blind" in everything
    assert "anna" not in everything
    assert "Startlån er det" not in everything
    (row,) = [row for table in made.tables for row in table if row[0] == "Codings"]
    assert row[1] == "1"
    assert "There is no figure of agreement." in everything


HOSTILE = "=HYPERLINK('x') <script>&amp; \u202e"


def test_names_of_any_kind_give_whole_files(desk: Desk, tmp_path: Path) -> None:
    desk.codebook("budsjett", "ond", ond=f"{HOSTILE}\x07")
    transcript = desk.interview("Moss <b>_2011", f"I: Kva?\nR & D: {HOSTILE} \x07 auka ]]>")
    attributes.set_attributes(desk.project, transcript.name, {"municipality": HOSTILE, "year": "2011"})
    coded = desk.code(transcript, "auka ]]>", "ond")
    memos.write_memo(desk.project, "coding", coded.uuid, HOSTILE)
    report_marks.mark(desk.project, transcript, desk.place(transcript, "auka ]]>"))
    made, page = word(desk.project, tmp_path, Wanted()), web(desk.project, tmp_path, Wanted())
    assert "script" not in page.tags
    assert "<script>&amp;" in "".join(page.said)
    assert "“auka ]]>”" in made.text
    assert "<script>&amp;" in made.text
    approval_lists.write(desk.project, tmp_path / "a.docx")
    assert "auka ]]>" in Document(str(tmp_path / "a.docx")).tables[0].rows[1].cells[0].text
    assert coded_transcripts.write(desk.project, transcript, tmp_path / "c.docx") == 1
    (comment,) = Document(str(tmp_path / "c.docx")).comments
    assert "<script>&amp;" in comment.text


def test_cases_may_stand_for_municipalities_and_a_missing_drawer_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcript = desk.interview()
    attributes.set_attributes(desk.project, transcript.name, {"case": "Kontoret", "year": "2011"})
    desk.code(transcript, "auka")
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    made = word(desk.project, tmp_path, Wanted(columns=("case", "year"), agreement=False))
    assert ["Kontoret"] in [row[1:2] for row in made.tables[0]]
    assert not made.document.inline_shapes
    assert "pip install 'interview-coding-workbench[pictures]'" in made.text


def test_who_gives_the_report_out_stands_under_its_title_and_common_recipes_stand_once(
    study: OpenProject, tmp_path: Path
) -> None:
    wanted = Wanted(agreement=False, title="Ten years of housing work", by="An institute")
    document, page = word(study, tmp_path, wanted), web(study, tmp_path, wanted)

    assert [p.text for p in document.document.paragraphs[:3]] == [
        "Ten years of housing work",
        "Report on 18 interviews",
        "An institute",
    ]
    assert "An institute" in page.said
    assert document.document.sections[1].header.paragraphs[0].text.startswith("Ten years of housing work")
    assert document.text.count("Tables 1, 2, 3 and 4") == 1
    recipes = [{row[0]: row[1] for row in table} for table in document.tables if table[0][0] in {"Rows", "Measure"}]
    assert [list(one) for one in recipes[1:]] == [["Measure", "Columns", "Text", "Command"]] * 4
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", recipes[0]["Made"])
