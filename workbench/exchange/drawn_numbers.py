"""How word processors draw the numbers and bullets of lists."""

from __future__ import annotations

BULLET = "•"
PLAIN_BULLETS = frozenset("-–—*•◦▪o>")
"""Bullets that are drawn as they are; those of symbol fonts all become :data:`BULLET`."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(n: int) -> str:
    """Write a number from 1 to 3,999 in small Roman numerals; others as digits."""
    if not 0 < n < 4000:
        return str(n)
    drawn = ""
    for value, sign in _ROMAN:
        drawn += sign * (n // value)
        n %= value
    return drawn


def letters(n: int) -> str:
    """Write a number in small letters as Word does: a to z, then aa, bb, up to 780; others as digits."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n <= 780 else str(n)
