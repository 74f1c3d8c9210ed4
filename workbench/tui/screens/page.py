"""What all screens have in common: a line on top, a footer, refusals said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from workbench.core.errors import WorkbenchError
from workbench.tui.keys import EVERYWHERE, Key
from workbench.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp


class Page(Screen[None]):
    """A screen of the program; ``KEYS`` are the ones that its help lists."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    ABOUT: ClassVar[str] = ""

    @property
    def bench(self) -> WorkbenchApp:
        """The app, known for what it is."""
        return cast("WorkbenchApp", self.app)

    @property
    def top(self) -> TopBar:
        """The line on top."""
        return self.query_one(TopBar)

    def say(self, message: str) -> None:
        """Say what was done, for a moment."""
        self.notify(message, markup=False, timeout=3)

    def refuse(self, error: WorkbenchError) -> None:
        """Say what cannot be had, and what to do instead."""
        self.notify(error.hint or " ", title=error.message, severity="warning", markup=False, timeout=8)

    def leave(self) -> None:
        """Put away what this screen wants to find again; called before the project is closed."""

    def help_keys(self) -> tuple[Key, ...]:
        """Return the keys that the help of this screen lists."""
        return (*self.KEYS, *EVERYWHERE)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so where something failed in the background."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.bench.report(event.worker.error)
