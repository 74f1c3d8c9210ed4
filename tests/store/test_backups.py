"""Backups that restore, and a check that finds what is wrong."""

from __future__ import annotations

import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import BuiltProject, a_coding, a_transcript
from tests.store.test_database import sha
from workbench.core.bundle import Bundle
from workbench.core.errors import DamagedProject, NewerProject, NoProject, ProjectBusy, RefusedError, WorkbenchError
from workbench.store import backups, bundles, checks, database, events, migrate, searching


def whole(path: Path) -> Bundle:
    """Return everything in a project's file, which is held to be without problems."""
    opened = database.open_database(path)
    with opened.reading() as connection:
        assert checks.problems(connection) == []
        bundle = bundles.export(connection)
    opened.close()
    return bundle


def test_a_backup_made_while_others_write_holds_everything_and_restores(in_file: BuiltProject) -> None:
    in_file.code("Budsjettet")
    assert in_file.path.with_name(in_file.path.name + "-wal").stat().st_size > 0
    copy = backups.backup(in_file.path)
    assert copy.parent == in_file.path.with_name("prøve.backups")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    later = in_file.code("auka")
    in_file.database.close()
    kept = backups.restore(copy, in_file.path)
    assert {c.start for c in whole(in_file.path).records["coding"]} == {17}
    assert kept is not None
    assert later in whole(kept).records["coding"]
    assert [p.name for p in in_file.path.parent.iterdir() if p.is_file()] == ["prøve.workbench"]
    assert len(list(copy.parent.iterdir())) == 2


def test_two_backups_in_one_second_are_two(in_file: BuiltProject) -> None:
    assert len({backups.backup(in_file.path, reason="before-import") for _ in range(3)}) == 3


def test_a_backup_goes_where_it_is_told_and_over_nothing(in_file: BuiltProject, tmp_path: Path) -> None:
    target = tmp_path / "kopi.workbench"
    assert backups.backup(in_file.path, target) == target
    before = sha(target)
    with pytest.raises(RefusedError, match="there already"):
        backups.backup(in_file.path, target)
    assert sha(target) == before
    with pytest.raises(WorkbenchError, match="Nothing can be written"):
        backups.backup(in_file.path, tmp_path / "nowhere" / "kopi.workbench")
    assert not list(tmp_path.glob(".*"))


def test_a_damaged_project_gives_no_backup_and_says_why(in_file: BuiltProject) -> None:
    with in_file.database.writing() as connection:
        connection.exec_driver_sql("UPDATE transcript_text SET text = replace(text, 'auka', 'AUKA')")
    with pytest.raises(DamagedProject, match="text of Moss_2010 is not the one that was imported"):
        backups.backup(in_file.path)
    assert list(backups.folder(in_file.path).iterdir()) == []


def test_only_a_whole_backup_of_ours_is_restored(in_file: BuiltProject, tmp_path: Path) -> None:
    copy = backups.backup(in_file.path, tmp_path / "kopi.workbench")
    in_file.database.close()
    before = sha(in_file.path)
    bytes_ = copy.read_bytes()
    for content, kind in ((b"", NoProject), (b"PK\3\4", NoProject), (bytes_[:5000], DamagedProject)):
        copy.write_bytes(content)
        with pytest.raises(kind):
            backups.restore(copy, in_file.path)
    copy.write_bytes(bytes_)
    with sqlite3.connect(copy) as held:
        held.execute("UPDATE event SET summary = '', payload = replace(payload, 'anna', 'ANNA')")
    held.close()
    with pytest.raises(DamagedProject, match="history"):
        backups.restore(copy, in_file.path)
    with sqlite3.connect(copy) as held:
        held.execute(f"PRAGMA user_version = {migrate.SCHEMA + 1}")
    held.close()
    with pytest.raises(NewerProject):
        backups.restore(copy, in_file.path)
    assert sha(in_file.path) == before
    assert not backups.folder(in_file.path).exists()


def test_a_project_that_somebody_has_open_is_not_replaced(in_file: BuiltProject, tmp_path: Path) -> None:
    copy = backups.backup(in_file.path, tmp_path / "kopi.workbench")
    in_file.code("auka")
    with pytest.raises(ProjectBusy):
        backups.restore(copy, in_file.path)
    in_file.code("Budsjettet")
    in_file.database.close()
    assert len(whole(in_file.path).records["coding"]) == 2


def test_a_damaged_project_is_kept_as_it_is_when_a_backup_takes_its_place(
    in_file: BuiltProject, tmp_path: Path
) -> None:
    copy = backups.backup(in_file.path, tmp_path / "kopi.workbench")
    in_file.database.close()
    in_file.path.write_bytes(in_file.path.read_bytes()[:3000])
    damaged = sha(in_file.path)
    kept = backups.restore(copy, in_file.path)
    assert kept is not None
    assert sha(kept) == damaged
    assert whole(in_file.path) == whole(copy)


def test_a_backup_is_restored_where_nothing_is(in_file: BuiltProject, tmp_path: Path) -> None:
    copy = backups.backup(in_file.path, tmp_path / "kopi.workbench")
    assert backups.restore(copy, tmp_path / "ny.workbench") is None
    assert whole(tmp_path / "ny.workbench") == whole(copy)


HARM: list[tuple[str, str]] = [
    ("UPDATE transcript_text SET text = replace(text, 'auka', 'AUKA')", "text of Moss_2010 is not the one"),
    ("UPDATE turn SET start_offset = start_offset + 1 WHERE n = 1", "turns or units of Moss_2010"),
    ("UPDATE unit SET spans = substr(spans, 1, 8) WHERE kind = 'word'", "turns or units of Moss_2010"),
    ("UPDATE speech SET words = words + 1", "number of words of Moss_2010"),
    ("UPDATE coding SET quotation = 'budsjettet'", "words of the coding"),
    ("UPDATE coding SET start_offset = start_offset + 1", "words of the coding"),
    ("UPDATE coding SET revision = 2", "lies on a revision of Moss_2010 that is not there"),
    ("UPDATE revision SET text_hash = 'x'", "another text than the one"),
    ("UPDATE revision SET n = 7", "Moss_2010 has no text"),
    ("UPDATE event SET payload = replace(payload, 'anna', 'Anna')", "What event 2 of the history says was changed"),
    ("UPDATE event SET actor = NULL", "The history is broken before event"),
    ("DELETE FROM event WHERE id = 2", "The history is broken before event 2"),
    ("UPDATE coding SET certainty = 'unsure'", "is not what the history says that it became"),
    ("UPDATE coder SET rights = 'lead'", "The coder"),
    ("DELETE FROM coding", "There are 0 records of kind coding, but by the history there should be 1"),
    ("UPDATE tombstone SET uuid = (SELECT uuid FROM coding), kind = 'coding'", "there and noted as deleted at once"),
]


@pytest.mark.parametrize(("harm", "says"), HARM)
def test_harm_done_behind_the_programs_back_is_found(project: BuiltProject, harm: str, says: str) -> None:
    project.code("auka")
    project.undo()
    project.code("Budsjettet")
    with project.database.writing() as connection:
        assert checks.problems(connection) == []
        connection.exec_driver_sql(harm)
    with project.database.reading() as connection:
        found = checks.problems(connection)
    assert found
    assert any(says in line for line in found)
    assert not any("Budsjettet" in line for line in found)


def test_an_index_that_has_lost_a_turn_is_found_and_built_anew(project: BuiltProject) -> None:
    lost = "DELETE FROM turn_words WHERE turn_id = 2"
    with project.database.writing() as connection:
        if connection.dialect.name == "sqlite":
            lost = "INSERT INTO turn_words (turn_words) VALUES ('delete-all')"
        connection.exec_driver_sql(lost)
    with project.database.writing() as connection:
        assert checks.problems(connection) == [
            "The search index does not match the texts; workbench check --rebuild-index builds it anew."
        ]
        checks.rebuild_index(connection)
    with project.database.reading() as connection:
        assert checks.problems(connection) == []
        assert [hit.turn for hit in searching.candidates(connection, [("budsjettet",)])] == [1]


def test_random_bit_flips_are_found_or_harmless(in_file: BuiltProject, tmp_path: Path) -> None:
    flips = random.Random(5)
    built = in_file.bring_in(a_transcript("I: Kva?\nR: " + "Budsjettet har auka i Bærum. " * 200, name="lang"))
    made = [a_coding(built, (n, n + 20), code=in_file.codes["auka"], coder=in_file.anna) for n in range(10, 4000, 40)]
    with in_file.database.writing() as connection:
        events.record(connection, [], actor=in_file.anna.uuid, action="codings.import", at=1, bulk=made)
    in_file.database.close()
    wanted = whole(in_file.path)
    clean = in_file.path.read_bytes()
    found = harmless = 0
    for n in range(60):
        damaged = bytearray(clean)
        damaged[flips.randrange(100, len(damaged))] ^= 1 << flips.randrange(8)
        path = tmp_path / f"{n}.workbench"
        path.write_bytes(damaged)
        try:
            state = _state(path)
        except WorkbenchError:
            found += 1
            continue
        if state is None:
            found += 1
        else:
            assert state == wanted
            harmless += 1
        path.unlink()
    assert found
    assert found + harmless == 60


def _state(path: Path) -> Bundle | None:
    """Return what a file holds, or None where the check finds something."""
    opened = database.open_database(path)
    try:
        with opened.reading() as connection:
            return None if checks.problems(connection) else bundles.export(connection)
    finally:
        opened.close()


def test_a_copy_of_the_file_alone_lacks_what_is_in_the_journal(in_file: BuiltProject, tmp_path: Path) -> None:
    in_file.code("Budsjettet")
    alone = tmp_path / "alone.workbench"
    shutil.copy(in_file.path, alone)
    assert whole(alone).records["coding"] == ()
    reading: Callable[[Path], Bundle] = whole
    assert len(reading(backups.backup(in_file.path, tmp_path / "copy.workbench")).records["coding"]) == 1
