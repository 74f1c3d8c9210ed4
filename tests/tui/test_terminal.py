"""The program in a true terminal (tmux): start, resize, Ctrl-C, a closed window, and the terminal given back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.studies import SAID, a_study, stored

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="no tmux on this machine")
PATIENCE = 60.0


class Terminal:
    """A shell in a tmux of its own."""

    def __init__(self, folder: Path) -> None:
        self._socket = f"workbench-test-{os.getpid()}-{time.monotonic_ns()}"
        self._folder = folder
        self(
            "new-session", "-d", "-x", "100", "-y", "30", "-c", str(folder), "env -u COLUMNS -u LINES PS1='ready> ' sh"
        )
        self.waits(lambda: "ready>" in self.screen, "the shell")

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, "-f", "/dev/null", *arguments], capture_output=True, text=True, check=False
        )
        return done.stdout

    @property
    def screen(self) -> str:
        return self("capture-pane", "-p", "-J")

    @property
    def alternate(self) -> bool:
        return self("display-message", "-p", "#{alternate_on}").strip() == "1"

    def waits(self, done: Callable[[], object], what: str) -> None:
        until = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < until, f"{what} did not come:\n{self.screen}"
            time.sleep(0.1)

    def shows(self, words: str) -> None:
        self.waits(lambda: words in self.screen, words)

    def type(self, *keys: str) -> None:
        self("send-keys", *keys)

    def settings(self, name: str) -> str:
        """What stty says of the terminal now."""
        file = self._folder / name
        self.type(f"stty -g > {shlex.quote(str(file))} && echo said-{name}", "Enter")
        self.waits(lambda: file.exists() and bool(file.read_text()), "stty")
        return file.read_text()

    def start(self, study: Path) -> None:
        """Start the program and open the lit interview."""
        self.type("clear", "Enter")
        command = f"{shlex.quote(sys.executable)} -m workbench --coder anna open {shlex.quote(str(study))}"
        self.type(f"{command}; echo left with $?", "Enter")
        self.shows("Moss_2011_intervju")
        self.waits(lambda: self.alternate, "the alternate screen")
        self.type("Enter")
        self.shows("Korleis gjekk det med")

    def program(self) -> int:
        """The program's process."""
        shell = self("display-message", "-p", "#{pane_pid}").strip()
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

    def close(self) -> None:
        self("kill-server")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    folder = tmp_path / "home"
    folder.mkdir()
    opened = Terminal(folder)
    try:
        yield opened
    finally:
        opened.close()


def test_it_starts_follows_the_windows_size_and_gives_the_terminal_back(tmp_path: Path, terminal: Terminal) -> None:
    study = a_study(tmp_path, SAID)
    before = terminal.settings("before")
    terminal.start(study)
    terminal("resize-window", "-x", "60", "-y", "20")
    terminal.waits(lambda: "c Code" in "".join(terminal.screen.splitlines()[19:20]), "the footer on the twentieth row")
    terminal.shows("Korleis gjekk det med")
    terminal("resize-window", "-x", "120", "-y", "40")
    terminal.shows("Start-up loan")
    terminal.type("k", "b")
    terminal.waits(lambda: len(stored(study)) == 1, "the coding")
    terminal.type("C-q")
    terminal.shows("left with 0")
    assert not terminal.alternate
    assert terminal.settings("after") == before


def test_ctrl_c_neither_ends_the_program_nor_loses_a_coding(tmp_path: Path, terminal: Terminal) -> None:
    study = a_study(tmp_path, SAID)
    terminal.start(study)
    terminal.type("k", "b")
    terminal.type("C-c")
    time.sleep(0.5)
    assert terminal.alternate
    terminal.type("Down", "k", "b")
    terminal.waits(lambda: len(stored(study)) == 2, "two codings")
    terminal.type("C-q")
    terminal.shows("left with 0")
    assert not terminal.alternate


def test_a_window_that_is_closed_ends_the_program_and_loses_nothing(tmp_path: Path, terminal: Terminal) -> None:
    study = a_study(tmp_path, SAID)
    terminal.start(study)
    terminal.type("k", "b")
    terminal.waits(lambda: len(stored(study)) == 1, "the coding")
    program = Path("/proc") / str(terminal.program())
    terminal.close()
    terminal.waits(lambda: not program.exists(), "the end of the program")
    assert len(stored(study)) == 1
    assert not list(tmp_path.glob("*-wal"))


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_program_that_is_told_to_leave_gives_the_terminal_back_and_keeps_what_was_coded(
    tmp_path: Path, terminal: Terminal, name: str
) -> None:
    study = a_study(tmp_path, SAID)
    before = terminal.settings("before")
    terminal.start(study)
    terminal.type("k", "b")
    terminal.waits(lambda: len(stored(study)) == 1, "the coding")
    number = signal.Signals[name]
    os.kill(terminal.program(), number)
    terminal.shows(f"left with {128 + number}")
    assert not terminal.alternate
    assert terminal.settings("after") == before
    assert len(stored(study)) == 1


@pytest.mark.parametrize("colours", ["TERM=xterm-16color NO_COLOR=1", "TERM=screen"])
def test_with_few_colours_or_none_what_is_coded_and_lit_is_told_by_signs(
    tmp_path: Path, terminal: Terminal, colours: str
) -> None:
    study = a_study(tmp_path, SAID)
    terminal.type(f"unset COLORTERM; export {colours}", "Enter")
    terminal.start(study)
    terminal.type("k", "b", "Down")
    terminal.waits(lambda: len(stored(study)) == 1, "the coding")
    coded = re.compile(r"  1 I .*[A-Z][a-z] .*\x1b\[(1;)?4mKorleis gjekk det med")
    terminal.waits(lambda: coded.search(terminal("capture-pane", "-p", "-e")), "initials in the margin, and a line")
    terminal.shows("▌")
    drawn = terminal("capture-pane", "-p", "-e")
    assert not re.search(r"\x1b\[[34]8;[25];", drawn)
    terminal.type("C-q")
    terminal.shows("left with 0")
