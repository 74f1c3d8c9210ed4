"""OpenDocument texts (.odt), read by a walk of our own over their XML and counted by a second one."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, Notice
from workbench.core.language import _
from workbench.exchange import loss
from workbench.exchange.archives import Archive
from workbench.exchange.odt.counting import RawText
from workbench.exchange.odt.styles import STYLE, Styles
from workbench.exchange.odt.walker import OFFICE, Walker
from workbench.exchange.open_paragraphs import OpenParagraph, margin_comment, note_marker
from workbench.exchange.paragraphs import MarginComment, ReadFile


def read(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read an OpenDocument text: its final version, with notes, headers, footers and comments.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        choices: not asked; headers and footers are always read, and left out later.

    Raises:
        MalformedFile: it is damaged, breaks a limit, or is protected by a password.
    """
    archive = Archive(data, name)
    _refuse_locked(archive)
    content = archive.parse("content.xml")
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise MalformedFile(
            _("{name} is not a whole OpenDocument text: its text is missing.").format(name=name),
            path=name,
            where="content.xml",
            hint=_("Open it in the program that wrote it and save it anew."),
        )
    page = archive.parse("styles.xml") if "styles.xml" in archive else None
    styles = Styles()
    for root in (page, content):
        if root is not None:
            styles.add(root)
    walker = Walker(styles)
    walker.walk(text)
    for note in walker.notes:
        walker.walk(note.body, note.kind, f"{note.kind} {note.number}", note_marker(note.kind, note.number))
    if page is not None:
        _read_page(walker, page)
    kept = [paragraph for paragraph in walker.paragraphs if paragraph not in walker.gone]
    paragraphs = tuple(paragraph.closed() for paragraph in kept)
    raw = RawText(archive)
    in_file = raw.counts()
    return ReadFile(
        format="odt",
        paragraphs=paragraphs,
        in_file=in_file,
        notices=(*walker.changes.notices(), *_elsewhere(archive)),
        comments=_comments(walker, kept),
        missing=loss.missing(in_file, paragraphs, raw.pieces),
    )


def _refuse_locked(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise MalformedFile(
            _("{name} is protected by a password.").format(name=archive.name),
            path=archive.name,
            hint=_("Open it, save a copy without a password and import that."),
        )


def _read_page(walker: Walker, page: etree._Element) -> None:
    for kind in ("header", "footer"):
        n = 0
        for ending in ("", "-left", "-first"):
            for root in page.iter(f"{STYLE}{kind}{ending}"):
                n += 1
                walker.walk(root, kind, f"{kind} {n}")


def _comments(walker: Walker, paragraphs: Sequence[OpenParagraph]) -> tuple[MarginComment, ...]:
    """Read the comments, each with the words it is about; who wrote them is not read."""
    index = {id(paragraph): at for at, paragraph in enumerate(paragraphs)}
    comments = []
    for annotation in walker.annotations.values():
        reader = Walker(walker.styles)
        reader.walk(annotation.element, "comment")
        kept = [paragraph for paragraph in reader.paragraphs if paragraph not in reader.gone]
        body = "\n".join(paragraph.closed().text for paragraph in kept)
        comments.append(margin_comment((annotation.start, annotation.end), index, body))
    return tuple(comments)


def _elsewhere(archive: Archive) -> list[Notice]:
    """Name text in parts that are not read: formulas, charts and whole documents put inside this one."""
    n = sum(part.endswith("/content.xml") for part in archive.names())
    if not n:
        return []
    return [
        Notice(
            "not-read",
            _("The text of {n} objects put into this file (formulas, charts) was not read.").format(n=n),
            count=n,
        )
    ]
