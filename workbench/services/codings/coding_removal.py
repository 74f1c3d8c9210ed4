"""What goes with a coding that is taken away: its memos, and where it stood before its transcript was corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.core.codings import Coding
from workbench.core.events import Change, changed, removed
from workbench.store import references
from workbench.store.database import Transaction


def removal(connection: Transaction, gone: Sequence[Coding], *, heirs: Mapping[str, str] | None = None) -> list[Change]:
    """Return the changes that take codings away, in the order they must be made.

    Args:
        connection: in a writing transaction.
        gone: the codings.
        heirs: the coding that takes over the memos of one that goes, both by UUID; without one they go too.
    """
    uuids = [one.uuid for one in gone]
    stays = heirs or {}
    noted: list[Change] = [
        changed(memo, replace(memo, coding=stays[memo.coding])) if memo.coding in stays else removed(memo)
        for memo in references.of(connection, "memo", "coding", *uuids)
    ]
    anchors = references.of(connection, "coding_anchor", "coding", *uuids)
    return [*noted, *map(removed, anchors), *map(removed, gone)]
