"""The formats that can be imported: recognised by what a file holds, not by what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol

from workbench.core.drafts import Choices
from workbench.core.errors import UnknownFormat
from workbench.core.language import _
from workbench.exchange.archives import Archive, names_in, part_key
from workbench.exchange.paragraphs import ReadFile


class Reader(Protocol):
    """Reads one format.

    Args:
        data: the file's bytes, whose format has been recognised.
        name: the file's name, for messages.
        choices: what a person decided; of a reader's concern is the ``encoding``.

    Raises:
        MalformedFile: the bytes are of this format and broken.
        UnknownFormat: the bytes turn out to be something that cannot be imported.
    """

    def __call__(self, data: bytes, name: str, choices: Choices) -> ReadFile:
        """Read the file's paragraphs."""
        ...


def _docx(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.docx import read

    return read(data, name, choices)


def _odt(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.odt import read

    return read(data, name, choices)


def _rtf(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.rtf import read

    return read(data, name, choices)


def _pdf(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.pdf import read

    return read(data, name, choices)


def _vtt(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.subtitles import read_vtt

    return read_vtt(data, name, choices)


def _srt(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.subtitles import read_srt

    return read_srt(data, name, choices)


def _markdown(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.plain_text import read_markdown

    return read_markdown(data, name, choices)


def _plain_text(data: bytes, name: str, choices: Choices) -> ReadFile:
    from workbench.exchange.plain_text import read_text

    return read_text(data, name, choices)


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format that can be imported: its name, what people call it, the suffixes it goes by and its reader."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS = MappingProxyType(
    {
        known.name: known
        for known in (
            ImportFormat("docx", "Word document", (".docx", ".docm", ".dotx", ".dotm"), _docx),
            ImportFormat("odt", "OpenDocument text", (".odt", ".ott"), _odt),
            ImportFormat("rtf", "rich text", (".rtf",), _rtf),
            ImportFormat("pdf", "PDF with text", (".pdf",), _pdf),
            ImportFormat("vtt", "WebVTT subtitles", (".vtt",), _vtt),
            ImportFormat("srt", "SubRip subtitles", (".srt",), _srt),
            ImportFormat("md", "Markdown", (".md", ".markdown", ".mdown"), _markdown),
            ImportFormat("txt", "plain text", (".txt", ".text"), _plain_text),
        )
    }
)
"""Every format that can be imported, by name."""

KNOWN = "What can be imported: Word (.docx), OpenDocument (.odt), .rtf, .pdf with text, .vtt, .srt, .md and .txt."
_AS_DOCX = "Open it in the program that wrote it, choose Save as, Word document (.docx), and import that."
_WRITE_OUT = "Have it transcribed, and import the transcript: a text, Word or subtitle file (.vtt, .srt)."
_TABLE = "If it holds an interview, copy the text into a Word document; attributes are read from a .csv file."

_MAGIC: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n", 0, "a picture", "If it shows text, have it written out first."),
    (b"\xff\xd8\xff", 0, "a picture", "If it shows text, have it written out first."),
    (b"GIF8", 0, "a picture", "If it shows text, have it written out first."),
    (b"BM", 0, "a picture", "If it shows text, have it written out first."),
    (b"II*\x00", 0, "a picture", "If it shows text, have it written out first."),
    (b"MM\x00*", 0, "a picture", "If it shows text, have it written out first."),
    (b"WEBP", 8, "a picture", "If it shows text, have it written out first."),
    (b"ftyphei", 4, "a picture", "If it shows text, have it written out first."),
    (b"ID3", 0, "a sound recording", _WRITE_OUT),
    (b"\xff\xfb", 0, "a sound recording", _WRITE_OUT),
    (b"WAVE", 8, "a sound recording", _WRITE_OUT),
    (b"OggS", 0, "a sound recording", _WRITE_OUT),
    (b"fLaC", 0, "a sound recording", _WRITE_OUT),
    (b"ftyp", 4, "a sound or video recording", _WRITE_OUT),
    (b"\x1a\x45\xdf\xa3", 0, "a sound or video recording", _WRITE_OUT),
    (b"SQLite format 3\x00", 0, "a database or a project, not a transcript", "A project is opened, not imported."),
    (b"7z\xbc\xaf", 0, "a packed archive", "Unpack it and import the files inside."),
    (b"Rar!", 0, "a packed archive", "Unpack it and import the files inside."),
    (b"\x1f\x8b", 0, "a packed archive", "Unpack it and import the files inside."),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage",
        "is protected by a password",
        "Open it in Word, take the password off, save a copy, import that.",
    ),
    ("WordDocument", "is a Word document of the old kind (.doc, before 2007)", _AS_DOCX),
    ("Workbook", "is an Excel sheet of the old kind (.xls), not a text", _TABLE),
    ("PowerPoint Document", "is a PowerPoint show of the old kind (.ppt), not a text", _AS_DOCX),
    (
        "__substg1.0",
        "is an e-mail message from Outlook (.msg)",
        "Save the message as text, or the attachment by itself.",
    ),
)

_ODF_KINDS = {
    "application/vnd.oasis.opendocument.spreadsheet": ("a spreadsheet (.ods)", _TABLE),
    "application/vnd.oasis.opendocument.presentation": ("a presentation (.odp)", _AS_DOCX),
    "application/vnd.oasis.opendocument.graphics": ("a drawing (.odg)", _AS_DOCX),
    "application/epub+zip": ("an e-book (.epub)", _AS_DOCX),
}

_SRT = re.compile(r"\s*\d+[ \t]*\r?\n[ \t]*-?\d{1,3}:\d{1,2}:\d{1,2}[,.]\d{1,3}[ \t]*-->")
_MARKED_UP = re.compile(r"\s*<(?:!doctype\s+html|html\b|\?xml\b)", re.IGNORECASE)


def is_lock_file(name: str) -> bool:
    """Whether a name is that of the small file a word processor keeps beside an open document."""
    return name.startswith(("~$", ".~lock."))


def recognise(data: bytes, name: str) -> ImportFormat:
    """Say which format a file is in.

    The bytes decide; the name only tells Markdown from plain text.

    Raises:
        UnknownFormat: it cannot be imported; the hint says what to do about it.
        MalformedFile: it is an archive, and damaged.
    """
    if is_lock_file(name):
        raise UnknownFormat(
            _("{name} is not a document but the mark a word processor leaves beside one that is open.").format(
                name=name
            ),
            path=name,
            hint=_("Import the document itself."),
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnknownFormat(
            _("{name} is empty.").format(name=name),
            path=name,
            hint=_("If it should not be, fetch it again from where it came."),
        )
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return FORMATS[_in_zip(data, name)]
    if data.startswith(_OLE):
        raise _ole(data, name)
    if data.lstrip().startswith(b"{\\rtf"):
        return FORMATS["rtf"]
    if b"%PDF-" in data[:1024]:
        return FORMATS["pdf"]
    for magic, at, what, hint in _MAGIC:
        if data.startswith(magic, at) and not (at == 0 and len(magic) < 3 and data.isascii()):
            raise UnknownFormat(_("{name} is {what}.").format(name=name, what=what), path=name, hint=hint)
    return FORMATS[_in_text(data, name)]


def _ole(data: bytes, name: str) -> UnknownFormat:
    for stream, what, hint in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return UnknownFormat(f"{name} {what}.", path=name, hint=hint)
    return UnknownFormat(_("{name} is an Office file of the old kind.").format(name=name), path=name, hint=_AS_DOCX)


def _in_zip(data: bytes, name: str) -> str:
    names = names_in(data, name)
    keys = {part_key(part) for part in names}
    if "mimetype" in keys:
        return _in_odf(data, name)
    if "[content_types].xml" not in keys:
        if "word/document.xml" in keys or PurePath(name).suffix.casefold() in FORMATS["docx"].suffixes:
            return "docx"
        raise UnknownFormat(
            _("{name} is a packed archive.").format(name=name),
            path=name,
            hint=_("Unpack it and import the folder with the files inside."),
        )
    for folder, what, hint in (
        ("xl/", "an Excel sheet (.xlsx)", _TABLE),
        ("ppt/", "a PowerPoint show (.pptx)", _AS_DOCX),
        ("visio/", "a drawing (.vsdx)", _AS_DOCX),
    ):
        if any(key.startswith(folder) for key in keys) and not any(key.startswith("word/") for key in keys):
            raise UnknownFormat(_("{name} is {what}, not a text.").format(name=name, what=what), path=name, hint=hint)
    return "docx"


def _in_odf(data: bytes, name: str) -> str:
    mime = Archive(data, name).read("mimetype").decode("ascii", "replace").strip()
    if mime.startswith("application/vnd.oasis.opendocument.text"):
        return "odt"
    what, hint = _ODF_KINDS.get(mime, ("a packed archive", KNOWN))
    raise UnknownFormat(_("{name} is {what}, not a text.").format(name=name, what=what), path=name, hint=hint)


def _in_text(data: bytes, name: str) -> str:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.decode("utf-8-sig", "replace")
        nuls = head.count(0)
        if nuls and not (nuls > len(head) // 4 and len(head) > 8):
            raise UnknownFormat(
                _("{name} is not a text, nor any other format that is known here.").format(name=name),
                path=name,
                hint=KNOWN,
            )
    suffix = PurePath(name).suffix.casefold()
    if text.startswith("WEBVTT"):
        return "vtt"
    if _SRT.match(text):
        return "srt"
    if _MARKED_UP.match(text) and suffix not in FORMATS["md"].suffixes:
        raise UnknownFormat(_("{name} is a web page or other XML file.").format(name=name), path=name, hint=_AS_DOCX)
    if suffix in FORMATS["vtt"].suffixes or suffix in FORMATS["srt"].suffixes:
        return suffix[1:]
    return "md" if suffix in FORMATS["md"].suffixes else "txt"
