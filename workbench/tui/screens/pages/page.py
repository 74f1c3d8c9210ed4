"""What all screens have in common: a line on top, a footer, refusals said in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import ClassVar, Literal, Protocol, cast

from textual.binding import ActiveBinding
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.tui.keys import EVERYWHERE, Key
from workbench.tui.keys.chosen import Chosen
from workbench.tui.widgets.top_bar import TopBar

WIDE, VERY_WIDE = 110, 160
"""From these widths on there is room for panes beside a text, and for three columns."""


MOMENT = 3.0
"""For how many seconds something is said; what stands there already is not said again."""


class Bench(Protocol):
    """What screens ask of the app: what was wanted at the start, another project, and to say what went wrong."""

    wanted: Path | None
    coder: str | None
    transcript: str | None
    own_keys: Chosen
    tour_wanted: bool

    def open_project(self, path: Path | None) -> None:
        """Open a project in the background."""

    def show_list(self, words: str) -> None:
        """Go to the list of transcripts, narrowed by words."""

    def begin_tour(self) -> None:
        """Lead through the screens."""

    def report(self, error: BaseException) -> None:
        """Say that something failed, and write down where."""


class Page(Screen[None]):
    """A screen of the program; ``KEYS`` are the ones that its help lists."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    ABOUT: ClassVar[str] = ""
    HINTS: ClassVar[Mapping[str, str]] = {}
    """What stands, in English, in lines that nothing is written in, by the line's id."""

    def __init__(self) -> None:
        super().__init__()
        self._told, self._told_at = ("", ""), 0.0
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-normal"), (VERY_WIDE, "-wide")]

    @property
    def bench(self) -> Bench:
        """The app, known for what it is."""
        return cast("Bench", self.app)

    @property
    def top(self) -> TopBar:
        """The line on top."""
        return self.query_one(TopBar)

    def say(self, message: str) -> None:
        """Say what was done, for a moment."""
        self._tell(message)

    def refuse(self, error: WorkbenchError) -> None:
        """Say what cannot be had, and what to do instead."""
        self._tell(error.hint or " ", title=error.message, severity="warning")

    def _tell(
        self, message: str, *, title: str = "", severity: Literal["information", "warning"] = "information"
    ) -> None:
        now = monotonic()
        if (message, title) != self._told or now - self._told_at >= MOMENT:
            self._told, self._told_at = (message, title), now
            self.notify(message, title=title, severity=severity, markup=False, timeout=MOMENT)

    def holds_something(self) -> bool:
        """Whether Esc lets something go here before it leaves the screen: a selection, a filter, a pane."""
        return False

    def hint(self, line: str) -> str:
        """Return what stands in a line (by its id) while nothing is written in it."""
        return _(self.HINTS[line])

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here."""
        for line in self.HINTS:
            self.query_one(f"#{line}", Input).placeholder = self.hint(line)
        self.refresh_bindings()

    def leave(self) -> None:
        """Put away what this screen wants to find again; called before the project is closed."""

    def close_page(self) -> None:
        """Go back to the screen below, once."""
        if self.is_current:
            self.dismiss()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, as the footer writes them: in the language spoken."""
        found = super().active_bindings
        return {
            key: one._replace(
                binding=replace(one.binding, description=_(one.binding.description)), tooltip=_(one.tooltip)
            )
            for key, one in found.items()
        }

    def help_keys(self) -> tuple[Key, ...]:
        """Return the keys that the help of this screen lists."""
        return (*self.KEYS, *EVERYWHERE)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so where something failed in the background."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.bench.report(event.worker.error)
