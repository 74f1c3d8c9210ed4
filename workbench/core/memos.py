"""Memos: notes that hang on something."""

from __future__ import annotations

from dataclasses import dataclass

TARGETS = ("project", "transcript", "passage", "code", "coding", "case")
"""The kinds of record that a memo may hang on."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A coder's note on exactly one of: project, transcript, passage, code, coding, case (each a UUID)."""

    uuid: str
    coder: str
    body: str
    project: str | None = None
    transcript: str | None = None
    passage: str | None = None
    code: str | None = None
    coding: str | None = None
    case: str | None = None
    created_at: int = 0
    changed_at: int = 0

    @property
    def target(self) -> tuple[str, str]:
        """What the memo hangs on: the kind and its UUID."""
        for kind in TARGETS:
            uuid: str | None = getattr(self, kind)
            if uuid is not None:
                return kind, uuid
        raise ValueError("a memo hangs on something")


@dataclass(frozen=True, slots=True)
class MemoPlace:
    """The words that a memo on a passage or coding is about: where they stand, and which code was given to them.

    ``start`` and ``end`` are half-open code points of the ``revision``; ``transcript`` and ``code`` are UUIDs, ``code``
    "" for a passage; ``turn`` is the index, from 0, of the turn that the words begin in, -1 where they begin in none.
    """

    transcript: str
    revision: int
    start: int
    end: int
    quotation: str
    code: str = ""
    turn: int = -1
    speaker: str = ""
