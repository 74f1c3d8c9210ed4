"""Conditions on attributes: ``municipality:Moss year>=2011`` leaves the interviews for which all of them hold."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.core.cases import AttributeType, canonical, sort_key
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import _
from workbench.core.names import name_key

_CONDITION = re.compile(r"(?P<name>[^:=<>!]+?)\s*(?P<sign>>=|<=|!=|[:=<>])\s*(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of an attribute with a value; ``sign`` is one of ``: = != < <= > >=``."""

    name: str
    sign: str
    value: str

    def holds(self, value: str, type_: AttributeType) -> bool:
        """Whether a bearer's value, "" where it has none, fulfils the condition; numbers compare as numbers."""
        if self.sign in {":", "=", "!="}:
            return (name_key(value) == name_key(_spelled(self.value, type_))) is not (self.sign == "!=")
        if not value:
            return False
        left, right = sort_key(value, type_), sort_key(canonical(self.value, type_), type_)
        if self.sign.startswith("<"):
            return left < right or (self.sign == "<=" and left == right)
        return left > right or (self.sign == ">=" and left == right)


def _spelled(value: str, type_: AttributeType) -> str:
    """Return what was asked for as stored values are spelled; what is not of the type is like none of them."""
    try:
        return canonical(value, type_) if value else ""
    except RefusedError:
        return value


def parse(text: str, attributes: Mapping[str, AttributeType]) -> list[Condition]:
    """Read conditions parted by spaces, each ``NAME SIGN VALUE`` without spaces or in quotes; "and" may stand between.

    Raises:
        RefusedError: a condition is not of that form.
        NotFoundError: an attribute is not there.
    """
    try:
        pieces = [piece for piece in shlex.split(text) if piece.casefold() not in {"and", "og"}]
    except ValueError:
        raise RefusedError(_("The filter “{text}” has an open quote.").format(text=text), hint=_("Close it.")) from None
    names = {name_key(name): name for name in (*attributes, "case", "transcript")}
    found: list[Condition] = []
    for piece in pieces:
        match = _CONDITION.fullmatch(piece)
        if match is None:
            raise RefusedError(
                _("“{piece}” is not a condition.").format(piece=piece),
                hint=_("Write for example: municipality:Moss year>=2011, quotes around spaces."),
            )
        name = names.get(name_key(match["name"]))
        if name is None:
            raise NotFoundError.named("attribute", match["name"], list(names.values()))
        if match["sign"] in {"<", "<=", ">", ">="}:
            canonical(match["value"], attributes.get(name, AttributeType.TEXT))
        found.append(Condition(name, match["sign"], match["value"]))
    return found


def all_hold(conditions: Iterable[Condition], values: Mapping[str, str], types: Mapping[str, AttributeType]) -> bool:
    """Whether every condition holds for a bearer's values by attribute name."""
    return all(c.holds(values.get(c.name, ""), types.get(c.name, AttributeType.TEXT)) for c in conditions)
