"""Tables of codebooks and their revisions."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from workbench.store.tables.columns import NUMBERED, Json, Key, Name, Row, Time, Uuid, Word, reference


class CodebookRow(Row):
    """A tree of codes."""

    __tablename__ = "codebook"
    __table_args__ = (UniqueConstraint("stable_id"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    stable_id: Mapped[Name]
    names: Mapped[Json]
    position: Mapped[int]
    description: Mapped[Json]


class CodeRow(Row):
    """A named idea; its key is one in the whole project."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("name_key"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    codebook_id: Mapped[int] = reference("codebook", index=True)
    key: Mapped[Name]
    name_key: Mapped[Name]
    names: Mapped[Json]
    stable_id: Mapped[Name]
    parent_id: Mapped[int | None] = reference("code", index=True)
    position: Mapped[int]
    shortcut: Mapped[Word]
    colour: Mapped[Word]
    card: Mapped[Json]
    retired: Mapped[bool]


class CodebookRevisionRow(Row):
    """A numbered state of all codebooks."""

    __tablename__ = "codebook_revision"
    __table_args__ = (UniqueConstraint("n"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    n: Mapped[int]
    created_at: Mapped[Time]


class CodeRevisionRow(Row):
    """What one code said from a codebook revision on."""

    __tablename__ = "code_revision"
    __table_args__ = (UniqueConstraint("code_id", "n"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    code_id: Mapped[int] = reference("code")
    n: Mapped[int]
    state: Mapped[Json]
