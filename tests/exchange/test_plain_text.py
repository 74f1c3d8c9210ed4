"""Plain text in every encoding, and lines that were broken at a fixed width."""

import pytest

from tests.exchange.speakers.papers import ink_by_category
from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, RefusedError, UnknownFormat
from workbench.exchange.paragraphs import ReadFile
from workbench.exchange.plain_text import read_markdown, read_text
from workbench.exchange.speakers import take_turns

TEXT = "Intervjuar: Får de støtte på Åsen?\nInformant: Ja, «litt» – ikkje så mykje.\nÆ veit ikkje.\n"


def read(data: bytes, encoding: str | None = None) -> ReadFile:
    return read_text(data, "intervju.txt", Choices(encoding=encoding))


def shown(file: ReadFile) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs if paragraph.text]


def nothing_lost(file: ReadFile) -> bool:
    return ink_by_category(file.paragraphs) == dict(file.in_file)


@pytest.mark.parametrize(
    ("encoding", "taken_for"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_paragraphs(encoding: str, taken_for: str, line_end: str) -> None:
    file = read(TEXT.replace("\n", line_end).encode(encoding))
    assert shown(file) == TEXT.splitlines()
    assert file.facts["encoding"] == taken_for
    assert nothing_lost(file)
    assert bool(file.notices) is not taken_for.startswith("utf-8")


def test_old_dos_text_is_recognised_by_its_letters() -> None:
    text = "Vi får støtte på Åsen, så blåøygde er vi.\n"
    file = read(text.encode("cp865"))
    assert shown(file) == [text.strip()]
    assert file.facts["encoding"] == "cp865"


def test_bytes_that_cp1252_does_not_know_are_read_as_latin_1() -> None:
    assert read(b"p\xe5 \x81 gr\xf8n \xe6ra\n").facts["encoding"] == "latin-1"


def test_utf_8_with_a_few_stray_bytes_is_still_utf_8() -> None:
    file = read(("Får støtte på Åsen, sånn er det òg i år.\n" * 3).encode() + b"\xe5 nei\n")
    assert shown(file)[-1] == "å nei"
    assert shown(file)[0].startswith("Får støtte")
    assert [notice.serious for notice in file.notices] == [True]


def test_a_chosen_encoding_is_used() -> None:
    assert shown(read("på\n".encode("cp865"), "cp865")) == ["på"]


def test_a_wrong_or_unknown_choice_of_encoding_is_refused() -> None:
    with pytest.raises(MalformedFile, match="utf-8"):
        read(TEXT.encode("cp1252"), "utf-8")
    with pytest.raises(RefusedError, match="klingon"):
        read(TEXT.encode(), "klingon")


@pytest.mark.parametrize("chosen", ["undefined", "base64", "rot13", "utf\0008"])
def test_a_choice_that_names_no_encoding_of_text_is_refused(chosen: str) -> None:
    with pytest.raises(RefusedError, match="There is no text encoding"):
        read(TEXT.encode(), chosen)


def test_letters_garbled_before_the_file_came_here_are_noticed() -> None:
    file = read(TEXT.encode().decode("cp1252", "replace").encode())
    assert [notice.kind for notice in file.notices] == ["garbled-letters"]


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormat, match=r"intervju\.txt holds no text"):
        read(data)


def test_one_line_of_many_thousand_characters_is_one_paragraph() -> None:
    line = "R: " + "Vi venta og venta. " * 300
    assert shown(read(line.encode())) == [line]


WRAPPED = """\
Intervju i Hamar

I: Kan du fortelja litt om korleis det gjekk då de skulle
byrja med den store kartlegginga av alle som stod utan bustad
den hausten, og kven som var med på det?

R: Det var vel slik at vi sat fire stykke rundt eit bord og
delte listene mellom oss, og så ringde vi rundt til alle som
hadde søkt om noko som helst dei siste to åra. Det tok tid.
Svært lang tid.

I: Kor lang tid?

R: Eit halvt år, og då er ikkje sommaren rekna med, for då var
det ingen som tok telefonen same kor mange gonger vi prøvde å
få tak i dei.
"""


def test_lines_broken_at_a_fixed_width_become_paragraphs_again() -> None:
    file = read(WRAPPED.encode())
    assert "lines-joined" in {notice.kind for notice in file.notices}
    assert nothing_lost(file)
    turned = take_turns(file.paragraphs, Choices())
    assert [(turn.speaker, turned.text[turn.start : turn.end].split()[-1]) for turn in turned.turns] == [
        ("I", "det?"),
        ("R", "tid."),
        ("I", "tid?"),
        ("R", "dei."),
    ]
    assert "alle som hadde søkt" in turned.text
    assert turned.preamble == "Intervju i Hamar"


HANGING = """\
MSM     What did you see when you opened
        the door that morning?
Carter  Nothing at all. It was dark, and
        somebody had moved the table.
MSM     Who?
Carter  I never found out.
"""


def test_hanging_speeches_of_a_typed_text_are_joined() -> None:
    file = read(HANGING.encode())
    assert nothing_lost(file)
    turned = take_turns(file.paragraphs, Choices())
    assert turned.style == "hanging"
    assert [(turn.speaker, turned.text[turn.start : turn.end].split()[-1]) for turn in turned.turns] == [
        ("MSM", "morning?"),
        ("Carter", "table."),
        ("MSM", "Who?"),
        ("Carter", "out."),
    ]


def test_short_lines_that_end_in_stops_stay_apart() -> None:
    lines = [f"Setning nummer {n} er akkurat så lang at ho kunne ha vore ei broten line." for n in range(12)]
    assert shown(read("\n".join(lines).encode())) == lines


def test_markdown_labels_lose_their_stars_and_the_speech_keeps_its_own() -> None:
    data = b"# Intervju\n\n**I:** Kva er *viktigast*?\n\n**R:** Tid.\n\n**I:** Og?\n\n**R:** Pengar.\n"
    file = read_markdown(data, "a.md", Choices())
    assert nothing_lost(file)
    turned = take_turns(file.paragraphs, Choices())
    assert turned.text == "Kva er *viktigast*?\n\nTid.\n\nOg?\n\nPengar."
    assert turned.preamble == "# Intervju"
    assert sum(turned.imported.values()) == file.in_file["body"]
