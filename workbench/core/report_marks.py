"""Passages that somebody wants in the report, and whether the one who said the words agrees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Approval(StrEnum):
    """What the informant said to being quoted."""

    NOT_ASKED = "not asked"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A coder marked the passage ``[start, end)`` of a transcript's revision for the report.

    ``transcript`` and ``coder`` are UUIDs, ``created_at`` is microseconds UTC. ``note`` says what it is wanted for, or
    how the approval came.
    """

    uuid: str
    transcript: str
    revision: int
    start: int
    end: int
    coder: str
    approval: Approval = Approval.NOT_ASKED
    note: str = ""
    created_at: int = 0
