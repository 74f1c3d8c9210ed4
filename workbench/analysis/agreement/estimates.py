"""Estimates: a figure with its interval, or the reason why there is none."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum


class Reason(StrEnum):
    """Why a figure is undefined; it is then never 0 or 1."""

    NO_VARIATION = "no_variation"
    NO_UNITS = "no_units"
    NOT_PAIRABLE = "not_pairable"
    TINY_N = "tiny_n"
    NOT_FOR_TWO_ALONE = "more_than_two_coders"
    OVERLAPPING_CODES = "overlapping_codes"
    NOT_IN_A_DOMAIN = "not_in_a_domain"
    NOT_BY_CODE = "several_codes_at_once"
    NOT_BY_TRANSCRIPT = "not_by_transcript"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, or None with a reason; ``low`` and ``high`` bound the middle 95 % of the replicates.

    ``undefined`` is in how many replicates the figure was undefined, ``below_667`` and ``below_800`` in which share, 0
    to 1, of the others it was under .667 and .800; None without replicates.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: Reason | None = None
    undefined: int = 0
    below_667: float | None = None
    below_800: float | None = None

    @classmethod
    def of(cls, value: float) -> Estimate:
        """Return a figure; what is a whole number but for the last bits of a float is that number."""
        return cls(_settled(value))

    def with_replicates(self, values: list[float], wanted: int) -> Estimate:
        """Return the figure with what its replicates say; ``values`` holds the defined ones of ``wanted``."""
        if self.value is None or not values:
            return self if self.value is None else replace(self, undefined=wanted)
        ordered = sorted(values)
        return replace(
            self,
            low=_settled(quantile(ordered, 0.025)),
            high=_settled(quantile(ordered, 0.975)),
            undefined=wanted - len(ordered),
            below_667=bisect_left(ordered, 0.667) / len(ordered),
            below_800=bisect_left(ordered, 0.8) / len(ordered),
        )

    def as_json(self) -> dict[str, object]:
        """Return the figure as JSON values; what its replicates say stands there where there are any."""
        found: dict[str, object] = {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "reason": None if self.reason is None else str(self.reason),
        }
        if self.below_667 is not None or self.undefined:
            found |= {"undefined": self.undefined, "below_667": self.below_667, "below_800": self.below_800}
        return found


_LAST_BITS = 1e-12
"""Figures are shares of sums, near 1 in magnitude, whose rounding adds up to less; no figure of text is so near 0."""


def _settled(value: float) -> float:
    whole = float(round(value))
    return whole + 0.0 if abs(value - whole) < _LAST_BITS else value


def quantile(ordered: list[float], share: float) -> float:
    """Return a quantile of ordered numbers, by a straight line between the two nearest (Hyndman and Fan's type 7)."""
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)
