"""Blind coding: what a coder sees of the others' work, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import BuiltProject, a_coder, a_coding, a_transcript, a_uuid
from workbench.core.bundle import Bundle
from workbench.core.coders import EVERYTHING, Coder, Progress, Reviewed, Status, Viewer
from workbench.core.codings import Coding
from workbench.core.events import added, changed
from workbench.core.memos import Memo
from workbench.core.passages import Passage
from workbench.core.report_marks import ReportMark
from workbench.core.settlements import Decision, Settlement
from workbench.store import (
    bundles,
    coders,
    codings,
    events,
    matrices,
    memos,
    records,
    report_marks,
    settlements,
    transcripts,
)
from workbench.store.database import Database

Reading = Callable[..., object]


def everything_seen(database: Database, viewer: Viewer) -> str:
    """Return all that the store shows to a viewer, as one text."""
    with database.reading() as connection:
        all_transcripts = records.all_of(connection, "transcript")
        seen: list[object] = [
            list(codings.listing(connection, viewer)),
            sorted(codings.counts(connection, viewer).items()),
            sorted(codings.counts(connection, viewer, by="coder").items()),
            memos.listing(connection, viewer),
            report_marks.listing(connection, viewer),
            settlements.listing(connection, viewer),
            coders.statuses(connection, viewer),
            transcripts.summaries(connection, viewer),
            matrices.study(connection, viewer).interviews,
            list(matrices.tallies(connection, viewer)),
            list(matrices.codings(connection, viewer)),
            [(e, e.changes) for e in events.history(connection, viewer)],
        ]
        for transcript in all_transcripts:
            seen += [
                codings.of_transcript(connection, transcript.uuid, viewer),
                coders.reviewed(connection, transcript.uuid, viewer),
                report_marks.of_transcript(connection, transcript.uuid, viewer, revision=1),
                coders.statuses(connection, viewer, transcript=transcript.uuid),
                memos.of_transcript(connection, transcript.uuid, viewer),
                memos.on(connection, viewer, "transcript", transcript.uuid),
            ]
    return "\n".join(map(repr, seen))


def blind(project: BuiltProject) -> None:
    """Make the project blind."""
    with project.database.reading() as connection:
        [one] = records.all_of(connection, "project")
    project.do(changed(one, replace(one, settings={"blind": True})))


def status(project: BuiltProject, coder: Coder, progress: Progress) -> None:
    """Say how far a coder is with the transcript."""
    with project.database.reading() as connection:
        before = coders.status(connection, project.transcript.uuid, coder.uuid)
    after = Status(before.uuid if before else a_uuid(), project.transcript.uuid, coder.uuid, progress)
    project.do(changed(before, after) if before else added(after), actor=coder)


def works(project: BuiltProject, coder: Coder, words: str) -> None:
    """Do everything that a coder does: a coding, memos on all there is, a mark, and something in bulk."""
    coding = project.code(words, code="motstand", coder=coder)
    here, start = project.transcript.uuid, project.transcript.text.text.index(words)
    passage = Passage(a_uuid(), here, 1, start, start + 1)
    project.do(added(passage), added(Memo(a_uuid(), coder.uuid, words, passage=passage.uuid)), actor=coder)
    bare = Memo(a_uuid(), coder.uuid, f"{words}!")
    for memo in (
        replace(bare, uuid=a_uuid(), transcript=here),
        replace(bare, uuid=a_uuid(), coding=coding.uuid),
        replace(bare, uuid=a_uuid(), code=project.codes["auka"].uuid),
        replace(bare, uuid=a_uuid(), project=_project(project)),
    ):
        project.do(added(memo), actor=coder)
    project.do(added(Reviewed(a_uuid(), here, 1, coder.uuid, start, start + 2)), actor=coder)
    project.do(added(ReportMark(a_uuid(), here, 1, start, start + 2, coder.uuid)), actor=coder)
    place = (here, 1, project.codes["auka"].uuid, start, start + 2 + (coder == project.ben))
    settled = Settlement(a_uuid(), *place, (coder.uuid,), "omission", Decision.LATER, coder.uuid)
    project.do(added(settled), actor=coder)
    made: list[Coding] = [
        a_coding(project.transcript, (n, n + 1), code=project.codes["auka"], coder=coder) for n in range(3)
    ]
    with project.database.writing() as connection:
        events.record(
            connection, [], actor=coder.uuid, action="codings.import", at=project.now(), summary="m", bulk=made
        )


def _project(project: BuiltProject) -> str:
    with project.database.reading() as connection:
        return str(records.all_of(connection, "project")[0].uuid)


def as_ben(project: BuiltProject) -> Viewer:
    """Return ben's eyes."""
    return Viewer(project.ben.uuid)


def test_a_blind_coder_sees_the_same_whatever_the_other_does(project: BuiltProject) -> None:
    blind(project)
    works(project, project.ben, "auka")
    status(project, project.ben, Progress.DONE)
    status(project, project.anna, Progress.CODING)
    before = everything_seen(project.database, as_ben(project))
    works(project, project.anna, "Budsjettet")
    project.code("har", coder=project.anna)
    project.undo(project.anna)
    assert everything_seen(project.database, as_ben(project)) == before


def test_everybody_sees_everything_where_nothing_is_blind(project: BuiltProject) -> None:
    works(project, project.anna, "Budsjettet")
    works(project, project.ben, "auka")
    everything = everything_seen(project.database, EVERYTHING)
    assert everything_seen(project.database, as_ben(project)) == everything
    blind(project)
    everything = everything_seen(project.database, EVERYTHING)
    assert everything_seen(project.database, as_ben(project)) != everything


def seen_codings(project: BuiltProject, viewer: Viewer) -> set[str]:
    """Return whose codings a viewer sees in the transcript."""
    with project.database.reading() as connection:
        return {coding.coder for coding in codings.of_transcript(connection, project.transcript.uuid, viewer)}


def test_a_transcript_opens_when_both_are_done_and_closes_when_one_goes_on(project: BuiltProject) -> None:
    blind(project)
    both = {project.anna.uuid, project.ben.uuid}
    for coder in (project.anna, project.ben):
        works(project, coder, "auka")
        status(project, coder, Progress.CODING)
    assert seen_codings(project, as_ben(project)) == {project.ben.uuid}
    status(project, project.anna, Progress.DONE)
    assert seen_codings(project, as_ben(project)) == {project.ben.uuid}
    status(project, project.ben, Progress.DONE)
    assert seen_codings(project, as_ben(project)) == both
    with project.database.reading() as connection:
        actors = {event.actor for event in events.history(connection, as_ben(project))}
        hanging = {memo.coder for memo in memos.of_transcript(connection, project.transcript.uuid, as_ben(project))}
        elsewhere = {memo.coder for memo in memos.on(connection, as_ben(project), "project", _project(project))}
    assert actors == {None, *both}
    assert hanging == both
    assert elsewhere == {project.ben.uuid}
    status(project, project.anna, Progress.CODING)
    assert seen_codings(project, as_ben(project)) == {project.ben.uuid}


def test_who_has_not_begun_sees_nothing_of_a_transcript_that_another_has_finished(project: BuiltProject) -> None:
    blind(project)
    works(project, project.anna, "auka")
    status(project, project.anna, Progress.DONE)
    assert seen_codings(project, as_ben(project)) == set()
    assert seen_codings(project, Viewer("")) == set()


def test_settling_into_the_consensus_does_not_close_a_transcript_again(project: BuiltProject) -> None:
    blind(project)
    consensus = a_coder("consensus")
    project.do(added(consensus))
    for coder in (project.anna, project.ben):
        status(project, coder, Progress.DONE)
    works(project, consensus, "auka")
    status(project, consensus, Progress.CODING)
    assert seen_codings(project, as_ben(project)) == {consensus.uuid}


def test_another_transcript_stays_closed(project: BuiltProject) -> None:
    blind(project)
    for coder in (project.anna, project.ben):
        status(project, coder, Progress.DONE)
    project.transcript = project.bring_in(a_transcript("I: Kva?\nR: Hamar har auka.", name="Hamar_2010"))
    works(project, project.anna, "auka")
    assert seen_codings(project, as_ben(project)) == set()


def test_a_memo_hangs_only_where_memos_hang(project: BuiltProject) -> None:
    with project.database.reading() as connection, pytest.raises(ValueError, match="no memo hangs"):
        memos.on(connection, EVERYTHING, "coder", project.anna.uuid)


def test_the_programs_own_copy_holds_everything(project: BuiltProject) -> None:
    blind(project)
    works(project, project.anna, "auka")
    with project.database.reading() as connection:
        bundle: Bundle = bundles.export(connection)
    assert len(bundle.records["coding"]) == 4
    assert len(bundle.records["memo"]) == 5


def test_a_lead_sees_of_a_blind_round_how_far_everybody_is_and_nothing_else(project: BuiltProject) -> None:
    lead = Viewer(project.anna.uuid, lead=True)
    blind(project)
    works(project, project.ben, "auka")
    status(project, project.ben, Progress.CODING)
    works(project, project.anna, "Budsjettet")
    with project.database.reading() as connection:
        (summary,) = transcripts.summaries(connection, lead)
        stands = coders.statuses(connection, lead)
    assert summary.progress[project.ben.uuid] is Progress.CODING
    assert summary.reviewed[project.ben.uuid] > 0
    assert project.ben.uuid not in summary.codings
    assert {one.coder for one in stands} >= {project.ben.uuid}
    assert seen_codings(project, lead) == {project.anna.uuid}
