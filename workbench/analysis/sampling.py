"""Samples for double coding: so many of every kind of interview, drawn so that anybody can draw them again."""

from __future__ import annotations

import math
import random
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeVar

One = TypeVar("One", bound=Hashable)


def stratified(strata: Mapping[Any, Sequence[One]], share: float, seed: int) -> list[One]:
    """Draw a share of all, spread over the strata as evenly as their sizes allow.

    A systematic sample of the strata one after the other, each in random order (Cochran 1977, Sampling Techniques, ch.
    8): a fractional step and a random start, so that each stratum gives its share rounded up or down, and neighbouring
    strata make up for one another. That keeps an even spread where strata hold a single interview each.

    Args:
        strata: what there is to draw from, in the order in which strata lie next to each other.
        share: over 0, at most 1; at least one is drawn.
        seed: the same seed draws the same.

    Returns:
        What was drawn, in the order of the strata.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    line: list[One] = []
    for members in strata.values():
        line += chance.sample(list(members), len(members))
    if not line:
        return []
    wanted = max(1, math.floor(share * len(line) + 0.5))
    step = len(line) / wanted
    start = chance.random() * step
    return [line[min(len(line) - 1, math.floor(start + i * step))] for i in range(wanted)]
