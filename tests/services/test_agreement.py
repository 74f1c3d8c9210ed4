"""How far coders agree on transcripts that all are done with, from what stood when they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from tests.services.desks import Desk
from workbench.analysis.agreement.estimates import Reason
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.report import AgreementReport, CodeAgreement, LeftOut
from workbench.analysis.matrices.recipes import Voices
from workbench.core.coders import Progress
from workbench.core.codings import CodingAtDone
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import added
from workbench.core.segments import Unit
from workbench.core.transcripts import Transcript
from workbench.services import project, transcripts
from workbench.services.agreement import agreement
from workbench.services.blinding import blind
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.store import events

SAID = "I: Kva?\nR: Ein to tre.\nI: Kva da?\nR: Fire fem.\nI: Kvifor det?\nR: Seks sju."
BOTH = AgreementRecipe(coders=("anna", "bjorn"), replicates=0)


def done(desk: Desk, transcript: Transcript, progress: Progress = Progress.DONE) -> None:
    coding.set_status(desk.project, transcript, progress)


@contextmanager
def bjorn_at(desk: Desk) -> Iterator[Desk]:
    with desk.as_coder("bjorn") as bjorn:
        yield bjorn


def row(report: AgreementReport, key: str) -> CodeAgreement:
    return next(code for code in report.codes if code.code.key == key)


@pytest.fixture
def moss(desk: Desk) -> Transcript:
    """An interview of three answers; anna gave budsjett to the first two, bjorn to the first; both are done."""
    transcript = desk.interview(said=SAID)
    desk.code(transcript, "Ein to")
    desk.code(transcript, "Fire fem")
    done(desk, transcript)
    with bjorn_at(desk) as bjorn:
        bjorn.code(transcript, "to tre")
        done(bjorn, transcript)
    return transcript


def test_two_coders_on_the_answers_of_one_interview(desk: Desk, moss: Transcript) -> None:
    report = agreement.report(desk.project, BOTH)
    code = row(report, "budsjett")
    assert (code.n, dict(code.given)) == (3, {"anna": 2, "bjorn": 1})
    assert code.figures[Measure.PERCENT].value == pytest.approx(2 / 3)
    assert code.figures[Measure.COHEN].value == pytest.approx(0.4)
    assert code.figures[Measure.DICE].value == pytest.approx(2 / 3)
    assert row(report, "motstand").figures[Measure.ALPHA].reason is Reason.NO_VARIATION
    assert report.overall[Measure.COHEN].value == pytest.approx(0.4)
    assert report.recipe.command == "workbench agreement --coders anna,bjorn --replicates 0"


def test_interviewers_count_where_all_text_is_asked_for(desk: Desk, moss: Transcript) -> None:
    report = agreement.report(desk.project, replace(BOTH, text=Voices.ALL))
    assert row(report, "budsjett").n == 6
    characters = agreement.report(desk.project, replace(BOTH, text=Voices.ALL, unit=Unit.CHARACTER))
    assert characters.n == len(transcripts.text(desk.project, moss).text)


def test_a_transcript_that_one_is_not_done_with_is_left_out_and_named(desk: Desk, moss: Transcript) -> None:
    other = desk.interview("Hamar_2010", said=SAID + "\nI: Og?\nR: Åtte.")
    desk.code(other, "Ein")
    done(desk, other)
    report = agreement.report(desk.project, BOTH)
    assert [one.name for one in report.transcripts] == ["Moss_2010"]
    assert report.left_out == (LeftOut("not_done", "Hamar_2010", coders=("bjorn",)),)
    assumed = agreement.report(desk.project, replace(BOTH, assume_done=True))
    assert [one.name for one in assumed.transcripts] == ["Hamar_2010", "Moss_2010"]
    assert [notice.kind for notice in assumed.notices] == ["assumed done"]


def test_a_third_coder_may_be_missing_in_some_transcripts(desk: Desk, moss: Transcript) -> None:
    other = desk.interview("Hamar_2010", said=SAID + "\nI: Og?\nR: Åtte.")
    for name in ("anna", "cecilie"):
        with desk.as_coder(name) as coder:
            coder.code(other, "Seks")
            done(coder, other)
    report = agreement.report(desk.project, replace(BOTH, coders=("anna", "bjorn", "cecilie")))
    assert {one.name: one.coders for one in report.transcripts} == {
        "Hamar_2010": ("anna", "cecilie"),
        "Moss_2010": ("anna", "bjorn"),
    }
    assert row(report, "budsjett").given == {"anna": 3, "bjorn": 1, "cecilie": 1}
    assert row(report, "budsjett").figures[Measure.COHEN].reason is Reason.NOT_FOR_TWO_ALONE


def test_nobody_named_means_every_person_who_is_done_and_never_the_consensus(desk: Desk, moss: Transcript) -> None:
    with desk.as_coder("consensus") as settled:
        settled.code(moss, "Seks")
        done(settled, moss)
    assert agreement.report(desk.project, AgreementRecipe(replicates=0)).coders == ("anna", "bjorn")
    asked = agreement.report(desk.project, replace(BOTH, coders=("anna", "consensus")))
    assert [notice.kind for notice in asked.notices] == ["consensus"]


def test_a_later_round_of_the_same_person_is_another_coder(desk: Desk, moss: Transcript) -> None:
    with desk.as_coder("anna/2") as again:
        again.code(moss, "Ein to")
        done(again, moss)
    report = agreement.report(desk.project, replace(BOTH, coders=("anna", "anna/2")))
    assert row(report, "budsjett").given == {"anna": 2, "anna/2": 1}


def test_a_code_that_came_after_the_work_is_left_out_there(desk: Desk, moss: Transcript) -> None:
    book = desk.file("nye.csv", "id,name_nn\nnykode,Ny kode\n")
    codebook.import_codebook(desk.project, book)
    report = agreement.report(desk.project, BOTH)
    assert LeftOut("not_in_codebook", "Moss_2010", "nykode") in report.left_out
    assert row(report, "nykode").figures[Measure.PERCENT].reason is Reason.NO_UNITS


@pytest.mark.parametrize(
    ("recipe", "error", "says"),
    [
        ({"coders": ("anna",)}, RefusedError, "needs two coders"),
        ({"coders": ("anna", "Anna")}, RefusedError, "needs two coders"),
        ({"coders": ("anna", "berit")}, NotFoundError, "no coder called “berit”"),
        ({"codes": ("finst-ikkje",)}, NotFoundError, "no code called"),
        ({"where": "transcript:Hamar*"}, RefusedError, "No interview has"),
        ({"domains": (("startlan",),), "codes": ("budsjett",)}, RefusedError, "is not compared"),
        ({"domains": (("startlan", "budsjett"), ("budsjett",))}, RefusedError, "budsjett is in more than one domain"),
    ],
)
def test_what_cannot_be_compared_is_said(
    desk: Desk, moss: Transcript, recipe: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        agreement.report(desk.project, replace(BOTH, **recipe))


def test_no_common_transcript_is_said(desk: Desk, moss: Transcript) -> None:
    done(desk, moss, Progress.CODING)
    with pytest.raises(RefusedError, match="No transcript is marked done by two of anna, bjorn"):
        agreement.report(desk.project, BOTH)


def test_a_retired_code_is_refused_by_name_and_left_out_else(desk: Desk, moss: Transcript) -> None:
    file = desk.file("kodebok.csv", "id,name_nn,retired\nbudsjett,Budsjett,ja\nstartlan,Startlan,\n")
    codebook.import_codebook(desk.project, file)
    with pytest.raises(RefusedError, match="budsjett is retired"):
        agreement.report(desk.project, replace(BOTH, codes=("budsjett",)))
    report = agreement.report(desk.project, BOTH)
    assert LeftOut("retired", code="budsjett") in report.left_out
    assert "budsjett" not in [code.code.key for code in report.codes]


def test_codes_of_a_domain_that_overlap_are_refused_by_name(desk: Desk, moss: Transcript) -> None:
    done(desk, moss, Progress.CODING)
    desk.code(moss, "to tre", "motstand")
    done(desk, moss)
    with pytest.raises(RefusedError, match="anna gave both budsjett and motstand to the same words in Moss_2010"):
        agreement.report(desk.project, replace(BOTH, domains=(("budsjett", "motstand"),)))
    apart = agreement.report(desk.project, replace(BOTH, domains=(("budsjett", "startlan"),)))
    assert apart.overall[Measure.U].value is not None
    assert row(apart, "motstand").figures[Measure.KU].reason is Reason.NOT_IN_A_DOMAIN
    assert agreement.report(desk.project, BOTH).overall[Measure.U].reason is Reason.OVERLAPPING_CODES


def test_themes_have_what_is_below_them(desk: Desk, moss: Transcript) -> None:
    rows = "id,name_nn,parent\ntema,Tema,\nauka,Auka,tema\nkutta,Kutta,tema\n"
    codebook.import_codebook(desk.project, desk.file("tre.csv", rows))
    for coder, key in (("anna", "auka"), ("bjorn", "kutta")):
        with desk.as_coder(coder) as own:
            own.code(moss, "Seks", key)
            done(own, moss)
    rolled = agreement.report(desk.project, replace(BOTH, roll_up=True))
    assert [code.code.key for code in rolled.codes] == ["budsjett", "startlan", "motstand", "tema"]
    assert row(rolled, "tema").figures[Measure.COHEN].value == 1
    flat = agreement.report(desk.project, replace(BOTH, codes=("auka", "kutta")))
    assert row(flat, "auka").figures[Measure.COHEN].value == 0


def test_only_what_all_have_judged(desk: Desk, moss: Transcript) -> None:
    other = desk.interview("Hamar_2010", said=SAID + "\nI: Og?\nR: Åtte.")
    desk.code(other, "Fire")
    with bjorn_at(desk) as bjorn:
        coding.mark_reviewed(bjorn.project, other, [bjorn.place(other, "Ein to tre. ".strip())])
        coding.mark_reviewed(bjorn.project, other, [bjorn.place(other, "Fire fem")])
    report = agreement.report(desk.project, replace(BOTH, assume_done=True, reviewed_only=True))
    assert {one.name: one.n for one in report.transcripts} == {"Hamar_2010": 1, "Moss_2010": 3}


def test_a_blind_coder_sees_nothing_until_all_are_done(desk: Desk) -> None:
    moss = desk.interview(said=SAID)
    hamar = desk.interview("Hamar_2010", said=SAID + "\nI: Og?\nR: Åtte.")
    blind.set_blind(desk.project, True)
    desk.code(moss, "Ein")
    done(desk, moss)
    done(desk, hamar)
    with bjorn_at(desk) as bjorn:
        bjorn.code(moss, "Ein")
        bjorn.code(hamar, "Fire")
        with pytest.raises(RefusedError, match="blind"):
            agreement.report(bjorn.project, replace(BOTH, assume_done=True))
        with pytest.raises(RefusedError, match="blind"):
            agreement.disagreements(bjorn.project, BOTH)
        done(bjorn, moss)
        report = agreement.report(bjorn.project, BOTH)
        assert [one.name for one in report.transcripts] == ["Moss_2010"]
        assert report.left_out == (LeftOut("blind", "Hamar_2010"),)


def test_agreement_on_a_blind_transcript_is_of_what_stood_at_done(desk: Desk) -> None:
    moss = desk.interview(said=SAID)
    blind.set_blind(desk.project, True)
    desk.code(moss, "Ein")
    done(desk, moss)
    with bjorn_at(desk) as bjorn:
        later = bjorn.code(moss, "Fire")
        done(bjorn, moss)
        before = row(agreement.report(bjorn.project, BOTH), "budsjett").figures
        bjorn.code(moss, "Ein")
        coding.uncode(bjorn.project, later.uuid)
        report = agreement.report(bjorn.project, BOTH)
    assert row(report, "budsjett").figures == before
    assert [(notice.kind, notice.count) for notice in report.notices] == [("changed since done", 2)]
    assert report.blind


def test_who_gave_nothing_by_done_raises_nothing_afterwards(desk: Desk) -> None:
    moss = desk.interview(said=SAID)
    blind.set_blind(desk.project, True)
    desk.code(moss, "Ein")
    done(desk, moss)
    with bjorn_at(desk) as bjorn:
        done(bjorn, moss)
        bjorn.code(moss, "Ein")
        assert row(agreement.report(bjorn.project, BOTH), "budsjett").given == {"anna": 1, "bjorn": 0}
        done(bjorn, moss, Progress.CODING)
        done(bjorn, moss)
        report = agreement.report(bjorn.project, BOTH)
        assert row(report, "budsjett").given == {"anna": 1, "bjorn": 0}
        assert [(notice.kind, notice.count) for notice in report.notices] == [("changed since done", 1)]


def test_reckoning_writes_nothing(desk: Desk, moss: Transcript) -> None:
    before = len(history.history(desk.project))
    agreement.report(desk.project, BOTH)
    agreement.disagreements(desk.project, BOTH)
    assert len(history.history(desk.project)) == before


def test_disagreements_have_their_words(desk: Desk, moss: Transcript) -> None:
    found = agreement.disagreements(desk.project, BOTH)
    assert [(one.name, one.code, str(one.kind), one.has, one.lacks, one.quotation) for one in found] == [
        ("Moss_2010", "budsjett", "boundary", ("anna",), ("bjorn",), "Ein "),
        ("Moss_2010", "budsjett", "boundary", ("bjorn",), ("anna",), " tre"),
        ("Moss_2010", "budsjett", "omission", ("anna",), ("bjorn",), "Fire fem"),
    ]
    assert agreement.disagreements(desk.project, BOTH, code="motstand") == []
    assert agreement.disagreements(desk.project, BOTH, transcript="Moss") == found
    confusion = agreement.confusion_table(desk.project, BOTH)
    assert [list(line) for line in confusion.rows] == [["budsjett", 1, 1], ["(no other code)", None, None]]


def test_the_units_give_the_figures_again(desk: Desk, moss: Transcript) -> None:
    table = agreement.units_table(desk.project, replace(BOTH, codes=("budsjett",)))
    rows = [list(line) for line in table.rows]
    assert [(line[1], line[5], line[6], line[7]) for line in rows] == [
        (1, "budsjett", 1, 1),
        (2, "budsjett", 1, 0),
        (3, "budsjett", 0, 0),
    ]
    characters = agreement.units_table(desk.project, replace(BOTH, codes=("budsjett",), unit=Unit.CHARACTER))
    by_pattern: dict[tuple[object, object], int] = {}
    for line in map(list, characters.rows):
        assert isinstance(line[4], int)
        by_pattern[line[6], line[7]] = by_pattern.get((line[6], line[7]), 0) + line[4]
    assert by_pattern == {(1, 1): 2, (1, 0): 12, (0, 1): 4, (0, 0): 11}


def test_coders_who_judged_different_revisions_of_the_text_are_not_compared(desk: Desk, moss: Transcript) -> None:
    people = {coder.name: coder.uuid for coder in project.coders(desk.project)}
    code = codebook.tree(desk.project).find("budsjett").uuid
    kept = [
        added(CodingAtDone(str(uuid4()), moss.uuid, revision, code, 0, 5, people[name]))
        for name, revision in (("anna", 1), ("bjorn", 2))
    ]
    with desk.project.database.writing() as connection:
        events.record(connection, kept, actor=people["anna"], action="status.set", at=1, summary="done")
    hamar = desk.interview("Hamar_2010", said=SAID + "\nI: Og?\nR: Åtte.")
    for name in ("anna", "bjorn"):
        with desk.as_coder(name) as coder:
            coder.code(hamar, "Seks")
            done(coder, hamar)
    report = agreement.report(desk.project, BOTH)
    assert [one.name for one in report.transcripts] == ["Hamar_2010"]
    assert report.left_out == (LeftOut("different_text_revisions", "Moss_2010", coders=("anna", "bjorn")),)
