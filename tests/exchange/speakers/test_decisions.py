"""What is a label and what is not, what can be decided otherwise, and what is told about it."""

import pytest

from tests.exchange.speakers.papers import bold, ink, italic, kinds, paper, read, roles, said
from workbench.core.drafts import Choices
from workbench.core.errors import RefusedError
from workbench.core.transcripts import Role
from workbench.exchange.paragraphs import Paragraph, Run
from workbench.exchange.speakers import STYLES, Turned

LONG = (
    "Intervjuar: Korleis gjekk det?",
    "Informant 1: Fint.",
    "Intervjuar: Kva då?",
    "Informant 1: Alt.",
    "Intervjuar: Alt?",
    "Informant 1: Nesten alt.",
    "Intervjuar: Kva mangla?",
    "Informant 1: Pengar.",
    "Intervjuar: Mykje?",
    "Informant 1: Ja.",
)


def speakers(turned: Turned) -> dict[str, int]:
    return {speaker.label: speaker.turns for speaker in turned.speakers}


def messages(turned: Turned, kind: str) -> str:
    return " ".join(notice.message for notice in turned.notices if notice.kind == kind)


@pytest.mark.parametrize(
    "line",
    [
        "After testing: we all went home.",
        "Note: the door is open.",
        "Navn: står på lista.",
        "Alder: det spelar inga rolle.",
        "Utdanning: det hadde ho.",
        "Altså: vi kom aldri i gang.",
        "Det eg vil seie er dette: vi kom aldri i gang.",
        "Saka er klar: ingen pengar.",
    ],
)
def test_words_before_a_colon_are_not_speakers(line: str) -> None:
    turned = read(paper(*LONG, line, "Intervjuar: Ja vel."))
    assert speakers(turned) == {"Intervjuar": 6, "Informant 1": 5}
    assert line in turned.text


def test_a_field_of_the_head_is_no_speaker_however_often_it_comes() -> None:
    turned = read(paper(*LONG, "Merknad: her bankar det.", "Merknad: her òg.", "Merknad: og her."))
    assert "Merknad" not in speakers(turned)
    assert turned.text.count("Merknad:") == 3


def test_a_name_that_speaks_once_in_a_long_interview_is_left_in_the_text_with_a_notice() -> None:
    turned = read(paper(*LONG, "Gunnar: Vil de ha kaffi?", "Intervjuar: Ja takk."))
    assert "Gunnar" not in speakers(turned)
    assert "Gunnar" in messages(turned, "not-a-label")
    assert speakers(read(paper(*LONG, "Gunnar: Vil de ha kaffi?"), labels={"Gunnar": "Gunnar"}))["Gunnar"] == 1


def test_a_colleague_who_looks_in_is_somebody_else() -> None:
    turned = read(paper(*LONG, "Kollega: Orsak, er det ledig her?", "Intervjuar: Snart."))
    assert roles(turned)["Kollega"] == "other"


def test_a_bold_label_like_all_the_others_is_a_speaker_though_it_comes_once() -> None:
    lines = [bold(f"{label}:", f" {text}") for label, text in (line.split(": ") for line in LONG)]
    turned = read([*lines, bold("Gunnar:", " Vil de ha kaffi?")])
    assert speakers(turned)["Gunnar"] == 1


def test_two_names_in_a_text_of_three_turns_are_speakers() -> None:
    turned = read(paper("Anna: Hei, er du der?", "Bjarne: Ja.", "Anna: Bra."))
    assert speakers(turned) == {"Anna": 2, "Bjarne": 1}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Intevjuar", "Intervjuar"), ("Intervjuarr", "Intervjuar"), ("Informnat 1", "Informant 1")],
)
def test_a_misspelt_label_is_taken_for_the_speaker_and_told(wrong: str, right: str) -> None:
    turned = read(paper(*LONG, f"{wrong}: Eitt til?"))
    assert set(speakers(turned)) == {"Intervjuar", "Informant 1"}
    assert said(turned)[-1] == (right, "Eitt", "til?")
    assert next(speaker for speaker in turned.speakers if speaker.label == right).aliases == (wrong,)
    assert wrong in messages(turned, "label-alias")


def test_the_commoner_spelling_may_be_the_wrong_one() -> None:
    lines = [line for n in range(6) for line in (f"Interviewer: What about {n}?", f"Paticipant: Nothing {n}.")]
    turned = read(paper(*lines, "Interviewer: Sure?", "Participant: Yes.", "Participant: Very."))
    assert speakers(turned) == {"Interviewer": 7, "Participant": 8}


def test_numbered_informants_are_never_each_others_misspelling() -> None:
    turned = read(paper(*LONG, "Informant 2: Eg òg.", "Informant 11: Og eg."))
    assert set(speakers(turned)) == {"Intervjuar", "Informant 1", "Informant 2", "Informant 11"}


def test_interviewer_and_interviewee_are_two_people() -> None:
    lines = [line for n in range(12) for line in (f"Interviewer: {n}?", f"Interviewee: {n}.")]
    assert speakers(read(paper(*lines, "Interviewee: And more."))) == {"Interviewer": 12, "Interviewee": 13}


def test_two_names_alike_stay_apart_and_are_asked_about() -> None:
    lines = [line for n in range(4) for line in (f"Marit: Kva med {n}?", f"Marie: Ja, {n}.")]
    turned = read(paper(*lines))
    assert speakers(turned) == {"Marit": 4, "Marie": 4}
    assert "label-doubt" in kinds(turned)


def test_two_labels_can_be_made_one_speaker() -> None:
    lines = [line for n in range(3) for line in (f"I: {n}?", f"Participant: {n}.", f"P9: {n} og.")]
    assert speakers(read(paper(*lines))) == {"I": 3, "Participant": 3, "P9": 3}
    turned = read(paper(*lines), labels={"P9": "Participant"})
    assert speakers(turned) == {"I": 3, "Participant": 6}
    assert next(s for s in turned.speakers if s.label == "Participant").aliases == ("P9",)


def test_what_is_said_to_be_no_label_stays_in_the_text() -> None:
    turned = read(paper(*LONG), labels={"Informant 1": ""})
    assert "Informant 1: Fint." in turned.text
    assert "Informant 1" not in speakers(turned)


def test_a_label_with_remarks_in_parentheses_is_the_same_speaker() -> None:
    turned = read(paper(*LONG, "Informant 1 (ler): Det var det.", "Informant 1 (hostar): Orsak."))
    assert speakers(turned)["Informant 1"] == 7


def test_people_of_one_name_are_told_apart_by_what_stands_in_parentheses() -> None:
    lines = [f"Kari ({where}): Hei {n}." for n in range(3) for where in ("NAV", "kommunen")]
    assert set(speakers(read(paper(*lines)))) == {"Kari (NAV)", "Kari (kommunen)"}


def test_an_unnamed_other_side_is_told_apart() -> None:
    turned = read(
        paper("I: Korleis gjekk det?", "Det gjekk bra.", "Eigentleg.", "I: Sikkert?", "Ja.", "I: Og no?", "No òg.")
    )
    assert said(turned) == [
        ("I", "Korleis", "det?"),
        ("Respondent", "Det", "Eigentleg."),
        ("I", "Sikkert?", "Sikkert?"),
        ("Respondent", "Ja.", "Ja."),
        ("I", "Og", "no?"),
        ("Respondent", "No", "òg."),
    ]


def test_questions_of_the_guide_in_italics_are_the_interviewers() -> None:
    turned = read(
        [
            *paper("I: Då byrjar vi.", "R: Ja."),
            italic("1. Kva har hendt sidan sist?"),
            *paper("R: Mykje.", "I: Som kva?", "R: Planen."),
            italic("2. Kva med budsjettet?"),
            *paper("R: Det auka."),
        ]
    )
    assert [speaker for speaker, _, _ in said(turned)] == ["I", "R", "I", "R", "I", "R", "I", "R"]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Intervjuar", "Informant"),
        ("INT", "INF 1"),
        ("I", "R"),
        ("Moderator", "Deltakar 3"),
        ("Q", "A"),
        ("Int.", "P7"),
    ],
)
def test_roles_follow_the_vocabulary_whoever_asks(asks: str, answers: str) -> None:
    turned = read(
        paper(f"{asks}: Sei noko.", f"{answers}: Kva då?", f"{asks}: Kva som helst.", f"{answers}: Verkeleg?")
    )
    assert roles(turned) == {asks: "interviewer", answers: "respondent"}
    assert "roles-guessed" not in kinds(turned)


def test_i_with_a_number_is_an_informant_beside_an_interviewer() -> None:
    turned = read(paper("Int: Kva?", "I1: Ja.", "Int: Og du?", "I2: Nei.", "I1: Jo."))
    assert roles(turned) == {"Int": "interviewer", "I1": "respondent", "I2": "respondent"}


def test_roles_of_names_are_guessed_from_who_asks_and_told() -> None:
    turned = read(paper("Else: Kva trur du?", "Tor: Lite.", "Else: Kvifor?", "Tor: Av vane.", "Siv: Eg trur meir.",
                        "Else: Gjer du?", "Siv: Ja."))  # fmt: skip
    assert roles(turned) == {"Else": "interviewer", "Tor": "respondent", "Siv": "respondent"}
    assert "Else: interviewer" in messages(turned, "roles-guessed")


def test_where_nobody_asks_nobody_gets_a_role() -> None:
    turned = read(paper("Else: Vi ventar.", "Tor: Lenge.", "Else: Ja.", "Tor: Ja."))
    assert set(roles(turned).values()) == {"other"}
    assert "roles-unknown" in kinds(turned)


def test_a_chosen_role_stands() -> None:
    assert roles(read(paper(*LONG), roles={"Informant 1": Role.OTHER}))["Informant 1"] == "other"


def test_a_chosen_style_reads_by_paragraphs_what_has_labels() -> None:
    turned = read(paper(*LONG), style="paragraphs")
    assert len(turned.turns) == len(LONG)
    assert turned.text.startswith("Intervjuar: Korleis")


def test_turns_can_be_made_to_alternate() -> None:
    turned = read(paper("Fortel.", "", "Det var haust.", "", "Og så.", "", "Så snødde det."), style="alternating")
    assert [speaker for speaker, _, _ in said(turned)] == ["Interviewer", "Respondent"] * 2


def test_an_unknown_style_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RefusedError, match="dash-questions"):
        read(paper("x"), style="telepathy")


def test_a_footnote_and_a_box_are_nobodys_speech() -> None:
    turned = read(
        [
            *paper("I: Kva kosta det?", "R: Om lag åtte hundre tusen[1]."),
            Paragraph((Run("Målt i kroner den gongen."),), category="text box"),
            *paper("Og så renta.", "I: Ja."),
            Paragraph((Run("[1] Rundt tal."),), category="footnote"),
        ]
    )
    assert [speaker for speaker, _, _ in said(turned)] == ["I", "R", "", "R", "I", ""]
    assert [speaker.label for speaker in turned.speakers] == ["I", "R"]
    assert turned.imported["footnote"] == 12
    assert turned.imported["text box"] == 21


def test_a_label_with_nothing_after_it_is_left_out_and_told() -> None:
    turned = read(paper("I: Kva?", "R:", "I: Høyrer du?", "R: Ja."))
    assert speakers(turned) == {"I": 2, "R": 1}
    assert "empty-turn" in kinds(turned)


@pytest.mark.parametrize(
    "lines",
    [
        LONG,
        ("Dato: 2012", "", *LONG, "Gunnar: Vil de ha kaffi?", "Intevjuar: Ja."),
        ("-Kva no?", "Ingenting.", "-Sikker?", "Ja."),
        ("Ein.", "", "To.", "", "Tre."),
        ("00:00:01 I", "Kva?", "00:00:03 R", "Ja.", "00:00:04 I", "Og?", "00:00:05 R", "Nei."),
    ],
)
def test_what_was_decided_reads_the_same_file_the_same_way_again(lines: tuple[str, ...]) -> None:
    first = read(paper(*lines))
    again = read(paper(*lines), **{name: getattr(first.choices, name) for name in Choices.__dataclass_fields__})
    assert (again.text, again.turns, again.preamble, again.style) == (
        first.text,
        first.turns,
        first.preamble,
        first.style,
    )
    assert again.choices == first.choices


def test_every_style_can_be_forced_on_any_text_without_loss() -> None:
    paragraphs = paper(*LONG, "", "Fri tekst.", "- Strek?")
    for style in STYLES:
        assert sum(read(paragraphs, style=style).imported.values()) == ink(paragraphs), style
