"""Files are written whole or not at all, and never over what must stay."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.core.errors import FileError, RefusedError
from workbench.exchange.atomic import PREFIX, check_target, free_name, writing


def put(path: Path, text: bytes, *, force: bool = False, then: Callable[[], object] = int) -> None:
    """Write a file, doing something else before it is finished."""
    with writing(path, force=force) as file:
        file.write(text)
        then()


def fail(error: BaseException) -> Callable[[], object]:
    def raising() -> None:
        raise error

    return raising


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


def test_a_file_is_there_whole_when_the_writing_is_over(tmp_path: Path) -> None:
    put(tmp_path / "matrix.csv", b"row,value\n")

    assert (tmp_path / "matrix.csv").read_bytes() == b"row,value\n"
    assert leftovers(tmp_path) == []


def test_nothing_is_there_when_the_writing_fails_halfway(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        put(tmp_path / "matrix.csv", b"half", then=fail(ZeroDivisionError()))

    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stays_when_the_writing_fails_halfway(tmp_path: Path) -> None:
    put(tmp_path / "matrix.csv", b"old")

    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "matrix.csv", b"new", force=True, then=fail(KeyboardInterrupt()))

    assert (tmp_path / "matrix.csv").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_file_that_is_there_is_not_replaced_unasked_and_another_name_is_offered(tmp_path: Path) -> None:
    put(tmp_path / "matrix.csv", b"old")
    put(tmp_path / "matrix 2.csv", b"also there")

    with pytest.raises(RefusedError) as caught:
        put(tmp_path / "matrix.csv", b"new")

    assert "matrix 3.csv" in caught.value.hint
    assert (tmp_path / "matrix.csv").read_bytes() == b"old"
    assert free_name(tmp_path / "matrix.csv").name == "matrix 3.csv"


def test_a_file_that_came_to_be_there_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "matrix.csv"

    with pytest.raises(RefusedError):
        put(target, b"mine", then=lambda: target.write_bytes(b"somebody else's"))

    assert target.read_bytes() == b"somebody else's"
    assert leftovers(tmp_path) == []


def test_force_replaces_a_file_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    put(tmp_path / "matrix.csv", b"old")
    (tmp_path / "matrix.csv").chmod(0o640)

    put(tmp_path / "matrix.csv", b"new", force=True)

    assert (tmp_path / "matrix.csv").read_bytes() == b"new"
    assert (tmp_path / "matrix.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_new_file_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    put(tmp_path / "codings.csv", b"what was said")

    assert (tmp_path / "codings.csv").stat().st_mode & 0o777 == 0o600


def test_the_project_is_never_replaced(tmp_path: Path) -> None:
    project = tmp_path / "study.workbench"
    project.write_bytes(b"")
    for path in (project, tmp_path / "." / "study.workbench"):
        with pytest.raises(FileError, match="project"):
            put(path, b"x", force=True)

    assert project.read_bytes() == b""


def test_a_database_by_another_name_is_never_replaced(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "backup.csv") as connection:
        connection.execute("create table t (a)")
    connection.close()

    with pytest.raises(FileError, match="project"):
        put(tmp_path / "backup.csv", b"x", force=True)


def test_a_protected_file_is_never_replaced_by_whichever_name(tmp_path: Path) -> None:
    source = tmp_path / "interview.txt"
    source.write_text("what was said")
    other_name = tmp_path / "other.txt"
    os.link(source, other_name)

    with pytest.raises(FileError):
        check_target(other_name, force=True, protected=[source])


def test_a_folder_a_link_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "target.csv").write_text("x")
    (tmp_path / "link.csv").symlink_to(tmp_path / "target.csv")
    os.mkfifo(tmp_path / "pipe.csv")

    for name, says in (("folder", "a folder"), ("link", "a link"), ("pipe", "ordinary")):
        with pytest.raises(FileError, match=says):
            put(tmp_path / f"{name}.csv", b"new", force=True)
    assert (tmp_path / "target.csv").read_text() == "x"


@pytest.mark.parametrize("name", ["missing/matrix.csv", "a\0b.csv", "x" * 300 + ".csv", "file.txt/matrix.csv"])
def test_a_name_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("x")

    with pytest.raises(FileError) as caught:
        put(tmp_path / name, b"x")

    assert str(caught.value).endswith(".") or caught.value.hint
    assert "Errno" not in str(caught.value)


def test_a_folder_that_cannot_be_written_to_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Nothing can be written in /proc"):
        put(Path("/proc/matrix.csv"), b"x")


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    put(tmp_path / "matrix.csv", b"old")

    with pytest.raises(FileError, match="disk is full"):
        put(tmp_path / "matrix.csv", b"new", force=True, then=fail(OSError(errno.ENOSPC, "No space left on device")))

    assert (tmp_path / "matrix.csv").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


NO_ROOM = """
import resource, sys, zipfile
from pathlib import Path
from workbench.core.errors import FileError
from workbench.exchange.atomic import writing
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
try:
    with writing(Path(sys.argv[1])) as file, zipfile.ZipFile(file, "w") as archive:
        for n in range(100):
            archive.writestr(str(n), "no room " * 1_000)
except FileError as error:
    print(error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_an_archive_that_has_no_room_says_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_ROOM, str(tmp_path / "report.docx")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout == "report.docx was not written. The file would become larger than the disk allows.\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_any_other_fault_of_the_system_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="odd"):
        put(tmp_path / "matrix.csv", b"new", then=fail(OSError(errno.EBADF, "odd")))


KILLED = """
import os, signal, sys
from pathlib import Path
from workbench.exchange.atomic import writing
with writing(Path(sys.argv[1]), force=True) as file:
    for n in range(10_000):
        file.write(b"new" * 100)
        if n == int(sys.argv[2]):
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_writer_that_is_killed_leaves_the_old_file_and_its_rest_is_taken_away_next_time(tmp_path: Path) -> None:
    target = tmp_path / "matrix.csv"
    put(target, b"old")

    for at in (0, 50, 9_999):
        killed = subprocess.run([sys.executable, "-c", KILLED, str(target), str(at)], check=False)
        assert killed.returncode == -signal.SIGKILL

    assert target.read_bytes() == b"old"
    assert len(leftovers(tmp_path)) == 3
    for name in leftovers(tmp_path):
        os.utime(tmp_path / name, (time.time() - 3600,) * 2)
    put(tmp_path / "another.csv", b"x")
    assert leftovers(tmp_path) == []


def test_the_file_of_a_writer_that_is_still_at_work_is_left_alone(tmp_path: Path) -> None:
    with writing(tmp_path / "slow.csv") as file:
        file.write(b"so far")
        (being_written,) = leftovers(tmp_path)
        os.utime(tmp_path / being_written, (time.time() - 3600,) * 2)
        put(tmp_path / "quick.csv", b"x")

        assert leftovers(tmp_path) == [being_written]

    assert (tmp_path / "slow.csv").read_bytes() == b"so far"
