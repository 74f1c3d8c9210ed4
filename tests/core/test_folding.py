"""Folding: what people type finds what stands there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.folding import fold, fold_all, fold_with_offsets, folds_by_case_alone
from workbench.core.transcripts import clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STARTLÅN", "startlån"),
        ("cafe\u0301", "café"),
        ("ﬁnt", "fint"),
        ("Straße", "STRASSE"),
        ("mjuk\u00adbinde", "mjukbinde"),
    ],
)
def test_two_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("låne", "lane"), ("Bærum", "Baerum"), ("møte", "mote"), ("café", "cafe")])
def test_letters_that_differ_in_norwegian_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_is_folding_once() -> None:
    for point in range(0x20, 0x3000):
        folded = fold(chr(point))
        assert fold(folded) == folded, unicodedata.name(chr(point), hex(point))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40).map(lambda text: clean(text).text))
def test_folding_with_offsets_gives_the_same_text_and_offsets_that_go_forward(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)


def test_a_folded_hit_points_to_what_stands_there() -> None:
    text = "Dei kallar det STRASSE\u00ad-ordninga, ﬁnt."
    folded, offsets = fold_with_offsets(text)
    at = folded.index("strasse-ord")
    assert text[offsets[at] : offsets[at + len("strasse-ord")]] == "STRASSE\u00ad-ord"
    at = folded.index("fint")
    assert text[offsets[at] : offsets[at + 4]] == "ﬁnt"


def test_a_mark_after_an_invisible_character_belongs_to_the_letter_before_it() -> None:
    folded, offsets = fold_with_offsets("xa\u00ad\u0301y")
    assert folded == fold("xa\u00ad\u0301y") == "xáy"
    assert list(offsets) == [0, 1, 4, 5]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_texts_folded_in_one_go_are_those_folded_one_by_one(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@given(st.text(alphabet=st.characters(max_codepoint=0x2030), max_size=6))
def test_where_folding_is_a_matter_of_case_alone_the_small_letters_are_the_folded_ones(text: str) -> None:
    text = clean(text).text
    if folds_by_case_alone(text):
        assert fold(text) == text.lower().replace("\u00a0", " ").replace("…", "...")


@pytest.mark.parametrize("rare", ["ß", "ﬁ", "²", "ª", "µ", "ſ", "İ", "\u00ad", "e\u0301", "Ａ", "´"])
def test_folding_that_does_more_is_told(rare: str) -> None:
    assert folds_by_case_alone("Kva er ÅPENT? – «Bustøtte»")
    assert not folds_by_case_alone(f"Kva er {rare}?")
