"""What every test may ask for: a machine that remembers nothing, and the example study."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core import language
from workbench.services import example


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
    for name in ("WORKBENCH_PROJECT", "WORKBENCH_CODER", "WORKBENCH_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    language.speak("en")


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The example study as it was built, not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_STATE_DIR", str(tmp_path_factory.mktemp("builder")))
        yield example.build(tmp_path_factory.mktemp("example"))


@pytest.fixture
def example_study(built_example: Path, tmp_path: Path) -> Path:
    """A copy of the example study, for one test to work in."""
    return Path(shutil.copy(built_example, tmp_path / built_example.name))
