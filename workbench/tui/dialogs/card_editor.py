"""The editor of a code's card: definition, include, exclude and examples, one language at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from workbench.core.codebook import Card
from workbench.core.language import LANGUAGES, NAMES, _, mark
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.layout.cells import shown_name

FIELDS: Mapping[str, str] = {
    "definition": mark("Definition"),
    "include": mark("Include"),
    "exclude": mark("Exclude"),
    "examples": mark("Examples, one a line"),
}


class CardEditor(Dialog[None]):
    """Edits a card; Esc keeps what is written and goes back.

    Args:
        title: whose card.
        card: what it says now.
        language: the one to begin with.
        keep: takes the card, once, where it says something else.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Keep and go back", key_display="Esc", priority=True, id="card.keep"),
        Binding("f2", "language", "Next language", key_display="F2", priority=True, id="card.language"),
        Binding("tab", "app.focus_next", "Next field", show=False, priority=True, id="card.next"),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False, priority=True, id="card.before"),
    ]

    def __init__(self, title: str, card: Card, *, language: str, keep: Callable[[Card], None]) -> None:
        super().__init__()
        self._title, self._card, self._keep = title, card, keep
        self.language = language
        self._words = {one: _words(card, one) for one in LANGUAGES}
        self._kept = False

    def compose(self) -> ComposeResult:
        """The title with the language, four fields, and the keys."""
        with Vertical(classes="dialog", id="card-editor"):
            yield Static(id="card-title", classes="dialog-title", markup=False)
            for field, heading in FIELDS.items():
                yield Static(Content.styled(_(heading), "bold $quiet"), classes="card-heading", markup=False)
                yield TextArea(id=f"card-{field}", classes="card-field", soft_wrap=True)
            yield Static(id="card-hint", classes="dialog-note", markup=False)

    def on_mount(self) -> None:
        """Write on at the end of the definition."""
        self._fill()
        field = self.query_one("#card-definition", TextArea)
        field.focus()
        field.move_cursor(field.document.end)

    def _fill(self) -> None:
        for field, words in self._words[self.language].items():
            self.query_one(f"#card-{field}", TextArea).load_text(words)
        parts: list[tuple[str, str]] = [(shown_name(self._title) + "  ", "bold")]
        for language in LANGUAGES:
            there = any(self._words[language].values())
            style = "reverse bold" if language == self.language else "$primary" if there else "$quiet"
            parts += [(f" {NAMES[language]}{'' if there else ' –'} ", style), (" ", "")]
        self.query_one("#card-title", Static).update(Content.assemble(*parts))
        hint: list[tuple[str, str]] = []
        for key, label in (("Tab", _("next field")), ("F2", _("next language")), ("Esc", _("keep and go back"))):
            hint += [(key, "bold $primary"), (f" {label}   ", "$quiet")]
        self.query_one("#card-hint", Static).update(Content.assemble(*hint))

    def _take(self) -> None:
        for field in FIELDS:
            self._words[self.language][field] = self.query_one(f"#card-{field}", TextArea).text

    def action_language(self) -> None:
        """Write the card in the next language."""
        self._take()
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]
        self._fill()

    def leave(self) -> None:
        """Keep the card, once."""
        if self._kept:
            return
        self._kept = True
        self._take()
        card = _card(self._words)
        if card != _card({one: _words(self._card, one) for one in LANGUAGES}):
            self._keep(card)

    def action_keep(self) -> None:
        """Keep the card and end."""
        self.end(None)
        self.leave()


def _words(card: Card, language: str) -> dict[str, str]:
    said = {field: getattr(card, field).get(language, "") for field in ("definition", "include", "exclude")}
    return {**said, "examples": "\n".join(card.examples.get(language, ()))}


def _card(words: Mapping[str, Mapping[str, str]]) -> Card:
    def field(name: str) -> dict[str, str]:
        return {language: said for language, fields in words.items() if (said := fields[name].strip())}

    examples: dict[str, Sequence[str]] = {
        language: tuple(line.strip() for line in fields["examples"].split("\n") if line.strip())
        for language, fields in words.items()
    }
    return Card(
        field("definition"),
        field("include"),
        field("exclude"),
        {language: lines for language, lines in examples.items() if lines},
    )
