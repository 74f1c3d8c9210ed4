"""Columns: the combinations of attribute values that interviews fall into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from workbench.analysis.matrices.recipes import Recipe
from workbench.analysis.matrices.records import Interview, Study
from workbench.core.cases import AttributeType, sort_key
from workbench.core.errors import NotFoundError

OWN_VARIABLES = ("case", "transcript")
"""What may be a column without being an attribute."""

MISSING = "(missing)"
"""What is written for a missing attribute value where it is joined to others."""


@dataclass(slots=True)
class Group:
    """The interviews of one column; ``values`` in the order of the recipe's columns, "" where missing."""

    values: tuple[str, ...]
    interviews: list[Interview] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many different people speak in the group."""
        return len(people(self.interviews))


def people(interviews: Sequence[Interview]) -> set[str]:
    """Return the informants of interviews; an interview without any counts as one unknown person."""
    found: set[str] = set()
    for interview in interviews:
        found.update(interview.informants or (f"somebody in {interview.uuid}",))
    return found


def column_types(study: Study, recipe: Recipe) -> tuple[AttributeType, ...]:
    """Return the type of each of the recipe's columns.

    Raises:
        NotFoundError: a column is neither an attribute nor ``case`` nor ``transcript``.
    """
    for name in recipe.columns:
        if name not in study.attributes and name not in OWN_VARIABLES:
            raise NotFoundError.named("attribute", name, [*study.attributes, *OWN_VARIABLES])
    return tuple(study.attributes.get(name, AttributeType.TEXT) for name in recipe.columns)


def _value(study: Study, interview: Interview, name: str) -> str:
    if name in study.attributes:
        return interview.attributes.get(name, "")
    return (interview.case or "") if name == "case" else interview.name


def group(study: Study, recipe: Recipe) -> list[Group]:
    """Part the interviews into columns, in typed order, missing values last.

    Crossed attributes give every combination of the values that occur, so that a municipality and year without an
    interview is seen; a combination with a missing value, and one with a case or a transcript, only where it occurs.
    """
    types = column_types(study, recipe)
    groups: dict[tuple[str, ...], Group] = {}
    if not set(recipe.columns) & (set(OWN_VARIABLES) - set(study.attributes)):
        seen = [
            sorted({value for i in study.interviews if (value := _value(study, i, name))}) for name in recipe.columns
        ]
        groups = {values: Group(values) for values in product(*seen)}
    for interview in study.interviews:
        values = tuple(_value(study, interview, name) for name in recipe.columns)
        groups.setdefault(values, Group(values)).interviews.append(interview)
    return sorted(
        groups.values(), key=lambda g: [sort_key(value, type_) for value, type_ in zip(g.values, types, strict=True)]
    )


def coarsen(groups: Sequence[Group], types: Sequence[AttributeType], limit: int) -> list[Group]:
    """Join neighbouring columns until each comes from at least ``limit`` people, or nothing is left to join.

    Values of the first variable are joined before the second is looked at ("Hamar + Moss"), so that what stays apart
    is told apart as finely as the limit allows. Empty columns stay where the values before their last were not joined.
    """
    place = {id(interview): at for at, one in enumerate(groups) for interview in one.interviews}
    joined = _coarsen([g for g in groups if g.interviews], types, 0, limit)
    heads = {g.values[:-1] for g in joined}
    placed = [(min(place[id(i)] for i in g.interviews), g) for g in joined]
    placed += [(at, g) for at, g in enumerate(groups) if not g.interviews and g.values[:-1] in heads]
    return [g for _, g in sorted(placed, key=lambda pair: pair[0])]


def _coarsen(groups: Sequence[Group], types: Sequence[AttributeType], depth: int, limit: int) -> list[Group]:
    if not groups or depth == len(types):
        return [Group(groups[0].values, [i for g in groups for i in g.interviews])] if groups else []
    parts: dict[str, list[Group]] = {}
    for one in sorted(groups, key=lambda g: sort_key(g.values[depth], types[depth])):
        parts.setdefault(one.values[depth], []).append(one)
    bundles: list[list[str]] = [[]]
    for value in parts:
        bundles[-1].append(value)
        if len(people([i for v in bundles[-1] for g in parts[v] for i in g.interviews])) >= limit:
            bundles.append([])
    rest = bundles.pop()
    if bundles:
        bundles[-1] += rest
    else:
        bundles.append(rest)
    found: list[Group] = []
    for bundle in bundles:
        label = " + ".join(value or MISSING for value in bundle) if len(bundle) > 1 else bundle[0]
        inside = [
            Group((*g.values[:depth], label, *g.values[depth + 1 :]), g.interviews) for v in bundle for g in parts[v]
        ]
        found += _coarsen(inside, types, depth + 1, limit)
    return found
