"""Sheets of Word: page, letters, styles, running head and page numbers, the same in every document of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.core.language import _
from workbench.exchange.colours import FAINT, GREY, INK
from workbench.exchange.tables.word import set_language
from workbench.exchange.xml_text import escaped, for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

FONT = "Arial"
BLUE = "#1F4E79"
"""Of headings; 8:1 on white, and dark on a grey print."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEADINGS = {1: (16, 24, 8), 2: (12.5, 16, 4), 3: (10.5, 10, 2)}
"""Points of a heading's letters, and of the room before and after it."""


def new_document(title: str, running: str, *, language: str = "") -> Document:
    """Start a document on A4 with the house's styles, a running head and page numbers, and nobody's name in it.

    Args:
        title: of the document, in its properties.
        running: what stands at the head of each page.
        language: of its words, "" for the one spoken.
    """
    from docx import Document
    from docx.shared import Cm

    document = Document()
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.title = for_xml(title)
    set_language(document, language)
    _set_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    _set_running(section, running)
    return document


def add_title_page(document: Document, title: str, subtitle: str, says: Sequence[str]) -> None:
    """Begin a document with its title, a third of a page down, and below it who made it and when; no running head."""
    from docx.oxml.parser import parse_xml
    from docx.shared import Pt

    document.sections[0].different_first_page_header_footer = True
    head = document.add_paragraph(for_xml(title), style="Title")
    head.paragraph_format.space_before = Pt(130)
    below = document.add_paragraph(for_xml(subtitle), style="Subtitle")
    rule = f'<w:pBdr {_W}><w:bottom w:val="single" w:sz="12" w:space="10" w:color="{BLUE[1:]}"/></w:pBdr>'
    below._p.get_or_add_pPr().insert_element_before(parse_xml(rule), *_BEHIND_BORDERS)
    for line in says:
        document.add_paragraph(for_xml(line), style="Remark")
    document.paragraphs[-1].paragraph_format.space_after = Pt(60)


_BEHIND_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    styles: Any = document.styles
    normal = styles["Normal"]
    _set_letters(normal, 10.5)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.widow_control = True
    for level, (size, before, after) in _HEADINGS.items():
        heading = styles[f"Heading {level}"]
        _set_letters(heading, size, colour=BLUE if level < 3 else INK, bold=True)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(after)
        heading.paragraph_format.keep_with_next = True
    _set_letters(styles["TOC Heading"], 14, colour=BLUE, bold=True)
    _set_letters(styles["Title"], 26, colour=BLUE, bold=True)
    styles["Title"].paragraph_format.space_after = Pt(6)
    for border in styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    _set_letters(styles["Subtitle"], 13, colour=GREY)
    styles["Subtitle"].font.italic = False
    _set_letters(styles["Caption"], 9.5, colour=INK, bold=True)
    styles["Caption"].paragraph_format.space_before, styles["Caption"].paragraph_format.space_after = Pt(12), Pt(4)
    quote = styles["Quote"]
    _set_letters(quote, 10.5, colour=INK)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(0.9)
    quote.paragraph_format.space_before, quote.paragraph_format.space_after = Pt(8), Pt(2)
    quote.paragraph_format.keep_with_next = True
    for name, size, colour, left in (
        ("Reference", 9, GREY, 0.9),
        ("Remark", 9, GREY, 0.0),
        ("Card", 9.5, INK, 0.0),
        ("Fact", 9.5, INK, 0.0),
        ("toc 1", 10.5, INK, 0.0),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.base_style = normal
        _set_letters(style, size, colour=colour)
        style.paragraph_format.left_indent = Cm(left)
        style.paragraph_format.space_after = Pt(3)
    styles["toc 1"].paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    styles["Remark"].paragraph_format.space_before = Pt(6)
    styles["Fact"].paragraph_format.space_before = styles["Fact"].paragraph_format.space_after = Pt(2)
    for name in ("Card", "Fact"):
        styles[name].paragraph_format.line_spacing = 1.1
    for name in ("Header", "Footer"):
        _set_letters(styles[name], 8.5, colour=GREY)


def _set_letters(style: Any, size: float, *, colour: str = INK, bold: bool = False) -> None:
    """Give a style its letters, in every script and without the theme's."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour[1:])
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _set_running(section: Section, running: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.parser import parse_xml

    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = for_xml(running)
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    rule = f'<w:pBdr {_W}><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{FAINT[1:]}"/></w:pBdr>'
    head._p.get_or_add_pPr().insert_element_before(parse_xml(rule), "w:jc")
    before, middle, after = _("Page {n} of {total}").format(n="\0", total="\0").split("\0")
    foot.add_run(before)
    add_field(foot, "PAGE", "1")
    foot.add_run(middle)
    add_field(foot, "NUMPAGES", "1")
    foot.add_run(after)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field that Word counts anew, with what it shows until then."""
    from docx.oxml.parser import parse_xml

    run = f'<w:r><w:t xml:space="preserve">{escaped(shown)}</w:t></w:r>'
    paragraph._p.append(parse_xml(f'<w:fldSimple {_W} w:instr=" {escaped(instruction)} ">{run}</w:fldSimple>'))


def add_rules(table: Any, *sides: str) -> None:
    """Draw thin lines along the sides of a table and of its cells: ``top``, ``bottom``, ``insideH``, ``insideV``."""
    from docx.oxml.parser import parse_xml

    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{FAINT[1:]}"'
    borders = parse_xml(f"<w:tblBorders {_W}>{''.join(f'<w:{side} {rule}/>' for side in sides)}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def turn(document: Document, *, across: bool) -> None:
    """Begin a new page, on sheets turned sideways or upright; the running head and the page numbers go on."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    is_across = section.orientation is WD_ORIENT.LANDSCAPE
    if is_across != across:
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width


def add_said(document: Document, label: str, says: str, *, style: str) -> Paragraph:
    """Add a paragraph that begins with a label in bold, ``Include: …``, and return it."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(for_xml(f"{label}: ")).bold = True
    paragraph.add_run(for_xml(says))
    return paragraph
