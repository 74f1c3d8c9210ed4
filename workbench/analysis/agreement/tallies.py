"""Tallies: the whole numbers that coefficients need of T, added up over transcripts, turns and replicates.

With r of the m coders who judged a unit giving it the code, a tally holds, summed over units, 1, r, m - r, the shares
below, the pairs of coders of whom both or just one gave it, and then for each coder how many units they judged and to
how many they gave the code. Shares are multiplied by a number that makes them whole whatever m is, so that sums are
exact. Tallies add up where coders are missing in some transcripts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm

UNITS, MARKS, OTHERS, DIFFERING, MARKED, MIXED, BOTH, ONE = range(8)
"""Places in a tally: DIFFERING has the share of pairs that differ, MARKED r/m, MIXED the coincidences r(m-r)/(m-1)."""

RATES = 8
"""Where the coders' own numbers begin."""

Tally = Sequence[int]


class Shape:
    """What stands where in a tally of so many compared coders; ``scale`` is what shares are multiplied by."""

    def __init__(self, coders: int) -> None:
        self.coders = coders
        self.scale = lcm(*(m * (m - 1) for m in range(2, coders + 1)))
        self.width = RATES + 2 * coders

    def _weights(self, m: int, r: int) -> list[int]:
        differing = r * (m - r)
        return [
            1,
            r,
            m - r,
            2 * differing * self.scale // (m * (m - 1)),
            r * self.scale // m,
            differing * self.scale // (m - 1),
            r * (r - 1) // 2,
            differing,
        ]

    def tally(self, units: int, present: Sequence[int], table: Mapping[int, int]) -> list[int]:
        """Return the tally of so many units, judged by the ``present`` coders, with T for one code."""
        found = [0] * self.width
        m = len(present)
        found[UNITS] = units
        found[OTHERS] = m * (units - sum(table.values()))
        for coder in present:
            found[RATES + 2 * coder] = units
        for who, n in table.items():
            for place, weight in enumerate(self._weights(m, who.bit_count())[1:], 1):
                found[place] += n * weight
            for coder in present:
                if who >> coder & 1:
                    found[RATES + 2 * coder + 1] += n
        return found


def rates(tally: Tally) -> list[tuple[int, int]]:
    """Return how many units each coder judged and to how many of them they gave the code, of coders who judged any."""
    return [(tally[at], tally[at + 1]) for at in range(RATES, len(tally), 2) if tally[at]]


def varies(tally: Tally) -> bool:
    """Whether some coder gave the code somewhere, and some coder somewhere did not."""
    return tally[MARKS] > 0 and tally[OTHERS] > 0
