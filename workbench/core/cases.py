"""Cases, informants and the typed facts about them and about transcripts."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.errors import RefusedError
from workbench.core.language import _


class AttributeType(StrEnum):
    """What an attribute's values are."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


class Bearer(StrEnum):
    """What an attribute is a fact about."""

    CASE = "case"
    INFORMANT = "informant"
    TRANSCRIPT = "transcript"


@dataclass(frozen=True, slots=True)
class Case:
    """Who or what is studied, with one or more transcripts."""

    uuid: str
    name: str


@dataclass(frozen=True, slots=True)
class Informant:
    """A person interviewed; belongs to a case and speaks in one or more transcripts."""

    uuid: str
    name: str
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named, typed fact that cases, informants or transcripts have."""

    uuid: str
    name: str
    type: AttributeType = AttributeType.TEXT
    bearer: Bearer = Bearer.TRANSCRIPT


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """The value of an attribute for exactly one case, informant or transcript; ``value`` in its canonical spelling."""

    uuid: str
    attribute: str
    value: str
    case: str | None = None
    informant: str | None = None
    transcript: str | None = None


_TRUE = {"ja", "yes", "true", "1", "sant", "j", "y"}
_FALSE = {"nei", "no", "false", "0", "usant", "n"}


def guess_type(values: list[str]) -> AttributeType:
    """Return the narrowest type that all the values have; text when there are none."""
    seen = [v.strip() for v in values if v.strip()]
    if seen and all(re.fullmatch(r"[+-]?(0|[1-9]\d{0,17})", v) for v in seen):
        return AttributeType.INTEGER
    if seen and all(re.fullmatch(r"[+-]?\d+[.,]\d+|[+-]?(0|[1-9]\d*)", v) for v in seen):
        return AttributeType.NUMBER
    if seen and all(v.casefold() in {"ja", "nei", "yes", "no", "true", "false"} for v in seen):
        return AttributeType.BOOLEAN
    if seen and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", v) for v in seen):
        return AttributeType.DATE
    return AttributeType.TEXT


def canonical(value: str, type_: AttributeType) -> str:
    """Return a value in its type's one spelling.

    Raises:
        RefusedError: the value is not of the type.
    """
    value = " ".join(value.split())
    try:
        if type_ is AttributeType.INTEGER:
            return str(int(value))
        if type_ is AttributeType.NUMBER:
            number = float(value.replace(",", "."))
            if not math.isfinite(number):
                raise ValueError(value)
            return repr(number).removesuffix(".0")
        if type_ is AttributeType.DATE:
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise RefusedError(
            _("“{value}” is not of type {type}.").format(value=value[:40], type=type_),
            hint=_("Correct the value, or make it text."),
        ) from None
    if type_ is AttributeType.BOOLEAN:
        folded = value.casefold()
        if folded in _TRUE | _FALSE:
            return "ja" if folded in _TRUE else "nei"
        raise RefusedError(_("“{value}” is neither yes nor no.").format(value=value[:40]), hint=_("Write ja or nei."))
    return value


def sort_key(value: str, type_: AttributeType) -> tuple[int, float, str]:
    """Return a key that sorts numbers as numbers and text as text, missing values ("") last."""
    if not value:
        return (2, 0.0, "")
    if type_ in {AttributeType.INTEGER, AttributeType.NUMBER}:
        return (0, float(value), value)
    return (1, 0.0, value.casefold())
