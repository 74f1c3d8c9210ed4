"""Tables as .xlsx: real numbers, text that never becomes a formula, frozen panes, heat, totals, charts, the recipe."""

from __future__ import annotations

import datetime
import math
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind, flat, shown
from workbench.core.errors import FileError
from workbench.core.language import _
from workbench.exchange.colours import EMPTY, shade
from workbench.exchange.tables.charts import write_charts
from workbench.exchange.tables.layout import NUMBERS, figure
from workbench.exchange.tables.sheets import set_page

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_IN_A_CELL = 32_767
"""How many UTF-16 units a cell of a spreadsheet can hold."""

MOST_ROWS = 1_048_576
"""How many rows a sheet can have."""

MOST_COLUMNS = 16_384
"""How many columns a sheet can have."""

_EXACT = 2**53
_PLAIN = 10**8
"""Whole numbers below it are shown digit by digit without being told."""

_MOST_REASONS = 2_000
"""How many empty cells say why they are empty when one points at them; a comment costs a drawing."""

_SHORT = MOST_IN_A_CELL // 2
_FIRST = 3
_MEASURED = 200
_LINE, _MOST_LINES = 15, 27
_ABREAST = 12
"""Over how many columns a note goes at most."""

_WRAPPED = 5_000
"""Up to which row long texts go over several lines: the height of a row is kept in memory until the end."""

_WIDEST = 60
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def write_workbook(tables: Sequence[Table], out: IO[bytes]) -> None:
    """Write each table on a sheet of its own, the first one's recipe on another, and texts too long for a cell on one.

    Rows are written as they come; memory does not grow with them.

    Raises:
        FileError: a table has more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # Rows wait in files until the workbook is put together; what informants said must not be left in them.
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
            "tmpdir": folder,
        }
        book = Workbook(out, options)
        try:
            _write_tables(book, tables)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None


def _write_tables(book: Workbook, tables: Sequence[Table]) -> None:
    formats = _Formats(book)
    long_texts = _LongTexts(book, formats)
    taken: set[str] = {"recipe", "long texts", "chart"}
    for one in tables:
        table = one if one.chart is None else replace(one, rows=list(one.rows))
        sheet = book.add_worksheet(_sheet_name(table.name, taken))
        _Sheet(sheet, table, formats, long_texts).write()
        if table.chart is not None:
            write_charts(book, table.chart, list(table.rows), sheet.get_name(), _FIRST)
    if tables and (tables[0].facts or tables[0].notes):
        _write_recipe(book.add_worksheet("Recipe"), tables[0], formats)
    long_texts.close()


def text_for_cell(text: str) -> str:
    """Return a text that a spreadsheet can hold: control characters as their symbols, lone surrogates replaced."""
    return _CONTROLS.sub(lambda match: _symbol(ord(match.group())), text)


def _symbol(point: int) -> str:
    return chr(0x2400 + point) if point < 0x20 else "\u2421" if point == 0x7F else "\ufffd"


def _sheet_name(name: str, taken: set[str]) -> str:
    base = _NOT_IN_A_NAME.sub(" ", text_for_cell(name)).strip()[:27] or "Table"
    found, number = base, 2
    while found.casefold() in taken:
        found, number = f"{base} {number}", number + 1
    taken.add(found.casefold())
    return found


class _Formats:
    """The workbook's cell formats, made when they are first needed; ``number`` with its sign beside it."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format with these properties of XlsxWriter."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(properties))
        return self._made[key]


class _LongTexts:
    """A sheet for texts that no cell can hold, in pieces, made when the first one comes."""

    def __init__(self, book: Workbook, formats: _Formats) -> None:
        self._book = book
        self._formats = formats
        self._rows: list[tuple[str, int, str]] = []

    def put(self, sheet: str, place: str, text: str) -> str:
        """Keep a text, and return what stands in its cell instead."""
        pieces = list(_pieces(text, MOST_IN_A_CELL))
        self._rows += [(f"{sheet}!{place}", number, piece) for number, piece in enumerate(pieces, 1)]
        head = next(_pieces(text, 32_000))
        return f"{head} […] (whole, in {len(pieces)} pieces, on the sheet “Long texts”)"

    def close(self) -> None:
        """Write the sheet, if there is anything for it."""
        if not self._rows:
            return
        sheet = self._book.add_worksheet("Long texts")
        for at, heading in enumerate(("Cell", "Piece", "Text")):
            sheet.write_string(0, at, heading, self._formats.get(bold=True))
        for row, (place, number, piece) in enumerate(self._rows, 1):
            sheet.write_string(row, 0, place)
            sheet.write_number(row, 1, number)
            sheet.write_string(row, 2, piece)


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")


def _pieces(text: str, most: int) -> Iterator[str]:
    """Cut a text into pieces of at most ``most`` UTF-16 units."""
    start = units = 0
    for at, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if units + width > most:
            yield text[start:at]
            start, units = at, 0
        units += width
    yield text[start:]


class _Sheet:
    """One table on one sheet, from the top down."""

    def __init__(self, sheet: Worksheet, table: Table, formats: _Formats, long_texts: _LongTexts) -> None:
        self._sheet = sheet
        self._table = table
        self._formats = formats
        self._long_texts = long_texts
        self._looks = [None if table.heat else _look(column, formats) for column in table.columns]
        self._on_one_line = formats.get(valign="top")
        self._lowest = 0.0
        self._reasons = _MOST_REASONS
        self._widths = [max(len(word) for word in (column.title or " ").split(" ")) for column in table.columns]

    def write(self) -> None:
        """Write title, headings, rows, notes, and how the sheet is to look.

        Raises:
            FileError: there are more rows than a sheet can hold, or more columns.
        """
        sheet, table, formats = self._sheet, self._table, self._formats
        if len(table.columns) > MOST_COLUMNS:
            raise FileError(
                _("The table has {n:,} columns, and a spreadsheet holds {most:,}.").format(
                    n=len(table.columns), most=MOST_COLUMNS
                ),
                hint=_("Write it as .csv instead, or in the long form: --tidy."),
            )
        for at, look in enumerate(self._looks):
            sheet.set_column(at, at, None, look)
        sheet.write_string(0, 0, text_for_cell(table.title), formats.get(bold=True, font_size=13))
        head = formats.get(bold=True, bottom=1, text_wrap=True, valign="bottom")
        head_of_figures = formats.get(bold=True, bottom=1, text_wrap=True, valign="bottom", align="right")
        for at, column in enumerate(table.columns):
            look = head_of_figures if column.kind in NUMBERS else head
            sheet.write_string(_FIRST - 1, at, text_for_cell(column.title), look)
        end = self._write_rows()
        self._set_widths()
        sheet.freeze_panes(_FIRST, table.frozen)
        if not table.totals and end > _FIRST:
            sheet.autofilter(_FIRST - 1, 0, end - 1, len(table.columns) - 1)
        self._shade()
        self._write_notes(end + 1)
        set_page(sheet, letters=sum(self._widths))
        sheet.repeat_rows(_FIRST - 1)

    def _write_notes(self, first: int) -> None:
        """Write the notes below the table, as broad as it: longer ones would make the printed page broader."""
        look = self._formats.get(italic=True, text_wrap=True, valign="top")
        last, width = len(self._table.columns) - 1, max(_WIDEST, sum(self._widths[:_ABREAST]))
        for row, note in enumerate(map(text_for_cell, self._table.notes), first):
            if last:
                self._sheet.merge_range(row, 0, row, min(last, _ABREAST - 1), note[:MOST_IN_A_CELL], look)
            else:
                self._sheet.write_string(row, 0, note[:MOST_IN_A_CELL], look)
            self._sheet.set_row(row, _LINE * min(_lines(note, width), _MOST_LINES))

    def _set_widths(self) -> None:
        """Make each column as wide as its words, and those that are shaded alike."""
        heat = self._table.heat
        if heat is not None and heat.last >= heat.first:
            shaded = slice(heat.first, heat.last + 1)
            self._widths[shaded] = [max(self._widths[shaded])] * (heat.last + 1 - heat.first)
        for at, (width, look) in enumerate(zip(self._widths, self._looks, strict=True)):
            self._sheet.set_column(at, at, width + (1 if heat and at else 2), look)

    def _shade(self) -> None:
        heat = self._table.heat
        if heat and heat.rows and heat.last >= heat.first:
            scale: dict[str, Any] = {"type": "2_color_scale", "min_color": shade(0.0), "max_color": shade(1.0)}
            if self._lowest >= 0:
                scale |= {"min_type": "num", "min_value": 0}
            self._sheet.conditional_format(_FIRST, heat.first, _FIRST + heat.rows - 1, heat.last, scale)

    def _write_rows(self) -> int:
        """Write the rows and return the number of the row after the last one."""
        table, row = self._table, _FIRST
        rows = list(table.rows) if table.totals else table.rows
        measured = max(_MEASURED, _FIRST + table.heat.rows if table.heat else 0)
        totals_from = _FIRST + len(rows) - table.totals if isinstance(rows, list) else MOST_ROWS
        for values in rows:
            if row >= MOST_ROWS:
                raise FileError(
                    _("The table has more than {most_rows:,} rows, and a spreadsheet holds no more.").format(
                        most_rows=MOST_ROWS - _FIRST
                    ),
                    hint=_("Write it as .csv instead."),
                )
            look: dict[str, Any] = {}
            if table.totals and row >= totals_from:
                look = {"bold": True, "top": 1} if row == totals_from else {"bold": True}
            if row < measured:
                self._measure(row, values)
            self._write_row(row, values, look)
            if table.heat is None and row < _WRAPPED and (lines := self._lines(values)) > 1:
                self._sheet.set_row(row, _LINE * min(lines, _MOST_LINES))
            row += 1
        return row

    def _write_row(self, row: int, values: Sequence[Value], look: dict[str, Any]) -> None:
        sheet, columns = self._sheet, self._table.columns
        on_one_line = self._on_one_line if row >= _WRAPPED else None
        for at, value in enumerate(values):
            # Most cells of a long list are text of one line or a small number, and want no format.
            if type(value) is str and not look and len(value) < _SHORT and value.isprintable():
                if value:
                    sheet.write_string(row, at, value, on_one_line)
            elif type(value) is int and not look and -_PLAIN < value < _PLAIN:
                sheet.write_number(row, at, value)
            else:
                text = _write(sheet, (row, at), value, columns[at], self._formats, look)
                if text is not None:
                    self._write_text((row, at), text, value, look)
                elif isinstance(value, Marked) and value.value is None and value.reason and self._reasons:
                    self._reasons -= 1
                    sheet.write_comment(row, at, _(value.reason), {"x_scale": 1.2, "y_scale": 0.4})

    def _measure(self, row: int, values: Sequence[Value]) -> None:
        """Note how wide the columns must be, and the lowest figure of those that are shaded."""
        heat = self._table.heat
        for at, (value, column) in enumerate(zip(values, self._table.columns, strict=True)):
            self._widths[at] = max(self._widths[at], min(_WIDEST, len(shown(value, column))))
            if heat and row - _FIRST < heat.rows and heat.first <= at <= heat.last:
                self._lowest = min(self._lowest, figure(value) or 0.0)

    def _lines(self, values: Sequence[Value]) -> int:
        """Return how many lines high a row of a list must be; a spreadsheet does not always find that out itself."""
        lines = 1
        for value, width in zip(values, self._widths, strict=True):
            if type(value) is str and len(value) > width:
                lines = max(lines, _lines(value, width))
        return lines

    def _write_text(self, place: tuple[int, int], text: str, value: Value, look: dict[str, Any]) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        if _units(text) > MOST_IN_A_CELL:
            text = self._long_texts.put(self._sheet.get_name(), xl_rowcol_to_cell(*place), text)
        if isinstance(value, Marked) and value.indent:
            look = {**look, "indent": value.indent}
        if "\n" in text:
            look = {**look, "text_wrap": True, "valign": "top"}
        self._sheet.write_string(*place, text, self._formats.get(**look) if look else None)


def _lines(text: str, width: int) -> int:
    """Return on how many lines a text goes that is broken at so many letters."""
    return sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))


def _look(column: TableColumn, formats: _Formats) -> Format | None:
    """Return how cells of a list look that have no look of their own: from the top, words on several lines."""
    if column.kind is ValueKind.BOOLEAN:
        return None
    return formats.get(valign="top", text_wrap=True) if column.kind is ValueKind.TEXT else formats.get(valign="top")


def _write(
    sheet: Worksheet,
    place: tuple[int, int],
    value: Value,
    column: TableColumn,
    formats: _Formats,
    look: dict[str, Any],
) -> str | None:
    """Write everything but text, and return the text that is left to be written."""
    row, at = place
    mark = ""
    if isinstance(value, Marked):
        if value.value is None:
            sheet.write_blank(row, at, None, formats.get(**look, bg_color=EMPTY))
            return None
        mark, value = value.mark, value.value
    if value is None or value == "":
        sheet.write_blank(row, at, None, formats.get(**look))
    elif isinstance(value, bool):
        sheet.write_boolean(row, at, value, formats.get(**look))
    elif isinstance(value, int) and abs(value) > _EXACT:
        return str(value)
    elif isinstance(value, (int, float)):
        decimals = f".{'0' * column.decimals}" if isinstance(value, float) and column.decimals else ""
        sign = f'"{mark}"' if mark else ""
        sheet.write_number(row, at, value, formats.get(**look, num_format=f"0{decimals}{sign}"))
    elif isinstance(value, (datetime.date, datetime.datetime)):
        pattern = "yyyy-mm-dd hh:mm:ss" if isinstance(value, datetime.datetime) else "yyyy-mm-dd"
        if isinstance(value, datetime.datetime):
            value = value.replace(tzinfo=None)
        sheet.write_datetime(row, at, value, formats.get(**look, num_format=pattern))
    else:
        return text_for_cell(value if isinstance(value, str) else flat(value)) + mark
    return None


def _write_recipe(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    wrapped = formats.get(text_wrap=True, valign="top")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    set_page(sheet)
    lines = (("Table", table.title), *table.facts, *(("Note", note) for note in table.notes))
    for row, (label, says) in enumerate(lines):
        sheet.write_string(row, 0, text_for_cell(label), formats.get(bold=True, valign="top"))
        sheet.write_string(row, 1, text_for_cell(says)[:MOST_IN_A_CELL], wrapped)
