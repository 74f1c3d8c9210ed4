"""Choosing one of many names: what is typed narrows the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.folding import fold
from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_name


class ChooseName(Dialog[str | None]):
    """Asks for one of many, each (id, what it says); Enter takes the lit one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", key_display="Esc", id="choose.back"),
        Binding("down", "light(1)", "Next", show=False, id="choose.next"),
        Binding("up", "light(-1)", "Before", show=False, id="choose.before"),
    ]

    def __init__(self, title: str, names: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._names = title, names

    def compose(self) -> ComposeResult:
        """The question, a line to type in, and what is left."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield Input(placeholder=_("letters of the name"))
            names = OptionList(markup=False)
            names.can_focus = False
            yield names

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave what is meant."""
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        words = fold(typed).split()
        left = [(key, name) for key, name in self._names if all(word in fold(name) for word in words)]
        names = self.query_one(OptionList)
        names.clear_options()
        names.add_options([Option(Content(shown_name(name)), id=key) for key, name in left])
        names.highlighted = 0 if left else None

    def action_light(self, step: int) -> None:
        """Light the next name, or the one before."""
        names = self.query_one(OptionList)
        if names.option_count:
            names.highlighted = ((names.highlighted or 0) + step) % names.option_count

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the lit one."""
        names = self.query_one(OptionList)
        if names.highlighted is None:
            self.app.bell()
        else:
            self.end(names.get_option_at_index(names.highlighted).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the one that was clicked."""
        self.end(event.option_id)

    def action_cancel(self) -> None:
        """End without an answer."""
        self.end(None)
