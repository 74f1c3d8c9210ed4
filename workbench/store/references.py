"""What belongs to a record: everything that an act has to take along."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from workbench.store import records
from workbench.store.tables import table

_AT_ONCE = 500


def of(connection: Connection, kind: str, field: str, *uuids: str) -> list[Any]:
    """Return the records of a kind whose field is one of some records, by UUID.

    They are everybody's: this is for acts that leave nothing behind, and not for showing to a coder.
    """
    own = table(kind)
    column = own.c[f"{field}_id"]
    target = next(iter(column.foreign_keys)).column.table
    found: list[Any] = []
    for at in range(0, len(uuids), _AT_ONCE):
        keys = select(target.c.id).where(target.c.uuid.in_(uuids[at : at + _AT_ONCE]))
        rows = connection.execute(records.selection(kind).where(column.in_(keys)).order_by(own.c.uuid)).all()
        found += records.build_all(kind, rows)
    return found
