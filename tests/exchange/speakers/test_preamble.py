"""What stands at the top and is not speech."""

import pytest

from tests.exchange.speakers.papers import paper, read, said

TURNS = (
    "Intervjuar: Då er vi i gang. Korleis har året vore?",
    "Informant 1: Det har vore langt.",
    "Intervjuar: Langt?",
    "Informant 1: Ja, langt.",
    "Intervjuar: Og no?",
    "Informant 1: No er det snart slutt.",
)
DISCLAIMER = "KONSTRUERT EKSEMPEL – ikkje eit verkeleg intervju. Ingen har sagt dette."


@pytest.mark.parametrize(
    "head",
    [
        ("Dato: 3. mai 2012", "Varigheit: 40 minutt"),
        ("Dato: 3. mai 2012", "Informant 1: rådgjevar i bustadkontoret", "Stad: møterom"),
        ("Dato: 3. mai 2012", "Intervjuar: forskar", "Informant 1: rådgjevar i NAV (deltid)"),
        ("Dato: 3. mai 2012", "Informant 1: rådgjevar, ti år i kommunen.", "Alder: 40", ""),
        ("Transcript", "May 3, 2012, 9:03AM", "40m 12s", "Intervjuar started transcription"),
        ("opptak_12.mp3<br />", "Deltakarar: Intervjuar, Informant 1<br />", ""),
        ("Intervju med ein rådgjevar om året som gjekk.", ""),
        ("Informant 1: rådgjevar", "Kommune: Hamar", "", "Merknad: Informanten snakkar dialekt. Eg har jamna ut."),
    ],
)
def test_the_head_of_a_transcript_is_kept_apart(head: tuple[str, ...]) -> None:
    turned = read(paper(DISCLAIMER, *head, *TURNS))
    assert said(turned)[0] == ("Intervjuar", "Då", "vore?")
    assert len(turned.turns) == len(TURNS)
    assert turned.preamble == "\n".join([DISCLAIMER, *head]).strip()
    assert {notice.kind for notice in turned.notices} == {"preamble"}


def test_an_interview_without_a_head_has_no_preamble() -> None:
    turned = read(paper(*TURNS))
    assert turned.preamble == ""
    assert turned.notices == ()


def test_a_first_answer_that_reads_like_a_description_is_speech() -> None:
    turned = read(paper("Informant 1: rådgjevar i NAV", *TURNS))
    assert said(turned)[0] == ("Informant 1", "rådgjevar", "NAV")


def test_speech_that_begins_right_after_the_head_without_full_stops_is_speech() -> None:
    turned = read(paper("Dato: 2012", "I: Då er vi i gang", "R: Ja det er vi", "I: Bra", "R: Mhm"))
    assert turned.preamble == "Dato: 2012"
    assert len(turned.turns) == 4


def test_a_question_of_the_guide_is_not_a_head() -> None:
    turned = read(paper("Dato: 2012", *TURNS[:2], "Tema: budsjett", *TURNS[2:]))
    assert turned.preamble == "Dato: 2012"
    assert "Tema: budsjett" in turned.text


def test_how_much_is_preamble_can_be_chosen() -> None:
    assert read(paper("Velkomen.", *TURNS), preamble=0).text.startswith("Velkomen.\n\nDå er vi")
    assert read(paper("Velkomen.", *TURNS), preamble=3).preamble.count("\n") == 2


def test_the_head_of_a_text_that_names_nobody_is_kept_apart() -> None:
    turned = read(
        paper("Bærum 2011", "Spørsmål er merkte med strek.", "", "–Korleis gjekk det?", "Fint.", "–Og no?", "Jau.")
    )
    assert turned.preamble == "Bærum 2011\nSpørsmål er merkte med strek."
    assert said(turned)[0] == ("Interviewer", "–Korleis", "det?")
