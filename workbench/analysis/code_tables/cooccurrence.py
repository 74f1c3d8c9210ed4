"""Co-occurrence: how often two codes stand together, by a rule that is stated with the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, combinations
from typing import ClassVar

from workbench.analysis.code_tables.few_people import few
from workbench.analysis.code_tables.layers import Known, Layer, Rows, counted_transcripts, rows_of
from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.matrices.records import CodingRow, Reason, Row, SpokenText, Study
from workbench.analysis.matrices.spoken import Spoken
from workbench.core.language import _
from workbench.core.passages import intersect, merge

Pair = tuple[int, int]
"""The places of two different rows, the lower first."""

SAME_BRANCH = "same branch"
"""Why a code and one above it have no figure where whole branches are counted: every coding of one is the other's."""

NOT_USED = "not used"
"""Why two codes that are nowhere have a count of 0 and no coefficient."""


class Rule(StrEnum):
    """When two codes stand together."""

    OVERLAP = "overlap"
    TURN = "turn"
    SENTENCE = "sentence"
    NEAR = "near"


class PairMeasure(StrEnum):
    """Which of the two figures a table of codes by codes shows."""

    COUNT = "count"
    COEFFICIENT = "coefficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class CooccurrenceRecipe(TableRecipe):
    """How codes were compared with codes; ``within`` is in turns and is used by ``near`` alone."""

    NOUN: ClassVar[str] = "cooccurrence"

    rule: Rule = Rule.OVERLAP
    within: int = 1
    measure: PairMeasure = PairMeasure.COUNT

    @property
    def reads_text(self) -> bool:
        """Whether turns or sentences are counted, and not codings."""
        return self.rule is not Rule.OVERLAP

    def counted(self) -> str:
        """Say what the count counts."""
        return {
            Rule.OVERLAP: _("pairs of codings, one of each code, that share at least one character"),
            Rule.TURN: _("turns that hold both codes"),
            Rule.SENTENCE: _("sentences that hold both codes"),
            Rule.NEAR: _(
                "turns with one of the codes, at most {n} turns of the transcript from one with the other"
            ).format(n=self.within),
        }[self.rule]

    def formula(self) -> str:
        """Say how the coefficient is reckoned: Jaccard's, 0 to 1, the same for (A, B) and (B, A)."""
        return {
            Rule.OVERLAP: _("characters with both codes ÷ characters with either (Jaccard)"),
            Rule.TURN: _("turns with both codes ÷ turns with either (Jaccard)"),
            Rule.SENTENCE: _("sentences with both codes ÷ sentences with either (Jaccard)"),
            Rule.NEAR: _("turns counted ÷ turns with either code"),
        }[self.rule]

    def own_lines(self) -> list[tuple[str, str]]:
        """Return the rule, what is counted, and the coefficient's formula."""
        own = {Rule.OVERLAP: _("the code's own codings"), Rule.SENTENCE: _("the code's own sentences")}
        within = _(", within {n} turns").format(n=self.within) if self.rule is Rule.NEAR else ""
        return [
            (_("Rule"), _(str(self.rule)) + within),
            (_("Count"), self.counted()),
            (_("Coefficient"), self.formula()),
            (_("Diagonal"), own.get(self.rule) or _("the code's own turns")),
        ]


@dataclass(frozen=True, slots=True)
class PairCell:
    """What two codes have together, or the reason why there is no figure.

    ``count`` is None only with a ``reason``; ``coefficient``, 0 to 1, is None also where neither code is used.
    ``partial`` says that some transcripts are not done, or have no known respondent, so that the figures may change.
    """

    count: int | None
    coefficient: float | None
    reason: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """Codes by codes: ``cells[i][j]`` is ``rows[i]`` with ``rows[j]``, symmetric; ``used`` has a coding or none.

    ``few`` says that all of it comes from fewer people than the recipe's limit.
    """

    recipe: CooccurrenceRecipe
    rows: Sequence[Row]
    cells: Sequence[Sequence[PairCell]]
    used: Sequence[bool]
    interviews: int
    undone: int
    few: bool = False


@dataclass(slots=True)
class _Sums:
    """What all layers together have: ``own`` by row, the rest by pair.

    ``either`` and ``both`` are units (characters, sentences, turns) for the coefficient, ``met`` its numerator.
    """

    counts: Counter[Pair] = field(default_factory=Counter)
    codings: Counter[int] = field(default_factory=Counter)
    own: Counter[int] = field(default_factory=Counter)
    both: Counter[Pair] = field(default_factory=Counter)
    met: Counter[Pair] = field(default_factory=Counter)


def cooccurrence(
    study: Study,
    recipe: CooccurrenceRecipe,
    codings: Iterable[CodingRow],
    text_of: Callable[[str], SpokenText],
) -> Cooccurrence:
    """Count how often each two codes stand together in one layer.

    Args:
        study: the interviews that the recipe's filter left.
        recipe: by which rule, and whose work.
        codings: of the newest revisions.
        text_of: gives a transcript's turns and sentences by UUID, where the rule needs them.

    Raises:
        NotFoundError: the recipe names a code or a coder that is not there.
        RefusedError: nothing is coded in what is to be counted.
    """
    rows = rows_of(study, recipe)
    transcripts = counted_transcripts(study, recipe, codings)
    sums = _Sums()
    for one in transcripts:
        if not any(one.layers):
            continue
        spoken = Spoken(text_of(one.interview.uuid), recipe.voices) if recipe.reads_text else None
        for layer in one.layers:
            if spoken is None:
                _add_overlaps(sums, layer, rows.counts_in)
            else:
                _add_units(sums, layer, rows.counts_in, spoken, recipe)
    known = Known.of(transcripts, recipe, reads_text=recipe.reads_text)
    own = sums.codings if recipe.rule is Rule.OVERLAP else sums.own
    related = _related(study, rows) if recipe.roll_up else frozenset()
    places = range(len(rows.rows))
    cells = [
        [
            _cell(sums, own, a, b, known.reason(max(rows.held[a], rows.held[b])))
            if (min(a, b), max(a, b)) not in related
            else PairCell(None, None, SAME_BRANCH)
            for b in places
        ]
        for a in places
    ]
    undone = sum(one.under is None for one in transcripts)
    used, small = [own[at] > 0 for at in places], few(study.interviews, recipe.min_cell)
    return Cooccurrence(recipe, rows.rows, cells, used, len(transcripts), undone, small)


def _cell(sums: _Sums, own: Mapping[int, int], a: int, b: int, unknown: Reason | None) -> PairCell:
    if a == b:
        count, share = own[a], 1.0 if own[a] else None
    else:
        pair = (min(a, b), max(a, b))
        count = sums.counts[pair]
        either = sums.own[a] + sums.own[b] - sums.both[pair]
        share = sums.met[pair] / either if either else None
    if unknown is not None and not count:
        return PairCell(None, None, str(unknown))
    if share is None:
        return PairCell(count, None, NOT_USED)
    return PairCell(count, share, partial=unknown is not None)


def _related(study: Study, rows: Rows) -> frozenset[Pair]:
    """Return the pairs of rows of which one stands above the other."""
    place = {row.code: at for at, row in enumerate(rows.rows)}
    found = set()
    for row in rows.rows:
        below = [code.uuid for code in study.tree.branch(study.tree.by_uuid[row.code])[1:]]
        found |= {(place[row.code], place[uuid]) for uuid in below if uuid in place}
    return frozenset((min(pair), max(pair)) for pair in found)


def _covers(layer: Layer, counts_in: Mapping[str, Sequence[int]]) -> dict[int, list[tuple[int, int]]]:
    """Return what each row covers: disjoint and in text order."""
    spans: dict[int, list[Sequence[tuple[int, int]]]] = {}
    for code, given in layer.items():
        for row in counts_in[code]:
            spans.setdefault(row, []).append(given)
    return {row: list(merge(chain.from_iterable(parts))) for row, parts in spans.items()}


def _add_overlaps(sums: _Sums, layer: Layer, counts_in: Mapping[str, Sequence[int]]) -> None:
    """Go through the codings from left to right, with those that are still open; each pair that meets counts once."""
    ordered = sorted((start, end, code) for code, spans in layer.items() for start, end in spans)
    standing: list[tuple[int, str]] = []
    for start, end, code in ordered:
        sums.codings.update(counts_in[code])
        standing = [one for one in standing if one[0] > start]
        for _end, other in standing:
            for a in counts_in[code]:
                for b in counts_in[other]:
                    if a != b:
                        sums.counts[min(a, b), max(a, b)] += 1
        standing.append((end, code))
    covers = _covers(layer, counts_in)
    for row, cover in covers.items():
        sums.own[row] += sum(end - start for start, end in cover)
    for a, b in combinations(sorted(covers), 2):
        if shared := sum(span.length for span in intersect(covers[a], covers[b])):
            sums.both[a, b] += shared
            sums.met[a, b] += shared


def _add_units(
    sums: _Sums, layer: Layer, counts_in: Mapping[str, Sequence[int]], spoken: Spoken, recipe: CooccurrenceRecipe
) -> None:
    which = spoken.which_sentences if recipe.rule is Rule.SENTENCE else spoken.which_turns
    held = {row: set(which(cover)) for row, cover in sorted(_covers(layer, counts_in).items())}
    reach = range(-recipe.within, recipe.within + 1) if recipe.rule is Rule.NEAR else range(1)
    around = {row: {unit + step for unit in units for step in reach} for row, units in held.items()}
    for row, units in held.items():
        sums.own[row] += len(units)
    for a, b in combinations(held, 2):
        if met := len((held[a] & around[b]) | (held[b] & around[a])):
            sums.counts[a, b] += met
            sums.met[a, b] += met
            sums.both[a, b] += len(held[a] & held[b])
