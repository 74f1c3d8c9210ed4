"""Small questions: a line of text, or one of several answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_name


class AskLine(Dialog[str | None]):
    """Asks for a line of text; ``check`` returns what is wrong with an answer, "" where nothing is.

    Nothing is an answer only where ``empty`` says so.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Back", key_display="Esc", id="ask.back")]

    def __init__(
        self,
        title: str,
        *,
        note: str = "",
        value: str = "",
        check: Callable[[str], str] | None = None,
        suggester: Suggester | None = None,
        empty: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._note, self._value = title, note, value
        self._check, self._empty = check, empty
        self._suggester = suggester

    def compose(self) -> ComposeResult:
        """The question, the line, and a note or what is wrong."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield Input(self._value, suggester=self._suggester, select_on_focus=True)
            yield Static(Content(self._note), classes="dialog-note", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the answer, where nothing is wrong with it."""
        answer = event.value.strip()
        wrong = self._check(answer) if self._check is not None else ""
        if wrong or not (answer or self._empty):
            self.query_one(".dialog-note", Static).update(
                Content.styled(wrong or _("Write something, or Esc."), "$error")
            )
        else:
            self.end(answer)

    def action_cancel(self) -> None:
        """End without an answer."""
        self.end(None)


class AskOne(Dialog[str | None]):
    """Asks for one of several answers: (id, what it says, a quiet note)."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Back", key_display="Esc", id="one.back")]

    def __init__(
        self, title: str, answers: Sequence[tuple[str, str, str]], *, note: str = "", lit: str | None = None
    ) -> None:
        super().__init__()
        self._title, self._answers, self._note, self._lit = title, answers, note, lit

    def compose(self) -> ComposeResult:
        """The question over its answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield OptionList(
                *(
                    Option(Content.assemble(shown_name(says), ("  " + shown_name(note), "$quiet")), id=id_)
                    for id_, says, note in self._answers
                ),
                markup=False,
            )
            yield Static(Content(self._note), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Light the likeliest answer."""
        answers = self.query_one(OptionList)
        answers.focus()
        answers.highlighted = next((i for i, (id_, *_) in enumerate(self._answers) if id_ == self._lit), 0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the answer."""
        self.end(event.option_id)

    def action_cancel(self) -> None:
        """End without an answer."""
        self.end(None)
