"""A whole project out and in, taken back and done again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import BuiltProject, a_uuid, an_empty_project
from tests.store.random_projects import RandomProject, a_random_project
from workbench.core.bundle import Bundle
from workbench.core.errors import RefusedError
from workbench.core.events import added
from workbench.core.memos import Memo
from workbench.core.records import KINDS
from workbench.store import bundles, checks, events
from workbench.store.database import Database

MODEST = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
RANDOMS = st.integers(0, 2**32).map(Random)


def filled(database: Database, made: RandomProject) -> Bundle:
    """Do all acts of a random project and return the whole."""
    for at, (coder, changes, texts, bulk) in enumerate(made.acts, start=10):
        with database.writing() as connection:
            events.record(
                connection, changes, actor=coder.uuid, action="test", at=at, summary=f"act {at}", texts=texts, bulk=bulk
            )
    return exported(database)


def exported(database: Database) -> Bundle:
    """Return everything that a project holds."""
    with database.reading() as connection:
        return bundles.export(connection)


def problems(database: Database) -> list[str]:
    """Return what the program's own check finds."""
    with database.reading() as connection:
        return checks.problems(connection)


@MODEST
@given(RANDOMS)
def test_a_project_with_every_kind_of_record_comes_back_equal_field_by_field(random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = an_empty_project(Path(folder))
        made = a_random_project(random)
        bundle = filled(first, made)
        assert problems(first) == []
        for kind in KINDS:
            assert bundle.records[kind], kind
            if kind != "project":
                assert list(bundle.records[kind]) == sorted(made.records[kind], key=lambda r: str(r.uuid)), kind
        assert bundle.texts
        assert bundle.tombstones
        assert bundle.bulk
        assert [len(event.changes) for event in bundle.events[1:]] == [len(act[1]) for act in made.acts]

        second = an_empty_project(Path(folder), name="other")
        with second.writing() as connection:
            bundles.load(connection, bundle)
        again = exported(second)
        assert again == bundle
        assert [event.changes for event in again.events] == [event.changes for event in bundle.events]
        assert again.digest() == bundle.digest()
        assert problems(second) == []
        first.close()
        second.close()


@MODEST
@given(RANDOMS)
def test_taking_everything_back_and_doing_it_again_gives_the_same_digest(random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = an_empty_project(Path(folder))
        before = exported(project).digest()
        made = a_random_project(random)
        whole = filled(project, made)
        doers = [coder.uuid for coder, *_ in made.acts]
        for at, coder in enumerate(reversed(doers), start=1000):
            with project.writing() as connection:
                events.undo(connection, coder, at=at)
        assert replace(exported(project), texts={}).digest() == before
        for at, coder in enumerate(doers, start=2000):
            with project.writing() as connection:
                events.redo(connection, coder, at=at)
        assert exported(project).digest() == whole.digest()
        assert problems(project) == []
        project.close()


def test_a_bundle_is_taken_into_another_kind_of_database(empty: Database, tmp_path: Path) -> None:
    source = an_empty_project(tmp_path, name="source")
    bundle = filled(source, a_random_project(Random(7)))
    with empty.writing() as connection:
        bundles.load(connection, bundle)
    assert exported(empty) == bundle
    assert problems(empty) == []
    source.close()


def test_a_bulk_act_is_taken_back_after_the_bundle_was_loaded(tmp_path: Path) -> None:
    source, target = an_empty_project(tmp_path, name="source"), an_empty_project(tmp_path, name="target")
    made = a_random_project(Random(3))
    while not made.acts[-1][3]:
        made.acts.pop()
    bundle = filled(source, made)
    with target.writing() as connection:
        bundles.load(connection, bundle)
        events.undo(connection, made.acts[-1][0].uuid, at=99)
    assert len(exported(target).records["coding"]) == len(bundle.records["coding"]) - len(made.acts[-1][3])
    source.close()
    target.close()


def test_a_bundle_is_not_loaded_over_work(project: BuiltProject) -> None:
    bundle = exported(project.database)
    with pytest.raises(RefusedError, match="not empty"), project.database.writing() as connection:
        bundles.load(connection, bundle)
    assert exported(project.database) == bundle


def test_a_payload_that_was_blanked_stays_blank_in_another_project(project: BuiltProject, tmp_path: Path) -> None:
    project.do(added(Memo(a_uuid(), project.anna.uuid, "Nemn ikkje Kari", code=project.codes["auka"].uuid)))
    bundle = exported(project.database)
    blanked = replace(bundle, events=tuple(replace(event, changes=()) for event in bundle.events))
    other = an_empty_project(tmp_path, name="other")
    with other.writing() as connection:
        bundles.load(connection, blanked)
    assert all(not event.changes for event in exported(other).events)
    assert problems(other) == []
    other.close()
