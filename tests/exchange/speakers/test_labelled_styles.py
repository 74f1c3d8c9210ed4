"""One built file for each style in which speakers have labels, with every turn written down by hand."""

from tests.exchange.speakers.papers import bold, paper, read, roles, said
from workbench.exchange.paragraphs import Paragraph, Run


def test_style_a_name_colon_text() -> None:
    turned = read(
        paper(
            "Intervjuar: Kan du fortelja korleis de byrja?",
            "Informant 1: Vi byrja med kartlegginga, trur eg.",
            "Det tok eit heilt år.",
            "Intervjuar: Eit år?",
            "Informant 1: Ja. Minst.",
        )
    )
    assert turned.style == "colon"
    assert said(turned) == [
        ("Intervjuar", "Kan", "byrja?"),
        ("Informant 1", "Vi", "år."),
        ("Intervjuar", "Eit", "år?"),
        ("Informant 1", "Ja.", "Minst."),
    ]
    assert roles(turned) == {"Intervjuar": "interviewer", "Informant 1": "respondent"}
    assert turned.text.startswith("Kan du fortelja korleis de byrja?\n\nVi byrja med kartlegginga, trur eg.\nDet tok")


def test_style_b_label_alone_with_the_text_on_the_next_line() -> None:
    turned = read(
        paper(
            "Interviewer:",
            "What changed that year?",
            "Lisa:",
            "The whole department moved.",
            "We lost two people.",
            "Interviewer: And then?",
            "Lisa",
            "Then nothing.",
            "Interviewer",
            "Nothing at all?",
            "Lisa: Not a thing.",
        )
    )
    assert turned.style == "alone"
    assert said(turned) == [
        ("Interviewer", "What", "year?"),
        ("Lisa", "The", "people."),
        ("Interviewer", "And", "then?"),
        ("Lisa", "Then", "nothing."),
        ("Interviewer", "Nothing", "all?"),
        ("Lisa", "Not", "thing."),
    ]
    assert roles(turned) == {"Interviewer": "interviewer", "Lisa": "respondent"}


def test_style_c_label_colon_time_and_tabs() -> None:
    turned = read(
        paper(
            "SC:   [00:00:00:000]\t\t Where were you when it was decided?",
            "GV:   [00:00:04:120]\t\t In the corridor.",
            "SC:   [00:00:09:500]\t\t Who told you?",
            "GV:   [00:00:11:000]\t\t The phone did.",
        )
    )
    assert turned.style == "stamped"
    assert said(turned) == [
        ("SC", "Where", "decided?"),
        ("GV", "In", "corridor."),
        ("SC", "Who", "you?"),
        ("GV", "The", "did."),
    ]
    assert [turn.time_ms for turn in turned.turns] == [0, 4120, 9500, 11000]
    assert turned.turns[1].time_text == "[00:00:04:120]"
    assert roles(turned) == {"SC": "interviewer", "GV": "respondent"}


def test_style_d_label_and_time_without_a_colon() -> None:
    turned = read(
        paper(
            "SC   [00:00:00:000]\t\t Where were you?",
            "GV   [00:00:04:120]\t\t In the corridor.",
            "And then outside.",
            "SC   [00:00:09:500]\t\t Outside?",
            "GV   [00:00:11:000]\t\t In the rain.",
        )
    )
    assert turned.style == "stamped"
    assert said(turned) == [
        ("SC", "Where", "you?"),
        ("GV", "In", "outside."),
        ("SC", "Outside?", "Outside?"),
        ("GV", "In", "rain."),
    ]


def test_style_e_time_and_label_on_a_line_of_their_own() -> None:
    turned = read(
        paper(
            "00:00:03 Interviewer",
            "Could you describe the office?",
            "00:00:10 Interviewee 1W31",
            "It is small.",
            "Really very small.",
            "",
            "00:00:31 Interviewer",
            "How many desks?",
            "00:00:33 Interviewee 1W31",
            "Four.",
        )
    )
    assert turned.style == "stamped"
    assert said(turned) == [
        ("Interviewer", "Could", "office?"),
        ("Interviewee 1W31", "It", "small."),
        ("Interviewer", "How", "desks?"),
        ("Interviewee 1W31", "Four.", "Four."),
    ]
    assert [turn.time_ms for turn in turned.turns] == [3000, 10000, 31000, 33000]
    assert roles(turned) == {"Interviewer": "interviewer", "Interviewee 1W31": "respondent"}


def test_style_f_only_the_run_says_where_the_name_ends_and_the_time_begins() -> None:
    turned = read(
        [
            bold("Ola Hansen", "3:31\nHow did you get the flat?"),
            bold("P7", "3:37\nThrough the municipality."),
            bold("Ola Hansen", "3:52\nWas there a queue?"),
            bold("P7", "13:55\nThere is always a queue."),
        ]
    )
    assert turned.style == "teams"
    assert said(turned) == [
        ("Ola Hansen", "How", "flat?"),
        ("P7", "Through", "municipality."),
        ("Ola Hansen", "Was", "queue?"),
        ("P7", "There", "queue."),
    ]
    assert [turn.time_ms for turn in turned.turns] == [211_000, 217_000, 232_000, 835_000]
    assert roles(turned) == {"Ola Hansen": "interviewer", "P7": "respondent"}


def test_style_g_headings() -> None:
    turned = read(
        paper(
            "### Interviewer",
            "",
            "What do you do all day?",
            "",
            "### Participant",
            "",
            "I answer the phone.",
            "",
            "And I write lists.",
            "",
            "### Interviewer",
            "",
            "Lists of what?",
            "",
            "### Participant",
            "",
            "Of people.",
        )
    )
    assert turned.style == "heading"
    assert said(turned) == [
        ("Interviewer", "What", "day?"),
        ("Participant", "I", "lists."),
        ("Interviewer", "Lists", "what?"),
        ("Participant", "Of", "people."),
    ]


def test_style_g_headings_of_the_word_processor() -> None:
    def heading(text: str) -> Paragraph:
        return Paragraph((Run(text),), heading=3)

    turned = read([heading("Interviewer"), *paper("Why?"), heading("Guest"), *paper("Why not."), heading("Interviewer"),
                   *paper("Again?"), heading("Guest"), *paper("No.")])  # fmt: skip
    assert said(turned) == [
        ("Interviewer", "Why?", "Why?"),
        ("Guest", "Why", "not."),
        ("Interviewer", "Again?", "Again?"),
        ("Guest", "No.", "No."),
    ]


def test_style_h_bullets_with_labels() -> None:
    turned = read(
        paper(
            "- I: Kva gjer de når lista er full?",
            "- S: Då ringjer vi rundt.",
            "- I: Til kven?",
            "- S: Til alle som har eit rom.",
        )
    )
    assert turned.style == "bullets"
    assert said(turned) == [
        ("I", "Kva", "full?"),
        ("S", "Då", "rundt."),
        ("I", "Til", "kven?"),
        ("S", "Til", "rom."),
    ]
    assert roles(turned) == {"I": "interviewer", "S": "respondent"}


def test_style_j_hanging_labels_before_a_tab() -> None:
    def hanging(text: str) -> Paragraph:
        return Paragraph((Run(text),), hanging=True)

    turned = read(
        [
            hanging("Intervjuar\tKven bestemmer?"),
            hanging("Leiar\tDet gjer tildelingsmøtet."),
            *paper("Kvar tirsdag."),
            hanging("Intervjuar\tKven sit der?"),
            hanging("Leiar\tAlle einingane."),
        ]
    )
    assert turned.style == "hanging"
    assert said(turned) == [
        ("Intervjuar", "Kven", "bestemmer?"),
        ("Leiar", "Det", "tirsdag."),
        ("Intervjuar", "Kven", "der?"),
        ("Leiar", "Alle", "einingane."),
    ]


def test_style_n_paragraphs_with_line_numbers() -> None:
    turned = read(
        paper(
            "1    Int: Who found the house?",
            "2    Dan: My sister did.",
            "3    Int: Your sister?",
            "4    Dan: She walks a lot.",
        )
    )
    assert turned.style == "numbered"
    assert said(turned) == [
        ("Int", "Who", "house?"),
        ("Dan", "My", "did."),
        ("Int", "Your", "sister?"),
        ("Dan", "She", "lot."),
    ]
    assert turned.text.startswith("Who found")


def test_bold_labels_without_a_colon() -> None:
    turned = read(
        [
            bold("Anne", " Korleis var det?"),
            bold("Turid", " Det var fint."),
            bold("Anne", " Heile tida?"),
            bold("Turid", " Nesten."),
        ]
    )
    assert turned.style == "bold"
    assert said(turned) == [
        ("Anne", "Korleis", "det?"),
        ("Turid", "Det", "fint."),
        ("Anne", "Heile", "tida?"),
        ("Turid", "Nesten.", "Nesten."),
    ]


def test_bare_labels_with_nothing_but_a_space_after_them() -> None:
    turned = read(
        paper(
            "INT Kva tenkjer du om planen?",
            "INF I fjor var han god.",
            "INT Og i år?",
            "INF No er han gammal.",
            "I fjor var han ny.",
        )
    )
    assert turned.style == "bare"
    assert said(turned) == [
        ("INT", "Kva", "planen?"),
        ("INF", "I", "god."),
        ("INT", "Og", "år?"),
        ("INF", "No", "ny."),
    ]


def test_a_table_row_with_time_label_and_text() -> None:
    turned = read(
        [
            Paragraph((Run(text),), category="table")
            for text in (
                "Tid\tKven\tTekst",
                "00:00:01\tI\tEr du klar?",
                "00:00:03\tR\tJa.",
                "00:00:05\tI\tDå byrjar vi.",
                "00:00:08\tR\tFint.",
            )
        ]
    )
    assert said(turned) == [("I", "Er", "klar?"), ("R", "Ja.", "Ja."), ("I", "Då", "vi."), ("R", "Fint.", "Fint.")]
    assert [turn.time_ms for turn in turned.turns] == [1000, 3000, 5000, 8000]
    assert turned.preamble == "Tid\tKven\tTekst"


def test_style_m_several_speak_at_once() -> None:
    turned = read(
        paper(
            "SC:\t[00:00:01.000]\tWere you both there?",
            "GV and RO:\t[00:00:03.000]\tWe were.",
            "SC:\t[00:00:05.000]\tUntil when?",
            "GV:\t[00:00:06.000]\tUntil six.",
            "RO:\t[00:00:07.000]\tSeven.",
            "RO and GV in unison:\t[00:00:09.000]\tSeven!",
            "NOTE:\t[00:00:10.000]\tA door is heard.",
            "GV:\t[00:00:12.000]\tFine, seven.",
            "RO:\t[00:00:13.000]\tThank you.",
            "Everybody:\t[00:00:15.000]\tGoodbye.",
        )
    )
    assert [speaker for speaker, _, _ in said(turned)] == [
        "SC", "GV and RO", "SC", "GV", "RO", "RO and GV in unison", "NOTE", "GV", "RO", "Everybody",
    ]  # fmt: skip
    found = roles(turned)
    assert found["SC"] == "interviewer"
    assert found["GV and RO"] == found["RO and GV in unison"] == "respondent"
    assert found["NOTE"] == found["Everybody"] == "other"


def test_style_m_two_numbered_informants_answer_together() -> None:
    turned = read(
        paper(
            "Intervjuer: Er dere enige?",
            "Informant 1 og Informant 2: Ja!",
            "Intervjuer: Helt?",
            "Informant 1: Jeg er det.",
            "Informant 2: Nesten.",
            "Intervjuer og Informant 1: Nesten?",
            "Informant 1 og 2: Ja, nesten.",
        )
    )
    assert [speaker for speaker, _, _ in said(turned)] == [
        "Intervjuer",
        "Informant 1 og Informant 2",
        "Intervjuer",
        "Informant 1",
        "Informant 2",
        "Intervjuer og Informant 1",
        "Informant 1 og 2",
    ]
    assert roles(turned) == {
        "Intervjuer": "interviewer",
        "Informant 1": "respondent",
        "Informant 2": "respondent",
        "Informant 1 og Informant 2": "respondent",
        "Informant 1 og 2": "respondent",
        "Intervjuer og Informant 1": "other",
    }
