"""What a query hits and what it does not: the table, and that hits are exact."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.searching import (
    Choices,
    Synonyms,
    Vocabulary,
    compile_query,
    read_groups,
    shipped_groups,
)
from workbench.analysis.searching.forms import plain_form
from workbench.analysis.searching.vocabulary import WORD
from workbench.core.errors import RefusedError
from workbench.core.folding import fold
from workbench.core.transcripts import clean

SHIPPED = Synonyms(shipped_groups())


def vocabulary_of(text: str) -> Vocabulary:
    return Vocabulary(set(re.findall(rf"{WORD}+", plain_form(text))))


def hits(phrase: str, text: str, choices: Choices, synonyms: Synonyms = SHIPPED) -> list[str]:
    query = compile_query(phrase, choices, vocabulary_of(text), synonyms)
    found = [text[start:end] for start, end in query.spans(text)]
    assert not (found and query.hopeless)
    return found


PLAIN, WHOLE = Choices(), Choices(whole_words=True)
STEMS, FUZZY, REGEX = Choices(stems=True), Choices(fuzzy=True), Choices(regex=True)
ALIKE, ALL = Choices(synonyms=True), Choices(stems=True, synonyms=True, fuzzy=True)

TABLE = [
    # query, how, must hit, must not hit
    ("budsjett", PLAIN, "kommuneBUDSJETTET", "bud sjett"),
    ("STARTLÅN", PLAIN, "startlån", "startlan"),
    ("startla\u030an", PLAIN, "startlån", "start lån"),
    ("lane", PLAIN, "Lane i byen", "å låne pengar"),
    ("låne", PLAIN, "låneordning", "lane"),
    ("laane", PLAIN, "å låne", "lane"),
    ("baerum", PLAIN, "i Bærum", "i Barum"),
    ("Bærum", PLAIN, "BÆRUM", "Barum"),
    ("moete", PLAIN, "eit møte", "mote"),
    ("mote", PLAIN, "siste mote", "møte"),
    ("ar", PLAIN, "armar", "års"),
    ("en gang", PLAIN, "bare én gang", "gang en"),
    ("og", PLAIN, "òg", "å"),
    ("ide", PLAIN, "ein idé", "i de"),
    ("idé", PLAIN, "ide", "id"),
    ("kafé", PLAIN, "KAFE\u0301EN", "kaffi"),
    ("saman med", PLAIN, "saman\u00a0 \nmed", "samanmed"),
    ("kommunestyre", PLAIN, "kommune\u00adstyre", "kommune-styre"),
    ("kommune styre", PLAIN, "kommune \u00ad styre", "kommunestyre"),
    ('"vi"', PLAIN, "«vi»", "vi"),
    ("«vi»", PLAIN, "“vi”", "'vi'"),
    ("f.eks.", PLAIN, "F.eks. slik", "feks"),
    ("start-lån", PLAIN, "start\u2011lån", "startlån"),
    ("ja – men", PLAIN, "ja - men", "ja men"),
    ("100 %", PLAIN, "100 % sikker", "100%"),
    ("strasse", PLAIN, "Straße", "strase"),
    ("fin", PLAIN, "\ufb01nt", "fn"),
    ("eit", WHOLE, "eit hus", "arbeit"),
    ("å", WHOLE, "å bu", "år"),
    ("i kommunen", WHOLE, "I  kommunen.", "vi kommunen"),
    ("hus", WHOLE, "(hus)", "rådhuset"),
    ("bustad*", PLAIN, "bustadkontoret", "kommunebustad"),
    ("*kontor", PLAIN, "bustadkontor", "kontoret"),
    ("kommunal* bustad*", PLAIN, "kommunale bustader", "kommunale nye bustader"),
    ("kommune", STEMS, "kommunane", "kommers"),
    ("vanskelig", STEMS, "vanskelege", "vaske"),
    ("leder", STEMS, "lederne", "lesing"),
    ("moglegheit", STEMS, "moglegheitene", "mogne"),
    ("bustad", ALIKE, "boligene", "bestad"),
    ("bolig", ALIKE, "bustadane", "billig"),
    ("ikkje", ALIKE, "ikke", "ikon"),
    ("ein", ALIKE, "en", "enda"),
    ("i hop", ALIKE, "sammen", "hop"),
    ("saman", ALIKE, "i hop", "hopp"),
    ("bustader", ALIKE, "boligen", "stader"),
    ("samarbeid", FUZZY, "samabreid", "arbeid"),
    ("husbanken", FUZZY, "hubsanken", "banken"),
    ("år", FUZZY, "år", "år1"),
    ("rekruttere", FUZZY, "rekrutere", "rekrutt"),
    ("auka", ALL, "økte", "aukepar"),
    (r"\bbu\w+d\b", REGEX, "Bustad", "bustaden"),
    (r"(start|hus)lån", REGEX, "STARTLÅN", "lån"),
    ("^Ja", REGEX, "ja, vel", "nei, ja"),
]


@pytest.mark.parametrize(("phrase", "choices", "hit", "miss"), TABLE)
def test_a_query_hits_what_it_must_and_nothing_else(phrase: str, choices: Choices, hit: str, miss: str) -> None:
    must, must_not = clean(hit).text, clean(miss).text
    assert hits(phrase, must, choices)
    assert hits(phrase, must_not, choices) == []


def test_the_table_has_forty_rows() -> None:
    assert len(TABLE) >= 40


@pytest.mark.parametrize(
    ("phrase", "choices", "text", "exact"),
    [
        ("budsjett", PLAIN, "I kommunebudsjettet og Budsjett.", ["budsjett", "Budsjett"]),
        ("saman med", PLAIN, "Vi er\nsaman\u00a0\nmed dei…", ["saman\u00a0\nmed"]),
        ("strass", PLAIN, "Ei straße her", ["straß"]),
        ("bindestrek", PLAIN, "Ein mjuk\u00adbinde\u00adstrek…", ["binde\u00adstrek"]),
        ("bustad*", PLAIN, "Ein bustadplan, to bustader", ["bustadplan", "bustader"]),
        ("kommune", STEMS, "Kommunane i kommunen", ["Kommunane", "kommunen"]),
        ("aa", PLAIN, "å, Aa og a", ["å", "Aa"]),
        ("a", WHOLE, "á 😀 a", ["á", "a"]),
    ],
)
def test_hits_are_exact(phrase: str, choices: Choices, text: str, exact: list[str]) -> None:
    assert hits(phrase, text, choices) == exact


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.text(max_size=4), st.text(max_size=30))
def test_any_words_of_a_text_are_found_where_they_stand(before: str, words: str, after: str) -> None:
    text = clean(before + words + after).text
    phrase = clean(words).text.replace("*", "")
    if not plain_form(phrase).strip() or plain_form(phrase) not in plain_form(text):
        return
    query = compile_query(phrase, PLAIN, vocabulary_of(text))
    spans = query.spans(text)
    assert spans
    assert not query.hopeless
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [one.start for one in spans] == sorted({one.start for one in spans})


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20).map(lambda text: clean(text).text))
def test_the_form_of_a_text_is_that_of_its_folded_one(text: str) -> None:
    assert plain_form(fold(text)) == "".join(map(plain_form, fold(text)))
    assert plain_form(unicodedata.normalize("NFD", text)) == plain_form(text)


@pytest.mark.parametrize(
    ("phrase", "choices"),
    [("", PLAIN), (" \u00ad ", PLAIN), ("(", REGEX), ("a{2,1}", REGEX), ("a", Choices(regex=True, fuzzy=True))],
)
def test_what_cannot_be_looked_for_is_refused_in_a_sentence(phrase: str, choices: Choices) -> None:
    with pytest.raises(RefusedError) as refused:
        compile_query(phrase, choices, Vocabulary(()))
    assert refused.value.hint


def test_an_own_group_is_read_and_a_line_that_is_none_is_named() -> None:
    groups = read_groups("\ufeff# Mine\nhusbank = Husbanken,  bustad bank # ja\n\n")
    assert groups == [("husbank", "Husbanken", "bustad bank")]
    assert hits("husbanken", "Bustad\nbank", ALIKE, Synonyms(groups)) == ["Bustad\nbank"]
    with pytest.raises(RefusedError, match="Line 2"):
        read_groups("a = b\nc\n")


def test_the_shipped_groups_are_at_least_150_each_of_words_that_differ() -> None:
    groups = shipped_groups()
    assert len(groups) >= 150
    assert all(len({plain_form(word) for word in group}) == len(group) for group in groups)
    assert len(set(groups)) == len(groups)


def test_a_query_says_which_words_of_the_index_a_turn_must_have() -> None:
    vocabulary = Vocabulary(["kommune", "kommunen", "én", "en", "gong"])
    query = compile_query("en kommune", PLAIN, vocabulary)
    assert query.words == (("kommunen", "én", "en"), ("kommune", "kommunen"))
    assert query.adjacent
    assert compile_query("ein kommune", PLAIN, vocabulary).hopeless
    assert compile_query("?", PLAIN, vocabulary).words == ()
