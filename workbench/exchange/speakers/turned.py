"""What becomes of a file's paragraphs once it is known who speaks."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.core.drafts import Choices, DraftSpeaker
from workbench.core.errors import Notice
from workbench.core.passages import Span
from workbench.core.transcripts import Turn


@dataclass(frozen=True, slots=True)
class Turned:
    """The turns of an interview, with everything that was decided on the way.

    ``text`` is in the stored form: the paragraphs of a turn are parted by one newline, turns by two; labels, time
    stamps and preamble are not in it. ``paragraphs`` are the file's own paragraphs as spans of the text.

    ``imported`` maps a category of paragraph to how many of its characters other than white space arrived, in the text
    or as label, time stamp, list number or preamble. ``places`` has one entry per input paragraph: the offset in the
    text of its first kept character, and how many of the paragraph's characters were cut before that one; None for a
    paragraph of which nothing is in the text.

    ``words`` is the packed cut of the text into words, as :func:`workbench.core.segments.cut` takes it.
    """

    text: str
    turns: tuple[Turn, ...]
    paragraphs: tuple[Span, ...]
    preamble: str
    style: str
    speakers: tuple[DraftSpeaker, ...]
    notices: tuple[Notice, ...]
    imported: Mapping[str, int]
    places: tuple[tuple[int, int] | None, ...]
    choices: Choices
    words: array[int] = field(default_factory=lambda: array("I"))
