"""Figures beside the matrix that come from so few people that they may point to one (matrices.md 6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.analysis.matrices.groups import people
from workbench.analysis.matrices.records import Interview
from workbench.core.language import _


def few(interviews: Sequence[Interview], limit: int) -> bool:
    """Whether fewer people than the limit speak in some interviews."""
    return bool(interviews) and len(people(interviews)) < limit


def told(small: Collection[bool], limit: int, *, rows: bool = False) -> list[str]:
    """Say which of the columns, or of the rows, come from few people: once where all of them do."""
    number = sum(small)
    if not number:
        return []
    if number == len(small):
        return [_("Every cell comes from fewer than {limit} people.").format(limit=limit)]
    if rows:
        said = _("{small} of {n} rows come from fewer than {limit} people.")
    else:
        said = _("{small} of {n} columns come from fewer than {limit} people.")
    return [said.format(small=number, n=len(small), limit=limit)]
