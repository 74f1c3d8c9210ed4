"""Giving a passage a beginning and an end of its own, word by word."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.core.language import _
from workbench.core.passages import Span
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_name


class EditPassage(Dialog[Span | None]):
    """Shows some text with a passage lit, whose ends the arrows move.

    Args:
        title: what it is about.
        text: the whole text.
        within: the part that is shown, in which the ends can be moved.
        span: the passage to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", key_display="Esc", id="edit.back"),
        Binding("enter", "accept", "Take", key_display="Enter", id="edit.take"),
        Binding("right", "move_end(1)", "End on", id="edit.end-on"),
        Binding("left", "move_end(-1)", "End back", id="edit.end-back"),
        Binding("down", "move_start(1)", "Beginning on", id="edit.start-on"),
        Binding("up", "move_start(-1)", "Beginning back", id="edit.start-back"),
    ]

    def __init__(self, title: str, text: str, within: Span, span: Span) -> None:
        super().__init__()
        self._title, self._text, self._within = title, text, within
        words = [(m.start() + within.start, m.end() + within.start) for m in re.finditer(r"\S+", text[slice(*within)])]
        self._starts, self._ends = [start for start, _end in words], [end for _start, end in words]
        self._first = max((at for at, start in enumerate(self._starts) if start <= span.start), default=0)
        self._last = max((at for at, start in enumerate(self._starts) if start < span.end), default=0)

    @property
    def span(self) -> Span:
        """The passage as it stands now."""
        return Span(self._starts[self._first], self._ends[self._last])

    def compose(self) -> ComposeResult:
        """The title, the text with the passage lit, and what the keys do."""
        with Vertical(id="help", classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="edit-text", markup=False)
            note = _("← → move the end, ↑ ↓ the beginning, word by word. Enter takes it, Esc goes back.")
            yield Static(Content(note), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Show where it begins and ends."""
        self._draw()
        super().on_mount()

    def _draw(self) -> None:
        start, end = self.span
        text, within = self._text, self._within
        parts = (
            (text[within.start : start], "$quiet"),
            (text[start:end], "reverse"),
            (text[end : within.end], "$quiet"),
        )
        lines = [("\n".join(shown_name(line) for line in words.split("\n")), style) for words, style in parts]
        self.query_one("#edit-text", Static).update(Content.assemble(*lines))

    def action_move_end(self, step: int) -> None:
        """Let it end a word later or earlier."""
        self._last = max(self._first, min(self._last + step, len(self._ends) - 1))
        self._draw()

    def action_move_start(self, step: int) -> None:
        """Let it begin a word later or earlier."""
        self._first = min(self._last, max(self._first + step, 0))
        self._draw()

    def action_accept(self) -> None:
        """Take the passage as it stands."""
        self.end(self.span)

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.end(None)
