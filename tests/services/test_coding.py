"""A coder gives codes, takes them away, says what is read and done; nobody touches another's work."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.core.codebook import Code
from workbench.core.coders import Progress
from workbench.core.codings import Certainty, Coding, CodingAtDone
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.passages import Span
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.services.memos import memos
from workbench.store import records


def the_code(desk: Desk, key: str = "budsjett") -> Code:
    return codebook.tree(desk.project).find(key)


def test_white_space_around_a_passage_is_not_coded(desk: Desk) -> None:
    transcript = desk.interview()
    start, end = desk.place(transcript, " har auka")
    applied = coding.apply_code(desk.project, transcript, Span(start, end), the_code(desk))
    assert desk.codings() == [("anna", "budsjett", "har auka")]
    assert applied.new


def test_a_letter_and_its_accent_are_coded_together(desk: Desk) -> None:
    transcript = desk.interview(said="I: Kva?\nR: Q\u0323A 👩‍👧 ja")
    text = transcripts.text(desk.project, transcript).text
    coding.apply_code(desk.project, transcript, Span(text.index("\u0323"), text.index("👩") + 1), the_code(desk))
    assert desk.codings() == [("anna", "budsjett", "Q\u0323A 👩‍👧")]


def test_the_same_code_on_the_same_words_is_one_coding(desk: Desk) -> None:
    transcript = desk.interview()
    first = desk.code(transcript, "Budsjettet")
    start, end = desk.place(transcript, "Budsjettet")
    again = coding.apply_code(desk.project, transcript, Span(start, end + 1), the_code(desk))
    assert (again.coding, again.new) == (first, False)
    assert [event.action for event in history.history(desk.project)].count("coding.apply") == 1


def test_a_code_that_was_retired_in_another_window_is_refused(desk: Desk) -> None:
    transcript = desk.interview()
    stale = the_code(desk)
    with desk.as_coder("bjorn") as lead:
        file = lead.file("kodebok.csv", "id,name_nn,retired\nbudsjett,Budsjett,ja\n")
        codebook.import_codebook(lead.project, file)
    with pytest.raises(RefusedError, match="is retired"):
        coding.apply_code(desk.project, transcript, Span(0, 5), stale)
    assert desk.codings() == []


def test_taking_a_coding_away_takes_its_memos_and_undo_brings_all_back(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet")
    memos.write_memo(desk.project, "coding", made.uuid, "Sjå òg 2012.")
    with desk.as_coder("bjorn") as bjorn:
        memos.write_memo(bjorn.project, "coding", made.uuid, "Samd.")
    before = list(memos.table(desk.project).rows)
    coding.uncode(desk.project, made.uuid)
    assert desk.codings() == []
    assert list(memos.table(desk.project).rows) == []
    desk.undo()
    assert sorted(map(str, memos.table(desk.project).rows)) == sorted(map(str, before))
    history.redo(desk.project)
    assert desk.codings() == []


def test_nobody_takes_another_coders_coding_away_or_judges_it(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet")
    with desk.as_coder("bjorn") as bjorn:
        with pytest.raises(RefusedError, match="another coder's"):
            coding.uncode(bjorn.project, made.uuid)
        with pytest.raises(RefusedError, match="another coder's"):
            coding.set_certainty(bjorn.project, made, Certainty.UNSURE)


def test_a_blind_coder_cannot_tell_a_hidden_coding_from_none(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet")
    project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn, pytest.raises(NotFoundError, match="There is no coding"):
        coding.uncode(bjorn.project, made.uuid)


def test_undo_and_redo_go_back_and_forth_through_acts_of_many_kinds(desk: Desk) -> None:
    transcript = desk.interview()
    states = [desk.state()]
    made = desk.code(transcript, "Budsjettet")
    states.append(desk.state())
    coding.set_certainty(desk.project, made, Certainty.UNSURE)
    states.append(desk.state())
    coding.mark_reviewed(desk.project, transcript, [Span(0, 10)])
    states.append(desk.state())
    coding.set_status(desk.project, transcript, Progress.DONE)
    states.append(desk.state())
    coding.uncode(desk.project, made.uuid)
    states.append(desk.state())
    for state in reversed(states[:-1]):
        desk.undo()
        assert desk.state() == state
    for state in states[1:]:
        history.redo(desk.project)
        assert desk.state() == state
    desk.undo()
    desk.code(transcript, "auka", "motstand")
    with pytest.raises(RefusedError, match="nothing to do again"):
        history.redo(desk.project)


def test_marks_that_touch_become_one_and_repeated_marks_are_no_act(desk: Desk) -> None:
    transcript = desk.interview()
    assert coding.mark_reviewed(desk.project, transcript, [Span(0, 5), Span(10, 15)]) == [Span(0, 5), Span(10, 15)]
    assert coding.mark_reviewed(desk.project, transcript, [Span(5, 10)]) == [Span(0, 15)]
    events = len(history.history(desk.project))
    assert coding.mark_reviewed(desk.project, transcript, [Span(3, 12)]) == [Span(0, 15)]
    assert len(history.history(desk.project)) == events
    desk.undo()
    opened = transcripts.open_transcript(desk.project, transcript.uuid)
    assert opened.reviewed_by(desk.project.actor.uuid) == [Span(0, 5), Span(10, 15)]


def test_coding_begins_a_transcript_and_done_again_keeps_the_newer_codebook(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    (status,) = transcripts.open_transcript(desk.project, transcript.uuid).statuses
    assert status.progress is Progress.CODING
    done = coding.set_status(desk.project, transcript, Progress.DONE)
    assert done == coding.set_status(desk.project, transcript, Progress.DONE)
    desk.codebook("budsjett", "startlan", "motstand", "nytt")
    again = coding.set_status(desk.project, transcript, Progress.DONE)
    assert (done.codebook_revision, again.codebook_revision) == (1, 2)


def kept(desk: Desk) -> dict[str, list[tuple[int, int]]]:
    """Return what is kept of each coder's work at done."""
    with desk.project.database.reading() as connection:
        names = {c.uuid: c.name for c in records.all_of(connection, "coder")}
        every: list[CodingAtDone] = records.all_of(connection, "coding_at_done")
    found: dict[str, list[tuple[int, int]]] = {}
    for one in sorted(every, key=lambda c: c.start):
        found.setdefault(names[one.coder], []).append((one.start, one.end))
    return found


def test_nothing_is_kept_at_done_where_nobody_is_blind(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    coding.set_status(desk.project, transcript, Progress.DONE)
    assert kept(desk) == {}


def test_done_blind_keeps_the_coders_own_codings_and_undo_lets_them_go(desk: Desk) -> None:
    transcript = desk.interview()
    project.change_settings(desk.project, blind=True)
    desk.code(transcript, "Budsjettet")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "auka")
        coding.set_status(bjorn.project, transcript, Progress.DONE)
        assert kept(bjorn) == {"bjorn": [tuple(bjorn.place(transcript, "auka"))]}
        bjorn.undo()
        assert kept(bjorn) == {}


def test_who_takes_a_transcript_up_again_before_the_others_are_done_is_kept_anew(desk: Desk) -> None:
    transcript = desk.interview()
    project.change_settings(desk.project, blind=True)
    desk.code(transcript, "Budsjettet")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "auka")
        coding.set_status(bjorn.project, transcript, Progress.DONE)
        coding.set_status(bjorn.project, transcript, Progress.CODING)
        bjorn.code(transcript, "Startlån")
        coding.set_status(desk.project, transcript, Progress.DONE)
        coding.set_status(bjorn.project, transcript, Progress.DONE)
    assert len(kept(desk)["bjorn"]) == 2


def test_what_was_judged_blind_stays_as_it_was_once_the_others_work_was_seen(desk: Desk) -> None:
    transcript = desk.interview()
    project.change_settings(desk.project, blind=True)
    desk.code(transcript, "Budsjettet")
    coding.set_status(desk.project, transcript, Progress.DONE)
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "auka")
        coding.set_status(bjorn.project, transcript, Progress.DONE)
        blind = kept(desk)
        coding.set_status(bjorn.project, transcript, Progress.CODING)
        bjorn.code(transcript, "Budsjettet")
        coding.set_status(bjorn.project, transcript, Progress.DONE)
    assert kept(desk) == blind


def test_who_had_given_nothing_blind_is_not_kept_anew_once_the_others_work_was_seen(desk: Desk) -> None:
    transcript = desk.interview()
    project.change_settings(desk.project, blind=True)
    desk.code(transcript, "Budsjettet")
    coding.set_status(desk.project, transcript, Progress.DONE)
    with desk.as_coder("bjorn") as bjorn:
        first = coding.set_status(bjorn.project, transcript, Progress.DONE)
        coding.set_status(bjorn.project, transcript, Progress.CODING)
        bjorn.code(transcript, "Budsjettet")
        again = coding.set_status(bjorn.project, transcript, Progress.DONE)
    assert first.kept_at == first.at
    assert again.kept_at == first.kept_at
    assert list(kept(desk)) == ["anna"]


def test_the_counted_coder_of_a_transcript_is_named_and_taken_back(desk: Desk) -> None:
    transcript = desk.interview()
    coding.set_primary(desk.project, transcript, "Anna")
    chosen = transcripts.find(desk.project, "moss")
    assert chosen.primary_coder == desk.project.actor.uuid
    desk.undo()
    assert transcripts.find(desk.project, "moss").primary_coder is None


def test_a_pinned_code_moves_from_digit_to_digit(desk: Desk) -> None:
    code = the_code(desk)
    coding.pin(desk.project, 1, code)
    coding.pin(desk.project, 1, code)
    coding.pin(desk.project, 2, code)
    assert coding.pins(desk.project) == {2: code.uuid}
    coding.pin(desk.project, 7, None)
    coding.pin(desk.project, 2, None)
    assert coding.pins(desk.project) == {}
    assert [event.action for event in history.history(desk.project)].count("pin.set") == 3
    with pytest.raises(RefusedError, match="not a digit"):
        coding.pin(desk.project, 10, code)


def test_a_memo_is_changed_only_by_who_wrote_it(desk: Desk) -> None:
    (done,) = desk.bring(desk.file("a.txt", "I: Kva?\nR: Ja."))
    assert done.transcript is not None
    note = memos.write_memo(desk.project, "transcript", done.transcript.uuid, "  Les om att.\x07 ")
    assert note.body == "Les om att."
    changed = memos.change_memo(desk.project, note, "Lese no.")
    assert changed is not None
    assert memos.change_memo(desk.project, changed, " ") is None
    assert list(memos.table(desk.project).rows) == []
    with desk.as_coder("bjorn") as bjorn, pytest.raises(RefusedError, match="another coder's"):
        memos.change_memo(bjorn.project, changed, "x")
    with pytest.raises(RefusedError, match="no words"):
        memos.write_memo(desk.project, "transcript", done.transcript.uuid, " \n")


def test_several_codes_are_one_act_and_one_undo(desk: Desk) -> None:
    transcript = desk.interview()
    span = desk.place(transcript, "Budsjettet har auka")
    desk.code(transcript, "Budsjettet har auka", "motstand")
    keys = ("startlan", "motstand", "budsjett", "startlan")
    applied = coding.apply_codes(desk.project, transcript, span, [the_code(desk, key) for key in keys])
    assert [one.new for one in applied] == [True, False, True]
    assert sorted(key for _, key, _ in desk.codings()) == ["budsjett", "motstand", "startlan"]
    assert "startlan, budsjett on" in history.history(desk.project)[0].summary
    desk.undo()
    assert [key for _, key, _ in desk.codings()] == ["motstand"]


def test_several_codes_are_given_all_or_none(desk: Desk) -> None:
    transcript = desk.interview()
    both = [the_code(desk), the_code(desk, "motstand")]
    codebook.import_codebook(desk.project, desk.file("kodebok.csv", "id,name_nn,retired\nmotstand,Motstand,ja\n"))
    with pytest.raises(RefusedError, match="is retired"):
        coding.apply_codes(desk.project, transcript, Span(0, 5), both)
    assert desk.codings() == []


def moved(desk: Desk, made: Coding, words: str) -> Coding:
    """Move both ends of a coding to some words."""
    transcript = transcripts.find(desk.project, made.transcript)
    return coding.move_boundary(desk.project, made, *desk.place(transcript, words))


def test_the_ends_of_a_coding_are_moved_and_undo_moves_them_back(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet har")
    after = moved(desk, made, " har auka.")
    assert desk.codings() == [("anna", "budsjett", "har auka.")]
    assert (after.uuid, after.created_at) == (made.uuid, made.created_at)
    assert moved(desk, after, "har auka.") == after
    desk.undo()
    assert desk.codings() == [("anna", "budsjett", "Budsjettet har")]
    history.redo(desk.project)
    assert desk.codings() == [("anna", "budsjett", "har auka.")]


def test_moves_of_one_run_are_taken_back_together(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet")
    run = "7b0d2bb2-7a0f-4d4c-8a3e-5c2f5b1f7a11"
    for words in ("Budsjettet har", "Budsjettet har auka"):
        end = desk.place(transcript, words).end
        made = coding.move_boundary(desk.project, made, made.start, end, batch=run)
    assert desk.codings() == [("anna", "budsjett", "Budsjettet har auka")]
    desk.undo()
    assert desk.codings() == [("anna", "budsjett", "Budsjettet")]
    desk.undo()
    assert desk.codings() == []


def test_a_coding_is_moved_neither_to_nothing_nor_onto_its_like(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet har")
    desk.code(transcript, "har auka")
    desk.code(transcript, "Budsjettet", "motstand")
    before = desk.state()
    for start, end, why in (
        (made.start, made.start, "no words"),
        (made.end, made.start, "no words"),
        (made.start + 10, made.start + 11, "no words"),
        (made.start, 10**6, "lies outside"),
        (*desk.place(transcript, "har auka"), "on exactly these words already"),
    ):
        with pytest.raises(RefusedError, match=why):
            coding.move_boundary(desk.project, made, start, end)
    assert desk.state() == before
    moved(desk, made, "Budsjettet")
    assert ("anna", "budsjett", "Budsjettet") in desk.codings()


def test_a_coding_that_was_changed_meanwhile_is_not_moved_and_nobody_moves_anothers(desk: Desk) -> None:
    transcript = desk.interview()
    made = desk.code(transcript, "Budsjettet")
    with desk.as_coder("bjorn") as bjorn, pytest.raises(RefusedError, match="another coder's"):
        moved(bjorn, made, "Budsjettet har")
    coding.set_certainty(desk.project, made, Certainty.UNSURE)
    with pytest.raises(RefusedError, match="was changed in the meantime"):
        moved(desk, made, "Budsjettet har")
    assert desk.codings() == [("anna", "budsjett", "Budsjettet")]
