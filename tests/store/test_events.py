"""The audit trail: what it says, taking back, doing again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.builders import BuiltProject, a_coding, a_transcript, a_uuid
from workbench.core.bundle import Bundle
from workbench.core.coders import EVERYTHING, Viewer
from workbench.core.codings import Certainty, Coding
from workbench.core.errors import RefusedError
from workbench.core.events import added, chain_hash, changed, hash_payload, payload_json, removed
from workbench.core.memos import Memo
from workbench.store import bundles, checks, codings, database, events, records, searching, transcripts


def standing(project: BuiltProject) -> set[str]:
    """Return the UUIDs of the codings that stand."""
    with project.database.reading() as connection:
        return {coding.uuid for coding in records.all_of(connection, "coding")}


def whole(project: BuiltProject) -> Bundle:
    """Return everything in the project, held to be without problems."""
    with project.database.reading() as connection:
        assert checks.problems(connection) == []
        return bundles.export(connection)


def bulk(project: BuiltProject, made: Sequence[Coding]) -> None:
    """Give many codings in one act of anna's."""
    with project.database.writing() as connection:
        events.record(
            connection, [], actor=project.anna.uuid, action="codings.import", at=project.now(), summary="b", bulk=made
        )


def test_every_act_stands_in_the_history_and_the_chain_holds(project: BuiltProject) -> None:
    project.code("Budsjettet")
    with project.database.reading() as connection:
        history = events.history(connection, EVERYTHING)
    assert [event.action for event in history] == ["coding.apply", "transcript.import", "test", "project.create"]
    assert history[0].summary == "budsjett 17–27"
    for later, earlier in pairwise(history):
        assert later.previous_hash == chain_hash(earlier)
        assert later.payload_hash == hash_payload(payload_json(later.changes, later.created, later.created_hash))


def test_no_words_of_a_transcript_reach_the_history(project: BuiltProject) -> None:
    project.code("Budsjettet har auka")
    with project.database.reading() as connection:
        payloads = connection.exec_driver_sql("SELECT payload FROM event").scalars().all()
        [kept] = connection.exec_driver_sql("SELECT quotation, context_before, context_after FROM coding").all()
    assert not any("Budsjettet" in payload or "Korleis" in payload for payload in payloads)
    assert tuple(kept) == ("Budsjettet har auka", "Korleis går det?\n", ".")


def test_a_coding_is_taken_back_and_given_again(project: BuiltProject) -> None:
    first, second = project.code("Budsjettet"), project.code("auka")
    project.undo()
    assert standing(project) == {first.uuid}
    project.undo()
    assert standing(project) == set()
    project.redo()
    assert standing(project) == {first.uuid}
    project.redo()
    assert standing(project) == {first.uuid, second.uuid}
    project.undo()
    project.redo()
    project.undo()
    assert standing(project) == {first.uuid}
    assert whole(project).records["coding"] == (first,)


def test_there_is_an_end_to_taking_back_and_to_doing_again(project: BuiltProject) -> None:
    with pytest.raises(RefusedError, match="nothing of yours"):
        project.undo()
    project.code("Budsjettet")
    with pytest.raises(RefusedError, match="nothing to do again"):
        project.redo()
    project.undo()
    with pytest.raises(RefusedError, match="nothing of yours"):
        project.undo()
    project.redo()
    with pytest.raises(RefusedError, match="nothing to do again"):
        project.redo()


def test_a_new_act_means_that_what_was_taken_back_is_not_done_again(project: BuiltProject) -> None:
    project.code("Budsjettet")
    project.undo()
    new = project.code("auka")
    with pytest.raises(RefusedError, match="nothing to do again"):
        project.redo()
    project.undo()
    project.redo()
    assert standing(project) == {new.uuid}


def test_what_is_given_up_is_not_done_again_and_what_came_before_it_is_taken_back_next(project: BuiltProject) -> None:
    first, second = project.code("Budsjettet"), project.code("auka")
    with project.database.writing() as connection:
        events.give_up(connection, project.anna.uuid, at=9)
    assert standing(project) == {first.uuid}
    with pytest.raises(RefusedError, match="nothing to do again"):
        project.redo()
    project.undo()
    assert standing(project) == set()
    project.redo()
    assert standing(project) == {first.uuid}
    with pytest.raises(RefusedError, match="nothing to do again"):
        project.redo()
    with project.database.reading() as connection:
        told = [event.action for event in events.history(connection, EVERYTHING, limit=4)]
        began = events.history(connection, EVERYTHING)[-1].uuid
        assert events.standing_after(connection, project.anna.uuid, began) == 1
    assert told == ["redo", "undo", "undo", "coding.apply"]
    assert second.uuid not in standing(project)
    whole(project)


def test_two_coders_interleaved_take_back_only_their_own(project: BuiltProject) -> None:
    a1 = project.code("Budsjettet")
    b1 = project.code("Budsjettet", coder=project.ben)
    a2 = project.code("auka")
    project.undo(project.ben)
    assert standing(project) == {a1.uuid, a2.uuid}
    project.undo(project.anna)
    b2 = project.code("det", coder=project.ben)
    project.undo(project.anna)
    assert standing(project) == {b2.uuid}
    with pytest.raises(RefusedError, match="nothing to do again"):
        project.redo(project.ben)
    project.redo(project.anna)
    project.redo(project.anna)
    project.undo(project.ben)
    assert standing(project) == {a1.uuid, a2.uuid}
    assert b1.uuid not in standing(project)
    whole(project)


def test_taking_back_is_refused_whole_where_another_coder_changed_it_since(project: BuiltProject) -> None:
    coding, other = project.code("Budsjettet"), project.code("auka")
    unsure = [replace(c, certainty=Certainty.UNSURE) for c in (coding, other)]
    project.do(changed(coding, unsure[0]), changed(other, unsure[1]), actor=project.anna, action="coding.certainty")
    project.do(changed(unsure[0], coding), actor=project.ben, action="coding.certainty")
    before = whole(project)
    with pytest.raises(RefusedError, match=r"the coding was changed since by ben \(coding.certainty\)"):
        project.undo()
    assert whole(project) == before


def test_taking_an_import_back_is_refused_where_another_coder_coded_in_it(project: BuiltProject) -> None:
    built = project.bring_in(a_transcript("I: Hei\nR: Ja", name="Hamar_2011"), actor=project.anna)
    project.transcript = built
    project.code("Ja", coder=project.ben)
    with pytest.raises(RefusedError, match="a coding was added to it since by ben"):
        project.undo(project.anna)
    project.undo(project.ben)
    project.undo(project.anna)
    assert len(whole(project).records["transcript"]) == 1


def test_a_blind_coder_is_not_told_who_stands_in_the_way(project: BuiltProject) -> None:
    built = project.bring_in(a_transcript("I: Hei\nR: Ja", name="Hamar_2011"), actor=project.ben)
    project.transcript = built
    project.code("Ja", coder=project.anna)
    with project.database.reading() as connection:
        [one] = records.all_of(connection, "project")
    project.do(changed(one, replace(one, settings={"blind": True})))
    with pytest.raises(RefusedError, match="cannot be taken back: a later act stands on it;"):
        project.undo(project.ben)


def test_a_batch_is_taken_back_and_done_again_together(project: BuiltProject) -> None:
    batch = a_uuid()
    for n in range(3):
        project.bring_in(a_transcript(f"R: {n}", name=f"fil {n}"), actor=project.anna, batch=batch)
    project.code("auka")
    project.undo()
    before = whole(project)
    project.undo()
    assert len(whole(project).records["transcript"]) == 1
    project.redo()
    assert whole(project).digest() == before.digest()
    project.undo()
    assert len(whole(project).records["transcript"]) == 1
    with pytest.raises(RefusedError, match="nothing of yours"):
        project.undo()


def test_a_batch_that_cannot_go_whole_stays_whole(project: BuiltProject) -> None:
    batch = a_uuid()
    built = [
        project.bring_in(a_transcript(f"R: {n}", name=f"fil {n}"), actor=project.anna, batch=batch) for n in range(3)
    ]
    project.transcript = built[0]
    project.code("0", coder=project.ben)
    before = whole(project)
    with pytest.raises(RefusedError, match="by ben"):
        project.undo()
    assert whole(project) == before


def test_what_a_file_brought_after_the_batch_was_taken_back_can_be_taken_back_alone(project: BuiltProject) -> None:
    batch = a_uuid()
    project.bring_in(a_transcript("R: ein", name="ein"), actor=project.anna, batch=batch)
    project.undo()
    project.bring_in(a_transcript("R: to", name="to"), actor=project.anna, batch=batch)
    project.undo()
    assert len(whole(project).records["transcript"]) == 1


def test_nothing_from_before_a_barrier_is_taken_back(project: BuiltProject) -> None:
    project.code("Budsjettet")
    project.code("auka")
    project.undo()
    project.do(actor=project.ben, action="pseudonymise")
    for act in (project.undo, project.redo):
        with pytest.raises(RefusedError, match=r"for good \(pseudonymise\)"):
            act()
    late = project.code("det")
    project.undo()
    project.redo()
    assert late.uuid in standing(project)


def test_bulk_codings_are_one_event_without_their_images_until_they_are_taken_back(project: BuiltProject) -> None:
    length = len(project.transcript.text.text)
    made = [
        a_coding(project.transcript, (n, n + 2), code=project.codes["motstand"], coder=project.anna)
        for n in range(length - 2)
    ]
    bulk(project, made)
    full = whole(project)
    assert full.events[-1].created == len(made)
    assert full.events[-1].changes == ()
    project.undo()
    back = whole(project)
    assert back.records["coding"] == ()
    assert len(back.events[-1].changes) == len(made)
    assert {grave.uuid for grave in back.tombstones} == {coding.uuid for coding in made}
    project.redo()
    assert whole(project).digest() == full.digest()
    assert whole(project).tombstones == ()
    project.undo()
    assert whole(project).records["coding"] == ()


def test_a_bulk_act_is_not_taken_back_where_one_of_its_codings_was_changed(project: BuiltProject) -> None:
    made = [
        a_coding(project.transcript, span, code=project.codes["motstand"], coder=project.anna)
        for span in ((0, 2), (3, 5), (5, 7))
    ]
    bulk(project, made)
    project.do(changed(made[0], replace(made[0], certainty=Certainty.UNSURE)), actor=project.ben)
    before = whole(project)
    with pytest.raises(RefusedError, match="“b” cannot be taken back: 1 of its 3 codings were changed"):
        project.undo()
    assert whole(project) == before


def test_a_bulk_act_is_taken_back_once_what_was_done_to_its_codings_is(project: BuiltProject) -> None:
    made = [
        a_coding(project.transcript, span, code=project.codes["motstand"], coder=project.anna)
        for span in ((0, 2), (3, 5), (5, 7), (8, 9))
    ]
    empty = whole(project).digest()
    bulk(project, made)
    before = whole(project)
    project.do(changed(made[0], replace(made[0], certainty=Certainty.UNSURE)), removed(made[1]), actor=project.anna)
    project.do(removed(made[2]), removed(made[3]), actor=project.anna)
    touched = whole(project)
    project.undo()
    project.undo()
    assert (whole(project).digest(), whole(project).bulk) == (before.digest(), before.bulk)
    project.redo()
    project.redo()
    assert (whole(project).digest(), whole(project).bulk) == (touched.digest(), touched.bulk)
    project.undo()
    project.undo()
    project.undo()
    assert whole(project).digest() == empty
    project.redo()
    assert whole(project).digest() == before.digest()


def test_a_bulk_act_is_not_taken_back_under_another_coders_memo(project: BuiltProject) -> None:
    made = [a_coding(project.transcript, "auka", code=project.codes["motstand"], coder=project.anna)]
    bulk(project, made)
    project.do(added(Memo(a_uuid(), project.ben.uuid, "?", coding=made[0].uuid)), actor=project.ben)
    with pytest.raises(RefusedError, match="a memo was added to it since by ben"):
        project.undo()


def test_a_transcript_that_was_taken_away_keeps_its_text_while_it_can_come_back(project: BuiltProject) -> None:
    built = project.bring_in(a_transcript("I: Hei\nR: Ja da", name="Hamar_2011"), actor=project.anna)
    project.undo()
    with project.database.writing() as connection:
        assert events.prune_texts(connection) == 0
    project.redo()
    with project.database.reading() as connection:
        assert transcripts.text_of(connection, built.uuid, 1) == built.text
        assert len(list(searching.candidates(connection, [("ja",), ("da",)], adjacent=True))) == 1
    project.undo()
    project.code("auka")
    with project.database.writing() as connection:
        assert events.prune_texts(connection) == 1
        assert events.prune_texts(connection) == 0
    assert len(whole(project).texts) == 1
    with project.database.reading() as connection:
        assert list(searching.candidates(connection, [("ja",), ("da",)], adjacent=True)) == []


def test_a_text_taken_away_for_good_behind_a_barrier_is_pruned(project: BuiltProject) -> None:
    gone = [removed(speaker) for speaker in project.transcript.speakers]
    gone += [removed(project.transcript.revision), removed(project.transcript.transcript)]
    project.do(*gone, actor=project.anna)
    with project.database.writing() as connection:
        assert events.prune_texts(connection) == 0
    project.do(action="erase")
    with project.database.writing() as connection:
        assert events.prune_texts(connection) == 1
    assert whole(project).texts == {}


def test_a_change_made_on_an_old_view_of_a_record_is_refused(project: BuiltProject) -> None:
    coding = project.code("Budsjettet")
    unsure = replace(coding, certainty=Certainty.UNSURE)
    project.do(changed(coding, unsure))
    with pytest.raises(RefusedError, match="was changed in the meantime"):
        project.do(changed(coding, replace(coding, start=18)))
    with pytest.raises(RefusedError, match="was changed in the meantime"):
        project.do(removed(coding))
    project.do(removed(unsure))
    with pytest.raises(RefusedError, match="no longer there"):
        project.do(removed(unsure))


def test_taking_back_twenty_thousand_bulk_codings_takes_seconds_not_minutes(in_file: BuiltProject) -> None:
    said = "I: Korleis?\nR: " + "Ja, budsjettet har auka. " * 400
    in_file.transcript = in_file.bring_in(a_transcript(said, name="lang"))
    spans = [(a, b) for a in range(0, 4000, 2) for b in range(a + 1, a + 3)]
    made = [a_coding(in_file.transcript, span, code=in_file.codes["auka"], coder=in_file.ben) for span in spans]
    with in_file.database.writing() as connection:
        events.record(connection, [], actor=in_file.ben.uuid, action="codings.import", at=in_file.now(), bulk=made)
    in_file.undo(in_file.ben)
    assert standing(in_file) == set()
    in_file.redo(in_file.ben)
    assert len(standing(in_file)) == len(made)


def test_taking_back_survives_a_kill_and_can_be_done_again_after_it(in_file: BuiltProject) -> None:
    first, second = in_file.code("Budsjettet"), in_file.code("auka")
    in_file.database.close()
    program = (
        "import os, signal, sys; from pathlib import Path; from workbench.store import database, events\n"
        "opened = database.open_database(Path(sys.argv[1]))\n"
        "with opened.writing() as c: events.undo(c, sys.argv[2], at=1)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", program, str(in_file.path), in_file.anna.uuid]
    assert subprocess.run(command, check=False).returncode == -9
    in_file.database = database.open_database(in_file.path)
    assert standing(in_file) == {first.uuid}
    in_file.redo()
    assert standing(in_file) == {first.uuid, second.uuid}
    whole(in_file)
    in_file.database.close()


def test_history_is_read_page_by_page(project: BuiltProject) -> None:
    for words in ("Budsjettet", "auka", "har"):
        project.code(words)
    with project.database.reading() as connection:
        pages = [events.history(connection, EVERYTHING, limit=2, offset=at) for at in (0, 2, 4, 6)]
        seen = codings.of_transcript(connection, project.transcript.uuid, Viewer(project.ben.uuid))
    assert [len(page) for page in pages] == [2, 2, 2, 0]
    assert len({event.uuid for page in pages for event in page}) == 6
    assert len(seen) == 3
