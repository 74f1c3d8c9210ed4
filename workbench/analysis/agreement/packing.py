"""Rows of whole numbers, packed side by side in one large one.

Python adds such numbers at the speed of memory, so that a sum of rows is one sum and needs no library for arrays.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_SMALL, _LARGE = 4, 8
_TYPECODES = {array(code).itemsize: code for code in "QLI"}


@dataclass(frozen=True, slots=True)
class Packing:
    """How wide fields are, in bytes. No field may ever sum up to more."""

    size: int

    @classmethod
    def for_sums(cls, largest: int) -> Packing:
        """Return the narrowest fields that hold the largest sum there can be: 4 or 8 bytes, or what it takes."""
        return cls(next((size for size in (_SMALL, _LARGE) if largest < 256**size), largest.bit_length() // 8 + 1))

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

    def apart(self, row: int, fields: int) -> list[int]:
        """Return so many numbers that were laid side by side."""
        raw = row.to_bytes(fields * self.size, "little")
        if self.size not in _TYPECODES:
            return [int.from_bytes(raw[at : at + self.size], "little") for at in range(0, len(raw), self.size)]
        flat = array(_TYPECODES[self.size])
        flat.frombytes(raw)
        if sys.byteorder == "big":
            flat.byteswap()
        return flat.tolist()

    def taken_apart(self, row: int, cells: int, width: int) -> list[list[int]]:
        """Return the numbers of each cell of so many fields; the inverse of packing and joining."""
        numbers = self.apart(row, cells * width)
        return [numbers[at : at + width] for at in range(0, cells * width, width)]
