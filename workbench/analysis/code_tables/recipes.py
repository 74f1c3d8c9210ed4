"""What every table of codes says about itself: whose work is counted, in which interviews, and how to make it again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from workbench.analysis.matrices.recipes import Policy, Recipe, Voices, limit_in_words, text_in_words
from workbench.analysis.tables import moment
from workbench.core.language import _

_PROVENANCE = ("codebook_revision", "project", "date", "version", "command")
_OPTIONS = {"voices": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRecipe:
    """How a table was made; enough to make it again and to say what a figure means.

    ``codes`` are keys, none meaning all; ``coders`` are names as written (``anna``, ``anna/2``), none meaning the
    policy's own choice. ``min_cell`` is the least number of people that a figure may come from, 0 for no limit and
    below 0 the project's. ``date`` is ISO 8601, ``command`` makes the table again.
    """

    NOUN: ClassVar[str] = ""
    READS_TEXT: ClassVar[bool] = False

    codes: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    policy: Policy = Policy.ONE
    roll_up: bool = False
    voices: Voices = Voices.RESPONDENTS
    where: str = ""
    min_cell: int = -1
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
        counted = self.of_matrix()
        said = [
            *self.own_lines(),
            (
                _("Codes"),
                (", ".join(self.codes) or _("all")) + (_(", each with its whole branch") if self.roll_up else ""),
            ),
            (_("Coders"), counted.whose),
            (_("Policy"), counted.policy_in_words),
            (_("Text"), text_in_words(self.voices, reads_text=self.reads_text)),
            (_("Filter"), self.where or _("none")),
            (_("Small cells"), limit_in_words(self.min_cell)),
            (_("Transcripts not done"), _("taken as done") if self.assume_done else _("give no zero")),
            (_("Codebook revision"), str(self.codebook_revision)),
            (_("Project"), self.project),
            (_("Made"), moment(self.date)),
            (_("Version"), self.version),
            (_("Command"), self.command),
        ]
        return [(label, says) for label, says in said if says]

    def command_line(self) -> str:
        """Return the command that makes the table again: what differs from the defaults, as options."""
        default, words = type(self)(), ["workbench", self.NOUN]
        for field in fields(self):
            value = getattr(self, field.name)
            told = field.name == "policy" and len(self.coders) > 1
            if field.name in _PROVENANCE or (value == getattr(default, field.name) and not told):
                continue
            option = "--" + _OPTIONS.get(field.name, field.name).replace("_", "-")
            if isinstance(value, bool):
                words.append(option)
            else:
                words += [option, ",".join(value) if isinstance(value, tuple) else str(value)]
        return shlex.join(words)
