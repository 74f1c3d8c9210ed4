"""The walk over an OpenDocument text: every character of the final version, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from workbench.exchange.odt.styles import TEXT, Styles, whole
from workbench.exchange.open_paragraphs import BOLD, ITALIC, OpenParagraph, Place, note_marker
from workbench.exchange.open_tables import OpenTables
from workbench.exchange.tracked_changes import TrackedChanges

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_NAMESPACES = {"text": TEXT, "table": TABLE, "draw": DRAW, "office": OFFICE}
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _List:
    """A list that is being read: its style, and which of its items this is."""

    style: str | None
    item: int
    waiting: bool = False


@dataclass(slots=True)
class Note:
    """A footnote or endnote: its kind, its number and the element that holds its paragraphs."""

    kind: str
    number: int
    body: etree._Element


@dataclass(slots=True)
class Annotation:
    """A comment in the margin: its element, and where the words it is about begin and end."""

    element: etree._Element
    start: Place
    end: Place


class Walker:
    """Reads the text under elements of an OpenDocument text into paragraphs.

    Attributes:
        paragraphs: everything read so far; those in ``gone`` are not paragraphs of their own.
        notes: footnotes and endnotes in the order of their references, not yet read.
        annotations: comments, by their name.
        changes: tracked changes met.
    """

    def __init__(self, styles: Styles) -> None:
        """Make a walker for a file; it has not read anything yet."""
        self.styles = styles
        self.paragraphs: list[OpenParagraph] = []
        self.gone: set[OpenParagraph] = set()
        self.notes: list[Note] = []
        self.annotations: dict[str, Annotation] = {}
        self.changes = TrackedChanges()
        self._category = "body"
        self._where = self._lead = ""
        self._open: OpenParagraph | None = None
        self._formats = [0]
        self._blank = True
        self._outer: list[tuple[OpenParagraph | None, list[int], bool]] = []
        self._tables = OpenTables(self.paragraphs, self.gone)
        self._lists: list[_List] = []
        self._counts: dict[str | None, list[int]] = {}
        self._seen = {"body": 0, "text box": 0, "footnote": 0, "endnote": 0}
        self._starts = {_qualified(name): rule for name, rule in STARTS.items()}
        self._ends = {_qualified(name): rule for name, rule in ENDS.items()}

    def walk(self, root: etree._Element, category: str = "body", where: str = "", lead: str = "") -> None:
        """Read everything under an element.

        Args:
            root: the text, one note, one header.
            category: what its paragraphs are; within the body, tables and text boxes are told apart.
            where: where it stands, for all but the body.
            lead: what its first paragraph begins with; a note's number.
        """
        self._category, self._where = category, where
        self._lead = lead
        steps = etree.iterwalk(root, events=("start", "end"))
        passed_over: etree._Element | None = None
        for event, element in steps:
            tag = element.tag
            if event == "start":
                rule = self._starts.get(tag) if element is not root else None
                if rule is None and tag.startswith(DRAW):
                    rule = Walker.start_drawing
                if rule is not None and rule(self, element):
                    steps.skip_subtree()
                    passed_over = element
                elif self._open is not None and element.text:
                    self.data(element.text)
                continue
            if element is not passed_over:
                if tag in self._ends:
                    self._ends[tag](self, element)
                elif tag.startswith(DRAW):
                    self.end_drawing(element)
            if self._open is not None and element.tail and element is not root:
                self.data(element.tail)
        self._open = None

    def data(self, text: str) -> None:
        """Add characters of the file; their white space counts as one space, and as none where a line begins."""
        text = _BLANKS.sub(" ", text)
        if self._blank and text[0] == " ":
            text = text[1:]
        if text:
            self._blank = text[-1] == " "
            self._add(text)

    def write(self, text: str) -> None:
        """Add characters that an element stands for."""
        self._blank = False
        self._add(text)

    def _add(self, text: str) -> None:
        if self._open is not None:
            self._open.write(text, self._formats[-1])

    def start_paragraph(self, element: etree._Element) -> None:
        """Begin a paragraph or heading."""
        self._step_in()
        category, where = self._kind, self._where
        if category == "text box":
            where = f"text box {self._seen['text box']}"
        elif category == "table":
            where = self._tables.where
        elif category == "body":
            self._seen["body"] += 1
            where = f"paragraph {self._seen['body']}"
        self._open = OpenParagraph(category, where)
        self.paragraphs.append(self._open)
        style = self.styles.of(element.get(f"{TEXT}style-name"))
        heading = whole(element.get(f"{TEXT}outline-level"), 1) if element.tag == f"{TEXT}h" else 0
        self._open.settle(heading, style.hanging)
        self._formats = [BOLD * style.bold + ITALIC * style.italic]
        self._blank = True
        if self._lists and self._lists[-1].waiting:
            self._lists[-1].waiting = False
            counts = [entry.item for entry in self._lists]
            self._open.number = self.styles.number(self._lists[-1].style, counts, len(counts) - 1)
        if self._lead:
            self._add(f"{self._lead} ")
            self._lead = ""

    @property
    def _kind(self) -> str:
        """The category of what is being read."""
        if self._category != "body":
            return self._category
        return "text box" if self._tables.in_box else "table" if self._tables.where else "body"

    def end_paragraph(self, element: etree._Element) -> None:
        """End a paragraph."""
        if self._open is not None:
            self._open.flush()
        self._step_out()

    def _step_in(self) -> None:
        """Put the open paragraph aside while something inside it is read."""
        self._outer.append((self._open, self._formats, self._blank))
        self._open, self._formats, self._blank = None, [0], True

    def _step_out(self) -> None:
        """Go on with the paragraph that was put aside."""
        self._open, self._formats, self._blank = self._outer.pop()

    def start_span(self, element: etree._Element) -> None:
        """Begin a stretch in a style of its own, over the paragraph's."""
        style = self.styles.of(element.get(f"{TEXT}style-name"))
        self._formats.append(self._formats[-1] | BOLD * style.bold + ITALIC * style.italic)

    def end_span(self, element: etree._Element) -> None:
        """End it."""
        self._formats.pop()

    def spaces(self, element: etree._Element) -> None:
        """Write as many spaces as an element stands for."""
        self.write(" " * min(whole(element.get(f"{TEXT}c"), 1), 1000))

    def start_list(self, element: etree._Element) -> None:
        """Begin a list, perhaps in an item of another; it may go on counting where one before it stopped."""
        style = element.get(f"{TEXT}style-name") or (self._lists[-1].style if self._lists else None)
        level = len(self._lists)
        counts = self._counts.setdefault(style, [])
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list") is not None
        before = self.styles.start(style, level) - 1
        self._lists.append(_List(style, counts[level] if goes_on and level < len(counts) else before))

    def end_list(self, element: etree._Element) -> None:
        """End a list and remember how far it counted."""
        ended = self._lists.pop()
        self._counts[ended.style] = [*(entry.item for entry in self._lists), ended.item]

    def start_item(self, element: etree._Element) -> None:
        """Begin an item: the next paragraph has its number."""
        if self._lists:
            entry = self._lists[-1]
            entry.item = whole(element.get(f"{TEXT}start-value"), entry.item + 1)
            entry.waiting = True

    def start_table(self, element: etree._Element) -> None:
        """Begin a table."""
        self._tables.begin()

    def end_table(self, element: etree._Element) -> None:
        """End a table."""
        self._tables.end()

    def start_row(self, element: etree._Element) -> None:
        """Begin a row."""
        self._tables.begin_row()

    def end_row(self, element: etree._Element) -> None:
        """Lay a row's cells out as paragraphs."""
        self._tables.end_row(self._kind)

    def start_cell(self, element: etree._Element) -> None:
        """Begin a cell."""
        self._tables.begin_cell()

    def end_cell(self, element: etree._Element) -> None:
        """End a cell."""
        self._tables.end_cell()

    def start_drawing(self, element: etree._Element) -> None:
        """Begin a frame, shape or text box: its paragraphs follow the one it hangs on."""
        self._step_in()
        self._seen["text box"] += not self._tables.in_box
        self._tables.put_aside()

    def end_drawing(self, element: etree._Element) -> None:
        """Go on with what it hangs on."""
        self._tables.take_up()
        self._step_out()

    def note(self, element: etree._Element) -> bool:
        """Put a note's number into the text and keep the note for later."""
        kind = "endnote" if element.get(f"{TEXT}note-class") == "endnote" else "footnote"
        self._seen[kind] += 1
        self.write(note_marker(kind, self._seen[kind]))
        body = element.find(f"{TEXT}note-body")
        if body is not None:
            self.notes.append(Note(kind, self._seen[kind], body))
        return True

    def annotation(self, element: etree._Element) -> bool:
        """Remember a comment and where it begins."""
        name = element.get(f"{OFFICE}name") or f"\0{len(self.annotations)}"
        here = self._here()
        if here is not None:
            self.annotations[name] = Annotation(element, here, here)
        return True

    def annotation_end(self, element: etree._Element) -> None:
        """Remember where the words end that a comment is about."""
        known = self.annotations.get(str(element.get(f"{OFFICE}name")))
        here = self._here()
        if known is not None and here is not None:
            known.end = here

    def _here(self) -> Place | None:
        at = self._open or (self.paragraphs[-1] if self.paragraphs else None)
        return None if at is None else (at, at.length)

    def tracked_changes(self, element: etree._Element) -> bool:
        """Count the tracked changes; the deleted words stand here, and only here."""
        self.changes.insertions += len(list(element.iter(f"{TEXT}insertion")))
        self.changes.deletions += len(list(element.iter(f"{TEXT}deletion")))
        return True


def skip(walker: Walker, element: etree._Element) -> bool:
    """Pass over an element with all that is in it."""
    return True


def _write(text: str) -> Start:
    return lambda walker, element: walker.write(text)


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _NAMESPACES[prefix] + local


Start = Callable[[Walker, etree._Element], bool | None]

STARTS: dict[str, Start] = {
    "text:p": Walker.start_paragraph,
    "text:h": Walker.start_paragraph,
    "text:span": Walker.start_span,
    "text:s": Walker.spaces,
    "text:tab": _write("\t"),
    "text:line-break": _write("\n"),
    "text:list": Walker.start_list,
    "text:list-item": Walker.start_item,
    "text:note": Walker.note,
    "text:tracked-changes": Walker.tracked_changes,
    "text:script": skip,
    "table:table": Walker.start_table,
    "table:table-row": Walker.start_row,
    "table:table-cell": Walker.start_cell,
    "table:covered-table-cell": Walker.start_cell,
    "office:annotation": Walker.annotation,
    "office:annotation-end": Walker.annotation_end,
    "office:forms": skip,
}
"""What is done where an element begins; a true answer passes over all that is in it."""

ENDS: dict[str, Callable[[Walker, etree._Element], None]] = {
    "text:p": Walker.end_paragraph,
    "text:h": Walker.end_paragraph,
    "text:span": Walker.end_span,
    "text:list": Walker.end_list,
    "table:table": Walker.end_table,
    "table:table-row": Walker.end_row,
    "table:table-cell": Walker.end_cell,
    "table:covered-table-cell": Walker.end_cell,
}
"""What is done where an element ends."""
