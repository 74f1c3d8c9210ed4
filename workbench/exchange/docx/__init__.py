"""Word files (.docx), read by a walk of our own over their XML and counted by a second one."""

from __future__ import annotations

import itertools

from workbench.core.drafts import Choices
from workbench.core.errors import Notice
from workbench.core.language import _
from workbench.exchange import loss
from workbench.exchange.docx.counting import RawText
from workbench.exchange.docx.notes import read_comments, read_headers, read_notes
from workbench.exchange.docx.package import Package
from workbench.exchange.docx.styles import OFF
from workbench.exchange.docx.walker import Walker
from workbench.exchange.paragraphs import ReadFile


def read(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read a Word file: its final version, with notes, headers, footers and comments.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        choices: not asked; headers and footers are always read, and left out later.

    Raises:
        MalformedFile: it is damaged, breaks a limit, or is protected by a password.
        UnknownFormat: it is packed like a Word file and is something else.
    """
    package = Package(data, name)
    walker = Walker(package)
    walker.walk(package.document)
    notices = read_notes(walker)
    read_headers(walker)
    kept = [paragraph for paragraph in walker.paragraphs if paragraph not in walker.gone]
    paragraphs = tuple(paragraph.closed() for paragraph in kept)
    comments = read_comments(walker, kept)
    raw = RawText(package.archive)
    in_file = raw.counts()
    return ReadFile(
        format="docx",
        paragraphs=paragraphs,
        in_file=in_file,
        notices=(*walker.changes.notices(), *notices, *_hidden(package), *_elsewhere(package)),
        comments=comments,
        missing=loss.missing(in_file, paragraphs, raw.pieces),
    )


def _hidden(package: Package) -> list[Notice]:
    """Say that there is hidden text: it was read, and whoever sees the file in Word may not know of it."""
    marks = package.document.iter(f"{package.ns}vanish")
    run = f"{package.ns}r"
    n = sum(
        mark.get(f"{package.ns}val") not in OFF
        and any(around.tag == run for around in itertools.islice(mark.iterancestors(), 2))
        for mark in marks
    )
    if not n:
        return []
    return [Notice("hidden-text", _("The file has hidden text, which Word does not show; it was read too."), count=n)]


def _elsewhere(package: Package) -> list[Notice]:
    """Name text that lies in parts which are not read: diagrams, charts and whole files put inside this one."""
    notices = []
    for kind, what in (
        ("diagramData", "diagram"),
        ("chart", "chart"),
        ("aFChunk", "file put into this one"),
        ("subDocument", "document linked into this one"),
    ):
        n = len(package.related(kind))
        if n:
            said = f"The text of {n} {what.replace(' ', 's ', 1) if n > 1 else what} was not read."
            notices.append(Notice("not-read", said, count=n, serious=kind not in {"diagramData", "chart"}))
    return notices
