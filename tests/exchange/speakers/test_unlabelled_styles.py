"""One built file for each style in which nobody is named, with every turn written down by hand."""

from tests.exchange.speakers.papers import ink, italic, paper, read, roles, said


def test_style_h_numbered_items_that_take_turns() -> None:
    turned = read(
        paper(
            "1. Hvor lenge har du jobbet her?",
            "2. I seks år.",
            "3. Hva gjorde du før?",
            "4. Jeg var i en bokhandel.",
            "5. Savner du det?",
            "6. Bare om høsten.",
        )
    )
    assert turned.style == "list"
    assert said(turned) == [
        ("Interviewer", "1.", "her?"),
        ("Respondent", "2.", "år."),
        ("Interviewer", "3.", "før?"),
        ("Respondent", "4.", "bokhandel."),
        ("Interviewer", "5.", "det?"),
        ("Respondent", "6.", "høsten."),
    ]


def test_style_i_questions_with_a_dash_and_soft_breaks() -> None:
    turned = read(
        paper(
            "-Hvordan fikk du leiligheten?\nJeg sto på venteliste.\nI tre år.\n-Tre år?",
            "Ja, tre år og litt til.",
            "-Hvem hjalp deg?\nEn dame på kontoret.",
        )
    )
    assert turned.style == "dash-questions"
    assert said(turned) == [
        ("Interviewer", "-Hvordan", "leiligheten?"),
        ("Respondent", "Jeg", "år."),
        ("Interviewer", "-Tre", "år?"),
        ("Respondent", "Ja,", "til."),
        ("Interviewer", "-Hvem", "deg?"),
        ("Respondent", "En", "kontoret."),
    ]
    assert "Jeg sto på venteliste.\nI tre år." in turned.text


def test_style_i_answers_with_a_dash() -> None:
    turned = read(
        paper(
            "Korleis gjekk det?",
            "– Det gjekk bra, eigentleg.",
            "Kven var med?",
            "– NAV og vi.",
            "Ikkje Husbanken?",
            "– Dei kom seinare.",
        )
    )
    assert said(turned)[:3] == [
        ("Interviewer", "Korleis", "det?"),
        ("Respondent", "–", "eigentleg."),
        ("Interviewer", "Kven", "med?"),
    ]


def test_style_k_blank_lines_between_the_turns_and_nobody_named() -> None:
    turned = read(
        paper(
            "Wie war das damals mit der Wohnung.",
            "",
            "Schwierig war das.",
            "Sehr schwierig.",
            "",
            "Und heute.",
            "",
            "Heute geht es.",
        )
    )
    assert turned.style == "blank-lines"
    assert said(turned) == [
        ("", "Wie", "Wohnung."),
        ("", "Schwierig", "schwierig."),
        ("", "Und", "heute."),
        ("", "Heute", "es."),
    ]
    assert roles(turned) == {"": "other"}


def test_style_l_question_paragraphs_and_quoted_answers() -> None:
    turned = read(
        paper(
            "Wie kamen Sie dazu?",
            "„Durch Zufall, wirklich.“",
            "Was war das Schwerste?",
            "„Das Warten.“",
            "„Und der Lärm.“",
            "Was hat geholfen?",
            "„Eine Nachbarin.“",
        )
    )
    assert turned.style == "quoted-answers"
    assert said(turned) == [
        ("Interviewer", "Wie", "dazu?"),
        ("Respondent", "„Durch", "wirklich.“"),
        ("Interviewer", "Was", "Schwerste?"),
        ("Respondent", "„Das", "Lärm.“"),
        ("Interviewer", "Was", "geholfen?"),
        ("Respondent", "„Eine", "Nachbarin.“"),
    ]


def test_questions_in_italics() -> None:
    turned = read(
        [
            italic("Hva har skjedd siden sist?"),
            *paper("Mye. Planen ble vedtatt.", "Og så ble det stille."),
            italic("Hvorfor ble det stille?"),
            *paper("Det var valg."),
        ]
    )
    assert turned.style == "formatted-questions"
    assert said(turned) == [
        ("Interviewer", "Hva", "sist?"),
        ("Respondent", "Mye.", "stille."),
        ("Interviewer", "Hvorfor", "stille?"),
        ("Respondent", "Det", "valg."),
    ]


def test_nothing_at_all_gives_a_turn_for_each_paragraph() -> None:
    paragraphs = paper("Vi flytta i mars.", "Det var kaldt.")
    turned = read(paragraphs)
    assert turned.style == "paragraphs"
    assert said(turned) == [("", "Vi", "mars."), ("", "Det", "kaldt.")]
    assert sum(turned.imported.values()) == ink(paragraphs)
