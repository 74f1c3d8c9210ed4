"""What a report shall hold, and how its sentences spell numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.matrices import Measure
from workbench.core.language import _, spoken

MEASURES = (Measure.WORDS, Measure.SHARE, Measure.TRANSCRIPTS)
"""What is counted where nobody says otherwise: how much, which share, and in how many interviews."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report shall hold.

    ``columns`` names attributes to cross, None for municipality and year as far as the project has them. ``quotations``
    is how many of the passages marked for the report come along at most, None for all. ``title`` is what stands on top,
    "" for the project's name; ``by`` who gives the report out, "" to name nobody.
    """

    columns: tuple[str, ...] | None = None
    measures: tuple[Measure, ...] = MEASURES
    agreement: bool = True
    quotations: int | None = None
    title: str = ""
    by: str = ""


def counted(number: int) -> str:
    """Return a whole number as a sentence has it: ``27,623``, in Norwegian ``27 623``."""
    return f"{number:,}".replace(",", "," if spoken() == "en" else "\u00a0")


def percent(share: float) -> str:
    """Return a share, 0 to 1, as whole per cent with its sign: ``39 %``."""
    return f"{100 * share:.0f}\u00a0%"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: ``Hamar, Moss and Vestby``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{_(' and ')}{names[-1]}"
