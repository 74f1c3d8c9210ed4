"""Rows of the reading pane once drawn, kept until something on them changes."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from textual.strip import Strip

from workbench.core.passages import Span
from workbench.tui.layout.wrapping import Layout
from workbench.tui.widgets.transcript_rows import RowPainter, RowParts

_ROWS = 600
_LOOKS = 6


class Light(NamedTuple):
    """What is lit, and how: a span, selected or just the unit under the cursor, a small unit, the pane in focus."""

    span: Span
    selected: bool
    small: bool
    focused: bool


def light_on(layout: Layout, row: int, light: Light) -> Light | None:
    """Return what is lit of a row, None where nothing is; an empty row is lit where the light stands in it."""
    start, end = layout.span(row)
    first, last = max(start, light.span.start), min(end, light.span.end)
    if first >= last and not (start == end == light.span.start):
        return None
    return Light(Span(first, last), light.selected, light.small, light.focused)


class KeptRows:
    """Draws lines of the pane through a painter and keeps the latest few hundred, each with its latest few looks."""

    def __init__(self, painter: RowPainter) -> None:
        self.painter = painter
        self._strips: OrderedDict[int, dict[Light | None, Strip]] = OrderedDict()
        self._parts: dict[int, RowParts] = {}

    def line(self, line: int, light: Light) -> Strip:
        """Return what stands on a line of the transcript; rows are kept by number, the lines between them below 0."""
        layout = self.painter.page.layout
        region, row = layout.at_line(line)
        if region < 0:
            return self.painter.blank()
        lit = light_on(layout, row, light) if row >= 0 else None
        place = row if row >= 0 else -1 - region
        looks = self._strips.get(place)
        if looks is None:
            looks = self._strips[place] = {}
            if len(self._strips) > _ROWS:
                self._parts.pop(self._strips.popitem(last=False)[0], None)
        strip = looks.get(lit)
        if strip is None:
            if len(looks) >= _LOOKS:
                looks.clear()
            strip = looks[lit] = self.painter.lead(region) if row < 0 else self._draw(row, lit)
        return strip

    def _draw(self, row: int, light: Light | None) -> Strip:
        parts = self._parts.get(row)
        if parts is None:
            parts = self._parts[row] = self.painter.parts(row)
        if light is None:
            return self.painter.row(parts, None, selected=False, small=False, focused=True)
        return self.painter.row(parts, light.span, selected=light.selected, small=light.small, focused=light.focused)

    def forget(self, rows: range) -> None:
        """Let rows go, and the lines above the regions that they stand in."""
        for row in rows:
            self._strips.pop(row, None)
            self._parts.pop(row, None)
        owners = self.painter.page.layout.owners
        for region in range(owners[rows[0]], owners[rows[-1]] + 1):
            self._strips.pop(-1 - region, None)
