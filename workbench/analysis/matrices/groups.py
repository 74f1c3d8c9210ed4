"""Groups of interviews: the combinations of values of attributes, case and transcript that they fall into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from workbench.analysis.matrices.recipes import RowKind
from workbench.analysis.matrices.records import Interview, Study
from workbench.analysis.matrices.variables import Variable
from workbench.core.cases import AttributeType, sort_key

MISSING = "(missing)"
"""What is written for a missing attribute value where it is joined to others."""


@dataclass(slots=True)
class Group:
    """The interviews of one combination; ``values`` in the order of the variables, "" where missing."""

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


def _value(interview: Interview, variable: Variable) -> str:
    if variable.kind is None:
        return interview.attributes.get(variable.name, "")
    return (interview.case or "") if variable.kind is RowKind.CASE else interview.name


def group(study: Study, variables: Sequence[Variable]) -> list[Group]:
    """Part the interviews by variables that tell interviews apart, in typed order, missing values last.

    Crossed attributes give every combination of the values that occur, so that a municipality and year without an
    interview is seen; a combination with a missing value, and one with a case or a transcript, only where it occurs.
    """
    groups: dict[tuple[str, ...], Group] = {}
    if all(variable.kind is None for variable in variables):
        seen = [sorted({value for i in study.interviews if (value := _value(i, one))}) for one in variables]
        groups = {values: Group(values) for values in product(*seen)}
    for interview in study.interviews:
        values = tuple(_value(interview, variable) for variable in variables)
        groups.setdefault(values, Group(values)).interviews.append(interview)
    types = [variable.type for variable in variables]
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
