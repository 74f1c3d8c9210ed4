"""Who is coding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.coders import parse_coder
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_name


class WhoCodes(Dialog[str | None]):
    """Ends with a coder's name: one that is known, or a new one; None looks without coding.

    Args:
        known: names of the project's coders.
        proposed: the likeliest name, confirmed with Enter.
        others: names that stand for others here, and are refused.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Only look", key_display="Esc", id="coder.back"),
        Binding("down", "light(1)", "Down", show=False, id="coder.down"),
        Binding("up", "light(-1)", "Up", show=False, id="coder.up"),
    ]

    def __init__(self, known: Sequence[str], proposed: str = "", *, others: Sequence[str] = ()) -> None:
        super().__init__()
        self._known = known
        self._proposed = proposed
        self._others = {name_key(parse_coder(name)[0]) for name in others}
        self._asked: tuple[str, int] | None = None

    def compose(self) -> ComposeResult:
        """A line with the proposed name over the coders there are."""
        with Vertical(classes="dialog"):
            yield Static(Content(_("Who is coding?")), classes="dialog-title", markup=False)
            yield Input(self._proposed, placeholder=_("your name"), select_on_focus=True)
            yield OptionList(*(Option(Content(shown_name(name)), id=name) for name in self._known), markup=False)
            yield Static(
                Content(_("Every coding is made in this name. Enter confirms; a new name becomes a coder.")),
                classes="dialog-note",
                markup=False,
            )

    def on_mount(self) -> None:
        """Wait at the line."""
        names = self.query_one(OptionList)
        names.can_focus = False
        names.display = bool(self._known)
        self.query_one(Input).focus()
        if self._proposed in self._known:
            names.highlighted = list(self._known).index(self._proposed)

    def action_light(self, step: int) -> None:
        """Take the coder below or above."""
        names = self.query_one(OptionList)
        if names.option_count:
            at = -1 if names.highlighted is None and step > 0 else names.highlighted or 0
            names.highlighted = (at + step) % names.option_count
            with self.prevent(Input.Changed):
                self.query_one(Input).value = self._known[names.highlighted]
            self._asked = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Light the first coder whose name begins so."""
        self._asked = None
        begun = name_key(event.value)
        found = (at for at, name in enumerate(self._known) if begun and name_key(name).startswith(begun))
        self.query_one(OptionList).highlighted = next(found, None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the name, where it is one; a new name among coders is asked for twice, as it may be misspelt."""
        try:
            person, round_ = parse_coder(event.value)
        except RefusedError as error:
            self.query_one(".dialog-note", Static).update(Content.styled(str(error), "$error"))
            return
        meant = (name_key(person), round_)
        if meant[0] in self._others:
            told = _("{name} coded the example. Choose a name of your own.").format(name=shown_name(person))
            self.query_one(".dialog-note", Static).update(Content.styled(told, "$warning"))
            return
        known = {(name_key(one), number) for one, number in map(parse_coder, self._known)}
        if not known or meant in known or meant == self._asked:
            self.end(" ".join(event.value.split()))
            return
        self._asked = meant
        told = _("{name} is new here: Enter again makes them a coder.").format(name=shown_name(event.value.strip()))
        self.query_one(".dialog-note", Static).update(Content.styled(told, "$warning"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the coder that was clicked."""
        self.end(event.option_id)

    def action_cancel(self) -> None:
        """Look without coding."""
        self.end(None)
