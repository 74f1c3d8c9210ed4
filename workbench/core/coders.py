"""Coders: a person in one round; the consensus is one too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.names import shown

CONSENSUS = "consensus"
"""The name of the coder that holds what was agreed and settled."""


class CoderKind(StrEnum):
    """A person, or the consensus of several."""

    PERSON = "person"
    CONSENSUS = "consensus"


class Rights(StrEnum):
    """What a coder may do: a lead sees progress of a blind round and settles the project."""

    CODER = "coder"
    LEAD = "lead"


class Progress(StrEnum):
    """A coder's status on one transcript."""

    NOT_STARTED = "not started"
    CODING = "coding"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Coder:
    """A person in one round; written ``anna``, a later round ``anna/2``."""

    uuid: str
    person: str
    round: int = 1
    kind: CoderKind = CoderKind.PERSON
    rights: Rights = Rights.CODER

    @property
    def name(self) -> str:
        """The coder as written: the person, and the round where it is not the first."""
        return self.person if self.round == 1 else f"{self.person}/{self.round}"

    @property
    def initials(self) -> str:
        """One or two letters for the margin."""
        parts = re.findall(r"\w", self.person.title())
        return "".join(p for p in parts if p.isupper())[:2] or self.person[:1].upper()


@dataclass(frozen=True, slots=True)
class Status:
    """How far a coder is with a transcript; ``codebook_revision`` is the one in force when it was marked done.

    ``kept_at`` is when the coder's codings of a blind transcript were kept as they stood, even if there were none;
    agreement is reckoned from those. ``at`` and ``kept_at`` are microseconds UTC.
    """

    uuid: str
    transcript: str
    coder: str
    progress: Progress
    codebook_revision: int | None = None
    at: int = 0
    kept_at: int | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A span that a coder has judged, by coding in it or by saying that there is nothing to code."""

    uuid: str
    transcript: str
    revision: int
    coder: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pin:
    """A code that a coder pinned to a digit of the keyboard."""

    uuid: str
    coder: str
    digit: int
    code: str


def parse_coder(name: str) -> tuple[str, int]:
    """Split ``anna/2`` into the person and the round.

    Raises:
        RefusedError: the name is empty, longer than 100 characters or holds invisible ones, or the round is not a
            whole number from 1.
    """
    person, slash, number = name.strip().partition("/")
    person = " ".join(person.split())
    if (
        not person
        or len(person) > 100
        or shown(person) != person
        or (slash and not re.fullmatch(r"0*[1-9][0-9]{0,5}", number))
    ):
        raise RefusedError(
            _("“{name}” is not a coder's name.").format(name=shown(name)[:60]),
            hint=_("Write a name, or a name and a round: anna, anna/2."),
        )
    return person, int(number) if slash else 1


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: every read of codings, memos, marks, events and counts is told.

    ``coder`` is a UUID, None for the program's own checks and copies, which see everything.
    """

    coder: str | None
    lead: bool = False


EVERYTHING = Viewer(None, lead=True)
"""The program's own eye: checks, backups, bundles."""
