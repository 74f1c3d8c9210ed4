"""What the keys do on the screen in hand; typing looks for one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from workbench.core.folding import fold
from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.keys import Key


class SearchLine(Input):
    """A line over a list: up and down scroll that, and a first ? is the key that came here, and goes back."""

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.character == "?" and not self.value and isinstance(self.screen, KeyHelp):
            event.stop()
            event.prevent_default()
            self.screen.action_close()

    @property
    def _list(self) -> VerticalScroll:
        return self.screen.query_one(VerticalScroll)

    def action_scroll_up(self) -> None:
        """Scroll the list."""
        self._list.scroll_up(animate=False)

    def action_scroll_down(self) -> None:
        """Scroll the list."""
        self._list.scroll_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll the list by what is seen of it."""
        self._list.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll the list by what is seen of it."""
        self._list.scroll_page_down(animate=False)


class KeyHelp(Dialog[None]):
    """Lists keys by topic, with a word on the screen itself; what is typed leaves those that it speaks of."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc", id="help.back"),
        Binding("f1", "close", "Back", id="help.close"),
    ]

    def __init__(self, title: str, keys: Sequence[Key], about: str = "") -> None:
        super().__init__()
        self._title, self._keys, self._about = title, keys, about

    def compose(self) -> ComposeResult:
        """A line to search in over a list that scrolls."""
        with Vertical(id="help", classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield SearchLine(placeholder=_("search: a key, or a word on what it does"), id="help-search")
            with VerticalScroll(can_focus=False):
                yield Static(self._content(""), id="help-keys", markup=False)
            yield Static(Content(_("Esc goes back.")), classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Take what is typed."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave only the keys that are meant, from the top."""
        self.query_one("#help-keys", Static).update(self._content(event.value))
        self._list.scroll_home(animate=False)
        self.query_one(".dialog-note", Static).update(
            Content(_("Esc shows all keys again.") if event.value else _("Esc goes back."))
        )
        self.refresh_bindings()

    @property
    def _list(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def _content(self, sought: str) -> Content:
        words = fold(sought).split()
        keys = [key for key in self._keys if all(word in _told(key) for word in words)]
        parts: list[tuple[str, str]] = [(_(self._about) + "\n", "$quiet")] if self._about and not words else []
        if not keys:
            return Content.styled(_("No key here does that."), "$quiet")
        width = max(len(key.written) for key in keys) + 2
        for topic, group in groupby(keys, key=lambda key: key.topic):
            parts.append((("\n" if parts else "") + _(str(topic)) + "\n", "bold $accent"))
            for key in group:
                parts += [(key.written.ljust(width), "bold $primary"), (_(key.tooltip) + "\n", "")]
        return Content.assemble(*parts)

    def action_back(self) -> None:
        """Show all keys again, or go back."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
        else:
            self.end(None)

    def action_close(self) -> None:
        """Go back."""
        self.end(None)


def _told(key: Key) -> str:
    """Return all that is said of a key, in the language spoken, as it is looked for."""
    return fold(f"{key.written} {_(key.label)} {_(key.tooltip)} {_(str(key.topic))}")
