"""Rows of whole numbers, packed side by side in one large one.

Python adds such numbers at the speed of memory, so that a sum of rows is one sum and needs no library for arrays.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Packing:
    """How wide fields are; ``typecode`` is what :mod:`array` calls them. No field may ever sum up to more."""

    typecode: str

    @classmethod
    def for_sums(cls, largest: int) -> Packing:
        """Return the narrowest fields, of 32 or 64 bits, that hold the largest sum there can be."""
        return cls("I" if largest < 2 ** (8 * array("I").itemsize) else "Q")

    @property
    def size(self) -> int:
        """Bytes a field."""
        return array(self.typecode).itemsize

    def packed(self, numbers: Sequence[int]) -> int:
        """Lay numbers side by side, the first in the lowest bits; a negative one borrows from those after it.

        Sums of such numbers come out right as long as no field of the sum is negative.
        """
        bits = 8 * self.size
        return sum(number << bits * at for at, number in enumerate(numbers) if number)

    def joined(self, cells: Sequence[int], width: int) -> int:
        """Lay packed cells of so many fields each side by side."""
        size = width * self.size
        return int.from_bytes(b"".join([cell.to_bytes(size, "little") for cell in cells]), "little")

    def taken_apart(self, row: int, cells: int, width: int) -> list[list[int]]:
        """Return the numbers of each cell of so many fields; the inverse of packing and joining."""
        flat = array(self.typecode)
        flat.frombytes(row.to_bytes(cells * width * flat.itemsize, "little"))
        if sys.byteorder == "big":
            flat.byteswap()
        numbers = flat.tolist()
        return [numbers[at : at + width] for at in range(0, cells * width, width)]
