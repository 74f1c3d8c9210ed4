"""A report as parts, before anybody asks whether it becomes a Word document or a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.tables import Table


class Tone(StrEnum):
    """How a paragraph is meant: what the report says, a small remark, or what is not there and why."""

    BODY = "body"
    REMARK = "remark"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a part; ``level`` is 2 or 3, since the part's own is 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what it says, one below the other."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table with its caption, which is numbered where it is written; its facts stand elsewhere in the report."""

    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, with its caption, which is numbered where it is written, and words for who cannot see it."""

    caption: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, where they stand, and what the speaker said to being quoted."""

    words: str
    reference: str
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A code's card: ``says`` are pairs of a label and a text; ``depth`` is how far it stands below its theme."""

    name: str
    key: str
    depth: int = 0
    says: Sequence[tuple[str, str]] = ()


Block = Heading | Paragraph | Facts | Figures | Picture | Quotation | Entry


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter or an ``appendix``; ``across`` lays it on sheets turned sideways, for broad tables."""

    title: str
    blocks: Sequence[Block]
    across: bool = False
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: what stands on top of it, its chapters and its appendices, in ``language`` (en, nn, nb).

    ``by`` names who gives it out, "" where nobody is named.
    """

    title: str
    subtitle: str
    made: str
    language: str
    parts: Sequence[Part]
    by: str = ""


@dataclass(slots=True)
class Numbers:
    """Numbers the captions of one document as it is written."""

    tables: int = 0
    pictures: int = 0

    def next_table(self) -> int:
        """Return the number of the table that comes now."""
        self.tables += 1
        return self.tables

    def next_picture(self) -> int:
        """Return the number of the picture that comes now."""
        self.pictures += 1
        return self.pictures
