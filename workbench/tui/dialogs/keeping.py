"""Choosing among what is kept under names: opened, renamed, kept no longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.language import _, mark
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_name

OPEN, RENAME, FORGET = "open", "rename", "forget"

Kept = tuple[str, str]
"""What is to be done (:data:`OPEN`, :data:`RENAME` or :data:`FORGET`), and the name that it is done with."""


class ChooseKept(Dialog[Kept | None]):
    """Asks which of those that are kept is meant, each (name, a quiet note), and what to do with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", mark("Back"), key_display="Esc", id="kept.back"),
        Binding("r", "end_with('rename')", mark("Rename"), id="kept.rename"),
        Binding("x,delete", "end_with('forget')", mark("Forget"), key_display="x", id="kept.forget"),
    ]

    def __init__(self, title: str, kept: Sequence[tuple[str, str]], *, lit: str = "") -> None:
        super().__init__()
        self._title, self._kept, self._lit = title, kept, lit

    def compose(self) -> ComposeResult:
        """The names, and below them what the keys do."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            options = (
                Option(Content.assemble(shown_name(name), ("\n  " + shown_name(note), "$quiet")))
                for name, note in self._kept
            )
            yield OptionList(*options, markup=False)
            yield Static(Content(_("Enter opens, r renames, x forgets it.")), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Light the one that was lit, or the first."""
        names = [name for name, _note in self._kept]
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = names.index(self._lit) if self._lit in names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the lit one."""
        self.end((OPEN, self._kept[event.option_index][0]))

    def action_end_with(self, act: str) -> None:
        """Rename or forget the lit one."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.end((act, self._kept[at][0]))

    def action_cancel(self) -> None:
        """End without a choice."""
        self.end(None)
