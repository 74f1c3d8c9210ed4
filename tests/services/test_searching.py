"""A search finds what stands in all interviews, exactly; what is coded from it is taken back as one step."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest

from tests.services.desks import Desk
from workbench.analysis.searching import Choices
from workbench.core.codebook import Code
from workbench.core.errors import NotFoundError, RefusedError, UnreadableFile
from workbench.core.transcripts import Role
from workbench.services import transcripts
from workbench.services.codebooks import codebook
from workbench.services.finding import patterns, searching, synonyms
from workbench.services.finding.search_coding import Unit, code_hits, coded_by_me
from workbench.services.history import history
from workbench.services.project import open_project

MOSS = "I: Kva med budsjettet?\nR: Budsjettet har auka. Én gong til: bustad-budsjettet.\nI: Og i Bærum?\nR: Nei."
HAMAR = "I: Budsjett?\nR: Vi har ikkje sett budsjettet.\nVi låner ut\u00a0bustader."


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two interviews with facts."""
    for name, said in (("Moss_2010", MOSS), ("Hamar_2011", HAMAR)):
        list(desk.bring(desk.file(f"{name}.txt", said), pattern="{municipality}_{year}"))
    return desk


def found(desk: Desk, phrase: str, choices: Choices | None = None, **narrowed: str) -> list[tuple[str, int, str]]:
    return [
        (hit.transcript.name, hit.turn, hit.words)
        for hit in searching.search(desk.project, phrase, choices, **narrowed)
    ]


def the_code(desk: Desk, key: str = "budsjett") -> Code:
    return codebook.tree(desk.project).find(key)


def test_hits_come_by_transcript_in_text_order_with_who_speaks_and_the_facts(two: Desk) -> None:
    hits = list(searching.search(two.project, "budsjett"))
    assert [(hit.transcript.name, hit.turn, hit.words) for hit in hits] == [
        ("Hamar_2011", 0, "Budsjett"),
        ("Hamar_2011", 1, "budsjett"),
        ("Moss_2010", 0, "budsjett"),
        ("Moss_2010", 1, "Budsjett"),
        ("Moss_2010", 1, "budsjett"),
    ]
    for hit in hits:
        text = transcripts.text(two.project, hit.transcript).text
        assert text[slice(*hit.span)] == hit.words
        assert text[slice(*hit.turn_span)].startswith(hit.before[:1])
        assert hit.before + hit.words + hit.after in text
    last = hits[-1]
    assert (last.speaker, last.role, last.case) == ("R", Role.RESPONDENT, "Moss")
    assert last.attributes == {"municipality": "Moss", "year": "2010"}


def test_a_search_is_narrowed_to_who_speaks_to_facts_and_to_one_transcript(two: Desk) -> None:
    assert found(two, "budsjett", Choices(role=Role.INTERVIEWER), where="municipality:Moss") == [
        ("Moss_2010", 0, "budsjett")
    ]
    assert found(two, "budsjett", where="year>=2012") == []
    only = transcripts.find(two.project, "Hamar").uuid
    assert {name for name, *_ in found(two, "budsjett", transcript=only)} == {"Hamar_2011"}
    with pytest.raises(NotFoundError):
        found(two, "budsjett", where="kommun:Moss")


@pytest.mark.parametrize(
    ("phrase", "choices", "hits"),
    [
        ("en gong", None, [("Moss_2010", 1, "Én gong")]),
        ("baerum", None, [("Moss_2010", 2, "Bærum")]),
        ("lane", None, []),
        ("ut bustader", None, [("Hamar_2011", 1, "ut\u00a0bustader")]),
        ("budsjettet har auka", None, [("Moss_2010", 1, "Budsjettet har auka")]),
        ("har budsjettet", None, []),
        ("bolig", Choices(synonyms=True), [("Hamar_2011", 1, "bustad"), ("Moss_2010", 1, "bustad")]),
        ("øke", Choices(synonyms=True, stems=True), [("Moss_2010", 1, "auka")]),
        ("budsjetet har", Choices(fuzzy=True), [("Moss_2010", 1, "Budsjettet har")]),
        (r"\b\w+er\.", Choices(regex=True), [("Hamar_2011", 1, "bustader.")]),
        ("?", None, [("Hamar_2011", 0, "?"), ("Moss_2010", 0, "?"), ("Moss_2010", 2, "?")]),
    ],
)
def test_what_is_found(two: Desk, phrase: str, choices: Choices | None, hits: list[tuple[str, int, str]]) -> None:
    assert found(two, phrase, choices) == hits


def test_the_index_never_hides_a_hit(two: Desk) -> None:
    texts = {t.transcript.name: transcripts.text(two.project, t.transcript) for t in transcripts.summaries(two.project)}
    for phrase in ("e", "ud", "budsjett", "i", "har", "gong til: bustad", "ut"):
        scanned = found(two, phrase.replace(" ", r"\s"), Choices(regex=True))
        said = {(name, n) for name, n, _ in found(two, phrase)}
        assert {(name, n) for name, n, _ in scanned} <= said, phrase
        assert all(n < len(texts[name].turns) for name, n in said)


def test_what_is_brought_in_later_is_found_too(two: Desk) -> None:
    assert found(two, "rekruttering") == []
    two.interview("Bærum_2012", "I: Og rekruttering?\nR: Ja.")
    assert found(two, "rekruttering") == [("Bærum_2012", 0, "rekruttering")]


def test_other_scripts_are_found_although_the_index_parts_their_words_otherwise(desk: Desk) -> None:
    desk.interview(said="I: Kva heiter det?\nR: नमस्ते og \u0645\u064f\u062d\u064e\u0645 og дом.")
    assert [words for *_, words in found(desk, "नमस्ते")] == ["नमस्ते"]
    assert [words for *_, words in found(desk, "\u0645\u062d\u0645")] == ["\u0645\u064f\u062d\u064e\u0645"]
    assert [words for *_, words in found(desk, "ДОМ")] == ["дом"]


def test_a_project_open_for_reading_only_is_searched(two: Desk) -> None:
    with open_project(two.project.path, read_only=True) as looking:
        assert len(list(searching.search(looking, "budsjett"))) == 5


def test_a_pattern_that_never_ends_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.interview(said="I: " + "a" * 60 + "!\nR: Ja.")
    monkeypatch.setattr(patterns, "PATIENCE", 0.5)
    began = time.monotonic()
    with pytest.raises(RefusedError, match="takes too long"):
        found(desk, "(a+)+b", Choices(regex=True))
    assert time.monotonic() - began < 5


def test_every_hit_is_coded_as_one_act_and_taken_back_as_one(two: Desk) -> None:
    before = two.state()
    hits = list(searching.search(two.project, "budsjett", Choices(role=Role.RESPONDENT)))
    done = code_hits(two.project, hits, the_code(two), unit=Unit.SENTENCE)
    assert sorted(words for _, _, words in two.codings()) == [
        "Budsjettet har auka.",
        "Vi har ikkje sett budsjettet.",
        "Én gong til: bustad-budsjettet.",
    ]
    assert (len(done.new), done.alike) == (3, 0)
    assert history.history(two.project, limit=1)[0].summary == (
        "budsjett on 3 passages in 2 transcripts, found by searching"
    )
    again = code_hits(two.project, hits, the_code(two), unit=Unit.SENTENCE)
    assert (len(again.new), again.alike) == (0, 3)
    assert sum(map(len, coded_by_me(two.project, the_code(two)).values())) == 3
    two.undo()
    assert two.state() == before
    history.redo(two.project)
    assert len(two.codings()) == 3


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit.HIT, "auka. Én"),
        (Unit.SENTENCE, "Budsjettet har auka. Én gong til: bustad-budsjettet."),
        (Unit.TURN, "Budsjettet har auka. Én gong til: bustad-budsjettet."),
    ],
)
def test_the_hit_its_sentences_or_its_turn_are_coded(two: Desk, unit: Unit, words: str) -> None:
    code_hits(two.project, searching.search(two.project, "auka. én"), the_code(two), unit=unit)
    assert two.codings() == [("anna", "budsjett", words)]


def test_one_pass_through_hits_is_taken_back_as_one_step(two: Desk) -> None:
    before, batch = two.state(), str(uuid4())
    for hit in searching.search(two.project, "budsjett"):
        code_hits(two.project, [hit], the_code(two), batch=batch)
    assert len(two.codings()) == 5
    two.undo()
    assert two.state() == before


def test_nothing_is_coded_with_a_retired_code_or_by_nobody(two: Desk) -> None:
    hits = list(searching.search(two.project, "budsjett"))
    two.project.coder = None
    with pytest.raises(RefusedError):
        code_hits(two.project, hits, the_code(two))


def test_own_synonyms_are_set_taken_from_a_file_and_taken_back(two: Desk) -> None:
    asked = Choices(synonyms=True)
    assert found(two, "pengane", asked) == []
    assert synonyms.set_groups(two.project, ["pengane=budsjettet,midlane"]) == 1
    assert len(found(two, "pengane", asked)) == 4
    assert synonyms.set_groups(two.project, ["pengane=budsjettet,midlane"]) == 0
    assert synonyms.set_groups(two.project, ["Pengane="]) == 1
    assert synonyms.own_groups(two.project) == []
    two.undo()
    assert synonyms.own_groups(two.project) == [("pengane", "budsjettet", "midlane")]
    assert synonyms.import_groups(two.project, two.file("ord.txt", "# Våre\nkommune = kommuneadministrasjon\n")) == 1
    assert next(iter(synonyms.table(two.project).rows))[0] == "pengane"
    with pytest.raises(UnreadableFile):
        synonyms.import_groups(two.project, two.folder / "ingen.txt")
    with pytest.raises(RefusedError):
        synonyms.set_groups(two.project, ["pengar"])
