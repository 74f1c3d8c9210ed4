"""Every key of every screen, declared once: one module a screen.

The footer, the help, the command palette and README's key table are made from these records, and a user's keymap file
speaks of them by ``id``.
"""

from __future__ import annotations

from textual.binding import Binding

from workbench.tui.keys.agreement import AGREEMENT, DISAGREEMENTS
from workbench.tui.keys.codebook import BEFORE, CODEBOOK
from workbench.tui.keys.everywhere import EVERYWHERE
from workbench.tui.keys.history import HISTORY
from workbench.tui.keys.home import HOME
from workbench.tui.keys.importing import IMPORT
from workbench.tui.keys.key import Key, Place
from workbench.tui.keys.matrix import MATRIX
from workbench.tui.keys.memos import MEMOS
from workbench.tui.keys.passages import PASSAGES
from workbench.tui.keys.reading import READING
from workbench.tui.keys.searching import SEARCH
from workbench.tui.keys.ways import REPORT, WAYS

SCREENS: dict[str, tuple[Key, ...]] = {
    "": READING,
    "Home": HOME,
    "Import": IMPORT,
    "Matrix": MATRIX,
    "Codebook": CODEBOOK,
    "Coded before": BEFORE,
    "Search": SEARCH,
    "Memos": MEMOS,
    "Passages": PASSAGES,
    "Agreement": AGREEMENT,
    "Disagreements": DISAGREEMENTS,
    "History": HISTORY,
    "Anywhere": (*WAYS, *REPORT),
}
"""The keys of each screen by its name, the reading screen first, in the order of README's table."""

ALL: tuple[Key, ...] = (*(key for keys in SCREENS.values() for key in keys), *EVERYWHERE)

__all__ = [
    "AGREEMENT",
    "ALL",
    "BEFORE",
    "CODEBOOK",
    "DISAGREEMENTS",
    "EVERYWHERE",
    "HISTORY",
    "HOME",
    "IMPORT",
    "MATRIX",
    "MEMOS",
    "PASSAGES",
    "READING",
    "REPORT",
    "SCREENS",
    "SEARCH",
    "WAYS",
    "Key",
    "Place",
    "bindings",
]


def bindings(*places: Place) -> list[Binding]:
    """Make the bindings of a screen, or of one part of the reading screen."""
    return [binding for key in ALL if key.place in places for binding in key.bindings()]
