"""Rows as the driver gives and takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Table, insert

_AT_ONCE = 5000


def plain(connection: Connection, statement: Executable, **parameters: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the driver's own tuples: for numbers and strings nothing has to be converted, and a row object costs."""
    result = connection.execute(statement, parameters)
    cursor = result.cursor
    while cursor is not None and (rows := cursor.fetchmany(_AT_ONCE)):
        yield from rows


def add_rows(
    connection: Connection, table: Table[Any], columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Write many rows of numbers, strings and bytes: nothing has to be converted, and going over each value costs.

    ``columns`` stand in the order of the table's.
    """
    if not rows:
        return
    statement, positional = _insertion(table, columns, connection.dialect)
    given = list(rows) if positional else [dict(zip(columns, row, strict=True)) for row in rows]
    connection.exec_driver_sql(statement, given)


@lru_cache(32)
def _insertion(table: Table[Any], columns: tuple[str, ...], dialect: Dialect) -> tuple[str, bool]:
    """Return the driver's own statement, and whether it takes its parameters by place."""
    compiled = insert(table).inline().compile(dialect=dialect, column_keys=columns)
    return str(compiled), bool(compiled.positional)
