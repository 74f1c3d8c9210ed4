"""What the tables are made of: keys, references, and how constraints are named.

A column here is a pattern: a table makes its own copy of it (:class:`sqlalchemy.TypedColumns`). SQLAlchemy's ORM is not
used, because importing it and mapping classes would cost every command more than all the rest of its start.
"""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name that follows from what it is on, so that a migration can find it again."""

METADATA = MetaData(naming_convention=NAMES)

LOCAL_KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows only for a column that is called INTEGER."""

NUMBER: Column[int] = Column(Integer, nullable=False)
NUMBER_OR_NONE: Column[int | None] = Column(Integer, nullable=True)
FLAG: Column[bool] = Column(Boolean, nullable=False)
NAME: Column[str] = Column(Text, nullable=False)
"""Text of any length."""
WORD: Column[str] = Column(String(40), nullable=False)
"""A short word of the program's own."""
HASH: Column[str] = Column(String(64), nullable=False)
TIME: Column[int] = Column(BigInteger, nullable=False)
"""Microseconds since 1970 in UTC; of a recording, milliseconds from its start."""
TIME_OR_NONE: Column[int | None] = Column(BigInteger, nullable=True)
FIELDS: Column[dict[str, Any]] = Column(JSON(none_as_null=True), nullable=False)
FIELDS_OR_NONE: Column[dict[str, Any] | None] = Column(JSON(none_as_null=True), nullable=True)
WORDS: Column[list[str]] = Column(JSON(none_as_null=True), nullable=False)
"""Several short texts in their order."""
SPANS: Column[list[list[int]]] = Column(JSON(none_as_null=True), nullable=False)
"""Passages in their order, each as where it begins and ends."""
BYTES: Column[bytes] = Column(LargeBinary, nullable=False)
UUID: Column[str] = Column(String(36), nullable=False)
"""The UUID of something that is no reference: it may outlive what it names."""
UUID_OR_NONE: Column[str | None] = Column(String(36), nullable=True)


class Numbered(TypedColumns):
    """A row with a local key, which never leaves the store."""

    id = Column(LOCAL_KEY, primary_key=True, autoincrement=True)


class Identified(Numbered):
    """A row that the rest of the world knows by its UUID."""

    uuid = Column(String(36), unique=True, nullable=False)


Columns = TypeVar("Columns", bound=Numbered)


def rows_of(name: str, columns: type[Columns], *items: CheckConstraint | UniqueConstraint | Index) -> Table[Columns]:
    """Return the table of some columns; a freed local key is never given out again."""
    return Table(name, METADATA, columns, *items, sqlite_autoincrement=True)


def refers_to(table: str, *, index: bool = False) -> Column[int]:
    """Return a column that refers to a row of another table by its local key; deleting never cascades."""
    return Column(LOCAL_KEY, ForeignKey(f"{table}.id"), nullable=False, index=index)


def may_refer_to(table: str, *, index: bool = False) -> Column[int | None]:
    """Return a column that refers to a row of another table, or to none."""
    return Column(LOCAL_KEY, ForeignKey(f"{table}.id"), nullable=True, index=index)


def one_of(column: str, *words: str) -> CheckConstraint:
    """Return a CHECK that a column holds one of some words, named after the column."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def exactly_one(name: str, *columns: str) -> CheckConstraint:
    """Return a CHECK that exactly one of some columns is set."""
    cases = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{cases} = 1", name=name)
