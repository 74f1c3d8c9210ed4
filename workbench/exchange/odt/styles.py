"""What the styles of an OpenDocument text say: bold, italic, hanging indent, and how lists are numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.exchange.drawn_numbers import BULLET, PLAIN_BULLETS, letters, roman

if TYPE_CHECKING:
    from lxml import etree

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style settles, with those it stands on."""

    bold: bool = False
    italic: bool = False
    hanging: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is drawn; ``shown`` is how many levels' numbers stand together ("2.1")."""

    bullet: str = ""
    kind: str = "1"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class Styles:
    """A file's styles and list styles by name; automatic ones, which belong to one place in the text, come last."""

    _given: dict[str, etree._Element] = field(default_factory=dict)
    _settled: dict[str, Style] = field(default_factory=dict)
    _lists: dict[str, dict[int, _Level]] = field(default_factory=dict)

    def add(self, root: etree._Element) -> None:
        """Take in the styles of a part."""
        for style in root.iter(f"{STYLE}style"):
            self._given[str(style.get(f"{STYLE}name"))] = style
        for style in root.iter(f"{TEXT}list-style"):
            self._lists[str(style.get(f"{STYLE}name"))] = dict(_levels(style))

    def of(self, name: str | None) -> Style:
        """Return what a style settles; nothing where there is none of that name."""
        chain: dict[str, None] = {}
        while name in self._given and name not in self._settled and name not in chain:
            chain[name] = None
            name = self._given[name].get(f"{STYLE}parent-style-name")
        settled = self._settled.get(name or "", PLAIN)
        for known in reversed(chain):
            settled = self._settled[known] = _one(self._given[known], settled)
        return settled

    def number(self, list_style: str | None, counts: list[int], level: int) -> str:
        """Return what is drawn before a list item.

        Args:
            list_style: the list's style.
            counts: which item it is at each level from the outermost.
            level: the item's own level, from 0.
        """
        levels = self._lists.get(list_style or "", {})
        rule = levels.get(level)
        if rule is None:
            return ""
        if rule.bullet:
            return rule.bullet if rule.bullet in PLAIN_BULLETS else BULLET
        if not rule.kind:
            return ""
        first = max(0, level + 1 - rule.shown)
        numbers = [_drawn(levels.get(at, _Level()).kind, counts[at]) for at in range(first, level + 1)]
        return f"{rule.before}{'.'.join(number for number in numbers if number)}{rule.after}".strip()

    def start(self, list_style: str | None, level: int) -> int:
        """Return the number that a level of a list begins with."""
        return self._lists.get(list_style or "", {}).get(level, _Level()).start


def _one(element: etree._Element, style: Style) -> Style:
    bold, italic, hanging = style.bold, style.italic, style.hanging
    for rule in element.iter(f"{STYLE}text-properties"):
        weight = rule.get(f"{FO}font-weight")
        if weight is not None:
            bold = weight in {"bold", "600", "700", "800", "900"}
        slant = rule.get(f"{FO}font-style")
        if slant is not None:
            italic = slant in {"italic", "oblique"}
    for rule in element.iter(f"{STYLE}paragraph-properties"):
        indent = rule.get(f"{FO}text-indent")
        if indent is not None:
            hanging = indent.startswith("-")
    return Style(bold, italic, hanging)


def _levels(style: etree._Element) -> Iterable[tuple[int, _Level]]:
    for rule in style:
        level = whole(rule.get(f"{TEXT}level"), 1) - 1
        if rule.tag == f"{TEXT}list-level-style-bullet":
            yield level, _Level(bullet=rule.get(f"{TEXT}bullet-char") or BULLET)
        elif rule.tag == f"{TEXT}list-level-style-number":
            yield (
                level,
                _Level(
                    kind=rule.get(f"{STYLE}num-format", ""),
                    before=str(rule.get(f"{STYLE}num-prefix", ""))[:20],
                    after=str(rule.get(f"{STYLE}num-suffix", ""))[:20],
                    start=whole(rule.get(f"{TEXT}start-value"), 1),
                    shown=whole(rule.get(f"{TEXT}display-levels"), 1),
                ),
            )


def _drawn(kind: str, n: int) -> str:
    small = kind.casefold()
    drawn = letters(n) if small == "a" else roman(n) if small == "i" else str(n)
    return drawn if kind == small else drawn.upper()


def whole(given: str | None, otherwise: int) -> int:
    """Read a small whole number."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 7 else otherwise
