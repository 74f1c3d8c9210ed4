"""Two themes for long reading: warm paper by day, soft dark by night.

Neither is pure black on white: the contrast of text is about 11 to 1, enough for tired eyes and not so much that
letters shimmer.
"""

from __future__ import annotations

from textual.theme import Theme

PAPER = Theme(
    name="paper",
    primary="#2f6690",
    secondary="#5b7b7a",
    accent="#a4508b",
    foreground="#2e2c29",
    background="#faf7f0",
    surface="#f2eee4",
    panel="#e8e2d5",
    success="#3c7a4b",
    warning="#b07400",
    error="#b3372f",
    dark=False,
    variables={
        "quiet": "#69655d",
        "footer-background": "#e8e2d5",
        "footer-key-foreground": "#2f6690",
        "input-selection-background": "#2f6690 25%",
        "block-cursor-foreground": "#faf7f0",
        "block-cursor-background": "#2f6690",
    },
)

NIGHT = Theme(
    name="night",
    primary="#82aadb",
    secondary="#8fb3a9",
    accent="#d7a0c7",
    foreground="#d5d1c8",
    background="#17191e",
    surface="#1e2127",
    panel="#272b33",
    success="#8fbf8a",
    warning="#e0b568",
    error="#e08a80",
    dark=True,
    variables={
        "quiet": "#a09c93",
        "footer-background": "#1e2127",
        "footer-key-foreground": "#82aadb",
        "input-selection-background": "#82aadb 30%",
        "block-cursor-foreground": "#17191e",
        "block-cursor-background": "#82aadb",
    },
)

THEMES = (NIGHT, PAPER)
"""The program's own themes, the default first."""
