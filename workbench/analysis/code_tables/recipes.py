"""What every table of codes says about itself: whose work is counted, in which interviews, and how to make it again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from workbench.analysis.matrices.recipes import Policy, Recipe, Voices

_PROVENANCE = ("codebook_revision", "project", "date", "version", "command")
_OPTIONS = {"voices": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRecipe:
    """How a table was made; enough to make it again and to say what a figure means.

    ``codes`` are keys, none meaning all; ``coders`` are names as written (``anna``, ``anna/2``), none meaning the
    policy's own choice. ``date`` is ISO 8601, ``command`` makes the table again.
    """

    NOUN: ClassVar[str] = ""
    READS_TEXT: ClassVar[bool] = False

    codes: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    policy: Policy = Policy.ONE
    roll_up: bool = False
    voices: Voices = Voices.RESPONDENTS
    where: str = ""
    assume_done: bool = False
    codebook_revision: int = 0
    project: str = ""
    date: str = ""
    version: str = ""
    command: str = ""

    @property
    def reads_text(self) -> bool:
        """Whether the table looks at what was said, so that it needs to know the speakers' roles."""
        return self.READS_TEXT

    def of_matrix(self) -> Recipe:
        """Return the same choice of coders and rows as a matrix has it, for the rules that both share."""
        return Recipe(
            coders=self.coders,
            policy=self.policy,
            roll_up=self.roll_up,
            voices=self.voices,
            where=self.where,
            assume_done=self.assume_done,
        )

    def as_json(self) -> dict[str, object]:
        """Return the recipe as JSON values, what is the table's own first."""
        values: dict[str, object] = {}
        shared = {field.name for field in fields(TableRecipe)}
        for field in sorted(fields(self), key=lambda one: one.name in shared):
            value = getattr(self, field.name)
            values[field.name] = str(value) if isinstance(value, StrEnum) else value
            if isinstance(value, tuple):
                values[field.name] = list(value)
        return values

    def own_lines(self) -> list[tuple[str, str]]:
        """Return what only this kind of table has to say, as pairs of a label and what it says."""
        return []

    def lines(self) -> list[tuple[str, str]]:
        """Return the recipe as pairs of a label and what it says, for a sheet or a note under a table."""
        turns = "respondents’ turns" if self.voices is Voices.RESPONDENTS else "all turns"
        counted = dict(self.of_matrix().lines())
        said = [
            *self.own_lines(),
            ("Codes", (", ".join(self.codes) or "all") + (", each with its whole branch" if self.roll_up else "")),
            ("Coders", counted["Coders"]),
            ("Policy", counted["Policy"]),
            ("Text", f"{turns}, without time stamps and bracketed marks" if self.reads_text else "everything"),
            ("Filter", self.where or "none"),
            ("Transcripts not done", "taken as done" if self.assume_done else "give no zero"),
            ("Codebook revision", str(self.codebook_revision)),
            ("Project", self.project),
            ("Made", self.date),
            ("Version", self.version),
            ("Command", self.command),
        ]
        return [(label, says) for label, says in said if says]

    def command_line(self) -> str:
        """Return the command that makes the table again: what differs from the defaults, as options."""
        default, words = type(self)(), ["workbench", self.NOUN]
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in _PROVENANCE or value == getattr(default, field.name):
                continue
            option = "--" + _OPTIONS.get(field.name, field.name).replace("_", "-")
            if isinstance(value, bool):
                words.append(option)
            else:
                words += [option, ",".join(value) if isinstance(value, tuple) else str(value)]
        return shlex.join(words)
