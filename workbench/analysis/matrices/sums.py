"""Sums: what a place of a matrix has gathered, and the cells that this gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.analysis.matrices.groups import people
from workbench.analysis.matrices.layers import done_under
from workbench.analysis.matrices.recipes import Measure, Policy, Recipe, Voices
from workbench.analysis.matrices.records import Cell, Column, Interview, Reason
from workbench.analysis.matrices.sweep import Found

_LATEST = 1 << 62
"""A codebook revision after every other: what ``assume_done`` takes transcripts to be done under."""


@dataclass(slots=True)
class Sum:
    """What a place, or the whole, has gathered; ``values`` by code."""

    recipe: Recipe
    interviews: list[Interview] = field(default_factory=list)
    values: defaultdict[int, int | float] = field(default_factory=lambda: defaultdict(int))
    case_coders: defaultdict[tuple[int, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    case_layers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: int = 0
    heard: int = 0
    done: int = 0
    double: int = 0
    oldest: int = _LATEST
    reviewed: float = 0.0
    weight: float = 0.0

    def found(self) -> set[int]:
        """Return the codes that were found."""
        return {*self.values, *(code for code, _ in self.case_coders)}

    def column(self, values: tuple[str, ...], limit: int) -> Column:
        """Return the denominators; fewer people than ``limit`` are few."""
        n = len(self.interviews)
        if not n:
            return Column(values)
        found = len(people(self.interviews))
        return Column(
            values,
            n,
            found,
            self.words,
            self.done / n,
            self.reviewed / self.weight if self.weight else 0.0,
            self.double / n,
            found < limit,
            cases=len({one.case or one.uuid for one in self.interviews}),
        )

    def add(self, found: Found) -> None:
        """Add a part of one transcript."""
        interview, layers, recipe = found.interview, found.layers, self.recipe
        self.interviews.append(interview)
        under = done_under(interview, found.part.choice, layers)
        self.done += under is not None
        self.double += len(layers) > 1
        self.oldest = min(self.oldest, -1 if under is None else under)
        self.words += found.words
        self.heard += found.words > 0
        weight = found.words or 1
        self.weight += weight
        if layers:
            judged = [interview.layers[coder].reviewed for coder in layers if coder in interview.layers]
            self.reviewed += weight * sum(judged) / len(layers)
        values = self.values
        if recipe.measure is Measure.CASES:
            case = interview.case or interview.uuid
            self.case_layers[case].update(layers)
            for row, who in found.who.items():
                self.case_coders[row, case] |= who
        elif recipe.measure is Measure.TRANSCRIPTS:
            for row, who in found.who.items():
                values[row] += _presence(recipe.policy, len(who), len(layers))
        elif recipe.measure.per_words and not recipe.pooled:
            for row, value in found.values.items():
                values[row] += value / found.words
        else:
            for row, value in found.values.items():
                values[row] += value

    def cells(self, codes: Sequence[int], held: Sequence[int]) -> list[Cell]:
        """Return for each code its figure, or why there is none; the same figure is the same cell.

        Args:
            codes: which; the number after the last stands for all together.
            held: for each, the first codebook revision that held all that it counts.
        """
        recipe, interviews = self.recipe, len(self.interviews)
        if not interviews:
            return [Cell(None, Reason.NO_INTERVIEW)] * len(codes)
        deaf = interviews - self.heard if recipe.measure.reads_text else 0
        if deaf == interviews:
            reason = Reason.ROLES_UNKNOWN if recipe.voices is Voices.RESPONDENTS else Reason.NO_INTERVIEW
            return [Cell(None, reason)] * len(codes)
        oldest = _LATEST if recipe.assume_done else self.oldest
        none = Reason.NOT_DONE_YET if oldest < 0 else Reason.NOT_LOOKED_FOR
        made: dict[tuple[type, int | float, bool], Cell] = {}
        cells: list[Cell] = []
        for code, value in zip(codes, self._figures(codes), strict=True):
            looked = oldest >= held[code]
            cell = made.get((type(value), value, looked))
            if cell is None:
                if value:
                    cell = Cell(value, partial=not looked or deaf > 0)
                elif looked:
                    cell = Cell(None, Reason.ROLES_UNKNOWN) if deaf else Cell(value)
                else:
                    cell = Cell(None, none)
                made[type(value), value, looked] = cell
            cells.append(cell)
        return cells

    def _figures(self, codes: Sequence[int]) -> list[int | float]:
        recipe = self.recipe
        if recipe.measure is Measure.CASES:
            return [
                sum(
                    _presence(recipe.policy, len(self.case_coders[code, case]), len(layers))
                    for case, layers in self.case_layers.items()
                    if self.case_coders.get((code, case))
                )
                for code in codes
            ]
        values = [self.values.get(code, 0) for code in codes]
        if recipe.measure is Measure.MEAN:
            return [value / len(self.interviews) for value in values]
        if recipe.measure.per_words:
            scale = 100 if recipe.measure is Measure.SHARE else 1000
            words = self.words if recipe.pooled else self.heard
            return [scale * value / words for value in values]
        return values


def _presence(policy: Policy, who: int, layers: int) -> int | float:
    """Return what one transcript or case with the code counts, given how many coders have it of how many there are."""
    if policy is Policy.SUM:
        return who
    return who / layers if policy is Policy.MEAN else 1
