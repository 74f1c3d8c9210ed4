"""Tallies: the numbers that coefficients need of T, added up over transcripts and replicates.

A tally is a flat list of whole numbers. First, for each number m of coders who judged (2 to all), how many units had
the code from 0, 1, …, m of them; then for each coder how many units they judged and how many they gave the code to.
Tallies add up over transcripts, so that a coder may be missing in some.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property


class Shape:
    """Where what stands in a tally of so many compared coders."""

    def __init__(self, coders: int) -> None:
        self.coders = coders
        slots = [(m, r) for m in range(2, coders + 1) for r in range(m + 1)]
        self.slots = slots
        self._first = {m: at for at, (m, r) in enumerate(slots) if r == 0}
        self.width = len(slots) + 2 * coders

    @cached_property
    def agreeing(self) -> list[float]:
        """The share of the pairs of coders that agree on a unit, by slot."""
        return [(r * (r - 1) + (m - r) * (m - r - 1)) / (m * (m - 1)) for m, r in self.slots]

    @cached_property
    def marking(self) -> list[float]:
        """The share of the coders that gave the code, by slot."""
        return [r / m for m, r in self.slots]

    @cached_property
    def marks(self) -> list[int]:
        """How many coders gave the code, by slot."""
        return [r for _, r in self.slots]

    @cached_property
    def others(self) -> list[int]:
        """How many coders did not give the code, by slot."""
        return [m - r for m, r in self.slots]

    @cached_property
    def mixed(self) -> list[float]:
        """How much a unit adds to the coincidences of having and not having the code, by slot."""
        return [r * (m - r) / (m - 1) for m, r in self.slots]

    @cached_property
    def both(self) -> list[int]:
        """How many pairs of coders both gave the code, by slot."""
        return [r * (r - 1) // 2 for _, r in self.slots]

    @cached_property
    def one(self) -> list[int]:
        """In how many pairs of coders just one gave the code, by slot."""
        return [r * (m - r) for m, r in self.slots]

    def tally(self, units: int, present: Sequence[int], table: Mapping[int, int]) -> list[int]:
        """Return the tally of so many units, judged by the ``present`` coders, with T for one code."""
        found = [0] * self.width
        first = self._first[len(present)]
        behind = len(self.slots)
        for coder in present:
            found[behind + 2 * coder] = units
        left = units
        for who, n in table.items():
            left -= n
            found[first + who.bit_count()] += n
            for coder in present:
                if who >> coder & 1:
                    found[behind + 2 * coder + 1] += n
        found[first] += left
        return found

    def units(self, tally: Sequence[int]) -> int:
        """Return how many units a tally holds."""
        return sum(tally[: len(self.slots)])

    def rates(self, tally: Sequence[int]) -> list[tuple[int, int]]:
        """Return how many units each coder judged and how many of these got the code, of coders who judged any."""
        behind = tally[len(self.slots) :]
        return [(behind[i], behind[i + 1]) for i in range(0, len(behind), 2) if behind[i]]
