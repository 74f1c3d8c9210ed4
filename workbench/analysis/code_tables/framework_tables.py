"""A framework matrix as a table of texts, as one row a quotation, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.code_tables.few_people import told
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.framework import Fill, Frame, FrameCell, Quoted, shortened
from workbench.analysis.code_tables.signs import legend, sign
from workbench.analysis.matrices.records import Row
from workbench.analysis.matrices.rendering import SMALL
from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind
from workbench.core.language import _, plural


def figures(found: Frame, language: str = "en") -> Figures:
    """Lay a framework matrix out in its three forms; names of codes in a language."""
    return Figures(_wide(found, language), _tidy(found, language), _document(found, language))


def _title(found: Frame) -> str:
    what = _("quotations") if found.recipe.fill is Fill.QUOTATIONS else _("memos")
    return _("Framework matrix: {rows} by {columns}, {what}").format(
        rows=found.recipe.rows, columns=_(str(found.recipe.columns)), what=what
    )


def _wide(found: Frame, language: str) -> Table:
    columns = [TableColumn("row", found.recipe.rows.capitalize())]
    columns += [TableColumn(row.key, row.label(language)) for row in found.columns]
    rows: list[list[Value]] = []
    signs: list[Marked] = []
    small = [SMALL if one and not all(found.small) else "" for one in found.small]
    for value, line, few in zip(found.rows, found.cells, small, strict=True):
        rows.append([Marked(value or _("(missing)"), few), *(_text(cell, found) for cell in line)])
        signs += [sign(cell.reason) for cell in line if cell.reason is not None]
    return Table(
        _title(found),
        columns,
        rows,
        name="Framework",
        notes=[_("The number before the quotations is of all in the cell."), *legend(signs), *_notes(found)],
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
        frozen=1,
    )


def _notes(found: Frame) -> list[str]:
    return told(found.small, found.recipe.min_cell, rows=True)


def _text(cell: FrameCell, found: Frame) -> Value:
    """Return what stands in a cell: lines, or a sign with the reason why there are none."""
    recipe = found.recipe
    if cell.reason is not None and not cell.summaries:
        return sign(cell.reason)
    if recipe.fill is Fill.MEMOS:
        memos = (f"{memo} ({_place(one)})" for one in cell.quotations for memo in one.memos)
        return "\n".join([*cell.summaries, *memos])
    if not cell.quotations:
        return "0"
    shown = cell.quotations[: recipe.most or None]
    lines = [f"({len(cell.quotations)})"]
    lines += [f"“{shortened(one.words, recipe.length)}” ({_place(one)})" for one in shown]
    more = len(cell.quotations) - len(shown)
    if more:
        lines.append(plural(more, "and one more", "and {n} more"))
    return "\n".join(lines)


def _place(one: Quoted) -> str:
    return f"{one.transcript}, {one.turn}" if one.turn else one.transcript


def _each(found: Frame) -> Iterator[tuple[str, Row, FrameCell]]:
    for value, line in zip(found.rows, found.cells, strict=True):
        for column, cell in zip(found.columns, line, strict=True):
            yield value, column, cell


def _tidy(found: Frame, language: str) -> Table:
    columns = [
        TableColumn("row"),
        TableColumn("column"),
        TableColumn("column_name"),
        TableColumn("transcript"),
        TableColumn("turn", kind=ValueKind.INTEGER),
        TableColumn("start", kind=ValueKind.INTEGER),
        TableColumn("end", kind=ValueKind.INTEGER),
        TableColumn("codes"),
        TableColumn("coders"),
        TableColumn("quotation"),
        TableColumn("memos"),
    ]
    return Table(
        _title(found),
        columns,
        _tidy_rows(found, language),
        name="Quotations",
        notes=_notes(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
    )


def _tidy_rows(found: Frame, language: str) -> Iterator[Sequence[Value]]:
    for value, column, cell in _each(found):
        for one in cell.quotations:
            turn = one.turn or None
            yield (
                value, column.key, column.label(language), one.transcript, turn, one.start, one.end,
                one.codes, one.coders, one.words, one.memos,
            )  # fmt: skip


def _document(found: Frame, language: str) -> dict[str, object]:
    return {
        "title": _title(found),
        "recipe": found.recipe.as_json(),
        "rows": list(found.rows),
        "columns": [{"column": row.key, "id": row.code, "name": row.label(language)} for row in found.columns],
        "cells": [
            {
                "row": value,
                "column": column.key,
                "count": len(cell.quotations) if cell.reason is None else None,
                "reason": None if cell.reason is None else str(cell.reason),
                "summaries": list(cell.summaries),
                "quotations": [_quoted(one) for one in cell.quotations],
            }
            for value, column, cell in _each(found)
        ],
        "notices": _notes(found),
    }


def _quoted(one: Quoted) -> dict[str, object]:
    return {
        "transcript": one.transcript,
        "turn": one.turn or None,
        "start": one.start,
        "end": one.end,
        "codes": list(one.codes),
        "coders": list(one.coders),
        "quotation": one.words,
        "memos": list(one.memos),
    }
