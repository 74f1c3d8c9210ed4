"""Small studies in a line or two: a test states only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count as count_up
from typing import Any

from workbench.analysis.matrices import (
    Cell,
    CodingRow,
    Interview,
    Layer,
    Matrix,
    Recipe,
    Spoken,
    SpokenText,
    Study,
    Texts,
    Voices,
    count_matrix,
)
from workbench.core.cases import AttributeType
from workbench.core.codebook import Code, Codebook, CodeTree
from workbench.core.coders import Coder, CoderKind, Progress
from workbench.core.segments import cut
from workbench.core.transcripts import Role, Turn

ROLES = {"I": Role.INTERVIEWER, "R": Role.RESPONDENT, "?": Role.OTHER}
CODERS = (Coder("anna", "anna"), Coder("bo", "bo"), Coder("consensus", "consensus", kind=CoderKind.CONSENSUS))
DONE = Layer(Progress.DONE, 1, 1.0)
CODING = Layer(Progress.CODING)
_NUMBERS = count_up(1)


@dataclass
class Written:
    """An interview, its text, and what was coded in it."""

    interview: Interview
    text: str
    spoken: SpokenText
    codings: list[CodingRow] = field(default_factory=list)

    def coded(self, code: str, words: str, by: str = "anna") -> Written:
        """Give a code to the words, which stand once in the text."""
        assert self.text.count(words) == 1, words
        start = self.text.index(words)
        self.codings.append((self.interview.uuid, code, start, start + len(words), by))
        return self


def an_interview(
    municipality: str = "Moss",
    year: str = "2010",
    said: Sequence[str] = ("R: one two three four five six seven eight nine ten",),
    *,
    layers: dict[str, Layer] | None = None,
    people: Sequence[str] = (),
    case: str | None = None,
    primary: str | None = None,
    consensus: bool = False,
    name: str = "",
) -> Written:
    """An interview whose turns are written ``R: …`` (respondent), ``I: …`` (interviewer), ``?: …`` (unknown)."""
    text, turns = "", []
    for line in said:
        label, words = line.split(": ", 1)
        turns.append(Turn(len(text), len(text) + len(words), label))
        text += words + "\n"
    spoken = SpokenText.of(cut(text, turns), ROLES)
    attributes = {key: value for key, value in (("municipality", municipality), ("year", year)) if value}
    uuid = f"t{next(_NUMBERS):04}"
    words_said = Spoken(spoken, Voices.RESPONDENTS).words_in_all()
    stands = {"anna": DONE} if layers is None else layers
    return Written(
        Interview(
            *(uuid, name or uuid, case, attributes, tuple(people), words_said, stands, primary, consensus),
            words_by_role={role: Spoken(spoken, Voices.ALL, role).words_in_all() for role in Role},
        ),
        text,
        spoken,
    )


def a_code(key: str, parent: str | None = None, position: int = 0, *, retired: bool = False) -> Code:
    return Code(
        key, "book", key, {"en": key.title(), "nn": f"{key} (nn)"}, parent=parent, position=position, retired=retired
    )


CODES = (a_code("mapping"), a_code("needs", "mapping"), a_code("figures", "mapping", 1), a_code("budget", position=1))
"""mapping > needs, figures; budget."""


def a_study(*written: Written, codes: Sequence[Code] = CODES, held: dict[str, int] | None = None) -> Study:
    return Study(
        [one.interview for one in written],
        CodeTree([Codebook("book", "book", {"en": "Book"})], codes),
        CODERS,
        {"municipality": AttributeType.TEXT, "year": AttributeType.INTEGER},
        held or {},
        "anna",
    )


def count(
    *written: Written,
    recipe: Recipe | None = None,
    codes: Sequence[Code] = CODES,
    held: dict[str, int] | None = None,
) -> Matrix:
    """Count a matrix of the interviews; by municipality and year where nothing else is said."""
    texts = {one.interview.uuid: one.spoken for one in written}
    rows = sorted(row for one in written for row in one.codings)
    return count_matrix(a_study(*written, codes=codes, held=held), recipe or by(), rows, Texts(texts.__getitem__))


def by(*columns: str, **rest: Any) -> Recipe:
    """A recipe with municipality and year as columns, or with the given ones."""
    return Recipe(columns=columns or ("municipality", "year"), **rest)


def cell(matrix: Matrix, row: str, *values: str) -> Cell:
    """The cell of a code's key and a column's values; no values give the row's total."""
    line = next(at for at, r in enumerate(matrix.rows) if r.key == row)
    if not values:
        return matrix.row_totals[line]
    return matrix.cells[line][next(at for at, c in enumerate(matrix.columns) if c.values == values)]


def value(matrix: Matrix, row: str, *values: str) -> int | float | None:
    return cell(matrix, row, *values).value


def reason(matrix: Matrix, row: str, *values: str) -> str | None:
    found = cell(matrix, row, *values)
    assert (found.value is None) == (found.reason is not None)
    return found.reason
