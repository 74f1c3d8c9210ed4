"""The walk over a Word file's XML: every character of the final version, in reading order.

The walker goes into every element it does not know, so that a wrapper nobody has met yet loses nothing; what it does
know is in :data:`STARTS` and :data:`ENDS`. What it skips on purpose is listed there too: deleted text, the place moved
text came from, and the second of two renderings of one drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from lxml import etree

from workbench.exchange.docx.anchors import Anchors
from workbench.exchange.docx.numbering import Numbering
from workbench.exchange.docx.package import Package
from workbench.exchange.docx.styles import OFF, PLAIN, Style, is_hanging, list_of, read_styles
from workbench.exchange.docx.symbols import symbol
from workbench.exchange.open_paragraphs import BOLD, ITALIC, OpenParagraph, note_marker
from workbench.exchange.open_tables import OpenTables
from workbench.exchange.tracked_changes import TrackedChanges

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Walker:
    """Reads the text under elements of a Word file into paragraphs.

    Attributes:
        paragraphs: everything read so far; those in ``gone`` are not paragraphs of their own.
        notes: for "footnote" and "endnote", the number drawn for each id, by first reference.
        anchors: where comments begin and end.
        changes: tracked changes met.
    """

    def __init__(self, package: Package) -> None:
        """Make a walker for a file; it has not read anything yet."""
        self.package = package
        self.ns = package.ns
        self.paragraphs: list[OpenParagraph] = []
        self.gone: set[OpenParagraph] = set()
        self.notes: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        self.anchors = Anchors(self.paragraphs)
        self.changes = TrackedChanges()
        self._category = "body"
        self._where = ""
        self._marker = ""
        self._open: OpenParagraph | None = None
        self._format = self._base = 0
        self._end_deleted = False
        self._carried: OpenParagraph | None = None
        self._outer: list[tuple[OpenParagraph | None, int, int, bool]] = []
        self._tables = OpenTables(self.paragraphs, self.gone)
        self._seen = {"body": 0, "text box": 0}
        # The walk meets only these elements; libxml2 passes over the rest.
        self._starts = {_qualified(name, self.ns): rule for name, rule in STARTS.items()}
        self._ends = {_qualified(name, self.ns): rule for name, rule in ENDS.items()}
        self._nesting = tuple(_qualified(name, self.ns) for name in NESTING)
        names = ("p", "pPr", "rPr", "val", "id")
        self._p, self._p_pr, self._r_pr, self._val, self._id = (f"{self.ns}{name}" for name in names)

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
        if next(root.iter(*self._nesting), None) is None:
            self._walk_flat(root)
        else:
            self._walk_nested(root)
        self._open = None

    def _walk_flat(self, root: etree._Element) -> None:
        """Read where no paragraph lies inside another: a paragraph ends where the next begins.

        Most interviews are like that, and this is three times as fast as being told where every element ends.
        """
        starts, paragraph = self._starts, self._p
        passed_over: set[etree._Element] = set()
        for element in root.iter(*starts):
            tag = element.tag
            if passed_over and element in passed_over:
                continue
            if tag == paragraph:
                self._close()
                self._open = self._begin()
                self._format = self._base = 0
            elif starts[tag](self, element):
                passed_over.update(element.iter())
        self._close()

    def _walk_nested(self, root: etree._Element) -> None:
        """Read where there are tables, text boxes or tracked deletions, with the paragraphs around them put aside."""
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

    def _begin(self) -> OpenParagraph:
        """Begin a paragraph here, or go on with one whose end was deleted."""
        if self._carried is not None:
            begun, self._carried = self._carried, None
            begun.settle()
            return begun
        category, where = self._kind, self._where
        if category == "body":
            self._seen["body"] += 1
            where = f"paragraph {self._seen['body']}"
        elif category == "text box":
            where = f"text box {self._seen['text box']}"
        elif category == "table":
            where = self._tables.where
        begun = OpenParagraph(category, where)
        self.paragraphs.append(begun)
        return begun

    @property
    def _kind(self) -> str:
        """The category of what is being read."""
        if self._category != "body" or not self._tables.around:
            return self._category
        return "text box" if self._tables.in_box else "table"

    def write(self, text: str) -> None:
        """Add text in the present format to the open paragraph, and begin one where none is open."""
        (self._open or self._begun()).write(text, self._format)

    def _begun(self) -> OpenParagraph:
        """Begin a paragraph for text that stands in none."""
        self._open = self._begin()
        return self._open

    def start_paragraph(self, element: etree._Element) -> None:
        """Begin a paragraph; one inside another is a text box, and the outer one goes on after it."""
        self._step_in()
        self._open = self._begin()

    def end_paragraph(self, element: etree._Element) -> None:
        """End a paragraph, unless its end was deleted: then its text runs on into the next."""
        following = element.getnext() if self._end_deleted else None
        if self._open is not None and following is not None and following.tag == self._p:
            self._carried = self._open
        else:
            self._close()
        self._step_out()

    def _close(self) -> None:
        """Close the open paragraph, and draw its number if it is in a list."""
        if self._open is not None:
            self._open.flush()
            if self._open.list_id:
                self._open.number = self.numbering.draw(self._open.list_id, self._open.level)

    def _step_in(self) -> None:
        """Put the open paragraph aside while something inside it is read."""
        self._outer.append((self._open, self._format, self._base, self._end_deleted))
        self._open = None
        self._format = self._base = 0
        self._end_deleted = False

    def _step_out(self) -> None:
        """Go on with the paragraph that was put aside."""
        self._open, self._format, self._base, self._end_deleted = self._outer.pop()

    def paragraph_style(self, element: etree._Element) -> None:
        """Take over what a paragraph's style settles; it stands before the paragraph's own properties."""
        style = self.styles.get(str(element.get(self._val)), PLAIN)
        if self._open is not None:
            self._open.settle(style.heading, style.hanging, style.list_id, style.level)
        self._base = BOLD * style.bold + ITALIC * style.italic

    def list_membership(self, element: etree._Element) -> None:
        """Read which list a paragraph is in."""
        if self._open is not None:
            self._open.list_id, self._open.level = list_of(element, self.ns, self._open.list_id, self._open.level)

    def indent(self, element: etree._Element) -> None:
        """Read whether a paragraph's first line stands out to the left."""
        if self._open is not None:
            self._open.hanging = is_hanging(element, self.ns, self._open.hanging)

    def start_run(self, element: etree._Element) -> None:
        """Begin a run: the paragraph's own format until it says otherwise."""
        self._format = self._base

    def run_style(self, element: etree._Element) -> None:
        """Take over what a run's style settles; it stands before the run's own properties."""
        style = self.styles.get(str(element.get(self._val)), PLAIN)
        self._format |= BOLD * style.bold + ITALIC * style.italic

    def bold(self, element: etree._Element) -> None:
        """Read whether a run is bold."""
        self._format = self._format & ~BOLD if element.get(self._val) in OFF else self._format | BOLD

    def italic(self, element: etree._Element) -> None:
        """Read whether a run is in italics."""
        self._format = self._format & ~ITALIC if element.get(self._val) in OFF else self._format | ITALIC

    def text(self, element: etree._Element) -> None:
        """Take a piece of text over; Word drops white space at its ends unless told to keep it."""
        text = element.text
        if text:
            if (text[0] <= " " or text[-1] <= " ") and element.get(_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            if "\n" in text or "\r" in text:
                text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
            (self._open or self._begun()).write(text, self._format)

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
        """Begin a table."""
        self._tables.begin()

    def end_table(self, element: etree._Element) -> None:
        """End a table."""
        self._tables.end()

    def start_row(self, element: etree._Element) -> bool:
        """Begin a row, or pass over one that was deleted."""
        if element.find(f"{self.ns}trPr/{self.ns}del") is not None:
            self.changes.deletions += 1
            return True
        self._tables.begin_row()
        return False

    def end_row(self, element: etree._Element) -> None:
        """Lay a row's cells out as paragraphs."""
        self._tables.end_row(self._kind)

    def start_cell(self, element: etree._Element) -> None:
        """Begin a cell."""
        self._step_in()
        self._tables.begin_cell()

    def end_cell(self, element: etree._Element) -> None:
        """End a cell."""
        self._tables.end_cell()
        self._step_out()

    def start_text_box(self, element: etree._Element) -> None:
        """Begin a text box; its paragraphs follow the one it hangs on."""
        self._step_in()
        self._tables.put_aside()
        self._seen["text box"] += 1

    def end_text_box(self, element: etree._Element) -> None:
        """Go on with what the text box hangs on."""
        self._tables.take_up()
        self._step_out()

    def rendering(self, element: etree._Element) -> bool:
        """Pass over all but the first of several renderings of the same thing."""
        return element.getprevious() is not None

    def inserted(self, element: etree._Element) -> None:
        """Count a tracked insertion and read what is in it; an empty one only marks a paragraph or a row."""
        self.changes.insertions += len(element) > 0

    def deleted(self, element: etree._Element) -> bool:
        """Count a tracked deletion and pass over it; an empty one may mark the end of a paragraph as deleted."""
        self.changes.deletions += len(element) > 0
        self._note_deleted_end(element)
        return True

    def moved_from(self, element: etree._Element) -> bool:
        """Pass over the place that text was moved from."""
        self._note_deleted_end(element)
        return True

    def _note_deleted_end(self, element: etree._Element) -> None:
        around = element.getparent()
        if not len(element) and around is not None and around.tag == self._r_pr:
            of = around.getparent()
            self._end_deleted = self._end_deleted or (of is not None and of.tag == self._p_pr)

    def moved(self, element: etree._Element) -> None:
        """Count a tracked move, at the place the text was moved to."""
        self.changes.moves += len(element) > 0

    def start_comment(self, element: etree._Element) -> None:
        """Remember where the words begin that a comment is about."""
        self.anchors.begin(str(element.get(self._id)), self._open)

    def end_comment(self, element: etree._Element) -> None:
        """Remember where they end."""
        self.anchors.end(str(element.get(self._id)), self._open)

    def comment_reference(self, element: etree._Element) -> None:
        """Remember where a comment is that marks no words."""
        self.anchors.point(str(element.get(self._id)), self._open)


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
    "pStyle": Walker.paragraph_style,
    "numPr": Walker.list_membership,
    "ind": Walker.indent,
    "r": Walker.start_run,
    "rStyle": Walker.run_style,
    "b": Walker.bold,
    "i": Walker.italic,
    "pPrChange": skip,
    "rPrChange": skip,
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
    "ins": Walker.inserted,
    "moveTo": Walker.moved,
    "del": Walker.deleted,
    "moveFrom": Walker.moved_from,
    "mc:Choice": Walker.rendering,
    "mc:Fallback": Walker.rendering,
    "commentRangeStart": Walker.start_comment,
    "commentRangeEnd": Walker.end_comment,
    "commentReference": Walker.comment_reference,
}
"""What is done where an element begins; a true answer passes over all that is in it."""

NESTING = ("tbl", "txbxContent", "mc:Fallback", "del", "moveFrom")
"""Elements that have to be told from what is around them: they end, and that goes on."""

ENDS: dict[str, Callable[[Walker, etree._Element], None]] = {
    "p": Walker.end_paragraph,
    "tbl": Walker.end_table,
    "tr": Walker.end_row,
    "tc": Walker.end_cell,
    "txbxContent": Walker.end_text_box,
}
"""What is done where an element ends."""
