"""What a paragraph's style says about it: heading, list, hanging indent, bold and italic."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.exchange.docx.package import Package

if TYPE_CHECKING:
    from lxml import etree

OFF = frozenset({"0", "false", "off", "none"})
"""Values by which a property is off; without a value, or with any other, it is on."""
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style settles, with those it is based on.

    ``heading`` is the outline level from 1, 0 for none; ``list_id`` and ``level`` say which list it belongs to.
    """

    bold: bool = False
    italic: bool = False
    heading: int = 0
    hanging: bool = False
    list_id: str = ""
    level: int = 0


PLAIN = Style()

_SHARED: dict[object, dict[str, Style]] = {}
_MOST_SHARED = 16


def is_hanging(indent: etree._Element, ns: str, inherited: bool) -> bool:
    """Whether an indent lets the first line stand out to the left."""
    given = indent.get(f"{ns}hanging")
    if given is None:
        return inherited and indent.get(f"{ns}firstLine") is None
    return any(digit in given for digit in "123456789")


def read_styles(package: Package) -> dict[str, Style]:
    """Return a file's styles by id, each with what it inherits.

    The interviews of one study mostly share one template, whose styles are larger than the text: the same part, by
    checksum and size, is read once.
    """
    parts = package.related("styles")
    if not parts:
        return {}
    identity = (package.archive.fingerprint(parts[0]), package.ns)
    if identity not in _SHARED:
        while len(_SHARED) >= _MOST_SHARED:
            _SHARED.pop(next(iter(_SHARED)), None)
        _SHARED[identity] = _resolve(package.archive.parse(parts[0]), package.ns)
    return _SHARED[identity]


def _resolve(root: etree._Element, ns: str) -> dict[str, Style]:
    elements = {str(style.get(f"{ns}styleId", "")): style for style in root.iter(f"{ns}style")}
    styles: dict[str, Style] = {}
    for wanted in elements:
        chain: dict[str, None] = {}  # in order, and quick to look in however long a hostile file makes it
        at: str | None = wanted
        while at in elements and at not in styles and at not in chain:
            chain[at] = None
            based = elements[at].find(f"{ns}basedOn")
            at = None if based is None else based.get(f"{ns}val")
        for style in reversed(chain):
            styles[style] = _one(elements[style], ns, styles.get(at or "", PLAIN))
            at = style
    return styles


def _one(element: etree._Element, ns: str, style: Style) -> Style:
    name = element.find(f"{ns}name")
    named = _HEADING.match("" if name is None else str(name.get(f"{ns}val", "")))
    if named:
        style = replace(style, heading=int(named.group(1)))
    elif name is not None and name.get(f"{ns}val") == "Title":
        style = replace(style, heading=1)
    for rule in element.iterfind(f"{ns}rPr/*"):
        if rule.tag == f"{ns}b":
            style = replace(style, bold=rule.get(f"{ns}val") not in OFF)
        elif rule.tag == f"{ns}i":
            style = replace(style, italic=rule.get(f"{ns}val") not in OFF)
    for rule in element.iterfind(f"{ns}pPr/*"):
        if rule.tag == f"{ns}ind":
            style = replace(style, hanging=is_hanging(rule, ns, style.hanging))
        elif rule.tag == f"{ns}outlineLvl":
            style = replace(style, heading=_digit(rule.get(f"{ns}val"), -1) + 1)
        elif rule.tag == f"{ns}numPr":
            list_id, level = list_of(rule, ns, style.list_id, style.level)
            style = replace(style, list_id=list_id, level=level)
    return style


def list_of(properties: etree._Element, ns: str, list_id: str = "", level: int = 0) -> tuple[str, int]:
    """Read from a ``numPr`` which list a paragraph is in, "" for none, and at which level, 0 to 8."""
    given = properties.find(f"{ns}numId")
    if given is not None:
        list_id = str(given.get(f"{ns}val", ""))
    given = properties.find(f"{ns}ilvl")
    if given is not None:
        level = _digit(given.get(f"{ns}val"), level)
    return "" if list_id == "0" else list_id, level


def _digit(given: str | None, otherwise: int) -> int:
    """Read a level, 0 to 8."""
    return int(given) if given in tuple("012345678") else otherwise
