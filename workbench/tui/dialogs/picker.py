"""Finding a code by a few letters, with what it means beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.analysis.matching import Entry, find, found_by
from workbench.core.codebook import Card
from workbench.core.language import _, plural
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.dialogs.naming import Naming, NewCode
from workbench.tui.layout.cells import shorten, shown_name, text_width
from workbench.tui.widgets.code_content import SWATCH, card_content, ink

HITS = 12
"""How many codes are listed for the letters typed; with none typed, all are."""

_WIDEST = 88

NEW = "+"
"""The id of the row that makes a new code; a code's is its UUID."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A code as the picker shows it."""

    entry: Entry
    colour: str
    card: Card
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """The codes to give, by id, and one to be made first."""

    codes: Sequence[str]
    new: NewCode | None = None


class CodePicker(Dialog[Picked | None]):
    """Ends with the codes to give, or None.

    Args:
        choices: every code, in the codebook's order.
        language: of the cards.
        nearness: which codes come first among equals.
        words: the beginning of what is to be coded, to be seen while choosing.
        pin: called with a code and a digit to pin it to; returns how each code is typed from then on.
        naming: offers a new code of the words typed; None where no code can be made.
        name: typed already, as the name of a new code.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", key_display="Esc", id="picker.back"),
        Binding("tab", "mark", "Several", key_display="Tab", id="picker.mark"),
        Binding("f4", "pin", "Pin to a digit", key_display="F4 + digit", id="picker.pin"),
        Binding("down", "light(1)", "Down", show=False, id="picker.down"),
        Binding("up", "light(-1)", "Up", show=False, id="picker.up"),
        Binding("pagedown", "page(1)", "A page down", show=False, id="picker.page_down"),
        Binding("pageup", "page(-1)", "A page up", show=False, id="picker.page_up"),
    ]

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        language: str,
        nearness: Mapping[str, float],
        words: str = "",
        pin: Callable[[str, int], Mapping[str, str]] | None = None,
        naming: Naming | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self._choices = {choice.entry.id: choice for choice in choices}
        self._entries = [choice.entry for choice in choices]
        self._keys = {choice.entry.id: choice.keys for choice in choices}
        self._names = {choice.entry.key: choice.entry.names[0] for choice in choices}
        self._language = language
        self._nearness = nearness
        self._words = words
        self._pin = pin
        self._naming = naming
        self._called = name
        self._pinning = False
        self._marked: list[str] = []
        self._filled = ""

    def compose(self) -> ComposeResult:
        """The words to be coded, the line to type in, the codes, and the card of the lit one."""
        with Vertical(id="picker"):
            yield Static(Content(shown_name(" ".join(self._words.split()))), id="picker-words", markup=False)
            yield Input(self._called, placeholder=_("type a few letters of a code"), id="picker-query")
            yield OptionList(id="picker-codes", markup=False)
            with VerticalScroll(id="picker-card", can_focus=False):
                yield Static(id="picker-definition", markup=False)
            yield Static(id="picker-hint", markup=False)

    def on_mount(self) -> None:
        """Show the codes used lately or near here first."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._fill(self._called, NEW)

    def on_key(self, event: events.Key) -> None:
        """Take the digit to pin to."""
        if self._pinning:
            event.stop()
            event.prevent_default()
            self._pin_to(event.character or "")

    def _hint(self) -> Content:
        """Say what the keys do on the lit row, and how many codes Enter gives where some are taken already."""
        if self._pinning:
            return Content(_("Which digit? 1–9, 0 · any other key: none"))
        new = self._lit == NEW
        number = len(self._given()) + new
        one = _("makes it and gives it") if new else _("give")
        give = plural(number, "gives 1", "gives {n}") if self._marked else one
        tab = _("below the next theme") if new else _("one more or less") if self._marked else _("take several")
        pairs = [("Enter", give), ("Tab", tab), *([] if new or self._marked else [(_("F4 digit"), _("pin"))])]
        parts: list[tuple[str, str]] = []
        for key, label in (*pairs, ("Esc", _("back"))):
            parts += [(key, "bold $primary"), (f" {label}   ", "$quiet")]
        if self._marked:
            names = ", ".join(shown_name(self._choices[one].entry.names[0]) for one in self._marked)
            room = max(8, self._room - sum(text_width(words) for words, _style in parts) - 2)
            parts += [("✓ ", "bold $success"), (shorten(names, room), "")]
        return Content.assemble(*parts)

    def _say_hint(self) -> None:
        self.query_one("#picker-hint", Static).update(self._hint())

    def _given(self) -> list[str]:
        """Return the codes that Enter gives: those taken, and the lit one where none is or where letters are typed."""
        codes, lit = list(self._marked), self._lit
        if lit is not None and lit not in {NEW, *codes} and (self._typed or not codes):
            codes.append(lit)
        return codes

    def _new_row(self, naming: Naming, name: str) -> Content:
        return naming.row(name, self._room)

    def _fill(self, query: str, lit: str | None = None) -> None:
        self._filled = query
        limit = HITS if query.strip() else len(self._entries)
        found = find(query, self._entries, nearness=self._nearness, limit=limit)
        codes = self.query_one(OptionList)
        rows = [Option(self._row(entry, query), id=entry.id) for entry in found]
        if self._naming is not None and query.strip():
            rows.append(Option(self._new_row(self._naming, query.strip()), id=NEW))
        with self.app.batch_update():
            codes.set_options(rows)
            codes.highlighted = next((i for i, row in enumerate(rows) if row.id == lit), 0) if rows else None
            if not rows:
                self.query_one("#picker").border_subtitle = ""
                self._define(None)
        self._say_hint()

    @property
    def _room(self) -> int:
        # Before the first layout the list has no width; the box then is as app.tcss says.
        return max(20, self.query_one(OptionList).content_size.width or min(_WIDEST, self.size.width) - 4)

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self._fill(self._filled, self._lit)

    def _row(self, entry: Entry, query: str) -> Content:
        choice = self._choices[entry.id]
        ground = self.query_one(OptionList).background_colors[1]
        keys = self._keys[entry.id]
        room = self._room - text_width(keys) - 9
        name = shorten(shown_name(entry.names[0]), room)
        other = found_by(query, entry)
        above = " > ".join(shown_name(part) for part in entry.path.split(" > ")[:-1])
        above = f"= {shown_name(other)}" if other else above
        above = shorten(above, room - text_width(name) - 3) if above and room - text_width(name) > 10 else ""
        gap = " " * max(1, room - text_width(name) - text_width(above) - 2)
        return Content.assemble(
            ("✓ " if entry.id in self._marked else "  ", "bold $success"),
            (SWATCH, ink(choice.colour, entry.key, ground)),
            (" " + name, ""),
            ("  " + above, "$quiet"),
            (gap, ""),
            (keys, "$primary"),
        )

    def _define(self, id_: str | None) -> None:
        body = self.query_one("#picker-definition", Static)
        if id_ is None:
            body.update(Content.styled(_("No code is called so. Esc goes back."), "$quiet"))
        elif id_ == NEW and self._naming is not None:
            body.update(self._naming.about(self._typed))
        else:
            body.update(card_content(self._choices[id_].card, self._language, self._names))
        self.query_one("#picker-card", VerticalScroll).scroll_home(animate=False)

    @property
    def _lit(self) -> str | None:
        codes = self.query_one(OptionList)
        return codes.get_option_at_index(codes.highlighted).id if codes.highlighted is not None else None

    @property
    def _typed(self) -> str:
        return " ".join(self.query_one(Input).value.split())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is meant by the letters so far."""
        self._keep_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the code."""
        self._accept()

    def _keep_up(self) -> None:
        """Show what the line says now; a key may come before the news of the letter that was typed before it."""
        typed = self.query_one(Input).value
        if typed != self._filled:
            self._fill(typed)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the lit code means, and how far down the list it stands."""
        told = _("{n} of {all}").format(n=event.option_index + 1, all=event.option_list.option_count)
        self.query_one("#picker").border_subtitle = told
        if self._naming is not None and event.option_id in self._choices:
            self._naming.stand_beside(event.option_id)
        self._define(event.option_id)
        self._say_hint()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the code that was clicked."""
        if event.option_id == NEW:
            self._make()
        elif event.option_id:
            self.end(Picked([*self._marked, *([] if event.option_id in self._marked else [event.option_id])]))

    def _make(self) -> None:
        """End with a new code; where one is called nearly so, say that first."""
        new = self._naming.accept(self._typed) if self._naming is not None else None
        if new is not None:
            self.end(Picked(self._marked, new))
        else:
            self._define(NEW)

    def action_light(self, step: int) -> None:
        """Light the code below or above."""
        self._keep_up()
        codes = self.query_one(OptionList)
        if codes.option_count:
            codes.highlighted = ((codes.highlighted or 0) + step) % codes.option_count

    def action_page(self, step: int) -> None:
        """Light the code a page below or above, at most the last or the first."""
        self._keep_up()
        codes = self.query_one(OptionList)
        if codes.option_count:
            to = (codes.highlighted or 0) + step * max(1, codes.size.height - 1)
            codes.highlighted = max(0, min(to, codes.option_count - 1))

    def action_mark(self) -> None:
        """Take the lit code too, or leave it again, and go on choosing; of a new one, change where it stands."""
        self._keep_up()
        lit, query = self._lit, self.query_one(Input)
        if lit == NEW and self._naming is not None:
            self._naming.next_parent()
            self._define(NEW)
            return
        if lit is None:
            return
        if lit in self._marked:
            self._marked.remove(lit)
        else:
            self._marked.append(lit)
        if query.value and lit in self._marked:
            query.value = ""
        else:
            self._fill(query.value, lit)
        self._say_hint()

    def _accept(self) -> None:
        """End with the marked codes, or the lit one; with letters typed, the lit one comes along."""
        self._keep_up()
        if self._lit == NEW:
            self._make()
            return
        codes = self._given()
        if codes:
            self.end(Picked(codes))
        else:
            self.app.bell()

    def action_pin(self) -> None:
        """Wait for the digit that the lit code is pinned to."""
        if self._pin is not None and self._lit not in {None, NEW}:
            self._pinning = True
            self.query_one(Input).disabled = True
            self._say_hint()
            self.set_focus(None)

    def _pin_to(self, digit: str) -> None:
        self._pinning = False
        lit, query = self._lit, self.query_one(Input)
        query.disabled = False
        query.focus()
        if digit.isdecimal() and digit.isascii() and lit is not None and self._pin is not None:
            self._keys |= self._pin(lit, int(digit))
            self._fill(query.value, lit)
        self._say_hint()

    def action_cancel(self) -> None:
        """Give no code."""
        self.end(None)
