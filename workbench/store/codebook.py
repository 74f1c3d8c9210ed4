"""The codebook and its revisions."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from workbench.core.codebook import CodeTree
from workbench.store import records
from workbench.store.tables import CODE, CODEBOOK_REVISION, CODING, STATUS

_NEWEST = select(func.coalesce(func.max(CODEBOOK_REVISION.c.n), 0))
_OFFERED = select(CODE.c.id, CODE.c.retired, _NEWEST.scalar_subquery()).where(CODE.c.uuid == bindparam("code"))


class Offered(NamedTuple):
    """A code as it may be given now: whether it is retired, and the number of the codebook revision in force."""

    retired: bool
    revision: int


def tree(connection: Connection) -> CodeTree:
    """Return all codes of the project."""
    return CodeTree(records.all_of(connection, "codebook"), records.all_of(connection, "code"))


def revision(connection: Connection) -> int:
    """Return the number of the codebook revision in force; 0 before the first."""
    return int(connection.execute(_NEWEST).scalar_one())


def offered(connection: Connection, code: str) -> Offered | None:
    """Return what an act that gives a code (a UUID) has to know of it, in one statement; ``None`` if it is gone."""
    row = connection.execute(_OFFERED, {"code": code}).first()
    if row is None:
        return None
    records.remember_key(connection, "code", code, row[0])
    return Offered(row[1], row[2])


def next_revision(connection: Connection) -> int:
    """Return the number for a new codebook revision.

    One that was taken back is not given again while a coding or a status was made under it.
    """
    named = (select(func.max(c)).scalar_subquery() for c in (CODING.c.codebook_revision, STATUS.c.codebook_revision))
    numbers = connection.execute(select(_NEWEST.scalar_subquery(), *named)).one()
    return 1 + max(n or 0 for n in numbers)
