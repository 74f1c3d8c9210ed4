"""Elements of WordprocessingML as Word writes them around and inside runs."""

from __future__ import annotations

from docx.oxml import OxmlElement, parse_xml
from lxml import etree

from tests.example_study.sources import Piece

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
WHO = "Transkribent"
_RIGHT = "mso-position-horizontal:right;mso-position-horizontal-relative:margin"


def w(name: str) -> str:
    """Return a name or attribute in Word's namespace."""
    return f"{{{W}}}{name}"


def element(name: str, *inside: etree._Element | str, **facts: str) -> etree._Element:
    """Return ``<w:name w:fact="...">`` with children or text."""
    made: etree._Element = OxmlElement(f"w:{name}", {w(key): value for key, value in facts.items()})
    for child in inside:
        if isinstance(child, str):
            made.text = child
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            made.append(child)
    return made


def fragment(xml: str) -> etree._Element:
    """Return the element that some XML with Word's usual prefixes says; line breaks in it mean nothing."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    compact = xml.strip().replace(">\n<", "><").replace("\n", " ")
    [made] = parse_xml(f"<x {spaces}>{compact}</x>")
    etree.cleanup_namespaces(made)
    return made


def run(*inside: etree._Element, bold: bool = False, italic: bool = False, style: str = "") -> etree._Element:
    """Return a run with its formatting."""
    facts = [element("rStyle", val=style)] * bool(style) + [element("b")] * bold + [element("i")] * italic
    return element("r", *([element("rPr", *facts)] if facts else []), *inside)


def words(text: str, *, bold: bool = False, italic: bool = False) -> etree._Element:
    """Return a run of words."""
    return run(element("t", text), bold=bold, italic=italic)


class Marks:
    """Runs for the pieces of one document; it numbers changes, notes and comments and keeps their texts."""

    def __init__(self, date: str) -> None:
        self.date = date
        self.footnotes: list[str] = []
        self.comments: list[str] = []
        self._changes = 100
        self._controls = 0

    def elements(self, piece: Piece, *, bold: bool = False) -> list[etree._Element]:
        """Return what stands in the paragraph for a piece."""
        match piece.kind:
            case "text":
                return [words(piece.words, bold=bold)]
            case "i":
                return [words(piece.words, bold=bold, italic=True)]
            case "br" | "tab" | "hyp":
                return [run(element({"br": "br", "tab": "tab", "hyp": "noBreakHyphen"}[piece.kind]), bold=bold)]
            case "ins" | "del":
                return [self._change(piece)]
            case "sdt":
                return [self._control(piece.words)]
            case "fn":
                self.footnotes.append(piece.words)
                return [run(element("footnoteReference", id=str(len(self.footnotes))), style="FootnoteReference")]
            case _:
                return self._comment(piece)

    def _change(self, piece: Piece) -> etree._Element:
        self._changes += 1
        text = element("t" if piece.kind == "ins" else "delText", piece.words)
        return element(piece.kind, run(text), id=str(self._changes), author=WHO, date=self.date)

    def _control(self, text: str) -> etree._Element:
        """A content control as a round trip through an online editor leaves it."""
        facts = element(
            "sdtPr", element("tag", val=f"goog_rdk_{self._controls}"), element("id", val=str(120_400 + self._controls))
        )
        self._controls += 1
        return element("sdt", facts, element("sdtContent", words(text)))

    def _comment(self, piece: Piece) -> list[etree._Element]:
        number = str(len(self.comments))
        self.comments.append(piece.aside)
        return [
            element("commentRangeStart", id=number),
            words(piece.words),
            element("commentRangeEnd", id=number),
            run(element("commentReference", id=number), style="CommentReference"),
        ]


def page_field() -> list[etree._Element]:
    """Return the runs of a page number."""
    instruction = element("instrText", " PAGE ")
    return [
        run(element("fldChar", fldCharType="begin")),
        run(instruction),
        run(element("fldChar", fldCharType="separate")),
        words("1"),
        run(element("fldChar", fldCharType="end")),
    ]


def frame() -> etree._Element:
    """Return the border around a paragraph that must not be overlooked."""
    sides = ("top", "left", "bottom", "right")
    return element("pBdr", *(element(side, val="single", sz="6", space="4", color="808080") for side in sides))


def text_box(paragraphs: list[etree._Element], number: int, height: int) -> etree._Element:
    """Return the run of a text box: a shape, and the same once more for a Word that knows none.

    ``height`` is in EMU, 360,000 to the centimetre.
    """
    box = fragment(f"""
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="45720" distB="45720" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>90000</wp:posOffset></wp:positionV>
<wp:extent cx="2160000" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>
<wp:docPr id="{number}" name="Tekstboks {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"><a:spLocks noChangeArrowheads="1"/>
</wps:cNvSpPr><wps:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/><a:ext cx="2160000" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:miter lim="800000"/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720"
 anchor="t"><a:spAutoFit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
<v:shape id="Tekstboks {number}" type="#_x0000_t202"
 style="position:absolute;margin-top:7pt;width:170pt;height:{height // 12_700}pt;z-index:251659264;{_RIGHT}">
<v:textbox><w:txbxContent/></v:textbox><w10:wrap type="square" anchorx="margin"/></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>""")
    for content in box.iter(w("txbxContent")):
        for paragraph in paragraphs:
            content.append(parse_xml(etree.tostring(paragraph)))
    return box
