"""Undo and redo on the screens of lists: what is taken back is said, and asked for twice where it is elsewhere."""

from __future__ import annotations

from typing import ClassVar

from workbench.core.errors import WorkbenchError
from workbench.core.events import Event
from workbench.core.language import _
from workbench.services.history import history
from workbench.tui.screens.pages.desk_page import DeskPage


class UndoingPage(DeskPage):
    """A screen with undo and redo; ``OWN_ACTS`` are the beginnings of the acts that are made, and seen, on it."""

    OWN_ACTS: ClassVar[tuple[str, ...]] = ()
    _warned = ""

    def action_undo(self) -> None:
        """Take back my latest act; one that is not seen here only when it is asked for twice."""
        last = history.next_undo(self.project)
        if last is not None and not last.action.startswith((*self.OWN_ACTS, "redo")) and last.uuid != self._warned:
            self._warned = last.uuid
            self.say(_("That would take back: {what}. u again does it.").format(what=self._said(last)))
            return
        try:
            event = history.undo(self.project)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.changed()
        self.say(_("Taken back: {what}").format(what=self._said(event)))

    def action_redo(self) -> None:
        """Do again what I took back."""
        try:
            event = history.redo(self.project)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.changed()
        self.say(_("Done again: {what}").format(what=self._said(event)))

    def _said(self, event: Event) -> str:
        return history.words(self.project, event, language=self.desk.language)

    def changed(self) -> None:
        """Show what was taken back or done again."""
        self.desk.reload()
