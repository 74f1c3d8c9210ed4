"""The keys of the list of memos."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

MEMOS: tuple[Key, ...] = keys_of(
    Place.MEMOS,
    Topic.LIST,
    ("memos.open", "enter", "Enter", "open", "Write", "Write on in my memo, or read another's"),
    ("memos.filter", "f,ctrl+f", "f", "filter", "Filter", "Show only memos with some words"),
    ("memos.kind", "t", "t", "kind", "Kind", "Memos on one kind of thing: codes, codings, passages …"),
    ("memos.whose", "w", "w", "whose", "Whose", "Everybody's memos, or mine only"),
    ("memos.go", "g", "g", "go_there", "Go there", "To what the memo is on: words, a code, a case"),
    ("memos.add", "a", "a", "add", "New", "Write a memo on the project, a transcript, a case or a code"),
    ("memos.remove", "x", "x", "remove", "Remove", "Take my memo away; u brings it back"),
    ("memos.undo", "u", "u", "undo", "Undo", "Take back my latest act"),
    ("memos.redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ("memos.export", "e", "e", "export", "Export", "Write these memos to a file: .docx, .csv, .xlsx, .md"),
    ("memos.back", "escape", "Esc", "back", "Back", "Take the filter away, or go back"),
    shown="memos.open memos.filter memos.kind memos.go memos.add memos.remove memos.export memos.back",
)
"""The keys of the list of memos."""
