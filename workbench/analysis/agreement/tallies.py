"""Tallies: the whole numbers that coefficients need of T, added up over transcripts, turns and replicates.

With r of the m coders who judged a unit giving it the code, a tally holds, summed over units, 1, r, m - r, the shares
below, the pairs of coders of whom both or just one gave it, and then for each coder how many units they judged and to
how many they gave the code. Shares are multiplied by a number that makes them whole whatever m is, so that sums are
exact. Tallies add up where coders are missing in some transcripts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import lcm

from workbench.analysis.agreement.packing import Packing
from workbench.analysis.agreement.table import Table

UNITS, MARKS, OTHERS, DIFFERING, MARKED, MIXED, BOTH, ONE = range(8)
"""Places in a tally: DIFFERING has the share of pairs that differ, MARKED r/m, MIXED the coincidences r(m-r)/(m-1)."""

RATES = 8
"""Where the coders' own numbers begin."""

Tally = Sequence[int]


class Shape:
    """What stands where in a tally of so many compared coders; ``scale`` is what shares are multiplied by.

    Where everybody judged everything, a row holds of each code only what the rest follows from: how many units, on how
    many pairs of coders differ, and to how many each coder gave it. Sums of rows then cost a third.

    Args:
        coders: how many.
        codes: how many codes' tallies stand in a row.
        units: how many units there are at most in what rows are added up to, which says how wide their fields are.
        complete: whether everybody judged everything.
    """

    def __init__(self, coders: int, codes: int = 1, units: int = 0, *, complete: bool = False) -> None:
        self.coders = coders
        self.codes = codes
        self.scale = lcm(*(m * (m - 1) for m in range(2, coders + 1)))
        self._differing = 2 * self.scale // (coders * (coders - 1))
        self._marked, self._mixed = self.scale // coders, self.scale // (coders - 1)
        self.width = RATES + 2 * coders
        self._complete = complete
        self._fields = 2 + coders if complete else self.width
        self._packing = Packing.for_sums(units * coders * self.scale)
        self._packed: dict[tuple[tuple[int, ...], int], dict[int, int]] = {}

    def _weights(self, present: Sequence[int], who: int) -> list[int]:
        """Return what one unit with the code from a set of coders adds, beyond a unit with it from nobody."""
        m, r = len(present), who.bit_count()
        differing = r * (m - r)
        if self._complete:
            return [0, differing, *(who >> coder & 1 for coder in present)]
        weights = [0] * self.width
        weights[:RATES] = [
            0,
            r,
            -r,
            2 * differing * self.scale // (m * (m - 1)),
            r * self.scale // m,
            differing * self.scale // (m - 1),
            r * (r - 1) // 2,
            differing,
        ]
        for coder in present:
            weights[RATES + 2 * coder + 1] = who >> coder & 1
        return weights

    def _blank(self, units: int, present: Sequence[int]) -> list[int]:
        """Return what so many units come to, judged by the ``present`` coders, of a code that nobody gave."""
        if self._complete:
            return [units]
        found = [0] * self.width
        found[UNITS], found[OTHERS] = units, len(present) * units
        for coder in present:
            found[RATES + 2 * coder] = units
        return found

    def row(self, units: int, present: Sequence[int], table: Table, apart: Collection[int]) -> int:
        """Return the tallies of all codes, packed side by side in one number.

        Args:
            units: how many there are.
            present: the coders who judged them, by place.
            table: who gave which code to how many of them.
            apart: codes whose tallies are nought, by place.
        """
        counters = table.step * self.coders
        weights = self._packed.setdefault((tuple(present), table.step), {})
        cells = [self._packing.packed(self._blank(units, present))] * self.codes
        everybody = (1 << counters) - 1
        for key, n in table.cells.items():
            counted = key & everybody
            weight = weights.get(counted)
            if weight is None:
                one = (1 << table.step) - 1
                who = sum(1 << at for at in range(self.coders) if counted >> table.step * at & one)
                weight = weights[counted] = self._packing.packed(self._weights(present, who))
            cells[key >> counters] += n * weight
        for code in apart:
            cells[code] = 0
        return self._packing.joined(cells, self._fields)

    def tallies(self, row: int) -> list[list[int]]:
        """Return the tallies of each code, that were packed in one number."""
        found = self._packing.taken_apart(row, self.codes, self._fields)
        return list(map(self._whole, found)) if self._complete else found

    def _whole(self, cell: Sequence[int]) -> list[int]:
        """Return a tally from what it follows from."""
        units, one, *marks = cell
        m, given = self.coders, sum(marks)
        found = [
            units,
            given,
            m * units - given,
            one * self._differing,
            given * self._marked,
            one * self._mixed,
            ((m - 1) * given - one) // 2,
            one,
        ]
        for n in marks:
            found += (units, n)
        return found


def rates(tally: Tally) -> list[tuple[int, int]]:
    """Return how many units each coder judged and to how many of them they gave the code, of coders who judged any."""
    return [(tally[at], tally[at + 1]) for at in range(RATES, len(tally), 2) if tally[at]]


def varies(tally: Tally) -> bool:
    """Whether some coder gave the code somewhere, and some coder somewhere did not."""
    return tally[MARKS] > 0 and tally[OTHERS] > 0
