"""A text or a table to be read, and written to a file from there."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, Vertical
from textual.content import Content
from textual.widgets import Static

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog


class ReadText(Dialog[bool]):
    """Shows a text that scrolls; ends with whether it is to be written to a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close(False)", "Back", key_display="Esc", id="text.back"),
        Binding("e", "close(True)", "Write to a file", id="text.write"),
        Binding("y", "copy", "Copy", id="text.copy"),
    ]

    def __init__(self, title: str, text: str, *, wraps: bool = True) -> None:
        super().__init__()
        self._title, self._text, self._wraps = title, text, wraps

    def compose(self) -> ComposeResult:
        """The title, the text, and what the keys do."""
        with Vertical(id="help", classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            with ScrollableContainer():
                yield Static(Content(self._text), markup=False, classes="" if self._wraps else "as-laid")
            yield Static(
                Content(_("y copies it, e writes it to a file, Esc goes back.")), classes="dialog-note", markup=False
            )

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(ScrollableContainer).focus()
        super().on_mount()

    def action_copy(self) -> None:
        """Put the text on the clipboard."""
        self.app.copy_to_clipboard(self._text)
        self.app.notify(_("Copied"), markup=False)

    def action_close(self, write: bool) -> None:
        """Go back."""
        self.end(write)
