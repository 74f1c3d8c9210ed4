"""Time stamps in every form that was seen."""

import pytest

from tests.exchange.speakers.papers import kinds, paper, read
from workbench.exchange.speakers.stamps import parse


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("[00:00:03.635]", 3_635),
        ("[00,00,06.000]", 6_000),
        ("[00;00;08.000]", 8_000),
        ("[00.00.10.000]", 10_000),
        ("[00;00;10;005]", 10_005),
        ("[00:00:00:000]", 0),
        ("00:00:10", 10_000),
        ("1:02:03", 3_723_000),
        ("12:31", 751_000),
        ("75:12", 4_512_000),
        ("00:01:02,500", 62_500),
        ("00:01:02.5", 62_500),
        ("(00:12)", 12_000),
        ("#00:01:02-3#", 62_300),
        ("00:00:10 - 00:00:15", 10_000),
        ("0:0:3.120 --> 0:0:4.0", 3_120),
    ],
)
def test_a_stamp_before_a_label_is_the_turns_time(written: str, ms: int) -> None:
    turned = read(paper(f"{written} I: Kva?", "R: Ja.", "I: Og?", "R: Nei."))
    assert (turned.turns[0].time_ms, turned.turns[0].time_text) == (ms, written)
    assert turned.text.startswith("Kva?")


@pytest.mark.parametrize("written", ["[00:00:03.635]", "[00;00;10;005]", "00:00:10", "(0:12)"])
def test_a_stamp_after_a_label_is_the_turns_time(written: str) -> None:
    turned = read(paper(f"Intervjuar: {written}\tKva?", "R: Ja.", f"Intervjuar {written}: Og?", "R: Nei."))
    assert [turn.time_text for turn in turned.turns] == [written, "", written, ""]
    assert turned.text == "Kva?\n\nJa.\n\nOg?\n\nNei."


@pytest.mark.parametrize("written", ["00:00:10", "1:02:03", "00:01:02,500", "00:00:10 - 00:00:15"])
def test_a_stamp_with_hours_needs_no_more_than_a_space_after_it(written: str) -> None:
    turned = read(paper(f"Intervjuar: {written} Kva?", "R: Ja.", f"Intervjuar: {written} Og?", "R: Nei."))
    assert [turn.time_text for turn in turned.turns] == [written, "", written, ""]
    assert turned.text == "Kva?\n\nJa.\n\nOg?\n\nNei."


@pytest.mark.parametrize("written", ["00:00:75", "01:99:00"])
def test_figures_that_are_no_time_are_none(written: str) -> None:
    assert parse(written) is None


@pytest.mark.parametrize("written", ["[00:10:75]", "(0:99)", "00:61:00"])
def test_a_slip_in_a_stamp_stays_in_the_text_and_costs_no_speaker(written: str) -> None:
    turned = read(paper(f"I: {written} Kva?", "R: Ja.", "I: Og?", "R: Nei."))
    assert [turn.speaker for turn in turned.turns] == ["I", "R", "I", "R"]
    assert turned.text.startswith(f"{written} Kva?")


def test_of_two_stamps_the_second_stays_in_the_text() -> None:
    turned = read(paper("[00:01] I: [00:02] Kva?", "R: Ja.", "I: Og?", "R: Nei."))
    assert turned.turns[0].time_text == "[00:01]"
    assert turned.text.startswith("[00:02] Kva?")


def test_a_clock_time_in_speech_stays_in_the_text() -> None:
    turned = read(paper("I: Når?", "R: 10:30 kom dei.", "I: Sikker?", "R: Klokka 10:30, ja."))
    assert "10:30 kom dei." in turned.text
    assert "Klokka 10:30, ja." in turned.text


def test_a_remark_with_a_time_in_it_stays_in_the_text() -> None:
    turned = read(paper("I: Når?", "R: [uklart 00:12:31] kom dei."))
    assert turned.text == "Når?\n\n[uklart 00:12:31] kom dei."


def test_a_stamp_on_a_line_of_its_own_belongs_to_the_label_below() -> None:
    turned = read(paper("0:0:0.0 --> 0:0:3.120", "Anna", "Hei?", "0:0:3.120 --> 0:0:4.0", "Tor", "Hei.",
                        "0:0:5.0 --> 0:0:6.0", "Anna", "Ja?", "0:0:6.0 --> 0:0:7.0", "Tor", "Ja."))  # fmt: skip
    assert [(turn.speaker, turn.time_ms) for turn in turned.turns] == [
        ("Anna", 0),
        ("Tor", 3120),
        ("Anna", 5000),
        ("Tor", 6000),
    ]
    assert turned.text == "Hei?\n\nHei.\n\nJa?\n\nJa."


def test_times_before_turns_of_nobody_are_kept() -> None:
    turned = read(paper("[00:00:01] Vi byrja i mars.", "Det var kaldt.", "[00:00:09] Så kom sommaren."))
    assert turned.style == "time-stamps"
    assert [(turn.time_ms, turn.speaker) for turn in turned.turns] == [(1000, ""), (9000, "")]


def test_stamps_that_repeat_or_run_backwards_are_told_and_kept() -> None:
    turned = read(paper("[00:10] I: A?", "[00:10] R: B.", "[00:05] I: C?", "[00:20] R: D."))
    assert [turn.time_ms for turn in turned.turns] == [10_000, 10_000, 5_000, 20_000]
    assert {"time-backwards", "time-repeated"} <= kinds(turned)
