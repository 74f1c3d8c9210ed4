"""Words are counted by stem, in the respondents' turns, without what is in every text."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.code_tables.brute_force import ranges, said
from tests.analysis.matrices.builders import Written, a_study, an_interview
from tests.analysis.matrices.random_studies import texts
from workbench.analysis.frequencies.counting import Frequencies, WordRecipe, frequencies, keyness
from workbench.analysis.frequencies.rendering import figures
from workbench.analysis.frequencies.stop_words import stop_words
from workbench.analysis.matrices import Interview, Spoken, SpokenText, Voices
from workbench.core.errors import NotFoundError, RefusedError


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_word_counts_when_half_of_it_is_said_in_the_text_that_counts(data: st.DataObject) -> None:
    text: SpokenText
    text, _ = data.draw(texts())
    voices = data.draw(st.sampled_from(Voices))
    characters = said(text, voices)
    wanted = [
        (word.start, word.stop)
        for word in ranges(text.words)
        if 2 * len(characters & set(word)) >= len(word) and characters & set(word)
    ]
    spoken = Spoken(text, voices)
    assert spoken.which_words() == wanted
    assert len(wanted) == spoken.words_in_all()


def counted(*written: Written, key: str = "", recipe: WordRecipe | None = None) -> Frequencies:
    """Count the words of some interviews."""
    recipe = recipe or WordRecipe(key=key)
    by_uuid = {one.interview.uuid: one for one in written}

    def words_of(uuid: str) -> list[str]:
        one = by_uuid[uuid]
        return [one.text[start:end] for start, end in Spoken(one.spoken, recipe.voices).which_words()]

    def is_key(interview: Interview) -> bool:
        return interview.attributes.get("municipality") == key

    return frequencies(a_study(*written), recipe, words_of, is_key if key else None)


MOSS = an_interview("Moss", said=("R: Boligen er liten, og boliger er dyre. [latter]", "I: Kva med husbanken?"))
HAMAR = an_interview("Hamar", said=("R: Ja, bolig! BOLIG. Husbanken i 2010.",))


def test_forms_of_a_word_are_counted_together_under_the_most_common() -> None:
    word = counted(MOSS, HAMAR).found[0]
    assert (word.word, word.count, word.interviews) == ("bolig", 4, 2)
    assert word.forms == {"bolig": 2, "boligen": 1, "boliger": 1}
    apart = counted(MOSS, HAMAR, recipe=WordRecipe(whole_words=True))
    assert {w.word: w.count for w in apart.found}["boliger"] == 1


def test_stop_words_figures_marks_and_the_interviewer_are_left_out() -> None:
    words = {word.word for word in counted(MOSS, HAMAR).found}
    assert words == {"bolig", "liten", "dyre", "husbanken"}
    every = {word.word for word in counted(MOSS, HAMAR, recipe=WordRecipe(every_word=True, min_length=1)).found}
    assert every == words | {"er", "og", "ja", "i"}
    everybody = counted(MOSS, HAMAR, recipe=WordRecipe(voices=Voices.ALL))
    assert {word.word: word.count for word in everybody.found}["husbanken"] == 2


def test_groups_have_their_own_words_in_all_stop_words_among_them() -> None:
    found = counted(MOSS, HAMAR, recipe=WordRecipe(by=("municipality",)))
    assert [(group.values, group.words) for group in found.groups] == [(("Hamar",), 6), (("Moss",), 7)]
    assert list(found.found[0].by_group) == [2, 2]
    wide = [list(row) for row in figures(found).wide.rows]
    assert wide[0][:4] == ["bolig", 4, 1000 * 4 / 13, 2]
    assert wide[-1] == ["All words", 13, None, 2, 6, 7, ""]


def test_keyness_is_the_signed_log_likelihood_ratio() -> None:
    # By hand: 53 of 7,816 words against 0 of 19,807: 2 * 53 * ln(27623 / 7816).
    assert keyness(53, 0, 7816, 19807).value == pytest.approx(2 * 53 * math.log(27623 / 7816))
    assert keyness(0, 53, 7816, 19807).value < 0
    assert keyness(10, 20, 100, 200).value == pytest.approx(0)


def test_words_of_some_interviews_are_compared_with_the_others() -> None:
    found = counted(MOSS, HAMAR, key="Hamar")
    assert found.here is not None
    assert (found.here.interviews, found.here.words) == (1, 6)
    best = found.found[0]
    assert best.word == "husbanken"
    assert best.keyness == keyness(1, 0, 6, 7)
    with pytest.raises(RefusedError, match="0 of 2 interviews"):
        counted(MOSS, HAMAR, key="Oslo")


def test_what_cannot_be_counted_is_said() -> None:
    with pytest.raises(RefusedError, match="No respondent is known in any interview"):
        counted(an_interview(said=("?: bolig",)))
    with pytest.raises(RefusedError, match="No word is left"):
        counted(an_interview(said=("R: ja og nei",)))
    with pytest.raises(NotFoundError, match="yeer"):
        counted(MOSS, recipe=WordRecipe(by=("yeer",)))


def test_the_list_of_stop_words_is_of_both_languages_and_holds_no_matter() -> None:
    assert {"ikke", "ikkje", "jeg", "eg", "hvordan", "korleis", "å"} <= stop_words()
    assert not {"bolig", "bustad", "leder", "kommune", "hus", "barn", "penger"} & stop_words()
