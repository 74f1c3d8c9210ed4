"""Where the comments in the margin of a Word file begin and end."""

from __future__ import annotations

from workbench.exchange.open_paragraphs import OpenParagraph, Place


class Anchors:
    """The words that each comment is about, found while the text is read."""

    def __init__(self, paragraphs: list[OpenParagraph]) -> None:
        """Begin before the text; ``paragraphs`` is everything read so far, and the reader adds to it."""
        self._paragraphs = paragraphs
        self._begun: dict[str, Place | int] = {}
        self._found: dict[str, tuple[Place, Place]] = {}

    def of(self, comment: str) -> tuple[Place, Place] | None:
        """Return where a comment begins and ends; None for one that the text does not mention."""
        return self._found.get(comment)

    def begin(self, comment: str, paragraph: OpenParagraph | None) -> None:
        """Begin a comment here; between two paragraphs that means with the next one."""
        self._begun[comment] = len(self._paragraphs) if paragraph is None else (paragraph, paragraph.length)

    def end(self, comment: str, paragraph: OpenParagraph | None) -> None:
        """End a comment here."""
        end = self._place(paragraph)
        start = self._begun.get(comment)
        if isinstance(start, int):
            start = (self._paragraphs[start], 0) if start < len(self._paragraphs) else end
        if end is not None:
            self._found[comment] = (start or end, end)

    def point(self, comment: str, paragraph: OpenParagraph | None) -> None:
        """Put a comment that is about no words here."""
        here = self._place(paragraph)
        if here is not None:
            self._found.setdefault(comment, (here, here))

    def _place(self, paragraph: OpenParagraph | None) -> Place | None:
        at = paragraph or (self._paragraphs[-1] if self._paragraphs else None)
        return None if at is None else (at, at.length)
