"""What every test of the screens may count on."""

import pytest

from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.pages import page


@pytest.fixture(autouse=True)
def _what_is_said_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said goes away after a moment; on a busy machine that would be before a test has read it."""
    monkeypatch.setattr(page, "MOMENT", 600.0)
    monkeypatch.setattr(WorkbenchApp, "NOTIFICATION_TIMEOUT", 600.0)
