"""The codebook and its revisions."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from workbench.core.codebook import CodeTree
from workbench.store import records
from workbench.store.tables import CODEBOOK_REVISION

_NEWEST = select(func.coalesce(func.max(CODEBOOK_REVISION.c.n), 0))


def tree(connection: Connection) -> CodeTree:
    """Return all codes of the project."""
    return CodeTree(records.all_of(connection, "codebook"), records.all_of(connection, "code"))


def revision(connection: Connection) -> int:
    """Return the number of the codebook revision in force; 0 before the first."""
    return int(connection.execute(_NEWEST).scalar_one())
