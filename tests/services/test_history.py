"""The history says in words what was done and by whom, whether it stands, and how far back one may go."""

from __future__ import annotations

import datetime
from dataclasses import replace
from uuid import uuid4

import pytest

from tests.services.desks import SAID, Desk
from workbench.core.coders import Progress
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import added
from workbench.core.memos import Memo
from workbench.core.passages import Passage, Span
from workbench.core.transcripts import Transcript
from workbench.services import project, transcripts
from workbench.services.codings import coding
from workbench.services.codings.codings import import_codings
from workbench.services.history import history, history_details
from workbench.services.history.history import ActState, WantedActs
from workbench.services.memos import memos
from workbench.services.memos.memos import MemoTarget
from workbench.store import events


def lines(desk: Desk, **wanted: str) -> list[tuple[str, str, str]]:
    return [(act.who, act.words, str(act.state)) for act in history.acts(desk.project, WantedActs(**wanted))]


def words(desk: Desk, **wanted: str) -> list[str]:
    return [act.words for act in history.acts(desk.project, WantedActs(**wanted))]


def lit(desk: Desk, said: str) -> str:
    """Return the UUID of the latest line that says something."""
    return next(act.uuid for act in history.acts(desk.project) if act.words == said)


@pytest.fixture
def moss(desk: Desk) -> Transcript:
    return desk.interview()


def test_acts_are_said_in_words_with_what_became_of_them(desk: Desk, moss: Transcript) -> None:
    made = desk.code(moss, "Budsjettet")
    memos.write_memo(desk.project, "coding", made.uuid, "Kor mykje?")
    coding.uncode(desk.project, made.uuid)
    desk.undo()
    history.redo(desk.project)
    assert lines(desk)[:5] == [
        ("anna", "done again: Budsjett taken away in Moss_2010", "redo"),
        ("anna", "taken back: Budsjett taken away in Moss_2010", "undo"),
        ("anna", "Budsjett taken away in Moss_2010", "stands"),
        ("anna", "memo written on a coding", "stands"),
        ("anna", "Budsjett given in Moss_2010", "stands"),
    ]
    desk.undo()
    assert lines(desk)[3] == ("anna", "Budsjett taken away in Moss_2010", "taken back")
    assert words(desk)[4] == "memo written on a coding in Moss_2010"


def test_files_that_came_together_are_one_line_and_say_how_many(desk: Desk) -> None:
    desk.bring(*(desk.file(f"inn/Voss_{n}.txt", f"{SAID} {n}") for n in range(5)))
    first = history.acts(desk.project)[0]
    assert first.words.endswith("and 4 more")
    assert len(first.events) == 5
    assert first.records > 15
    assert [act.uuid for act in history.acts(desk.project, limit=1, offset=1)] != [first.uuid]
    desk.undo()
    assert [str(act.state) for act in history.acts(desk.project)[:2]] == ["undo", "taken back"]


def test_the_list_is_narrowed_by_coder_kind_transcript_day_and_words(desk: Desk, moss: Transcript) -> None:
    voss = desk.interview("Voss_2011", f"{SAID}\nI: Takk.")
    made = desk.code(moss, "Budsjettet")
    desk.code(voss, "Budsjettet", "motstand")
    memos.write_memo(desk.project, "coding", made.uuid, "Kor mykje?")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(moss, "Startlån", "startlan")
    assert words(desk, coder="bjorn") == ["Startlan given in Moss_2010"]
    assert words(desk, action="memo") == ["memo written on a coding in Moss_2010"]
    assert words(desk, transcript="moss")[:3] == [
        "Startlan given in Moss_2010",
        "memo written on a coding in Moss_2010",
        "Budsjett given in Moss_2010",
    ]
    assert words(desk, words="MOTSTAND anna") == ["Motstand given in Voss_2011"]
    today, day = datetime.datetime.now().astimezone().date(), datetime.timedelta(days=1)
    assert words(desk, since=str(today - day)) == words(desk)
    assert words(desk, since=str(today + 2 * day)) == []
    with pytest.raises(RefusedError, match="no day"):
        words(desk, since="i går")
    with pytest.raises(NotFoundError):
        words(desk, coder="nobody")


def test_codings_from_a_file_are_found_by_their_transcript(desk: Desk, moss: Transcript) -> None:
    import_codings(desk.project, desk.file("k.csv", "transcript,start,end,code\nMoss_2010,0,10,budsjett"))
    assert words(desk, transcript="Moss_2010")[0] == "one coding brought in from k.csv"


def test_why_an_act_cannot_be_taken_back_is_said(desk: Desk, moss: Transcript) -> None:
    desk.code(moss, "Budsjettet")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(moss, "Startlån", "startlan")
    desk.undo()
    why = {act.words: act.why_not for act in history.acts(desk.project)}
    assert why["Startlan given in Moss_2010"] == "only bjorn can take it back"
    assert why["Budsjett given in Moss_2010"] == "it is taken back already"
    assert why["bjorn joined"] == "the program did it"
    assert "redo" in why["taken back: Budsjett given in Moss_2010"]
    desk.code(moss, "Kva")
    assert history.acts(desk.project)[0].why_not == ""


def test_one_goes_back_to_an_act_step_by_step_and_redo_goes_forth_again(desk: Desk, moss: Transcript) -> None:
    desk.code(moss, "Budsjettet")
    here = lit(desk, "Budsjett given in Moss_2010")
    before = desk.state()
    for said in ("Kva", "Startlån", "auka"):
        desk.code(moss, said)
    after = desk.state()
    assert history.acts_after(desk.project, here) == 3
    taken = history.undo_until(desk.project, here)
    assert (len(taken.done), taken.refused) == (3, None)
    assert desk.state() == before
    assert history.acts_after(desk.project, here) == 0
    for _ in range(3):
        history.redo(desk.project)
    assert desk.state() == after
    assert history.acts_after(desk.project, here) == 3
    history.undo_until(desk.project, here)
    assert desk.state() == before


def test_what_was_done_again_counts_once_and_where_it_was_done_first(desk: Desk, moss: Transcript) -> None:
    start = history.acts(desk.project)[0].uuid
    desk.code(moss, "Budsjettet")
    here = lit(desk, "Budsjett given in Moss_2010")
    desk.undo()
    gone = history.acts(desk.project)[0].uuid
    history.redo(desk.project)
    assert [history.acts_after(desk.project, point) for point in (start, here, gone)] == [1, 0, 1]
    assert len(history.undo_until(desk.project, start).done) == 1
    assert desk.codings() == []


def test_a_batch_is_one_step_on_the_way_back(desk: Desk, moss: Transcript) -> None:
    start = history.acts(desk.project)[0].uuid
    desk.bring(*(desk.file(f"inn/Voss_{n}.txt", f"{SAID} {n}") for n in range(3)))
    desk.code(moss, "Kva")
    assert history.acts_after(desk.project, start) == 2
    history.undo_until(desk.project, start)
    assert [one.transcript.name for one in transcripts.summaries(desk.project)] == ["Moss_2010"]


def test_going_back_stops_where_anothers_work_stands_on_it_and_says_whose(desk: Desk, moss: Transcript) -> None:
    start = history.acts(desk.project)[0].uuid
    voss = desk.interview("Voss_2011", f"{SAID}\nI: Takk.")
    desk.code(moss, "Kva")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(voss, "Startlån", "startlan")
    taken = history.undo_until(desk.project, start)
    assert len(taken.done) == 1
    assert taken.refused is not None
    assert "by bjorn" in taken.refused.message
    assert len(transcripts.summaries(desk.project)) == 2


def test_nobody_goes_back_over_anothers_acts(desk: Desk, moss: Transcript) -> None:
    start = history.acts(desk.project)[0].uuid
    desk.code(moss, "Kva")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(moss, "Startlån", "startlan")
        assert history.acts_after(bjorn.project, start) == 1
        history.undo_until(bjorn.project, start)
    assert [coder for coder, *_ in desk.codings()] == ["anna"]


def test_the_details_show_a_code_before_and_after_and_words_with_their_place(desk: Desk, moss: Transcript) -> None:
    desk.codebook("budsjett", "startlan", "motstand", budsjett="Pengar")
    desk.code(moss, "Budsjettet")
    given, changed = history.acts(desk.project)[:2]
    (coded,) = [one for one in history_details.details(desk.project, given).records if one.kind == "coding"]
    assert (coded.sign, coded.name, coded.quotation) == ("+", "Pengar · Moss_2010 21–31", "Budsjettet")
    (code,) = [one for one in history_details.details(desk.project, changed).records if one.kind == "code"]
    (name,) = code.differences
    assert (code.sign, name.field, name.before, name.after) == ("~", "names.nn", "Budsjett", "Pengar")
    assert history_details.place(desk.project, given) == (moss.uuid, desk.place(moss, "Budsjettet"))
    assert history_details.place(desk.project, changed) is None


def test_an_opened_blind_transcript_shows_others_memos_in_the_history_as_in_the_list(
    desk: Desk, moss: Transcript
) -> None:
    made = desk.code(moss, "Budsjettet")
    target = MemoTarget("passage", moss.uuid, moss.revision, desk.place(moss, "Startlån"))
    passing = memos.write_on(desk.project, target, "på orda")
    memos.write_memo(desk.project, "coding", made.uuid, "på kodinga")
    memos.write_memo(desk.project, "code", made.code, "på koden")
    memos.remove_memo(desk.project, passing)
    project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn:
        assert words(bjorn, coder="anna", action="memo") == []
        assert words(bjorn, action="coding") == []
        for who in (desk, bjorn):
            coding.set_status(who.project, moss, Progress.DONE)
        assert words(bjorn, coder="anna", action="memo") == [
            "memo taken away from a passage",
            "memo written on a coding in Moss_2010",
            "memo written on a passage",
        ]
        assert [one.memo.body for one in memos.listing(bjorn.project)] == ["på kodinga"]


def test_taking_a_coding_away_blindly_does_not_show_the_memo_that_another_had_on_it(
    desk: Desk, moss: Transcript
) -> None:
    with desk.as_coder("bjorn") as bjorn:
        made = bjorn.code(moss, "Budsjettet")
        memos.write_memo(desk.project, "coding", made.uuid, "hemmeleg")
        project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn:
        coding.uncode(bjorn.project, made.uuid)
        found = history_details.details(bjorn.project, history.acts(bjorn.project)[0])
        assert [one.kind for one in found.records] == ["coding"]
        assert "hemmeleg" not in repr(found)
    project.change_settings(desk.project, blind=False)
    assert "hemmeleg" in repr(history_details.details(desk.project, history.acts(desk.project)[1]))


def test_what_a_lead_brought_in_of_others_is_neither_shown_nor_counted_nor_placed_while_blind(
    desk: Desk, moss: Transcript
) -> None:
    mine = desk.code(moss, "auka")
    with desk.as_coder("bjorn") as bjorn:
        theirs = replace(bjorn.code(moss, "Startlån"), uuid=str(uuid4()), code=mine.code, start=mine.start)
        theirs = replace(theirs, end=mine.end)
    place = Passage(str(uuid4()), moss.uuid, moss.revision, 0, 3)
    noted = Memo(str(uuid4()), theirs.coder, "hemmeleg", passage=place.uuid)
    own = replace(mine, uuid=str(uuid4()), start=mine.start - 1)
    bulk = [replace(theirs, uuid=str(uuid4()), start=n) for n in range(3)] + [
        replace(mine, uuid=str(uuid4()), start=n) for n in range(2)
    ]
    brought = [added(theirs), added(place), added(noted), added(own)]
    with desk.project.database.writing() as connection:
        events.record(connection, brought, actor=mine.coder, action="merge", at=1, bulk=bulk)
    act = history.acts(desk.project)[0]
    told = history_details.details(desk.project, act)
    assert (len(told.records), told.more) == (4, 5)
    project.change_settings(desk.project, blind=True)
    told = history_details.details(desk.project, act)
    assert ([one.kind for one in told.records], told.more) == (["coding"], 2)
    assert history_details.place(desk.project, act) == (moss.uuid, Span(own.start, own.end))


def test_a_line_is_found_by_the_beginning_of_its_id(desk: Desk, moss: Transcript) -> None:
    desk.code(moss, "Kva")
    act = history.acts(desk.project)[0]
    assert history.find(desk.project, act.uuid[:8]).uuid == act.uuid
    assert act.state is ActState.STANDS
    with pytest.raises(NotFoundError):
        history.find(desk.project, "")
