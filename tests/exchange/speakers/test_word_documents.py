"""Styles where only a Word file's formatting tells who speaks, from files that a word processor's library wrote."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Cm

from workbench.core.drafts import Draft
from workbench.core.shipped import shipped
from workbench.exchange import transcripts

Write = Callable[[Document], None]


def drafted(tmp_path: Path, write: Write) -> Draft:
    document = docx.Document()
    write(document)
    path = tmp_path / "intervju.docx"
    document.save(str(path))
    draft = transcripts.read(path)
    assert [account for account in draft.accounts if account.lost] == []
    return draft


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(turn.speaker, draft.text.text[turn.start : turn.end]) for turn in draft.text.turns]


def teams(document: Document) -> None:
    for name, time, text in (
        ("Kari Ek", "3:31", "How did you get it?"),
        ("P7", "3:37", "By waiting."),
        ("Kari Ek", "3:52", "Long?"),
        ("P7", "13:55", "Years."),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(time)
        paragraph.add_run().add_break()
        paragraph.add_run(text)


def test_only_the_run_parts_a_name_from_the_time_glued_to_it(tmp_path: Path) -> None:
    draft = drafted(tmp_path, teams)
    assert draft.style == "teams"
    assert said(draft) == [
        ("Kari Ek", "How did you get it?"),
        ("P7", "By waiting."),
        ("Kari Ek", "Long?"),
        ("P7", "Years."),
    ]
    assert [turn.time_ms for turn in draft.text.turns] == [211_000, 217_000, 232_000, 835_000]


def bold_labels(document: Document) -> None:
    for name, text in (("Anne", "Korleis var det?"), ("Turid", "Fint."), ("Anne", "Heile tida?"), ("Turid", "Nesten.")):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f" {text}")


def test_a_bold_name_without_a_colon_is_a_label(tmp_path: Path) -> None:
    draft = drafted(tmp_path, bold_labels)
    assert draft.style == "bold"
    assert said(draft)[1] == ("Turid", "Fint.")


def italic_questions(document: Document) -> None:
    for question, answer in (("Kva har hendt?", "Mykje."), ("Kva då?", "Planen."), ("Og no?", "No ventar vi.")):
        document.add_paragraph().add_run(question).italic = True
        document.add_paragraph(answer)


def test_questions_in_italics_are_the_interviewers(tmp_path: Path) -> None:
    draft = drafted(tmp_path, italic_questions)
    assert draft.style == "formatted-questions"
    assert [speaker for speaker, _ in said(draft)] == ["Interviewer", "Respondent"] * 3


def hanging(document: Document) -> None:
    for label, text in (("INT", "Kven bestemmer?"), ("LEIAR", "Møtet."), ("INT", "Når?"), ("LEIAR", "Tysdag.")):
        paragraph = document.add_paragraph(f"{label}\t{text}")
        paragraph.paragraph_format.left_indent = Cm(2)
        paragraph.paragraph_format.first_line_indent = Cm(-2)


def test_a_label_before_a_tab_with_a_hanging_indent(tmp_path: Path) -> None:
    draft = drafted(tmp_path, hanging)
    assert draft.style == "hanging"
    assert said(draft)[:2] == [("INT", "Kven bestemmer?"), ("LEIAR", "Møtet.")]


def headings(document: Document) -> None:
    for label, text in (("Interviewer", "Why?"), ("Guest", "Why not."), ("Interviewer", "So?"), ("Guest", "So there.")):
        document.add_heading(label, 3)
        document.add_paragraph(text)


def test_headings_of_the_word_processor_are_labels(tmp_path: Path) -> None:
    draft = drafted(tmp_path, headings)
    assert draft.style == "heading"
    assert said(draft)[3] == ("Guest", "So there.")


def table(document: Document) -> None:
    made = document.add_table(rows=0, cols=3)
    for row in (
        ("Tid", "Kven", "Tekst"),
        ("00:00:01", "I", "Er du klar?"),
        ("00:00:03", "R", "Ja."),
        ("00:00:04", "I", "Bra."),
        ("00:00:06", "R", "Ja, bra."),
    ):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text


def test_an_interview_in_a_table(tmp_path: Path) -> None:
    draft = drafted(tmp_path, table)
    assert said(draft) == [("I", "Er du klar?"), ("R", "Ja."), ("I", "Bra."), ("R", "Ja, bra.")]
    assert draft.text.turns[1].time_ms == 3000


def bullets(document: Document) -> None:
    for text in ("I: Kva gjer de?", "S: Vi ringjer.", "I: Til kven?", "S: Til alle."):
        document.add_paragraph(text, style="List Bullet")


def test_bullets_that_word_draws_are_no_part_of_the_label(tmp_path: Path) -> None:
    assert said(drafted(tmp_path, bullets))[0] == ("I", "Kva gjer de?")


EXAMPLE = {
    "Bærum_2010_intervju-01.docx": ("colon", {"Intervjuer", "Informant 1"}),
    "Bærum_2011_intervju-01.docx": ("dash-questions", {"Interviewer", "Respondent"}),
    "Bærum_2012_intervju-01.docx": ("colon", {"Intervjuer", "Informant 1", "Informant 2"}),
    "Bærum_2012_intervju-02.vtt": ("subtitles", {"", "Intervjuer", "Informant 1"}),
    "Hamar_2010_intervju-01.docx": ("alone", {"Intervjuar", "Informant"}),
    "Hamar_2011_intervju-01.docx": (
        "colon",
        {"Intervjuar", "Informant 1", "Informant 2", "Informant 1 og Informant 2"},
    ),
    "Hamar_2011_intervju-02.odt": ("colon", {"Intervjuer", "Informant"}),
    "Hamar_2012_intervju-01.docx": ("hanging", {"Intervjuar", "Informant"}),
    "Lillehammer_2010_intervju-01.docx": ("colon", {"Intervjuar", "Informant 1"}),
    "Lillehammer_2011_intervju-01.docx": ("colon", {"I", "R"}),
    "Lillehammer_2012_intervju-01.docx": ("stamped", {"I", "Inf"}),
    "Lørenskog_2010_intervju-01.docx": ("stamped", {"Intervjuar", "Informant"}),
    "Lørenskog_2011_intervju-01.docx": ("colon", {"Intervjuar", "Informant 1"}),
    "Lørenskog_2012_intervju-01.docx": ("colon", {"INT", "INF"}),
    "Moss_2010_intervju-01.docx": ("colon", {"Intervjuar", "Informant 1"}),
    "Moss_2011_intervju-01.docx": ("stamped", {"INT", "INF1"}),
    "Moss_2012_intervju-01.docx": ("colon", {"I", "Informant 1"}),
    "Moss_2012_intervju-02.txt": ("colon", {"I", "R"}),
}


@pytest.mark.parametrize("name", EXAMPLE)
def test_every_example_interview_is_understood_without_options(name: str) -> None:
    style, labels = EXAMPLE[name]
    draft = transcripts.read(shipped("transcripts") / name)
    assert draft.style == style
    assert {speaker.label for speaker in draft.speakers} == labels
    for speaker in draft.speakers:
        asks = speaker.label.casefold().startswith("int") or speaker.label == "I"
        assert str(speaker.role) == ("interviewer" if asks else "respondent" if speaker.label else "other")
    if draft.file_format != "vtt":
        assert draft.text.preamble.startswith("KONSTRUERT EKSEMPEL")
    assert not any(notice.serious for notice in draft.notices)
