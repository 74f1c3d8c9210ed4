"""The walk over a Word file's XML: every character of the final version, in reading order.

The walker goes into every element it does not know, so that a wrapper nobody has met yet loses nothing; what it does
know is in :data:`STARTS` and :data:`ENDS`. What it skips on purpose is listed there too: deleted text, the place moved
text came from, and the second of two renderings of one drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from workbench.exchange.docx.numbering import Numbering
from workbench.exchange.docx.package import Package
from workbench.exchange.docx.styles import PLAIN, Style, is_hanging, is_on, list_of, read_styles
from workbench.exchange.docx.symbols import symbol
from workbench.exchange.open_paragraphs import BOLD, ITALIC, OpenParagraph, Place, join_cells
from workbench.exchange.tracked_changes import TrackedChanges

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class _Table:
    """A table that is being read: its number in the file, its row, and where each cell's paragraphs begin and end."""

    number: int
    row: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)
    cell: int = 0


class Walker:
    """Reads the text under elements of a Word file into paragraphs.

    Attributes:
        paragraphs: everything read so far; those in ``gone`` are not paragraphs of their own.
        notes: for "footnote" and "endnote", the number drawn for each id, by first reference.
        anchors: where each comment id begins and ends.
        changes: tracked changes met.
    """

    def __init__(self, package: Package) -> None:
        """Make a walker for a file; it has not read anything yet."""
        self.package = package
        self.ns = package.ns
        self.paragraphs: list[OpenParagraph] = []
        self.gone: set[OpenParagraph] = set()
        self.notes: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        self.anchors: dict[str, tuple[Place, Place]] = {}
        self.changes = TrackedChanges()
        self._category = "body"
        self._where = ""
        self._marker = ""
        self._open: OpenParagraph | None = None
        self._format = self._base = 0
        self._mark_deleted = False
        self._carried: OpenParagraph | None = None
        self._outer: list[tuple[OpenParagraph | None, int, int, bool]] = []
        self._tables: list[_Table] = []
        self._outer_tables: list[list[_Table]] = []
        self._seen = {"body": 0, "table": 0, "text box": 0}
        self._ranges: dict[str, Place | int] = {}
        # The walk meets only these elements; libxml2 passes over the rest.
        self._starts = {_qualified(name, self.ns): rule for name, rule in STARTS.items()}
        self._ends = {_qualified(name, self.ns): rule for name, rule in ENDS.items()}
        self._p, self._b, self._i, self._val, self._id = (f"{self.ns}{name}" for name in ("p", "b", "i", "val", "id"))
        self._r_style, self._p_style, self._num_pr = (f"{self.ns}{name}" for name in ("rStyle", "pStyle", "numPr"))
        self._ind, self._r_pr = (f"{self.ns}{name}" for name in ("ind", "rPr"))
        self._end_gone = {f"{self.ns}del", f"{self.ns}moveFrom"}

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The file's styles, read when the first paragraph has one."""
        return read_styles(self.package)

    @cached_property
    def numbering(self) -> Numbering:
        """The file's lists, read when the first paragraph is in one."""
        return Numbering(self.package)

    def walk(self, root: etree._Element, category: str = "body", where: str = "", marker: str = "") -> None:
        """Read everything under an element.

        Args:
            root: "document", one footnote, one header.
            category: what its paragraphs are; within the body, tables and text boxes are told apart.
            where: where it stands, for all but the body.
            marker: what a note's own number is drawn as.
        """
        self._category, self._where, self._marker = category, where, marker
        starts, ends = self._starts, self._ends
        steps = etree.iterwalk(root, events=("start", "end"), tag=tuple(starts))
        passed_over: etree._Element | None = None
        for event, element in steps:
            tag = element.tag
            if event == "start":
                if starts[tag](self, element):
                    steps.skip_subtree()
                    passed_over = element
            elif tag in ends and element is not passed_over:
                ends[tag](self, element)
        self._open = None

    def _begin(self) -> OpenParagraph:
        """Begin a paragraph here, or go on with one whose end was deleted."""
        if self._carried is not None:
            begun, self._carried = self._carried, None
            begun.settle()
            return begun
        category, where = self._category, self._where
        if category == "body":
            if self._outer_tables:
                category, where = "text box", f"text box {self._seen['text box']}"
            elif self._tables:
                table = self._tables[-1]
                category, where = "table", f"table {table.number}, row {table.row}"
            else:
                self._seen["body"] += 1
                where = f"paragraph {self._seen['body']}"
        begun = OpenParagraph(category, where)
        self.paragraphs.append(begun)
        return begun

    def write(self, text: str) -> None:
        """Add text in the present format to the open paragraph, and begin one where none is open."""
        if self._open is None:
            self._open = self._begin()
        self._open.write(text, self._format)

    def start_paragraph(self, element: etree._Element) -> None:
        """Begin a paragraph; one inside another is a text box, and the outer one goes on after it."""
        self._step_in()
        self._open = self._begin()

    def end_paragraph(self, element: etree._Element) -> None:
        """End a paragraph, unless its end was deleted: then its text runs on into the next."""
        ended = self._open
        if ended is not None:
            ended.flush()
            following = element.getnext() if self._mark_deleted else None
            if following is not None and following.tag == self._p:
                self._carried = ended
            elif ended.list_id:
                ended.number = self.numbering.draw(ended.list_id, ended.level)
        self._step_out()

    def _step_in(self) -> None:
        """Put the open paragraph aside while something inside it is read."""
        self._outer.append((self._open, self._format, self._base, self._mark_deleted))
        self._open = None
        self._format = self._base = 0
        self._mark_deleted = False

    def _step_out(self) -> None:
        """Go on with the paragraph that was put aside."""
        self._open, self._format, self._base, self._mark_deleted = self._outer.pop()

    def paragraph_properties(self, element: etree._Element) -> bool:
        """Read a paragraph's style, list, indent and whether its end was deleted."""
        style = PLAIN
        list_id, level, hanging = "", 0, False
        for rule in element:
            tag = rule.tag
            if tag == self._p_style:
                style = self.styles.get(str(rule.get(self._val)), PLAIN)
                list_id, level, hanging = style.list_id, style.level, style.hanging
            elif tag == self._num_pr:
                list_id, level = list_of(rule, self.ns, list_id, level)
            elif tag == self._ind:
                hanging = is_hanging(rule, self.ns, hanging)
            elif tag == self._r_pr:
                self._mark_deleted = any(mark.tag in self._end_gone for mark in rule)
        if self._open is not None:
            self._open.settle(style.heading, hanging, list_id, level)
        self._base = BOLD * style.bold + ITALIC * style.italic
        return True

    def start_run(self, element: etree._Element) -> None:
        """Begin a run: the paragraph's own format until it says otherwise."""
        self._format = self._base

    def run_properties(self, element: etree._Element) -> bool:
        """Read whether a run is bold or italic, by itself or by its style."""
        format_ = self._format
        for rule in element:
            tag = rule.tag
            if tag == self._b:
                format_ = format_ | BOLD if is_on(rule, self.ns) else format_ & ~BOLD
            elif tag == self._i:
                format_ = format_ | ITALIC if is_on(rule, self.ns) else format_ & ~ITALIC
            elif tag == self._r_style:
                style = self.styles.get(str(rule.get(self._val)), PLAIN)
                format_ |= BOLD * style.bold + ITALIC * style.italic
        self._format = format_
        return True

    def text(self, element: etree._Element) -> None:
        """Take a piece of text over; Word drops white space at its ends unless told to keep it."""
        text = element.text
        if text:
            if (text[0] <= " " or text[-1] <= " ") and element.get(_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            if "\n" in text or "\r" in text:
                text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
            self.write(text)

    def sign(self, element: etree._Element) -> None:
        """Take over a character that is given by its number in a font."""
        self.write(symbol(element.get(f"{self.ns}char"), element.get(f"{self.ns}font")))

    def note_reference(self, element: etree._Element) -> None:
        """Put a note's number where it is referred to, unless the text has a mark of its own."""
        kind = "footnote" if str(element.tag).endswith("}footnoteReference") else "endnote"
        numbers = self.notes[kind]
        n = numbers.setdefault(str(element.get(self._id)), len(numbers) + 1)
        if element.get(f"{self.ns}customMarkFollows", "0") in {"0", "false", "off"}:
            self.write(note_marker(kind, n))

    def own_number(self, element: etree._Element) -> None:
        """Put a note's number at its own beginning."""
        self.write(self._marker)

    def start_table(self, element: etree._Element) -> None:
        """Begin a table, perhaps in a cell of another."""
        self._seen["table"] += 1
        self._tables.append(_Table(self._seen["table"]))

    def end_table(self, element: etree._Element) -> None:
        """End the innermost table."""
        self._tables.pop()

    def start_row(self, element: etree._Element) -> bool:
        """Begin a row, or pass over one that was deleted."""
        if element.find(f"{self.ns}trPr/{self.ns}del") is not None:
            self.changes.deletions += 1
            return True
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].cells = []
        return False

    def end_row(self, element: etree._Element) -> None:
        """Lay a row's cells out as paragraphs."""
        if self._tables and self._tables[-1].cells:
            ranges, self._tables[-1].cells = self._tables[-1].cells, []
            kind = "table" if self._category == "body" and not self._outer_tables else self.paragraphs[-1].category
            cells = [[line for line in self.paragraphs[a:b] if line.category == kind] for a, b in ranges]
            self.gone.update(join_cells(cells))

    def start_cell(self, element: etree._Element) -> None:
        """Begin a cell."""
        self._step_in()
        if self._tables:
            self._tables[-1].cell = len(self.paragraphs)

    def end_cell(self, element: etree._Element) -> None:
        """Remember which paragraphs a cell holds."""
        if self._tables:
            self._tables[-1].cells.append((self._tables[-1].cell, len(self.paragraphs)))
        self._step_out()

    def start_text_box(self, element: etree._Element) -> None:
        """Begin a text box; its paragraphs follow the one it hangs on."""
        self._step_in()
        self._outer_tables.append(self._tables)
        self._tables = []
        self._seen["text box"] += 1

    def end_text_box(self, element: etree._Element) -> None:
        """Go on with what the text box hangs on."""
        self._tables = self._outer_tables.pop()
        self._step_out()

    def rendering(self, element: etree._Element) -> bool:
        """Pass over all but the first of several renderings of the same thing."""
        return element.getprevious() is not None

    def inserted(self, element: etree._Element) -> None:
        """Count a tracked insertion and read what is in it."""
        self.changes.insertions += 1

    def deleted(self, element: etree._Element) -> bool:
        """Count a tracked deletion and pass over it."""
        self.changes.deletions += 1
        return True

    def moved(self, element: etree._Element) -> None:
        """Count a tracked move, at the place the text was moved to."""
        self.changes.moves += 1

    def start_comment(self, element: etree._Element) -> None:
        """Remember where the words begin that a comment is about."""
        here = len(self.paragraphs) if self._open is None else (self._open, self._open.length)
        self._ranges[str(element.get(self._id))] = here

    def end_comment(self, element: etree._Element) -> None:
        """Remember where they end."""
        known = str(element.get(self._id))
        end = self._here()
        start = self._ranges.get(known)
        if isinstance(start, int):
            start = (self.paragraphs[start], 0) if start < len(self.paragraphs) else end
        if end is not None:
            self.anchors[known] = (start or end, end)

    def comment_reference(self, element: etree._Element) -> None:
        """Remember where a comment is that marks no words."""
        here = self._here()
        if here is not None:
            self.anchors.setdefault(str(element.get(self._id)), (here, here))

    def _here(self) -> Place | None:
        at = self._open or (self.paragraphs[-1] if self.paragraphs else None)
        return None if at is None else (at, at.length)


def note_marker(kind: str, n: int) -> str:
    """Return what stands in the text for the n-th footnote or endnote."""
    return f"[{n}]" if kind == "footnote" else f"[e{n}]"


def skip(walker: Walker, element: etree._Element) -> bool:
    """Pass over an element with all that is in it."""
    return True


def _write(text: str) -> Start:
    return lambda walker, element: walker.write(text)


def _qualified(name: str, ns: str) -> str:
    prefix, _, local = name.rpartition(":")
    return {"mc": _MC, "m": _MATH}.get(prefix, ns) + local


Start = Callable[[Walker, etree._Element], bool | None]

STARTS: dict[str, Start] = {
    "p": Walker.start_paragraph,
    "pPr": Walker.paragraph_properties,
    "r": Walker.start_run,
    "rPr": Walker.run_properties,
    "t": Walker.text,
    "m:t": Walker.text,
    "tab": _write("\t"),
    "ptab": _write("\t"),
    "br": _write("\n"),
    "cr": _write("\n"),
    "noBreakHyphen": _write("-"),
    "softHyphen": _write("\u00ad"),
    "sym": Walker.sign,
    "footnoteReference": Walker.note_reference,
    "endnoteReference": Walker.note_reference,
    "footnoteRef": Walker.own_number,
    "endnoteRef": Walker.own_number,
    "tbl": Walker.start_table,
    "tr": Walker.start_row,
    "trPr": skip,
    "tc": Walker.start_cell,
    "txbxContent": Walker.start_text_box,
    "sdtPr": skip,
    "ins": Walker.inserted,
    "moveTo": Walker.moved,
    "del": Walker.deleted,
    "moveFrom": skip,
    "mc:Choice": Walker.rendering,
    "mc:Fallback": Walker.rendering,
    "commentRangeStart": Walker.start_comment,
    "commentRangeEnd": Walker.end_comment,
    "commentReference": Walker.comment_reference,
}
"""What is done where an element begins; a true answer passes over all that is in it."""

ENDS: dict[str, Callable[[Walker, etree._Element], None]] = {
    "p": Walker.end_paragraph,
    "tbl": Walker.end_table,
    "tr": Walker.end_row,
    "tc": Walker.end_cell,
    "txbxContent": Walker.end_text_box,
}
"""What is done where an element ends."""
