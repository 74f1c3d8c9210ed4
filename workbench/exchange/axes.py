"""Axes of pictures and charts."""

from __future__ import annotations

import math


def ticks(highest: float, *, whole: bool) -> list[float]:
    """Return round numbers from 0 to at least the highest figure, two to seven of them; whole ones where asked."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough)
    step = max(1.0, step) if whole else step
    return [step * at for at in range(math.ceil(highest / step - 1e-9) + 1)]
