"""Rows as the driver gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Executable

_AT_ONCE = 5000


def plain(connection: Connection, statement: Executable, **parameters: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the driver's own tuples: for numbers and strings nothing has to be converted, and a row object costs."""
    result = connection.execute(statement, parameters)
    cursor = result.cursor
    while cursor is not None and (rows := cursor.fetchmany(_AT_ONCE)):
        yield from rows
