"""Texts in and out, and lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import BuiltProject, a_text, a_transcript, a_uuid
from workbench.core.bundle import Bundle
from workbench.core.cases import Attribute, AttributeValue, Bearer, Case
from workbench.core.coders import EVERYTHING, Progress, Reviewed, Status
from workbench.core.errors import NotFoundError
from workbench.core.events import added, changed
from workbench.core.segments import cut
from workbench.core.transcripts import Revision, Turn, packed
from workbench.store import bundles, codings, events, searching, transcripts

AWKWARD = (
    "I: Ærleg tala 👩\u200d👩\u200d👧 [latter]\nR: [00:12:31] «Å, ja.» e\u0301n\t\u202ex\nR2:  -- 100 % {x} \u2028"
)


def test_a_text_comes_back_with_turns_units_and_preamble(project: BuiltProject) -> None:
    text = replace(a_text(AWKWARD), preamble="KONSTRUERT EKSEMPEL")
    turns = (*text.turns[:-1], text.turns[-1]._replace(time_ms=751_000, time_text="00:12:31"))
    text = replace(text, turns=turns)
    with project.database.writing() as connection:
        content = transcripts.add_text(connection, text)
        assert transcripts.add_text(connection, text) == content == text.content_hash
    with project.database.reading() as connection:
        assert transcripts.text(connection, content) == text
        with pytest.raises(NotFoundError):
            transcripts.text(connection, "0" * 64)


def test_units_lie_in_the_file_with_the_low_byte_first() -> None:
    assert packed([1, 258]) == b"\x01\x00\x00\x00\x02\x01\x00\x00"
    assert list(transcripts.unpacked(b"\x01\x00\x00\x00\x02\x01\x00\x00")) == [1, 258]


def test_a_transcripts_revisions_each_have_their_own_words(project: BuiltProject) -> None:
    first = project.transcript
    text = a_text("I: Korleis går det no?\nR: Budsjettet har auka.")
    second = Revision(a_uuid(), first.uuid, 2, text.content_hash, text.text_hash, "retta.docx", "b" * 64, "docx")
    with project.database.writing() as connection:
        after = replace(first.transcript, revision=2)
        events.record(
            connection, [added(second), changed(first.transcript, after)], actor=None, action="x", at=1, texts=[text]
        )
    with project.database.reading() as connection:
        assert transcripts.text_of(connection, first.uuid, 1) == first.text
        assert transcripts.text_of(connection, first.uuid, 2) == text
        assert [r.n for r in transcripts.revisions(connection, first.uuid)] == [1, 2]
        assert transcripts.named(connection, "MOSS_2010 ") == after
        assert len(list(searching.candidates(connection, [("no",)]))) == 1
        assert [hit.revision for hit in searching.candidates(connection, [("budsjettet",)])] == [2]
        with pytest.raises(NotFoundError):
            transcripts.text_of(connection, first.uuid, 3)


def test_a_file_or_a_text_that_is_there_already_is_found(project: BuiltProject) -> None:
    revision = project.transcript.revision
    with project.database.reading() as connection:
        assert transcripts.same_content(connection, revision.file_hash, "x") == ["Moss_2010"]
        assert transcripts.same_content(connection, "x", revision.text_hash) == ["Moss_2010"]
        assert transcripts.same_content(connection, "x", "x") == []
        assert transcripts.named(connection, "Hamar") is None
        labels = [speaker.label for speaker in transcripts.speakers(connection, project.transcript.uuid)]
    assert labels == ["I", "R"]


def test_the_list_shows_words_turns_attributes_and_work_by_coder(project: BuiltProject) -> None:
    case = Case(a_uuid(), "Moss kommune")
    built = a_transcript("I: Kva?\nR: Me fekk [latter] meir.", name="a moss")
    built = replace(built, transcript=replace(built.transcript, case=case.uuid))
    year, place = Attribute(a_uuid(), "year"), Attribute(a_uuid(), "municipality", bearer=Bearer.CASE)
    project.do(added(case), added(year), added(place))
    project.bring_in(built)
    project.do(
        added(AttributeValue(a_uuid(), year.uuid, "2010", transcript=built.uuid)),
        added(AttributeValue(a_uuid(), place.uuid, "Moss", case=case.uuid)),
        added(Reviewed(a_uuid(), built.uuid, 1, project.ben.uuid, 0, 3)),
        added(Reviewed(a_uuid(), built.uuid, 1, project.ben.uuid, 10, 14)),
        added(Status(a_uuid(), built.uuid, project.ben.uuid, Progress.CODING)),
    )
    project.transcript, former = built, project.transcript
    project.code("meir", coder=project.ben)
    project.code("fekk", coder=project.ben)
    project.code("fekk", coder=project.anna)
    with project.database.reading() as connection:
        first, second = transcripts.summaries(connection, EVERYTHING)
    assert first.transcript == built.transcript
    assert (first.case, first.attributes) == ("Moss kommune", {"municipality": "Moss", "year": "2010"})
    assert (first.words, first.turns, first.sentences) == (5, 2, 2)
    assert first.codings == {project.ben.uuid: 2, project.anna.uuid: 1}
    assert first.progress == {project.ben.uuid: Progress.CODING}
    assert first.reviewed == {project.ben.uuid: 2, project.anna.uuid: 1}
    assert (second.transcript, second.codings, second.attributes) == (former.transcript, {}, {})


def test_listed_codings_say_who_speaks_and_what_stands_around(project: BuiltProject) -> None:
    one = project.code("Budsjettet")
    two = project.code("går", code="auka", coder=project.ben)
    with project.database.reading() as connection:
        listed = list(codings.listing(connection, EVERYTHING))
        only = list(codings.listing(connection, EVERYTHING, coders=[project.ben.uuid], codes=[two.code]))
        none = list(codings.listing(connection, EVERYTHING, transcripts=[]))
        assert codings.counts(connection, EVERYTHING) == {one.code: 1, two.code: 1}
    assert [(c.coding, c.quotation, c.turn, c.speaker) for c in listed] == [
        (two, "går", 0, "I"),
        (one, "Budsjettet", 1, "R"),
    ]
    assert (listed[1].before, listed[1].after) == ("Korleis går det?\n", " har auka.")
    assert [c.coding for c in only] == [two]
    assert none == []


def test_a_passage_that_begins_between_turns_is_nobodys(project: BuiltProject) -> None:
    text = cut("Tittel\nHei", [Turn(7, 10, "R")])
    built = a_transcript(name="Hamar")
    revision = replace(built.revision, content=text.content_hash, text_hash=text.text_hash)
    project.transcript = project.bring_in(replace(built, text=text, revision=revision))
    project.code((0, 6))
    project.code((5, 9), code="auka")
    project.code((8, 9), code="motstand")
    with project.database.reading() as connection:
        here = list(codings.listing(connection, EVERYTHING, transcripts=[project.transcript.uuid]))
    assert [(c.turn, c.speaker) for c in here] == [(-1, ""), (-1, ""), (0, "R")]


def test_a_bundle_and_a_check_know_the_same_texts(project: BuiltProject) -> None:
    with project.database.reading() as connection:
        bundle: Bundle = bundles.export(connection)
    assert bundle.texts == {project.transcript.text.content_hash: project.transcript.text}
