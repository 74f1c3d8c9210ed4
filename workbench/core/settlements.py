"""Settlements: what coders made of a disagreement after they had looked at it together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.passages import Span


class Decision(StrEnum):
    """What becomes of the passages on which coders differ.

    ``take``: those of one coder. ``union``: all that anybody marked. ``intersection``: what everybody marked.
    ``neither``: none of it. ``edited``: a passage of its own. ``later``: nothing yet, it has to be talked about.
    """

    TAKE = "take"
    UNION = "union"
    INTERSECTION = "intersection"
    NEITHER = "neither"
    EDITED = "edited"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a disagreement about one code on ``[start, end)`` of a transcript's revision was settled, and why.

    ``transcript``, ``code`` and ``coder`` (who settled it) are UUIDs, so are ``compared``, the coders who differed, and
    ``taken``, the one of them whose passages were taken. ``edited`` are the passages of an edited one, which may reach
    beyond what was contested. ``kind`` is how they differed, ``at`` microseconds UTC.
    """

    uuid: str
    transcript: str
    revision: int
    code: str
    start: int
    end: int
    compared: tuple[str, ...]
    kind: str
    decision: Decision
    coder: str
    taken: str | None = None
    reason: str = ""
    at: int = 0
    edited: tuple[Span, ...] = ()
