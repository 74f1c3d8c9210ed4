"""Choosing some of many: each is taken or left with the space bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shorten, shown_name


class ChooseMany(Dialog[Sequence[str] | None]):
    """Asks for some of many, each (id, what it says, a quiet note before it); ends with their ids in order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", key_display="Esc", id="many.back"),
        Binding("space", "take", "Take or leave", priority=True, id="many.take"),
        Binding("enter", "accept", "Go on", priority=True, id="many.accept"),
    ]

    def __init__(self, title: str, items: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._title, self._items = title, items
        self._taken: set[str] = set()

    def compose(self) -> ComposeResult:
        """The question over the items."""
        with Vertical(classes="dialog", id="choose-many"):
            yield Static(Content(shown_name(self._title)), classes="dialog-title", markup=False)
            yield OptionList(markup=False)
            yield Static(id="many-note", classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Begin with none taken."""
        self.query_one(OptionList).focus()
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Cut the items to the room there is."""
        self._fill()

    def _fill(self) -> None:
        shown = self.query_one(OptionList)
        at, room = shown.highlighted, max(20, shown.content_size.width - 4)
        options = []
        for id_, says, note in self._items:
            taken = id_ in self._taken
            before = shorten(shown_name(note), 24)
            said = shorten(shown_name(" ".join(says.split())), room - len(before) - 4)
            parts = [("✓ " if taken else "· ", "bold $success" if taken else "$quiet")]
            options.append(Option(Content.assemble(*parts, (before + "  ", "$quiet"), (said, "")), id=id_))
        shown.set_options(options)
        shown.highlighted = at if at is not None else 0
        note = _("{n} taken. Space takes or leaves one, Enter goes on, Esc goes back.").format(n=len(self._taken))
        self.query_one("#many-note", Static).update(Content(note))

    def action_take(self) -> None:
        """Take the lit one, or leave it, and light the next."""
        shown = self.query_one(OptionList)
        if shown.highlighted is None:
            return
        id_ = self._items[shown.highlighted][0]
        self._taken ^= {id_}
        at = min(shown.highlighted + 1, len(self._items) - 1)
        self._fill()
        shown.highlighted = at

    def action_accept(self) -> None:
        """End with what is taken, where something is."""
        if self._taken:
            self.end([id_ for id_, *_rest in self._items if id_ in self._taken])
        else:
            self.app.bell()

    def action_cancel(self) -> None:
        """End without an answer."""
        self.end(None)
