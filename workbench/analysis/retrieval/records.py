"""What passages are found among, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.core.codings import Coding, ListedCoding
from workbench.core.transcripts import Role


@dataclass(frozen=True, slots=True)
class Setting:
    """The transcript that passages stand in: its UUID, its name, its case's, and values by attribute name."""

    uuid: str
    name: str
    case: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """What conditions on interviews compare."""
        return {"case": self.case, "transcript": self.name, **self.attributes}


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coding with its words and turns, the role of who speaks where it begins, and the memos on it."""

    listed: ListedCoding
    role: Role = Role.OTHER
    memos: tuple[str, ...] = ()

    @property
    def coding(self) -> Coding:
        """The coding itself."""
        return self.listed.coding


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a query found: one coding of one coder, as lists and files show it.

    ``turn`` counts from 1, None where it begins in none. ``before`` and ``after`` are the words around the quotation.
    ``code`` is the code's key, ``codes`` the keys of the other codes that the same coder gave to overlapping passages,
    ``names`` what these are called. ``coder`` is a name.
    """

    coding: Coding
    setting: Setting
    turn: int | None
    speaker: str
    role: Role
    quotation: str
    before: str
    after: str
    code: str
    code_name: str
    code_path: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    coder: str
    round: int
    memo: str = ""
