"""The heat map: a table's figures on colours from low to high, with nothing that looks like a figure and is none."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.matrices import Matrix, wide
from workbench.analysis.tables import Marked, Table, TableColumn, Value
from workbench.core.language import _, spoken
from workbench.exchange.colours import FAINT, GREY, INK, shade
from workbench.exchange.pictures.drawing import Drawing, broken, cut_to_width, text_width
from workbench.exchange.tables.layout import Shading, for_readers, has_decimal_comma, heading_rows, indent_of, is_empty
from workbench.exchange.tables.layout import read_as as read
from workbench.exchange.tables.spelling import RAW, Spelling

_MARGIN, _ROW, _INDENT, _GAP = 16.0, 23.0, 14.0, 8.0
_LABEL_MOST, _UPRIGHT_MOST, _LEAST, _WIDE_ENOUGH = 320.0, 200.0, 40.0, 84.0
_SWATCH, _STEPS = 16.0, 24


def heat_map(matrix: Matrix, language: str = "en", *, spelling: Spelling = RAW) -> str:
    """Draw a matrix as a heat map: SVG.

    Cells without a figure are hatched and hold the sign of their reason, told below; colours go from 0 to the highest
    figure; totals and denominators stand beside the map without colour.
    """
    return heat_map_of(wide(matrix, language), spelling=spelling)


def heat_map_of(table: Table, *, spelling: Spelling = RAW) -> str:
    """Draw any table that has heat as a heat map: SVG."""
    return _HeatMap(table, spelling).drawn()


class _HeatMap:
    """A heat map while it is drawn, from the top down."""

    def __init__(self, table: Table, spelling: Spelling) -> None:
        self._table, self._rows = for_readers(table)
        self._columns = self._table.columns
        self._comma = has_decimal_comma(spelling)
        self._shading = Shading.of(self._table, self._rows)
        self._drawing = Drawing()
        labels = [text_width(self._cell(row, 0)) + _INDENT * indent_of(row[0]) for row in self._rows]
        self._label_width = min(_LABEL_MOST, max([60.0, *labels]) + 6)
        self._headings = heading_rows(self._columns)
        names = [one.text for one in self._headings[-1] if one.first and one.rows == 1] or [""]
        self._upright = len(self._headings) == 1 and max(map(text_width, names)) > _WIDE_ENOUGH
        self._cell_width = self._width_of_cells()
        starts = {one.first for one in self._headings[0] if len(self._headings) > 1 and one.first > 1}
        self._apart = [sum(start <= at for start in starts) * 4.0 for at in range(len(self._columns))]
        self._width = max(self._x(len(self._columns) - 1) + self._cell_width + _MARGIN, 480.0)

    def _width_of_cells(self) -> float:
        figures = [text_width(self._cell(row, at)) for row in self._rows for at in range(1, len(self._columns))]
        least = max([_LEAST, *(width + 10 for width in figures)])
        for line in self._headings:
            for heading in line:
                if heading.first and not self._upright:
                    least = max(least, (text_width(heading.text) + 8) / heading.columns)
        return least

    def _cell(self, row: Sequence[Value], at: int) -> str:
        return read(row[at], self._columns[at], comma=self._comma)

    def _x(self, column: int) -> float:
        """Return where a column begins: a little apart where outer headings change and where the shaded ones end."""
        apart = _GAP if column > self._shading.last >= 0 else 0.0
        return _MARGIN + self._label_width + (column - 1) * self._cell_width + apart + self._apart[column]

    def drawn(self) -> str:
        table = self._table
        y = _MARGIN + 14
        for line in broken(table.title, self._width - 2 * _MARGIN, 15):
            self._drawing.text(_MARGIN, y, line, size=15, bold=True)
            y += 20
        y = self._draw_headings(y + 4)
        for number, row in enumerate(self._rows):
            if table.totals and number == len(self._rows) - table.totals:
                y += _GAP
            self._draw_row(number, row, y)
            y += _ROW
        y = self._draw_legend(y + 14)
        return self._drawing.as_svg(self._width, y + _MARGIN, table.title, self._description(), language=spoken())

    def _draw_headings(self, y: float) -> float:
        """Draw the headings and return where the rows begin."""
        if self._upright:
            height = min(_UPRIGHT_MOST, max(text_width(one.title) for one in self._columns[1:]) + 6)
            for at, column in enumerate(self._columns):
                if at:
                    x = self._x(at) + self._cell_width / 2 + 4
                    self._drawing.text(x, y + height - 4, cut_to_width(column.title, height), upright=True)
            return y + height
        for level, line in enumerate(self._headings):
            for one in line:
                base = y + (level + one.rows) * 18 - 5
                if not one.first:
                    continue
                left, right = self._x(one.first), self._x(one.first + one.columns - 1) + self._cell_width
                words = cut_to_width(one.text, right - left)
                self._drawing.text((left + right) / 2, base, words, anchor="middle", bold=one.columns > 1)
                if one.columns > 1:
                    self._drawing.line((left + 3, base + 4), (right - 3, base + 4), colour=FAINT)
        return y + len(self._headings) * 18 + 2

    def _draw_row(self, number: int, row: Sequence[Value], y: float) -> None:
        below = number >= len(self._rows) - self._table.totals
        indent = _INDENT * indent_of(row[0])
        words = cut_to_width(self._cell(row, 0), self._label_width - indent - 6)
        colour = GREY if below else INK
        self._drawing.text(_MARGIN + indent, y + 16, words, colour=colour)
        for at in range(1, len(self._columns)):
            self._draw_cell(number, row, at, y, colour)

    def _draw_cell(self, number: int, row: Sequence[Value], at: int, y: float, colour: str) -> None:
        value, x = row[at], self._x(at)
        place = (x + 0.5, y + 0.5, self._cell_width - 1, _ROW - 1)
        share = self._shading.share(number, at, value)
        text = self._cell(row, at)
        if self._shading.covers(number, at):
            says = f"{self._cell(row, 0)}, {self._columns[at].title}: {_spoken_as(value, self._columns[at], text)}"
            if is_empty(value):
                self._drawing.hatched_box(*place, says=says)
                self._drawing.box(x + self._cell_width / 2 - 8, y + 4, 16, _ROW - 8, "#FFFFFF")
            else:
                self._drawing.box(*place, shade(share or 0.0), says=says)
        self._drawing.text(x + self._cell_width / 2, y + 16, text, anchor="middle", colour=colour)

    def _draw_legend(self, y: float) -> float:
        """Draw the scale, the hatch and the notes, and return where they end."""
        drawing, scale = self._drawing, self._shading
        column = self._columns[max(scale.first, 0)]
        low, high = (read(_whole(one), column, comma=self._comma) for one in (scale.low, scale.high))
        x = _MARGIN
        if scale.high > scale.low:
            drawing.text(x, y + 12, low, size=11, colour=GREY)
            x += text_width(low, 11) + 6
            for step in range(_STEPS):
                drawing.box(x + step * 5, y, 5.5, _SWATCH, shade(step / (_STEPS - 1)))
            drawing.line((x, y), (x + _STEPS * 5, y), (x + _STEPS * 5, y + 16), (x, y + 16), (x, y), colour=FAINT)
            x += _STEPS * 5 + 6
            drawing.text(x, y + 12, high, size=11, colour=GREY)
            x += text_width(high, 11) + 24
        if any(is_empty(value) for row in self._rows[: scale.rows] for value in row):
            drawing.hatched_box(x, y, _SWATCH * 1.5, _SWATCH)
            drawing.text(x + _SWATCH * 1.5 + 6, y + 12, _("no figure"), size=11, colour=GREY)
        y += _SWATCH + 18
        return drawing.notes(_MARGIN, y, self._width - 2 * _MARGIN, self._table.notes, self._table.facts) - 11

    def _description(self) -> str:
        scale = self._shading
        column = self._columns[max(scale.first, 0)]
        words = _("Heat map of {rows} rows and {columns} columns. Colours go from {low} to {high}.").format(
            rows=scale.rows,
            columns=scale.last - scale.first + 1,
            low=read(_whole(scale.low), column, comma=self._comma),
            high=read(_whole(scale.high), column, comma=self._comma),
        )
        return " ".join([words, *self._table.notes])


def _whole(number: float) -> int | float:
    """Return a number without a fraction as an integer, so that it is not written with decimals."""
    return int(number) if number == int(number) else number


def _spoken_as(value: Value, column: TableColumn, text: str) -> str:
    """Return a cell as a screen reader says it: the reason in place of a sign."""
    if isinstance(value, Marked) and value.reason:
        return _(value.reason) if value.value is None else f"{text} ({_(value.reason)})"
    return text
