"""What a matrix is counted from, and what it is."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.analysis.matrices.recipes import Recipe
from workbench.core.cases import AttributeType
from workbench.core.codebook import CodeTree
from workbench.core.coders import Coder, Progress
from workbench.core.errors import Notice
from workbench.core.transcripts import Role, TranscriptText

CodingRow = tuple[str, str, int, int, str]
"""(transcript, code, start, end, coder): UUIDs and half-open code points of the newest revision."""

Tally = tuple[str, str, str, int]
"""(transcript, code, coder, how many codings)."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One coder's work on one transcript, as far as it has come.

    ``codebook_revision`` is the one in force when it was marked done; ``reviewed`` the share, 0 to 1, of the transcript
    that the coder has judged.
    """

    progress: Progress = Progress.DONE
    codebook_revision: int | None = None
    reviewed: float = 0.0


@dataclass(frozen=True, slots=True)
class Interview:
    """A transcript as a matrix sees it.

    ``case`` and ``informants`` are anything that tells cases and people apart; an interview without informants counts
    as one unknown person, one without a case as a case of its own. ``attributes`` holds canonical values of the case's
    and the transcript's attributes by name. ``words`` is how many words the counted text has
    (:meth:`workbench.analysis.matrices.spoken.Spoken.words_in_all`); 0 where no respondent is known, and
    ``words_by_role`` how many everybody's has, by the speakers' roles. ``layers`` has every coder's; the consensus
    counts only where it is ``consensus_complete``.
    """

    uuid: str
    name: str
    case: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    informants: tuple[str, ...] = ()
    words: int = 0
    layers: Mapping[str, Layer] = field(default_factory=dict)
    primary: str | None = None
    consensus_complete: bool = False
    words_by_role: Mapping[Role, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpokenText:
    """What was said in one transcript: flat arrays ``[start, end, start, end, …]`` in text order.

    ``roles`` has one for each turn.
    """

    turns: array[int]
    roles: Sequence[Role]
    words: array[int]
    sentences: array[int]
    marks: array[int]

    @classmethod
    def of(cls, text: TranscriptText, roles: Mapping[str, Role]) -> SpokenText:
        """Take what matrices need from a transcript's text and its speakers' roles by label."""
        turns = array("I")
        for turn in text.turns:
            turns.append(turn.start)
            turns.append(turn.end)
        empty: array[int] = array("I")
        word, sentence, mark = (text.units.get(unit, empty) for unit in ("word", "sentence", "mark"))
        return cls(turns, [roles.get(turn.speaker, Role.OTHER) for turn in text.turns], word, sentence, mark)


@dataclass(frozen=True, slots=True)
class Study:
    """Everything but the codings that a matrix is counted from.

    ``attributes`` gives the type of every attribute that may be a column, ``held_since`` the first codebook revision
    that held a code (by UUID; 1 where it is not named), ``first_coder`` the project's first coder.
    """

    interviews: Sequence[Interview]
    tree: CodeTree
    coders: Sequence[Coder]
    attributes: Mapping[str, AttributeType] = field(default_factory=dict)
    held_since: Mapping[str, int] = field(default_factory=dict)
    first_coder: str | None = None


class Reason(StrEnum):
    """Why a cell has no figure."""

    NO_INTERVIEW = "no interview"
    NOT_DONE_YET = "not done yet"
    NOT_LOOKED_FOR = "not looked for"
    ROLES_UNKNOWN = "roles unknown"
    SMALL_CELL = "small cell"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, or the reason why there is none.

    ``partial`` says that some of the column's transcripts are not done, or were done before the code was in the
    codebook, or have no known respondent, so that the figure may grow. ``small`` says that it comes from fewer people
    than the recipe's limit.
    """

    value: int | float | None = None
    reason: Reason | None = None
    partial: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A code or a theme, or a value of the variable that the rows are; the row of totals has neither.

    ``code`` is the code's UUID, "" where the row is a value: then ``key`` is that value ("" where it is missing) and
    ``place`` has the denominators of the row over all columns. A theme counts ``only`` those of its codes that the
    recipe names, where it names some.
    """

    code: str
    key: str
    names: Mapping[str, str]
    depth: int = 0
    theme: str = ""
    place: Column | None = None
    only: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """Return the row's name in a language, or the first there is, or the key."""
        return self.names.get(language) or next((n for n in self.names.values() if n), self.key)


@dataclass(frozen=True, slots=True)
class Column:
    """One combination of values with its denominators.

    ``values`` stand in the order of the recipe's columns, "" where the value is missing, a code's key where a variable
    is the code, which is then ``code``. ``words`` are those of the
    interviews in the text that is counted. ``done`` and ``reviewed`` are shares, 0 to 1, of interviews and of words;
    ``double`` the share of interviews in which more than one coder's work is counted; None without interviews.
    """

    values: tuple[str, ...]
    interviews: int = 0
    people: int = 0
    words: int = 0
    done: float | None = None
    reviewed: float | None = None
    double: float | None = None
    small: bool = False
    code: Row | None = None
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns with totals that are right for the measure, and the recipe that says what a cell means.

    ``cells[i][j]`` belongs to ``rows[i]`` and ``columns[j]``. ``row_totals[i]`` is row i over all interviews, reckoned
    anew and not added up; ``column_totals[j]`` is all rows together in column j (``all_codes`` is their row);
    ``total`` is both, and ``whole`` has the denominators of everything. ``places[i][j]`` has the denominators of a cell
    where the rows are no codes, so that a row and a column meet in interviews of their own (:meth:`place`). ``types``
    are those of the columns' variables, ``row_type`` that of the rows'; ``parting`` names the variables among them that
    part an interview's work or words: coder, round, role.
    """

    recipe: Recipe
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell
    whole: Column
    all_codes: Row
    types: tuple[AttributeType, ...] = ()
    notices: tuple[Notice, ...] = ()
    places: tuple[tuple[Column, ...], ...] = ()
    row_type: AttributeType = AttributeType.TEXT
    parting: frozenset[str] = frozenset()

    def place(self, row: int, column: int) -> Column:
        """Return the denominators of a cell: those of its column, where the rows are codes."""
        return self.places[row][column] if self.places else self.columns[column]
