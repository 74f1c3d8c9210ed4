"""Records in and out of their tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from tests.builders import BuiltProject, a_codebook, a_coder, a_coding, a_transcript, a_uuid
from workbench.core.bundle import Tombstone
from workbench.core.cases import Attribute, AttributeValue, Bearer, Case, Informant
from workbench.core.codebook import Card
from workbench.core.coders import Pin, Progress, Reviewed, Status
from workbench.core.errors import RefusedError
from workbench.core.events import Change, added, changed, removed
from workbench.core.memos import Memo
from workbench.core.passages import Passage
from workbench.core.records import KINDS
from workbench.store import bundles, records


def tombstones(project: BuiltProject) -> list[tuple[str, str]]:
    """Return what was deleted."""
    with project.database.reading() as connection:
        graves: tuple[Tombstone, ...] = bundles.export(connection).tombstones
    return [(grave.kind, grave.uuid) for grave in graves]


def held(project: BuiltProject, kind: str, uuid: str) -> object:
    """Return a record, or None."""
    with project.database.reading() as connection:
        return records.get(connection, kind, uuid)


def test_a_record_that_is_not_there_is_none(project: BuiltProject) -> None:
    with project.database.reading() as connection:
        for kind in KINDS:
            assert records.get(connection, kind, a_uuid()) is None


def test_a_code_with_a_whole_card_comes_back(project: BuiltProject) -> None:
    card = Card({"nn": "Pengar"}, {"nb": "Når [budsjett] øker"}, {}, {"nn": ("«Me fekk meir»", "e\u0301")})
    before = project.codes["auka"]
    after = replace(before, card=card, retired=True, shortcut="b", colour="#112233")
    project.do(changed(before, after))
    assert held(project, "code", before.uuid) == after


def test_a_deleted_record_leaves_a_tombstone_until_it_comes_back(project: BuiltProject) -> None:
    case = Case(a_uuid(), "Moss")
    project.do(added(case))
    project.do(removed(case))
    assert tombstones(project) == [("case", case.uuid)]
    project.do(added(case))
    assert tombstones(project) == []
    many = [Case(a_uuid(), f"case {n}") for n in range(3)]
    project.do(*map(_added, many))
    project.do(*(removed(one) for one in many))
    assert len(tombstones(project)) == 3
    project.do(*map(_added, many))
    assert tombstones(project) == []


def _added(case: Case) -> Change:
    return added(case)


@pytest.mark.parametrize("other", ["Moss", "moss", " MOSS ", "Mo\u00adss", "\uff2doss"])
def test_two_spellings_of_one_name_are_one_name(project: BuiltProject, other: str) -> None:
    project.do(added(Case(a_uuid(), "Moss")))
    with pytest.raises(RefusedError, match=r"is there already \(case\)"):
        project.do(added(Case(a_uuid(), other)))
    project.do(added(Case(a_uuid(), "Møss")))


def test_names_must_differ_only_where_they_would_be_taken_for_each_other(project: BuiltProject) -> None:
    with pytest.raises(RefusedError, match=r"“ANNA” is there already \(coder\)"):
        project.do(added(a_coder("ANNA")))
    project.do(added(a_coder("anna", round=2)))
    with pytest.raises(RefusedError, match=r"“moss_2010” is there already \(transcript\)"):
        project.do(added(a_transcript(name="moss_2010").transcript))
    book, codes = a_codebook("Budsjett")
    project.do(added(replace(book, stable_id="another")))
    with pytest.raises(RefusedError, match=r"“Budsjett” is there already \(code\)"):
        project.do(added(codes["Budsjett"]))
    with pytest.raises(RefusedError, match="in the same place already"):
        project.do(added(replace(book, uuid=a_uuid(), stable_id="another")))
    project.do(added(Attribute(a_uuid(), "år")), added(Attribute(a_uuid(), "år", bearer=Bearer.CASE)))
    with pytest.raises(RefusedError, match=r"“År” is there already \(attribute\)"):
        project.do(added(Attribute(a_uuid(), "År")))
    one, two = Case(a_uuid(), "Moss"), Case(a_uuid(), "Hamar")
    project.do(added(one), added(two), added(Informant(a_uuid(), "Informant 1", one.uuid)))
    project.do(added(Informant(a_uuid(), "Informant 1", two.uuid)))
    with pytest.raises(RefusedError, match=r"“informant 1” is there already \(informant\)"):
        project.do(added(Informant(a_uuid(), "informant 1", one.uuid)))


def test_the_same_coding_twice_is_refused_and_a_second_coders_is_not(project: BuiltProject) -> None:
    project.code("Budsjettet")
    with pytest.raises(RefusedError, match=r"One is in the same place already \(coding\)"):
        project.code("Budsjettet")
    project.code("Budsjettet", coder=project.ben)
    project.code("Budsjettet", code="auka")


def test_a_coding_outside_the_text_or_of_a_revision_that_is_not_there_is_refused(project: BuiltProject) -> None:
    length = len(project.transcript.text.text)
    with pytest.raises(RefusedError, match="lies outside the text"):
        project.code((0, length + 1))
    project.code((0, length), code="auka")
    coding = a_coding(project.transcript, (0, 3), code=project.codes["auka"], coder=project.ben)
    with pytest.raises(RefusedError, match="revision of the transcript that this belongs to is not there"):
        project.do(added(replace(coding, revision=2)))


def test_a_record_that_refers_to_nothing_is_refused(project: BuiltProject) -> None:
    with pytest.raises(RefusedError, match="The code that this belongs to is no longer there"):
        project.do(added(Pin(a_uuid(), project.anna.uuid, 1, a_uuid())))


def test_what_something_hangs_on_does_not_go(project: BuiltProject) -> None:
    coding = project.code("Budsjettet")
    memo = Memo(a_uuid(), project.anna.uuid, "?", coding=coding.uuid)
    project.do(added(memo))
    with pytest.raises(RefusedError, match="Something still belongs to this coding"):
        project.do(removed(coding))
    with pytest.raises(RefusedError, match="Something still belongs to this code,"):
        project.do(removed(project.codes["budsjett"]))
    project.do(removed(memo), removed(coding))
    assert held(project, "coding", coding.uuid) is None


def test_a_memo_hangs_on_one_thing_and_a_value_belongs_to_one(project: BuiltProject) -> None:
    here = project.transcript.uuid
    for memo in (
        Memo(a_uuid(), project.anna.uuid, "x"),
        Memo(a_uuid(), project.anna.uuid, "x", transcript=here, code=project.codes["auka"].uuid),
    ):
        with pytest.raises(IntegrityError):
            project.do(added(memo))
    attribute, case = Attribute(a_uuid(), "år"), Case(a_uuid(), "Moss")
    project.do(added(attribute), added(case))
    for value in (
        AttributeValue(a_uuid(), attribute.uuid, "1"),
        AttributeValue(a_uuid(), attribute.uuid, "1", case=case.uuid, transcript=here),
    ):
        with pytest.raises(IntegrityError):
            project.do(added(value))
    project.do(added(AttributeValue(a_uuid(), attribute.uuid, "2010", transcript=here)))
    with pytest.raises(RefusedError):
        project.do(added(AttributeValue(a_uuid(), attribute.uuid, "2011", transcript=here)))


def test_impossible_spans_and_words_are_kept_out_by_the_database_itself(project: BuiltProject) -> None:
    here, anna = project.transcript.uuid, project.anna.uuid
    for record in (Passage(a_uuid(), here, 1, 3, 3), Passage(a_uuid(), here, 1, -1, 3)):
        with pytest.raises(IntegrityError):
            project.do(added(record))
    with pytest.raises(IntegrityError):
        project.do(added(Reviewed(a_uuid(), here, 1, anna, 5, 4)))
    with pytest.raises(IntegrityError):
        project.do(added(Pin(a_uuid(), anna, 10, project.codes["auka"].uuid)))
    project.do(added(Status(a_uuid(), here, anna, Progress.DONE, 1, 5)))
    with pytest.raises(RefusedError):
        project.do(added(Status(a_uuid(), here, anna, Progress.CODING)))


def test_parents_come_before_their_codes_in_one_act_and_go_after_them(project: BuiltProject) -> None:
    book, codes = a_codebook("a", "a/b", "b/c")
    book = replace(book, stable_id="second")
    new = [replace(code, codebook=book.uuid) for code in codes.values()]
    project.do(added(book), *(added(code) for code in new), actor=project.anna)
    project.undo()
    project.redo()
    with project.database.reading() as connection:
        assert {code.key for code in records.all_of(connection, "code")} >= {"a", "b", "c"}


def test_re_anchoring_keeps_the_coding_and_cuts_its_words_anew(project: BuiltProject) -> None:
    coding = project.code("Budsjettet")
    start, end = project.transcript.span("har auka")
    project.do(changed(coding, replace(coding, start=start, end=end)))
    with project.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT uuid, quotation, context_before FROM coding").all()
    assert [tuple(row) for row in kept] == [(coding.uuid, "har auka", "Korleis går det?\nBudsjettet ")]
