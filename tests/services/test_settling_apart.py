"""Settling one disagreement never changes what another's settlement gave, whatever is settled, opened or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.desks import Desk
from workbench.core.coders import Progress
from workbench.core.errors import RefusedError
from workbench.core.passages import Span
from workbench.core.settlements import Decision
from workbench.core.transcripts import Transcript
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.services.settling import acts, reading, tables

BOTH = ("anna", "bjorn")
WORDS = 12
"""Every word of the interview is two letters and a space: word n stands at 3n."""


@dataclass
class Settled:
    """Two coders' disagreements on one interview, and the consensus as it stands."""

    desk: Desk
    transcript: Transcript

    def look(self) -> reading.SettledTranscript:
        [found] = reading.read(self.desk.project, BOTH, only=self.transcript.uuid).transcripts
        return found

    def passages(self) -> tuple[reading.ContestedPassage, ...]:
        return self.look().passages

    def stands(self) -> set[tuple[str, Span]]:
        names = {coder.uuid: coder.name for coder in project.coders(self.desk.project)}
        codings = transcripts.open_transcript(self.desk.project, self.transcript.uuid).codings
        return {(c.code, Span(c.start, c.end)) for c in codings if names[c.coder] == "consensus"}


def gives(passages: Sequence[reading.ContestedPassage]) -> dict[str, set[tuple[str, Span]]]:
    """What each settlement gives the consensus, by the passage's id."""
    return {one.id: {(one.code, Span(*span)) for span in one.leaves} for one in passages if one.settlement is not None}


def words(first: int, last: int) -> Span:
    return Span(3 * max(0, first), 3 * min(WORDS - 1, last) + 2)


CODINGS = st.lists(
    st.tuples(st.sampled_from(BOTH), st.integers(0, WORDS // 2 - 1), st.integers(0, 2)), min_size=3, max_size=7
)
"""Who, the place, every other word, and how many words more: most are neighbours that do not touch."""
ACTS = st.lists(
    st.tuples(
        st.sampled_from(BOTH),
        st.integers(0, WORDS),
        st.sampled_from([Decision.EDITED] * 5 + [*Decision, "reopen", "undo", "redo"]),
        st.tuples(st.integers(0, 3), st.integers(0, 4)),
    ),
    min_size=4,
    max_size=9,
)
"""Whose act, on which passage, what, and how many words further on each side an edited passage reaches."""
number = count()


def do(seat: project.OpenProject, what: Decision | str, one: reading.ContestedPassage, span: Span) -> None:
    """Settle a passage, open it again, or take back or do again what was settled last."""
    last = history.next_undo(seat)
    if what == "undo" and last is not None and last.action.startswith("disagreement"):
        history.undo(seat)
    elif what == "redo":
        history.redo(seat)
    elif what == "reopen":
        acts.reopen(seat, one)
    elif isinstance(what, Decision):
        edited = [span] if what is Decision.EDITED else []
        taken = one.coders[0] if what is Decision.TAKE else None
        acts.settle(seat, one, what, taken=taken, edited=edited)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=CODINGS, done=ACTS)
def test_settling_one_never_changes_what_anothers_settlement_gave(
    desk: Desk, given_: list[tuple[str, int, int]], done: list[tuple[str, int, Decision | str, tuple[int, int]]]
) -> None:
    n = next(number)
    said = " ".join(f"{chr(97 + at)}{chr(97 + n % 26)}" for at in range(WORDS - 1))
    transcript = desk.interview(f"Moss_{n}", said=f"R: {said} {n:02}"[: 3 + 3 * WORDS - 1])
    here = Settled(desk, transcript)
    budget = codebook.tree(desk.project).find("budsjett")
    with desk.as_coder("bjorn") as bjorn:
        seats = {"anna": desk.project, "bjorn": bjorn.project}
        for name, place, more in given_:
            coding.apply_code(seats[name], transcript, words(2 * place, 2 * place + more), budget)
        for seat in seats.values():
            coding.set_status(seat, transcript, Progress.DONE)
        passages, stood = here.passages(), here.stands()
        assert stood == set()
        for name, at, what, (left, right) in done if passages else []:
            one, before = passages[at % len(passages)], gives(passages)
            try:
                do(seats[name], what, one, words(one.start // 3 - left, one.end // 3 + right))
            except RefusedError:
                assert here.stands() == stood, "what is refused changes nothing"
            told = here.look()
            passages, stood, after = told.passages, here.stands(), gives(told.passages)
            if what not in {"undo", "redo"}:
                assert {**after, one.id: set()} == {**before, one.id: set()}, "no other settlement is changed"
            given_back = set().union(*after.values())
            assert given_back <= stood, "each settlement's passages are there"
            assert stood <= given_back | set(told.agreed), "and nothing else but what is agreed"


def test_an_edited_passage_that_reaches_into_a_neighbour_stays_when_that_is_settled(desk: Desk) -> None:
    transcript = desk.interview(said="R: Ein to tre fire fem seks sju.")
    desk.code(transcript, "Ein to")
    desk.code(transcript, "fem seks")
    coding.set_status(desk.project, transcript, Progress.DONE)
    with desk.as_coder("bjorn") as bjorn:
        coding.set_status(bjorn.project, transcript, Progress.DONE)
        here = Settled(desk, transcript)
        first, _second = here.passages()
        wide = desk.place(transcript, "to tre fire fem")
        acts.settle(desk.project, first, Decision.EDITED, edited=[wide])
        acts.settle(desk.project, here.passages()[1], Decision.NEITHER)
        assert {span for _, span in here.stands()} == {wide}
        desk.undo()
        acts.settle(bjorn.project, here.passages()[1], Decision.EDITED, edited=[wide])
        with pytest.raises(RefusedError, match="by bjorn"):
            desk.undo()
        acts.reopen(desk.project, here.passages()[0])
        assert {span for _, span in here.stands()} == {wide}, "the second settlement has it too"
        acts.reopen(desk.project, here.passages()[1])
        assert here.stands() == set()


def test_a_third_coder_makes_it_another_disagreement_which_is_settled_in_its_place(desk: Desk) -> None:
    transcript = desk.interview(said="R: Ein to tre fire fem seks sju.")
    desk.code(transcript, "Ein to")
    coding.set_status(desk.project, transcript, Progress.DONE)
    for name in ("bjorn", "cecilie"):
        with desk.as_coder(name) as seat:
            coding.set_status(seat.project, transcript, Progress.DONE)
    here = Settled(desk, transcript)
    acts.settle(desk.project, here.passages()[0], Decision.UNION, reason="to av to")
    [of_three] = reading.read(desk.project).passages
    assert of_three.settlement is None
    acts.settle(desk.project, of_three, Decision.NEITHER)
    assert here.stands() == set()
    [row] = tables.settled(desk.project).rows
    assert list(row)[6:10] == [["anna", "bjorn", "cecilie"], "neither", "", ""]
