"""PDF with text: lines with their places on the page to paragraphs."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, UnknownFormat
from workbench.core.language import _
from workbench.exchange.line_ends import ENDS_SENTENCE, OPENS
from workbench.exchange.paragraphs import Paragraph, ReadFile, Run

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 2_000
"""Longer files are not interviews, and are refused before they are read."""

_EDGE = 3
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pypdf lets through when a file contradicts itself."""


@dataclass(slots=True)
class _Line:
    """A line as it stands on a page: its text and the height of its foot in points."""

    page: int
    text: str
    y: float
    category: str = "body"


def read(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read the text of a PDF, in the order in which the file has it.

    Lines are joined to paragraphs again. Page numbers and running heads, which repeat at the edge of the pages, are of
    the category ``header``, as those of a word processor's file are.

    Raises:
        MalformedFile: it is broken.
        UnknownFormat: it is protected by a password, has no text, or far too many pages.
    """
    import logging

    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)

    try:
        reader = _opened(data, name)
        lines, count = _lines(reader)
    except DependencyError:
        raise _locked(name) from None
    except (PyPdfError, *_BROKEN) as error:
        raise MalformedFile(
            _("{name} is a broken PDF.").format(name=name),
            path=name,
            where=type(error).__name__,
            hint=_("Print it to a new PDF, or fetch it again."),
        ) from None
    if not any(line.text.strip() for line in lines):
        raise UnknownFormat(
            _("{name} is a PDF without text: pictures of pages.").format(name=name),
            path=name,
            hint=_("Run text recognition (OCR) on it, or ask for the document that it was made from."),
        )
    _mark_running_heads(lines)
    paragraphs = _paragraphs(lines)
    headers = sum(_ink(line.text) for line in lines if line.category == "header")
    in_file = {"body": count - headers, "header": headers}
    return ReadFile("pdf", tuple(paragraphs), {category: n for category, n in in_file.items() if n})


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked(name)
    if len(reader.pages) > MOST_PAGES:
        raise UnknownFormat(
            _("{name} has {n:,} pages.").format(name=name, n=len(reader.pages)),
            path=name,
            hint=_("At most {most_pages:,} can be read; print the interview alone to a PDF.").format(
                most_pages=MOST_PAGES
            ),
        )
    return reader


def _locked(name: str) -> UnknownFormat:
    return UnknownFormat(
        _("{name} is protected by a password.").format(name=name),
        path=name,
        hint=_("Open it, print it to a new PDF without one, import that."),
    )


def _lines(reader: PdfReader) -> tuple[list[_Line], int]:
    """Return the lines of all pages, and how many visible characters the pages' drawing put there."""
    lines: list[_Line] = []
    count = 0
    for number, page in enumerate(reader.pages):
        pieces: list[tuple[str, float]] = []

        def note(text: str, cm: Any, tm: Any, font: Any, size: Any, pieces: list[tuple[str, float]] = pieces) -> None:
            if text:
                pieces.append((text, float(tm[5]) * float(cm[3]) + float(cm[5])))

        text = page.extract_text(visitor_text=note)
        count += sum(not c.isspace() for piece, _ in pieces for c in piece)
        heights = _heights(pieces)
        for i, row in enumerate(text.split("\n")):
            lines.append(_Line(number, row, heights[i] if i < len(heights) else 0.0))
    return lines, count


def _heights(pieces: Sequence[tuple[str, float]]) -> list[float]:
    """Return the height of every line: that of its first piece with something in it."""
    heights: list[float] = []
    now: float | None = None
    for text, y in pieces:
        for n, part in enumerate(text.split("\n")):
            if n:
                heights.append(now if now is not None else y)
                now = None
            if part.strip() and now is None:
                now = y
    heights.append(now if now is not None else 0.0)
    return heights


def _mark_running_heads(lines: Sequence[_Line]) -> None:
    """Mark what repeats at the top or foot of the pages, figures apart, and page numbers.

    Of two pages, only lines with a figure in them count: a question may well be asked twice.
    """
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        if line.text.strip():
            pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return
    edges = [{id(line): line for line in shown[:_EDGE] + shown[-_EDGE:]} for shown in pages.values()]
    seen = Counter(pattern for edge in edges for pattern in {_pattern(line.text) for line in edge.values()})
    often = max(2, -(-len(pages) * 3 // 5))
    repeated = {pattern for pattern, n in seen.items() if n >= often and (len(pages) > 2 or "#" in pattern)}
    for edge in edges:
        for line in edge.values():
            if _pattern(line.text) in repeated:
                line.category = "header"


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _paragraphs(lines: Sequence[_Line]) -> list[Paragraph]:
    """Join lines to paragraphs: a wide gap, a label, or a line that had room for the next word ends one."""
    shown = [line for line in lines if line.text.strip()]
    gaps = [a.y - b.y for a, b in pairwise(shown) if a.page == b.page and 0 < a.y - b.y < 100]
    leading = median(gaps) if gaps else 0.0
    lengths = sorted(len(line.text.strip()) for line in shown)
    width = lengths[int(len(lengths) * 0.95)]
    paragraphs: list[Paragraph] = []
    parts: list[str] = []
    before: _Line | None = None
    for line in shown:
        if before is not None and parts and _runs_on(before, line, leading, width):
            parts.append(line.text.strip())
        else:
            if before is not None:
                paragraphs.append(_paragraph(parts, before))
                if _apart(before, line, leading):
                    paragraphs.append(Paragraph((), where=f"page {line.page + 1}"))
            parts = [line.text.strip()]
        before = line
    if before is not None:
        paragraphs.append(_paragraph(parts, before))
    return paragraphs


def _paragraph(parts: Sequence[str], last: _Line) -> Paragraph:
    return Paragraph((Run(" ".join(parts)),), last.category, f"page {last.page + 1}")


def _apart(before: _Line, line: _Line, leading: float) -> bool:
    return before.page == line.page and before.y - line.y > leading * 1.4 > 0


def _runs_on(before: _Line, line: _Line, leading: float, width: int) -> bool:
    text, after = before.text.strip(), line.text.strip()
    if (
        before.category != line.category
        or line.category == "header"
        or OPENS.match(after)
        or _apart(before, line, leading)
    ):
        return False
    if not ENDS_SENTENCE.search(text) and (after[:1].islower() or before.page == line.page):
        return len(text) >= width * 0.5 or after[:1].islower()
    return len(text) + 1 + len(after.split(None, 1)[0]) > width * 0.9


def _ink(text: str) -> int:
    return len("".join(text.split()))
