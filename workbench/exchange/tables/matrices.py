"""Matrices to every format: wide for a report, long for a program."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.matrices import Matrix, as_json, tidy, wide
from workbench.analysis.matrices.timelines import chart
from workbench.analysis.tables import Table
from workbench.exchange.tables.counted import Counted
from workbench.exchange.tables.formats import TableFormat


def counted(matrix: Matrix, *, long: bool | None = None, language: str = "en") -> Counted:
    """Return a matrix as each format wants it.

    Args:
        matrix: which one.
        long: whether a row a cell and a column a variable come first, before a row a code and a column a combination;
            None has only lines of JSON so.
        language: of the codes' names.
    """

    def tables(format_: TableFormat) -> list[Table]:
        long_first = format_.name == "jsonl" if long is None else long
        table = replace(wide(matrix, language), chart=chart(matrix, language))
        return [tidy(matrix, language), table] if long_first else [table, tidy(matrix, language)]

    return Counted(lambda: as_json(matrix), tables)
