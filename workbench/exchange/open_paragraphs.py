"""Paragraphs while they are being read, and how the cells of a table's row become lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.exchange.paragraphs import MarginComment, Paragraph, Run

BOLD = 1
ITALIC = 2
_STYLES = tuple((bool(format_ & BOLD), bool(format_ & ITALIC)) for format_ in range(BOLD + ITALIC + 1))


class OpenParagraph:
    """A paragraph that text is still written to.

    ``format`` is that of the pieces not yet made into a run: :data:`BOLD` and :data:`ITALIC` added up. ``length`` is
    how many characters it has. ``into`` says which paragraph took its text over, after how many characters of its own.
    """

    __slots__ = (
        "category",
        "format",
        "hanging",
        "heading",
        "into",
        "length",
        "level",
        "list_id",
        "number",
        "pieces",
        "runs",
        "where",
    )

    def __init__(self, category: str, where: str) -> None:
        """Begin a paragraph of a category at a place in the file."""
        self.category = category
        self.where = where
        self.runs: list[Run] = []
        self.pieces: list[str] = []
        self.format = 0
        self.length = 0
        self.into: tuple[OpenParagraph, int] | None = None
        self.heading = 0
        self.hanging = False
        self.list_id = ""
        self.level = 0
        self.number = ""

    def settle(self, heading: int = 0, hanging: bool = False, list_id: str = "", level: int = 0) -> None:
        """Set what the paragraph's properties say."""
        self.heading = heading
        self.hanging = hanging
        self.list_id = list_id
        self.level = level
        self.number = ""

    def write(self, text: str, format_: int) -> None:
        """Add text in a format."""
        if format_ != self.format:
            if self.pieces:
                self.flush()
            self.format = format_
        self.pieces.append(text)
        self.length += len(text)

    def flush(self) -> None:
        """Make the pieces so far into a run."""
        if self.pieces:
            self.runs.append(Run("".join(self.pieces), *_STYLES[self.format]))
            self.pieces.clear()

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space has been written."""
        return all(run.text.isspace() for run in self.runs) and not "".join(self.pieces).strip()

    def absorb(self, cell: OpenParagraph) -> None:
        """Take another paragraph's text in after a tab; positions in it move along."""
        cell.into = (self, self.length + 1)
        self.write("\t", self.format)
        for run in cell.runs:
            self.write(run.text, BOLD * run.bold + ITALIC * run.italic)
        self.flush()

    def closed(self) -> Paragraph:
        """Return the paragraph as it was read."""
        if self.pieces:
            self.flush()
        return Paragraph(tuple(self.runs), self.category, self.where, self.number, self.heading, self.hanging)


def join_cells(cells: Sequence[Sequence[OpenParagraph]]) -> list[OpenParagraph]:
    """Lay the cells of a row out as paragraphs.

    A cell's border becomes a tab where the cell before it is a single paragraph (a label, a time, a question) and the
    end of a paragraph elsewhere; the ends of paragraphs inside a cell stay. Blank paragraphs are left out, unless all
    the row's text is in one cell.

    Returns:
        The paragraphs that are left out or absorbed.
    """
    taken: set[OpenParagraph] = set()  # a broken file may have a cell inside a cell, and its lines in both
    filled = []
    for cell in cells:
        filled.append([line for line in cell if line.into is None and not line.is_blank and line not in taken])
        taken.update(cell)
    holding = [index for index, cell in enumerate(filled) if cell]
    gone = [line for index, cell in enumerate(cells) if holding != [index] for line in cell if line.is_blank]
    head: OpenParagraph | None = None
    for index in holding:
        lines = filled[index]
        if head is not None and not lines[0].number:
            head.absorb(lines[0])
            gone.append(lines[0])
            head = head if len(lines) == 1 else None
        else:
            head = lines[0] if len(lines) == 1 else None
    return gone


def note_marker(kind: str, n: int) -> str:
    """Return what stands in the text for the n-th footnote or endnote."""
    return f"[{n}]" if kind == "footnote" else f"[e{n}]"


Place = tuple[OpenParagraph, int]
"""A paragraph and an offset in it, while both may still move."""


def margin_comment(anchor: tuple[Place, Place] | None, index: Mapping[int, int], body: str) -> MarginComment:
    """Anchor a comment in the paragraphs as they have come to stand.

    Args:
        anchor: where the words begin and end that it is about; None for a comment that hangs on nothing, which is put
            at the beginning.
        index: the place of each paragraph that is left, by the paragraph's identity.
        body: what it says.
    """
    if anchor is None:
        return MarginComment(0, 0, 0, body)
    first, start = _settled(anchor[0], index)
    last, end = _settled(anchor[1], index)
    last, end = max((last, end), (first, start))
    return MarginComment(first, start, end, body, None if last == first else last)


def _settled(place: Place, index: Mapping[int, int]) -> tuple[int, int]:
    """Return the index of the paragraph that a place is in at last, and the offset there."""
    paragraph, offset = place
    while paragraph.into is not None:
        paragraph, shift = paragraph.into
        offset += shift
    known = index.get(id(paragraph))
    return (0, 0) if known is None else (known, offset)
