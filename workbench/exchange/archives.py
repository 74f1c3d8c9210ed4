"""Zip archives that hold documents (.docx, .odt), opened with limits that hold before anything is parsed."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from workbench.core.errors import MalformedFile
from workbench.core.language import _

if TYPE_CHECKING:
    from lxml import etree

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200_000_000
"""Bytes of all entries together, media included, as the archive's own directory states them."""
MAX_TEXT = 50_000_000
"""Bytes of all the parts that are parsed."""
MAX_RATIO = 200
"""How many times larger a part of more than a megabyte may be than what it was packed into."""
MAX_PARAGRAPHS = 200_000
MAX_TAGS = 2_000_000

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)
_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?p[\s/>]")
_AGAIN = "Copy or download it again, or open it in the program that wrote it and save it anew."
_TOO_LARGE = "No interview needs that much; open it in a word processor, check what it holds and save it anew."


def _open(data: bytes, name: str) -> zipfile.ZipFile:
    if data.count(b"PK\x01\x02") > 4 * MAX_ENTRIES:
        raise _over(name, f"it holds more than {MAX_ENTRIES:,} parts")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise MalformedFile(
            _("{name} is damaged or was cut short: its archive is not whole.").format(name=name), path=name, hint=_AGAIN
        ) from None


def _over(name: str, what: str, where: str = "") -> MalformedFile:
    return MalformedFile(
        _("{name} was not opened: {what}.").format(name=name, what=what), path=name, where=where, hint=_TOO_LARGE
    )


def part_key(part: str) -> str:
    """Fold a part's name: no leading slash, forward slashes, and case does not count (as in OPC)."""
    return part.replace("\\", "/").lstrip("/").casefold()


def names_in(data: bytes, name: str) -> list[str]:
    """Return the names of an archive's entries.

    Raises:
        MalformedFile: the archive is not whole.
    """
    with _open(data, name) as opened:
        return opened.namelist()


class Archive:
    """An archive's parts by name, each read and parsed only within the limits.

    Nothing is ever written to disk, so that an entry called ``../../x`` is only a name.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open an archive.

        Args:
            data: the file's bytes.
            name: the file's name, for messages.

        Raises:
            MalformedFile: it is not whole, is locked by a password, holds two parts of one name, or breaks a limit.
        """
        self.name = name
        self._zip = _open(data, name)
        self._text = 0
        self._parsed: dict[str, etree._Element] = {}
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MAX_ENTRIES:
            raise _over(name, f"it holds {len(entries):,} parts, and {MAX_ENTRIES:,} are the most that are read")
        total = sum(entry.file_size for entry in entries)
        if total > MAX_UNPACKED:
            raise _over(
                name, f"unpacked it would fill {total // 1_000_000:,} MB, and {MAX_UNPACKED // 1_000_000} is the most"
            )
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            key = part_key(entry.filename)
            if key in self._entries:
                raise MalformedFile(
                    _("{name} holds two parts called {filename}, and which one is meant cannot be known.").format(
                        name=name, filename=entry.filename
                    ),
                    path=name,
                    where=entry.filename,
                    hint=_AGAIN,
                )
            self._entries[key] = entry

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self._entries

    def names(self) -> list[str]:
        """Return the parts' names as they are written."""
        return [entry.filename for entry in self._entries.values()]

    def fingerprint(self, part: str) -> tuple[int, int]:
        """Return a part's checksum and size as the archive states them, without unpacking it."""
        entry = self._entries[part_key(part)]
        return entry.CRC, entry.file_size

    def read(self, part: str) -> bytes:
        """Unpack a part.

        Raises:
            MalformedFile: there is no such part, it is damaged, or it breaks a limit.
        """
        entry = self._entries.get(part_key(part))
        if entry is None:
            raise MalformedFile(
                _("{name} is not whole: {part} is missing.").format(name=self.name, part=part),
                path=self.name,
                where=part,
                hint=_AGAIN,
            )
        if entry.flag_bits & 1:
            raise MalformedFile(
                _("{name} is protected by a password.").format(name=self.name),
                path=self.name,
                hint=_("Open it, take the password off, save a copy and import that."),
            )
        size = entry.file_size
        if size > 1_000_000 and size > MAX_RATIO * entry.compress_size:
            raise _over(self.name, f"{part} unpacks to {size // max(entry.compress_size, 1):,} times its size", part)
        self._text += size
        if self._text > MAX_TEXT:
            raise _over(self.name, f"its text fills more than {MAX_TEXT // 1_000_000} MB", part)
        try:
            with self._zip.open(entry) as stream:
                # One byte more than promised: a part whose directory entry lies about its size is never unpacked whole.
                data = stream.read(size + 1)
        except _BROKEN:
            raise MalformedFile(
                _("{name} is damaged: {part} cannot be unpacked.").format(name=self.name, part=part),
                path=self.name,
                where=part,
                hint=_AGAIN,
            ) from None
        if len(data) != size:
            raise MalformedFile(
                _("{name} is damaged: {part} is cut short.").format(name=self.name, part=part),
                path=self.name,
                where=part,
                hint=_AGAIN,
            )
        return data

    def parse(self, part: str) -> etree._Element:
        """Unpack and parse an XML part, without comments and processing instructions; once, however often it is asked.

        Raises:
            MalformedFile: as :meth:`read`; it is not well-formed XML, declares a document type, or breaks a limit.
        """
        key = part_key(part)
        if key not in self._parsed:
            self._parsed[key] = parse(self.read(part), self.name, part)
        return self._parsed[key]


def parse(data: bytes, name: str, part: str) -> etree._Element:
    """Parse the XML of one part; entities are never resolved and nothing is fetched.

    Raises:
        MalformedFile: not well-formed, declares a document type, nests too deep, or has too many paragraphs or tags.
    """
    from lxml import etree

    _check_size(data, name, part)
    if b"<!DOCTYPE" in (data if b"\0" not in data[:4] else data.replace(b"\0", b"")):
        raise _doctype(name, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error)
        said = f"{part} is nested more than 256 levels deep" if deep else f"{part} is not well-formed XML"
        raise MalformedFile(
            _("{name} is damaged: {said}.").format(name=name, said=said), path=name, where=part, hint=_AGAIN
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name, part)
    return root


def _check_size(data: bytes, name: str, part: str) -> None:
    if len(data) > 4 * MAX_PARAGRAPHS and sum(1 for _ in _PARAGRAPH.finditer(data)) > MAX_PARAGRAPHS:
        raise _over(name, f"{part} has more than {MAX_PARAGRAPHS:,} paragraphs", part)
    if len(data) > 4 * MAX_TAGS and data.count(b"<") > MAX_TAGS:
        raise _over(name, f"{part} has more than {MAX_TAGS:,} tags", part)


def _doctype(name: str, part: str) -> MalformedFile:
    return MalformedFile(
        _(
            "{name} was not read: {part} declares a document type; that can be a trap, and no word processor does it."
        ).format(name=name, part=part),
        path=name,
        where=part,
        hint=_("Ask where the file comes from; opened in a word processor and saved anew it will do."),
    )
