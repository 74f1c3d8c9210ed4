"""Intervals by resampling transcripts, or turns within transcripts where these are few.

What was said in one interview hangs together, so that its characters or turns are no sample: transcripts are. Each
replicate draws as many as there are, with replacement, from a generator of its own, so that a seed gives the same
figures everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

Drawn = TypeVar("Drawn")

FEWEST = 10
"""Of fewer transcripts than this, turns are resampled within each."""


def draws(strata: Sequence[Sequence[Drawn]], times: int, seed: int) -> Iterator[list[Drawn]]:
    """Yield of each stratum as many as there are, drawn with replacement, so many times; the same places for a seed.

    Args:
        strata: one of all transcripts, or one a transcript of its turns.
        times: how many replicates.
        seed: of the generator.
    """
    draw = random.Random(seed).choices  # noqa: S311 - a sample, not a secret
    for _ in range(times):
        yield [one for rows in strata if rows for one in draw(rows, k=len(rows))]


def replicates(strata: Sequence[Sequence[int]], times: int, seed: int) -> Iterator[int]:
    """Yield sums of the rows that :func:`draws` draws."""
    return map(sum, draws(strata, times, seed))
