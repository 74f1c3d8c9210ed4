"""The keys that work on every screen."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

EVERYWHERE: tuple[Key, ...] = keys_of(
    Place.APP,
    Topic.APP,
    ("app.help", "f1,question_mark", "F1, ?", "help", "Help", "What the keys do here"),
    ("app.palette", "ctrl+p", "ctrl+p", "command_palette", "Commands", "Find a command by its name"),
    ("app.theme", "f8", "F8", "other_theme", "Light or dark", "Paper by day, night by night"),
    (
        "app.colours",
        "f9",
        "F9",
        "other_palette",
        "Colours",
        "Codes' own colours, or ones the colour-blind can tell apart",
    ),
    ("app.language", "ctrl+l", "ctrl+l", "other_language", "Language", "Speak English, nynorsk or bokmål from here on"),
    ("app.said", "f7", "F7", "said", "What was said", "Read again what the program said"),
    ("app.quit", "ctrl+q", "ctrl+q", "quit", "Quit", "Leave; everything is saved already"),
    shown="app.help",
)
"""The keys that work on every screen."""
