"""One act is one transaction: whole or not there, whatever happens, and durable once it is acknowledged."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import event as listening

from tests.builders import BuiltProject, a_coding, a_transcript, a_uuid
from workbench.core.bundle import Bundle
from workbench.core.coders import Progress, Status
from workbench.core.errors import RefusedError
from workbench.core.events import added
from workbench.core.memos import Memo
from workbench.store import bundles, checks, database, records

WRITER = """
import sys
from pathlib import Path
from tests.builders import a_uuid
from random import Random
from workbench.core.codings import Coding
from workbench.core.events import added
from workbench.core.memos import Memo
from workbench.store import database, events, records
random = Random(int(sys.argv[2]))
opened = database.open_database(Path(sys.argv[1]))
with opened.reading() as c:
    transcript = next(t for t in records.all_of(c, "transcript") if t.name == "lang")
    anna, code = records.all_of(c, "coder")[0], records.all_of(c, "code")[0]
print("ready", flush=True)
for n in range(10_000):
    start = random.randrange(2000)
    coding = Coding(a_uuid(random), transcript.uuid, 1, code.uuid, start, start + 1 + n, anna.uuid)
    memo = Memo(a_uuid(random), anna.uuid, "x" * random.randrange(2000), coding=coding.uuid)
    with opened.writing() as c:
        events.record(c, [added(coding), added(memo)], actor=anna.uuid, action="coding.apply", at=n)
    print(coding.uuid, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill_at_any_moment(in_file: BuiltProject) -> None:
    path = in_file.path
    in_file.bring_in(a_transcript("R: " + "ja " * 5000, name="lang"))
    in_file.database.close()
    acknowledged: set[str] = set()
    for n in range(5):
        command = [sys.executable, "-c", WRITER, str(path), str(n)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            acknowledged |= {running.stdout.readline().strip() for _ in range(2)}
            time.sleep(random.uniform(0, 0.3))
            running.send_signal(signal.SIGKILL)
            acknowledged |= {line.strip() for line in running.stdout if len(line) == 37}
        opened = database.open_database(path)
        with opened.reading() as connection:
            codings = {coding.uuid for coding in records.all_of(connection, "coding")}
            hanging = {memo.coding for memo in records.all_of(connection, "memo")}
            assert acknowledged <= codings
            assert len(codings) <= len(acknowledged) + n + 1
            assert hanging == codings
            assert checks.problems(connection) == []
        opened.close()
    assert len(acknowledged) >= 5 * 2


def test_an_act_that_fails_at_any_of_its_statements_leaves_everything_as_it_was(project: BuiltProject) -> None:
    coding = a_coding(project.transcript, "auka", code=project.codes["auka"], coder=project.anna)
    act = [
        added(coding),
        added(Memo(a_uuid(), project.anna.uuid, "?", coding=coding.uuid)),
        added(Status(a_uuid(), project.transcript.uuid, project.anna.uuid, Progress.CODING)),
    ]
    before = _whole(project)
    left = 0

    def fail(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise RefusedError("Here it fails.")

    listening.listen(project.database.writer, "before_cursor_execute", fail)
    for statement in range(1, 100):
        left = statement
        try:
            project.do(*act, actor=project.anna)
        except RefusedError:
            assert _whole(project) == before
            continue
        break
    listening.remove(project.database.writer, "before_cursor_execute", fail)
    assert statement > 8
    assert len(_whole(project).records["coding"]) == 1
    with project.database.reading() as connection:
        assert checks.problems(connection) == []
    left = 3
    listening.listen(project.database.writer, "before_cursor_execute", fail)
    with pytest.raises(RefusedError, match="Here it fails"):
        project.undo()
    listening.remove(project.database.writer, "before_cursor_execute", fail)
    project.undo()
    assert _whole(project).records == before.records


def _whole(project: BuiltProject) -> Bundle:
    with project.database.reading() as connection:
        return bundles.export(connection)
