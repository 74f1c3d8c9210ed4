"""Subtitle cues, with speakers and without, with every turn written down by hand."""

from tests.exchange.speakers.papers import read, said
from workbench.exchange.paragraphs import Paragraph, Run


def cue(text: str, ms: int, speaker: str | None = None) -> Paragraph:
    return Paragraph((Run(text),), speaker=speaker, time_ms=ms, time_text=f"00:00:{ms // 1000:02}.000")


def test_style_o_names_with_initials_in_cues_and_cues_that_go_on() -> None:
    turned = read(
        [
            cue("Maria Lund (ML): Shall we start?", 1000),
            cue("Per Dahl (PD): Yes.", 3000),
            cue("I have an hour.", 5000),
            cue("Per Dahl (PD): Or a bit more.", 6000),
            cue("Maria Lund (ML): Good.", 8000),
        ]
    )
    assert turned.style == "subtitles"
    assert said(turned) == [
        ("Maria Lund", "Shall", "start?"),
        ("Per Dahl", "Yes.", "more."),
        ("Maria Lund", "Good.", "Good."),
    ]
    assert [turn.time_ms for turn in turned.turns] == [1000, 3000, 8000]
    assert [turned.text[a:b] for a, b in turned.paragraphs][1:4] == ["Yes.", "I have an hour.", "Or a bit more."]


def test_style_p_label_on_the_first_line_of_a_cue() -> None:
    turned = read(
        [
            cue("Interviewer:\nWhere do we sit?", 0),
            cue("Guest:\nAnywhere.", 2000),
            cue("Interviewer:\nHere?", 4000),
            cue("Guest:\nThere.", 5000),
        ]
    )
    assert said(turned) == [
        ("Interviewer", "Where", "sit?"),
        ("Guest", "Anywhere.", "Anywhere."),
        ("Interviewer", "Here?", "Here?"),
        ("Guest", "There.", "There."),
    ]


def test_style_q_voices_that_the_format_names() -> None:
    turned = read([cue("Hello.", 0, "Alice"), cue("How are you?", 1000, "Alice"), cue("Fine.", 2500, "Bob")])
    assert said(turned) == [("Alice", "Hello.", "you?"), ("Bob", "Fine.", "Fine.")]


def test_cues_of_nobody_are_turns_of_their_own_that_keep_their_times() -> None:
    turned = read([cue("So we begin", 0), cue("with the list", 1500), cue("and stop.", 3000)])
    assert [(turn.speaker, turn.time_ms) for turn in turned.turns] == [("", 0), ("", 1500), ("", 3000)]
