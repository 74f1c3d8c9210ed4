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


def draws(rows: Sequence[Drawn], times: int, seed: int) -> Iterator[list[Drawn]]:
    """Yield as many of some rows as there are, drawn with replacement, so many times; the same places for a seed."""
    draw = random.Random(seed).choices  # noqa: S311 - a sample, not a secret
    for _ in range(times):
        yield draw(rows, k=len(rows))


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
