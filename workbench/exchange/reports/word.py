"""A report as a Word document, with real headings, captions, fields and a table of contents."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.exchange.pictures.png import as_png
from workbench.exchange.reports.document import (
    Block,
    Entry,
    Facts,
    Figures,
    Heading,
    Numbers,
    Paragraph,
    Part,
    Picture,
    Quotation,
    Report,
    Tone,
)
from workbench.exchange.reports.sheets import add_field, add_rules, add_said, add_title_page, new_document, turn
from workbench.exchange.tables.word import add_table
from workbench.exchange.xml_text import escaped, for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_report(report: Report, out: IO[bytes]) -> None:
    """Write a report as a .docx."""
    document = new_document(report.title, f"{report.title} · {report.subtitle}", language=report.language)
    add_title_page(document, report.title, report.subtitle, [part for part in (report.by, report.made) if part])
    _Written(document, report).go()
    document.save(out)


class _Written:
    """A report while it is written, chapter by chapter."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document, self._report = document, report
        self._numbers = Numbers()
        self._bookmarks = 0

    def go(self) -> None:
        self._add_contents()
        across = False
        for at, part in enumerate(self._report.parts):
            turned = part.across != across or not at
            if turned:
                turn(self._document, across=part.across)
            across = part.across
            self._add_chapter(part, first=turned)
            for block in part.blocks:
                self._add(block)

    def _add(self, block: Block) -> None:
        document = self._document
        match block:
            case Heading():
                document.add_heading(for_xml(block.text), block.level)
            case Paragraph():
                added = document.add_paragraph(style="Remark" if block.tone is Tone.REMARK else "Normal")
                added.add_run(for_xml(block.text)).italic = block.tone is Tone.MISSING
            case Facts():
                self._add_facts(block)
            case Figures():
                table = replace(block.table, title=block.caption)
                add_table(document, table, number=self._numbers.next_table(), recipe=False)
            case Picture():
                self._add_picture(block)
            case Quotation():
                document.add_paragraph(for_xml(_("“{words}”").format(words=block.words)), style="Quote")
                document.add_paragraph(for_xml(f"{block.reference} ({block.state})"), style="Reference")
            case Entry():
                self._add_entry(block)

    def _add_chapter(self, part: Part, *, first: bool) -> None:
        """Add a chapter's heading, which the table of contents leads to; an appendix begins a page."""
        from docx.oxml.parser import parse_xml
        from docx.shared import Pt

        heading: Any = self._document.add_heading(for_xml(part.title), 1)
        if first:
            heading.paragraph_format.space_before = Pt(0)
        elif part.appendix:
            heading.paragraph_format.page_break_before = True
            heading.paragraph_format.space_before = Pt(0)
        name = f'w:id="{self._bookmarks}" w:name="_Toc{self._bookmarks:06}"'
        heading._p.insert(1, parse_xml(f"<w:bookmarkStart {_W} {name}/>"))
        heading._p.append(parse_xml(f'<w:bookmarkEnd {_W} w:id="{self._bookmarks}"/>'))
        self._bookmarks += 1

    def _add_contents(self) -> None:
        """Add the table of contents: the chapters as links, in a field that Word adds the page numbers to.

        On which page a chapter stands only a word processor knows, once it has laid the document out; a field that asks
        to be counted when the document is opened makes Word ask a question that nobody understands. So the numbers are
        fields without a result until somebody has Word update the table.
        """
        from docx.oxml.parser import parse_xml

        head = self._document.add_paragraph(_("Contents"), style="TOC Heading")
        head.paragraph_format.keep_with_next = True
        parts = self._report.parts
        for at, part in enumerate(parts):
            element: Any = self._document.add_paragraph(style="toc 1")._p
            for run in _field('TOC \\o "1-1" \\h \\z \\u') if not at else []:
                element.append(parse_xml(f"<w:r {_W}>{run}</w:r>"))
            words = f'<w:r><w:t xml:space="preserve">{escaped(part.title)}</w:t></w:r><w:r><w:tab/></w:r>'
            page = "".join(f"<w:r>{run}</w:r>" for run in (*_field(f"PAGEREF _Toc{at:06} \\h"), _END))
            link = f'<w:hyperlink {_W} w:anchor="_Toc{at:06}" w:history="1">{words}{page}</w:hyperlink>'
            element.append(parse_xml(link))
            if at == len(parts) - 1:
                element.append(parse_xml(f"<w:r {_W}>{_END}</w:r>"))

    def _add_facts(self, block: Facts) -> None:
        """Add pairs as a table of two columns without boxes."""
        from docx.shared import Cm, Pt

        table: Any = self._document.add_table(rows=0, cols=2)
        table.autofit = False
        widths = (Cm(4.0), Cm(12.0))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        add_rules(table, "top", "bottom", "insideH")
        for label, says in block.rows:
            cells = table.add_row().cells
            for cell, words, width in zip(cells, (label, says), widths, strict=True):
                cell.width = width
                cell.paragraphs[0].style = "Fact"
                cell.paragraphs[0].add_run(for_xml(words)).bold = words is label
        after = self._document.add_paragraph(style="Remark").paragraph_format
        after.space_before = after.space_after = Pt(0)
        after.line_spacing = Pt(6)

    def _add_picture(self, block: Picture) -> None:
        from docx.shared import Emu, Pt

        document = self._document
        try:
            png = as_png(block.svg)
        except RefusedError as refused:
            says = _("The picture “{caption}” is not here. {why} {hint}")
            words = says.format(caption=block.caption, why=refused.message, hint=refused.hint)
            document.add_paragraph(style="Normal").add_run(for_xml(words)).italic = True
            return
        width, height = _room(document.sections[-1])
        holder = document.add_paragraph()
        holder.paragraph_format.keep_with_next = True
        holder.paragraph_format.space_before, holder.paragraph_format.space_after = Pt(6), Pt(0)
        shape: Any = holder.add_run().add_picture(io.BytesIO(png), width=Emu(width))
        if shape.height > height:
            shape.width, shape.height = Emu(shape.width * height // shape.height), Emu(height)
        properties = shape._inline.docPr
        properties.set("descr", for_xml(f"{block.caption}. {block.description}"))
        properties.set("title", for_xml(block.caption))
        caption = document.add_paragraph(style="Caption")
        before, after = _("Figure {n}. {caption}").format(n="\0", caption=block.caption).split("\0", 1)
        caption.add_run(before)
        add_field(caption, "SEQ Figure \\* ARABIC", str(self._numbers.next_picture()))
        caption.add_run(for_xml(after))

    def _add_entry(self, block: Entry) -> None:
        from docx.shared import Cm

        indent = Cm(0.6 * block.depth)
        heading = self._document.add_heading(for_xml(f"{block.name} ({block.key})"), 3)
        heading.paragraph_format.left_indent = indent
        for at, (label, says) in enumerate(block.says):
            added = add_said(self._document, label, says, style="Card").paragraph_format
            added.left_indent = indent
            added.keep_with_next = at < len(block.says) - 1


_END = '<w:fldChar w:fldCharType="end"/>'


def _field(instruction: str) -> Sequence[str]:
    """Return what stands in the runs that a field begins with, up to its result."""
    return (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    )


def _room(section: Section) -> tuple[int, int]:
    """Return how broad and how high a picture may be on a sheet, with room for a heading and its caption."""
    from docx.shared import Cm

    across = (section.page_width, section.left_margin, section.right_margin)
    down = (section.page_height, section.top_margin, section.bottom_margin)
    width, left, right, height, top, bottom = (int(part or 0) for part in (*across, *down))
    return width - left - right, height - top - bottom - Cm(4)
