"""Conditions on attributes: ``municipality:Moss year>=2011`` leaves the interviews for which all of them hold.

They are the part of the language of queries (:mod:`workbench.analysis.queries`) that asks only about interviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from workbench.analysis.queries import All, Either, Near, Node, Not, QueryError, Term, read
from workbench.core.cases import AttributeType, canonical, sort_key
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import _
from workbench.core.names import name_key

OWN_NAMES = ("case", "transcript")
"""What may be asked about without being an attribute."""

_ORDERED = frozenset(("<", "<=", ">", ">="))
_PART_OF_DATE = re.compile(r"\d{4}(-\d{2})?")


class Holds(Protocol):
    """Something that holds for an interview, or not."""

    def holds_for(self, values: Mapping[str, str], types: Mapping[str, AttributeType]) -> bool:
        """Whether it holds for a bearer's values by attribute name."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of an attribute with a value; ``sign`` is one of ``: = != < <= > >=``.

    ``*`` in a value that is not ``literal`` stands for any characters; no value at all asks for what is missing. Of a
    date, a year or a month alone may be said: the rest is not compared.
    """

    name: str
    sign: str
    value: str
    literal: bool = True

    def holds(self, value: str, type_: AttributeType) -> bool:
        """Whether a bearer's value, "" where it has none, fulfils the condition; numbers compare as numbers."""
        asked = self.value
        if type_ is AttributeType.DATE and _PART_OF_DATE.fullmatch(asked):
            value = value[: len(asked)]
        elif self.sign in _ORDERED or asked:
            asked = _spelled(asked, type_)
        if self.sign not in _ORDERED:
            return self._alike(value, asked) is not (self.sign == "!=")
        if not value:
            return False
        left, right = sort_key(value, type_), sort_key(asked, type_)
        if self.sign.startswith("<"):
            return left < right or (self.sign == "<=" and left == right)
        return left > right or (self.sign == ">=" and left == right)

    def _alike(self, value: str, asked: str) -> bool:
        return fits(name_key(value), name_key(asked), literal=self.literal)

    def holds_for(self, values: Mapping[str, str], types: Mapping[str, AttributeType]) -> bool:
        """Whether it holds for a bearer's values by attribute name."""
        return self.holds(values.get(self.name, ""), types.get(self.name, AttributeType.TEXT))


def fits(text: str, asked: str, *, literal: bool) -> bool:
    """Whether a text is what was asked for, both folded; ``*`` stands for any characters unless it is ``literal``."""
    if literal or "*" not in asked:
        return text == asked
    first, *middle, last = asked.split("*")
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


@dataclass(frozen=True, slots=True)
class _Together:
    """Several parts of which all hold, or with ``any_of`` one at least."""

    parts: tuple[Holds, ...]
    any_of: bool

    def holds_for(self, values: Mapping[str, str], types: Mapping[str, AttributeType]) -> bool:
        of = any if self.any_of else all
        return of(part.holds_for(values, types) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Refuted:
    """A part that does not hold."""

    part: Holds

    def holds_for(self, values: Mapping[str, str], types: Mapping[str, AttributeType]) -> bool:
        return not self.part.holds_for(values, types)


def _spelled(value: str, type_: AttributeType) -> str:
    """Return what was asked for as stored values are spelled; what is not of the type is like none of them."""
    try:
        return canonical(value, type_) if value else ""
    except RefusedError:
        return value


def parse(text: str, attributes: Mapping[str, AttributeType]) -> list[Holds]:
    """Read conditions: ``NAME SIGN VALUE``, with "and", "or", "not" and parentheses; side by side means "and".

    Raises:
        RefusedError: a condition is not of that form.
        NotFoundError: an attribute is not there.
    """
    tree = read(text, bare=False)
    if tree is None:
        return []
    parts = tree.parts if isinstance(tree, All) else (tree,)
    return [_understood(part, attributes) for part in parts]


def _understood(node: Node, attributes: Mapping[str, AttributeType]) -> Holds:
    match node:
        case Term():
            return condition(node, attributes)
        case Not():
            return _Refuted(_understood(node.part, attributes))
        case All() | Either():
            parts = tuple(_understood(part, attributes) for part in node.parts)
            return _Together(parts, isinstance(node, Either))
        case Near():
            raise QueryError(
                _("A filter on interviews knows no passages (at character {n}).").format(n=node.at + 1),
                at=node.at,
                hint=_("workbench passages can look for what stands near."),
            )


def condition(term: Term, attributes: Mapping[str, AttributeType], *, own: Iterable[str] = ()) -> Condition:
    """Return what a term asks of an interview.

    Args:
        term: with a name.
        attributes: their types by name.
        own: further words that the language knows here, for the refusal of one that it does not.

    Raises:
        NotFoundError: there is no such attribute.
        RefusedError: the value is not of the attribute's type.
    """
    names = {name_key(name): name for name in (*attributes, *OWN_NAMES)}
    if term.own_name:
        names |= {name_key(name): name for name in attributes}
    name = names.get(name_key(term.name))
    if name is None:
        raise NotFoundError.named("attribute", term.name, [*names.values(), *own])
    type_ = attributes.get(name, AttributeType.TEXT)
    if term.sign in _ORDERED and not (type_ is AttributeType.DATE and _PART_OF_DATE.fullmatch(term.value)):
        canonical(term.value, type_)
    return Condition(name, term.sign, term.value, term.literal)


def all_hold(conditions: Iterable[Holds], values: Mapping[str, str], types: Mapping[str, AttributeType]) -> bool:
    """Whether every condition holds for a bearer's values by attribute name."""
    return all(c.holds_for(values, types) for c in conditions)
