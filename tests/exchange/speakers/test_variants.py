"""Small ways in which real transcripts differ from the tidy ones, each with every turn written down."""

import pytest

from tests.exchange.speakers.papers import paper, read, roles

Turns = list[tuple[str, str]]

VARIANTS: dict[str, tuple[str, Turns]] = {
    "a machine's numbered speakers with the time beside them": (
        "Speaker 1  0:03\nSo what do you think?\n\nSpeaker 2  0:10\nIt is fine.\n\nSpeaker 1  0:15\nWhy?",
        [("Speaker 1", "So what do you think?"), ("Speaker 2", "It is fine."), ("Speaker 1", "Why?")],
    ),
    "a head whose labels never speak": (
        "Transkripsjon 4\nIntervjuer: Kari N.\nDato 12.05.2011\nInformant: mann, 45 år, Moss\n\n"
        "Kari: Fortell litt om deg selv.\nPer: Jeg er 45.\nKari: Og jobben?\nPer: Jeg er i NAV.",
        [
            ("Kari", "Fortell litt om deg selv."),
            ("Per", "Jeg er 45."),
            ("Kari", "Og jobben?"),
            ("Per", "Jeg er i NAV."),
        ],
    ),
    "a head that lists the speakers": (
        "Prosjekt: BSU\nDeltakarar:\nIntervjuar: E.R.Y.\nInformant 1: M, 40 år\nInformant 2: K, 50 år\n\n"
        "Intervjuar: Kven vil byrja?\nInformant 1: Eg kan.\nInformant 2: Greitt.",
        [("Intervjuar", "Kven vil byrja?"), ("Informant 1", "Eg kan."), ("Informant 2", "Greitt.")],
    ),
    "no space after the colon": (
        "I:Hva skjer?\nR:Ingenting.\nI:Ok?\nR:Nei.",
        [("I", "Hva skjer?"), ("R", "Ingenting."), ("I", "Ok?"), ("R", "Nei.")],
    ),
    "labels in capitals and small letters": (
        "INTERVJUAR: Hei?\nint: og så?\nINFORMANT: Ja.\nint: vel?\nINFORMANT: Ja: vel.",
        [
            ("INTERVJUAR", "Hei?"),
            ("int", "og så?"),
            ("INFORMANT", "Ja."),
            ("int", "vel?"),
            ("INFORMANT", "Ja: vel."),
        ],
    ),
    "the time in parentheses before the colon": (
        "Intervjuer (00:00:12): Hva?\nInformant (00:00:15): Ingenting.\nIntervjuer (00:00:20): Ok?",
        [("Intervjuer", "Hva?"), ("Informant", "Ingenting."), ("Intervjuer", "Ok?")],
    ),
    "a focus group": (
        "Moderator: Velkommen. Hva tenker dere?\nDeltaker 1: Bra.\nDeltaker 2: Ikke jeg.\nDeltaker 3 (kvinne): Jo.\n"
        "Alle: [latter]\nDeltaker 1 og 3: Ja!",
        [
            ("Moderator", "Velkommen. Hva tenker dere?"),
            ("Deltaker 1", "Bra."),
            ("Deltaker 2", "Ikke jeg."),
            ("Deltaker 3", "Jo."),
            ("Alle", "[latter]"),
            ("Deltaker 1 og 3", "Ja!"),
        ],
    ),
    "answers that start with a dash": (
        "Intervjuar: Korleis?\nInformant: – Bra. Det er: fint.\nIntervjuar: – Ja?\nInformant: – Ja.",
        [
            ("Intervjuar", "Korleis?"),
            ("Informant", "– Bra. Det er: fint."),
            ("Intervjuar", "– Ja?"),
            ("Informant", "– Ja."),
        ],
    ),
    "initials with full stops": (
        "E.R.: Hva skjer?\nM.O.: Ingenting her.\nE.R.: Ok?\nM.O.: Nei.",
        [("E.R.", "Hva skjer?"), ("M.O.", "Ingenting her."), ("E.R.", "Ok?"), ("M.O.", "Nei.")],
    ),
    "Q and A with full stops": (
        "Q. Where were you?\nA. At home.\nQ. Alone?\nA. Yes.",
        [("Q", "Where were you?"), ("A", "At home."), ("Q", "Alone?"), ("A", "Yes.")],
    ),
    "figures for the group": (
        "I: Hva tenker dere?\n1: Bra.\n2: Dårlig.\nI: Hvorfor?\n1: Fordi.\n2: Vet ikke.",
        [("I", "Hva tenker dere?"), ("1", "Bra."), ("2", "Dårlig."), ("I", "Hvorfor?"), ("1", "Fordi."),
         ("2", "Vet ikke.")],
    ),
    "a semicolon or a dash for the colon": (
        "Intervjuar: Korleis?\nInformant; Bra.\nIntervjuar: Ja?\nInformant: Ja.\nIntervjuar - og så?",
        [
            ("Intervjuar", "Korleis?"),
            ("Informant", "Bra."),
            ("Intervjuar", "Ja?"),
            ("Informant", "Ja."),
            ("Intervjuar", "og så?"),
        ],
    ),
    "speech that ends a paragraph with a colon": (
        "I: Korleis?\nR: Bra.\nOg då sa eg:\nNei, det går ikkje.\nI: Ja?\nR: Ja.",
        [("I", "Korleis?"), ("R", "Bra.\nOg då sa eg:\nNei, det går ikkje."), ("I", "Ja?"), ("R", "Ja.")],
    ),
    "headings of the guide between the turns": (
        "I: Hei?\nR: Ja.\n\nTema 1: Kartlegging\n\nI: Korleis?\nR: Bra.",
        [("I", "Hei?"), ("R", "Ja."), ("", "Tema 1: Kartlegging"), ("I", "Korleis?"), ("R", "Bra.")],
    ),
    "a question and its answer in one paragraph with a soft break": (
        "I: Korleis?\vR: Bra.\nI: Ja?\vR: Ja.\vOg nei.",
        [("I", "Korleis?"), ("R", "Bra."), ("I", "Ja?"), ("R", "Ja.\nOg nei.")],
    ),
    "time stamps inside a turn": (
        "[00:00:05] I: Korleis?\n[00:00:08] R: Bra.\n[00:00:10] og så vidare\n[00:00:12] I: Ja?",
        [("I", "Korleis?"), ("R", "Bra.\n[00:00:10] og så vidare"), ("I", "Ja?")],
    ),
    "zero-width characters around the labels": (
        "\u200bI:\u200b Korleis?\n\u200bR:\u200b Bra.\nI: Ja?\nR: \u200bJa.",
        [("I", "Korleis?"), ("R", "Bra."), ("I", "Ja?"), ("R", "\u200bJa.")],
    ),
    "no-break spaces in and after the labels": (
        "Informant\u00a01:\u00a0Bra.\nIntervjuar:\u00a0Ja?\nInformant 1: Ja.",
        [("Informant 1", "Bra."), ("Intervjuar", "Ja?"), ("Informant 1", "Ja.")],
    ),
    "a program that says when it started and stopped": (
        "Kari Ek started transcription\n\nKari Ek: Er du klar?\nP7: Ja.\nKari Ek: Fint?\nP7: Ja.\n\n"
        "Kari Ek stopped transcription",
        [
            ("Kari Ek", "Er du klar?"),
            ("P7", "Ja."),
            ("Kari Ek", "Fint?"),
            ("P7", "Ja."),
            ("", "Kari Ek stopped transcription"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_read_turn_by_turn(name: str) -> None:
    text, expected = VARIANTS[name]
    turned = read(paper(*(line.replace("\v", "\n") for line in text.split("\n"))))
    assert [(turn.speaker, turned.text[turn.start : turn.end]) for turn in turned.turns] == expected


def test_numbered_speakers_of_a_program_get_their_roles_from_what_they_say() -> None:
    text, _ = VARIANTS["a machine's numbered speakers with the time beside them"]
    assert roles(read(paper(*text.split("\n")))) == {"Speaker 1": "interviewer", "Speaker 2": "respondent"}
