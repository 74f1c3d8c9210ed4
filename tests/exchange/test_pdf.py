"""PDF with text: paragraphs from lines, running heads apart, and what cannot be read refused."""

import random
from contextlib import suppress

import pytest

from tests.exchange.made_pdf import page, pdf
from tests.exchange.speakers.papers import ink_by_category
from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, UnknownFormat
from workbench.exchange.paragraphs import ReadFile
from workbench.exchange.pdf import read
from workbench.exchange.speakers import take_turns

FIRST = (
    "Intervjuar: Kan du seie litt om korleis det gjekk då de byrja på",
    "kartlegginga, og kven som var med?",
    "Informant 1: Vi var fire. Det var to frå NAV og to frå oss, og etter",
    "kvart kom det ein til.",
    "Intervjuar: Ein til?",
)
SECOND = (
    "Informant 1: Ja, frå helse. Ho visste kven som budde kvar, og det var det",
    "ingen av oss andre som gjorde.",
    "Intervjuar: Så då gjekk det fortare?",
    "Informant 1: Mykje.",
)


def opened(data: bytes) -> ReadFile:
    file = read(data, "a.pdf", Choices())
    assert ink_by_category(file.paragraphs) == dict(file.in_file)
    return file


def body(file: ReadFile) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs if paragraph.category == "body" and paragraph.text]


def test_lines_become_paragraphs_and_paragraphs_turns() -> None:
    file = opened(pdf([page(FIRST), page(SECOND)]))
    turned = take_turns(file.paragraphs, Choices())
    assert [(turn.speaker, turned.text[turn.start : turn.end].split()[-1]) for turn in turned.turns] == [
        ("Intervjuar", "med?"),
        ("Informant 1", "til."),
        ("Intervjuar", "til?"),
        ("Informant 1", "gjorde."),
        ("Intervjuar", "fortare?"),
        ("Informant 1", "Mykje."),
    ]
    assert len(turned.paragraphs) == 6
    assert file.paragraphs[0].where == "page 1"


def test_a_paragraph_goes_on_over_the_page() -> None:
    file = opened(
        pdf(
            [
                page(["Det var vel slik at vi sat fire stykke rundt eit bord og delte lista,"]),
                page(["og så ringde vi."]),
            ]
        )
    )
    assert body(file) == ["Det var vel slik at vi sat fire stykke rundt eit bord og delte lista, og så ringde vi."]


def test_a_gap_between_lines_ends_a_paragraph() -> None:
    lines = ["Det var vel slik at vi sat fire stykke rundt eit bord", "og delte lista mellom oss den hausten.", "",
             "Så kom det ein mann frå Husbanken som ville vite alt", "om kor mange det var."]  # fmt: skip
    file = opened(pdf([page(lines)]))
    assert [text.split()[-1] for text in body(file)] == ["hausten.", "var."]
    assert "" in [paragraph.text for paragraph in file.paragraphs]


def test_numbered_paragraphs_with_names() -> None:
    lines = ["1    Int: Who found it?", "2    Dan: My sister.", "3    Int: Your sister?", "4    Dan: She walks."]
    turned = take_turns(opened(pdf([page(lines)])).paragraphs, Choices())
    assert turned.style == "numbered"
    assert [turn.speaker for turn in turned.turns] == ["Int", "Dan", "Int", "Dan"]


def test_page_numbers_and_running_heads_stand_apart() -> None:
    pages = [page([f"Avsnitt {word}."], head="Moss 2012 – utskrift", foot=f"Side {n} av 3")
             for n, word in enumerate(("ein", "to", "tre"), 1)]  # fmt: skip
    file = opened(pdf(pages))
    assert body(file) == ["Avsnitt ein.", "Avsnitt to.", "Avsnitt tre."]
    assert [p.text for p in file.paragraphs if p.category == "header"].count("Moss 2012 – utskrift") == 3


def test_a_question_that_comes_on_two_pages_is_no_running_head() -> None:
    file = opened(pdf([page(["I: Og så?", "R: Ja."]), page(["I: Og så?", "R: Nei."])]))
    assert body(file) == ["I: Og så?", "R: Ja.", "I: Og så?", "R: Nei."]


def test_invisible_characters_stay() -> None:
    file = opened(pdf([page(["I: Kva\u00a0no?", "R: Ja."])]))
    assert "\u00a0" in body(file)[0]


def test_pictures_of_pages_are_refused_with_what_to_do() -> None:
    with pytest.raises(UnknownFormat, match="OCR"):
        read(pdf([page([]), page([])]), "a.pdf", Choices())


def test_a_password_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="password"):
        read(pdf([page(FIRST)], encrypt=True), "a.pdf", Choices())


def test_a_broken_pdf_gives_text_or_one_sentence() -> None:
    whole = pdf([page(FIRST), page(SECOND)])
    pick = random.Random(7)
    for _ in range(60):
        data = bytearray(whole[: pick.randrange(9, len(whole))] if pick.random() < 0.5 else whole)
        for _ in range(pick.randrange(4)):
            data[pick.randrange(len(data))] = pick.randrange(256)
        with suppress(MalformedFile, UnknownFormat):
            assert body(read(bytes(data), "a.pdf", Choices()))
