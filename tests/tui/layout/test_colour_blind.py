"""The colours for the colour-blind: told apart by all, and readable on both themes."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from textual.theme import Theme

from workbench.tui.layout.colours import (
    COLOUR_BLIND,
    RGB,
    SIGN_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    readable,
    rgb,
    tint,
)
from workbench.tui.themes import THEMES

Matrix = Sequence[Sequence[float]]
EVERYBODY: Matrix = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
PROTANOPIA: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
GROUNDS = [rgb(str(theme.background)) for theme in THEMES]


def lab(colour: RGB, sight: Matrix) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as somebody sees it (simulation in linear sRGB, white D65)."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in sight)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("sight", [EVERYBODY, PROTANOPIA, DEUTERANOPIA], ids=["all", "protanopia", "deuteranopia"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_any_two_signs_are_told_apart(ground: RGB, sight: Matrix) -> None:
    seen = [lab(readable(rgb(colour), ground, SIGN_CONTRAST), sight) for colour in COLOUR_BLIND]
    apart = min(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 for a, b in combinations(seen, 2))
    assert apart >= 20


@pytest.mark.parametrize("theme", THEMES, ids=[theme.name for theme in THEMES])
def test_signs_and_the_words_on_tints_can_be_read(theme: Theme) -> None:
    ground, ink = rgb(str(theme.background)), rgb(str(theme.foreground))
    for colour in map(rgb, COLOUR_BLIND):
        assert contrast(readable(colour, ground, SIGN_CONTRAST), ground) >= SIGN_CONTRAST
        for share in (0.11, 0.20, 0.34):
            tinted = tint(colour, ground, ink, share)
            assert contrast(readable(ink, tinted), tinted) >= TEXT_CONTRAST
