"""Whether a line of a text that was broken at a fixed width goes on with the one before."""

from __future__ import annotations

import re

OPENS = re.compile(
    r"\s*(?:[-–—•*▪]\s|\#{1,6}\s|\d{1,4}[.)]?\s|[\[(]?\d{1,3}:\d\d"
    r"|\*{0,3}[^\W\d_][\w .'’&/-]{0,40}(?:\([^)]*\))?\s*:(?:\s|\*|$))"
)
"""What begins a paragraph however full the line before it was: a bullet, a number, a time, a label."""

ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
"""A line's end that may be a sentence's."""
