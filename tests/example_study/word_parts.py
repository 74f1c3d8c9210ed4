"""The parts of a Word file beside its body: styles, footnotes, comments."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt, RGBColor
from lxml import etree

from tests.example_study.word_xml import SPACES, WHO, element, fragment, run, w

_STYLES = """
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>
"""
_TABLE_STYLES = {"TableNormal", "TableGrid"}
_UNUSED = {"stylesWithEffects", "customXml", "thumbnail"}


def prepare(document: Document, font: str, size: int, language: str) -> None:
    """Give an empty document the looks of a Norwegian office file and leave out what only a template needs."""
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del part.rels[key]
    styles = document.styles.element
    for style in list(styles):
        if style.get(w("type")) == "table" and style.get(w("styleId")) not in _TABLE_STYLES:
            styles.remove(style)
    for style in fragment(f"<w:styles>{_STYLES.strip()}</w:styles>"):
        styles.append(style)
    for lang in styles.iter(w("lang")):
        lang.set(w("val"), language)
    normal = document.styles["Normal"]
    _set_font(normal.element, font)
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = Pt({"Calibri": 8, "Arial": 6}.get(font, 6))
    normal.paragraph_format.line_spacing = {"Calibri": 1.08, "Arial": 1.15}.get(font, 1.0)
    title = document.styles["Title"]
    _set_font(title.element, font)
    title.font.size, title.font.bold, title.font.color.rgb = Pt(size + 5), True, RGBColor(0, 0, 0)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(6), Pt(10)
    for border in list(title.element.iter(w("pBdr"))):
        parent = border.getparent()
        if parent is not None:
            parent.remove(border)


def _set_font(style: etree._Element, font: str) -> None:
    facts = style.find(w("rPr"))
    if facts is None:
        facts = element("rPr")
        style.append(facts)
    for old in facts.findall(w("rFonts")):
        facts.remove(old)
    facts.insert(0, element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font))


def add_footnotes(document: Document, notes: list[str]) -> None:
    """Put the footnotes in their part, numbered from 1; the two before them draw the line above."""
    root = etree.Element(w("footnotes"), nsmap={"w": SPACES["w"], "r": SPACES["r"]})
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = element("p", element("pPr", element("spacing", after="0", line="240", lineRule="auto")))
        line.append(run(element(kind)))
        root.append(element("footnote", line, type=kind, id=str(number)))
    for number, note in enumerate(notes, 1):
        paragraph = element("p", element("pPr", element("pStyle", val="FootnoteText")))
        paragraph.append(run(element("footnoteRef"), style="FootnoteReference"))
        paragraph.append(run(element("t", " " + note)))
        root.append(element("footnote", paragraph, id=str(number)))
    _add(document, root, "footnotes", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    separators = element("footnotePr", element("footnote", id="-1"), element("footnote", id="0"))
    settings.insert(settings.index(settings.find(w("compat"))), separators)


def add_comments(document: Document, comments: list[str], date: str) -> None:
    """Put the comments in their part, numbered from 0."""
    root = etree.Element(w("comments"), nsmap={"w": SPACES["w"]})
    for number, comment in enumerate(comments):
        paragraph = element("p", element("pPr", element("pStyle", val="CommentText")))
        paragraph.append(run(element("annotationRef"), style="CommentReference"))
        paragraph.append(run(element("t", comment)))
        root.append(element("comment", paragraph, id=str(number), author=WHO, date=date, initials="T"))
    _add(document, root, "comments", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS)


def _add(document: Document, root: etree._Element, name: str, content: str, relation: str) -> None:
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/word/{name}.xml"), content, blob, document.part.package)
    document.part.relate_to(part, relation)
