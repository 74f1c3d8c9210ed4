"""Tables of the project, who codes, who is studied, and the facts about them."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from workbench.store.tables.columns import (
    FIELDS,
    NAME,
    NUMBER,
    TIME,
    WORD,
    Identified,
    exactly_one,
    may_refer_to,
    one_of,
    refers_to,
    rows_of,
)


class ProjectColumns(Identified):
    """The one study of this database."""

    name = NAME
    created_at = TIME
    settings = FIELDS


PROJECT = rows_of("project", ProjectColumns)


class CoderColumns(Identified):
    """A person in one round, or the consensus."""

    person = NAME
    name_key = NAME
    round = NUMBER
    kind = WORD
    rights = WORD


CODER = rows_of(
    "coder",
    CoderColumns,
    UniqueConstraint("name_key", "round", "kind"),
    one_of("kind", "person", "consensus"),
    one_of("rights", "coder", "lead"),
)


class CaseColumns(Identified):
    """Who or what is studied."""

    name = NAME
    name_key = NAME


CASE = rows_of("case", CaseColumns, UniqueConstraint("name_key"))


class InformantColumns(Identified):
    """A person interviewed; a name is one person's within a case."""

    name = NAME
    name_key = NAME
    case_id = may_refer_to("case")


INFORMANT = rows_of("informant", InformantColumns, UniqueConstraint("case_id", "name_key"))


class AttributeColumns(Identified):
    """A named, typed fact that cases, informants or transcripts have."""

    name = NAME
    name_key = NAME
    type = WORD
    bearer = WORD


ATTRIBUTE = rows_of(
    "attribute",
    AttributeColumns,
    UniqueConstraint("name_key", "bearer"),
    one_of("type", "text", "integer", "number", "boolean", "date"),
    one_of("bearer", "case", "informant", "transcript"),
)


class AttributeValueColumns(Identified):
    """The value of an attribute for exactly one case, informant or transcript."""

    attribute_id = refers_to("attribute")
    value = NAME
    case_id = may_refer_to("case", index=True)
    informant_id = may_refer_to("informant", index=True)
    transcript_id = may_refer_to("transcript", index=True)


ATTRIBUTE_VALUE = rows_of(
    "attribute_value",
    AttributeValueColumns,
    UniqueConstraint("attribute_id", "case_id"),
    UniqueConstraint("attribute_id", "informant_id"),
    UniqueConstraint("attribute_id", "transcript_id"),
    exactly_one("bearer", "case_id", "informant_id", "transcript_id"),
)
