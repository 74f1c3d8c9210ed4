"""The schema and the way to it: explicit, the same on both databases, whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Engine, Integer, Numeric, inspect
from sqlalchemy.types import TypeEngine

from tests.builders import BuiltProject, a_project, an_empty_project
from tests.store.conftest import postgres_url
from tests.store.test_database import sha
from workbench.core.errors import DamagedProject, RefusedError, WorkbenchError
from workbench.core.shipped import shipped
from workbench.store import backups, checks, database, dialect, events, migrate, records
from workbench.store.database import Database
from workbench.store.tables import METADATA

ROOT = Path(__file__).parents[2]


def test_the_program_knows_exactly_the_migrations_that_are_shipped() -> None:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [migrate.HEAD]
    assert tuple(reversed([r.revision for r in script.walk_revisions()])) == migrate.KNOWN


def test_a_migrated_database_is_what_the_models_say(empty: Database) -> None:
    with empty.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or not name.startswith("turn_words")}
        context = MigrationContext.configure(connection, opts={**options, "compare_type": True})
        found = [step for step in compare_metadata(context, METADATA) if "alembic_version" not in str(step)]
        assert found == []
        checked = {t: {c["name"] for c in inspect(connection).get_check_constraints(t)} for t in METADATA.tables}
    for name, table in METADATA.tables.items():
        assert checked[name] == {str(c.name) for c in table.constraints if str(c.name).startswith("ck_")}, name


def reflected(engine: Engine) -> dict[str, Any]:
    """Return what a database says of its tables, in words that both databases share."""
    found: dict[str, Any] = {}
    reader = inspect(engine)
    for name in METADATA.tables:
        found[name] = {
            "columns": {c["name"]: (_shared(c["type"]), c["nullable"]) for c in reader.get_columns(name)},
            "key": reader.get_pk_constraint(name)["constrained_columns"],
            "references": sorted(
                (k["name"], tuple(k["constrained_columns"]), k["referred_table"]) for k in reader.get_foreign_keys(name)
            ),
            "unique": sorted((u["name"], tuple(u["column_names"])) for u in reader.get_unique_constraints(name)),
            "checks": sorted(str(c["name"]) for c in reader.get_check_constraints(name)),
            "indexes": sorted(
                (str(i["name"]), tuple(i["column_names"]), any("where" in option for option in i["dialect_options"]))
                for i in reader.get_indexes(name)
                if not str(i["name"]).startswith("uq_")
            ),
        }
    return found


def _shared(type_: TypeEngine[Any]) -> str:
    if isinstance(type_, (BigInteger, Integer)) and not isinstance(type_, Numeric):
        return "INTEGER"
    return {"BYTEA": "BLOB"}.get(str(type_), str(type_))


def test_the_schema_reads_the_same_from_both_databases(tmp_path: Path) -> None:
    shared = database.open_url(postgres_url())
    database.begin(shared, name="prøve")
    file = an_empty_project(tmp_path)
    assert reflected(shared.writer) == reflected(file.writer)
    shared.close()
    file.close()


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_alembic_itself_makes_the_same_database(where: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.workbench'}" if where == "sqlite" else postgres_url()
    alembic = [sys.executable, "-m", "alembic"]
    environment = {**os.environ, "WORKBENCH_DATABASE_URL": url}
    for command in (["upgrade", "head"], ["-x", f"url={url}", "current"]):
        done = subprocess.run(
            [*alembic, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert migrate.HEAD in done.stdout
    opened = dialect.url_engine(url)
    expected = an_empty_project(tmp_path, name="expected")
    assert reflected(opened) == reflected(expected.writer)
    opened.dispose()
    expected.close()
    if where == "sqlite":
        with sqlite3.connect(tmp_path / "x.workbench") as held:
            assert held.execute("PRAGMA user_version").fetchone() == (migrate.SCHEMA,)
            assert held.execute("PRAGMA application_id").fetchone() == (dialect.APPLICATION_ID,)


def test_no_reference_takes_rows_away_with_it() -> None:
    for table in METADATA.tables.values():
        assert table.c.id.primary_key
        assert all(key.ondelete is None for key in table.foreign_keys), table.name
        if table.name not in {"transcript_text", "turn", "unit", "speech", "tombstone"}:
            assert any([c.name for c in u.columns] == ["uuid"] for u in table.constraints if hasattr(u, "columns")), (
                table
            )


HEAD = migrate.HEAD
NEXT = f"{int(HEAD) + 1:04}"


def copied(folder: Path, until: str) -> Path:
    """Copy the migrations up to and with one of them to a folder of their own."""
    place = folder / "migrations"
    (place / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (place / name).write_bytes((ROOT / "migrations" / name).read_bytes())
    for step in (ROOT / "migrations" / "versions").glob("*.py"):
        if step.name[:4] <= until:
            (place / "versions" / step.name).write_bytes(step.read_bytes())
    return place


def knowing(monkeypatch: pytest.MonkeyPatch, until: str, place: Path) -> None:
    """Let the program know the migrations up to and with one of them."""
    known = tuple(f"{n:04}" for n in range(1, int(until) + 1))
    monkeypatch.setattr(migrate, "HEAD", until)
    monkeypatch.setattr(migrate, "KNOWN", known)
    monkeypatch.setattr(migrate, "SCHEMA", len(known))
    monkeypatch.setattr(migrate, "shipped", lambda name: place if name == "migrations" else shipped(name))


def older(project: BuiltProject, monkeypatch: pytest.MonkeyPatch, migration: str, folder: Path) -> None:
    """Make a project look as if it came from the version before this one, which had no more than a pin less."""
    place = copied(folder, HEAD)
    head = f'from alembic import op\nrevision = "{NEXT}"\ndown_revision = "{HEAD}"\n\ndef upgrade():\n'
    (place / "versions" / f"{NEXT}_next.py").write_text(head + migration)
    project.code("Budsjettet")
    project.database.close()
    knowing(monkeypatch, NEXT, place)


@pytest.mark.parametrize("former", [f"{n:04}" for n in range(1, int(HEAD))])
def test_a_project_of_every_former_version_is_whole_after_it_is_opened(
    former: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        knowing(then, former, copied(tmp_path / "then", former))
        project = BuiltProject(database.create(tmp_path / "prøve.workbench", name="prøve"))
        coding = project.code("Budsjettet")
        project.database.close()
    opened = database.open_database(project.path)
    assert len(list(backups.folder(project.path).iterdir())) == 1
    assert reflected(opened.writer) == reflected(an_empty_project(tmp_path, name="new").writer)
    with opened.reading() as connection:
        assert migrate.version(connection) == HEAD
        assert records.all_of(connection, "coding") == [coding]
        assert checks.problems(connection) == []
    opened.close()
    with sqlite3.connect(project.path) as held:
        assert held.execute("PRAGMA user_version").fetchone() == (migrate.SCHEMA,)


REBUILD = (
    "    with op.batch_alter_table('coder') as batch:\n"
    "        batch.alter_column('person', new_column_name='person')\n"
    "        batch.create_unique_constraint('uq_coder_person_round', ['person', 'round'])\n"
)


def test_an_older_project_is_copied_verified_and_brought_to_this_version(
    in_file: BuiltProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    older(in_file, monkeypatch, REBUILD, tmp_path / "100% øy")
    before = sha(in_file.path)
    opened = database.open_database(in_file.path)
    [copy] = backups.folder(in_file.path).iterdir()
    assert sha(in_file.path) != before
    with opened.reading() as connection:
        assert migrate.version(connection) == NEXT
        assert len(records.all_of(connection, "coding")) == 1
        assert dialect.foreign_key_problems(connection) == []
        assert checks.problems(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with pytest.raises(RefusedError, match=r"for good \(migrate\)"), opened.writing() as connection:
        events.undo(connection, in_file.anna.uuid, at=1)
    with opened.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    opened.close()
    assert {p.name for p in in_file.path.parent.iterdir()} == {"prøve.workbench", "prøve.backups", "100% øy"}
    with sqlite3.connect(copy) as held:
        assert held.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert held.execute("SELECT count(*) FROM coding").fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_project_as_it_was(
    in_file: BuiltProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = '    op.execute("UPDATE coding SET code_id = 99999")\n'
    older(in_file, monkeypatch, REBUILD + broken, tmp_path / "m")
    with pytest.raises(DamagedProject, match="could not be brought to this version: a row of coding refers to a code"):
        database.open_database(in_file.path)
    with sqlite3.connect(in_file.path) as held:
        assert held.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert held.execute("PRAGMA user_version").fetchone() == (int(HEAD),)
        assert held.execute("SELECT count(*) FROM coding WHERE code_id = 99999").fetchone() == (0,)


def test_an_older_project_that_is_damaged_is_not_migrated(
    in_file: BuiltProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    older(in_file, monkeypatch, REBUILD, tmp_path / "m")
    with sqlite3.connect(in_file.path) as held:
        held.execute("UPDATE transcript_text SET text = 'other words'")
    held.close()
    before = sha(in_file.path)
    with pytest.raises(DamagedProject, match="1 texts are not those"):
        database.open_database(in_file.path)
    assert sha(in_file.path) == before
    assert list(backups.folder(in_file.path).iterdir()) == []


def test_an_older_project_is_not_migrated_for_reading(
    in_file: BuiltProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    older(in_file, monkeypatch, REBUILD, tmp_path / "m")
    before = sha(in_file.path)
    with pytest.raises(WorkbenchError, match="older version"):
        database.open_database(in_file.path, read_only=True)
    assert sha(in_file.path) == before


AMID = "    import os, time; print('amid', flush=True); time.sleep(float(os.environ.get('REST', '0')))\n"


def test_a_migration_that_is_killed_at_any_moment_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_project(tmp_path)
    slow = REBUILD + AMID + REBUILD.replace("uq_coder_person_round", "uq_second")
    older(project, monkeypatch, slow, tmp_path / "m")
    program = (
        "import sys; from pathlib import Path; from workbench.store import database, migrate\n"
        f"migrate.HEAD, migrate.KNOWN, migrate.SCHEMA = {NEXT!r}, {migrate.KNOWN!r}, {migrate.SCHEMA}\n"
        "migrate.shipped = lambda name: Path(sys.argv[2])\n"
        "import alembic.command, alembic.config\n"
        "print('ready', flush=True)\n"
        "database.open_database(Path(sys.argv[1])).close()\n"
    )
    whole, states = project.path.read_bytes(), set()
    for n in range(10):
        project.path.write_bytes(whole)
        rest = "600" if n == 0 else "0.15"  # the first is surely killed amid its work, the others anywhere
        command = [sys.executable, "-c", program, str(project.path), str(tmp_path / "m" / "migrations")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "REST": rest}) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            if n == 0:
                assert running.stdout.readline() == "amid\n"
            else:
                time.sleep(random.uniform(0, 0.4))
            running.send_signal(signal.SIGKILL)
        with sqlite3.connect(project.path) as held:
            state = held.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            rebuilt = "uq_second" in held.execute("SELECT sql FROM sqlite_master WHERE name = 'coder'").fetchone()[0]
            halves = held.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE '_alembic_tmp%'").fetchone()
        held.close()
        assert rebuilt == (state == NEXT)
        assert halves == (0,)
        states.add(state)
        opened = database.open_database(project.path)
        with opened.reading() as connection:
            assert migrate.version(connection) == NEXT
            assert checks.problems(connection) == []
        opened.close()
    assert HEAD in states
