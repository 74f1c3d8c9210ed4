"""What all dialogs have in common: each ends once, however quickly keys come."""

from __future__ import annotations

from typing import TypeVar

from textual.message import Message
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A question over a screen; the one who asked acts on the answer.

    Keys that come before it stands are kept by the app and given to it when it says that it is :class:`Ready`.
    """

    class Ready(Message):
        """The dialog stands and takes keys."""

    ready = False

    def on_mount(self) -> None:
        """Take keys from now on."""
        self.call_after_refresh(self._be_ready)

    def _be_ready(self) -> None:
        self.ready = True
        self.app.post_message(self.Ready())

    def leave(self) -> None:
        """Put away what was written here; called before the project is closed under the dialog."""

    def end(self, result: Result) -> None:
        """Give the answer; a second answer, from a key that was pressed before the dialog was gone, is none."""
        if self.is_current:
            self.dismiss(result)
