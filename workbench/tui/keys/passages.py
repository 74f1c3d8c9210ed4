"""The keys of the list of passages."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

PASSAGES: tuple[Key, ...] = keys_of(
    Place.PASSAGES,
    Topic.LIST,
    ("passages.read", "enter", "Enter", "read_there", "Read", "Read on where the passage stands"),
    ("passages.query", "f,ctrl+f", "f", "ask", "Query", "Say what to look for"),
    ("passages.mark", "space", "space", "mark", "Mark", "Mark the passage, or leave it, and go on to the next"),
    ("passages.mark-all", "a", "a", "mark_all", "Mark all", "Mark all of mine, or none"),
    ("passages.recode", "c", "c", "recode", "Recode", "Give the marked ones another code, or the lit one"),
    (
        "passages.remove",
        "x",
        "x",
        "remove",
        "Remove",
        "Take the marked codings away, or the lit one; u brings them back",
    ),
    ("passages.undo", "u", "u", "undo", "Undo", "Take back my latest act"),
    ("passages.redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ("passages.export", "e", "e", "export", "Export", "Write the passages to a file: .docx, .md, .xlsx, .csv"),
    ("passages.back", "escape", "Esc", "back", "Back", "From the query to the list, or go back"),
    shown="passages.query passages.mark passages.recode passages.remove passages.export passages.back",
)
"""The keys of the list of passages."""
