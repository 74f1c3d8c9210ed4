"""The project itself: one study, one database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Project:
    """One study.

    ``settings`` holds what a lead decides: ``blind``, ``min_cell``, ``delete_by``, ``language``, ``first_coder``,
    ``synonyms`` (lists of words that find each other), and under ``import`` what was chosen at earlier imports.
    """

    uuid: str
    name: str
    created_at: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
