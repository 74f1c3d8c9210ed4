"""Tables as Word documents, as a report has them: rules instead of boxes, light heat, the recipe as a note below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from workbench.analysis.tables import Table, Value
from workbench.core.errors import FileError
from workbench.core.language import _, spoken
from workbench.exchange.colours import EMPTY, GREY, INK, shade
from workbench.exchange.tables.layout import (
    NUMBERS,
    Heading,
    Shading,
    for_readers,
    has_decimal_comma,
    heading_rows,
    indent_of,
    is_empty,
    is_wide,
    read_as,
)
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.xml_text import escaped, for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

MOST_ROWS = 5_000
"""How many rows a document may have; programs for text take minutes over more."""

LANGUAGE_TAGS = {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}
"""What the interface's languages are called in a Word document."""

_TEXT, _NOTE = "Table Text", "Table Note"
_TWIPS = 567  # a centimetre
_LABEL_MOST, _TEXT_MOST, _LEAST, _UPRIGHT_MOST = 6.5, 7.0, 0.9, 4.5
_CENTIMETRES = 0.0215  # an average letter's width in Arial, for each point of its size
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_docx(tables: Sequence[Table], out: IO[bytes], spelling: Spelling = RAW) -> None:
    """Write the first table as a document of its own, across the sheet where it is wide.

    Raises:
        FileError: there are more rows than a document can be read with.
    """
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = for_xml(tables[0].title)
    set_language(document)
    _set_fonts(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    if is_wide(tables[0]):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2)
    add_table(document, tables[0], spelling=spelling)
    document.save(out)


def set_language(document: Document, language: str = "") -> None:
    """Say in which language a document is, so that Word corrects it in that; "" is the one spoken."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    fonts = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    tag = LANGUAGE_TAGS.get(language or spoken(), LANGUAGE_TAGS["en"])
    found = fonts.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        fonts.append(found)
    found.set(qn("w:val"), tag)
    document.core_properties.language = tag


def _set_fonts(document: Document) -> None:
    """Write a document of one table in letters that every machine has."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 10), ("Caption", 12)):
        style: Any = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        style.font.color.rgb = RGBColor.from_string(INK[1:])


def add_table(
    document: Document,
    table: Table,
    *,
    number: int | None = None,
    spelling: Spelling = RAW,
    recipe: bool = True,
) -> None:
    """Add a table to the end of a document: caption, headings repeated on each page, heat, notes, recipe.

    Args:
        document: its last section says how wide the table may be.
        table: its title is the caption. A table with heat is a matrix: the first column has the rows' names.
        number: of the table, for a caption like "Table 2. Codings", as a field that Word counts anew.
        spelling: whether figures have decimal commas where the language spoken does not say so.
        recipe: whether the table's facts stand below it.

    Raises:
        FileError: there are more rows than a document can be read with.
    """
    from docx.oxml.parser import parse_xml

    table, rows = for_readers(table)
    if len(rows) > MOST_ROWS:
        raise FileError(
            _("The table has {n:,} rows, and a Word document with more than {most:,} cannot be worked with.").format(
                n=len(rows), most=MOST_ROWS
            ),
            hint=_("Write it as .xlsx or .csv instead."),
        )
    _add_styles(document)
    _add_caption(document, table.title, number)
    drawn = _Drawn(table, rows, _room(document.sections[-1]), comma=has_decimal_comma(spelling))
    body: Any = document.element.body
    body.insert(len(body) - 1, parse_xml("".join(drawn.markup())))
    for note in table.notes:
        document.add_paragraph(for_xml(note), style=_NOTE)
    if recipe and table.facts:
        paragraph = document.add_paragraph(style=_NOTE)
        for at, (label, says) in enumerate(table.facts):
            paragraph.add_run(for_xml(f"{'. ' if at else ''}{label}: ")).bold = True
            paragraph.add_run(for_xml(says.rstrip(".")))
        paragraph.add_run(".")
    if not table.notes and not (recipe and table.facts):
        document.add_paragraph(style=_NOTE)


def _room(section: Section) -> float:
    """Return the width between the margins, in centimetres."""
    width, left, right = (
        part.cm if part else 0.0 for part in (section.page_width, section.left_margin, section.right_margin)
    )
    return max(width - left - right, 5.0)


def _add_styles(document: Document) -> None:
    """Add the styles of a table's text and notes, where the document has them not."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    names = {style.name for style in document.styles}
    for name, size in ((_TEXT, 9), (_NOTE, 8)):
        if name not in names:
            style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_before = Pt(1.5 if name == _TEXT else 3)
            style.paragraph_format.space_after = Pt(1.5 if name == _TEXT else 0)
            style.paragraph_format.line_spacing = 1.0
            if name == _NOTE:
                style.font.color.rgb = RGBColor.from_string(GREY[1:])


def _add_caption(document: Document, title: str, number: int | None) -> None:
    from docx.oxml.parser import parse_xml

    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = True
    if number is not None:
        paragraph.add_run(_("Table {n}").format(n="").rstrip() + " ")
        run = f"<w:r><w:t>{number}</w:t></w:r>"
        element: Any = paragraph._p
        element.append(parse_xml(f'<w:fldSimple {_NAMESPACE} w:instr=" SEQ Table \\* ARABIC ">{run}</w:fldSimple>'))
        paragraph.add_run(". ")
    paragraph.add_run(for_xml(title))


class _Drawn:
    """A table while its XML is written."""

    def __init__(self, table: Table, rows: list[Sequence[Value]], room: float, *, comma: bool) -> None:
        self._table, self._rows, self._room = table, rows, room
        self._cells = [
            [read_as(value, column, comma=comma) for value, column in zip(row, table.columns, strict=True)]
            for row in rows
        ]
        self._shading = Shading.of(table, rows)
        self._headings = heading_rows(table.columns)
        self._upright = False
        self._size, self._widths = self._measured()
        if sum(self._widths) > self._room and table.heat and len(self._headings) == 1:
            self._upright = True
            self._size, self._widths = self._measured()
        self._widths = self._squeezed(self._widths)

    def _measured(self) -> tuple[float, list[float]]:
        """Return the greatest size of the letters in points that has room, and the columns' widths in centimetres."""
        for size in _SIZES:
            widths = self._alike([self._wanted(at, size) for at in range(len(self._table.columns))])
            if sum(widths) <= self._room:
                break
        return size, widths

    def _squeezed(self, widths: list[float]) -> list[float]:
        """Return widths that have room: those of the rows' names give way first."""
        over = sum(widths) - self._room
        if over > 0 and self._table.heat and widths[0] - over >= 3.0:
            widths[0] -= over
        elif over > 0:
            widths = [width * self._room / sum(widths) for width in widths]
        return widths

    def _alike(self, widths: list[float]) -> list[float]:
        """Return the widths with those of the shaded columns alike."""
        shaded = range(self._shading.first, self._shading.last + 1)
        widest = max((widths[at] for at in shaded), default=0.0)
        return [widest if at in shaded else width for at, width in enumerate(widths)]

    def _wanted(self, at: int, size: float) -> float:
        column, letter = self._table.columns[at], size * _CENTIMETRES
        number = column.kind in NUMBERS
        words = 0.0
        for line in self._headings if not (self._upright and at) else []:
            for one in line:
                if one.first <= at < one.first + one.columns:
                    words = max(words, max(map(len, one.text.split() or [""])) / one.columns)
        longest = max((len(row[at]) + 2 * indent_of(self._rows[n][at]) for n, row in enumerate(self._cells)), default=0)
        most = 100.0 if number else _LABEL_MOST if self._table.heat else _TEXT_MOST
        return min(
            max(0.5 if self._upright else _LEAST, max(words, longest) * letter * (1.08 if number else 1.0) + 0.35), most
        )

    def markup(self) -> Iterator[str]:
        """Yield the table's XML."""
        width = round(sum(self._widths) * _TWIPS)
        rules = "".join(
            f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{INK[1:]}"/>' for side in ("top", "bottom")
        )
        sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
        yield f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        yield f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        yield '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        yield f'w:noVBand="1"/><w:tblCaption w:val="{escaped(self._table.title)}"/></w:tblPr><w:tblGrid>'
        yield "".join(f'<w:gridCol w:w="{round(one * _TWIPS)}"/>' for one in self._widths)
        yield "</w:tblGrid>"
        for level in range(len(self._headings)):
            yield self._heading_row(level)
        for number, row in enumerate(self._rows):
            yield self._row(number, row)
        yield "</w:tbl>"

    def _heading_row(self, level: int) -> str:
        """Return a line of headings; one that is higher than a line is merged with the cell below it."""
        last = level == len(self._headings) - 1
        under = [one.first for line in self._headings[:level] for one in line if one.rows > 1]
        cells: dict[int, str] = {}
        for at in under:
            cells[at] = self._heading(Heading("", at), merge='<w:vMerge w:val="continue"/>', rule=last)
        for one in self._headings[level]:
            merge = '<w:vMerge w:val="restart"/>' if one.rows > 1 else ""
            cells[one.first] = self._heading(one, merge=merge, rule=last or one.columns > 1)
        row = "".join(cells[at] for at in sorted(cells))
        height = ""
        if self._upright:
            longest = max(len(one.text) for one in self._headings[0])
            tall = min(longest * self._size * _CENTIMETRES * 1.1 + 0.4, _UPRIGHT_MOST)
            height = f'<w:trHeight w:val="{round(tall * _TWIPS)}" w:hRule="exact"/>'
        return f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>{row}</w:tr>"

    def _heading(self, one: Heading, *, merge: str, rule: bool) -> str:
        side = "center" if one.columns > 1 else self._side(one.first)
        spans = f'<w:gridSpan w:val="{one.columns}"/>' if one.columns > 1 else ""
        border = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{INK[1:]}"/></w:tcBorders>'
        width = sum(self._widths[one.first : one.first + one.columns])
        look = f"{spans}{merge}{border if rule else ''}"
        if self._upright and one.first:
            look += '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
            return self._cell(one.text, width, look, side="left", bold=True, keep=True)
        look += '<w:vAlign w:val="bottom"/>'
        return self._cell(one.text, width, look, side=side, bold=True, keep=True)

    def _side(self, at: int) -> str:
        return "right" if self._table.columns[at].kind in NUMBERS else "left"

    def _row(self, number: int, row: Sequence[Value]) -> str:
        totals_from = len(self._rows) - self._table.totals if self._table.totals else len(self._rows)
        cells = []
        for at, value in enumerate(row):
            look = ""
            if number == totals_from:
                look += f'<w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="{INK[1:]}"/></w:tcBorders>'
            share = self._shading.share(number, at, value)
            fill = EMPTY if is_empty(value) and self._shading.covers(number, at) else shade(share) if share else ""
            if fill:
                look += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>'
            cells.append(
                self._cell(
                    self._cells[number][at],
                    self._widths[at],
                    look,
                    side=self._side(at),
                    bold=number == totals_from,
                    keep=number >= totals_from and number < len(self._rows) - 1,
                    indent=indent_of(value),
                )
            )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, text: str, width: float, look: str, *, side: str, bold: bool, keep: bool, indent: int = 0) -> str:
        paragraph = f'<w:pStyle w:val="{_TEXT.replace(" ", "")}"/>{"<w:keepNext/>" if keep else ""}'
        if indent:
            paragraph += f'<w:ind w:left="{indent * 170}"/>'
        paragraph += f'<w:jc w:val="{side}"/>'
        size = f'<w:sz w:val="{round(self._size * 2)}"/>' if self._size != _SIZES[0] else ""
        run = f"<w:rPr>{'<w:b/>' if bold else ''}{size}</w:rPr>"
        paragraph += run if not text else ""
        lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(escaped, text.split("\n")))
        said = f'<w:r>{run}<w:t xml:space="preserve">{lines}</w:t></w:r>' if text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * _TWIPS)}" w:type="dxa"/>{look}</w:tcPr>'
            f"<w:p><w:pPr>{paragraph}</w:pPr>{said}</w:p></w:tc>"
        )
