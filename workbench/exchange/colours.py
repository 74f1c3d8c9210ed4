"""Colours of what is printed: one scale from low to high, and lines that can be told apart without their colour."""

from __future__ import annotations

_STOPS = ((255, 255, 255), (253, 219, 176), (232, 144, 62))
"""White to orange, darker all the way, so that it can be read by the colour-blind and from a grey print; black stands
out on all of it (7:1 and more)."""

LINES = ("#0072B2", "#D55E00", "#007A5A", "#B0568A", "#8A6500", "#4B4B9E", "#555555")
"""Colours of lines that differ for all kinds of colour-blindness, each dark enough on white for thin lines (3:1)."""

INK, GREY, FAINT, HATCH = "#1F2328", "#57606A", "#D0D7DE", "#8C959F"
"""Letters, small letters, thin rules, and the strokes over what has no figure."""

EMPTY = "#EDEDED"
"""Behind what has no figure, where nothing can be hatched."""


def shade(share: float) -> str:
    """Return the colour for a share, 0 to 1, of the way from the lowest figure to the highest: ``#FDDBB0``."""
    place = min(max(share, 0.0), 1.0) * (len(_STOPS) - 1)
    at = min(int(place), len(_STOPS) - 2)
    parts = (round(low + (high - low) * (place - at)) for low, high in zip(_STOPS[at], _STOPS[at + 1], strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)
