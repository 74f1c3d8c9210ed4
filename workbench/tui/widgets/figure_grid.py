"""A table of figures with its names and headings in place, in which one figure is lit; only what is seen is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.core.language import mark
from workbench.tui.layout.cells import shorten, text_width
from workbench.tui.layout.colours import RGB, readable, tint
from workbench.tui.layout.grid import Grid, GridCell, GridLayout, GridRow

_HEAT, _LEAST_HEAT, _STEPS = 0.42, 0.06, 32
_BARS = " ▁▂▃▄▅▆▇█"
LEFT, RIGHT = "‹", "›"
"""Beside the headings, where there are more columns on a side."""


class FigureGrid(ScrollView, can_focus=True):
    """Figures by row and column, both from 0; column -1 is the names of the rows.

    How high a figure is stands behind it as a colour, and where there are no colours as a bar before it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "figure-grid--head",
        "figure-grid--label",
        "figure-grid--here",
        "figure-grid--quiet",
        "figure-grid--lit",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "light(1, 0)", "Down", show=False),
        Binding("up", "light(-1, 0)", "Up", show=False),
        Binding("right", "light(0, 1)", "Right", show=False),
        Binding("left", "light(0, -1)", "Left", show=False),
        Binding("pagedown,space", "page(1)", mark("Page down"), show=False),
        Binding("pageup", "page(-1)", mark("Page up"), show=False),
        Binding("home", "edge(0, -1)", "First", show=False),
        Binding("end", "edge(0, 1)", "Last", show=False),
        Binding("ctrl+home", "edge(-1, 0)", "First", show=False),
        Binding("ctrl+end", "edge(1, 0)", "Last", show=False),
    ]

    class CellLit(Message):
        """Another figure is lit."""

    class CellChosen(Message):
        """The lit figure was clicked twice."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._layout_of = GridLayout(Grid(), 80)
        self._first = 0
        self._kept_looks: _Looks | None = None
        self._strips: dict[int, Strip] = {}
        self.row, self.column = 0, -1

    @property
    def _grid(self) -> Grid:
        return self._layout_of.grid

    def show(self, grid: Grid) -> None:
        """Show other figures; the same place stays lit as far as there is one."""
        self._layout_of = GridLayout(grid, max(1, self.size.width))
        self._strips.clear()
        self.virtual_size = Size(self.size.width, self._layout_of.head + len(grid.rows))
        self._light(self.row, self.column)

    def on_resize(self) -> None:
        """Lay the figures out for the width that there is now."""
        self.show(self._grid)

    def _light(self, row: int, column: int) -> None:
        layout, first = self._layout_of, self._first
        self._strips.pop(self.row, None)
        self.row = max(0, min(row, len(self._grid.rows) - 1))
        self.column = max(-1, min(column, len(layout.widths) - 1))
        self._first = layout.first_for(self.column, self._first) if self.column >= 0 else 0
        self._strips.pop(self.row, None)
        if self._first != first:
            self._strips.clear()
        top, height = self.scroll_offset.y, self._height
        if self.row < top:
            self.scroll_to(y=self.row, animate=False)
        elif self.row >= top + height:
            self.scroll_to(y=self.row - height + 1, animate=False)
        self.refresh()
        self.post_message(self.CellLit())

    @property
    def _height(self) -> int:
        """How many rows of figures are seen."""
        return max(1, self.size.height - self._layout_of.head)

    # Keys and mouse

    def action_light(self, down: int, right: int) -> None:
        """Light a neighbour."""
        self._light(self.row + down, self.column + right)

    def action_page(self, step: int) -> None:
        """Go a screenful down or up."""
        self._light(self.row + step * self._height, self.column)

    def action_edge(self, down: int, right: int) -> None:
        """Light the first or last of the row or of the column."""
        row = self.row if not down else (0 if down < 0 else len(self._grid.rows) - 1)
        column = self.column if not right else (-1 if right < 0 else len(self._layout_of.widths) - 1)
        self._light(row, column)

    def on_click(self, event: events.Click) -> None:
        """Light what is clicked; the second of two clicks chooses it."""
        row = event.y - self._layout_of.head + self.scroll_offset.y
        column = self._layout_of.column_at(event.x, self._first)
        if event.y >= self._layout_of.head and column is not None and row < len(self._grid.rows):
            self._light(row, column)
            if event.chain == 2:
                self.post_message(self.CellChosen())

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """See the next column."""
        event.stop()
        self._go_sideways(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """See the column before."""
        event.stop()
        self._go_sideways(-1)

    def _go_sideways(self, step: int) -> None:
        last = len(self._layout_of.widths) - 1
        if last >= 0:
            self._first = max(0, min(self._first + step, self._layout_of.first_for(last, 0)))
            self._strips.clear()
            self.refresh()

    # Drawing

    def notify_style_update(self) -> None:
        """Draw everything anew where the theme's colours may have changed."""
        super().notify_style_update()
        self._kept_looks = None
        self._strips.clear()

    @property
    def _looks(self) -> _Looks:
        if self._kept_looks is None:
            fine = self.app.console.color_system in {"256", "truecolor"}
            coloured = fine and not self.app.native_ansi_color and not self.app.no_color
            ground, ink = self.background_colors[1].rgb, self.colors[3].rgb
            accent = Color.parse(self.app.theme_variables["primary"]).rgb
            self._kept_looks = _Looks(
                head=self._look("head"),
                label=self._look("label"),
                here=self._look("here"),
                quiet=self._look("quiet"),
                lit=self._look("lit"),
                heat=[_heat(step / _STEPS, ground, ink, accent) for step in range(_STEPS + 1)] if coloured else (),
            )
        return self._kept_looks

    def _look(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"figure-grid--{name}", partial=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        layout, width = self._layout_of, self.size.width
        if y < layout.head:
            return Strip(self._headings(y)).adjust_cell_length(width, self._looks.head)
        at = y - layout.head + self.scroll_offset.y
        if at >= len(self._grid.rows):
            return Strip.blank(width, self._looks.label)
        strip = self._strips.get(at)
        if strip is None:
            drawn = Strip(self._figures(at, self._grid.rows[at]))
            strip = self._strips[at] = drawn.adjust_cell_length(width, self._looks.label)
        return strip

    def _headings(self, line: int) -> list[Segment]:
        layout, looks = self._layout_of, self._looks
        seen, last = layout.seen(self._first), line == layout.head - 1
        corner = shorten(self._grid.corner, layout.label - 2) if last else ""
        x = layout.label - layout.before(line, self._first)
        before = LEFT if self._first and not line else " "
        segments = [Segment(_filled(f" {corner}", x - 1) + before, looks.head)]
        for number, (words, width) in enumerate(layout.headings(line, self._first)):
            here = last and seen[number] == self.column
            segments.append(Segment(_filled(words, width), looks.head + looks.here if here else looks.head))
            x += width
        if not line and seen.stop < len(layout.widths):
            segments.append(Segment(" " * (self.size.width - x - 1) + RIGHT, looks.head))
        return segments

    def _figures(self, at: int, row: GridRow) -> list[Segment]:
        layout, looks, lit = self._layout_of, self._looks, self.column if at == self.row else None
        style = looks.label if lit is None else looks.lit if lit < 0 else looks.here
        label = _filled(" " + shorten(row.label, layout.label - 2), layout.label)
        segments = [Segment(label, style + Style(bold=True) if row.bold else style)]
        for column in layout.seen(self._first):
            cell, width = row.cells[column], layout.widths[column]
            bar = _BARS[math.ceil(cell.heat * 8)] if cell.heat and not looks.heat else " "
            words = bar + " " * (width - 2 - text_width(cell.text)) + cell.text + " "
            segments.append(Segment(words, looks.lit if column == lit else looks.of(cell)))
        return segments


@dataclass(frozen=True, slots=True)
class _Looks:
    """How everything is drawn; ``heat`` from low to high, nothing where the terminal has no colours to tell it by."""

    head: Style
    label: Style
    here: Style
    quiet: Style
    lit: Style
    heat: Sequence[Style]

    def of(self, cell: GridCell) -> Style:
        """Return how a figure is drawn; the heat behind it only repeats what the figure says."""
        if cell.quiet:
            return self.quiet
        return self.heat[round(cell.heat * _STEPS)] if cell.heat and self.heat else self.label


def _heat(share: float, ground: RGB, ink: RGB, accent: RGB) -> Style:
    warm = tint(accent, ground, ink, _LEAST_HEAT + _HEAT * share)
    return Style(color=RichColor.from_rgb(*readable(ink, warm)), bgcolor=RichColor.from_rgb(*warm))


def _filled(words: str, width: int) -> str:
    return words + " " * (width - text_width(words))
