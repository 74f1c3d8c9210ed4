"""The second pass over a Word file: counts the characters of the final version straight from the raw XML.

It shares no function with the walker: it finds the parts by their content types instead of their relationships, and
says with XPath which elements count instead of following the text step by step. Only unpacking and parsing, with their
limits, are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from lxml import etree

from workbench.exchange.archives import Archive, part_key

_NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_KINDS = {
    "document.main+xml": "body",
    "macroenabled.main+xml": "body",
    "template.main+xml": "body",
    "macroenabledtemplate.main+xml": "body",
    "wordprocessingml.footnotes+xml": "footnote",
    "wordprocessingml.endnotes+xml": "endnote",
    "wordprocessingml.header+xml": "header",
    "wordprocessingml.footer+xml": "footer",
    "wordprocessingml.comments+xml": "comment",
}
_LEFT_OUT = {
    "w:del": "ancestor::w:del",
    "w:moveFrom": "ancestor::w:moveFrom",
    "mc:AlternateContent": "ancestor::*[self::mc:Choice or self::mc:Fallback][preceding-sibling::*[1]]",
}
"""Where an element of such a name occurs, this is what does not count: deleted text, the place text was moved from,
and all but the first of several renderings."""
_SIGNS = ("w:noBreakHyphen", "w:softHyphen", "w:sym")
_MARKS = ("w:footnoteReference", "w:endnoteReference", "w:footnoteRef", "w:endnoteRef")
_TOLD_APART = (*_LEFT_OUT, *_SIGNS, *_MARKS, "w:tbl", "w:txbxContent", "m:t")
"""What is searched for once in each part, so that a plain one is counted by a plain path."""
_WITHIN = {
    "text box": "[ancestor::w:txbxContent]",
    "table": "[ancestor::w:tbl][not(ancestor::w:txbxContent)]",
    "body": "[not(ancestor::w:tbl or ancestor::w:txbxContent)]",
}
_NO_OWN_MARK = "[not(@w:customMarkFollows) or @w:customMarkFollows='0' or @w:customMarkFollows='false']"
_DRAWN = {"footnote": "[{}]", "endnote": "[e{}]"}
ANY = "\0"
"""Stands in :meth:`RawText.pieces` for a character of a symbol font, whatever it is read as."""


@lru_cache(maxsize=200)
def _compiled(path: str, namespace: str) -> etree.XPath:
    return etree.XPath(path, namespaces={**_NAMESPACES, "w": namespace}, smart_strings=False)


class _Part:
    """A part with text: its kind, its name and its elements; paths in it speak of the final version only."""

    def __init__(self, kind: str, name: str, archive: Archive) -> None:
        self.kind = kind
        self.name = name
        self.root = archive.parse(name)
        self._namespace = str(self.root.tag)[1:].partition("}")[0]
        spaces = {**_NAMESPACES, "w": self._namespace}
        tags = {f"{{{spaces[name.partition(':')[0]]}}}{name.partition(':')[2]}": name for name in _TOLD_APART}
        self._has = {tags[str(element.tag)] for element in self.root.iter(*tags)}
        left_out = [path for name_, path in _LEFT_OUT.items() if self.has(name_)]
        self._final = f"[not({' or '.join(left_out)})]" if left_out else ""
        self._row = f"{{{self._namespace}}}tr"
        self._deleted_rows = set(self._elements("//w:tr[w:trPr/w:del]")) if self.has("w:del") else set()

    def has(self, *names: str) -> bool:
        """Whether any of these elements, out of those that are told apart, occurs in it."""
        return not self._has.isdisjoint(names)

    def find(self, path: str, within: str = "", root: etree._Element | None = None) -> list[etree._Element]:
        """Return the elements of the final version that a path leads to."""
        found = self._elements(f"{path}{self._final}{within}", root)
        if self._deleted_rows:
            found = [element for element in found if self._deleted_rows.isdisjoint(element.iterancestors(self._row))]
        return found

    def strings(self, path: str, within: str = "", root: etree._Element | None = None) -> list[str]:
        """Return the text directly in the elements of the final version that a path leads to."""
        if self._deleted_rows:
            return [element.text or "" for element in self.find(path, within, root)]
        return self._run(f"{path}{self._final}{within}/text()", root)  # type: ignore[return-value]

    def _elements(self, path: str, root: etree._Element | None = None) -> list[etree._Element]:
        return self._run(path, root)  # type: ignore[return-value]

    def _run(self, path: str, root: etree._Element | None) -> object:
        return _compiled(path, self._namespace)(self.root if root is None else root)

    def value(self, element: etree._Element, name: str) -> str:
        """Return an attribute of the part's own namespace."""
        return str(element.get(f"{{{self._namespace}}}{name}", ""))

    def place(self, element: etree._Element) -> str:
        """Say where an element stands."""
        before = self._run("count(preceding::w:p | ancestor::w:p)", element)
        return f"paragraph {before:.0f} of {self.name}"


class RawText:
    """The raw text of a Word file's final version, by category."""

    def __init__(self, archive: Archive) -> None:
        """Find the parts with text.

        Raises:
            MalformedFile: one of them is damaged or breaks a limit.
        """
        self._parts = list(_parts(archive))
        self._numbers = {"footnote": self._referred("footnote"), "endnote": self._referred("endnote")}

    def counts(self) -> dict[str, int]:
        """Count the characters other than white space that each category has in the file."""
        counts: dict[str, int] = {}
        for category, part, within, root in self._regions():
            strings = [*part.strings(".//w:t", within, root)]
            if part.has("m:t"):
                strings += part.strings(".//m:t", within, root)
            text = "".join(strings)
            # Text without tabs, no-break spaces and the like, as most is, need not be taken apart to be counted.
            count = len(text) - text.count(" ") if text.isprintable() else len("".join(text.split()))
            if part.has(*_SIGNS):
                count += len(part.find(f".//*[{_any(_SIGNS)}]", within, root))
            if part.has(*_MARKS):
                count += sum(len(self._mark(part, element)) for element in self._marks(part, within, root))
            if count:
                counts[category] = counts.get(category, 0) + count
        return counts

    def pieces(self, category: str) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield a category's text in reading order, each piece with a function that says where it stands."""
        wanted = _any(("w:t", "m:t", *_SIGNS, *_MARKS))
        for of, part, within, root in self._regions():
            if of == category:
                for element in part.find(f".//*[{wanted}]", within, root):
                    yield self._drawn(part, element), partial(part.place, element)

    def _drawn(self, part: _Part, element: etree._Element) -> str:
        local = str(element.tag).rpartition("}")[2]
        if local == "t":
            return element.text or ""
        fixed = {"noBreakHyphen": "-", "softHyphen": "\u00ad", "sym": ANY}
        return fixed[local] if local in fixed else self._mark(part, element)

    def _regions(self) -> Iterator[tuple[str, _Part, str, etree._Element]]:
        """Yield every (category, part, condition, root under which it holds)."""
        for part in self._parts:
            if part.kind == "body":
                split = part.has("w:tbl", "w:txbxContent")
                for category, within in _WITHIN.items() if split else [("body", "")]:
                    yield category, part, within, part.root
            elif part.kind in self._numbers:
                notes = {part.value(note, "id"): note for note in part.find(f"./w:{part.kind}")}
                for known in self._numbers[part.kind]:
                    if known in notes:
                        yield part.kind, part, "", notes[known]
            else:
                yield part.kind, part, "", part.root

    def _referred(self, kind: str) -> dict[str, int]:
        """Number the notes of a kind by where the text first refers to them."""
        numbers: dict[str, int] = {}
        for part in self._parts:
            if part.kind == "body" and part.has(*_MARKS):
                for reference in part.find(f".//w:{kind}Reference"):
                    numbers.setdefault(part.value(reference, "id"), len(numbers) + 1)
        return numbers

    def _marks(self, part: _Part, within: str, root: etree._Element) -> Iterator[etree._Element]:
        """Yield the elements that draw the number of a note."""
        for kind in _DRAWN:
            yield from part.find(f".//w:{kind}Reference{_NO_OWN_MARK}", within, root)
            yield from part.find(f".//w:{kind}Ref", within, root)

    def _mark(self, part: _Part, element: etree._Element) -> str:
        local = str(element.tag).rpartition("}")[2]
        kind = "footnote" if local.startswith("footnote") else "endnote"
        if local.endswith("Reference"):
            number = self._numbers[kind].get(part.value(element, "id"))
        else:
            note = element
            while note.getparent() is not None and not str(note.tag).endswith(f"}}{part.kind}"):
                note = note.getparent()  # type: ignore[assignment]
            number = self._numbers.get(part.kind, {}).get(part.value(note, "id"))
        return "" if number is None else _DRAWN[kind].format(number)


def _any(names: Iterable[str]) -> str:
    return " or ".join(f"self::{name}" for name in names)


def _parts(archive: Archive) -> Iterator[_Part]:
    """Yield the parts with text, found by the content types that the package states for its parts."""
    types = archive.parse("[Content_Types].xml")
    by_suffix = _stated(types, "Default", "Extension")
    by_name = _stated(types, "Override", "PartName")
    for name in archive.names():
        known = part_key(name)
        type_ = by_name.get(known) or by_suffix.get(known.rpartition(".")[2], "")
        kind = next((kind for end, kind in _KINDS.items() if type_.endswith(end)), "")
        if kind and "/glossary/" not in known:
            yield _Part(kind, name, archive)


def _stated(types: etree._Element, element: str, key: str) -> dict[str, str]:
    return {
        part_key(str(rule.get(key))): str(rule.get("ContentType")).casefold()
        for rule in types.iterfind(f"{{*}}{element}")
    }
