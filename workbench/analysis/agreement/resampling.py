"""Intervals by resampling transcripts, or turns within transcripts where these are few.

What was said in one interview hangs together, so that its characters or turns are no sample: transcripts are. Each
replicate draws as many as there are, with replacement, from a generator of its own, so that a seed gives the same
figures everywhere.

A row of tallies, all codes after another, is kept as one large whole number with 32 or 64 bits a field. Python adds
such numbers at the speed of memory, so that a replicate is one sum and needs no library for arrays.
"""

from __future__ import annotations

import random
import sys
from array import array
from collections.abc import Iterator, Sequence

FEWEST = 10
"""Of fewer transcripts than this, turns are resampled within each."""

NARROW, WIDE = "I", "Q"
"""Fields of 32 and of 64 bits, as arrays name them."""


def field_for(largest: int) -> str:
    """Return the field that holds the largest sum there can be."""
    return NARROW if largest < 2 ** (8 * array(NARROW).itemsize) else WIDE


def pack(tallies: Sequence[Sequence[int]], field: str = WIDE) -> int:
    """Lay the tallies of all codes side by side in one number."""
    flat = array(field)
    for tally in tallies:
        flat.extend(tally)
    if sys.byteorder == "big":
        flat.byteswap()
    return int.from_bytes(flat.tobytes(), "little")


def unpack(row: int, codes: int, width: int, field: str = WIDE) -> list[list[int]]:
    """Take tallies apart again; the inverse of :func:`pack`."""
    flat = array(field)
    flat.frombytes(row.to_bytes(codes * width * flat.itemsize, "little"))
    if sys.byteorder == "big":
        flat.byteswap()
    numbers = flat.tolist()
    return [numbers[at : at + width] for at in range(0, codes * width, width)]


def replicates(strata: Sequence[Sequence[int]], times: int, seed: int) -> Iterator[int]:
    """Yield sums of rows that were drawn with replacement, so many times.

    Args:
        strata: rows of which as many are drawn as there are, from each stratum apart: one of all transcripts, or one a
            transcript of its turns.
        times: how many replicates.
        seed: of the generator.
    """
    draw = random.Random(seed).choices  # noqa: S311 - a sample, not a secret
    for _ in range(times):
        yield sum(sum(draw(rows, k=len(rows))) for rows in strata if rows)
