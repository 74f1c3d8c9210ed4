"""The keys of the list of transcripts."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

HOME: tuple[Key, ...] = keys_of(
    Place.HOME,
    Topic.LIST,
    ("home.open", "enter", "Enter", "open", "Read", "Read the transcript where I left off"),
    ("home.filter", "f,ctrl+f", "f", "filter", "Filter", "Show only some transcripts"),
    ("home.given", "g", "g", "given", "Given to me", "Show only the interviews that were given to me"),
    ("home.import", "i", "i", "import", "Import", "Bring transcripts in"),
    ("home.coder", "w", "w", "coder", "Who codes", "Say who is coding"),
    ("home.project", "p", "p", "project", "Project", "Open another project, start one, or see the example"),
    ("home.reload", "f5", "F5", "reload", "Read anew", "Read the list anew"),
    ("home.back", "escape", "Esc", "back", "Back", "Take the filter away"),
    shown="home.open home.filter home.import home.coder",
)
"""The keys of the list of transcripts."""
