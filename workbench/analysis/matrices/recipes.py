"""Recipes: everything that says what a cell of a matrix means, printed with every figure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Measure(StrEnum):
    """What a cell counts."""

    CODINGS = "codings"
    TRANSCRIPTS = "transcripts"
    CASES = "cases"
    TURNS = "turns"
    SENTENCES = "sentences"
    WORDS = "words"
    CHARACTERS = "characters"
    SHARE = "share"
    PER_1000 = "per_1000"
    MEAN = "mean"

    @property
    def heading(self) -> str:
        """The measure as a table's title says it."""
        return _HEADINGS[self]

    @property
    def counts_codings(self) -> bool:
        """Whether the measure counts codings, which add up over codes, and not text or transcripts."""
        return self in {Measure.CODINGS, Measure.MEAN, Measure.PER_1000}

    @property
    def covers_text(self) -> bool:
        """Whether the measure is how much text a code covers."""
        return self in {Measure.TURNS, Measure.SENTENCES, Measure.WORDS, Measure.CHARACTERS, Measure.SHARE}

    @property
    def per_words(self) -> bool:
        """Whether the measure is divided by the words of the text."""
        return self in {Measure.SHARE, Measure.PER_1000}

    @property
    def reads_text(self) -> bool:
        """Whether the measure looks at the text that was said, so that it needs to know the speakers' roles."""
        return self.covers_text or self is Measure.PER_1000


_HEADINGS = {
    Measure.CODINGS: "Codings",
    Measure.TRANSCRIPTS: "Transcripts with the code",
    Measure.CASES: "Cases with the code",
    Measure.TURNS: "Turns with the code",
    Measure.SENTENCES: "Sentences with the code",
    Measure.WORDS: "Words coded",
    Measure.CHARACTERS: "Characters coded",
    Measure.SHARE: "Share of the words, %",
    Measure.PER_1000: "Codings per 1,000 words",
    Measure.MEAN: "Codings per interview",
}


class Policy(StrEnum):
    """How the work of several coders is put together.

    ``one`` counts exactly one layer a transcript: the consensus where it is complete, else the transcript's primary
    coder, else the project's first coder. ``union`` merges overlapping passages with the same code into one,
    ``intersection`` counts the text that every coder covered, ``sum`` counts each coder's, ``mean`` divides that sum by
    the number of coders who took part in the transcript.
    """

    ONE = "one"
    UNION = "union"
    INTERSECTION = "intersection"
    SUM = "sum"
    MEAN = "mean"


class RowKind(StrEnum):
    """What the rows are."""

    CODE = "code"
    THEME = "theme"


class Voices(StrEnum):
    """Whose turns are the text that text measures see."""

    RESPONDENTS = "respondents"
    ALL = "all"


class SmallCells(StrEnum):
    """What is done with cells that come from fewer people than the limit."""

    MARK = "mark"
    DROP = "drop"
    COARSEN = "coarsen"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a matrix was made; enough to make it again and to say what a figure means.

    ``columns`` names attributes, or ``case`` or ``transcript``; none gives one column of everything. ``coders`` are
    names as written (``anna``, ``anna/2``), none meaning the policy's own choice. ``pooled`` divides a column's sum by
    the column's words; without it, each interview's figure counts the same. ``min_cell`` is the least number of people
    a cell may come from, 0 for no limit. ``date`` is ISO 8601, ``command`` makes the matrix again.
    """

    rows: RowKind = RowKind.CODE
    columns: tuple[str, ...] = ()
    measure: Measure = Measure.CODINGS
    coders: tuple[str, ...] = ()
    policy: Policy = Policy.ONE
    roll_up: bool = False
    voices: Voices = Voices.RESPONDENTS
    pooled: bool = True
    where: str = ""
    min_cell: int = 0
    small_cells: SmallCells = SmallCells.MARK
    assume_done: bool = False
    codebook_revision: int = 0
    project: str = ""
    date: str = ""
    version: str = ""
    command: str = ""

    @property
    def heading(self) -> str:
        """What is counted, as a table's title says it: with the respondents, where the words are theirs."""
        if self.measure.per_words and self.voices is Voices.RESPONDENTS:
            return self.measure.heading.replace("words", "respondents’ words")
        return self.measure.heading

    @property
    def branches(self) -> bool:
        """Whether a row counts its code's whole branch; rows of themes always do."""
        return self.roll_up or self.rows is RowKind.THEME

    @property
    def needs_spans(self) -> bool:
        """Whether where a coding lies matters, or only how many there are of (transcript, code, coder)."""
        if self.measure.reads_text or self.policy is Policy.INTERSECTION:
            return True
        return self.measure.counts_codings and self.policy is Policy.UNION

    @property
    def needs_text(self) -> bool:
        """Whether turns, words and marks of the transcripts are needed."""
        return self.measure.reads_text

    def as_json(self) -> dict[str, object]:
        """Return the recipe as JSON values, in a fixed order."""
        values: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            values[field.name] = str(value) if isinstance(value, StrEnum) else value
            if isinstance(value, tuple):
                values[field.name] = list(value)
        values["roll_up"] = self.branches
        return values

    def lines(self) -> list[tuple[str, str]]:
        """Return the recipe as pairs of a label and what it says, for a sheet or a note under a table."""
        rows = "themes, each with its whole branch" if self.rows is RowKind.THEME else "codes"
        if self.branches and self.rows is RowKind.CODE:
            rows = "codes, each with its whole branch"
        spoken = "respondents’ turns" if self.voices is Voices.RESPONDENTS else "all turns"
        limit = f"{self.small_cells} under {self.min_cell} people" if self.min_cell > 1 else "no limit"
        said = [
            ("Measure", self.heading + ("" if self.pooled else ", mean of the interviews")),
            ("Rows", rows),
            ("Columns", " × ".join(self.columns) or "everything together"),
            ("Coders", ", ".join(self.coders) or _OWN_CHOICE[self.policy]),
            ("Policy", f"{self.policy}: {_POLICY_SAYS[self.policy]}"),
            ("Text", f"{spoken}, without time stamps and bracketed marks" if self.measure.reads_text else "everything"),
            ("Filter", self.where or "none"),
            ("Small cells", limit),
            ("Transcripts not done", "taken as done" if self.assume_done else "give no zero"),
            ("Codebook revision", str(self.codebook_revision)),
            ("Project", self.project),
            ("Made", self.date),
            ("Version", self.version),
            ("Command", self.command),
        ]
        return [(label, says) for label, says in said if says]


_OWN_CHOICE = dict.fromkeys(Policy, "all coders, without the consensus")
_OWN_CHOICE[Policy.ONE] = "consensus where complete, else the transcript's primary coder, else the project's first"

_POLICY_SAYS = {
    Policy.ONE: "exactly one coder's work is counted in each transcript",
    Policy.UNION: "overlapping passages with the same code count as one",
    Policy.INTERSECTION: "only the text that every coder covered",
    Policy.SUM: "each coder's work is counted, so that a transcript coded by two counts twice",
    Policy.MEAN: "the mean of the coders who took part in the transcript",
}
