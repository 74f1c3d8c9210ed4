"""What matrices are counted from, read in bulk, against the records themselves."""

from __future__ import annotations

import tempfile
from array import array
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given

from tests.builders import BuiltProject, a_coder, a_transcript, a_uuid, an_empty_project
from tests.store.random_projects import a_random_project
from tests.store.test_bundles import MODEST, RANDOMS, filled
from workbench.analysis.matrices import Interview, Measure, Recipe, Spoken, SpokenText, Texts, Voices, count_matrix
from workbench.core.cases import Attribute, AttributeType, AttributeValue, Bearer, Case
from workbench.core.coders import EVERYTHING, CoderKind, Progress, Reviewed, Status
from workbench.core.errors import NotFoundError
from workbench.core.events import added, changed
from workbench.store import matrices
from workbench.store.database import Database


def test_bulk_reads_say_what_the_records_say(empty: Database) -> None:
    agrees(empty, Random(11))


@MODEST
@given(RANDOMS)
def test_bulk_reads_say_what_the_records_say_in_any_project(random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opened = an_empty_project(Path(folder))
        agrees(opened, random)
        opened.close()


def agrees(opened: Database, random: Random) -> None:
    """Fill a project and hold every bulk read to what its records say."""
    bundle = filled(opened, a_random_project(random))
    of = bundle.records
    with opened.reading() as connection:
        study = matrices.study(connection, EVERYTHING)
        everybody = matrices.study(connection, EVERYTHING, voices=Voices.ALL)
        tallies = list(matrices.tallies(connection, EVERYTHING))
        codings = list(matrices.codings(connection, EVERYTHING))
        texts = {t.uuid: matrices.spoken(connection, t.uuid) for t in of["transcript"]}
    assert sorted(codings) == sorted((c.transcript, c.code, c.start, c.end, c.coder) for c in of["coding"])
    assert {row[:3]: row[3] for row in tallies} == Counter((c.transcript, c.code, c.coder) for c in of["coding"])
    for rows in (codings, tallies):
        order = list(dict.fromkeys(row[0] for row in rows))
        assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=order.index)
    assert {i.uuid for i in study.interviews} == {t.uuid for t in of["transcript"]}
    assert list(study.coders) == list(of["coder"])
    assert set(study.attributes) == {a.name for a in of["attribute"] if a.bearer is not Bearer.INFORMANT}
    assert study.held_since == {code.uuid: 1 for code in of["code"]}
    content = {r.transcript: bundle.texts[r.content] for r in of["revision"]}
    cases = {case.uuid: case.name for case in of["case"]}
    for transcript in of["transcript"]:
        roles = {s.label: s.role for s in of["speaker"] if s.transcript == transcript.uuid}
        spoken = SpokenText.of(content[transcript.uuid], roles)
        assert texts[transcript.uuid] == spoken
        [here] = [i for i in study.interviews if i.uuid == transcript.uuid]
        [loud] = [i for i in everybody.interviews if i.uuid == transcript.uuid]
        assert here.words == Spoken(spoken, Voices.RESPONDENTS).words_in_all()
        assert loud.words == Spoken(spoken, Voices.ALL).words_in_all()
        assert here.case == cases.get(transcript.case)
        assert here.primary == transcript.primary_coder
        assert set(here.informants) == {s.informant for s in of["speaker"] if s.transcript == transcript.uuid}
        for status in of["status"]:
            if status.transcript == transcript.uuid:
                assert here.layers[status.coder].progress is status.progress
                assert here.layers[status.coder].codebook_revision == status.codebook_revision


def interview(project: BuiltProject) -> Interview:
    """Return the project's transcript as matrices see it."""
    with project.database.reading() as connection:
        return next(i for i in matrices.study(connection, EVERYTHING).interviews if i.uuid == project.transcript.uuid)


def test_marks_count_as_judged_until_a_layer_is_done_and_then_all_of_it_does(project: BuiltProject) -> None:
    here, length = project.transcript.uuid, len(project.transcript.text.text)
    project.do(added(Status(a_uuid(), here, project.ben.uuid, Progress.CODING)))
    project.do(*(added(Reviewed(a_uuid(), here, 1, project.ben.uuid, a, a + 5)) for a in (0, 10)))
    project.do(added(Status(a_uuid(), here, project.anna.uuid, Progress.DONE, 3)))
    layers = interview(project).layers
    assert layers[project.ben.uuid].reviewed == pytest.approx(10 / length)
    assert (layers[project.anna.uuid].reviewed, layers[project.anna.uuid].codebook_revision) == (1.0, 3)


def test_the_consensus_is_complete_when_it_is_done(project: BuiltProject) -> None:
    consensus = a_coder("consensus")
    assert consensus.kind is CoderKind.CONSENSUS
    project.do(added(consensus), added(Status(a_uuid(), project.transcript.uuid, project.anna.uuid, Progress.DONE)))
    assert not interview(project).consensus_complete
    project.do(added(Status(a_uuid(), project.transcript.uuid, consensus.uuid, Progress.DONE)))
    assert interview(project).consensus_complete


@pytest.mark.parametrize("of_case", ["0", "f"])
def test_a_fact_that_is_a_number_for_transcripts_and_text_for_cases_is_text(
    project: BuiltProject, of_case: str
) -> None:
    moss, here = Case(a_uuid(), "Moss"), project.transcript.transcript
    text = Attribute(f"{of_case}{a_uuid()[1:]}", "year", AttributeType.TEXT, Bearer.CASE)
    number = Attribute(f"7{a_uuid()[1:]}", "year", AttributeType.INTEGER, Bearer.TRANSCRIPT)
    project.do(*(added(record) for record in (moss, text, number)), changed(here, replace(here, case=moss.uuid)))
    project.do(added(AttributeValue(a_uuid(), text.uuid, "ca 2010", case=moss.uuid)))
    with project.database.reading() as connection:
        study = matrices.study(connection, EVERYTHING)
        matrix = count_matrix(study, Recipe(columns=("year",)), matrices.codings(connection, EVERYTHING))
    assert [column.values for column in matrix.columns] == [("ca 2010",)]


def test_a_transcript_without_turns_has_no_words_of_respondents(project: BuiltProject) -> None:
    project.transcript = project.bring_in(a_transcript("Utan namn.", name="utan"))
    assert interview(project).words == 0
    with project.database.reading() as connection:
        assert matrices.spoken(connection, project.transcript.uuid).words == array("I", [0, 4, 5, 9])
        with pytest.raises(NotFoundError):
            matrices.spoken(connection, a_uuid())


@pytest.mark.parametrize("measure", [Measure.CODINGS, Measure.WORDS])
def test_a_matrix_is_counted_from_what_the_store_reads(project: BuiltProject, measure: Measure) -> None:
    project.code("Budsjettet har")
    with project.database.reading() as connection:
        study = matrices.study(connection, EVERYTHING)
        codings = list(matrices.codings(connection, EVERYTHING))
        recipe = Recipe(measure=measure, coders=("anna",), columns=("transcript",), assume_done=True)
        matrix = count_matrix(study, recipe, codings, Texts(lambda uuid: matrices.spoken(connection, uuid)))
    [row] = [n for n, row in enumerate(matrix.rows) if row.key == "budsjett"]
    assert matrix.cells[row][0].value == {Measure.CODINGS: 1, Measure.WORDS: 2}[measure]
