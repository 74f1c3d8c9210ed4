"""Every store test runs on a file, and on PostgreSQL where there is a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.builders import BuiltProject, an_empty_project
from workbench.store import database
from workbench.store.database import Database

SERVER = "WORKBENCH_TEST_POSTGRES_URL"


def postgres_url() -> str:
    """Return the address of an empty schema of this process's own, or skip the test."""
    url = os.environ.get(SERVER)
    if not url:
        pytest.skip(f"{SERVER} names no PostgreSQL server to run this test on as well")
    schema = f"store_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A project in which nothing has been done."""
    if request.param == "sqlite":
        opened = an_empty_project(tmp_path)
    else:
        opened = database.open_url(postgres_url())
        database.begin(opened, name="prøve")
    yield opened
    opened.close()


@pytest.fixture
def project(empty: Database) -> BuiltProject:
    """A project with two coders, three codes and a transcript."""
    return BuiltProject(empty)


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[BuiltProject]:
    """The same in a file, for what only files have."""
    opened = an_empty_project(tmp_path)
    yield BuiltProject(opened)
    opened.close()
