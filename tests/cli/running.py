"""Runs the program in this process, as the command line would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from workbench.cli.main import run


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, its data, and what it told."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The data, read as JSON."""
        return json.loads(self.out)


class Runner:
    """The ``workbench`` command, with the options that stand before every command."""

    def __init__(self, capture: pytest.CaptureFixture[str], *options: str) -> None:
        self._capture = capture
        self._options = options

    def __call__(self, *arguments: str) -> Ran:
        """Run one command line."""
        self._capture.readouterr()
        code = run([*self._options, *arguments])
        said = self._capture.readouterr()
        return Ran(code, said.out, said.err)
