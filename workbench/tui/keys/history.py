"""The keys of the history."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

HISTORY: tuple[Key, ...] = keys_of(
    Place.HISTORY,
    Topic.LIST,
    ("history.undo", "u", "u", "undo", "Undo", "Take back my latest act that stands"),
    ("history.redo", "U", "U", "redo", "Redo", "Do again what I took back last"),
    ("history.until", "b", "b", "until", "Back to here", "Take back all my acts after the lit one"),
    ("history.filter", "f,ctrl+f", "f", "filter", "Filter", "Show only acts with some words"),
    ("history.whose", "w", "w", "whose", "Whose", "Whose acts are shown"),
    ("history.kind", "t", "t", "kind", "Kind", "Codings, memos, codes …: one kind of act"),
    ("history.since", "s", "s", "since", "Since", "Only acts since a day"),
    ("history.go", "g,enter", "g", "go_there", "Go there", "Read where the act was done"),
    ("history.export", "e", "e", "export", "Export", "Write these acts to a file: .csv, .xlsx, .md, .json"),
    ("history.back", "escape", "Esc", "back", "Back", "Take the filter away, or go back"),
    shown="history.undo history.redo history.until history.filter history.go history.back",
)
"""The keys of the history."""
