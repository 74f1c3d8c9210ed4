"""What a key is: the record that footer, help, palette, keymap file and README's table are made of.

The footer, the help, the command palette and README's key table are made from these records, and a user's keymap file
speaks of them by ``id``. No key that legacy terminals swallow or confuse (ctrl+enter, ctrl+i, ctrl+m, alt+digit), and
nothing primary that needs AltGr on a Nordic keyboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Place(StrEnum):
    """Which screen, or which part of the reading screen, answers to a key."""

    PANE = "pane"
    SCREEN = "screen"
    HOME = "home"
    IMPORT = "import"
    MATRIX = "matrix"
    CODEBOOK = "codebook"
    BEFORE = "before"
    SEARCH = "search"
    MEMOS = "memos"
    HISTORY = "history"
    PASSAGES = "passages"
    AGREEMENT = "agreement"
    DISAGREEMENTS = "disagreements"
    WAY = "way"
    APP = "app"


class Topic(StrEnum):
    """What a key is about: the headings of the help and of README's table."""

    MOVE = "Moving"
    SELECT = "Selecting"
    CODE = "Coding"
    REVIEW = "Reviewing"
    LOOK = "Looking"
    LIST = "Lists and tables"
    WAY = "Other screens"
    APP = "Everywhere"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``keys`` as Textual names them, parted by commas, and ``written`` as a reader sees it.

    ``{key}`` in ``action`` stands for the key itself, so that ten digits need one record.
    """

    id: str
    keys: str
    written: str
    action: str
    label: str
    tooltip: str
    place: Place
    topic: Topic
    shown: bool = False

    def bindings(self) -> Iterator[Binding]:
        """Make the bindings: one for all keys, or one a key where the action wants to know which."""
        keys = self.keys.split(",") if "{key}" in self.action else [self.keys]
        for key in keys:
            yield Binding(
                key,
                self.action.format(key=key),
                self.label,
                show=self.shown,
                key_display=self.written.split(", ")[0],
                tooltip=self.tooltip,
                priority=self.id in ABOVE_DIALOGS,
                id=self.id if len(keys) == 1 else f"{self.id}.{key}",
            )


ABOVE_DIALOGS = frozenset({"app.quit"})
"""Which keys work even while a dialog asks something."""


Row = tuple[str, str, str, str, str, str]


def keys_of(place: Place, topic: Topic, *rows: Row, shown: str = "") -> tuple[Key, ...]:
    """Make keys from rows (id, keys, written, action, label, tooltip); the footer shows the ids of ``shown``."""
    return tuple(Key(*row, place, topic, row[0] in shown.split()) for row in rows)
