"""Two projects that differ only in another coder's work say the same to a blind coder, whichever command is asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.builders import an_empty_project
from tests.cli.running import Runner
from tests.services.desks import Desk
from workbench.cli.main import COMMANDS
from workbench.core.coders import Progress
from workbench.services import project
from workbench.services.blinding import blind
from workbench.services.codings import coding, report_marks
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
    "code": [["code", "Moss_2010", "23", "33", "motstand"]],
    "undo": [["undo"]],
    "redo": [["redo"], ["undo"]],
}
"""What a blind coder asks of each command that tells of the project."""

TELL_NOTHING = {
    *("example", "tour", "init", "open", "serve", "keys", "import", "uncode", "sample", "backup", "restore"),
    "report",
}
"""Commands that open screens, write, or copy the file as it is; what the report says is asked below."""

FILES = [
    ["agreement", "--units-table"],
    ["codings"],
    ["codebook", "usage"],
    ["disagreements"],
    ["matrix", "--assume-done", "--min-cell", "0"],
    ["memos"],
    ["passages", "code:budsjett"],
    ["report-marks"],
    ["report"],
]
"""What a blind coder writes to files."""

SHAPES = (".csv", ".json", ".html", ".md", ".docx", ".xlsx")


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


@pytest.fixture
def alike(desk: Desk) -> tuple[Path, Path]:
    """A blind project in which ben is at work, and its copy in which anna has worked too."""
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
        given = there.code(transcript, "Budsjettet har")
        there.code(transcript, "auka", "motstand")
        memos.write_memo(lead, "transcript", transcript.uuid, "Noko anna meiner")
        memos.write_memo(lead, "coding", given.uuid, "Noko anna meiner om dette")
        report_marks.mark(lead, transcript, there.place(transcript, "auka"))
        coding.mark_reviewed(lead, transcript, [there.place(transcript, "Startlån er")])
        coding.set_status(lead, transcript, Progress.DONE)
    return path, other


TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(\+00:00|Z)?|\b\d\d:\d\d:\d\d\b"
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
"""Moments and UUIDs, which are others whenever something is done."""


@pytest.mark.parametrize("shape", ["table", "json"])
def test_the_blind_coder_is_told_the_same(
    alike: tuple[Path, Path], capsys: pytest.CaptureFixture[str], shape: str
) -> None:
    def told(place: Path) -> dict[str, str]:
        ben = Runner(capsys, "--project", str(place), "--coder", "ben")
        found = {}
        for commands in ASKED.values():
            for words in commands:
                ran = ben(*words, *(["--format", shape] if words[0] not in {"blind", "code", "undo", "redo"} else []))
                assert ran.code in {0, 1}, ran.err
                said = f"{ran.code}\n{ran.out}\n{ran.err}".replace(str(place), "")
                found[" ".join(words)] = TIME.sub("", said)
        return found

    one, other = map(told, alike)
    assert one == other


def test_the_files_of_a_blind_coder_are_the_same(
    alike: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def written(place: Path) -> dict[str, str]:
        ben = Runner(capsys, "--project", str(place), "--coder", "ben")
        found = {}
        for words in FILES:
            for suffix in SHAPES:
                target = place.parent / f"file{suffix}"
                ran = ben(*words, "-o", str(target), "--force")
                said = f"{ran.code}\n{ran.out}\n{ran.err}\n{read(target) if ran.code == 0 else ''}"
                found[f"{words} {suffix}"] = TIME.sub("", said.replace(str(place.parent), ""))
        return found

    one, other = map(written, alike)
    assert one == other
    assert "auka" in one["['codings'] .docx"]


def read(path: Path) -> str:
    """Return what a file holds; of a zip archive, all that lies in it."""
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text(encoding="utf-8")
    with ZipFile(path) as archive:
        return "\n".join(f"{name}\n{archive.read(name)!r}" for name in sorted(archive.namelist()))
