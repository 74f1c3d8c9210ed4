"""Creating, opening, refusing, closing."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import struct
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from tests.builders import BuiltProject, a_coder, a_project
from workbench.core.errors import DamagedProject, NewerProject, NoProject, ProjectBusy, ProjectError, RefusedError
from workbench.core.events import added
from workbench.store import database, dialect, migrate, records


def sha(path: Path) -> str:
    """Return the hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def left_as_it_was(path: Path, kind: type[ProjectError], says: str) -> None:
    """Try to open a file, for writing and for reading; hold it to be refused in one sentence and not touched."""
    before = {p.name: sha(p) for p in path.parent.iterdir() if p.is_file()}
    for read_only in (False, True):
        with pytest.raises(kind, match=says) as refusal:
            database.open_database(path, read_only=read_only)
        assert refusal.value.message.count(". ") == 0
        assert "\n" not in refusal.value.message
        assert refusal.value.hint
    assert {p.name: sha(p) for p in path.parent.iterdir() if p.is_file()} == before


def test_a_new_project_is_one_private_file_with_its_record(tmp_path: Path) -> None:
    opened = database.create(tmp_path / "Bustad æøå 100%.workbench", name="Bustad")
    with opened.reading() as connection:
        [project] = records.all_of(connection, "project")
    opened.close()
    assert project.name == "Bustad"
    assert [p.name for p in tmp_path.iterdir()] == ["Bustad æøå 100%.workbench"]
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o600
    head = opened.path.read_bytes()[:100]
    assert struct.unpack_from(">II", head, 60)[0] == migrate.SCHEMA
    assert struct.unpack_from(">I", head, 68)[0] == dialect.APPLICATION_ID


def test_a_project_is_not_started_over_a_file_or_where_there_is_no_folder(tmp_path: Path) -> None:
    taken = tmp_path / "taken.workbench"
    taken.write_text("notes")
    with pytest.raises(RefusedError, match="there already"):
        database.create(taken, name="x")
    assert taken.read_text() == "notes"
    with pytest.raises(Exception, match="No project can be started"):
        database.create(tmp_path / "nowhere" / "x.workbench", name="x")
    assert [p.name for p in tmp_path.iterdir()] == ["taken.workbench"]


def test_the_modes_that_keep_codings_safe_are_in_force_on_every_connection(in_file: BuiltProject) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
    with in_file.database.reading() as reading, in_file.database.writing() as writing:
        for connection in (reading, writing):
            for pragma, value in wanted.items():
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma
            assert int(connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()) >= 5000


def test_a_closed_project_leaves_one_file_and_opens_again(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    project.code("Budsjettet")
    project.database.close()
    assert [p.name for p in tmp_path.iterdir()] == ["prøve.workbench"]
    again = database.open_database(project.path)
    with again.reading() as connection:
        assert len(records.all_of(connection, "coding")) == 1
    again.close()


def test_another_programs_database_with_a_hot_journal_is_left_byte_for_byte(tmp_path: Path) -> None:
    ours = tmp_path / "made" / "foreign.workbench"
    ours.parent.mkdir()
    held = sqlite3.connect(ours, isolation_level=None)
    held.execute("PRAGMA journal_mode = WAL")
    held.execute("CREATE TABLE t (x)")
    held.execute("INSERT INTO t VALUES (1)")
    place = tmp_path / "seen"
    place.mkdir()
    for part in ours.parent.iterdir():
        shutil.copy(part, place)
    held.close()
    assert (place / "foreign.workbench-wal").stat().st_size > 0
    left_as_it_was(place / "foreign.workbench", NoProject, "another program's database")


@pytest.mark.parametrize("length", [0, 10, 99, 100, 4096, 20_000, -1, -5000])
def test_a_file_that_was_cut_short_is_left_byte_for_byte(tmp_path: Path, length: int) -> None:
    project = a_project(tmp_path)
    project.database.close()
    whole = project.path.read_bytes()
    project.path.write_bytes(whole[:length])
    kind, says = (NoProject, "is empty") if length == 0 else (DamagedProject, "ends too early")
    left_as_it_was(project.path, kind, says)


def test_a_renamed_archive_a_text_and_a_folder_are_not_projects(tmp_path: Path) -> None:
    archive = tmp_path / "archive.workbench"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("word/document.xml", "<xml/>" * 100)
    left_as_it_was(archive, NoProject, "is not a project")
    notes = tmp_path / "notes.workbench"
    notes.write_text("SQLite")
    left_as_it_was(notes, DamagedProject, "ends too early")
    notes.write_text("Sqlite")
    left_as_it_was(notes, NoProject, "is not a project")
    with pytest.raises(NoProject, match="a folder"):
        database.open_database(tmp_path)
    with pytest.raises(NoProject, match="There is no project at"):
        database.open_database(tmp_path / "nothing.workbench")


def test_a_project_of_a_newer_program_is_left_byte_for_byte(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    with project.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'zz9'")
    project.database.close()
    left_as_it_was(project.path, NewerProject, "newer version")
    head = bytearray(project.path.read_bytes())
    head[60:64] = struct.pack(">I", migrate.SCHEMA + 1)
    project.path.write_bytes(head)
    left_as_it_was(project.path, NewerProject, "newer version")


def test_a_newer_project_is_known_while_its_version_is_still_in_the_journal(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    with project.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'zz9'")
    place = tmp_path / "copy"
    place.mkdir()
    for part in (project.path, project.path.with_name(project.path.name + "-wal")):
        shutil.copy(part, place)
    with pytest.raises(NewerProject):
        database.open_database(place / project.path.name)
    assert sha(place / project.path.name) == sha(project.path)
    project.database.close()


def test_a_beginning_that_was_overwritten_is_called_damaged(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    project.database.close()
    whole = bytearray(project.path.read_bytes())
    whole[100:4096] = os.urandom(3996)
    project.path.write_bytes(whole)
    left_as_it_was(project.path, DamagedProject, "damaged")


def test_a_second_writer_is_told_that_the_project_is_busy_and_may_read_meanwhile(
    in_file: BuiltProject,
) -> None:
    other = sqlite3.connect(in_file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = database.open_database(in_file.path)
    with impatient.reading() as connection:
        assert records.all_of(connection, "coder")
    with impatient.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(ProjectBusy, match="Another program is writing"):
        in_file_write(impatient)
    other.execute("ROLLBACK")
    other.close()
    in_file_write(impatient)
    impatient.close()


def in_file_write(opened: database.Database) -> None:
    """Write something."""
    with opened.writing() as connection:
        connection.exec_driver_sql("UPDATE project SET name = name")


def test_threads_of_one_process_wait_for_each_other(in_file: BuiltProject) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                in_file.do(added(a_coder(f"coder {threading.get_ident()} {os.urandom(4).hex()}")))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with in_file.database.reading() as connection:
        assert len(records.all_of(connection, "coder")) == 42


def test_another_processs_write_is_noticed_and_ones_own_is_not(in_file: BuiltProject) -> None:
    before = in_file.database.change_counter()
    in_file.code("Budsjettet")
    assert in_file.database.change_counter() == before
    other = database.open_database(in_file.path)
    with other.writing() as connection:
        connection.exec_driver_sql("UPDATE project SET name = 'x'")
    other.close()
    assert in_file.database.change_counter() != before


def test_an_act_that_fails_half_way_leaves_nothing(project: BuiltProject) -> None:
    def act() -> None:
        with project.database.writing() as connection:
            connection.exec_driver_sql("UPDATE project SET name = 'half'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    with project.database.reading() as connection:
        assert records.all_of(connection, "project")[0].name == "prøve"


def test_a_project_opened_for_reading_refuses_to_write(in_file: BuiltProject) -> None:
    in_file.database.close()
    opened = database.open_database(in_file.path, read_only=True)
    assert opened.read_only
    before = opened.change_counter()
    with pytest.raises(RefusedError, match="reading only"), opened.writing():
        pass
    with opened.reading() as connection:
        assert len(records.all_of(connection, "coder")) == 2
    other = database.open_database(in_file.path)
    in_file_write(other)
    other.close()
    assert opened.change_counter() != before
    opened.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root, to become somebody who may not write")
def test_a_project_in_a_folder_that_nobody_may_write_to_can_be_read(tmp_path: Path) -> None:
    a_project(tmp_path).database.close()
    for part in (tmp_path, *tmp_path.iterdir()):
        part.chmod(0o555 if part.is_dir() else 0o444)
    for above in tmp_path.parents[:3]:
        above.chmod(0o755)
    program = (
        "import os, sys; from pathlib import Path; from workbench.store import database, records\n"
        "from workbench.core.errors import WorkbenchError\n"
        "import sqlalchemy.dialects.sqlite, sqlalchemy.pool\n"
        "os.setuid(65534)\n"
        "opened = database.open_database(Path(sys.argv[1]), read_only=True)\n"
        "with opened.reading() as c: print(len(records.all_of(c, 'coder')))\n"
        "opened.close()\n"
        "try: database.open_database(Path(sys.argv[1])); print('opened')\n"
        "except WorkbenchError as error: print(error.message)\n"
    )
    path = str(tmp_path / "prøve.workbench")
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[:1] == ["2"], done.stderr
    assert "can only be read here" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="no limit on a file's size there")
def test_a_full_disk_is_said_and_loses_nothing(in_file: BuiltProject) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from tests.builders import a_coder\n"
        "from workbench.core.errors import WorkbenchError; from workbench.core.events import added\n"
        "from workbench.store import database, events\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "opened = database.open_database(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))\n"
        "for n in range(2000):\n"
        "    try:\n"
        "        with opened.writing() as c:\n"
        "            events.record(c, [added(a_coder(f'{n} ' * 200))], actor=None, action='x', at=n)\n"
        "        print('kept', flush=True)\n"
        "    except WorkbenchError as error:\n"
        "        print(error.message); break\n"
    )
    in_file.database.close()
    command = [sys.executable, "-c", program, str(in_file.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    *kept, said = done.stdout.splitlines()
    assert kept, done.stderr
    assert said in {
        "The disk is full; nothing was changed, and everything saved before is safe.",
        "The disk reported an error; nothing was changed.",
    }
    again = database.open_database(in_file.path)
    with again.reading() as connection:
        assert len(records.all_of(connection, "coder")) == 2 + len(kept)
    again.close()


def test_opening_a_project_loads_no_migration_tool_no_mapper_and_no_other_database(in_file: BuiltProject) -> None:
    program = (
        "import sys; from pathlib import Path; from workbench.store import database\n"
        "database.open_database(Path(sys.argv[1])).close()\n"
        "print({'alembic', 'sqlalchemy.orm', 'sqlalchemy.dialects.postgresql'} & set(sys.modules))\n"
    )
    in_file.database.close()
    done = subprocess.run(
        [sys.executable, "-c", program, str(in_file.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
