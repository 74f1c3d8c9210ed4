"""Drafts: what a file would become as a transcript, shown before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.core.errors import Notice
from workbench.core.transcripts import Role, TranscriptText


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided about reading a file; everything left out is detected.

    ``style`` names a speaker style (:mod:`workbench.exchange.speakers`), ``labels`` maps a label as it stands in the
    file to the one to use (so that two spellings become one speaker; "" means: not a label), ``roles`` a label to what
    it does, ``informants`` a label to an informant's name, ``encoding`` overrides what a plain text is taken for,
    ``headers`` takes page headers and footers in, ``preamble`` says how many paragraphs at the top are not speech.
    """

    style: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    informants: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    headers: bool = False
    preamble: int | None = None


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """A speaker as found: ``aliases`` are other spellings that were taken for the same one."""

    label: str
    role: Role
    turns: int
    words: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The loss check's sum for one category of a file's text ("body", "table", "footnote", "text box").

    ``in_file`` counts characters other than white space by a second, independent pass over the file; ``imported`` those
    that reached the transcript: its text, labels, time stamps and preamble.
    """

    category: str
    in_file: int
    imported: int
    where: str = ""

    @property
    def lost(self) -> int:
        """How many characters did not arrive; negative when there are more than there were."""
        return self.in_file - self.imported


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin of the file, on the words ``[start, end)`` of the text; offered as a memo."""

    start: int
    end: int
    body: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A file read and understood, not yet stored.

    ``style`` is the speaker style that was found or chosen, ``choices`` everything that was decided, by the person or
    by detection, in a form that reads the same file the same way again. ``headers`` are the lines of page headers and
    footers that were left out, to be shown before anything is stored.
    """

    name: str
    file_name: str
    file_hash: str
    file_format: str
    text: TranscriptText
    style: str
    speakers: tuple[DraftSpeaker, ...]
    accounts: tuple[Account, ...] = ()
    notices: tuple[Notice, ...] = ()
    comments: tuple[Comment, ...] = ()
    headers: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)

    @property
    def words(self) -> int:
        """How many words the transcript has."""
        return len(self.text.units["word"]) // 2
