"""Memos on anything: written, changed, listed, taken in from files; and what a blind coder knows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.desks import SAID, Desk
from workbench.core.coders import Progress
from workbench.core.errors import MalformedFile, NotFoundError, RefusedError
from workbench.services import local_state, project
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.services.imports import attributes
from workbench.services.memos import memos
from workbench.services.memos.memos import MemoTarget, WantedMemos
from workbench.services.memos.memos_import import import_memos


def bodies(desk: Desk, **wanted: str) -> list[str]:
    return [one.memo.body for one in memos.listing(desk.project, WantedMemos(**wanted))]


def everywhere(desk: Desk) -> None:
    """Write a memo on each kind of thing."""
    moss, voss = desk.interview("Moss_2010"), desk.interview("Voss_2011", SAID + "\nI: Takk.")
    attributes.set_attributes(desk.project, "Moss_2010", {"municipality": "Moss"})
    made = desk.code(moss, "Budsjettet")
    passage = MemoTarget("passage", voss.uuid, voss.revision, desk.place(voss, "Startlån"))
    memos.write_memo(desk.project, "project", desk.project.project.uuid, "om alt")
    memos.write_memo(desk.project, "transcript", moss.uuid, "om Moss")
    memos.write_memo(desk.project, "code", made.code, "om koden")
    memos.write_memo(desk.project, "coding", made.uuid, "om kodinga")
    memos.write_on(desk.project, passage, "om orda")


def test_a_memo_knows_what_it_hangs_on_and_which_words_it_is_about(desk: Desk) -> None:
    everywhere(desk)
    listed = {one.memo.body: one for one in memos.listing(desk.project)}
    assert [(one.kind, one.target) for one in listed.values()] == [
        ("project", desk.project.project.name),
        ("transcript", "Moss_2010"),
        ("code", "budsjett"),
        ("coding", "Moss_2010 21–31"),
        ("passage", "Voss_2011 57–65"),
    ]
    assert listed["om kodinga"].quotation == "Budsjettet"
    assert listed["om kodinga"].code_key == "budsjett"
    assert listed["om orda"].quotation == "Startlån"
    assert (listed["om orda"].place or pytest.fail("no place")).turn == 3


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"on": "project"}, ["om alt"]),
        ({"code": "budsjett"}, ["om koden", "om kodinga"]),
        ({"transcript": "moss"}, ["om Moss", "om kodinga"]),
        ({"where": "municipality:Moss"}, ["om Moss", "om kodinga"]),
        ({"words": "STARTLÅN om"}, ["om orda"]),
        ({"words": "voss"}, ["om orda"]),
        ({"coder": "anna", "on": "passage"}, ["om orda"]),
    ],
)
def test_the_list_is_narrowed_by_kind_code_transcript_coder_facts_and_words(
    desk: Desk, wanted: dict[str, str], found: list[str]
) -> None:
    everywhere(desk)
    assert bodies(desk, **wanted) == found


def test_a_memo_on_words_comes_and_goes_with_its_passage_as_one_act(desk: Desk) -> None:
    moss = desk.interview()
    target = MemoTarget("passage", moss.uuid, moss.revision, desk.place(moss, "har auka"))
    before = len(history.history(desk.project))
    note = memos.write_on(desk.project, target, "  Kor mykje? ")
    assert memos.own_on(desk.project, target) == note
    assert len(history.history(desk.project)) == before + 1
    memos.remove_memo(desk.project, note)
    assert bodies(desk) == []
    desk.undo()
    desk.undo()
    assert bodies(desk) == []
    history.redo(desk.project)
    assert bodies(desk) == ["Kor mykje?"]


def test_the_same_words_kept_again_are_no_act(desk: Desk) -> None:
    note = memos.write_memo(desk.project, "project", desk.project.project.uuid, "som før")
    before = len(history.history(desk.project))
    assert memos.change_memo(desk.project, note, " som før\n") == note
    assert len(history.history(desk.project)) == before


def test_a_memo_is_its_writers_and_one_that_is_not_there_is_named(desk: Desk) -> None:
    note = memos.write_memo(desk.project, "project", desk.project.project.uuid, "mitt")
    with desk.as_coder("bjorn") as bjorn, pytest.raises(RefusedError, match="another coder's"):
        memos.remove_memo(bjorn.project, note)
    assert memos.find(desk.project, note.uuid) == note
    with pytest.raises(NotFoundError, match="no memo"):
        memos.find(desk.project, "x")


def test_a_blind_coder_neither_sees_anothers_memos_nor_writes_on_codings_that_are_hidden(desk: Desk) -> None:
    moss = desk.interview()
    made = desk.code(moss, "Budsjettet")
    memos.write_memo(desk.project, "coding", made.uuid, "hemmeleg")
    project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn:
        target = MemoTarget("passage", moss.uuid, moss.revision, bjorn.place(moss, "Startlån"))
        memos.write_on(bjorn.project, target, "mitt")
        assert bodies(bjorn) == ["mitt"]
        with pytest.raises(NotFoundError):
            memos.write_memo(bjorn.project, "coding", made.uuid, "eg veit")
        file = bjorn.file("memo.csv", f"kind,target,memo\ncoding,{made.uuid},eg veit")
        with pytest.raises(MalformedFile, match="1 problem"):
            import_memos(bjorn.project, file)


def test_a_blind_coders_memo_on_a_coding_that_is_hidden_again_tells_nothing_of_it(desk: Desk) -> None:
    moss = desk.interview()
    made = desk.code(moss, "Budsjettet")
    with desk.as_coder("bjorn") as bjorn:
        memos.write_memo(bjorn.project, "coding", made.uuid, "usamd")
        coding.set_status(bjorn.project, moss, Progress.CODING)
    project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn:
        (left,) = memos.listing(bjorn.project)
        assert (left.memo.body, left.place, left.code, left.target) == ("usamd", None, "", "")


def test_words_that_were_never_stored_are_found_again_with_what_they_were_on(desk: Desk) -> None:
    moss = desk.interview()
    note = memos.write_memo(desk.project, "project", desk.project.project.uuid, "stort")
    passage = MemoTarget("passage", moss.uuid, moss.revision, desk.place(moss, "har auka"))
    where = (desk.project.project.uuid, desk.project.actor.uuid)
    for key in (passage.key, moss.uuid, note.uuid, "gone", "gone/1/a-b"):
        local_state.remember_draft(*where, key, f"om {key}")
    found = {draft.key: draft for draft in memos.unstored(desk.project)}
    assert found[passage.key].target == passage
    assert found[moss.uuid].target == MemoTarget("transcript", moss.uuid)
    assert found[note.uuid].memo == note
    assert [key for key, draft in found.items() if draft.lost] == ["gone", "gone/1/a-b"]
    with desk.as_coder("bjorn") as bjorn:
        assert memos.unstored(bjorn.project) == []


def test_memos_come_in_from_a_file_as_one_act_and_not_twice(desk: Desk) -> None:
    moss = desk.interview()
    made = desk.code(moss, "Budsjettet")
    rows = [
        "kind;target;transcript;start;end;code;coder;memo",
        "project;;;;;;;om alt",
        "transcript;moss_2010;;;;;bjorn;om Moss",
        "code;Budsjett;;;;;;om koden",
        f"coding;{made.uuid};;;;;;om kodinga",
        "coding;;Moss_2010;21;31;budsjett;;om ho med",
        "passage;;Moss_2010;32;40;;;om orda",
    ]
    file = desk.file("memo.csv", "\n".join(rows))
    assert import_memos(desk.project, file, dry_run=True).new == 6
    assert bodies(desk) == []
    assert import_memos(desk.project, file).new == 6
    assert sorted(bodies(desk)) == sorted(row.split(";")[-1] for row in rows[1:])
    assert bodies(desk, coder="bjorn") == ["om Moss"]
    again = import_memos(desk.project, file)
    assert (again.new, again.alike) == (0, 6)
    desk.undo()
    assert bodies(desk) == []


def test_an_export_of_memos_is_read_back(desk: Desk, tmp_path: Path) -> None:
    from workbench.services import exporting

    everywhere(desk)
    before = bodies(desk)
    target = tmp_path / "memo.csv"
    exporting.write_table(desk.project, memos.table(desk.project), target, spelling=exporting.spelling())
    assert import_memos(desk.project, target).alike == 5
    for one in memos.listing(desk.project):
        memos.remove_memo(desk.project, one.memo)
    assert import_memos(desk.project, target).new == 5
    assert sorted(bodies(desk)) == sorted(before)


def test_a_file_of_memos_with_problems_is_refused_whole_with_each_named(desk: Desk) -> None:
    desk.interview()
    rows = [
        "kind,target,transcript,start,end,memo",
        "project,,,,,bra",
        "bok,,,,,kva",
        "passage,,Moss_2010,x,9,ord",
        "transcript,,,,,ord",
        "code,budsjett,,,,",
    ]
    with pytest.raises(MalformedFile) as refused:
        import_memos(desk.project, desk.file("memo.csv", "\n".join(rows)))
    hint = refused.value.hint
    assert "1. line 3: no memo hangs on a “bok”" in hint
    assert "line 4: the start “x”" in hint
    assert "line 5: there is no target" in hint
    assert "line 6: there is no memo" in hint
    rows = ["kind,target,transcript,start,end,memo", "project,,,,,bra", "case,Voss,,,,a", "passage,,Moss_2010,5,900,b"]
    with pytest.raises(MalformedFile, match="2 problems"):
        import_memos(desk.project, desk.file("memo.csv", "\n".join(rows)))
    assert bodies(desk) == []
