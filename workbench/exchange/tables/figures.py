"""Tables of codes to every format: wide for a report, long for a program."""

from __future__ import annotations

from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.tables import Table
from workbench.exchange.tables.counted import Counted
from workbench.exchange.tables.formats import TableFormat


def counted(figures: Figures, *, tidy: bool | None = None) -> Counted:
    """Return figures as each format wants them; lines of JSON are long where nobody says otherwise."""

    def tables(format_: TableFormat) -> list[Table]:
        long_first = format_.name == "jsonl" if tidy is None else tidy
        return [figures.tidy, figures.wide] if long_first else [figures.wide, figures.tidy]

    return Counted(lambda: figures.document, tables)
