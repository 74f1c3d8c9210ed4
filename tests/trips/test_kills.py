"""The true terminal program is killed while somebody codes: what reached the screen is in the file, with its event."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Runner
from workbench.core.codebook import Code
from workbench.services import project
from workbench.services.codebooks import codebook
from workbench.services.codings import coding

KILLS = int(os.environ.get("WORKBENCH_KILLS", "3"))
"""50 by the promise; a few in every run."""

SENTENCES = 40
PATIENCE = 60.0
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|.)")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to run the program in")


@pytest.fixture
def study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    book = tmp_path / "bok.csv"
    book.write_text("id,name_en\nkvittering,Kvittering\n", encoding="utf-8")
    said = " ".join(f"Dette er setning nummer {n} i svaret." for n in range(SENTENCES))
    (tmp_path / "intervju.txt").write_text(f"I: Kva seier du?\nR: {said}\nI: Takk.\nR: Takk sjølv.\n", encoding="utf-8")
    path = tmp_path / "drap.workbench"
    run = Runner(capsys, "--project", str(path), "--coder", "anna")
    assert Runner(capsys, "--coder", "anna")("init", str(path), "--codebook", str(book)).code == 0
    assert run("import", str(tmp_path / "intervju.txt")).code == 0
    with project.opened(path, coder="anna") as opened:
        code: Code = codebook.tree(opened).find("kvittering")
        coding.pin(opened, 1, code)
    return path


class Terminal:
    """The program in a pseudo-terminal of 120 by 40."""

    def __init__(self, path: Path) -> None:
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
            arguments = ["--coder", "anna", "open", str(path), "--transcript", "intervju"]
            os.execv(sys.executable, [sys.executable, "-m", "workbench", *arguments])
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def press(self, key: bytes) -> None:
        """Send a key."""
        os.write(self.descriptor, key)

    def output(self, seconds: float) -> Iterator[bytes]:
        """Yield what the program writes, until nothing has come for a while."""
        while select.select([self.descriptor], [], [], seconds)[0]:
            try:
                yield os.read(self.descriptor, 65536)
            except OSError:
                return

    def shows(self, wanted: str) -> bool:
        """Wait until some text is drawn."""
        until, seen = time.monotonic() + PATIENCE, b""
        while time.monotonic() < until:
            for piece in self.output(0.02):
                seen += piece
                if wanted in ESCAPES.sub("", seen.decode("utf-8", "replace")):
                    return True
        return False

    def rest(self) -> None:
        """Read until the program is quiet."""
        for _ in self.output(0.15):
            pass

    def kill(self) -> None:
        """End the program as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)


def code_until_killed(path: Path, dice: random.Random) -> int:
    """Code sentence after sentence, kill the program at some moment, and return how many codings were seen.

    They are counted by the number on the line on top: a name is drawn again for other reasons too.
    """
    terminal = Terminal(path)
    assert terminal.shows("setning nummer")
    terminal.rest()
    seen = 0
    last = dice.randrange(1, 8)
    for n in range(last + 1):
        terminal.press(b"n")
        terminal.rest()
        terminal.press(b"1")
        if n == last:
            time.sleep(dice.random() * 0.03)
            break
        seen += 1
        assert terminal.shows(f"· {seen} coding")
        terminal.rest()
    terminal.kill()
    return seen


@pytest.mark.parametrize("round_", range(KILLS))
def test_each_coding_whose_mark_reached_the_screen_is_in_the_file_with_its_event(
    study: Path, round_: int, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = code_until_killed(study, random.Random(round_))
    run = Runner(capsys, "--project", str(study), "--coder", "anna")
    assert run("check", "--format", "json").json == {"ok": True, "problems": []}
    codings = run("codings", "--format", "json").json
    acts = [event for event in run("history", "--format", "json").json if event["action"] == "coding.apply"]
    assert seen <= len(codings) <= seen + 1
    assert len(acts) == len(codings)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_the_program_keeps_the_memo_in_hand_and_gives_the_terminal_back(
    study: Path, told: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(study)
    assert terminal.shows("setning nummer")
    terminal.rest()
    terminal.press(b"n")
    terminal.rest()
    terminal.press(b"1")
    assert terminal.shows("· 1 coding")
    terminal.rest()
    terminal.press(b"m")
    assert terminal.shows("Memo")
    for number, key in enumerate("viktig", start=1):
        terminal.press(key.encode())
        assert terminal.shows("viktig"[:number])
    os.kill(terminal.pid, told)
    last = b"".join(terminal.output(PATIENCE))
    _, status = os.waitpid(terminal.pid, 0)
    os.close(terminal.descriptor)

    assert b"\x1b[?1049l" in last
    assert b"\x1b[?1000l" in last
    assert os.waitstatus_to_exitcode(status) == 128 + told
    run = Runner(capsys, "--project", str(study), "--coder", "anna")
    assert [memo["memo"] for memo in run("memos", "--format", "json").json] == ["viktig"]
