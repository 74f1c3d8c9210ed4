"""Waiting for the second key of two, with what it may be."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shorten, shown_name


class KeyWait(Dialog[str | None]):
    """Ends with the character that was pressed, or None for any other key.

    Args:
        title: what one is asked.
        choices: (character, what it stands for).
    """

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, choices
        self._over = False

    def compose(self) -> ComposeResult:
        """The choices in columns at the foot of the screen."""
        yield Static(id="key-wait", markup=False)

    def on_mount(self) -> None:
        """Draw the choices for the width there is."""
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the choices out in as many columns as fit."""
        width = max(20, self.size.width - 4)
        columns = max(1, min(width // 26, 4))
        cell = width // columns
        rows = -(-len(self._choices) // columns)
        parts: list[tuple[str, str]] = [(self._title + "\n", "bold")]
        for row in range(rows):
            for at in range(row, len(self._choices), max(1, rows)):
                key, name = self._choices[at]
                shown = shorten(shown_name(name), cell - 4)
                parts += [(f" {key} ", "bold $primary"), (shown.ljust(cell - 3), "")]
            parts.append(("\n" if row < rows - 1 else "", ""))
        self.query_one("#key-wait", Static).update(Content.assemble(*parts))

    def on_key(self, event: events.Key) -> None:
        """End with the key; what comes after it is for the screen below."""
        if self._over:
            return
        event.stop()
        event.prevent_default()
        self._over = True
        self.end(event.character if event.is_printable else None)
