"""What the screens over an open project have in common: the desk, and the ways to one another."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from workbench.core.language import _
from workbench.core.passages import Span
from workbench.services.project import OpenProject
from workbench.tui.keys import EVERYWHERE, REPORT, WAYS, Key, Place, bindings
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.page import Page

SCREENS: dict[str, tuple[str, str]] = {
    "reading": ("workbench.tui.screens.reading.screen", "ReadingScreen"),
    "matrix": ("workbench.tui.screens.matrix.screen", "MatrixScreen"),
    "codebook": ("workbench.tui.screens.codebook.screen", "CodebookScreen"),
    "search": ("workbench.tui.screens.finding.searching", "SearchScreen"),
    "passages": ("workbench.tui.screens.finding.passages", "PassagesScreen"),
    "agreement": ("workbench.tui.screens.agreement.screen", "AgreementScreen"),
    "memos": ("workbench.tui.screens.memos.screen", "MemosScreen"),
    "history": ("workbench.tui.screens.history", "HistoryScreen"),
}
"""Where a way leads: the module, imported when somebody goes there, and the screen's class."""


def screen_class(way: str) -> Callable[..., DeskPage]:
    """Return the class of the screen that a way leads to; it is made of a desk."""
    module, name = SCREENS[way]
    found: Callable[..., DeskPage] = getattr(importlib.import_module(module), name)
    return found


class DeskPage(Page):
    """A screen over an open project; the ways lead from it to any other.

    Args:
        desk: the open project.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.WAY)]
    PLACE: ClassVar[str] = ""
    """What the line on top calls this screen, in English."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def project(self) -> OpenProject:
        """The open project."""
        return self.desk.project

    def tell_place(self, place: str = "") -> None:
        """Say on the line on top where one is, on this screen or in a ``place``, in which project, and who codes."""
        coder = self.project.coder.name if self.project.coder else ""
        self.top.tell(project=self.project.project.name, place=place or _(self.PLACE), coder=coder)

    def help_keys(self) -> tuple[Key, ...]:
        """Return the keys that the help of this screen lists."""
        return (*self.KEYS, *WAYS, *REPORT, *EVERYWHERE)

    def action_go(self, way: str) -> None:
        """Go to another screen."""
        if type(self).__name__ != SCREENS[way][1]:
            self.leave()
            self.app.push_screen(screen_class(way)(self.desk), lambda _done: self.came_back())

    def action_report(self) -> None:
        """Write the report on the study to a file."""
        from workbench.tui.screens.pages.report_writing import write_report

        write_report(self, self.project)

    def read(self, transcript: str, span: Span | None = None) -> None:
        """Read a transcript (a UUID), with a passage of it lit."""
        reading = screen_class("reading")(self.desk, transcript, at=span)
        self.app.push_screen(reading, lambda _done: self.came_back())

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here."""
        super().speak_anew()
        if self.PLACE:
            self.tell_place()
        self.came_back()

    def came_back(self) -> None:
        """Show what may have changed while one was on another screen."""

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.close_page()
