"""Codings: one coder gave one code to one passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Certainty(StrEnum):
    """How sure the coder was."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder gave one code to the passage ``[start, end)`` of a transcript's revision.

    ``transcript``, ``code`` and ``coder`` are UUIDs; times are microseconds UTC. ``codebook_revision`` is the one in
    force when the coding was made. ``origin`` holds the id and offsets that it came with from another program.
    """

    uuid: str
    transcript: str
    revision: int
    code: str
    start: int
    end: int
    coder: str
    certainty: Certainty = Certainty.SURE
    codebook_revision: int = 1
    created_at: int = 0
    origin: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CodingAnchor:
    """Where a coding stood before its transcript was corrected."""

    uuid: str
    coding: str
    revision: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodingAtDone:
    """A coding as it stood when a coder marked a blind transcript done; agreement is reckoned from these."""

    uuid: str
    transcript: str
    revision: int
    code: str
    start: int
    end: int
    coder: str


@dataclass(frozen=True, slots=True)
class ListedCoding:
    """A coding as lists show it: with its words, up to 40 code points on each side, and who speaks.

    ``turn`` is the index, from 0, of the turn that the passage begins in, -1 where it begins in none; ``last_turn`` of
    the one that it ends in, or that stands before its end.
    """

    coding: Coding
    quotation: str
    before: str
    after: str
    turn: int = -1
    speaker: str = ""
    last_turn: int = -1
