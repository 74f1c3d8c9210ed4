"""Two projects that differ only in another coder's work say the same to a blind coder, whichever command is asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_empty_project
from tests.cli.running import Runner
from tests.services.desks import Desk
from workbench.cli.main import COMMANDS
from workbench.core.coders import Progress
from workbench.services import project
from workbench.services.blinding import blind
from workbench.services.codings import coding
from workbench.services.memos import memos

ASKED: dict[str, list[list[str]]] = {
    "transcripts": [["transcripts"]],
    "show": [["show", "Moss_2010", "--turns"]],
    "settings": [["settings"]],
    "attributes": [["attributes"]],
    "codebook": [["codebook", "show"], ["codebook", "usage"], ["codebook", "lint"], ["codebook", "history"]],
    "codings": [["codings"]],
    "passages": [["passages", "code:budsjett"], ["passages", "not coder:anna"]],
    "search": [["search", "auka"]],
    "synonyms": [["synonyms", "show"]],
    "status": [["status", "Moss_2010"]],
    "memos": [["memos"]],
    "report-marks": [["report-marks"]],
    "matrix": [
        ["matrix", "--columns", "transcript", "--min-cell", "0", "--assume-done"],
        ["matrix", "--columns", "transcript", "--coders", "ben,anna", "--policy", "union", "--min-cell", "0"],
    ],
    "cooccurrence": [["cooccurrence"]],
    "framework": [["framework"]],
    "frequencies": [["frequencies"]],
    "presence": [["presence"]],
    "progress": [["progress"]],
    "saturation": [["saturation"]],
    "agreement": [["agreement"], ["agreement", "--coders", "ben,anna", "--assume-done"]],
    "disagreements": [["disagreements"], ["disagreements", "--settled"]],
    "settle": [["settle"], ["settle", "--agreed"]],
    "blind": [["blind"]],
    "history": [["history"]],
    "check": [["check"]],
}
"""What a blind coder asks of each command that tells of the project."""

TELL_NOTHING = {
    *("example", "tour", "init", "open", "serve", "keys", "import", "code", "uncode", "sample", "undo", "redo"),
    *("backup", "restore", "report"),
}
"""Commands that open screens, write, or make files that the same services fill."""


def test_every_command_is_asked_or_tells_nothing() -> None:
    asked = {name for name in COMMANDS if name in ASKED or name in TELL_NOTHING}
    assert set(ASKED) | TELL_NOTHING >= set(COMMANDS), sorted(set(COMMANDS) - asked)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Anna's desk, with a codebook of three codes."""
    (tmp_path / "study").mkdir()
    an_empty_project(tmp_path / "study", name="bustad").close()
    with project.open_project(tmp_path / "study" / "bustad.workbench", coder="anna") as opened:
        desk = Desk(opened, tmp_path)
        desk.codebook("budsjett", "startlan", "motstand")
        yield desk


@pytest.mark.parametrize("shape", ["table", "json"])
def test_the_blind_coder_is_told_the_same(desk: Desk, capsys: pytest.CaptureFixture[str], shape: str) -> None:
    transcript = desk.interview()
    with desk.as_coder("ben") as ben:
        ben.code(transcript, "auka")
    coding.set_status(desk.project, transcript, Progress.CODING)
    blind.set_blind(desk.project, True)
    path = desk.project.path
    other = path.parent.parent / "other" / path.name
    other.parent.mkdir()
    desk.project.close()
    shutil.copy(path, other)
    with project.open_project(other, coder="anna") as lead:
        there = Desk(lead, desk.folder)
        there.code(transcript, "Budsjettet har")
        there.code(transcript, "auka", "motstand")
        memos.write_memo(lead, "transcript", transcript.uuid, "Noko anna meiner")

    def told(place: Path) -> dict[str, str]:
        ben = Runner(capsys, "--project", str(place), "--coder", "ben")
        found = {}
        for commands in ASKED.values():
            for words in commands:
                ran = ben(*words, *(["--format", shape] if words[0] not in {"blind"} else []))
                assert ran.code in {0, 1}, ran.err
                said = f"{ran.code}\n{ran.out}\n{ran.err}".replace(str(place), "")
                found[" ".join(words)] = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\+00:00)?", "", said)
        return found

    assert told(path) == told(other)
