"""Presence: which codes are in which transcripts, yes or no, or how many codings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workbench.analysis.code_tables.few_people import few, told
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.layers import CountedTranscript, Known, counted_transcripts, rows_of
from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.code_tables.signs import legend, sign
from workbench.analysis.matrices.records import CodingRow, Interview, Reason, Row, Study
from workbench.analysis.tables import Heat, Marked, Table, TableColumn, Value, ValueKind
from workbench.core.language import _


class PresenceMeasure(StrEnum):
    """What a cell says: 1 where the code is there, or how many codings there are."""

    PRESENCE = "presence"
    CODINGS = "codings"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRecipe(TableRecipe):
    """How codes were looked up in transcripts."""

    NOUN: ClassVar[str] = "presence"

    measure: PresenceMeasure = PresenceMeasure.PRESENCE

    def own_lines(self) -> list[tuple[str, str]]:
        """Return what a cell says."""
        if self.measure is PresenceMeasure.PRESENCE:
            return [(_("Measure"), _("1 where the code is in the transcript, else 0"))]
        return [(_("Measure"), _("codings in the transcript"))]


@dataclass(frozen=True, slots=True)
class Presence:
    """Codes by transcripts: ``cells[i][j]`` is ``rows[i]`` in ``interviews[j]``, a figure or why there is none."""

    recipe: PresenceRecipe
    rows: Sequence[Row]
    interviews: Sequence[Interview]
    cells: Sequence[Sequence[int | Reason]]


def presence(study: Study, recipe: PresenceRecipe, codings: Iterable[CodingRow]) -> Presence:
    """Look every code up in every transcript; there is a 0 only where the transcript is done (matrices.md 4).

    Raises:
        NotFoundError: the recipe names a code or a coder that is not there.
        RefusedError: nothing is coded in what is to be counted.
    """
    rows = rows_of(study, recipe)
    columns: list[list[int | Reason]] = []
    transcripts = counted_transcripts(study, recipe, codings)
    for one in transcripts:
        counts = _counts(one, rows.counts_in, len(rows.rows))
        known = Known.of([one], recipe)
        columns.append([n or known.reason(held) or 0 for n, held in zip(counts, rows.held, strict=True)])
    whole = recipe.measure is PresenceMeasure.CODINGS
    cells = [
        [value if whole or isinstance(value, Reason) else min(value, 1) for value in line]
        for line in zip(*columns, strict=True)
    ]
    return Presence(recipe, rows.rows, [one.interview for one in transcripts], cells)


def _counts(one: CountedTranscript, counts_in: Mapping[str, Sequence[int]], rows: int) -> list[int]:
    counts = [0] * rows
    for layer in one.layers:
        for code, spans in layer.items():
            for row in counts_in[code]:
                counts[row] += len(spans)
    return counts


def figures(found: Presence, language: str = "en") -> Figures:
    """Lay presence out: a row a code and a column a transcript, a row a pair, and JSON."""
    return Figures(_wide(found, language), _tidy(found, language), _document(found, language))


def _title(found: Presence) -> str:
    if found.recipe.measure is PresenceMeasure.PRESENCE:
        return _("Codes by transcript: 1 where the code is there")
    return _("Codes by transcript: codings")


def _wide(found: Presence, language: str) -> Table:
    columns = [TableColumn("code", _("Code"))]
    columns += [TableColumn(one.name, one.name, ValueKind.INTEGER) for one in found.interviews]
    columns.append(TableColumn("transcripts", _("Transcripts"), ValueKind.INTEGER))
    rows: list[list[Value]] = []
    shown: list[Marked] = []
    for row, line in zip(found.rows, found.cells, strict=True):
        cells = [sign(value) if isinstance(value, Reason) else Marked(value) for value in line]
        shown += cells
        rows.append([Marked(row.label(language), indent=row.depth), *cells, _present(line)])
    return Table(
        _title(found),
        columns,
        rows,
        name="Presence",
        notes=[
            _("Transcripts is how many have the code, of {n}.").format(n=len(found.interviews)),
            *legend(shown),
            *_few(found),
        ],
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
        frozen=1,
        heat=Heat(1, len(found.interviews), len(rows)),
    )


def _few(found: Presence) -> list[str]:
    limit = found.recipe.min_cell
    return told([few([one], limit) for one in found.interviews], limit)


def _present(line: Sequence[int | Reason]) -> int:
    return sum(1 for value in line if not isinstance(value, Reason) and value)


def _tidy(found: Presence, language: str) -> Table:
    columns = [
        TableColumn("code"),
        TableColumn("name"),
        TableColumn("transcript"),
        TableColumn("case"),
        TableColumn("value", kind=ValueKind.INTEGER),
        TableColumn("reason"),
    ]
    return Table(
        _title(found),
        columns,
        ((row.key, row.label(language), one.name, one.case or "", *_value(value)) for row, one, value in _pairs(found)),
        name="Cells",
        notes=_few(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
    )


def _value(value: int | Reason) -> tuple[int | None, str | None]:
    return (None, str(value)) if isinstance(value, Reason) else (value, None)


def _pairs(found: Presence) -> Iterator[tuple[Row, Interview, int | Reason]]:
    for row, line in zip(found.rows, found.cells, strict=True):
        for one, value in zip(found.interviews, line, strict=True):
            yield row, one, value


def _document(found: Presence, language: str) -> dict[str, object]:
    cells = []
    for row, one, value in _pairs(found):
        figure, reason = _value(value)
        cells.append({"code": row.key, "transcript": one.name, "value": figure, "reason": reason})
    return {
        "title": _title(found),
        "recipe": found.recipe.as_json(),
        "codes": [
            {"code": row.key, "id": row.code, "name": row.label(language), "transcripts": _present(line)}
            for row, line in zip(found.rows, found.cells, strict=True)
        ],
        "transcripts": [
            {"transcript": one.name, "case": one.case, "attributes": dict(one.attributes)} for one in found.interviews
        ],
        "cells": cells,
        "notices": _few(found),
    }
