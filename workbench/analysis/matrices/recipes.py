"""Recipes: everything that says what a cell of a matrix means, printed with every figure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from workbench.analysis.tables import moment
from workbench.core.language import _, mark


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
        return _(_HEADINGS[self])

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
    Measure.CODINGS: mark("Codings"),
    Measure.TRANSCRIPTS: mark("Transcripts with the code"),
    Measure.CASES: mark("Cases with the code"),
    Measure.TURNS: mark("Turns with the code"),
    Measure.SENTENCES: mark("Sentences with the code"),
    Measure.WORDS: mark("Words coded"),
    Measure.CHARACTERS: mark("Characters coded"),
    Measure.SHARE: mark("Share of the words, %"),
    Measure.PER_1000: mark("Codings per 1,000 words"),
    Measure.MEAN: mark("Codings per interview"),
}
_OF_RESPONDENTS = {
    Measure.SHARE: mark("Share of the respondents’ words, %"),
    Measure.PER_1000: mark("Codings per 1,000 respondents’ words"),
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
    """What rows and columns may be without being an attribute; an attribute of the name of a later five goes first."""

    CODE = "code"
    THEME = "theme"
    CASE = "case"
    TRANSCRIPT = "transcript"
    CODER = "coder"
    ROUND = "round"
    ROLE = "role"


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

    ``rows`` is one variable, ``columns`` any that are crossed: attributes by name or a :class:`RowKind`; no column
    gives one of everything. ``codes`` (id, key, name or path) are the only ones counted, with ``branches`` all below
    them too; none means every code. ``coders`` are names as written (``anna``, ``anna/2``), none meaning the policy's
    own choice. ``pooled`` divides a column's sum by the column's words; without it, each interview's figure counts the
    same. ``min_cell`` is the least number of people a cell may come from, 0 for no limit. ``date`` is ISO 8601,
    ``command`` makes the matrix again.
    """

    rows: str = RowKind.CODE
    columns: tuple[str, ...] = ()
    measure: Measure = Measure.CODINGS
    coders: tuple[str, ...] = ()
    policy: Policy = Policy.ONE
    roll_up: bool = False
    voices: Voices = Voices.RESPONDENTS
    pooled: bool = True
    codes: tuple[str, ...] = ()
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
        if not self.measure.per_words:
            return self.measure.heading
        said = _(_OF_RESPONDENTS[self.measure]) if self.voices is Voices.RESPONDENTS else self.measure.heading
        return said if self.pooled else said + _(", mean of the interviews")

    @property
    def branches(self) -> bool:
        """Whether a code counts with its whole branch; themes always do."""
        return self.roll_up or RowKind.THEME in self.variables

    @property
    def variables(self) -> tuple[str, ...]:
        """Rows and columns."""
        return (self.rows, *self.columns)

    @property
    def by_role(self) -> bool:
        """Whether the speakers' roles may be a variable."""
        return RowKind.ROLE in self.variables

    @property
    def needs_spans(self) -> bool:
        """Whether where a coding lies matters, or only how many there are of (transcript, code, coder)."""
        if self.needs_text or self.policy is Policy.INTERSECTION:
            return True
        return self.measure.counts_codings and self.policy is Policy.UNION

    @property
    def needs_text(self) -> bool:
        """Whether turns, words and marks of the transcripts are needed."""
        return self.measure.reads_text or self.by_role

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

    @property
    def whose(self) -> str:
        """Whose work is counted, in words."""
        return ", ".join(self.coders) or _(_OWN_CHOICE[self.policy])

    @property
    def policy_in_words(self) -> str:
        """How the work of several coders is put together, in words."""
        return f"{_(str(self.policy))}: {_(_POLICY_SAYS[self.policy])}"

    def lines(self) -> list[tuple[str, str]]:
        """Return the recipe as pairs of a label and what it says, for a sheet or a note under a table."""
        rows = {RowKind.CODE.value: _("codes"), RowKind.THEME.value: _("themes")}.get(self.rows) or _(str(self.rows))
        if self.branches and self.rows in {RowKind.CODE, RowKind.THEME}:
            rows += _(", each with its whole branch")
        codes = ", ".join(self.codes) + (_(", with all below them") if self.codes and self.branches else "")
        said = [
            (_("Measure"), self.heading),
            (_("Rows"), rows),
            (_("Columns"), " × ".join(map(_, self.columns)) or _("everything together")),
            (_("Codes"), codes),
            (_("Coders"), self.whose),
            (_("Policy"), self.policy_in_words),
            (_("Text"), text_in_words(self.voices, reads_text=self.measure.reads_text)),
            (_("Filter"), self.where or _("none")),
            (_("Small cells"), limit_in_words(self.min_cell, self.small_cells)),
            (_("Transcripts not done"), _("taken as done") if self.assume_done else _("give no zero")),
            (_("Codebook revision"), str(self.codebook_revision)),
            (_("Project"), self.project),
            (_("Made"), moment(self.date)),
            (_("Version"), self.version),
            (_("Command"), self.command),
        ]
        return [(label, says) for label, says in said if says]


def limit_in_words(min_cell: int, small_cells: SmallCells = SmallCells.MARK) -> str:
    """Return what is done with figures that come from fewer people than a limit."""
    if min_cell > 1:
        return _("{what} under {n} people").format(what=_(str(small_cells)), n=min_cell)
    return _("no limit")


def text_in_words(voices: Voices, *, reads_text: bool) -> str:
    """Return which text is counted: some turns, or whatever is coded."""
    if not reads_text:
        return _("everything")
    turns = _("respondents’ turns") if voices is Voices.RESPONDENTS else _("all turns")
    return _("{turns}, without time stamps and bracketed marks").format(turns=turns)


_OWN_CHOICE = dict.fromkeys(Policy, mark("all coders, without the consensus"))
_OWN_CHOICE[Policy.ONE] = mark(
    "consensus where complete, else the transcript's primary coder, else the project's first"
)

_POLICY_SAYS = {
    Policy.ONE: mark("exactly one coder's work is counted in each transcript"),
    Policy.UNION: mark("overlapping passages with the same code count as one"),
    Policy.INTERSECTION: mark("only the text that every coder covered"),
    Policy.SUM: mark("each coder's work is counted, so that a transcript coded by two counts twice"),
    Policy.MEAN: mark("the mean of the coders who took part in the transcript"),
}
