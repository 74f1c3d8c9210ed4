"""The second pass over an OpenDocument text: counts its characters straight from the raw XML, by XPath.

It shares no function with the walker; only unpacking and parsing, with their limits, are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from lxml import etree

from workbench.exchange.archives import Archive

_NAMESPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
}
_FINAL = (
    "[ancestor::text:p or ancestor::text:h]"
    "[not(parent::svg:* or parent::dc:* or parent::meta:* or parent::draw:* or ancestor::math:math)]"
    "[not(ancestor::text:tracked-changes or ancestor::text:note-citation or ancestor::text:script"
    " or ancestor::office:forms)]"
)
_NOT_NOTED = "[not(ancestor::text:note or ancestor::office:annotation)]"
_REGIONS = {
    "body": f"{_NOT_NOTED}[not(ancestor::table:table or ancestor::draw:*)]",
    "table": f"{_NOT_NOTED}[ancestor::table:table][not(ancestor::draw:*)]",
    "text box": f"{_NOT_NOTED}[ancestor::draw:*]",
    "footnote": "[ancestor::text:note[not(@text:note-class='endnote')]][not(ancestor::office:annotation)]",
    "endnote": "[ancestor::text:note[@text:note-class='endnote']][not(ancestor::office:annotation)]",
    "comment": "[ancestor::office:annotation]",
}
_PAGE = {
    "header": "//*[self::style:header or self::style:header-left or self::style:header-first]",
    "footer": "//*[self::style:footer or self::style:footer-left or self::style:footer-first]",
}
_NOTES = "//text:note[not(ancestor::text:tracked-changes or ancestor::office:annotation)]"


@lru_cache(maxsize=50)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_NAMESPACES)


class RawText:
    """The raw text of an OpenDocument file's final version, by category."""

    def __init__(self, archive: Archive) -> None:
        """Find the parts with text.

        Raises:
            MalformedFile: one of them is damaged or breaks a limit.
        """
        self._text = archive.parse("content.xml")
        self._page = archive.parse("styles.xml") if "styles.xml" in archive else None

    def counts(self) -> dict[str, int]:
        """Count the characters other than white space that each category has in the file."""
        counts = {}
        for category in (*_REGIONS, *_PAGE):
            pieces = "".join([*map(str, self._strings(category)), *(mark for _, mark in self._marks(category))])
            count = len("".join(pieces.split()))
            if count:
                counts[category] = count
        return counts

    def pieces(self, category: str) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield a category's text in reading order, each piece with a function that says where it stands."""
        if category in _PAGE:
            for text in self._strings(category):
                yield str(text), partial(self._place, text.getparent())
            return
        marks = dict(self._marks(category))
        for node in _found(f"//text(){_FINAL}{_REGIONS[category]} | {_NOTES}", self._text):
            if isinstance(node, etree._Element):
                if node in marks:
                    yield marks[node], partial(self._place, node)
            else:
                yield str(node), partial(self._place, node.getparent())

    def _place(self, element: etree._Element) -> str:
        before = _found("preceding::text:p | preceding::text:h | ancestor-or-self::text:p", element)
        return f"paragraph {len(before)} of content.xml"

    def _strings(self, category: str) -> Sequence[Any]:
        if category in _REGIONS:
            return _found(f"//text(){_FINAL}{_REGIONS[category]}", self._text)
        return [] if self._page is None else _found(f"{_PAGE[category]}//text(){_FINAL}", self._page)

    def _marks(self, category: str) -> Iterator[tuple[etree._Element, str]]:
        """Yield the numbers of notes that stand in a category, in its text or before the note itself."""
        numbers = {"footnote": 0, "endnote": 0}
        if category not in _REGIONS:
            return
        here = set(_found(f"{_NOTES}{_REGIONS[category]}", self._text))
        for note in _found(_NOTES, self._text):
            kind = "endnote" if note.get(f"{{{_NAMESPACES['text']}}}note-class") == "endnote" else "footnote"
            numbers[kind] += 1
            mark = f"[{numbers[kind]}]" if kind == "footnote" else f"[e{numbers[kind]}]"
            if note in here:
                yield note, mark
            if kind == category and _found("./text:note-body//*[self::text:p or self::text:h]", note):
                yield note, mark


def _found(path: str, root: etree._Element) -> list[Any]:
    """Return the elements, or the strings that know their element, to which a path leads."""
    found = _compiled(path)(root)
    return found if isinstance(found, list) else []
