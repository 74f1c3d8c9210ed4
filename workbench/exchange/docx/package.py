"""A Word file as a package of parts: which part is the main one, and which ones it points to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from workbench.core.errors import MalformedFile, UnknownFormat
from workbench.core.language import _
from workbench.exchange.archives import Archive

if TYPE_CHECKING:
    from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A Word file's parts, found through their relationships and parsed within the limits.

    Attributes:
        name: the file's name, for messages.
        main: the name of the part with the text ("word/document.xml", though it may be called anything).
        document: that part's root element.
        ns: the namespace of its elements, with braces; strict and transitional files have different ones.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open a Word file and parse its main part.

        Args:
            data: the file's bytes.
            name: the file's name, for messages.

        Raises:
            MalformedFile: it is damaged, breaks a limit, or has no main part.
            UnknownFormat: its main part is not a Word document.
        """
        self.name = name
        self.archive = Archive(data, name)
        self.main = self._find_main()
        self.document = self.archive.parse(self.main)
        tag = str(self.document.tag)
        self.ns = tag[: tag.rfind("}") + 1]
        if tag not in {f"{{{TRANSITIONAL}}}document", f"{{{STRICT}}}document"}:
            raise UnknownFormat(
                _("{name} is not a Word document, though it is packed like one.").format(name=name),
                path=name,
                hint=_("Open it in the program that wrote it, save it as a Word document (.docx) and import that."),
            )

    def _find_main(self) -> str:
        for needed in ("[Content_Types].xml", "_rels/.rels"):
            if needed not in self.archive:
                raise self._not_whole(needed)
        for kind, target in self._relationships("", "_rels/.rels"):
            if kind == "officeDocument":
                if target not in self.archive:
                    raise self._not_whole(target)
                return target
        raise self._not_whole("the text")

    def _not_whole(self, missing: str) -> MalformedFile:
        return MalformedFile(
            _("{name} is not a whole Word document: {missing} is missing.").format(name=self.name, missing=missing),
            path=self.name,
            where=missing,
            hint=_("Open it in Word and save it anew; if Word cannot open it either, ask for the file again."),
        )

    def _relationships(self, folder: str, part: str) -> Iterator[tuple[str, str]]:
        """Yield the (kind, target part) of each relationship that a part lists and that stays inside the file."""
        for link in self.archive.parse(part).iter(_RELATIONSHIP):
            if link.get("TargetMode") == "External":
                continue
            target = str(link.get("Target", ""))
            if target not in self.archive and not target.startswith("/"):
                target = posixpath.normpath(posixpath.join(folder, target))
            if target not in self.archive:
                target = unquote(target)
            yield str(link.get("Type", "")).rsplit("/", 1)[-1], target.lstrip("/")

    @cached_property
    def _related(self) -> list[tuple[str, str]]:
        folder, base = posixpath.split(self.main)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        return list(self._relationships(folder, part)) if part in self.archive else []

    def related(self, kind: str) -> list[str]:
        """Return the parts of a kind ("footnotes", "header") that the main part points to, each once, in its order."""
        return list(dict.fromkeys(part for of, part in self._related if of == kind and part in self.archive))

    def roots(self, kind: str) -> Iterator[etree._Element]:
        """Yield the parsed root of each part of a kind."""
        for part in self.related(kind):
            yield self.archive.parse(part)
