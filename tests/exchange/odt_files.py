"""OpenDocument texts made by hand, one builder for each thing that real transcripts do; ``BUILT`` has them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.exchange.word_files import packed

MIMETYPE = "application/vnd.oasis.opendocument.text"
_NAMES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "manifest")
    )
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    + ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    + ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def parts_of(body: str, *, styles: str = "", page: str = "", manifest: str = "") -> dict[str, str | bytes]:
    """The parts of an .odt: ``body`` inside office:text, ``styles`` automatic ones, ``page`` the master page's."""
    return {
        "mimetype": MIMETYPE,
        "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMES}><office:master-styles>"
        f'<style:master-page style:name="Standard">{page}</style:master-page></office:master-styles>'
        "</office:document-styles>",
        "META-INF/manifest.xml": f"<manifest:manifest {_NAMES}>{manifest}</manifest:manifest>",
        "meta.xml": f"<office:document-meta {_NAMES}><dc:creator>Kari Nordmann</dc:creator></office:document-meta>",
    }


def odt_file(body: str, **parts: str) -> bytes:
    """A whole .odt; see :func:`parts_of`."""
    return packed(parts_of(body, **parts))


def p(*inside: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{"".join(inside)}</text:p>'


def note(kind: str, *paragraphs: str) -> str:
    """A footnote or endnote, where it is referred to."""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>7</text:note-citation>'
        f"<text:note-body>{''.join(map(p, paragraphs))}</text:note-body></text:note>"
    )


def row(*cells: str) -> str:
    """A table row."""
    inside = (f"<table:table-cell>{c if c.startswith('<') else p(c)}</table:table-cell>" for c in cells)
    return f"<table:table-row>{''.join(inside)}</table:table-row>"


def table(*rows: str) -> str:
    """A table."""
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def plain_text() -> bytes:
    """Paragraphs, a heading and an empty one."""
    return odt_file(f'<text:h text:outline-level="2">Tittel</text:h>{p("Ei linje")}{p()}{p("Ei til")}')


def spaces_and_breaks() -> bytes:
    """White space by elements, and white space that does not count."""
    return odt_file(
        p("  I:<text:tab/>ein<text:s text:c='3'/>to<text:line-break/>tre   fire\n  fem<text:soft-page-break/> seks")
    )


def wrapped_text() -> bytes:
    """Spans, links, fields, ruby, content controls and sections."""
    return odt_file(
        "<text:section>"
        + p(
            "Ho <text:span>sa <text:span>at</text:span></text:span> <text:a>alt</text:a> <text:date>i går</text:date> "
            "<loext:content-control>ordna</loext:content-control> "
            "<text:ruby><text:ruby-base>seg</text:ruby-base><text:ruby-text>!</text:ruby-text></text:ruby>"
        )
        + "</text:section>"
    )


def tracked_changes() -> bytes:
    """An insertion and two deletions, one over the end of a paragraph."""

    def region(kind: str, *inside: str) -> str:
        who = "<office:change-info><dc:creator>Kari</dc:creator></office:change-info>"
        change = f"<text:{kind}>{who}{''.join(inside)}</text:{kind}>"
        return f'<text:changed-region text:id="c">{change}</text:changed-region>'

    regions = region("deletion", p("borte")) + region("deletion", p("og"), p()) + region("insertion")
    return odt_file(
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        + p('Vi <text:change-start text:change-id="c3"/>fekk<text:change-end text:change-id="c3"/> det')
        + p('Slik<text:change text:change-id="c1"/> vart det.')
    )


def tables() -> bytes:
    """A table with labels, a covered cell, and a table in a cell."""
    merged = row("Heile").replace("</table:table-row>", "<table:covered-table-cell/></table:table-row>")
    return odt_file(
        table(row("I", "Kva?"), row("R", p("Det.") + p("Og det.")), merged) + table(row("Ytre", table(row("a", "b"))))
    )


def text_boxes() -> bytes:
    """A text box in a frame with a description, and a shape with text."""
    frame = f"<draw:frame><draw:text-box>{p('I boksen')}</draw:text-box><svg:desc>Skildring</svg:desc></draw:frame>"
    return odt_file(p("Før ", frame, "etter") + f"<draw:custom-shape>{p('I forma')}</draw:custom-shape>")


def notes() -> bytes:
    """A footnote and an endnote."""
    return odt_file(p("Pengar", note("footnote", "Husbanken", "to avsnitt"), " kom", note("endnote", "I 2012"), "."))


def comments() -> bytes:
    """A comment on words and one on a point."""
    ranged = '<office:annotation office:name="1"><dc:creator>Kari</dc:creator>{}</office:annotation>'.format(p("Sjekk"))
    point = f"<office:annotation><dc:creator>Kari</dc:creator>{p('Punkt')}{p('to')}</office:annotation>"
    return odt_file(p("Ho sa ", ranged, 'noko<office:annotation-end office:name="1"/> der', point, "."))


def lists() -> bytes:
    """Numbers on two levels, one list that goes on, and bullets."""
    styles = (
        '<text:list-style style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
        'text:display-levels="2"/>'
        '</text:list-style><text:list-style style:name="L2">'
        '<text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7"/></text:list-style>'
    )

    def item(*inside: str) -> str:
        return f"<text:list-item>{''.join(inside)}</text:list-item>"

    def listed(style: str, *items: str, more: str = "") -> str:
        return f'<text:list text:style-name="{style}" {more}>{"".join(items)}</text:list>'

    inner = f"<text:list>{item(p('ein a'))}{item(p('ein b'))}</text:list>"
    return odt_file(
        listed("L1", item(p("ein"), p("utan tal"), inner), item(p("to")))
        + p("imellom")
        + listed("L1", item(p("tre")), more='text:continue-numbering="true"')
        + listed("L2", item(p("punkt")))
        + listed("L1", item(p("ein igjen"))),
        styles=styles,
    )


def styled() -> bytes:
    """Bold and italic by styles on styles, and a hanging indent."""
    styles = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="P1">'
        '<style:paragraph-properties fo:margin-left="1cm" fo:text-indent="-1cm"/></style:style>'
    )
    return odt_file(
        p('<text:span text:style-name="T1">P7</text:span>3:37 <text:span text:style-name="T2">begge</text:span>')
        + p("Heng", style="P1"),
        styles=styles,
    )


def headers() -> bytes:
    """A page header and a footer."""
    page = f"<style:header>{p('Intervju med Kari')}</style:header><style:footer>{p('Side 1')}</style:footer>"
    return odt_file(p("Teksten."), page=page)


BUILT: Mapping[str, Callable[[], bytes]] = {
    builder.__name__: builder
    for builder in (
        plain_text, spaces_and_breaks, wrapped_text, tracked_changes, tables, text_boxes, notes, comments, lists,
        styled, headers,
    )
}  # fmt: skip
"""A file of each kind, by the name of its builder."""
