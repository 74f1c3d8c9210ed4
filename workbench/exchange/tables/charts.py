"""Charts of a workbook, drawn by the spreadsheet from the table's own cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.analysis.tables import Chart, Marked, Panel, Value
from workbench.core.language import _
from workbench.exchange.axes import ticks
from workbench.exchange.colours import EMPTY, GREY, LINES
from workbench.exchange.tables.layout import figure
from workbench.exchange.tables.sheets import set_page
from workbench.exchange.xml_text import for_xml

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_ACROSS, _WIDE, _HIGH, _ROWS, _COLUMNS = 2, 560, 300, 16, 9
_EXACT, _NAME = 15, 200
_REFERENCE = re.compile(r"!(?=\$?[A-Z]+\$?\d)")
_SIGNS = ("circle", "square", "triangle", "diamond", "long_dash", "x", "plus")


def write_charts(book: Workbook, chart: Chart, rows: Sequence[Sequence[Value]], sheet: str, first_row: int) -> None:
    """Add a sheet “Chart” with a chart for each panel, whose figures are those of ``sheet`` from ``first_row`` on.

    The figures of ``rows`` go along for programs that show charts and do not reckon them.

    Upright axes start at 0; a line is broken where a cell is empty.
    """
    page = book.add_worksheet("Chart")
    page.hide_gridlines(2)
    page.write_string(0, 0, for_xml(chart.axis), book.add_format({"bold": True, "font_size": 13}))
    note = _("Upright axes start at 0 and are the same. The charts are drawn from the sheet “{sheet}”.")
    page.write_string(1, 0, note.format(sheet=sheet), book.add_format({"italic": True}))
    soft = book.add_format({"font_color": GREY})
    for at, tick in enumerate(chart.ticks):
        if tick.isdecimal() and len(tick) <= _EXACT:
            page.write_number(2, at, int(tick), soft)
        else:
            page.write_string(2, at, for_xml(tick), soft)
    set_page(page, charts=True)
    top = _top(chart, rows)
    for number, panel in enumerate(chart.panels):
        drawn = _panel(book, chart, panel, rows, (sheet, first_row, top))
        page.insert_chart(4 + number // _ACROSS * _ROWS, number % _ACROSS * _COLUMNS, drawn)


def _top(chart: Chart, table: Sequence[Sequence[Value]]) -> float:
    """Return where the upright axes end: the same in every small chart, so that they can be held against each other."""
    found = [
        figure(value)
        for panel in chart.panels
        for one in panel.series
        for row in table[one.first_row : one.last_row + 1]
        for value in row[one.first_column : one.last_column + 1]
    ]
    figures = [one for one in found if one is not None]
    return ticks(max([0.0, *figures]), whole=all(one == int(one) for one in figures))[-1]


def _panel(
    book: Workbook, chart: Chart, panel: Panel, table: Sequence[Sequence[Value]], place: tuple[str, int, float]
) -> Any:
    sheet, first_row, top = place
    drawn: Any = book.add_chart({"type": chart.kind})
    for number, one in enumerate(panel.series):
        colour = LINES[number % len(LINES)]
        cells = table[one.first_row : one.last_row + 1]
        rows = (first_row + one.first_row, first_row + one.last_row)
        categories = ["Chart", 2, 0, 2, len(chart.ticks) - 1] if chart.ticks else [sheet, rows[0], 0, rows[1], 0]
        series: dict[str, Any] = {
            "name": _named(one.name),
            "values": [sheet, rows[0], one.first_column, rows[1], one.last_column],
            "values_data": [figure(value) for row in cells for value in row[one.first_column : one.last_column + 1]],
            "categories": categories,
            "categories_data": list(chart.ticks) or [_name(row[0]) for row in cells],
            "fill": {"color": colour},
        }
        if chart.kind == "line":
            series |= {
                "line": {"color": colour, "width": 2},
                "marker": {
                    "type": _SIGNS[number % len(_SIGNS)],
                    "size": 7,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        drawn.add_series(series)
    drawn.set_title({"name": _named(panel.title), "name_font": {"size": 12}})
    upright: dict[str, Any] = {"min": 0, "max": top, "major_gridlines": {"visible": True, "line": {"color": EMPTY}}}
    if chart.kind == "bar":
        # The spreadsheet draws bars from below; rows are read from above.
        drawn.set_x_axis(upright)
        drawn.set_y_axis({"reverse": True})
    else:
        drawn.set_y_axis({**upright, "name": _named(chart.axis), "name_font": {"size": 9, "bold": False}})
    drawn.set_legend({"none": True} if len(panel.series) == 1 else {"position": "bottom"})
    drawn.show_blanks_as("gap")
    rows_shown = max((one.last_row - one.first_row for one in panel.series), default=0)
    drawn.set_size({"width": _WIDE, "height": max(_HIGH, rows_shown * 20 + 80)})
    return drawn


def _named(text: str) -> str:
    """Return a name that no chart takes for a reference to a cell, and that has room above it."""
    return _REFERENCE.sub("! ", for_xml(text)[:_NAME])


def _name(value: Value) -> str:
    return for_xml(str(value.value if isinstance(value, Marked) else value))
