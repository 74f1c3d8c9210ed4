"""Lists of quotations for approval: a page for each informant, with a box to tick for each quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from workbench.core.language import _
from workbench.core.report_marks import Approval
from workbench.exchange.colours import GREY
from workbench.exchange.reports.sheets import add_rules, new_document
from workbench.exchange.xml_text import escaped, for_xml

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_EMPTY, _TICKED = "\u2610", "\u2612"


@dataclass(frozen=True, slots=True)
class Asked:
    """One quotation that somebody is asked about; ``mark`` is what the answer is noted under."""

    words: str
    reference: str
    approval: Approval
    mark: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one informant is sent."""

    informant: str
    quotations: Sequence[Asked]


def write_approvals(study: str, sheets: Sequence[Sheet], out: IO[bytes]) -> None:
    """Write the list as a .docx, a page for each informant, so that nobody is sent another's words."""
    from docx.shared import Pt

    title = _("Quotations for approval")
    document = new_document(title, f"{study} · {title}")
    if not sheets:
        says = _("No passage is marked for the report yet: in the reading screen, r marks what is lit.")
        document.add_paragraph(says)
    for at, sheet in enumerate(sheets):
        heading = document.add_heading(for_xml(_("Quotations from {informant}").format(informant=sheet.informant)), 1)
        heading.paragraph_format.page_break_before = at > 0
        heading.paragraph_format.space_before = Pt(0)
        document.add_paragraph(
            _(
                "These are passages from the interview with you that we would like to quote. Your name is not given. "
                "Please tick for each whether you agree, and write beside it what should be changed."
            )
        )
        _add_table(document, sheet.quotations)
        document.add_paragraph()
        line = "_" * 24
        document.add_paragraph(_("Date: {line}   Signature: {line}").format(line=line))
    document.save(out)


def _add_table(document: Any, quotations: Sequence[Asked]) -> None:
    from docx.oxml.parser import parse_xml
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=3)
    table.autofit = False
    add_rules(table, "top", "bottom", "insideH", "insideV")
    widths = (Cm(9.6), Cm(2.2), Cm(4.2))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, words in zip(
        table.rows[0].cells, (_("Quotation"), _("May we quote it?"), _("What should be changed")), strict=True
    ):
        cell.paragraphs[0].style = "Fact"
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {_W}/>"))
    for one in quotations:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {_W}/>"))
        said, answer, change = row.cells
        said.paragraphs[0].style = "Fact"
        said.paragraphs[0].add_run(for_xml(_("“{words}”").format(words=one.words)))
        where = said.add_paragraph(style="Fact")
        where.add_run(for_xml(" · ".join(part for part in (one.reference, one.mark) if part))).font.color.rgb = _grey()
        change.paragraphs[0].style = "Fact"
        for at, (words, state) in enumerate(((_("Yes"), Approval.APPROVED), (_("No"), Approval.REFUSED))):
            line = answer.paragraphs[0] if not at else answer.add_paragraph()
            line.style = "Fact"
            line._p.append(parse_xml(_box(words, ticked=one.approval is state)))
            line.add_run(f" {words}")
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _grey() -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(GREY[1:])


def _box(words: str, *, ticked: bool) -> str:
    """Return a box that is ticked by a click in Word, and by a pen on paper."""
    states = "".join(
        f'<w14:{name} w14:val="{ord(sign):04X}" w14:font="MS Gothic"/>'
        for name, sign in (("checkedState", _TICKED), ("uncheckedState", _EMPTY))
    )
    font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
    return (
        f'<w:sdt {_W}><w:sdtPr><w:alias w:val="{escaped(words)}"/>'
        f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{font}</w:rPr><w:t>{_TICKED if ticked else _EMPTY}</w:t></w:r></w:sdtContent>"
        "</w:sdt>"
    )
