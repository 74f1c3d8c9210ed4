"""Word files made by hand, from the XML that Word would write; ``built_files`` has one of each kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties`` is what stands in its rPr."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text where an argument is no XML."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{''.join(piece if piece.startswith('<') else run(piece) for piece in inside)}</w:p>"


def content_control(inside: str) -> str:
    """A w:sdt, as Google Docs and Word's forms write it."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def cell(*paragraphs: str, properties: str = "") -> str:
    """A table cell."""
    inside = "".join(p if p.startswith("<") else paragraph(p) for p in paragraphs) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def inserted(inside: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="Kari Nordmann">{inside}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="2" w:author="Kari Nordmann"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def text_box(*paragraphs: str) -> str:
    """A text box as Word writes it: once as a shape, and once more for old programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def note(kind: str, known: int, *paragraphs: str) -> str:
    """One footnote or endnote for the ``notes`` of a file."""
    own = f"<w:r><w:{kind}Ref/></w:r>"
    first, *rest = paragraphs
    return f'<w:{kind} w:id="{known}">{paragraph(own, run(" " + first))}{"".join(map(paragraph, rest))}</w:{kind}>'


def reference(kind: str, known: int) -> str:
    """The place in the text that a note hangs on."""
    return f'<w:r><w:{kind}Reference w:id="{known}"/></w:r>'


def comment(known: int, *paragraphs: str) -> str:
    """One comment for the ``comments`` of a file."""
    return f'<w:comment w:id="{known}" w:author="Kari Nordmann">{"".join(map(paragraph, paragraphs))}</w:comment>'


def commented(known: int, inside: str) -> str:
    """Runs that a comment is about."""
    return (
        f'<w:commentRangeStart w:id="{known}"/>{inside}<w:commentRangeEnd w:id="{known}"/>'
        f'<w:r><w:commentReference w:id="{known}"/></w:r>'
    )


def level(at: int, kind: str, pattern: str, start: int = 1) -> str:
    """One level of a list."""
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{at}">{said}</w:lvl>'


def listed(text: str, list_id: int = 1, at: int = 0) -> str:
    """A paragraph in a list."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts_of(
    body: str,
    *,
    ns: str = W,
    main: str = "word/document.xml",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
    styles: str = "",
    numbering: str = "",
) -> dict[str, str | bytes]:
    """The parts of a Word file, by name; ``body`` and the others are the XML inside their root elements."""
    folder = main.rpartition("/")[0] + "/"
    office = OFFICE if ns == W else _STRICT_OFFICE
    inner = {
        "footnotes": [("footnotes", "footnotes", footnotes)],
        "endnotes": [("endnotes", "endnotes", endnotes)],
        "comments": [("comments", "comments", comments)],
        "styles": [("styles", "styles", styles)],
        "numbering": [("numbering", "numbering", numbering)],
        "header": [(f"header{n}", "hdr", text) for n, text in enumerate(headers, 1)],
        "footer": [(f"footer{n}", "ftr", text) for n, text in enumerate(footers, 1)],
    }
    types = f'<Override PartName="/{main}" ContentType="{_WORD}.document.main+xml"/>'
    links = ""
    parts: dict[str, str | bytes] = {}
    for kind, found in inner.items():
        for name, root, text in found:
            if text:
                parts[f"{folder}{name}.xml"] = f'<w:{root} xmlns:w="{ns}" {_NAMES}>{text}</w:{root}>'
                types += f'<Override PartName="/{folder}{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
                links += f'<Relationship Id="{name}" Type="{office}/{kind}" Target="{name}.xml"/>'
    base = main.rpartition("/")[2]
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="{main}"/></Relationships>',
        f"{folder}_rels/{base}.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">{links}</Relationships>',
        main: '<?xml version="1.0" encoding="UTF-8"?>'
        f'<w:document xmlns:w="{ns}" {_NAMES}><w:body>{body}</w:body></w:document>',
        **parts,
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Kari Nordmann</dc:creator>'
        "</cp:coreProperties>",
    }


def word_file(body: str, **parts: object) -> bytes:
    """A whole Word file; see :func:`parts_of`."""
    return packed(parts_of(body, **parts))  # type: ignore[arg-type]
