"""The bench measures what it says it does: each measure once, on a small study, and nothing about how long it took."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench import (
    agreement,
    agreement_in_memory,
    applying,
    corpus,
    exporting,
    import_rows,
    importing,
    matrices,
    opening,
    searching,
    starting,
)
from bench.figures import Figure, growth, table
from bench.studies import Study, study
from workbench.analysis.matrices import Recipe
from workbench.core.coders import EVERYTHING, Progress
from workbench.core.transcripts import packed
from workbench.exchange.transcripts import read
from workbench.services import transcripts
from workbench.store import codings, records


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Study:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        return study("tiny", count=15, words=300, kept=tmp_path_factory.mktemp("studies"))


def test_the_corpus_is_the_same_every_time_and_spread_over_municipalities_and_years() -> None:
    once, again = ([one for one in corpus.interviews(15, 200)] for _ in range(2))
    assert once == again
    assert {(one.municipality, one.year) for one in once} == {
        (municipality, year) for municipality in corpus.MUNICIPALITIES for year in corpus.YEARS
    }
    words = sum(len(said.split()) for _, said in corpus.interview(0).turns)
    assert corpus.WORDS <= words <= corpus.WORDS + 120
    assert len(corpus.codebook()[1]) == 40


def test_a_study_holds_what_the_corpus_says(small: Study) -> None:
    with small.opened() as project:
        found = transcripts.summaries(project)
        people = {coder.uuid: coder.name for coder in _all(small, "coder")}
        assert sorted(people.values()) == sorted(corpus.CODERS)
        assert len(found) == len(small.files) == 15
        for one in found:
            assert one.attributes.keys() == {"municipality", "year"}
            assert {people[c]: n for c, n in one.codings.items()} == dict.fromkeys(corpus.CODERS, corpus.CODINGS // 2)
            assert set(one.progress.values()) == {Progress.DONE}
            opened = transcripts.open_transcript(project, one.transcript.uuid)
            assert {speaker.label for speaker in opened.speakers} == {corpus.INTERVIEWER, corpus.RESPONDENT}


def _all(small: Study, kind: str) -> list[Any]:
    with small.opened() as project, project.database.reading() as connection:
        return records.all_of(connection, kind)


def test_an_import_and_its_floor_find_the_same_words(small: Study) -> None:
    file = small.files[0]
    with small.opened() as project:
        text = transcripts.text(project, transcripts.find(project, file.stem))
    bare = import_rows.words_of(file)
    labels = sum(len(turn.speaker) + 1 for turn in text.turns)
    kept = len("".join((text.text + text.preamble).split())) + labels
    assert len("".join(bare.split())) == kept


def test_the_second_floor_of_importing_stores_the_text_turns_and_paragraphs_that_the_program_stores(
    small: Study,
) -> None:
    file = small.files[3]
    bare = import_rows.rows_of(file)
    text = read(file).text
    assert bare.words == text.text
    assert bare.turns == [(turn.start, turn.end, turn.speaker) for turn in text.turns]
    assert bare.units["paragraph"] == packed(text.units["paragraph"])
    for unit in ("word", "sentence"):
        assert len(bare.units[unit]) == pytest.approx(len(packed(text.units[unit])), rel=0.02)


def test_every_measure_can_be_taken(small: Study) -> None:
    figures = [
        *importing.measure(small, 1),
        *matrices.measure(small, 1),
        *agreement.measure(small, 1, replicates=20),
        *searching.measure(small, 1),
        *opening.measure(small, 1),
        *applying.measure(small, 1),
    ]
    assert {f.measure for f in figures} >= {
        "import",
        "matrix, one",
        "matrix, union",
        "search, common phrase",
        "transcript, data",
        "apply a code",
    }
    assert all(figure.ours > 0 and figure.floor > 0 for figure in figures)


def test_exports_are_measured_with_the_memory_they_take(small: Study) -> None:
    figures = {figure.measure: figure for figure in exporting.measure(small, 1)}
    assert figures["all codings to csv"].ours > 0
    assert figures["matrix to docx"].ours > 0
    memory = figures["all codings to xlsx, memory"]
    assert (memory.allowed, memory.verdict) == ("100 MB", "ok")


def test_agreement_in_memory_has_the_figures_of_its_floor_in_numpy() -> None:
    given = agreement_in_memory.rows(12, 4, 360)
    assert given == agreement_in_memory.rows(12, 4, 360)
    found = agreement_in_memory.ours(given, 4, 20)
    assert len(found) == 4
    np = agreement_in_memory.numpy()
    if np is None:
        pytest.skip("numpy is no dependency")
    assert agreement.alike(found, agreement_in_memory.floor(np, given, 12, 4, 20))


def test_the_matrix_and_its_floor_have_the_same_figures_and_a_wrong_one_is_noticed(small: Study) -> None:
    with small.opened() as project, closing(sqlite3.connect(f"file:{small.project}?mode=ro", uri=True)) as bare:
        recipe = Recipe(columns=matrices.COLUMNS, min_cell=0)
        right = matrices.floor(bare, matrices.count_one)
        assert matrices.same(project, recipe, right)
        assert not matrices.same(project, recipe, matrices.floor(bare, matrices.count_union))


def test_what_is_applied_is_stored_in_the_copy_and_not_in_the_study(small: Study) -> None:
    before = len(_all(small, "coding"))
    with small.copied() as path, small.opened(path) as project:
        applying.Reader(project).apply()
        with project.database.reading() as connection:
            assert sum(codings.counts(connection, EVERYTHING).values()) == before + 1
    assert len(_all(small, "coding")) == before


def test_a_start_is_measured_in_processes_of_its_own(small: Study) -> None:
    names = [figure.measure for figure in starting.measure(small, 1)]
    assert names[:2] == ["start: --help", "start: a project command"]
    assert any("words on screen" in name for name in names)


def test_a_key_is_followed_to_its_frame() -> None:
    command = [sys.executable, "-m", "bench.key_to_frame", "--json", "--keys", "1", "--rounds", "1", "real"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    figures = [Figure(**one) for one in json.loads(done.stdout)]
    assert {"key to frame: word", "key to frame: apply", "key to frame: page"} <= {f.measure for f in figures}


def test_a_choice_on_the_matrix_screen_is_followed_to_its_frame(small: Study) -> None:
    with small.copied() as path:
        command = [sys.executable, "-m", "bench.matrix_screen", str(path), "--json", "--times", "1"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    figures = [Figure(**one) for one in json.loads(done.stdout)]
    assert [f.measure for f in figures] == ["matrix screen, a choice to new frame", "matrix screen, the slowest choice"]
    assert all(figure.ours >= figure.floor > 0 for figure in figures)


def test_the_table_says_what_is_over_its_budget_and_how_cost_grows() -> None:
    figures = [
        Figure("opening", "S", 2.0, 1.0, limit=5.0, flat=True),
        Figure("opening", "M", 20.0, 1.0, limit=5.0, flat=True),
        Figure("counting", "S", 3.0, 2.0, budget=2.0),
    ]
    assert [line.split()[-1] for line in table(figures).splitlines()[1:]] == ["ok", "over", "ok"]
    (grown,) = growth(figures)
    assert grown.ours == pytest.approx(1.0)
    assert grown.floor == pytest.approx(0.0)
    assert grown.verdict == "over"


def test_a_study_is_built_once(small: Study, tmp_path: Path) -> None:
    made = study("S", count=1, words=100, kept=tmp_path)
    stamp = made.project.stat().st_mtime_ns
    assert study("S", count=1, words=100, kept=tmp_path).project.stat().st_mtime_ns == stamp
