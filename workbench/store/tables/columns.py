"""What the tables are made of: keys, references, and how constraints are named."""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name that follows from what it is on, so that a migration can find it again."""

LOCAL_KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows only for a column that is called INTEGER."""

Key = Annotated[int, mapped_column(LOCAL_KEY, primary_key=True, autoincrement=True)]
Uuid = Annotated[str, mapped_column(String(36), unique=True)]
Name = Annotated[str, mapped_column(Text)]
Word = Annotated[str, mapped_column(String(40))]
Hash = Annotated[str, mapped_column(String(64))]
Time = Annotated[int, mapped_column(BigInteger)]
Json = Annotated[dict[str, Any], mapped_column(JSON(none_as_null=True))]
NullableJson = Annotated[dict[str, Any] | None, mapped_column(JSON(none_as_null=True))]


class Row(DeclarativeBase):
    """What every table's class stands on."""

    metadata = MetaData(naming_convention=NAMES)


def reference(table: str, *, index: bool = False) -> MappedColumn[Any]:
    """Return a column that refers to a row of another table by its local key; deleting never cascades."""
    return mapped_column(LOCAL_KEY, ForeignKey(f"{table}.id"), index=index)


def one_of(column: str, *words: str) -> CheckConstraint:
    """Return a CHECK that a column holds one of some words, named after the column."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def exactly_one(name: str, *columns: str) -> CheckConstraint:
    """Return a CHECK that exactly one of some columns is set."""
    cases = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{cases} = 1", name=name)


NUMBERED = {"sqlite_autoincrement": True}
"""A freed local key is never given out again."""
