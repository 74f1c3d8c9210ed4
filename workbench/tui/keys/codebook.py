"""The keys of the codebook, and of the passages that were coded before a definition changed."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

CODEBOOK: tuple[Key, ...] = keys_of(
    Place.CODEBOOK,
    Topic.LIST,
    ("codes.edit", "e", "e, Enter", "edit", "Card", "Write definition, include, exclude and examples"),
    ("codes.add", "a", "a", "add('beside')", "New", "A new code beside the lit one"),
    ("codes.inside", "i", "i", "add('below')", "New below", "A new code below the lit one"),
    ("codes.rename", "r", "r", "rename", "Rename", "Call the code something else in the language shown"),
    ("codes.move", "m", "m", "move", "Move", "Put the code, with all below it, below another one"),
    ("codes.up", "less_than_sign", "<", "shift(-1)", "Up", "Before the sibling above it"),
    ("codes.down", "greater_than_sign", ">", "shift(1)", "Down", "After the sibling below it"),
    ("codes.merge", "g", "g", "merge", "Merge", "Make the code part of another one"),
    ("codes.split", "s", "s", "split", "Split", "Give some of its passages to a new code"),
    ("codes.retire", "d", "d", "retire", "Retire", "Take the code out of use, or bring it back"),
    ("codes.delete", "x", "x", "delete", "Delete", "Take a code out that was never used"),
    ("codes.colour", "o", "o", "colour", "Colour", "Choose a colour"),
    ("codes.letter", "k", "k", "letter", "Letter", "The letter after k that gives the code"),
    ("codes.passages", "p", "p", "passages", "Passages", "Everything that is coded so"),
    ("codes.before", "b", "b", "before", "Coded before", "Go through what I coded before it changed"),
    ("codes.example", "G", "G", "example_there", "Read example", "Read the example on the card where it was said"),
    ("codes.lint", "L", "L", "lint", "Check", "What is amiss in the codebook"),
    ("codes.history", "h", "h", "history", "Its history", "What the code said before, by whom and when"),
    ("codes.language", "l", "l", "language", "Language", "Names and cards in the next language"),
    ("codes.undo", "u", "u", "undo", "Undo", "Take back my latest act"),
    ("codes.redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ("codes.back", "escape", "Esc", "back", "Back", "Back to the card, or to the screen before"),
    shown="codes.edit codes.add codes.rename codes.merge codes.passages codes.lint codes.back",
)
"""The keys of the codebook."""

BEFORE: tuple[Key, ...] = keys_of(
    Place.BEFORE,
    Topic.LIST,
    ("before.keep", "k,enter", "k, Enter", "keep", "Keep", "The coding holds under the new words too"),
    ("before.change", "c", "c", "change", "Change", "Give the passage another code instead"),
    ("before.remove", "x", "x", "remove", "Remove", "Take the coding away"),
    ("before.go", "g", "g", "go_there", "Read", "Read the passage where it stands"),
    ("before.undo", "u", "u", "undo", "Undo", "Take back my latest act"),
    ("before.redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ("before.back", "escape", "Esc", "back", "Back", "Go back"),
    shown="before.keep before.change before.remove before.go before.undo before.back",
)
"""The keys for going through what was coded before a definition changed."""
