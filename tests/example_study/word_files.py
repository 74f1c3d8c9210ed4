"""Interviews as .docx files, as a researcher's Word would have saved them."""

from __future__ import annotations

import datetime as dt
import io

import docx
from docx.document import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from tests.example_study.packed import pack, unpack
from tests.example_study.sources import Paragraph, Piece, Source, Table, final_text, label_span
from tests.example_study.word_parts import add_comments, add_footnotes, prepare
from tests.example_study.word_xml import Marks, frame, page_field, text_box

_HANGING = Cm(2.75)
_BOX_LINE = 34


def write_docx(source: Source) -> bytes:
    """Return the interview as a .docx without any author's name."""
    saved = dt.datetime(source.year, 12, 3, 10, 0, 0)
    document = docx.Document()
    prepare(document, source.font, source.size, f"{source.language}-NO")
    _page(document, source)
    marks = Marks(f"{saved.isoformat()}Z")
    boxes = 0
    for block in source.blocks:
        if isinstance(block, Table):
            _table(document, block, marks)
            continue
        paragraph = _paragraph(document, block, source.labels, marks)
        if block.box:
            boxes += 1
            inner = [_box_paragraph(document, pieces, marks) for pieces in block.box]
            lines = sum(1 + len(final_text(pieces)) // _BOX_LINE for pieces in block.box)
            paragraph._p.append(text_box([p._p for p in inner], boxes, lines * 150_000 + 180_000))
            for made in inner:
                document.element.body.remove(made._p)
    if marks.footnotes:
        add_footnotes(document, marks.footnotes)
    if marks.comments:
        add_comments(document, marks.comments, marks.date)
    _facts(document, saved)
    out = io.BytesIO()
    document.save(out)
    return pack(unpack(out.getvalue()))


def _page(document: Document, source: Source) -> None:
    [section] = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.25)
    for text, place in ((source.header, section.header), (source.footer, section.footer)):
        if not text:
            continue
        [paragraph] = place.paragraphs
        numbered = text.casefold().endswith("side")
        paragraph.add_run(text + " " * numbered)
        for element in page_field() if numbered else []:
            paragraph._p.append(element)
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _paragraph(document: Document, block: Paragraph, labels: str, marks: Marks) -> WordParagraph:
    paragraph = document.add_paragraph(style="Title" if block.role == "title" else None)
    shape = paragraph.paragraph_format
    if labels == "hanging" and block.role in {"turn", "more"}:
        shape.left_indent = _HANGING
        if block.role == "turn":
            shape.first_line_indent = -_HANGING
            shape.tab_stops.add_tab_stop(_HANGING, WD_TAB_ALIGNMENT.LEFT)
    if block.role == "disclaimer":
        paragraph._p.get_or_add_pPr().append(frame())
    if block.role == "label":
        shape.space_after, shape.keep_with_next = Pt(0), True
    pieces = block.pieces
    if labels == "bold" and block.role == "turn":
        start, end = label_span(pieces[0].words)
        head = pieces[0].words
        for text, bold in ((head[:start], False), (head[start:end], True)):
            for element in marks.elements(Piece("text", text), bold=bold) if text else []:
                paragraph._p.append(element)
        pieces = (Piece("text", head[end:]), *pieces[1:]) if head[end:] else pieces[1:]
    for piece in pieces:
        for element in marks.elements(piece, bold=block.role == "label"):
            paragraph._p.append(element)
    return paragraph


def _box_paragraph(document: Document, pieces: tuple[Piece, ...], marks: Marks) -> WordParagraph:
    paragraph = document.add_paragraph()
    for piece in pieces:
        for element in marks.elements(piece):
            paragraph._p.append(element)
    for run in paragraph.runs:
        run.font.size = Pt(9)
    return paragraph


def _table(document: Document, block: Table, marks: Marks) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    table.autofit = False
    narrow = Cm(3.5)
    wide = Length(Cm(16) - narrow * (len(block.rows[0]) - 1))
    for column, width in zip(table.columns, [wide] + [narrow] * (len(block.rows[0]) - 1), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    for n, (row, cells) in enumerate(zip(table.rows, block.rows, strict=True)):
        for cell, pieces in zip(row.cells, cells, strict=True):
            [paragraph] = cell.paragraphs
            shape = paragraph.paragraph_format
            shape.space_after, shape.keep_with_next = Pt(2), n < len(block.rows) - 1
            if final_text(pieces)[-1:].isdigit():
                shape.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
            for piece in pieces:
                for element in marks.elements(piece, bold=n == 0):
                    paragraph._p.append(element)
    after = document.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = Pt(0), Pt(8)


def _facts(document: Document, saved: dt.datetime) -> None:
    facts = document.core_properties
    facts.author = facts.last_modified_by = facts.comments = facts.title = ""
    facts.created = facts.modified = saved
    facts.revision = 2
