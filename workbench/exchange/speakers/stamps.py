"""Time stamps as transcribers and machines write them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Stamp(NamedTuple):
    """A time in milliseconds, and the stamp as it was written."""

    ms: int
    text: str


_BARE = r"(?<!\d)\d{1,3}:(?:\d{1,2}:\d{1,2}(?:[.,:;]\d{1,3})?|\d{2}(?:[.,]\d{1,3})?)(?!\w|:\d)"
_HOURS = r"(?<!\d)\d{1,3}:[0-5]?\d:[0-5]?\d(?:[.,:;]\d{1,3})?(?!\w|:\d)"
_INSIDE = r"\d{1,3}(?:[:;]\d{1,2}){1,2}(?:[.,:;-]\d{1,3})?"
_LOOSE = r"\d{1,3}(?:[:;.,]\d{1,2}){2}(?:[.,:;]\d{1,3})?"
_RANGE = r"\s{0,3}(?:-->|->|[-–—])\s{0,3}"

BARE = rf"(?:{_BARE}(?:{_RANGE}{_BARE})?)"
"""A stamp without brackets, or two with an arrow or dash between them."""

FULL = rf"(?:{_HOURS}(?:{_RANGE}{_HOURS})?)"
"""The same with hours: hardly ever a time of day that somebody speaks of."""

BRACKETED = (
    rf"(?:\[\s?(?:{_LOOSE}|{_INSIDE})(?:{_RANGE}{_INSIDE})?\s?\]|\(\s?{_INSIDE}(?:{_RANGE}{_INSIDE})?\s?\)"
    rf"|\{{{_INSIDE}\}}|<{_INSIDE}>|#{_INSIDE}#)"
)
"""A stamp in brackets of any kind, or between the number signs of some transcription programs."""

ANY = rf"(?:{BRACKETED}|{BARE})"

_ANY = re.compile(ANY)
_PARTS = re.compile(r"(\d+)(?:([:;.,-])(?=\d))?")


def parse(text: str) -> Stamp | None:
    """Read a stamp: hours, minutes and seconds, or minutes and seconds, with or without a fraction.

    The separators may be any of ``: ; . ,``. A last group of three digits, or one after another separator than the
    first, is a fraction of a second; a fourth group of two digits counts frames and is left out. Of a range the start
    counts.

    Returns:
        The stamp, or None where the figures are not a time (75 seconds, 61 minutes after an hour).
    """
    groups = _PARTS.findall(re.split(r"-->|->|\s[-–—]\s|[–—]", text)[0])
    figures = [group for group, _ in groups]
    separators = [separator for _, separator in groups[:-1]]
    if len(figures) < 2:
        return None
    fraction = 0
    if len(figures) > 2 and (len(figures[-1]) == 3 or (separators[-1] in ".,-" and separators[-1] != separators[0])):
        fraction = int(figures.pop().ljust(3, "0"))
    elif len(figures) == 4:
        figures.pop()
    hours, minutes, seconds = ([0] * (3 - len(figures)) + [int(figure) for figure in figures])[-3:]
    if seconds > 59 or (minutes > 59 and len(figures) == 3):
        return None
    return Stamp(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction, text.strip())


def whole(text: str) -> Stamp | None:
    """Read a text that is nothing but a stamp; None for anything else."""
    match = _ANY.fullmatch(text.strip())
    return parse(match.group()) if match else None
