"""Passages as a document that a researcher keeps: the quotations under headings, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from workbench.analysis.retrieval import Found
from workbench.core.codings import Certainty
from workbench.core.language import _
from workbench.exchange.tables.text_formats import as_markdown

if TYPE_CHECKING:
    from typing import IO

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""

_LINES = re.compile(r"\s+")
_GREY = "6B7280"


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """What a document holds: a title, lines that say what was asked for, and passages under headings."""

    title: str
    says: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, Sequence[Found]]]


def reference(found: Found) -> str:
    """Return the line under a quotation: who, where, coded how and by whom."""
    turn = "" if found.turn is None else _("turn {n}").format(n=found.turn)
    place = ", ".join(part for part in (found.speaker, found.setting.name, turn) if part)
    coded = [found.code_name, *found.names]
    unsure = _("unsure") if found.coding.certainty is Certainty.UNSURE else ""
    return " · ".join(part for part in (place, ", ".join(coded), found.coder, unsure) if part)


def write_markdown(document: PassageDocument, out: TextIO) -> None:
    """Write the quotations as block quotes, in bold within the words around them."""
    out.write(f"# {as_markdown(document.title)}\n\n")
    for label, says in document.says:
        out.write(f"- {as_markdown(label)}: {as_markdown(says)}\n")
    for heading, passages in document.groups:
        out.write(f"\n## {as_markdown(heading)}\n")
        for found in passages:
            before, words, after = map(as_markdown, _parts(found))
            around = f"… {before}" if before else "", f"**{words}**", f"{after} …" if after else ""
            out.write(f"\n> {''.join(around)}\n>\n")
            out.write(f"> — {as_markdown(reference(found))}\n")
            if found.memo:
                out.write(f"\n{as_markdown(_('Memo: {words}').format(words=found.memo))}\n")


def _parts(found: Found) -> tuple[str, str, str]:
    """Return the words before, the quotation, and the words after; only the quotation keeps its lines."""
    before, after = (_LINES.sub(" ", part) for part in (found.before, found.after))
    return before.lstrip(), found.quotation, after.rstrip()


def write_docx(document: PassageDocument, out: IO[bytes]) -> None:
    """Write a Word document: headings that Word's own navigation knows, quotations, a line of reference under each."""
    # Only who wants a Word document pays for the library.
    from docx import Document
    from docx.shared import Cm, Pt, RGBColor

    grey = RGBColor.from_string(_GREY)
    made = Document()
    made.core_properties.author = ""
    made.core_properties.title = _said(document.title)
    made.add_heading(_said(document.title), 0)
    for label, says in document.says:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(_said(f"{label}: ")).bold = True
        line.add_run(_said(says))
    for heading, passages in document.groups:
        made.add_heading(_said(heading), 1)
        for found in passages:
            quote = made.add_paragraph(style="Quote")
            quote.paragraph_format.keep_with_next = True
            quote.paragraph_format.left_indent = Cm(0.75)
            quote.paragraph_format.space_before, quote.paragraph_format.space_after = Pt(8), Pt(2)
            before, words, after = _parts(found)
            if before:
                _run(quote, f"… {before}", grey)
            quote.add_run(_said(words)).italic = False
            if after:
                _run(quote, f"{after} …", grey)
            under = made.add_paragraph()
            under.paragraph_format.left_indent = Cm(0.75)
            run = under.add_run(_said(f"— {reference(found)}"))
            run.font.size, run.font.color.rgb = Pt(9), grey
            if found.memo:
                under.paragraph_format.keep_with_next = True
                note = made.add_paragraph()
                note.paragraph_format.left_indent = Cm(0.75)
                note.add_run(_said(_("Memo: {words}").format(words=found.memo))).italic = True
    made.save(out)


def _run(paragraph: Any, words: str, colour: Any) -> None:
    run = paragraph.add_run(_said(words))
    run.italic, run.font.color.rgb = False, colour


def _said(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)


def suits(path: Path) -> bool:
    """Whether a file's name asks for a document to be read, and not for a table."""
    return path.suffix.casefold() in {".docx", ".md", ".markdown"}
