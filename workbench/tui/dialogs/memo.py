"""Writing a memo, or reading one: the one place for it on every screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from workbench.core.language import _, plural
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_lines, shown_name

_DRAFT = 0.5
"""How many seconds words may be old that are not kept as a draft yet."""


@dataclass(frozen=True, slots=True)
class MemoHead:
    """What stands above a memo: what it is on, by whom and when, the words it is about, and what there is to know."""

    title: str
    about: str = ""
    quotation: str = ""
    note: str = ""


class MemoEditor(Dialog[None]):
    """An editor as large as the screen; Esc keeps the words, and so does leaving, so that nothing is ever lost.

    Args:
        head: what the memo is on.
        body: the words to go on from.
        keep: takes the words, once; empty words mean no memo. None only shows them, as another coder's.
        draft: takes the words while they are being written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Keep and go back", key_display="Esc", priority=True, id="memo.keep")
    ]

    def __init__(
        self,
        head: MemoHead,
        body: str,
        *,
        keep: Callable[[str], None] | None,
        draft: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._head, self._body = head, body
        self._keep, self._draft = keep, draft
        self._kept = keep is None

    def compose(self) -> ComposeResult:
        """What it is on, over the words."""
        head = self._head
        with Vertical(id="memo", classes="dialog"):
            yield Static(Content(shown_name(head.title)), classes="dialog-title", markup=False)
            yield Static(Content(shown_name(head.about)), id="memo-about", markup=False)
            if head.quotation:
                with VerticalScroll(id="memo-quotation", can_focus=False):
                    yield Static(Content(f"“{shown_lines(head.quotation)}”"), markup=False)
            yield TextArea(self._body, soft_wrap=True, read_only=self._keep is None, id="memo-words")
            yield Static(id="memo-note", markup=False)

    def on_mount(self) -> None:
        """Write on at the end."""
        words = self.query_one(TextArea)
        words.focus()
        if self._keep is not None:
            words.move_cursor(words.document.end)
            self.set_interval(_DRAFT, self._keep_draft)
        self._say()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say how much is written."""
        self._say()

    def _say(self) -> None:
        written = plural(len(self.query_one(TextArea).text.split()), "1 word", "{n} words")
        does = (
            _("Esc goes back.")
            if self._keep is None
            else _("Esc keeps it and goes back · ctrl+z takes back, ctrl+y again")
        )
        note = f"{self._head.note} " if self._head.note else ""
        self.query_one("#memo-note", Static).update(
            Content.assemble((note, "$warning"), (f"{does} · {written}", "$quiet"))
        )

    def _keep_draft(self) -> None:
        words = self.query_one(TextArea).text
        if not self._kept and words != self._body and self._draft is not None:
            self._body = words
            self._draft(words)

    def leave(self) -> None:
        """Keep the words, once."""
        if not self._kept and self._keep is not None:
            self._kept = True
            self._keep(self.query_one(TextArea).text)

    def action_keep(self) -> None:
        """Keep the words and end."""
        self.end(None)
        self.leave()
