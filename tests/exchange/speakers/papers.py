"""Transcripts on paper, as it were: paragraphs as a reader would give them."""

from collections.abc import Sequence
from typing import Any

from workbench.core.drafts import Choices
from workbench.exchange.paragraphs import Paragraph, Run
from workbench.exchange.speakers import Turned, take_turns


def paper(*lines: str) -> list[Paragraph]:
    """One plain paragraph for each line."""
    return [Paragraph((Run(line),)) for line in lines]


def bold(*pieces: str) -> Paragraph:
    """A paragraph whose first piece is bold and whose others are plain."""
    return Paragraph((Run(pieces[0], bold=True), *(Run(piece) for piece in pieces[1:])))


def italic(text: str) -> Paragraph:
    """A paragraph all in italics."""
    return Paragraph((Run(text, italic=True),))


def said(turned: Turned) -> list[tuple[str, str, str]]:
    """Speaker, first word and last word of every turn."""
    words = [(turn.speaker, turned.text[turn.start : turn.end].split()) for turn in turned.turns]
    return [(speaker, spoken[0], spoken[-1]) for speaker, spoken in words]


def read(paragraphs: Sequence[Paragraph], **choices: Any) -> Turned:
    """Take the turns, with a person's choices by name."""
    return take_turns(paragraphs, Choices(**choices))


def roles(turned: Turned) -> dict[str, str]:
    """What each speaker does."""
    return {speaker.label: str(speaker.role) for speaker in turned.speakers}


def kinds(turned: Turned) -> set[str]:
    """The kinds of notices that were given."""
    return {notice.kind for notice in turned.notices}


def ink_by_category(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """The same for each category that has any."""
    found = {
        category: ink([p for p in paragraphs if p.category == category])
        for category in {p.category for p in paragraphs}
    }
    return {category: count for category, count in found.items() if count}


def ink(paragraphs: Sequence[Paragraph]) -> int:
    """How many characters other than white space the paragraphs have."""
    return sum(not c.isspace() for paragraph in paragraphs for c in paragraph.text)
