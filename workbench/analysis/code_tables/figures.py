"""A table in the three forms that it is given out in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.analysis.tables import Table


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted: ``wide`` as a report has it, ``tidy`` with one row a figure, ``document`` as JSON has it."""

    wide: Table
    tidy: Table
    document: Mapping[str, object]
