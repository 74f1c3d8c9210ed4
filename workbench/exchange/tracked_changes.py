"""Tracked changes: how many there were, and that the final version was read."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import Notice
from workbench.core.language import _


@dataclass(slots=True)
class TrackedChanges:
    """How many tracked changes a reader resolved into the final version."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0

    def notices(self) -> list[Notice]:
        """Say what was resolved; nothing where there was nothing."""
        counted = ((self.insertions, "insertion"), (self.deletions, "deletion"), (self.moves, "move"))
        said = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in counted if n]
        if not said:
            return []
        listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
        return [
            Notice(
                "tracked-changes",
                _("{listed}: read as the final version.").format(listed=listed),
                count=sum(n for n, _ in counted),
            )
        ]
