"""Tables to a terminal or a pipe."""

from __future__ import annotations

from typing import TextIO

from workbench.analysis.tables import Table
from workbench.core.errors import UnknownFormat
from workbench.core.language import _
from workbench.exchange.tables.formats import TableFormat
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.terminal import write_terminal


def print_table(
    table: Table, format_: TableFormat, out: TextIO, *, spelling: Spelling = RAW, width: int | None = None
) -> None:
    """Write a table as text, its rows as they come; ``width`` is the terminal's, in cells, None to cut nothing.

    Raises:
        UnknownFormat: the format is bytes, which no terminal shows.
    """
    if format_.name == "table":
        write_terminal(table, out, width)
    elif format_.writer is None:
        raise UnknownFormat(
            _("{name} is not text.").format(name=format_.name),
            hint=_("Write it to a file: -o NAME{suffixes}").format(suffixes=format_.suffixes[0]),
        )
    else:
        format_.writer(table, out, spelling)
