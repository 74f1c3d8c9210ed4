"""Settling: what is contested, what each decision leaves, and that the coders' own work stays as it was."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.analysis.agreement.disagreements import Kind
from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe, Measure
from workbench.analysis.matrices import Policy, Recipe
from workbench.core.coders import Coder, Progress
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.settlements import Decision
from workbench.core.transcripts import Transcript
from workbench.services import transcripts
from workbench.services.agreement import agreement
from workbench.services.blinding import blind
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.services.matrices import matrices
from workbench.services.preferences import settings
from workbench.services.settling import acts, reading, tables

SAID = "I: Kva?\nR: Ein to tre.\nI: Kva da?\nR: Fire fem.\nI: Kvifor det?\nR: Seks sju."
BOTH = ("anna", "bjorn")


def done(desk: Desk, transcript: Transcript, progress: Progress = Progress.DONE) -> None:
    coding.set_status(desk.project, transcript, progress)


@pytest.fixture
def moss(desk: Desk) -> Transcript:
    """Anna and Bjørn are done: a boundary, something that Bjørn left out, something that both gave alike."""
    transcript = desk.interview(said=SAID)
    desk.code(transcript, "Ein to")
    desk.code(transcript, "Fire", "startlan")
    desk.code(transcript, "Seks", "motstand")
    done(desk, transcript)
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "to tre")
        bjorn.code(transcript, "Seks", "motstand")
        done(bjorn, transcript)
    return transcript


def open_ones(desk: Desk) -> dict[str, reading.ContestedPassage]:
    return {one.key: one for one in reading.read(desk.project, BOTH).passages}


def consensus(desk: Desk) -> set[tuple[str, str]]:
    return {(code, words) for coder, code, words in desk.codings() if coder == "consensus"}


def of(desk: Desk, name: str) -> Coder:
    return next(c for c in open_ones(desk)["budsjett"].coders if c.name == name)


def test_passages_that_hang_together_are_one_disagreement(desk: Desk, moss: Transcript) -> None:
    [transcript] = reading.read(desk.project, BOTH).transcripts
    assert [(one.key, one.kind, one.quotation) for one in transcript.passages] == [
        ("budsjett", Kind.BOUNDARY, "Ein to tre"),
        ("startlan", Kind.OMISSION, "Fire"),
    ]
    assert (len(transcript.agreed), transcript.settled, transcript.complete) == (1, 0, False)


@pytest.mark.parametrize(
    ("decision", "name", "leaves"),
    [
        (Decision.TAKE, "anna", {"Ein to"}),
        (Decision.TAKE, "bjorn", {"to tre"}),
        (Decision.UNION, "", {"Ein to tre"}),
        (Decision.INTERSECTION, "", {"to"}),
        (Decision.NEITHER, "", set()),
        (Decision.LATER, "", set()),
    ],
)
def test_a_decision_is_what_the_consensus_has(
    desk: Desk, moss: Transcript, decision: Decision, name: str, leaves: set[str]
) -> None:
    before = sorted(row for row in desk.codings())
    taken = of(desk, name) if name else None
    acts.settle(desk.project, open_ones(desk)["budsjett"], decision, taken=taken, reason="kortet")
    assert {words for code, words in consensus(desk) if code == "budsjett"} == leaves
    assert ("motstand", "Seks") in consensus(desk)
    assert sorted(row for row in desk.codings() if row[0] != "consensus") == before
    [row] = tables.settled(desk.project).rows
    assert list(row)[4:10] == ["budsjett", "boundary", ["anna", "bjorn"], str(decision), name, "kortet"]


def test_settling_is_one_act_that_undo_takes_back_whole(desk: Desk, moss: Transcript) -> None:
    events = len(list(history.table(desk.project, limit=99).rows))
    acts.settle(desk.project, open_ones(desk)["budsjett"], Decision.UNION)
    assert len(list(history.table(desk.project, limit=99).rows)) - events == 2, "the consensus joins, and one decision"
    desk.undo()
    assert consensus(desk) == set()
    assert open_ones(desk)["budsjett"].settlement is None
    history.redo(desk.project)
    assert ("budsjett", "Ein to tre") in consensus(desk)


def test_the_last_decision_makes_the_consensus_complete_and_the_matrix_counts_it(desk: Desk, moss: Transcript) -> None:
    def counted() -> float:
        matrix = matrices.matrix(desk.project, Recipe(columns=(), policy=Policy.ONE))
        return matrix.total.value or 0

    acts.settle(desk.project, open_ones(desk)["budsjett"], Decision.UNION)
    assert counted() == 3, "anna's three: the consensus is not complete"
    acts.settle(desk.project, open_ones(desk)["startlan"], Decision.LATER)
    assert counted() == 3
    [transcript] = reading.read(desk.project, BOTH).transcripts
    assert (transcript.settled, transcript.later, transcript.complete) == (1, 1, False)
    acts.settle(desk.project, open_ones(desk)["startlan"], Decision.NEITHER)
    assert counted() == 2
    assert reading.read(desk.project, BOTH).transcripts[0].complete
    acts.reopen(desk.project, open_ones(desk)["budsjett"])
    assert counted() == 3
    assert consensus(desk) == {("motstand", "Seks")}


def test_settled_anew_the_former_decision_is_gone_and_its_reason_stays(desk: Desk, moss: Transcript) -> None:
    acts.settle(desk.project, open_ones(desk)["budsjett"], Decision.UNION, reason="om tal")
    after = acts.settle(desk.project, open_ones(desk)["budsjett"], Decision.TAKE, taken=of(desk, "bjorn"))
    assert consensus(desk) == {("budsjett", "to tre"), ("motstand", "Seks")}
    assert after.settlement is not None
    assert after.settlement.reason == "om tal"
    assert len(list(tables.settled(desk.project).rows)) == 1


def test_a_passage_of_its_own(desk: Desk, moss: Transcript) -> None:
    one = open_ones(desk)["budsjett"]
    acts.settle(desk.project, one, Decision.EDITED, edited=[desk.place(moss, "Ein to tre.")])
    assert ("budsjett", "Ein to tre.") in consensus(desk)
    with pytest.raises(RefusedError, match="shares text"):
        acts.settle(desk.project, open_ones(desk)["budsjett"], Decision.EDITED, edited=[desk.place(moss, "sju")])


def test_agreement_stays_the_first_figure_whatever_is_changed_afterwards(desk: Desk, moss: Transcript) -> None:
    recipe = AgreementRecipe(coders=BOTH, replicates=0, measures=(Measure.ALPHA,))
    first = agreement.report(desk.project, recipe).overall
    acts.settle(desk.project, open_ones(desk)["startlan"], Decision.TAKE, taken=of(desk, "anna"))
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(moss, "Fire", "startlan")
    after = agreement.report(desk.project, recipe)
    assert after.overall == first
    assert [notice.kind for notice in after.notices] == ["changed since done"]
    assert [notice.kind for notice in reading.read(desk.project, BOTH).notices] == ["changed since done"]


def test_where_all_agree_the_consensus_is_taken_at_once(desk: Desk) -> None:
    transcript = desk.interview(said=SAID)
    for name in BOTH:
        with desk.as_coder(name) as coder:
            coder.code(transcript, "Ein to")
            done(coder, transcript)
    assert [one.name for one in acts.take_agreed(desk.project, BOTH)] == ["Moss_2010"]
    assert consensus(desk) == {("budsjett", "Ein to")}
    [row] = tables.progress(reading.read(desk.project, BOTH)).rows
    assert list(row) == ["Moss_2010", ["anna", "bjorn"], 1, 0, 0, 0, True]
    assert acts.take_agreed(desk.project, BOTH) == []


def test_a_transcript_that_one_is_still_at_is_not_settled(desk: Desk, moss: Transcript) -> None:
    with desk.as_coder("cecilie") as cecilie:
        done(cecilie, moss, Progress.CODING)
    with pytest.raises(RefusedError, match="all of them are done"):
        reading.read(desk.project, (*BOTH, "cecilie"))


def test_in_a_blind_project_nothing_is_settled_before_all_are_done(desk: Desk) -> None:
    transcript = desk.interview(said=SAID)
    blind.set_blind(desk.project, True)
    desk.code(transcript, "Ein to")
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "to tre")
        done(bjorn, transcript)
        with pytest.raises(RefusedError):
            reading.read(bjorn.project, BOTH)
    done(desk, transcript)
    acts.settle(desk.project, open_ones(desk)["budsjett"], Decision.UNION)
    with desk.as_coder("cecilie") as cecilie:
        done(cecilie, transcript, Progress.CODING)
        assert list(tables.settled(cecilie.project).rows) == []
        with pytest.raises(RefusedError):
            reading.read(cecilie.project, BOTH)


def test_what_cannot_be_settled_is_said(desk: Desk, moss: Transcript) -> None:
    one = open_ones(desk)["budsjett"]
    with pytest.raises(RefusedError, match="compared here"):
        acts.settle(desk.project, one, Decision.TAKE)
    with pytest.raises(RefusedError, match="not settled"):
        acts.reopen(desk.project, one)
    with pytest.raises(NotFoundError, match="no disagreement"):
        reading.find(reading.read(desk.project, BOTH), "zz")
    with pytest.raises(RefusedError, match="consensus"), desk.as_coder("consensus") as nobody:
        acts.settle(nobody.project, one, Decision.UNION)
    mine = next(c for c in transcripts.open_transcript(desk.project, moss.uuid).codings if c.start == one.start)
    coding.uncode(desk.project, mine.uuid)
    with pytest.raises(RefusedError, match="changed in the meantime"):
        acts.settle(desk.project, one, Decision.UNION)


def test_all_of_a_kind_are_settled_alike_in_one_act(desk: Desk, moss: Transcript) -> None:
    hamar = desk.interview("Hamar_2010", said=SAID + "\nI: Takk.")
    for name, words in (("anna", "Ein to"), ("bjorn", "to tre")):
        with desk.as_coder(name) as coder:
            coder.code(hamar, words)
            done(coder, hamar)
    settling = reading.read(desk.project, BOTH)
    alike = reading.open_of(desk.project, settling, kind="boundary")
    assert len(acts.settle_alike(desk.project, alike, Decision.UNION)) == 2
    assert [one.complete for one in reading.read(desk.project, BOTH).transcripts] == [True, False]
    with pytest.raises(RefusedError, match="kind is open"):
        reading.open_of(desk.project, reading.read(desk.project, BOTH), kind="boundary", code="budsjett")
    desk.undo()
    assert consensus(desk) == set()


def test_the_declared_primary_measure_stands_first_and_has_the_interval(desk: Desk, moss: Transcript) -> None:
    settings.change(desk.project, {"primary_measure": "gwet_ac1"})
    recipe = AgreementRecipe(coders=BOTH, replicates=20, measures=FOR_PEOPLE)
    report = agreement.report(desk.project, recipe)
    assert report.recipe.primary is Measure.AC1
    assert report.overall[Measure.AC1].value is not None
    with pytest.raises(RefusedError, match="primary_measure"):
        settings.change(desk.project, {"primary_measure": "dice"})
