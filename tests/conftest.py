"""What every test may ask for: a machine that remembers nothing, and the example study."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workbench.core import language
from workbench.services import example

# How long an example takes says how busy the machine is. The same examples each time, so that what fails, fails because
# of what was changed; ``--hypothesis-profile=anew`` looks elsewhere every time.
settings.register_profile("anew", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("anew"), derandomize=True, database=None)
settings.load_profile("same")

_LONG = 60

_TOLD = (
    *("WORKBENCH_PROJECT", "WORKBENCH_CODER", "WORKBENCH_LANG", "LC_ALL", "LC_MESSAGES"),
    *("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLORFGBG", "TEXTUAL_ANIMATIONS"),
)
"""What the machine that runs the tests may say of itself, and no test shall hear."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call what is long by the name of its argument: a zip made here holds the time, and workers must call it alike."""
    return argname if isinstance(val, (bytes, str)) and len(val) > _LONG else None


def _be_any_machine(patch: pytest.MonkeyPatch) -> None:
    for name in _TOLD:
        patch.delenv(name, raising=False)
    patch.setenv("LANG", "C.UTF-8")
    patch.setenv("LANGUAGE", "en")
    patch.setenv("TERM", "xterm-256color")
    language.speak("en")


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
    _be_any_machine(monkeypatch)


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The example study as it was built, not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_STATE_DIR", str(tmp_path_factory.mktemp("builder")))
        _be_any_machine(patch)
        yield example.build(tmp_path_factory.mktemp("example"))


@pytest.fixture
def example_study(built_example: Path, tmp_path: Path) -> Path:
    """A copy of the example study, for one test to work in."""
    return Path(shutil.copy(built_example, tmp_path / built_example.name))
