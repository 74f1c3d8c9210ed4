"""Choosing a colour for a code, seen as the margin and the text will show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shorten, shown_name
from workbench.tui.layout.colours import rgb, tint
from workbench.tui.widgets.code_content import SWATCH, ink

OTHER = "other"
_TINT = 0.3


class ChooseColour(Dialog[str | None]):
    """Ends with ``#rrggbb``, :data:`OTHER` for one that is not listed, or None.

    Args:
        name: of the code.
        colours: (``#rrggbb``, who has it already or "").
        lit: the one that it has.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Back", key_display="Esc", id="colour.back")]

    def __init__(self, name: str, colours: Sequence[tuple[str, str]], lit: str) -> None:
        super().__init__()
        self._called, self._colours, self._lit = name, colours, lit

    def compose(self) -> ComposeResult:
        """The colours, each on the code's own name."""
        with Vertical(classes="dialog"):
            title = _("A colour for {name}").format(name=shown_name(self._called))
            yield Static(Content(title), classes="dialog-title", markup=False)
            yield OptionList(markup=False)
            note = _("The codes below it that have its colour change with it.")
            yield Static(Content(note), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Light the colour that the code has."""
        answers = self.query_one(OptionList)
        ground, letters = answers.background_colors[1], answers.colors[3]
        name = shorten(shown_name(self._called), 30)
        options = []
        for colour, holder in self._colours:
            shade = tint(rgb(colour), ground.rgb, letters.rgb, _TINT)
            parts = [
                (SWATCH + "■ ", ink(colour, "", ground)),
                (f" {name} ", f"on {Color(*shade).hex}"),
                (f"  {colour}", "$quiet"),
                ("  " + shorten(shown_name(holder), 20) if holder else "", "$quiet"),
            ]
            options.append(Option(Content.assemble(*parts), id=colour))
        options.append(Option(Content(_("another: #rrggbb …")), id=OTHER))
        answers.set_options(options)
        answers.highlighted = next((n for n, (colour, _who) in enumerate(self._colours) if colour == self._lit), 0)
        answers.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the colour."""
        self.end(event.option_id)

    def action_cancel(self) -> None:
        """End without an answer."""
        self.end(None)
