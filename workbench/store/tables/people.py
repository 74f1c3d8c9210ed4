"""Tables of the project, who codes, who is studied, and the facts about them."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from workbench.store.tables.columns import (
    NUMBERED,
    Json,
    Key,
    Name,
    Row,
    Time,
    Uuid,
    Word,
    exactly_one,
    one_of,
    reference,
)


class ProjectRow(Row):
    """The one study of this database."""

    __tablename__ = "project"
    __table_args__ = (NUMBERED,)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Name]
    created_at: Mapped[Time]
    settings: Mapped[Json]


class CoderRow(Row):
    """A person in one round, or the consensus."""

    __tablename__ = "coder"
    __table_args__ = (
        UniqueConstraint("name_key", "round", "kind"),
        one_of("kind", "person", "consensus"),
        one_of("rights", "coder", "lead"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person: Mapped[Name]
    name_key: Mapped[Name]
    round: Mapped[int]
    kind: Mapped[Word]
    rights: Mapped[Word]


class CaseRow(Row):
    """Who or what is studied."""

    __tablename__ = "case"
    __table_args__ = (UniqueConstraint("name_key"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Name]
    name_key: Mapped[Name]


class InformantRow(Row):
    """A person interviewed; a name is one person's within a case."""

    __tablename__ = "informant"
    __table_args__ = (UniqueConstraint("case_id", "name_key"), NUMBERED)
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Name]
    name_key: Mapped[Name]
    case_id: Mapped[int | None] = reference("case")


class AttributeRow(Row):
    """A named, typed fact that cases, informants or transcripts have."""

    __tablename__ = "attribute"
    __table_args__ = (
        UniqueConstraint("name_key", "bearer"),
        one_of("type", "text", "integer", "number", "boolean", "date"),
        one_of("bearer", "case", "informant", "transcript"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Name]
    name_key: Mapped[Name]
    type: Mapped[Word]
    bearer: Mapped[Word]


class AttributeValueRow(Row):
    """The value of an attribute for exactly one case, informant or transcript."""

    __tablename__ = "attribute_value"
    __table_args__ = (
        UniqueConstraint("attribute_id", "case_id"),
        UniqueConstraint("attribute_id", "informant_id"),
        UniqueConstraint("attribute_id", "transcript_id"),
        exactly_one("bearer", "case_id", "informant_id", "transcript_id"),
        NUMBERED,
    )
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    attribute_id: Mapped[int] = reference("attribute")
    value: Mapped[Name]
    case_id: Mapped[int | None] = reference("case", index=True)
    informant_id: Mapped[int | None] = reference("informant", index=True)
    transcript_id: Mapped[int | None] = reference("transcript", index=True)
