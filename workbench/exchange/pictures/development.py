"""The development over the years: a small picture for each theme, a line for each municipality."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from workbench.analysis.matrices import Cell, Matrix, Reason
from workbench.analysis.matrices.timelines import MOST_LINES, Line, Timeline, timeline
from workbench.analysis.tables import TableColumn, ValueKind
from workbench.core.errors import RefusedError
from workbench.core.language import _, plural, spoken
from workbench.exchange.axes import ticks
from workbench.exchange.colours import FAINT, GREY, INK, LINES
from workbench.exchange.pictures.drawing import Drawing, broken, cut_to_width, text_width
from workbench.exchange.tables.layout import has_decimal_comma
from workbench.exchange.tables.layout import read_as as read
from workbench.exchange.tables.spelling import RAW, Spelling

_MARGIN, _PANEL, _PLOT, _LEFT, _BETWEEN = 16.0, 280.0, 130.0, 38.0, 26.0
_DASHES = ("", "7 3", "2 3", "9 3 2 3")
_SIDES = (24, 4, 3, 5)
_MOST_ACROSS = 3


def development(matrix: Matrix, language: str = "en", *, spelling: Spelling = RAW, captioned: bool = False) -> str:
    """Draw how each row develops over time: SVG, a small picture a row with the same scales in all.

    Time is the column called ``year``, else the last one whose values are numbers or dates; each combination of the
    others is a line. A line is broken where there is no figure, and a hollow point is a figure that may grow.
    Where it is ``captioned``, title, notices and recipe stand beside it and not in it.

    Raises:
        RefusedError: no column is of time, or there are more lines than can be told apart.
    """
    time = timeline(matrix, language)
    if time is None:
        raise RefusedError(
            _("A development over time needs a column of years."),
            hint=_("For instance: --columns municipality,year"),
        )
    if len(time.lines) > MOST_LINES:
        raise RefusedError(
            _("{n} lines cannot be told apart in one picture.").format(n=len(time.lines)),
            hint=_("Take fewer columns beside the year, or leave some out with --where; at most {n}.").format(
                n=MOST_LINES
            ),
        )
    return _Development(matrix, time, language, spelling).drawn(captioned=captioned)


class _Development:
    """The picture while it is drawn, panel by panel."""

    def __init__(self, matrix: Matrix, time: Timeline, language: str, spelling: Spelling) -> None:
        self._matrix, self._time, self._lines, self._language = matrix, time, time.lines, language
        self._comma = has_decimal_comma(spelling)
        self._drawing = Drawing()
        figures = [cell.value for row in matrix.cells for cell in row if cell.value is not None]
        self._whole = not any(isinstance(value, float) for value in figures)
        self._ticks = ticks(max([0.0, *map(float, figures)]), whole=self._whole)
        self._across = max(1, min(_MOST_ACROSS, len(matrix.rows)))
        self._width = max(2 * _MARGIN + self._across * _PANEL + (self._across - 1) * _BETWEEN, 480.0)

    def drawn(self, *, captioned: bool) -> str:
        matrix, drawing = self._matrix, self._drawing
        notes = [*self._says(), *(notice.message for notice in ([] if captioned else matrix.notices))]
        y = _MARGIN + 14
        title = _("{counted}: development by {time}").format(
            counted=matrix.recipe.heading, time=_(matrix.recipe.columns[self._time.variable])
        )
        for line in [] if captioned else broken(title, self._width - 2 * _MARGIN, 15):
            drawing.text(_MARGIN, y, line, size=15, bold=True)
            y += 20
        y = self._draw_legend(y)
        for at in range(len(matrix.rows)):
            across, down = at % self._across, at // self._across
            self._draw_panel(at, _MARGIN + across * (_PANEL + _BETWEEN), y + down * (_PLOT + 66))
        y += math.ceil(len(matrix.rows) / self._across) * (_PLOT + 66)
        y = drawing.notes(_MARGIN, y, self._width - 2 * _MARGIN, notes, [] if captioned else matrix.recipe.lines())
        description = " ".join([*notes, *self._figures()])
        return drawing.as_svg(self._width, y - 11 + _MARGIN, title, description, language=spoken())

    def _says(self) -> list[str]:
        """Say what a reader must know of the axes and lines."""
        said = [_("Upright axes start at 0, and all the small pictures have the same scale.")]
        cells = [cell for row in self._matrix.cells for cell in row]
        if any(cell.value is None for cell in cells):
            said.append(_("A line is broken where there is no figure."))
        if any(cell.partial for cell in cells):
            said.append(_("A hollow point may still grow: not all of its transcripts could be counted yet."))
        without = sum(column.interviews for column in self._matrix.columns if not column.values[self._time.variable])
        if without:
            name = _(self._matrix.recipe.columns[self._time.variable])
            words = plural(without, "one interview without {name}", "{n} interviews without {name}").format(name=name)
            said.append(_("Not in the picture: {what}.").format(what=words))
        return said

    def _figures(self) -> list[str]:
        """Say every line in words, for who cannot see it."""
        said = []
        for row, cells in zip(self._matrix.rows, self._matrix.cells, strict=True):
            for line in self._lines:
                points = ", ".join(
                    f"{self._matrix.columns[at].values[self._time.variable]} {self._said(cells[at])}"
                    for _place, at in line.points
                )
                said.append(f"{row.label(self._language)}, {line.name}: {points}.")
        return said

    def _said(self, cell: Cell) -> str:
        if cell.value is None:
            return _(str(cell.reason or Reason.NO_INTERVIEW))
        return self._number(cell.value) + (" +" if cell.partial else "")

    def _number(self, value: float) -> str:
        return read(value, TableColumn("value", kind=ValueKind.NUMBER), comma=self._comma)

    def _draw_legend(self, y: float) -> float:
        """Draw what each line is and return where the panels begin."""
        if len(self._lines) == 1:
            return y + 4
        x = _MARGIN
        for number, line in enumerate(self._lines):
            name = cut_to_width(line.name, 180)
            width = 38 + text_width(name) + 20
            if x + width > self._width - _MARGIN and x > _MARGIN:
                x, y = _MARGIN, y + 18
            colour = LINES[number % len(LINES)]
            self._drawing.line((x, y + 4), (x + 30, y + 4), colour=colour, width=2, dashes=self._dashes(number))
            self._drawing.shape(_point(x + 15, y + 4, number), colour=colour, filled=True)
            self._drawing.text(x + 36, y + 8, name)
            x += width
        return y + 26

    @staticmethod
    def _dashes(number: int) -> str:
        return _DASHES[number // len(LINES) % len(_DASHES)]

    def _place(self, x: float, y: float, time: float, value: float) -> tuple[float, float]:
        """Return where a figure stands in the panel whose corner is (x, y)."""
        times = list(self._time.places.values())
        first, last = min(times), max(times)
        share = (time - first) / (last - first) if last > first else 0.5
        return x + _LEFT + 12 + share * (_PANEL - _LEFT - 24), y + 24 + _PLOT * (1 - value / self._ticks[-1])

    def _draw_panel(self, number: int, x: float, y: float) -> None:
        row, cells = self._matrix.rows[number], self._matrix.cells[number]
        drawing = self._drawing
        drawing.text(x, y + 12, cut_to_width(row.label(self._language), _PANEL), bold=True)
        for tick in self._ticks:
            at = self._place(x, y, 0, tick)[1]
            drawing.line((x + _LEFT, at), (x + _PANEL, at), colour=INK if tick == 0 else FAINT)
            label = self._number(int(tick) if tick == int(tick) else tick)
            drawing.text(x + _LEFT - 6, at + 4, label, size=11, anchor="end", colour=GREY)
        free = x
        for value, place in sorted(self._time.places.items(), key=lambda one: one[1]):
            at, half = self._place(x, y, place, 0)[0], text_width(value, 11) / 2
            drawing.line((at, y + 24 + _PLOT), (at, y + 28 + _PLOT), colour=INK)
            if at - half >= free:
                drawing.text(at, y + 42 + _PLOT, value, size=11, anchor="middle", colour=GREY)
                free = at + half + 6
        reasons = {cell.reason for cell in cells}
        if None not in reasons:
            words = " · ".join(sorted(_(str(reason)) for reason in reasons))
            middle, wide = x + (_LEFT + _PANEL) / 2, text_width(words) + 12
            drawing.box(middle - wide / 2, y + 10 + _PLOT / 2, wide, 20, "#FFFFFF")
            drawing.text(middle, y + 24 + _PLOT / 2, words, anchor="middle", colour=GREY)
        for place, line in enumerate(self._lines):
            self._draw_line(line, place, cells, (x, y), f"{row.label(self._language)}, {line.name}")

    def _draw_line(
        self, line: Line, number: int, cells: Sequence[Cell], corner: tuple[float, float], name: str
    ) -> None:
        colour = LINES[number % len(LINES)]
        points = [(*self._place(*corner, time, float(cells[at].value or 0)), at) for time, at in line.points]
        for (x0, y0, before), (x1, y1, after) in pairwise(points):
            if cells[before].value is not None and cells[after].value is not None:
                self._drawing.line((x0, y0), (x1, y1), colour=colour, width=2, dashes=self._dashes(number))
        for x, y, at in points:
            if cells[at].value is not None:
                when = self._matrix.columns[at].values[self._time.variable]
                says = f"{name}, {when}: {self._said(cells[at])}"
                self._drawing.shape(_point(x, y, number), colour=colour, filled=not cells[at].partial, says=says)


def _point(x: float, y: float, number: int) -> list[tuple[float, float]]:
    """Return the corners of a line's points: round, square, three- or five-cornered, so that no colour is needed."""
    sides = _SIDES[number % len(_SIDES)]
    start = -math.pi / 2 + (math.pi / 4 if sides == 4 else 0)
    radius = {24: 3.6, 4: 4.4, 3: 5.0, 5: 4.6}[sides]
    turns = [start + 2 * math.pi * at / sides for at in range(sides)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
