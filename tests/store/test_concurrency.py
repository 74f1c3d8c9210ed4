"""Several at once: everybody sees one moment, and every act stands on the one before it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import BuiltProject, a_coder, a_coding, an_empty_project
from tests.store.conftest import postgres_url
from workbench.core.coders import Coder
from workbench.core.events import added
from workbench.store import checks, database, events, records
from workbench.store.database import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def opened_twice(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """One project, opened by two who know nothing of each other."""
    if request.param == "sqlite":
        one = an_empty_project(tmp_path)
        other = database.open_database(one.path)
    else:
        url = postgres_url()
        one, other = database.open_url(url), database.open_url(url)
        database.begin(one, name="prøve")
    yield one, other
    one.close()
    other.close()


def test_what_is_read_stands_as_it_was_at_one_moment(opened_twice: tuple[Database, Database]) -> None:
    one, other = opened_twice
    with one.reading() as connection:
        before = records.all_of(connection, "coder")
        with other.writing() as writing:
            events.record(writing, [added(a_coder("cato"))], actor=None, action="test", at=1)
        assert records.all_of(connection, "coder") == before
    with one.reading() as connection:
        assert len(records.all_of(connection, "coder")) == len(before) + 1


def test_two_who_code_at_once_leave_one_unbroken_history(opened_twice: tuple[Database, Database]) -> None:
    one, other = opened_twice
    project = BuiltProject(one)
    refused: list[BaseException] = []

    def code(opened: Database, coder: Coder) -> None:
        for at in range(10):
            coding = a_coding(project.transcript, (at, at + 1), code=project.codes["budsjett"], coder=coder)
            try:
                with opened.writing() as connection:
                    events.record(connection, [added(coding)], actor=coder.uuid, action="coding.apply", at=at)
            except BaseException as error:
                refused.append(error)
                raise

    people = [threading.Thread(target=code, args=pair) for pair in ((one, project.anna), (other, project.ben))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert not refused
    with one.reading() as connection:
        assert checks.problems(connection) == []
        assert len(records.all_of(connection, "coding")) == 20
