"""Leads through the steps of the tour over the screens of the running app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.dialogs.help import KeyHelp
from workbench.tui.dialogs.picker import CodePicker
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.matrix import MatrixScreen
from workbench.tui.screens.reading import ReadingScreen
from workbench.tui.tour.steps import STEPS, Scene, Where

if TYPE_CHECKING:
    from textual.app import App

_LOOK = 0.2
"""Every how many seconds the guide looks whether a step is done."""


_WHERE = (
    (HomeScreen, Where.HOME),
    (ReadingScreen, Where.READING),
    (MatrixScreen, Where.MATRIX),
    (KeyHelp, Where.HELP),
    (CodePicker, Where.PICKER),
    (Dialog, Where.DIALOG),
)
"""The first that fits says where one is."""


class TourPanel(Static):
    """Says what to try next; it takes no keys."""

    DEFAULT_CSS = """
    TourPanel {
        dock: top;
        margin-top: 1;
        height: auto;
        padding: 0 1;
        background: $panel;
        border-bottom: hkey $primary;
    }

    TourPanel.-brief {
        margin-top: 0;
        border-bottom: none;
    }
    """


class Guide:
    """The tour of one run of the app.

    Args:
        app: the running app.
        written: how each key is written for its reader, by its id with _ for - and dot.
    """

    def __init__(self, app: App[None], written: Mapping[str, str]) -> None:
        self._app = app
        self._written = written
        self._at = 0
        self._before = scene(app)
        self._timer = app.set_interval(_LOOK, self.look)
        self.over = False
        self._show()

    @property
    def step(self) -> int:
        """The number of the step in hand, from 0."""
        return self._at

    def look(self) -> None:
        """Go on where the step in hand is done."""
        if self.over:
            return
        now = scene(self._app)
        if self._at + 1 < len(STEPS) and STEPS[self._at].done(self._before, now):
            self._at, self._before = self._at + 1, now
        self._show()

    def takes_escape(self) -> bool:
        """Say whether Esc would leave the tour here; in dialogs and on other screens it keeps its own meaning."""
        return not self.over and scene(self._app).where in {Where.HOME, Where.READING}

    def stop(self) -> None:
        """End the tour and take the panel away."""
        self.over = True
        self._timer.stop()
        for screen in self._app.screen_stack:
            screen.query(TourPanel).remove()

    def _show(self) -> None:
        screen = self._app.screen
        if not screen.is_mounted:
            return
        words = _(STEPS[self._at].words).format_map(self._written)
        leave = _("Esc closes this.") if self._at + 1 == len(STEPS) else _("Esc leaves the tour.")
        content = Content.assemble(
            (_("Tour {at}/{all}").format(at=self._at + 1, all=len(STEPS)), "bold $primary"), f"  {words} "
        )
        if self.takes_escape():
            content = content.append(Content.styled(leave, "$quiet"))
        panels = screen.query(TourPanel)
        if panels:
            panels.first().update(content)
        else:
            brief = "-brief" if isinstance(screen, Dialog) else ""
            screen.mount(TourPanel(content, markup=False, classes=brief))


def scene(app: App[None]) -> Scene:
    """Return what can be seen now."""
    screen = app.screen
    where = next((where for kind, where in _WHERE if isinstance(screen, kind)), Where.OTHER)
    for below in reversed(app.screen_stack):
        if isinstance(below, ReadingScreen) and below.is_mounted and below.view.selection is not None:
            me = below.desk.me
            return Scene(
                where,
                below.view.selection,
                str(below.view.unit),
                frozenset(uuid for uuid, coded in below.codings.items() if coded.coder == me),
                sum(mark.end - mark.start for mark in below.opened.reviewed if mark.coder == me),
                frozenset(below.desk.pins.items()),
            )
    return Scene(Where.OTHER if where is Where.READING else where)
