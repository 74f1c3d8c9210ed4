"""Transcripts, their revisions, their turns and who speaks in them.

A transcript's text is never edited: a corrected file becomes the next revision. Offsets are half-open and count code
points of the stored text, which is NFC, has LF line ends and no control character but newline and tab.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from workbench.core.coders import Progress
from workbench.core.passages import Span
from workbench.core.rare_characters import rare_characters


class Role(StrEnum):
    """What a speaker does in an interview."""

    INTERVIEWER = "interviewer"
    RESPONDENT = "respondent"
    OTHER = "other"


class Turn(NamedTuple):
    """One speaker's uninterrupted speech.

    ``speaker`` is the label as the transcript's :class:`Speaker` has it, "" where nobody is named. ``time_ms`` is the
    time stamp in milliseconds and ``time_text`` the stamp as it was written. Label and stamp are not in the text.
    """

    start: int
    end: int
    speaker: str = ""
    time_ms: int | None = None
    time_text: str = ""


def packed(spans: Iterable[int]) -> bytes:
    """Lay a unit's starts and ends out as unsigned 32-bit numbers, the low byte first on every machine."""
    flat = array("I", spans)
    if sys.byteorder == "big":
        flat.byteswap()
    return flat.tobytes()


@dataclass(frozen=True)
class TranscriptText:
    """What one revision says, with its units; frozen once it is stored, so that its hashes are reckoned once.

    ``units`` maps a unit's name (word, sentence, paragraph, mark) to a flat array of starts and ends:
    ``[start, end, start, end, …]`` in text order. A mark is what the transcriber put in: ``[latter]``, a time stamp.
    """

    text: str
    turns: tuple[Turn, ...]
    units: Mapping[str, array[int]]
    unit_rule: int
    preamble: str = ""

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text alone, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of text, preamble, turns and units, hexadecimal: the identity of this text with its cutting."""
        sizes = [(unit, len(spans)) for unit, spans in sorted(self.units.items())]
        # How long each part is stands in the head, so that no part can be taken for the beginning of the next.
        head = [len(self.text), self.preamble, self.turns, self.unit_rule, sizes]
        digest = hashlib.sha256(json.dumps(head, ensure_ascii=False).encode())
        digest.update(self.text.encode())
        for unit, _ in sizes:
            digest.update(packed(self.units[unit]))
        return digest.hexdigest()

    def spans(self, unit: str) -> list[Span]:
        """Return a unit's spans in text order."""
        flat = self.units.get(unit, array("I"))
        return [Span(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one interview, in its newest revision.

    ``case`` and ``primary_coder`` are UUIDs; the primary coder's layer is counted where no other is chosen.
    """

    uuid: str
    name: str
    case: str | None = None
    revision: int = 1
    primary_coder: str | None = None
    created_at: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a transcript: which text it is and which file it came from.

    ``content`` is the text's :attr:`TranscriptText.content_hash`, ``file_hash`` the SHA-256 of the file's bytes,
    ``choices`` what was decided at import (:class:`workbench.core.drafts.Choices` as JSON values), ``created_at``
    microseconds UTC.
    """

    uuid: str
    transcript: str
    n: int
    content: str
    text_hash: str
    file_name: str
    file_hash: str
    file_format: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    created_at: int = 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in one transcript; ``informant`` is a UUID, where the person is known."""

    uuid: str
    transcript: str
    label: str
    role: Role = Role.OTHER
    informant: str | None = None


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text in the stored form, and how many characters had to be changed to get there."""

    text: str
    controls: int = 0
    surrogates: int = 0
    line_ends: int = 0
    composed: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """A transcript as lists show it.

    ``case`` is the case's name, ``attributes`` holds the case's and the transcript's values by attribute name,
    ``codings``, ``progress`` and ``reviewed`` (how many of the ``sentences`` are judged: coded or marked as read, in
    part at least) go by coder's UUID, as far as the one who looks may see them.
    """

    transcript: Transcript
    case: str
    attributes: Mapping[str, str]
    words: int
    turns: int
    sentences: int
    codings: Mapping[str, int] = field(default_factory=dict)
    progress: Mapping[str, Progress] = field(default_factory=dict)
    reviewed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A turn that a search may have hit: transcript's UUID, revision, the turn's index from 0, its span, its label."""

    transcript: str
    revision: int
    turn: int
    start: int
    end: int
    speaker: str = ""


_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Everything of the three above, so that a text with nothing to clean is passed over once."""
_FIRST_THAT_JOINS = "\u0300"
"""Up to here no character is ever composed with the one before it, nor is there another form of it."""


def clean(text: str) -> CleanText:
    """Bring a text into the stored form: NFC, LF, no control character but newline and tab, no lone surrogate.

    Returns:
        The text with counts: control characters taken out, surrogates replaced by U+FFFD, foreign line ends turned
        into newlines, and by how many code points composing made the text shorter.
    """
    rare = rare_characters(text)
    if not _FOREIGN.search(rare) and (
        max(rare, default="") < _FIRST_THAT_JOINS or unicodedata.is_normalized("NFC", text)
    ):
        return CleanText(text)
    text, line_ends = _LINE_ENDS.subn("\n", text)
    text, surrogates = _SURROGATES.subn("\ufffd", text)
    text, controls = _CONTROLS.subn("", text)
    composed = unicodedata.normalize("NFC", text)
    return CleanText(composed, controls, surrogates, line_ends, len(text) - len(composed))
