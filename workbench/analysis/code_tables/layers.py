"""The work that is counted in each transcript, by the rules that matrices have for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.matrices.layers import Choice, choose, counted, done_under, wanted
from workbench.analysis.matrices.recipes import Policy, Voices
from workbench.analysis.matrices.records import CodingRow, Interview, Reason, Row, Study
from workbench.analysis.matrices.rows import held_since, rows_and_codes
from workbench.core.errors import RefusedError
from workbench.core.language import _, plural
from workbench.core.passages import Span, intersect, merge

Layer = Mapping[str, Sequence[tuple[int, int]]]
"""Passages by code (a UUID), in text order: the work that is looked at together."""

_LATEST = 1 << 62


@dataclass(frozen=True, slots=True)
class CountedTranscript:
    """One transcript with the layers that are counted in it.

    Under ``sum`` every coder's work is a layer; under the other policies there is one at most. ``under`` is the oldest
    codebook revision under which the work was marked done, None where some of it is not; ``coders`` (UUIDs) are those
    whose work it is.
    """

    interview: Interview
    coders: Sequence[str]
    layers: Sequence[Layer]
    under: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The codes of a table in the codebook's order.

    ``counts_in`` gives for each code (a UUID) the places of the rows that it counts in, ``held`` for each row the first
    codebook revision that held all of it.
    """

    rows: Sequence[Row]
    counts_in: Mapping[str, Sequence[int]]
    held: Sequence[int]


def rows_of(study: Study, recipe: TableRecipe) -> Rows:
    """Return the codes that a recipe names, or all.

    Raises:
        NotFoundError: there is no such code; the hint names the nearest.
    """
    matrix = recipe.of_matrix()
    every, counts_in = rows_and_codes(study, matrix)
    held = held_since(study, matrix, every)
    named = {study.tree.find(name).uuid for name in recipe.codes}
    kept = [at for at, row in enumerate(every) if not named or row.code in named]
    place = {at: new for new, at in enumerate(kept)}
    within = {code: [place[at] for at in rows if at in place] for code, rows in counts_in.items()}
    return Rows([every[at] for at in kept], within, [held[at] for at in kept])


def counted_transcripts(study: Study, recipe: TableRecipe, codings: Iterable[CodingRow]) -> list[CountedTranscript]:
    """Return every interview of the study, in its order, with the layers that are counted in it.

    Raises:
        NotFoundError: the recipe names a coder who is not there.
        RefusedError: nothing at all is coded in what is to be counted.
    """
    choice = choose(study, recipe.of_matrix())
    who = {interview.uuid: frozenset(wanted(interview, choice)) for interview in study.interviews}
    gathered: dict[str, dict[str, dict[str, list[tuple[int, int]]]]] = {}
    for transcript, code, start, end, coder in codings:
        if coder in who.get(transcript, ()):
            by_coder = gathered.setdefault(transcript, {}).setdefault(coder, {})
            by_coder.setdefault(code, []).append((start, end))
    if not gathered:
        raise RefusedError(
            plural(
                len(study.interviews),
                "Nothing is coded in the one interview by those whose work is counted.",
                "Nothing is coded in {n} interviews by those whose work is counted.",
            ),
            hint=_("workbench transcripts shows who has coded what; --coders says whose work to count."),
        )
    found: list[CountedTranscript] = []
    for interview in study.interviews:
        work = gathered.get(interview.uuid, {})
        coders = counted(interview, choice, work)
        under = _LATEST if recipe.assume_done else done_under(interview, choice, coders)
        found.append(CountedTranscript(interview, coders, list(_layers(work, choice)), under))
    return found


def _layers(work: Mapping[str, Mapping[str, list[tuple[int, int]]]], choice: Choice) -> Iterator[Layer]:
    """Put the work of several coders together as the policy says."""
    if not work:
        return
    codes = dict.fromkeys(code for by_code in work.values() for code in by_code)
    if choice.policy is Policy.UNION:
        yield {
            code: merge(chain.from_iterable(by_code.get(code, ()) for by_code in work.values()), touching=False)
            for code in codes
        }
    elif choice.policy is Policy.INTERSECTION:
        yield {code: shared for code in codes if (shared := _shared(code, work, choice))}
    else:
        for by_code in work.values():
            yield {code: sorted(spans) for code, spans in by_code.items()}


def _shared(code: str, work: Mapping[str, Mapping[str, list[tuple[int, int]]]], choice: Choice) -> list[Span]:
    covers = [merge(work.get(coder, {}).get(code, ())) for coder in choice.coders]
    shared = covers[0] if covers else []
    for cover in covers[1:]:
        shared = intersect(shared, cover)
    return shared


@dataclass(frozen=True, slots=True)
class Known:
    """How far some transcripts together can say that there is none of a code (matrices.md 4).

    ``oldest`` is the oldest codebook revision under which one was marked done, -1 where one is not; ``deaf`` in how
    many no respondent is known, where only respondents' turns are looked at.
    """

    interviews: int
    oldest: int
    deaf: int
    voices: Voices

    @classmethod
    def of(cls, transcripts: Sequence[CountedTranscript], recipe: TableRecipe, *, reads_text: bool = False) -> Known:
        """Look at the transcripts; ``reads_text`` says that only the recipe's turns count."""
        oldest = min((-1 if one.under is None else one.under for one in transcripts), default=-1)
        deaf = sum(not one.interview.words for one in transcripts) if reads_text else 0
        return cls(len(transcripts), oldest, deaf, recipe.voices)

    def reason(self, held: int) -> Reason | None:
        """Return why there is no zero for what the codebook has held since a revision, None where there is one."""
        if not self.interviews:
            return Reason.NO_INTERVIEW
        if self.deaf == self.interviews:
            return Reason.ROLES_UNKNOWN if self.voices is Voices.RESPONDENTS else Reason.NO_INTERVIEW
        if self.oldest < held:
            return Reason.NOT_DONE_YET if self.oldest < 0 else Reason.NOT_LOOKED_FOR
        return Reason.ROLES_UNKNOWN if self.deaf else None
