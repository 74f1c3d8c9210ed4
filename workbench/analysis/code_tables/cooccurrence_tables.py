"""Co-occurrence as a table of codes by codes, as one row a pair, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.code_tables.cooccurrence import (
    NOT_USED,
    SAME_BRANCH,
    Cooccurrence,
    PairCell,
    PairMeasure,
)
from workbench.analysis.code_tables.few_people import told
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.signs import legend
from workbench.analysis.matrices.records import Row
from workbench.analysis.matrices.rendering import MARKS, PARTIAL
from workbench.analysis.tables import Heat, Marked, Table, TableColumn, Value, ValueKind
from workbench.core.language import _, mark, plural

_OWN_SIGNS = {SAME_BRANCH: "/", NOT_USED: "·"}
_SIGNS = {**{str(reason): sign for reason, sign in MARKS.items()}, **_OWN_SIGNS}
_SAYS = {SAME_BRANCH: mark("one code stands above the other"), NOT_USED: mark("neither code is used")}


def figures(found: Cooccurrence, language: str = "en") -> Figures:
    """Lay a co-occurrence out in its three forms; names of codes in a language."""
    return Figures(_wide(found, language), _tidy(found, language), _document(found, language))


def _title(found: Cooccurrence) -> str:
    recipe = found.recipe
    what = recipe.counted() if recipe.measure is PairMeasure.COUNT else recipe.formula()
    return _("Codes with codes: {what}").format(what=what)


def _notes(found: Cooccurrence) -> list[str]:
    notes = told([found.few], found.recipe.min_cell)
    if found.undone and not found.recipe.assume_done:
        notes.append(
            _(
                "{undone} of {interviews} transcripts are not done, so that figures may rise, and there is no zero yet."
            ).format(undone=found.undone, interviews=found.interviews)
        )
    return notes


def _shown(cell: PairCell, measure: PairMeasure, *, told: bool) -> Marked:
    """Return a cell with its sign; that a figure is partial is ``told`` beside it where not all are."""
    value = cell.count if measure is PairMeasure.COUNT else cell.coefficient
    if value is None:
        return Marked(None, _SIGNS[cell.reason or NOT_USED], cell.reason or NOT_USED)
    return Marked(value, PARTIAL if cell.partial and told else "", "partial" if cell.partial else "")


def _wide(found: Cooccurrence, language: str) -> Table:
    """A row and a column a code; codes without a coding are left out, and counted in a note."""
    measure = found.recipe.measure
    kept = [at for at, used in enumerate(found.used) if used or found.recipe.codes]
    rows = [found.rows[at] for at in kept]
    kind = ValueKind.INTEGER if measure is PairMeasure.COUNT else ValueKind.NUMBER
    cells = [[found.cells[a][b] for b in kept] for a in kept]
    some = len({cell.partial for line in cells for cell in line if cell.count}) > 1
    lines = [[_shown(cell, measure, told=some) for cell in line] for line in cells]
    columns = [TableColumn("code", _("Code"))]
    columns += [TableColumn(row.key, row.label(language), kind, decimals=3) for row in rows]
    notes = [
        _("On the diagonal stands the code's own count."),
        *_legend(lines),
        *_notes(found),
    ]
    unused = len(found.rows) - len(kept)
    if unused:
        notes.append(
            plural(
                unused, "One code without a coding is left out here.", "{n} codes without a coding are left out here."
            )
        )
    return Table(
        _title(found),
        columns,
        [[row.label(language), *line] for row, line in zip(rows, lines, strict=True)],
        name="Co-occurrence",
        notes=notes,
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
        frozen=1,
        heat=Heat(1, len(rows), len(rows)),
    )


def _legend(lines: Sequence[Sequence[Marked]]) -> list[str]:
    own = [(reason, shown, _(_SAYS[reason])) for reason, shown in _OWN_SIGNS.items()]
    return legend((cell for line in lines for cell in line), own)


def _tidy(found: Cooccurrence, language: str) -> Table:
    columns = [
        TableColumn("row"),
        TableColumn("row_name"),
        TableColumn("column"),
        TableColumn("column_name"),
        TableColumn("count", kind=ValueKind.INTEGER),
        TableColumn("coefficient", kind=ValueKind.NUMBER, decimals=6),
        TableColumn("reason"),
        TableColumn("partial", kind=ValueKind.BOOLEAN),
    ]
    return Table(
        _title(found),
        columns,
        _tidy_rows(found, language),
        name="Pairs",
        notes=_notes(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
    )


def _pairs(found: Cooccurrence) -> Iterator[tuple[Row, Row, PairCell]]:
    for row, line in zip(found.rows, found.cells, strict=True):
        for column, cell in zip(found.rows, line, strict=True):
            yield row, column, cell


def _tidy_rows(found: Cooccurrence, language: str) -> Iterator[Sequence[Value]]:
    for row, column, cell in _pairs(found):
        yield (
            row.key,
            row.label(language),
            column.key,
            column.label(language),
            cell.count,
            cell.coefficient,
            cell.reason,
            cell.partial,
        )


def _document(found: Cooccurrence, language: str) -> dict[str, object]:
    return {
        "title": _title(found),
        "recipe": found.recipe.as_json(),
        "codes": [
            {"code": row.key, "id": row.code, "name": row.label(language), "names": dict(row.names)}
            for row in found.rows
        ],
        "cells": [
            {
                "row": row.key,
                "column": column.key,
                "count": cell.count,
                "coefficient": cell.coefficient,
                "reason": cell.reason,
                "partial": cell.partial,
            }
            for row, column, cell in _pairs(found)
        ],
        "notices": _notes(found),
    }
