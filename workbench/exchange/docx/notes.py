"""What a Word file keeps outside its text: footnotes, endnotes, headers, footers and comments."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.errors import Notice
from workbench.exchange.docx.walker import Walker
from workbench.exchange.open_paragraphs import OpenParagraph, margin_comment, note_marker
from workbench.exchange.paragraphs import MarginComment

_ORDINARY = ("", "normal")


def read_notes(walker: Walker) -> list[Notice]:
    """Read the notes that the text refers to, after the text, in the order of their numbers.

    Notes that nothing refers to (their reference was deleted) are not drawn by Word either; they are counted.
    """
    left = 0
    ns = walker.ns
    for kind, numbers in walker.notes.items():
        notes = {
            str(note.get(f"{ns}id")): note
            for root in walker.package.roots(f"{kind}s")
            for note in root.iterfind(f"{ns}{kind}")
            if note.get(f"{ns}type", "") in _ORDINARY
        }
        for known, n in numbers.items():
            if known in notes:
                walker.walk(notes.pop(known), kind, f"{kind} {n}", note_marker(kind, n))
        left += len(notes)
    if not left:
        return []
    said = f"{left} footnotes or endnotes that the text no longer refers to were left out, as Word leaves them out."
    return [Notice("notes-left-out", said, count=left)]


def read_headers(walker: Walker) -> None:
    """Read page headers and footers."""
    for kind in ("header", "footer"):
        for n, root in enumerate(walker.package.roots(kind), 1):
            walker.walk(root, kind, f"{kind} {n}")


def read_comments(walker: Walker, paragraphs: Sequence[OpenParagraph]) -> tuple[MarginComment, ...]:
    """Read the comments in the margin, each with the words it is about; who wrote them is not read.

    Args:
        walker: has read the text, and knows where comments begin and end.
        paragraphs: those that are left, in order; comments count among these.
    """
    index = {id(paragraph): at for at, paragraph in enumerate(paragraphs)}
    comments: list[MarginComment] = []
    for root in walker.package.roots("comments"):
        for element in root.iterfind(f"{walker.ns}comment"):
            reader = Walker(walker.package)
            reader.walk(element, "comment")
            kept = [paragraph for paragraph in reader.paragraphs if paragraph not in reader.gone]
            body = "\n".join(paragraph.closed().text for paragraph in kept)
            anchor = walker.anchors.of(str(element.get(f"{walker.ns}id")))
            comments.append(margin_comment(anchor, index, body))
    return tuple(comments)
