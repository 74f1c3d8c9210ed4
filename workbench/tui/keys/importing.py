"""The keys of the import screen."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

IMPORT: tuple[Key, ...] = keys_of(
    Place.IMPORT,
    Topic.LIST,
    ("import.files", "f", "f", "files", "Files", "Say which files, and what their names tell"),
    ("import.look", "l,f5", "l", "look", "Look", "Read the files and show what would come of them"),
    ("import.browse", "b", "b", "browse", "Browse", "Choose a file or a folder from a tree"),
    ("import.role", "r", "r", "role", "Role", "Interviewer, respondent, other: the next role for the lit speaker"),
    ("import.merge", "e", "e", "merge", "Merge", "Take the lit speaker's label for another's, or for no label"),
    ("import.comments", "m", "m", "comments", "Comments", "Take comments in the margin in as memos, or leave them"),
    ("import.store", "s", "s", "store", "Import", "Store what is shown"),
    ("import.back", "escape", "Esc", "back", "Back", "Stop, or go back"),
    shown="import.look import.role import.store import.back",
)
"""The keys of the import screen."""
