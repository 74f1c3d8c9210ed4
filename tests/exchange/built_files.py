"""Word files, one builder for each thing that real transcripts do; ``BUILT`` has them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.exchange.word_files import (
    STRICT,
    cell,
    comment,
    commented,
    content_control,
    deleted,
    inserted,
    level,
    listed,
    note,
    paragraph,
    reference,
    row,
    run,
    table,
    text_box,
    word_file,
)

SYMBOL_BULLET = "\uf0b7"


def plain_interview() -> bytes:
    """An interview with nothing odd about it."""
    return word_file(paragraph("Korleis starta det?") + paragraph("Det starta med eit møte i kommunen."))


def block_control() -> bytes:
    """A content control around a paragraph."""
    return word_file(paragraph("Før") + content_control(paragraph("Inni eit skjema")) + paragraph("Etter"))


def inline_control() -> bytes:
    """A content control around a run, as a round trip through Google Docs leaves them."""
    return word_file(paragraph("Ho sa ", content_control(run("at alt")), run(" ordna seg")))


def table_control() -> bytes:
    """A content control around a table."""
    return word_file(content_control(table(row("I", "Kva skjedde?"))) + paragraph("Slutt"))


def row_control() -> bytes:
    """A content control around a table's row."""
    return word_file(table(content_control(row("I", "Kva skjedde?")), row("R", "Ingenting.")))


def cell_control() -> bytes:
    """A content control around a table's cell."""
    return word_file(table(row(content_control(cell("I")), "Kva skjedde?")))


def wrapped_runs() -> bytes:
    """Runs in smart tags, custom XML, fields and links."""
    return word_file(
        paragraph(
            f'<w:smartTag w:element="place">{run("Hamar")}</w:smartTag>',
            f'<w:customXml w:element="x">{run(" og")}</w:customXml>',
            f'<w:fldSimple w:instr="DATE">{run(" 2011")}</w:fldSimple>',
            f'<w:hyperlink r:id="rId9">{run(" lenkja")}</w:hyperlink>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run(" 7"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    )


def tracked_changes() -> bytes:
    """Three insertions, two deletions and a move."""
    return word_file(
        paragraph("Vi ", inserted(run("fekk ")), deleted("søkte om "), run("støtte"), inserted(run(" til slutt")))
        + paragraph(
            f"<w:moveFrom>{run('flytta bort')}</w:moveFrom>", run("Her "), f"<w:moveTo>{run('er det')}</w:moveTo>"
        )
        + paragraph(inserted(run("Ny linje")), deleted("gammal linje"))
    )


def deleted_paragraph_end() -> bytes:
    """A paragraph whose end was deleted, so that the next one runs on from it."""
    gone = '<w:rPr><w:del w:id="3" w:author="K"/></w:rPr>'
    return word_file(paragraph("Først dette, ", properties=gone) + paragraph("så dette.") + paragraph("Ny."))


def deleted_row() -> bytes:
    """A table with a row that was deleted."""
    return word_file(table(row("I", "Blir"), row("R", "Borte", properties='<w:del w:id="4" w:author="K"/>')))


def tabs_and_breaks() -> bytes:
    """Tabs, soft breaks and the hyphens that have elements of their own."""
    return word_file(
        "<w:p><w:r><w:t>SC:</w:t><w:tab/><w:t>ein</w:t><w:br/><w:t>to</w:t><w:cr/><w:t>tre</w:t>"
        "<w:noBreakHyphen/><w:t>fire</w:t><w:softHyphen/><w:t>fem</w:t><w:ptab/><w:t>seks</w:t></w:r></w:p>"
    )


def symbols() -> bytes:
    """Characters given by number in a symbol font, known and unknown."""
    return word_file(
        paragraph(
            '<w:r><w:t>Han gjekk</w:t><w:sym w:font="Wingdings" w:char="F0E0"/>'
            '<w:sym w:font="Wingdings" w:char="F04A"/>'
            '<w:sym w:font="Ukjend" w:char="F123"/><w:sym w:char="tull"/></w:r>'
        )
    )


def plain_table() -> bytes:
    """A table with labels in one column and speech in the other, merged cells and an empty row."""
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return word_file(
        table(
            row("I", "Kva gjorde de?"),
            row(cell("R", properties=restart), cell("Vi laga ein plan.", "Og så ein til.")),
            row(cell(properties=go_on), "Meir frå same person."),
            row("", ""),
            row(cell("Heile breidda", properties='<w:gridSpan w:val="2"/>')),
        )
    )


def nested_table() -> bytes:
    """A table in a cell of another."""
    return word_file(table(row("Ytre", cell(table(row("indre a", "indre b")), paragraph("etter")))))


def box_file() -> bytes:
    """A text box in the middle of a paragraph."""
    return word_file(
        paragraph("Før boksen", text_box(paragraph("I boksen"), paragraph("to avsnitt")), run(" etter boksen"))
    )


def old_box_file() -> bytes:
    """A text box as Word 2003 and 2007 wrote it, without a second rendering."""
    pict = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Gammal boks')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    return word_file(paragraph("Tekst", pict))


def notes_file() -> bytes:
    """Footnotes and an endnote, a separator, and a note whose reference was deleted."""
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    gone = '<w:del w:id="9" w:author="K"><w:r><w:footnoteReference w:id="4"/></w:r></w:del>'
    return word_file(
        paragraph("Vi fekk pengar", reference("footnote", 3), run(" og hjelp"), reference("footnote", 2), gone)
        + paragraph("Sidan slutta det", reference("endnote", 2), run(".")),
        footnotes=separator
        + note("footnote", 2, "Frå Husbanken.")
        + note("footnote", 3, "Tilskot.", "Andre avsnitt.")
        + note("footnote", 4, "Ingen viser hit."),
        endnotes=note("endnote", 2, "I 2012."),
    )


def comments_file() -> bytes:
    """Comments on words, across paragraphs, on nothing, and one that the text does not mention."""
    return word_file(
        paragraph("Ho sa ", commented(1, run("noko viktig")), run(" der."))
        + paragraph("Her ", '<w:commentRangeStart w:id="2"/>', run("byrjar det"))
        + paragraph(
            "og her", '<w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>', run(" sluttar det.")
        )
        + paragraph("Slutt", '<w:r><w:commentReference w:id="3"/></w:r>'),
        comments=comment(1, "Sjekk dette", "mot opptaket")
        + comment(2, "Lang")
        + comment(3, "Punkt")
        + comment(4, "Laus"),
    )


def headers_file() -> bytes:
    """Two page headers and a footer."""
    return word_file(
        paragraph("Teksten."),
        headers=(paragraph("Intervju med Kari"), paragraph("Første side")),
        footers=(paragraph("Side ", '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'),),
    )


def lists_file() -> bytes:
    """Numbered lists on two levels, a bullet list, a list by style and one that starts again."""
    numbers = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1.%2)")
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{numbers}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", SYMBOL_BULLET)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Number"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    return word_file(
        listed("ein")
        + listed("ein a", at=1)
        + listed("ein b", at=1)
        + listed("to")
        + listed("to a", at=1)
        + paragraph("tre", properties='<w:pStyle w:val="Liste"/>')
        + listed("punkt", 2)
        + listed("ein igjen", 3)
        + listed("to igjen", 3)
        + paragraph("ingen", properties='<w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        numbering=lists,
        styles=styles,
    )


def styled_file() -> bytes:
    """Bold and italic runs, a heading, a hanging indent and a style that is based on another."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sporsmal"><w:name w:val="Spørsmål"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Under"/><w:basedOn w:val="Sporsmal"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    return word_file(
        paragraph("Overskrift", properties='<w:pStyle w:val="Overskrift1"/>')
        + paragraph(run("P7", "<w:b/>"), run("3:37"), run(" og ", "<w:i/>"), run("sterk", '<w:rStyle w:val="Sterk"/>'))
        + paragraph(run("feit"), run(" ikkje", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="Under"/>')
        + paragraph("Heng", properties='<w:ind w:left="720" w:hanging="720"/>'),
        styles=styles,
    )


def strict_file() -> bytes:
    """A file in the strict namespace."""
    return word_file(
        paragraph("Streng ", content_control(run("fil")))
        + table(row("I", "Ja?"))
        + paragraph(reference("footnote", 1)),
        ns=STRICT,
        footnotes=note("footnote", 1, "Òg streng."),
    )


def renamed_file() -> bytes:
    """A file whose main part is called something else, as some programs call it."""
    return word_file(
        paragraph("Flytta hovuddel", reference("footnote", 1)),
        main="innhald/hovud2.xml",
        footnotes=note("footnote", 1, "Og noten."),
    )


def formula_file() -> bytes:
    """A formula in the text."""
    return word_file(paragraph("Summen er ", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", run(".")))


def awkward_text() -> bytes:
    """Combining characters, invisible ones, emoji, brackets and a C1 control."""
    return word_file(
        paragraph(
            "A\u030arsrapport fra\u200b Ba\u0308rum", run(" [uklart] 👩‍👩‍👧 \u0091x\u0092"), run("e"), run("\u0301n")
        )
        + paragraph("\u00a0Mellomrom\u202fher\u2028og her")
    )


BUILT: Mapping[str, Callable[[], bytes]] = {
    builder.__name__: builder
    for builder in (
        plain_interview, block_control, inline_control, table_control, row_control, cell_control, wrapped_runs,
        tracked_changes, deleted_paragraph_end, deleted_row, tabs_and_breaks, symbols, plain_table, nested_table,
        box_file, old_box_file, notes_file, comments_file, headers_file, lists_file, styled_file, strict_file,
        renamed_file, formula_file, awkward_text,
    )
}  # fmt: skip
"""A file of each kind, by the name of its builder."""
