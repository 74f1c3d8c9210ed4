"""What the index says: its words, and which turns may have some of them."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import BuiltProject, a_transcript, a_uuid
from workbench.core.folding import fold
from workbench.store import searching

SPOKEN = (
    "I: Har de låne-ordningar i Bærum?\n"
    "R: Ja. Startlån og BUSTØTTE, f.eks. 3 %.\n"
    "R: Lane i Baerum er noko anna – «soft\u00adhyphen» her.\n"
    "I: straße og ﬁn café"
)


def words_in(phrase: str) -> Sequence[tuple[str]]:
    return [(word,) for word in re.findall(r"[^\W_]+", fold(phrase))]


@pytest.mark.parametrize(
    ("phrase", "turns"),
    [
        ("startlån", [1]),
        ("STARTLÅN", [1]),
        ("bustøtte", [1]),
        ("bærum", [0]),
        ("baerum", [2]),
        ("låne", [0]),
        ("lane", [2]),
        ("i bærum", [0]),
        ("bærum i", []),
        ("softhyphen", [2]),
        ("strasse", [3]),
        ("fin", [3]),
        ("café", [3]),
        ("cafe\u0301", [3]),
        ("cafe", []),
        ("NOT ja", []),
        ("f.eks. 3 %", [1]),
    ],
)
def test_the_index_folds_case_but_keeps_ae_oe_aa_apart(project: BuiltProject, phrase: str, turns: list[int]) -> None:
    built = project.bring_in(a_transcript(SPOKEN, name="Bærum_2010"))
    with project.database.reading() as connection:
        hits = list(searching.candidates(connection, words_in(phrase), adjacent=True, transcript=built.uuid))
        assert searching.words_of(connection, built.uuid) == built.text.text
    assert [hit.turn for hit in hits] == turns
    assert all(built.text.turns[hit.turn].start == hit.start for hit in hits)
    assert all(built.text.turns[hit.turn].speaker == hit.speaker for hit in hits)


def test_one_word_of_each_collection_anywhere_in_the_turn_or_side_by_side(project: BuiltProject) -> None:
    built = project.bring_in(a_transcript(SPOKEN, name="Bærum_2010"))
    asked = [("bærum", "baerum"), ("de", "er", "noko")]
    with project.database.reading() as connection:
        anywhere = searching.candidates(connection, asked, transcript=built.uuid)
        assert [hit.turn for hit in anywhere] == [0, 2]
        beside = searching.candidates(connection, asked, adjacent=True, transcript=built.uuid)
        assert [hit.turn for hit in beside] == [2]
        assert [hit.turn for hit in searching.candidates(connection, transcript=built.uuid)] == [0, 1, 2, 3]
        assert {"bustøtte", "strasse", "baerum"} <= set(searching.vocabulary(connection))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(string.ascii_letters + "æøåÆØÅé ,.-", min_size=1, max_size=30), min_size=1, max_size=6))
def test_every_word_of_a_text_is_found_where_it_stands(in_file: BuiltProject, said: list[str]) -> None:
    built = a_transcript("\n".join(f"R: {line}" for line in said), name=a_uuid())
    in_file.bring_in(built)
    with in_file.database.reading() as connection:
        for n, turn in enumerate(built.text.turns):
            for word in words_in(built.text.text[turn.start : turn.end]):
                hits = {hit.turn for hit in searching.candidates(connection, [word], transcript=built.uuid)}
                assert n in hits, word


def test_every_capital_and_sign_of_latin_is_in_the_index_as_folding_has_it(project: BuiltProject) -> None:
    # The first turn is one whose capitals the index makes small by itself; with the second it is given folded words.
    signs = " ".join(f"x{chr(point)}x" for point in range(0xA1, 0x100) if fold(chr(point)) == chr(point).lower())
    for said in (f"R: {signs} … “é” – ", f"R: {signs} … “é” – ﬁn"):
        built = project.bring_in(a_transcript(said, name=a_uuid()))
        with project.database.reading() as connection:
            assert set(searching.vocabulary(connection)) >= {word for (word,) in words_in(signs)}
            for word in words_in(signs):
                assert list(searching.candidates(connection, [word], transcript=built.uuid)), word
