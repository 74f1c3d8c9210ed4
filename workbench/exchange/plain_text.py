"""Plain text and Markdown: lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from workbench.core.drafts import Choices
from workbench.core.errors import Notice, UnknownFormat
from workbench.core.language import _
from workbench.exchange.encodings import decode
from workbench.exchange.line_ends import ENDS_SENTENCE, OPENS
from workbench.exchange.paragraphs import Paragraph, ReadFile, Run

_LINE_END = re.compile("\r\n|\r|\n")
_LABELLED = re.compile(r"[^\W\d_][\w .'’&/-]{0,40}?(?::|\t|\s{2,})")


def read_text(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read a plain text: each line a paragraph, unless lines were broken at a fixed width.

    Lines of such a text are joined to paragraphs again, with a notice.

    Raises:
        UnknownFormat: there is no text in it.
        MalformedFile: it is not in the encoding that was chosen.
        RefusedError: the chosen encoding does not exist.
    """
    return _read(data, name, choices, "txt")


def read_markdown(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read Markdown as :func:`read_text` does; its signs stay in the text, but for those around labels."""
    return _read(data, name, choices, "md")


def _read(data: bytes, name: str, choices: Choices, format_: str) -> ReadFile:
    decoded = decode(data, name, choices.encoding)
    lines = _LINE_END.split(decoded.text)
    if not any(line.strip() for line in lines):
        raise UnknownFormat(
            _("{name} holds no text.").format(name=name), path=name, hint=_("Check that it is the right file.")
        )
    notices = list(decoded.notices)
    if _hangs(lines):
        paragraphs, joined = _join_hanging(lines)
    elif width := _wrap_width(lines):
        paragraphs, joined = _join_wrapped(lines, width)
    else:
        paragraphs, joined = [_paragraph(n, line) for n, line in enumerate(lines, start=1)], 0
    if joined:
        said = "Lines had been broken at a fixed width and were joined to paragraphs again."
        notices.append(Notice("lines-joined", said, count=joined))
    in_file = {"body": sum(not c.isspace() for c in decoded.text)}
    return ReadFile(format_, tuple(paragraphs), in_file, tuple(notices), facts={"encoding": decoded.encoding})


def _paragraph(number: int, text: str, *, hanging: bool = False) -> Paragraph:
    return Paragraph((Run(text),), where=f"line {number}", hanging=hanging)


def _hangs(lines: Sequence[str]) -> bool:
    """Whether speeches hang: labels at the margin, every further line indented."""
    opening = indented = 0
    before_opens = False
    for line in lines:
        if not line.strip():
            before_opens = False
        elif line[0] in " \t":
            indented += before_opens
        else:
            opening += _LABELLED.match(line) is not None
            before_opens = _LABELLED.match(line) is not None
    return indented >= 2 and indented * 4 >= opening


def _join_hanging(lines: Sequence[str]) -> tuple[list[Paragraph], int]:
    """Join every indented line to the speech above it."""
    paragraphs: list[Paragraph] = []
    opened = 0
    parts: list[str] = []
    joined = 0
    for n, line in enumerate([*lines, ""], start=1):
        if parts and line.strip() and line[0] in " \t":
            parts.append(line.strip())
            joined += 1
            continue
        if parts:
            paragraphs.append(_paragraph(opened, " ".join(parts), hanging=len(parts) > 1))
            parts = []
        if line.strip():
            opened, parts = n, [line.rstrip()]
        elif n <= len(lines):
            paragraphs.append(_paragraph(n, line))
    return paragraphs, joined


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which lines were broken, 0 when they were not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 6 or lengths[-1] > 110:
        return 0
    width = lengths[int(len(lengths) * 0.97)] if len(lengths) > 40 else lengths[-1]
    full = [
        line.rstrip()
        for line, after in pairwise(lines)
        if after.strip() and not OPENS.match(after) and len(line.rstrip()) >= max(45, width * 0.7)
    ]
    running_on = sum(not ENDS_SENTENCE.search(line) for line in full)
    return width if len(full) >= 4 and running_on * 5 >= len(full) * 3 else 0


def _join_wrapped(lines: Sequence[str], width: int) -> tuple[list[Paragraph], int]:
    """Join lines whose first word would not have fitted on the line before."""
    paragraphs: list[Paragraph] = []
    parts: list[str] = []
    opened = joined = 0
    for n, line in enumerate([*lines, ""], start=1):
        text = line.strip()
        if parts and text and not OPENS.match(line):
            first = text.split(None, 1)[0]
            if len(parts[-1]) + 1 + len(first) > width * 0.97:
                parts.append(text)
                joined += 1
                continue
        if parts:
            paragraphs.append(_paragraph(opened, " ".join(parts)))
            parts = []
        if text:
            opened, parts = n, [line.rstrip()]
        elif n <= len(lines):
            paragraphs.append(_paragraph(n, line))
    return paragraphs, joined
