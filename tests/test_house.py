"""The house keeps its rules: layers, sizes, light rooms, and a README that names every command."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from workbench.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for layer in ("core", "analysis")
    for path in (ROOT / "workbench" / layer).rglob("*.py")
)
MOST_LINES = 400


def test_every_layer_uses_only_the_layers_below_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(no_cache=True)
    assert not broken, capsys.readouterr().out


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {}
    for folder in ("workbench", "tests", "bench", "migrations"):
        for path in (ROOT / folder).rglob("*.py"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > MOST_LINES:
                long[str(path.relative_to(ROOT))] = lines
    assert long == {}


def test_records_and_counting_load_neither_screens_nor_database_nor_files() -> None:
    listing = f"import sys\nfor name in {MODULES!r}: __import__(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert {"workbench"} <= loaded
    assert loaded.isdisjoint({"textual", "sqlalchemy", "docx", "lxml", "alembic", "click", "platformdirs"})


@pytest.mark.parametrize("name", MODULES)
def test_every_record_and_count_can_be_imported_by_itself(name: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {name}"], check=True, cwd=ROOT)


def test_readme_names_every_command_and_no_other() -> None:
    table = re.findall(r"^\| `workbench ([\w-]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(COMMANDS)


def test_the_words_of_the_glossary_are_in_readme() -> None:
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    for word in ("transcript", "turn", "segment", "passage", "coding", "coder", "memo", "case", "attribute", "event"):
        assert re.search(rf"^\| {word}\b", words, re.MULTILINE), word


def test_no_test_of_a_screen_waits_for_a_fixed_time() -> None:
    """Fixed pauses are long enough until the machine is busy; tests/tui/waiting.py waits for what is waited for."""
    wrong = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for folder in ("tui", "words", "trips")
        for file in sorted((ROOT / "tests" / folder).rglob("*.py"))
        if file.name != "waiting.py"
        for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
        if isinstance(call.func, ast.Attribute)
        and ((call.func.attr == "pause" and call.args) or call.func.attr == "run_test")
    ]
    assert wrong == [], "until(pilot, condition, what) or pilot.pause(), and piloted(app)"
