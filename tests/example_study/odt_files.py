"""Interviews as .odt files: OpenDocument text, no more of it than they need."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tests.example_study.packed import pack
from tests.example_study.sources import Paragraph, Piece, Source, Table, label_span

_MIMETYPE = "application/vnd.oasis.opendocument.text"
_SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_odt(source: Source) -> bytes:
    """Return the interview as an .odt without any author's name.

    Raises:
        ValueError: the source uses markup that only the .docx writer knows.
    """
    body = "".join(_block(block, source) for block in source.blocks)
    content = (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:margin-bottom="0cm" fo:keep-with-next="always"/></style:style>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:border="0.75pt solid #808080" fo:padding="0.1cm"/></style:style>'
        '<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" '
        'fo:border="0.5pt solid #000000"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    meta = (
        f'{_HEAD}<office:document-meta {_SPACES} office:version="1.2"><office:meta>'
        f"<meta:creation-date>{source.year}-12-03T10:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
    parts = {"content.xml": content, "styles.xml": _styles(source), "meta.xml": meta}
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(path)} manifest:media-type={quoteattr(kind)}/>"
        for path, kind in [("/", _MIMETYPE), *((name, "text/xml") for name in parts)]
    )
    manifest = f'{_HEAD}<manifest:manifest {_SPACES} manifest:version="1.2">{entries}</manifest:manifest>'
    members = {"mimetype": _MIMETYPE, **parts, "META-INF/manifest.xml": manifest}
    return pack({name: text.encode() for name, text in members.items()}, stored=frozenset({"mimetype"}))


def _styles(source: Source) -> str:
    font, size = quoteattr(source.font), source.size
    marginals = "".join(
        f'<style:{place}><text:p text:style-name="Marginal">{_marginal(text)}</text:p></style:{place}>'
        for place, text in (("header", source.header), ("footer", source.footer))
        if text
    )
    return (
        f'{_HEAD}<office:document-styles {_SPACES} office:version="1.2"><office:font-face-decls>'
        f"<style:font-face style:name={font} svg:font-family={font}/></office:font-face-decls><office:styles>"
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm" '
        f'fo:line-height="110%"/><style:text-properties style:font-name={font} fo:font-size="{size}pt" '
        f'fo:language="{source.language}" fo:country="NO"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:text-properties fo:font-size="{size + 5}pt" fo:font-weight="bold"/></style:style>'
        '<style:style style:name="Marginal" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:text-properties fo:font-size="9pt"/></style:style>'
        '</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>'
        "<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
        f"{marginals}</style:master-page></office:master-styles></office:document-styles>"
    )


def _marginal(text: str) -> str:
    number = "<text:s/><text:page-number>1</text:page-number>" if text.casefold().endswith("side") else ""
    return escape(text) + number


def _block(block: Paragraph | Table, source: Source) -> str:
    if isinstance(block, Table):
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="C1"><text:p>{_inline(cell)}</text:p></table:table-cell>'
                for cell in row
            )
            + "</table:table-row>"
            for row in block.rows
        )
        column = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
        return f'<table:table table:name="Tabell1">{column}{rows}</table:table>'
    if block.box:
        raise ValueError(f"{source.name}: a text box is written in .docx only")
    style = {"title": "Title", "label": "P1", "disclaimer": "P2"}.get(block.role, "Standard")
    inside = _turn(block.pieces) if source.labels == "bold" and block.role == "turn" else _inline(block.pieces)
    if block.role == "label":
        inside = _span(inside, "T1")
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def _turn(pieces: tuple[Piece, ...]) -> str:
    head = pieces[0].words
    start, end = label_span(head)
    rest = (Piece("text", head[end:]), *pieces[1:])
    return _words(head[:start]) + _span(_words(head[start:end]), "T1") + _inline(rest)


def _span(inside: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inside}</text:span>'


def _words(text: str) -> str:
    """Words as OpenDocument keeps them: of several spaces only the first counts, unless the others are named."""
    return escape(text).replace("  ", " <text:s/>")


def _inline(pieces: tuple[Piece, ...]) -> str:
    return "".join(_piece(piece, number) for number, piece in enumerate(pieces))


def _piece(piece: Piece, number: int) -> str:
    match piece.kind:
        case "text":
            return _words(piece.words)
        case "i":
            return _span(_words(piece.words), "T2")
        case "br":
            return "<text:line-break/>"
        case "tab":
            return "<text:tab/>"
        case "hyp":
            return "\u2011"
        case "fn":
            return (
                f'<text:note text:id="ftn{number}" text:note-class="footnote">'
                "<text:note-citation>1</text:note-citation>"
                f"<text:note-body><text:p>{_words(piece.words)}</text:p></text:note-body></text:note>"
            )
        case "comment":
            return f"<office:annotation><text:p>{_words(piece.aside)}</text:p></office:annotation>{_words(piece.words)}"
        case _:
            raise ValueError(f"⟦{piece.kind}⟧ is written in .docx only")
