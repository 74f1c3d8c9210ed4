"""Colours that stay readable: tints under text and glyphs in the margin, derived for whatever theme is on.

Contrast is that of the Web Content Accessibility Guidelines 2.1 (relative luminance, success criteria 1.4.3 and
1.4.11): 4.5 to 1 for text, 3 to 1 for a sign. A colour is red, green and blue from 0 to 255.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

RGB = tuple[int, int, int]

TEXT_CONTRAST = 4.5
SIGN_CONTRAST = 3.0

PALETTE: tuple[str, ...] = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#44aa99", "#882255", "#ddcc77", "#6f4ea0",
)  # fmt: skip
"""Hues that the colour-blind can tell apart (after Okabe and Ito, and Tol), for codes that have none of their own."""

COLOUR_BLIND: tuple[str, ...] = (
    "#0b73da", "#da730b", "#7a1f63", "#bff986", "#7a1f1f", "#86bff9", "#f986a3", "#6b3df5",
)  # fmt: skip
"""Hues that stay 20 apart (CIE 1976 colour difference) as signs in both themes, also to protanopes and deuteranopes.

Found by search; the test simulates both after Machado, Oliveira and Fernandes 2009.
"""

_BLACK: RGB = (0, 0, 0)
_WHITE: RGB = (255, 255, 255)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@lru_cache(maxsize=1024)
def rgb(colour: str, key: str = "") -> RGB:
    """Read ``#rrggbb``; where it is anything else, pick a colour of the palette by the code's key."""
    if _HEX.fullmatch(colour) is None:
        colour = PALETTE[crc32(key.encode("utf-8", "replace")) % len(PALETTE)]
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


@lru_cache(maxsize=4096)
def luminance(colour: RGB) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = colour
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(below: RGB, above: RGB, share: float) -> RGB:
    """Lay ``share`` (0 to 1) of one colour over another."""
    red, green, blue = (round(b + (a - b) * share) for b, a in zip(below, above, strict=True))
    return red, green, blue


def readable(colour: RGB, ground: RGB, least: float = TEXT_CONTRAST) -> RGB:
    """Return the colour, or the nearest lighter or darker one that reaches a contrast against its ground."""
    if contrast(colour, ground) >= least:
        return colour
    ends = (_WHITE, _BLACK) if luminance(colour) >= luminance(ground) else (_BLACK, _WHITE)
    for end in ends:
        for step in range(1, 21):
            tried = blend(colour, end, step / 20)
            if contrast(tried, ground) >= least:
                return tried
    return max(_WHITE, _BLACK, key=lambda end: contrast(end, ground))


def tint(colour: RGB, ground: RGB, ink: RGB, share: float) -> RGB:
    """Lay a share of a colour over the ground, less of it where the ink could no longer be read.

    The ink may still be made stronger by :func:`readable`, but never turned from light to dark.
    """
    end = _WHITE if luminance(ink) >= luminance(ground) else _BLACK
    while share > 0.02:
        tinted = blend(ground, colour, share)
        if contrast(end, tinted) >= TEXT_CONTRAST + 1:
            return tinted
        share -= 0.02
    return ground
