"""The options that scripts rely on: taking one away is a breaking change."""

from __future__ import annotations

import re

import pytest

from tests.cli.running import Runner

OPTIONS = {
    "example": "--no-open",
    "init": "--codebook",
    "open": "--transcript --read-only",
    "import": "--attributes --pattern --dry-run --jobs",
    "transcripts": "--format -o --force --for-spreadsheet",
    "show": "--turns",
    "codebook export": "-o",
    "codings": "--code --coder --transcript --where --format -o",
    "codings import": "--dry-run",
    "status": "--set --primary",
    "search": "--regex --fuzzy --speaker",
    "passages": "--format -o",
    "matrix": "--rows --columns --measure --coders --policy --roll-up --where --min-cell --small-cells --assume-done "
    "-o",
    "cooccurrence": "-o",
    "agreement": "--coders --unit --codes --measure --by --seed --text --rule --assume-done -o",
    "disagreements": "--coders --code",
    "report": "-o",
    "backup": "-o",
    "memos": "-o",
    "sample": "--coder --share --seed",
    "serve": "--port",
}


@pytest.mark.parametrize("command", OPTIONS)
def test_a_command_has_the_options_that_scripts_rely_on(capsys: pytest.CaptureFixture[str], command: str) -> None:
    told = Runner(capsys, "--language", "en")(*command.split(), "--help").out
    has = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", told))
    assert set(OPTIONS[command].split()) <= has
