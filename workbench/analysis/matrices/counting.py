"""Counting: from a study and its codings to a matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from workbench.analysis.matrices.columns import Group, coarsen, column_types, group
from workbench.analysis.matrices.layers import Choice, choose, counted, done_under
from workbench.analysis.matrices.notices import notices_of
from workbench.analysis.matrices.recipes import Measure, Policy, Recipe, SmallCells, Voices
from workbench.analysis.matrices.records import (
    Cell,
    CodingRow,
    Column,
    Matrix,
    Reason,
    Row,
    SpokenText,
    Study,
    Tally,
)
from workbench.analysis.matrices.rows import held_since, rows_and_codes
from workbench.analysis.matrices.small_cells import drop, mark
from workbench.analysis.matrices.sweep import Found, sweep_spans, sweep_tallies, tally

_LATEST = 1 << 62
"""A codebook revision after every other: what ``assume_done`` takes transcripts to be done under."""


def count_matrix(
    study: Study,
    recipe: Recipe,
    codings: Iterable[CodingRow],
    text_of: Callable[[str], SpokenText] | None = None,
) -> Matrix:
    """Count a matrix in one pass over the codings.

    Args:
        study: the interviews that the recipe's filter left, and what is known about them.
        recipe: what to count.
        codings: of the newest revisions, in the order of their transcripts; a transcript that is not in the study is
            passed over.
        text_of: gives a transcript's turns and units by UUID; needed where ``recipe.needs_text``.

    Raises:
        NotFoundError: a column or a coder that the recipe names is not there.
        ValueError: a transcript's codings do not stand together, or ``text_of`` is missing.
    """
    if not recipe.needs_spans:
        return count_tallies(study, recipe, tally(codings))
    if text_of is None:
        if recipe.needs_text:
            raise ValueError(f"{recipe.measure} needs the transcripts' text")
        text_of = _no_text
    plan = _plan(study, recipe)
    interviews = {interview.uuid: interview for interview in study.interviews}
    return _assemble(plan, sweep_spans(codings, interviews, plan.choice, plan.counts_in, recipe, text_of))


def count_tallies(study: Study, recipe: Recipe, tallies: Iterable[Tally]) -> Matrix:
    """Count a matrix from numbers of codings by transcript, code and coder, as an index can give them.

    Raises:
        NotFoundError: as :func:`count_matrix`.
        ValueError: the recipe needs spans, or a transcript's tallies do not stand together.
    """
    if recipe.needs_spans:
        raise ValueError(f"{recipe.measure} by {recipe.policy} needs the codings' spans")
    plan = _plan(study, recipe)
    interviews = {interview.uuid: interview for interview in study.interviews}
    return _assemble(plan, sweep_tallies(tallies, interviews, plan.choice, plan.counts_in, recipe.measure))


def _no_text(_: str) -> SpokenText:
    raise ValueError("no text was given")


@dataclass(slots=True)
class _Plan:
    """What is known before a coding is read."""

    study: Study
    recipe: Recipe
    choice: Choice
    rows: list[Row]
    counts_in: dict[str, list[int]]
    held: list[int]
    groups: list[Group]


def _plan(study: Study, recipe: Recipe) -> _Plan:
    rows, counts_in = rows_and_codes(study, recipe)
    groups = group(study, recipe)
    if recipe.small_cells is SmallCells.COARSEN and recipe.min_cell > 1:
        groups = coarsen(groups, column_types(study, recipe), recipe.min_cell)
    return _Plan(study, recipe, choose(study, recipe), rows, counts_in, held_since(study, recipe, rows), groups)


@dataclass(slots=True)
class _Sum:
    """What a column, or the whole, has gathered; ``values`` by row."""

    group: Group
    values: defaultdict[int, int | float] = field(default_factory=lambda: defaultdict(int))
    case_coders: defaultdict[tuple[int, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    case_layers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: int = 0
    heard: int = 0
    done: int = 0
    double: int = 0
    oldest: int = _LATEST
    reviewed: float = 0.0
    weight: float = 0.0

    def rows(self) -> set[int]:
        """Return the rows that have found something."""
        return {*self.values, *(row for row, _ in self.case_coders)}

    def column(self, limit: int) -> Column:
        """Return the denominators."""
        n = len(self.group.interviews)
        if not n:
            return Column(self.group.values)
        found = self.group.people
        return Column(
            self.group.values,
            n,
            found,
            self.words,
            self.done / n,
            self.reviewed / self.weight if self.weight else 0.0,
            self.double / n,
            found < limit,
        )


def _assemble(plan: _Plan, sweep: Iterable[Found]) -> Matrix:
    recipe = plan.recipe
    sums = [_Sum(one) for one in plan.groups]
    whole = _Sum(Group((), list(plan.study.interviews)))
    column_of = {interview.uuid: sums[at] for at, one in enumerate(plan.groups) for interview in one.interviews}
    rest = {interview.uuid: interview for interview in plan.study.interviews}
    for found in sweep:
        del rest[found.interview.uuid]
        for total in (column_of[found.interview.uuid], whole):
            _add(total, found, plan)
    for interview in rest.values():
        found = Found(interview, counted(interview, plan.choice, ()))
        for total in (column_of[interview.uuid], whole):
            _add(total, found, plan)

    last = len(plan.rows)
    kept = [total for total in sums if recipe.small_cells is SmallCells.MARK or not total.column(recipe.min_cell).small]
    used = {row for total in kept for row in total.rows()}
    shown = [at for at, row in enumerate(plan.rows) if at in used or not plan.study.tree.by_uuid[row.code].retired]
    table = list(zip(*(_cells(total, (*shown, last), plan) for total in (*sums, whole)), strict=True))
    matrix = Matrix(
        recipe=recipe,
        rows=tuple(plan.rows[at] for at in shown),
        columns=tuple(total.column(recipe.min_cell) for total in sums),
        cells=tuple(line[:-1] for line in table[:-1]),
        row_totals=tuple(line[-1] for line in table[:-1]),
        column_totals=table[-1][:-1],
        total=table[-1][-1],
        whole=whole.column(recipe.min_cell),
        all_codes=Row("", "", {"en": "All codes" if recipe.measure.counts_codings else "Any code"}),
        types=column_types(plan.study, recipe),
    )
    matrix = drop(matrix) if recipe.small_cells is not SmallCells.MARK else mark(matrix)
    return notices_of(matrix)


def _add(total: _Sum, found: Found, plan: _Plan) -> None:
    """Add one transcript to a column's sums and denominators."""
    interview, layers, recipe = found.interview, found.layers, plan.recipe
    under = done_under(interview, plan.choice, layers)
    total.done += under is not None
    total.double += len(layers) > 1
    total.oldest = min(total.oldest, -1 if under is None else under)
    total.words += interview.words
    total.heard += interview.words > 0
    weight = interview.words or 1
    total.weight += weight
    if layers:
        judged = [interview.layers[coder].reviewed for coder in layers if coder in interview.layers]
        total.reviewed += weight * sum(judged) / len(layers)
    values = total.values
    if recipe.measure is Measure.CASES:
        case = interview.case or interview.uuid
        total.case_layers[case].update(layers)
        for row, who in found.who.items():
            total.case_coders[row, case] |= who
    elif recipe.measure is Measure.TRANSCRIPTS:
        for row, who in found.who.items():
            values[row] += _presence(recipe.policy, len(who), len(layers))
    elif recipe.measure.per_words and not recipe.pooled:
        for row, value in found.values.items():
            values[row] += value / interview.words
    else:
        for row, value in found.values.items():
            values[row] += value


def _presence(policy: Policy, who: int, layers: int) -> int | float:
    """Return what one transcript or case with the code counts, given how many coders have it of how many there are."""
    if policy is Policy.SUM:
        return who
    return who / layers if policy is Policy.MEAN else 1


def _cells(total: _Sum, rows: Sequence[int], plan: _Plan) -> list[Cell]:
    """Return for each row its figure in a column, or why there is none; the same figure is the same cell."""
    recipe = plan.recipe
    interviews = len(total.group.interviews)
    if not interviews:
        return [Cell(None, Reason.NO_INTERVIEW)] * len(rows)
    deaf = interviews - total.heard if recipe.measure.reads_text else 0
    if deaf == interviews:
        reason = Reason.ROLES_UNKNOWN if recipe.voices is Voices.RESPONDENTS else Reason.NO_INTERVIEW
        return [Cell(None, reason)] * len(rows)
    oldest, held = (_LATEST if recipe.assume_done else total.oldest), plan.held
    none = Reason.NOT_DONE_YET if oldest < 0 else Reason.NOT_LOOKED_FOR
    made: dict[tuple[type, int | float, bool], Cell] = {}
    cells: list[Cell] = []
    for row, value in zip(rows, _values(total, rows, recipe), strict=True):
        looked = oldest >= held[row]
        cell = made.get((type(value), value, looked))
        if cell is None:
            if value:
                cell = Cell(value, partial=not looked or deaf > 0)
            elif looked:
                cell = Cell(None, Reason.ROLES_UNKNOWN) if deaf else Cell(value)
            else:
                cell = Cell(None, none)
            made[type(value), value, looked] = cell
        cells.append(cell)
    return cells


def _values(total: _Sum, rows: Sequence[int], recipe: Recipe) -> list[int | float]:
    if recipe.measure is Measure.CASES:
        return [
            sum(
                _presence(recipe.policy, len(total.case_coders[row, case]), len(layers))
                for case, layers in total.case_layers.items()
                if total.case_coders.get((row, case))
            )
            for row in rows
        ]
    values = [total.values.get(row, 0) for row in rows]
    if recipe.measure is Measure.MEAN:
        return [value / len(total.group.interviews) for value in values]
    if recipe.measure.per_words:
        scale = 100 if recipe.measure is Measure.SHARE else 1000
        words = total.words if recipe.pooled else total.heard
        return [scale * value / words for value in values]
    return values
