"""What every reader of a file gives: its paragraphs, before anybody asks who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.core.errors import Notice


class Run(NamedTuple):
    """A piece of a paragraph in one formatting; tabs are tabs and soft line breaks newlines."""

    text: str
    bold: bool = False
    italic: bool = False


class Paragraph(NamedTuple):
    """One paragraph of a file.

    ``category`` is what the loss check counts it under: body, table, text box, footnote, endnote, header, footer.
    ``where`` says where it stood ("paragraph 12", "table 1, row 2"), ``number`` the list number or bullet that the file
    draws before it. A format that knows the speaker or time (subtitles) fills ``speaker``, ``time_ms``, ``time_text``.
    """

    runs: tuple[Run, ...]
    category: str = "body"
    where: str = ""
    number: str = ""
    heading: int = 0
    hanging: bool = False
    speaker: str | None = None
    time_ms: int | None = None
    time_text: str = ""

    @property
    def text(self) -> str:
        """The paragraph's characters."""
        return "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment anchored to a paragraph (by index) and a span of code points in its text.

    Where the commented words run on into another paragraph, ``last`` is that one's index and ``end`` lies in its text.
    """

    paragraph: int
    start: int
    end: int
    body: str
    last: int | None = None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as its reader found it.

    ``in_file`` maps a category to the number of characters other than white space that the independent second pass
    counted in the raw file. ``missing`` says for a category whose paragraphs do not add up to that where in the file
    the first difference lies.
    """

    format: str
    paragraphs: tuple[Paragraph, ...]
    in_file: Mapping[str, int]
    notices: tuple[Notice, ...] = ()
    comments: tuple[MarginComment, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
