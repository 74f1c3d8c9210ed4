"""What tests of services work in: a study of one's own, with a small codebook and short interviews as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_empty_project
from tests.services.desks import Desk
from workbench.services.project import open_project


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Anna's desk: a study with three codes and nothing else."""
    path = tmp_path / "study"
    path.mkdir()
    an_empty_project(path, name="bustad").close()
    with open_project(path / "bustad.workbench", coder="anna") as project:
        desk = Desk(project, tmp_path)
        desk.codebook("budsjett", "startlan", "motstand")
        yield desk
