"""What belongs to a record: everything that an act has to take along."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from workbench.store import records
from workbench.store.tables import table


def of(connection: Connection, kind: str, field: str, uuid: str) -> list[Any]:
    """Return the records of a kind whose field is a record, by its UUID, in UUID order.

    They are everybody's: this is for acts that leave nothing behind, and not for showing to a coder.
    """
    own = table(kind)
    column = own.c[f"{field}_id"]
    target = next(iter(column.foreign_keys)).column.table
    key = select(target.c.id).where(target.c.uuid == uuid).scalar_subquery()
    rows = connection.execute(records.selection(kind).where(column == key).order_by(own.c.uuid)).all()
    return records.build_all(kind, rows)
