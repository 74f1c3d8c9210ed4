"""Cases, informants and attributes, read for many transcripts at once."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from workbench.core.cases import Attribute, AttributeType, AttributeValue, Bearer, Case, Informant
from workbench.core.names import name_key
from workbench.store import records
from workbench.store.rows import plain
from workbench.store.tables import ATTRIBUTE, ATTRIBUTE_VALUE, CASE, INFORMANT, SPEAKER, TRANSCRIPT

_VALUES = select(ATTRIBUTE.c.name, ATTRIBUTE_VALUE.c.value).join(
    ATTRIBUTE, ATTRIBUTE.c.id == ATTRIBUTE_VALUE.c.attribute_id
)
_OF_CASE = (
    _VALUES.add_columns(TRANSCRIPT.c.id)
    .join(TRANSCRIPT, TRANSCRIPT.c.case_id == ATTRIBUTE_VALUE.c.case_id)
    .order_by(ATTRIBUTE.c.name_key)
)
_OF_OWN = (
    _VALUES.add_columns(ATTRIBUTE_VALUE.c.transcript_id)
    .where(ATTRIBUTE_VALUE.c.transcript_id.is_not(None))
    .order_by(ATTRIBUTE.c.name_key)
)
_NAMES = select(TRANSCRIPT.c.id, TRANSCRIPT.c.uuid, TRANSCRIPT.c.name, CASE.c.name).join(
    CASE, CASE.c.id == TRANSCRIPT.c.case_id, isouter=True
)
_INFORMANTS = select(SPEAKER.c.transcript_id, INFORMANT.c.uuid).join(
    INFORMANT, INFORMANT.c.id == SPEAKER.c.informant_id
)


def types_of_attributes(connection: Connection) -> dict[str, AttributeType]:
    """Return the types of the attributes of cases and transcripts by name; text where one name has two types."""
    found: dict[str, AttributeType] = {}
    for attribute in records.all_of(connection, "attribute"):
        if attribute.bearer is not Bearer.INFORMANT:
            same = found.get(attribute.name, attribute.type) is attribute.type
            found[attribute.name] = attribute.type if same else AttributeType.TEXT
    return found


def attributes_of_transcripts(connection: Connection) -> dict[int, dict[str, str]]:
    """Return for each transcript's local key its values by attribute name: its own, and its case's.

    Where both have an attribute of the same name, the transcript's own is taken.
    """
    found: dict[int, dict[str, str]] = {}
    for statement in (_OF_CASE, _OF_OWN):
        for name, value, transcript in plain(connection, statement):
            found.setdefault(transcript, {})[name] = value
    return found


def interviews(connection: Connection) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Return for each transcript, by UUID, its name, its case's name ("" for none) and its values by attribute name."""
    facts = attributes_of_transcripts(connection)
    return {uuid: (name, case or "", facts.get(key, {})) for key, uuid, name, case in plain(connection, _NAMES)}


def informants_of_transcripts(connection: Connection) -> dict[int, tuple[str, ...]]:
    """Return for each transcript's local key the UUIDs of the informants who speak in it."""
    found: dict[int, set[str]] = {}
    for transcript, informant in plain(connection, _INFORMANTS):
        found.setdefault(transcript, set()).add(informant)
    return {transcript: tuple(sorted(informants)) for transcript, informants in found.items()}


def for_a_new_transcript(
    connection: Connection, informants: Collection[str]
) -> tuple[list[Case], list[Informant], list[Attribute], list[AttributeValue]]:
    """Return what a new transcript is described with, in a time that does not grow with the transcripts that are there.

    That is all cases and attributes, the values of cases, and the informants of some names.
    """
    keys = list({name_key(name) for name in informants})
    return (
        records.all_of(connection, "case"),
        records.build_all("informant", connection.execute(_named_informants(), {"keys": keys}).all()) if keys else [],
        records.all_of(connection, "attribute"),
        records.build_all("attribute_value", connection.execute(_values_of_cases()).all()),
    )


@cache
def _named_informants() -> Select[Any]:
    return records.selection("informant").where(INFORMANT.c.name_key.in_(bindparam("keys", expanding=True)))


@cache
def _values_of_cases() -> Select[Any]:
    return records.selection("attribute_value").where(ATTRIBUTE_VALUE.c.case_id.is_not(None))


def everything(connection: Connection) -> tuple[list[Case], list[Informant], list[Attribute], list[AttributeValue]]:
    """Return all cases, informants, attributes and their values."""
    return (
        records.all_of(connection, "case"),
        records.all_of(connection, "informant"),
        records.all_of(connection, "attribute"),
        records.all_of(connection, "attribute_value"),
    )
