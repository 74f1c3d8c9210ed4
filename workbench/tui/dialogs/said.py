"""What the program said, to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said: when (``14:05``), its heading or "", and its words."""

    at: str
    title: str
    words: str


class WhatWasSaid(Dialog[None]):
    """Lists what was said, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f7,q", "close", "Back", key_display="Esc", id="said.back"),
    ]

    def __init__(self, said: Sequence[Said]) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """A list that scrolls."""
        with Vertical(id="help", classes="dialog"):
            yield Static(Content(_("What was said")), classes="dialog-title", markup=False)
            with VerticalScroll():
                yield Static(self._content(), markup=False)
            yield Static(Content(_("Esc goes back.")), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll the list."""
        self.query_one(VerticalScroll).focus()

    def _content(self) -> Content:
        if not self._said:
            return Content(_("Nothing yet."))
        parts: list[tuple[str, str]] = []
        for one in reversed(self._said):
            parts += [(one.at + "  ", "$quiet")]
            parts += [(one.title + "  ", "bold")] if one.title else []
            parts += [(one.words.strip() + "\n", "")]
        return Content.assemble(*parts)

    def action_close(self) -> None:
        """Go back."""
        self.end(None)
