"""Leads through the steps of the tour over the screens of the running app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workbench.core.language import _
from workbench.core.passages import Span, covered, intersect
from workbench.services import local_state
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.dialogs.help import KeyHelp
from workbench.tui.dialogs.picker import CodePicker
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.matrix.screen import MatrixScreen
from workbench.tui.screens.reading.screen import ReadingScreen
from workbench.tui.tour.steps import STEPS, Scene, Where, stands_alone
from workbench.tui.widgets.transcript_view import TranscriptView

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
        at: the step to begin with; a later one than the first begins once a transcript is open.
    """

    def __init__(self, app: App[None], written: Mapping[str, str], at: int = 0) -> None:
        self._app = app
        self._written = written
        self._at = at
        self._before = scene(app) if at == 0 else None
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
        if self._before is None:
            self._before = now if now.where is Where.READING else None
        elif self._at + 1 < len(STEPS) and STEPS[self._at].done(self._before, now):
            self._at, self._before = self._at + 1, now
            remember(self._at)
        elif now.where is Where.READING:
            # What was coded over and above what the step asks for may be taken away in a later one.
            self._before = replace(self._before, codings=self._before.codings | now.codings)
        self._show()

    def takes_escape(self) -> bool:
        """Say whether Esc would leave the tour here.

        In dialogs and on other screens it keeps its own meaning, and where there is something to let go first.
        """
        screen = self._app.screen
        return not self.over and isinstance(screen, (HomeScreen, ReadingScreen)) and not screen.holds_something()

    def stop(self) -> None:
        """End the tour and take the panel away."""
        self.over = True
        self._timer.stop()
        for screen in self._app.screen_stack:
            screen.query(TourPanel).remove()

    def _show(self) -> None:
        screen = self._app.screen
        if not screen.is_mounted or not _stands(screen):
            return
        words = _(STEPS[self._at].said(scene(self._app))).format_map(self._written)
        leave = _("Esc closes this.") if self._at + 1 == len(STEPS) else _("Esc leaves the tour.")
        content = Content.assemble(
            (_("Tour {at}/{all}").format(at=self._at + 1, all=len(STEPS)), "bold $primary"), f"  {words} "
        )
        if self.takes_escape():
            content = content.append(Content.styled(leave, "$quiet"))
        elif isinstance(screen, (HomeScreen, ReadingScreen)):
            content = content.append(Content.styled(_("Esc lets go."), "$quiet"))
        for below in self._app.screen_stack[:-1]:
            below.query(TourPanel).set(visible=False)
        panels = screen.query(TourPanel)
        if panels:
            panels.first().update(content)
            panels.first().visible = True
        else:
            brief = "-brief" if isinstance(screen, Dialog) else ""
            screen.mount(TourPanel(content, markup=False, classes=brief))


def _stands(screen: Screen[Any]) -> bool:
    """Whether what Esc and the steps ask about is there: a screen is mounted before it is filled and after."""
    if isinstance(screen, ReadingScreen):
        return bool(screen.query(TranscriptView))
    return not isinstance(screen, HomeScreen) or bool(screen.query("#home-filter"))


def scene(app: App[None]) -> Scene:
    """Return what can be seen now."""
    screen = app.screen
    where = next((where for kind, where in _WHERE if isinstance(screen, kind)), Where.OTHER)
    for below in reversed(app.screen_stack):
        if isinstance(below, ReadingScreen) and _stands(below) and below.view.selection is not None:
            me, lit = below.desk.me, below.view.selection
            marks = [Span(mark.start, mark.end) for mark in below.opened.reviewed if mark.coder == me]
            return Scene(
                where,
                lit,
                str(below.view.unit),
                frozenset(uuid for uuid, coded in below.codings.items() if coded.coder == me),
                covered(marks),
                frozenset(below.desk.pins.items()),
                open_after=below.next_open_span(1, lit.start) is not None,
                read_here=covered(intersect([lit], marks)) == lit.length,
                selected=below.view.has_selection,
            )
    return Scene(Where.OTHER if where is Where.READING else where)


def left_at() -> int:
    """Return the step to go on with where the tour was left on this machine, 0 where there is none."""
    kept = local_state.setting("tour") or ""
    return stands_alone(int(kept)) if kept.isascii() and kept.isdecimal() and len(kept) < 4 else 0


def remember(step: int) -> None:
    """Remember the step in hand, so that the tour can be gone on with; the last one ends it."""
    local_state.remember_setting("tour", str(step) if step + 1 < len(STEPS) else "")
