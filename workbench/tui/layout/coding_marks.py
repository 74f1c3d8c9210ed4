"""Codings as the reading pane draws them, found by place.

Offsets lie in buckets of 512 code points, so that asking about a row, adding and removing touch only the span itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BUCKET = 9


@dataclass(frozen=True, slots=True)
class CodingMark:
    """One coding, with what is drawn of it.

    ``start`` and ``end`` are half-open code points. ``key`` and ``label`` name the code, ``initial`` stands for it in
    the margin (one or two letters), ``colour`` is ``#rrggbb`` or "". ``coder`` holds the coder's initials and ``own``
    says whether it is the reader's own coding. ``depth`` counts the codes above this one in the tree.
    """

    uuid: str
    start: int
    end: int
    key: str
    label: str
    initial: str
    colour: str = ""
    coder: str = ""
    own: bool = True
    unsure: bool = False
    depth: int = 0


def _order(mark: CodingMark) -> tuple[int, int, str, str, str]:
    return mark.start, -mark.end, mark.key, mark.coder, mark.uuid


class CodingIndex:
    """All codings of one transcript, by span and by UUID."""

    def __init__(self, marks: Iterable[CodingMark] = ()) -> None:
        self._by_uuid: dict[str, CodingMark] = {}
        self._buckets: dict[int, list[CodingMark]] = {}
        for mark in marks:
            self.add(mark)

    def __len__(self) -> int:
        return len(self._by_uuid)

    def __contains__(self, uuid: object) -> bool:
        return uuid in self._by_uuid

    def __iter__(self) -> Iterator[CodingMark]:
        return iter(self._by_uuid.values())

    def get(self, uuid: str) -> CodingMark | None:
        """Return a coding by its UUID."""
        return self._by_uuid.get(uuid)

    def add(self, mark: CodingMark) -> None:
        """Put in a coding; one with the same UUID is replaced."""
        if mark.uuid in self._by_uuid:
            self.remove(mark.uuid)
        self._by_uuid[mark.uuid] = mark
        for bucket in range(mark.start >> _BUCKET, (max(mark.start, mark.end - 1) >> _BUCKET) + 1):
            self._buckets.setdefault(bucket, []).append(mark)

    def remove(self, uuid: str) -> CodingMark | None:
        """Take out a coding and return it, or None where there is none."""
        mark = self._by_uuid.pop(uuid, None)
        if mark is not None:
            for bucket in range(mark.start >> _BUCKET, (max(mark.start, mark.end - 1) >> _BUCKET) + 1):
                self._buckets[bucket].remove(mark)
        return mark

    def query(self, start: int, end: int) -> list[CodingMark]:
        """Return the codings that share a code point with ``[start, end)``, in text order, the longer first."""
        first, last = start >> _BUCKET, max(start, end - 1) >> _BUCKET
        found: dict[str, CodingMark] = {}
        for bucket in range(first, last + 1):
            for mark in self._buckets.get(bucket, ()):
                if mark.start < end and mark.end > start:
                    found[mark.uuid] = mark
        return sorted(found.values(), key=_order)
