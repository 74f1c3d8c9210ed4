"""Axes: the values of the rows and of the columns, and where a part of an interview falls on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product

from workbench.analysis.matrices.groups import Group
from workbench.analysis.matrices.parts import ROLES, Part
from workbench.analysis.matrices.recipes import RowKind
from workbench.analysis.matrices.records import Interview, Row, Study
from workbench.analysis.matrices.variables import Variable
from workbench.core.cases import sort_key
from workbench.core.coders import CoderKind

Values = tuple[str, ...]
"""One value for each of an axis's variables that is no code, "" where it is missing."""


class Axis:
    """One side of a matrix.

    Args:
        study: gives the order of coders.
        variables: of the side, in their order.
        groups: the interviews by those variables that tell interviews apart, in their order.
    """

    def __init__(self, study: Study, variables: Sequence[Variable], groups: Sequence[Group]) -> None:
        self.variables = tuple(variables)
        self._places = [one for one in variables if not one.is_code]
        self._groups = [one.values for one in groups]
        self._group_of = {interview.uuid: one.values for one in groups for interview in one.interviews}
        coders = sorted(study.coders, key=lambda one: (one.kind is CoderKind.CONSENSUS, one.person, one.round))
        self._order = {coder.name: at for at, coder in enumerate(coders)}
        self._spoken = {str(role) for one in study.interviews for role, n in one.words_by_role.items() if n}

    @property
    def kinds(self) -> frozenset[RowKind]:
        """What the side parts an interview by."""
        return frozenset(one.kind for one in self._places if one.parts and one.kind is not None)

    @property
    def by_code(self) -> bool:
        """Whether codes are among its variables."""
        return any(one.is_code for one in self.variables)

    def values_of(self, interview: Interview, part: Part) -> Values:
        """Return where a part of an interview falls; the part must have a value for each of ``kinds``."""
        facts = self._group_of[interview.uuid]
        return facts if not self.kinds else self._joined(facts, [part.values[kind] for kind in self._parting()])

    def _parting(self) -> list[RowKind]:
        return [one.kind for one in self._places if one.parts and one.kind is not None]

    def _joined(self, facts: Sequence[str], parts: Sequence[str]) -> Values:
        of_facts, of_parts = iter(facts), iter(parts)
        return tuple(next(of_parts if one.parts else of_facts) for one in self._places)

    def all_values(self, found: Iterable[Values], named: Collection[str]) -> list[Values]:
        """Return the side's values in their order: groups crossed with the coders, rounds and roles there are.

        Args:
            found: where something fell.
            named: coders that stand there in any case.
        """
        if not self.kinds:
            return self._groups
        found = list(found)
        known = {RowKind.CODER: set(named), RowKind.ROLE: self._spoken}
        seen = [
            {values[at] for values in found} | known.get(one.kind, set())
            for at, one in enumerate(self._places)
            if one.parts and one.kind is not None
        ]
        crossed = [self._joined(facts, parts) for facts in self._groups for parts in product(*seen)]
        return sorted(crossed, key=lambda values: [*map(self._rank, self._places, values)])

    def _rank(self, variable: Variable, value: str) -> tuple[object, ...]:
        if variable.kind is RowKind.CODER:
            return (self._order.get(value, len(self._order)),)
        if variable.kind is RowKind.ROLE:
            return ([str(role) for role in ROLES].index(value),)
        return (sort_key(value.split(" + ")[0], variable.type),)

    def with_codes(self, places: Sequence[Values], codes: Sequence[Row]) -> list[tuple[Values, Values, int | None]]:
        """Return what stands on the side: (values with the code's key, values without, which of the codes).

        Codes are crossed with the places where the side has them: a variable before the code's changes more slowly.
        """
        if not self.by_code:
            return [(values, values, None) for values in places]
        at = next(index for index, one in enumerate(self.variables) if one.is_code)
        crossed = [
            ((*place[:at], row.key, *place[at:]), place, number) for place in places for number, row in enumerate(codes)
        ]
        place_rank = {place: number for number, place in enumerate(places)}
        first = {place[:at]: number for number, place in reversed([*enumerate(places)])}
        return sorted(crossed, key=lambda one: (first[one[1][:at]], one[2], place_rank[one[1]]))
