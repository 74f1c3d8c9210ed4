"""Bytes of a text file to characters: which encoding they are in, and what is said about it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from workbench.core.errors import MalformedFile, Notice, RefusedError
from workbench.core.language import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = {"cp1252": "Windows (cp1252)", "mac_roman": "old Macintosh (mac_roman)", "cp865": "DOS (cp865)"}
_LETTERS = frozenset("æøåÆØÅéèêóòôöäüÉÖÄÜáàçñß")
_MOJIBAKE = re.compile("Ã[¦¸¥†˜…\u0086\u0098\u0085©¤¶¼]|Â[ «»´]|â€[™œ\u009d“”˜¦]")


class Decoded(NamedTuple):
    """A file's characters, the encoding they were taken for (a name Python knows), and what is odd about them."""

    text: str
    encoding: str
    notices: tuple[Notice, ...]


def decode(data: bytes, name: str, chosen: str | None) -> Decoded:
    """Decode a text file: UTF-8, UTF-16 or UTF-32 by mark or by pattern, else the likeliest 8-bit encoding.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        chosen: an encoding that a person decided on, or None.

    Returns:
        The characters, without a byte order mark.

    Raises:
        RefusedError: the chosen encoding does not exist.
        MalformedFile: the bytes are not in the chosen encoding, or in none.
    """
    if chosen is not None:
        return _chosen(data, name, chosen)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, encoding)
    wide = _without_mark(data)
    if wide is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)
    return Decoded(text, "utf-8", tuple(_garbled(text)))


def _chosen(data: bytes, name: str, chosen: str) -> Decoded:
    try:
        codec = codecs.lookup(chosen)
        text = data.decode(codec.name)
    except UnicodeDecodeError as error:
        raise MalformedFile(
            _("{name} is not in the encoding {chosen}.").format(name=name, chosen=chosen),
            path=name,
            where=_("byte {start}").format(start=error.start + 1),
            hint=_("Leave the encoding out to have it recognised."),
        ) from None
    except (LookupError, ValueError):
        # Python also knows codecs that are not encodings of text, and names that cannot be looked up.
        raise RefusedError(
            _("There is no text encoding “{chosen}”.").format(chosen=chosen),
            hint=_("Try utf-8, utf-16, cp1252, latin-1 or mac_roman."),
        ) from None
    return Decoded(text.removeprefix("\ufeff"), codec.name, tuple(_garbled(text)))


def _marked(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return _eight_bit(data.removeprefix(codecs.BOM_UTF8))
        raise MalformedFile(
            _("{name} is broken: it begins as {upper} and does not go on so.").format(
                name=name, upper=encoding.upper()
            ),
            path=name,
            where=_("byte {start}").format(start=error.start + 1),
            hint=_("Open it in the program that wrote it and save it as UTF-8."),
        ) from None
    if encoding == "utf-8-sig":
        return Decoded(text, encoding, tuple(_garbled(text)))
    return Decoded(
        text, encoding, (Notice("encoding", _("The file was read as {upper}.").format(upper=encoding.upper())),)
    )


def _without_mark(data: bytes) -> Decoded | None:
    """Decode UTF-16 that has no mark: every other byte of Western text is zero."""
    head = data[:4096]
    if len(head) < 2 or head.count(0) * 5 < len(head) * 2:
        return None
    encoding = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(
        text,
        encoding,
        (Notice("encoding", _("The file was read as {upper}, without a mark.").format(upper=encoding.upper())),),
    )


def _eight_bit(data: bytes) -> Decoded:
    """Decode bytes that are not UTF-8: mostly UTF-8 with a few strays, or an 8-bit encoding."""
    mixed = data.decode("utf-8", "surrogateescape")
    strays = sum("\udc80" <= c <= "\udcff" for c in mixed)
    if sum(c > "\x7f" for c in mixed) - strays > strays * 4:
        text = re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m.group()) - 0xDC00]).decode("cp1252", "replace"), mixed)
        said = "The file is UTF-8 with some bytes of Windows (cp1252) in it; these were read as such."
        return Decoded(text, "utf-8", (Notice("encoding", said, count=strays, serious=True),))
    best = min(_EIGHT_BIT, key=lambda encoding: _oddness(data, encoding))
    try:
        text = data.decode(best)
        title = _EIGHT_BIT[best]
    except UnicodeDecodeError:
        best, title = "latin-1", "Western (latin-1)"
        text = data.decode(best)
    said = f"The file is not UTF-8; it was read as {title}. Check that æ, ø and å look right."
    return Decoded(text, best, (Notice("encoding", said), *_garbled(text)))


def _oddness(data: bytes, encoding: str) -> int:
    """Count characters that are hardly meant: anything inside a word that is no letter of a Nordic language."""
    text = data.decode(encoding, "replace")
    odd = 0
    for match in re.finditer("[^\x00-\x7f]", text):
        c = match.group()
        at = match.start()
        beside_letter = (at > 0 and text[at - 1].isalpha()) or (at + 1 < len(text) and text[at + 1].isalpha())
        inside = at > 0 and text[at - 1].isalpha() and at + 1 < len(text) and text[at + 1].isalpha()
        if c == "\ufffd" or (inside and c not in _LETTERS and c not in "’‘'\u00ad–-"):
            odd += 2
        elif c not in _LETTERS and c.isalpha() and beside_letter:
            odd += 1
    return odd


def _garbled(text: str) -> list[Notice]:
    count = len(_MOJIBAKE.findall(text))
    if count < 2:
        return []
    said = "Letters look garbled, as when UTF-8 was once saved as Windows text; the file itself has them so."
    return [Notice("garbled-letters", said, count=count, serious=True)]
