"""The numbers and bullets that Word draws before the paragraphs of a list; they are not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.exchange.docx.package import Package
from workbench.exchange.drawn_numbers import BULLET, PLAIN_BULLETS, letters, roman

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%([1-9])")

_DRAWN: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "decimalZero": lambda n: f"{n:02}",
    "ordinal": lambda n: f"{n}.",
    "none": lambda n: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    legal: bool = False


class Numbering:
    """A file's lists, counted as the paragraphs go by.

    Call :meth:`draw` once for each paragraph of a list, in the order of the text.
    """

    def __init__(self, package: Package) -> None:
        """Read a file's lists; a file without any has none."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counter: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        for root in package.roots("numbering"):
            self._read(root, package.ns)

    def _read(self, root: etree._Element, ns: str) -> None:
        val = f"{ns}val"
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for element in root.iter(f"{ns}abstractNum"):
            known = str(element.get(f"{ns}abstractNumId"))
            abstract[known] = _levels(element, ns)
            for tag, names in (("numStyleLink", linked), ("styleLink", by_style)):
                link = element.find(f"{ns}{tag}")
                if link is not None:
                    names[known] = str(link.get(val))
        of_style = {style: known for known, style in by_style.items()}
        for element in root.iter(f"{ns}num"):
            list_id = str(element.get(f"{ns}numId"))
            of = element.find(f"{ns}abstractNumId")
            known = "" if of is None else str(of.get(val))
            known = of_style.get(linked.get(known, ""), known)
            levels = dict(abstract.get(known, {}))
            for override in element.iter(f"{ns}lvlOverride"):
                level = _number(override.get(f"{ns}ilvl"), 0)
                levels.update(_levels(override, ns))
                start = override.find(f"{ns}startOverride")
                if start is not None:
                    self._restarts[list_id, level] = _number(start.get(val), 1)
            self._levels[list_id] = levels
            self._counter[list_id] = known

    def draw(self, list_id: str, level: int) -> str:
        """Return what stands before the next paragraph of a list at a level, 0 to 8: "3.", "b)", "•", or nothing."""
        levels = self._levels.get(list_id)
        if not levels or level not in levels:
            return ""
        rule = levels[level]
        if rule.kind == "bullet":
            return rule.pattern if rule.pattern in PLAIN_BULLETS else BULLET
        counts = self._counts.setdefault(self._counter[list_id], [None] * 9)
        restart = self._restarts.get((list_id, level))
        if restart is not None and (list_id, level) not in self._started:
            counts[level] = restart
        else:
            now = counts[level]
            counts[level] = levels[level].start if now is None else now + 1
        self._started.add((list_id, level))
        counts[level + 1 :] = [None] * (8 - level)

        def place(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            of = levels.get(at, _Level())
            n = counts[at]
            return _DRAWN.get("decimal" if rule.legal else of.kind, str)(of.start if n is None else n)

        return _PLACE.sub(place, rule.pattern).strip()


def _levels(element: etree._Element, ns: str) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in element.iter(f"{ns}lvl"):
        said = {str(child.tag): child for child in level}
        pattern, kind, start = (said.get(f"{ns}{tag}") for tag in ("lvlText", "numFmt", "start"))
        levels[_number(level.get(f"{ns}ilvl"), 0)] = _Level(
            kind="decimal" if kind is None else str(kind.get(f"{ns}val")),
            pattern="" if pattern is None else str(pattern.get(f"{ns}val", ""))[:60],
            start=1 if start is None else _number(start.get(f"{ns}val"), 1),
            legal=f"{ns}isLgl" in said,
        )
    return levels


def _number(given: str | None, otherwise: int) -> int:
    try:
        return max(0, min(int(given or ""), 1_000_000))
    except ValueError:
        return otherwise
