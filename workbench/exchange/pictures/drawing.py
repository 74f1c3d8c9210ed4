"""Drawing in SVG: text stays text, and a title and a description say to a screen reader what the picture shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.core.graphemes import clusters
from workbench.exchange.colours import GREY, HATCH, INK
from workbench.exchange.xml_text import escaped, for_xml

FONT = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif"
_NARROW = set("iIjlftr.,:;'’|!()[] –-")
_BROAD = set("mwMW%@—")
_HATCHED = "hatched"


def text_width(text: str, size: float = 12) -> float:
    """Return about how wide a text is drawn, in the picture's units; rather too wide than too narrow."""
    return sum(_em(character) for character in text) * size


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.34
    if character in _BROAD:
        return 0.9
    if character > "\u2e7f":
        return 1.0
    return 0.69 if character.isupper() else 0.565


def cut_to_width(text: str, width: float, size: float = 12) -> str:
    """Cut a text to a width, with … at its end where something is gone."""
    if text_width(text, size) <= width:
        return text
    kept = ""
    for cluster in clusters(text):
        if text_width(kept + cluster + "…", size) > width:
            break
        kept += cluster
    return kept.rstrip() + "…"


def broken(text: str, width: float, size: float = 12) -> Iterator[str]:
    """Yield a text in lines that fit a width, broken between words."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size) > width:
            yield cut_to_width(line, width, size)
            line = word
        else:
            line = longer
    if line:
        yield cut_to_width(line, width, size)


class Drawing:
    """A picture that grows as one draws; its size is said at the end."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def box(self, x: float, y: float, width: float, height: float, fill: str, *, says: str = "") -> None:
        """Draw a filled box; ``says`` is read out, and shown under the pointer."""
        title = f"<title>{escaped(says)}</title>" if says else ""
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self._parts.append(f'<rect {place} fill="{fill}">{title}</rect>' if title else f'<rect {place} fill="{fill}"/>')

    def hatched_box(self, x: float, y: float, width: float, height: float, *, says: str = "") -> None:
        """Draw a box of slanting strokes, for what has no figure."""
        self.box(x, y, width, height, f"url(#{_HATCHED})", says=says)

    def line(self, *points: tuple[float, float], colour: str, width: float = 1, dashes: str = "") -> None:
        """Draw a line through points."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        look = f'fill="none" stroke="{colour}" stroke-width="{_n(width)}"{dashed}'
        self._parts.append(f'<polyline points="{path}" {look}/>')

    def shape(self, points: list[tuple[float, float]], *, colour: str, filled: bool, says: str = "") -> None:
        """Draw a closed shape, filled with its colour or with white."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        look = f'fill="{colour if filled else "#FFFFFF"}" stroke="{colour}" stroke-width="1.5"'
        title = f"<title>{escaped(says)}</title>" if says else ""
        self._parts.append(f'<polygon points="{path}" {look}>{title}</polygon>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        anchor: str = "start",
        colour: str = INK,
        bold: bool = False,
        upright: bool = False,
    ) -> None:
        """Write words with their base line at y; ``anchor`` is start, middle or end, ``upright`` turns them left."""
        weight = ' font-weight="bold"' if bold else ""
        turned = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if upright else ""
        place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}" fill="{colour}"'
        self._parts.append(f"<text {place}{weight}{turned}>{escaped(words)}</text>")

    def notes(self, x: float, y: float, width: float, notes: Sequence[str], facts: Sequence[tuple[str, str]]) -> float:
        """Write notes and, smaller, a recipe, and return where they end."""
        recipe = " · ".join(f"{label}: {says}" for label, says in facts)
        for note, size in (*((note, 11.0) for note in notes), *([(recipe, 9.0)] if recipe else [])):
            for line in broken(note, width, size):
                self.text(x, y, line, size=size, colour=GREY)
                y += size + 4
        return y

    def as_svg(self, width: float, height: float, title: str, description: str, *, language: str = "en") -> str:
        """Return the picture on white, as a document of its own."""
        size = f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description" '
                f'xml:lang="{escaped(language)}" font-family="{FONT}">',
                f'<title id="title">{escaped(title)}</title>',
                f'<desc id="description">{escaped(for_xml(description))}</desc>',
                f'<defs><pattern id="{_HATCHED}" width="6" height="6" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/>'
                f'<rect width="1.2" height="6" fill="{HATCH}"/></pattern></defs>',
                f'<rect width="{_n(width)}" height="{_n(height)}" fill="#FFFFFF"/>',
                *self._parts,
                "</svg>\n",
            ]
        )


def _n(number: float) -> str:
    """Return a number of the picture with a tenth at most."""
    return f"{number:.1f}".removesuffix(".0")
