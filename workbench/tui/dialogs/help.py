"""What the keys do on the screen in hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.keys import Key


class KeyHelp(Dialog[None]):
    """Lists keys by topic, with a word on the screen itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "close", "Back", key_display="Esc", id="help.back")
    ]

    def __init__(self, title: str, keys: Sequence[Key], about: str = "") -> None:
        super().__init__()
        self._title, self._keys, self._about = title, keys, about

    def compose(self) -> ComposeResult:
        """A list that scrolls."""
        with Vertical(id="help", classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            with VerticalScroll():
                yield Static(self._content(), markup=False)
            yield Static(Content(_("Esc goes back.")), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll the list."""
        self.query_one(VerticalScroll).focus()

    def _content(self) -> Content:
        parts: list[tuple[str, str]] = [(_(self._about) + "\n", "$quiet")] if self._about else []
        width = max((len(key.written) for key in self._keys), default=0) + 2
        for topic, keys in groupby(self._keys, key=lambda key: key.topic):
            parts.append((("\n" if parts else "") + _(str(topic)) + "\n", "bold $accent"))
            for key in keys:
                parts += [(key.written.ljust(width), "bold $primary"), (_(key.tooltip) + "\n", "")]
        return Content.assemble(*parts)

    def action_close(self) -> None:
        """Go back."""
        self.end(None)
