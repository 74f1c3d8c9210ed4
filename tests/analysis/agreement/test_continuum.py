"""What a unit is, which text counts, and when a unit is coded."""

from __future__ import annotations

import pytest

from tests.builders import a_text
from workbench.analysis.agreement.continuum import ComparedText, Continuum, Cut, cut_units, joined_turns
from workbench.analysis.agreement.recipes import Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.core.transcripts import Role

ROLES = {"I": Role.INTERVIEWER, "R": Role.RESPONDENT, "S": Role.RESPONDENT}


def compared(said: str) -> ComparedText:
    text = a_text(said)
    return ComparedText(
        len(text.text),
        [turn.start for turn in text.turns],
        [turn.end for turn in text.turns],
        [turn.speaker for turn in text.turns],
        [ROLES.get(turn.speaker, Role.OTHER) for turn in text.turns],
        lambda: text.text,
        text.units,
    )


def words_of(text: ComparedText, unit: Unit, voices: Voices) -> list[str]:
    return ["|".join(text.read()[a:b] for a, b in pieces) for pieces in cut_units(text, unit, voices).units()]


@pytest.mark.parametrize(
    ("said", "units"),
    [
        ("R: Ein\nI: mhm\nR: to", ["Ein|to"]),
        ("R: Ein\nI: ja, nettopp\nR: to\nI: mhm\nR: tre", ["Ein|to|tre"]),
        ("R: Ein\nI: ja vel du\nR: to", ["Ein", "to"]),
        ("R: Ein\nI: kvifor?\nR: to", ["Ein", "to"]),
        ("R: Ein\nI: mhm\nI: ja\nR: to", ["Ein|to"]),
        ("R: Ein\nI: mhm\nS: to", ["Ein", "to"]),
        ("R: Ein\nR: to", ["Ein", "to"]),
        ("R: Ein\nX: mhm\nR: to", ["Ein", "to"]),
        ("I: mhm\nR: Ein", ["Ein"]),
    ],
)
def test_a_mere_mhm_parts_no_turn(said: str, units: list[str]) -> None:
    assert words_of(compared(said), Unit.TURN, Voices.RESPONDENTS) == units


def test_units_of_respondents_and_of_all() -> None:
    text = compared("I: Kva no? Ja.\nR: Vi bur her. No.\nAndre linje.")
    assert words_of(text, Unit.SENTENCE, Voices.RESPONDENTS) == ["Vi bur her.", "No.", "Andre linje."]
    assert words_of(text, Unit.SENTENCE, Voices.ALL)[:2] == ["Kva no?", "Ja."]
    assert words_of(text, Unit.PARAGRAPH, Voices.RESPONDENTS) == ["Vi bur her. No.", "Andre linje."]
    assert words_of(text, Unit.WORD, Voices.RESPONDENTS)[:3] == ["Vi", "bur", "her"]
    assert words_of(text, Unit.TURN, Voices.ALL) == ["Kva no? Ja.", "Vi bur her. No.\nAndre linje."]
    assert words_of(text, Unit.TRANSCRIPT, Voices.RESPONDENTS) == ["Vi bur her. No.\nAndre linje."]
    everything = Continuum(cut_units(text, Unit.CHARACTER, Voices.ALL), characters=True)
    assert everything.n == text.length


def test_a_unit_is_coded_where_any_of_it_is_or_half_of_it_is() -> None:
    line = Continuum(Cut.of([[Span(0, 10)], [Span(12, 20), Span(30, 32)], [Span(40, 45)]]))
    for spans, any_, half in [
        ([(0, 1)], [0], []),
        ([(0, 5)], [0], [0]),
        ([(9, 13)], [0, 1], []),
        ([(16, 31)], [1], [1]),
        ([(10, 12), (20, 30)], [], []),
        ([(0, 3), (8, 10)], [0], [0]),
        ([(5, 43)], [0, 1, 2], [0, 1, 2]),
        ([(44, 99)], [2], []),
    ]:
        for rule, expected in ((Rule.ANY, any_), (Rule.HALF, half)):
            found = [unit for start, end in line.coded(spans, rule) for unit in range(start, end)]
            assert found == expected, (spans, rule)


def test_where_units_stand_in_the_text() -> None:
    line = Continuum(Cut.of([[Span(3, 6)], [Span(10, 12), Span(20, 24)]]))
    assert line.span_of(0, 1) == (3, 6)
    assert line.span_of(0, 2) == (3, 24)
    characters = Continuum(Cut.of([[Span(3, 6), Span(10, 12)]]), characters=True)
    assert characters.span_of(2, 4) == (5, 11)


def test_only_what_all_have_judged() -> None:
    units = Cut.of([[Span(0, 10)], [Span(10, 20)], [Span(20, 30)]])
    assert Continuum(units).judged([Span(12, 14)]).n == 1
    assert Continuum(Cut.of([[Span(0, 30)]]), characters=True).judged([Span(12, 14)]).n == 2
    assert Continuum(units).judged([]).n == 0


def test_turns_are_where_sentences_are_resampled_together() -> None:
    text = compared("R: Ein. To.\nI: Kva for noko?\nR: Tre. Fire. Fem.")
    line = Continuum(cut_units(text, Unit.SENTENCE, Voices.RESPONDENTS), turns=joined_turns(text, Voices.RESPONDENTS))
    assert (line.n, line.clusters()) == (5, [0, 2])
    characters = Continuum(
        cut_units(text, Unit.CHARACTER, Voices.RESPONDENTS),
        characters=True,
        turns=joined_turns(text, Voices.RESPONDENTS),
    )
    assert characters.clusters() == [0, 8]
