"""Blind double coding: who begins it, what is seen, and who is given which interviews."""

from collections import Counter
from pathlib import Path

import pytest

from tests.services.desks import Desk
from workbench.core.coders import Progress
from workbench.core.errors import NotFoundError, RefusedError
from workbench.services import example, project, transcripts
from workbench.services.blinding import blind
from workbench.services.codings import coding
from workbench.services.history import history


@pytest.fixture
def lead(example_study: Path) -> project.OpenProject:
    return project.open_project(example_study, coder=example.CODER)


def test_only_the_lead_begins_blind_coding_and_it_is_taken_back(desk: Desk) -> None:
    moss = desk.interview()
    with desk.as_coder("berit") as berit:
        berit.code(moss, "auka")
        with pytest.raises(RefusedError, match="lead"):
            blind.set_blind(berit.project, True)
    blind.set_blind(desk.project, True)
    assert blind.is_blind(desk.project)
    history.undo(desk.project)
    with desk.as_coder("berit") as berit:
        assert not blind.is_blind(berit.project)


def test_a_sample_is_spread_over_municipalities_and_years_and_given_to_the_coder(lead: project.OpenProject) -> None:
    with lead:
        sample = blind.draw(lead, "cecilie", 0.34, 7)

        assert (len(sample.drawn), sample.of, sample.given) == (6, 18, 6)
        towns = Counter(one.attributes["municipality"] for one in sample.drawn)
        assert len(towns) == 5
        cecilie = project.find_coder(lead, "cecilie")
        given = {s.transcript.uuid for s in transcripts.summaries(lead) if cecilie.uuid in s.progress}
        assert given == {one.transcript.uuid for one in sample.drawn}
        assert lead.project.settings["samples"][-1]["seed"] == 7
        assert [one.transcript.name for one in blind.draw(lead, "cecilie", 0.34, 7, dry_run=True).drawn] == [
            one.transcript.name for one in sample.drawn
        ]


def test_a_sample_is_one_act(lead: project.OpenProject) -> None:
    with lead:
        blind.draw(lead, "cecilie", 1, 7)
        history.undo(lead)
        cecilie = project.find_coder(lead, "cecilie")
        assert not any(cecilie.uuid in one.progress for one in transcripts.summaries(lead))


def test_what_the_coder_has_already_stays_as_it_is(lead: project.OpenProject) -> None:
    with lead:
        bjorn = project.find_coder(lead, "bjorn")
        had = {
            s.transcript.uuid: s.progress[bjorn.uuid] for s in transcripts.summaries(lead) if bjorn.uuid in s.progress
        }
        sample = blind.draw(lead, "bjorn", 1, 1)
        now = {s.transcript.uuid: s.progress[bjorn.uuid] for s in transcripts.summaries(lead)}

        assert sample.given == sample.of - len(had)
        assert {uuid: now[uuid] for uuid in had} == had
        assert {now[uuid] for uuid in now if uuid not in had} == {Progress.NOT_STARTED}


def test_what_cannot_be_drawn_is_refused(lead: project.OpenProject) -> None:
    with lead:
        for share in (0, -0.1, 1.01, float("nan")):
            with pytest.raises(RefusedError, match="share"):
                blind.draw(lead, "cecilie", share, 1)
        with pytest.raises(NotFoundError, match="munisipality"):
            blind.draw(lead, "cecilie", 0.5, 1, by=["munisipality"])
        with pytest.raises(RefusedError, match="no interview"):
            blind.draw(lead, "cecilie", 0.5, 1, where="year:1999")
        with pytest.raises(RefusedError, match="consensus"):
            blind.draw(lead, "consensus", 0.5, 1)


def test_done_is_taken_back_only_before_the_others_work_can_be_seen(desk: Desk) -> None:
    moss = desk.interview()
    blind.set_blind(desk.project, True)
    with desk.as_coder("berit") as berit:
        berit.code(moss, "auka")
        coding.set_status(berit.project, moss, Progress.DONE)
    desk.code(moss, "Budsjettet")
    coding.set_status(desk.project, moss, Progress.DONE)
    with pytest.raises(RefusedError, match="is kept"):
        history.undo(desk.project)


def test_who_is_done_alone_may_take_it_back(desk: Desk) -> None:
    moss = desk.interview()
    blind.set_blind(desk.project, True)
    desk.code(moss, "auka")
    coding.set_status(desk.project, moss, Progress.DONE)
    history.undo(desk.project)
    assert {one.progress for one in transcripts.open_transcript(desk.project, moss.uuid).statuses} == {Progress.CODING}
