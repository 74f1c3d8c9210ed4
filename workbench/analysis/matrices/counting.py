"""Counting: from a study and its codings to a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.analysis.matrices import small_cells
from workbench.analysis.matrices.axes import Axis, Values
from workbench.analysis.matrices.groups import Group, coarsen, group
from workbench.analysis.matrices.notices import notices_of
from workbench.analysis.matrices.parts import Part, every_part
from workbench.analysis.matrices.recipes import Recipe, SmallCells
from workbench.analysis.matrices.records import Cell, CodingRow, Column, Matrix, Row, Study, Tally
from workbench.analysis.matrices.rows import held_since, rows_and_codes
from workbench.analysis.matrices.spoken import Texts
from workbench.analysis.matrices.sums import Sum
from workbench.analysis.matrices.sweep import Found, nothing_found, sweep_spans, sweep_tallies, tally
from workbench.analysis.matrices.variables import CODES, Variable, variables
from workbench.core.language import _, mark, spoken

Place = tuple[Values | None, Values | None]
"""Where something is summed: values of the rows and of the columns; None for all of them."""


def count_matrix(
    study: Study,
    recipe: Recipe,
    codings: Iterable[CodingRow],
    texts: Texts | None = None,
    sweeps: Sweeps | None = None,
) -> Matrix:
    """Count a matrix in one pass over the codings.

    Args:
        study: the interviews that the recipe's filter left, and what is known about them.
        recipe: what to count.
        codings: of the newest revisions, in the order of their transcripts; a transcript that is not in the study is
            passed over.
        texts: gives what is said in a transcript; needed where ``recipe.needs_text``.
        sweeps: what was found before in the same interviews and codings, and is found here, is kept.

    Raises:
        NotFoundError: a variable, a code or a coder that the recipe names is not there.
        RefusedError: its variables have no meaning together.
        ValueError: a transcript's codings do not stand together, or ``texts`` are missing.
    """
    if not recipe.needs_spans:
        return count_tallies(study, recipe, tally(codings))
    plan = _plan(study, recipe)
    interviews = {interview.uuid: interview for interview in study.interviews}
    parts = [part for part, _sides in plan.parts]
    found: Iterable[Found] = sweep_spans(codings, interviews, parts, plan.counts_in, recipe, texts)
    if sweeps is not None:
        plan.parts, found = sweeps.of(plan, found)
    return _assemble(plan, found)


def count_tallies(study: Study, recipe: Recipe, tallies: Iterable[Tally]) -> Matrix:
    """Count a matrix from numbers of codings by transcript, code and coder, as an index can give them.

    Raises:
        NotFoundError: as :func:`count_matrix`.
        RefusedError: as :func:`count_matrix`.
        ValueError: the recipe needs spans, or a transcript's tallies do not stand together.
    """
    if recipe.needs_spans:
        raise ValueError(f"{recipe.measure} by {recipe.policy} needs the codings' spans")
    plan = _plan(study, recipe)
    interviews = {interview.uuid: interview for interview in study.interviews}
    parts = [part for part, _sides in plan.parts]
    return _assemble(plan, sweep_tallies(tallies, interviews, parts, plan.counts_in, recipe.measure))


class Sweeps:
    """What was found, by what is looked for: another grouping of the same interviews is only another sum.

    Args:
        most: how many sweeps are kept, the latest.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[tuple[object, ...], tuple[_Parts, list[Found]]] = {}

    def of(self, plan: _Plan, sweep: Iterable[Found]) -> tuple[_Parts, list[Found]]:
        """Return the parts and what is found in each of them: what was kept, else the sweep's."""
        one = plan.recipe
        looked_for = (
            *(one.measure, one.policy, one.coders, one.voices, one.codes, one.branches, one.where),
            *(plan.rows.kinds, plan.columns.kinds, plan.rows.by_code, CODES.intersection(one.variables)),
        )
        kept = self._kept.pop(looked_for, None) or (plan.parts, list(sweep))
        self._kept[looked_for] = kept
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return kept


_Parts = list[tuple[Part, list[tuple[bool, bool]]]]


@dataclass(slots=True)
class _Plan:
    """What is known before a coding is read; ``parts`` with what each gives: (by rows?, by columns?)."""

    study: Study
    recipe: Recipe
    row: Variable
    codes: list[Row]
    counts_in: dict[str, list[int]]
    held: list[int]
    rows: Axis
    columns: Axis
    parts: _Parts


def _plan(study: Study, recipe: Recipe) -> _Plan:
    row, columns = variables(study, recipe)
    codes, counts_in = rows_and_codes(study, recipe)
    groups = _groups(study, columns)
    if recipe.small_cells is SmallCells.COARSEN and recipe.min_cell > 1:
        types = [one.type for one in columns if _tells_interviews_apart(one)]
        groups = coarsen(groups, types, recipe.min_cell)
    down = Axis(study, (row,), _groups(study, (row,)))
    across = Axis(study, columns, groups)
    parts = every_part(study, recipe, down.kinds, across.kinds)
    if down.by_code:
        parts = [(part, [side for side in sides if not side[0]]) for part, sides in parts]
    return _Plan(
        study=study,
        recipe=recipe,
        row=row,
        codes=codes,
        counts_in=counts_in,
        held=held_since(study, recipe, codes),
        rows=down,
        columns=across,
        parts=parts,
    )


def _tells_interviews_apart(one: Variable) -> bool:
    return not one.is_code and not one.parts


def _groups(study: Study, side: tuple[Variable, ...]) -> list[Group]:
    return group(study, [one for one in side if _tells_interviews_apart(one)])


def _sums(plan: _Plan, sweep: Iterable[Found]) -> dict[Place, Sum]:
    """Add up what every part of every interview gives, wherever it falls."""
    sides = {id(part): gives for part, gives in plan.parts}
    sums: dict[Place, Sum] = {(None, None): Sum(plan.recipe)}
    for found in _with_the_rest(plan, sweep):
        down = across = None
        for by_rows, by_columns in sides[id(found.part)]:
            if by_rows:
                down = down or plan.rows.values_of(found.interview, found.part)
            if by_columns and across is None:
                across = plan.columns.values_of(found.interview, found.part)
            place = (down if by_rows else None, across if by_columns else None)
            total = sums.get(place)
            if total is None:
                total = sums[place] = Sum(plan.recipe)
            total.add(found)
    return sums


def _with_the_rest(plan: _Plan, sweep: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found, and then what there is of each part in which nothing was."""
    seen: set[tuple[int, str]] = set()
    for found in sweep:
        seen.add((id(found.part), found.interview.uuid))
        yield found
    for part, _sides in plan.parts:
        for interview in plan.study.interviews:
            if (id(part), interview.uuid) not in seen:
                nothing = nothing_found(interview, part)
                if nothing is not None:
                    yield nothing


def _assemble(plan: _Plan, sweep: Iterable[Found]) -> Matrix:
    recipe, study, limit = plan.recipe, plan.study, plan.recipe.min_cell
    sums = _sums(plan, sweep)
    by_code, last = plan.rows.by_code, len(plan.codes)
    down = [] if by_code else plan.rows.all_values((r for r, _ in sums if r is not None), recipe.coders)
    across = plan.columns.all_values((c for _, c in sums if c is not None), recipe.coders)
    rows_at: list[Values | None] = [*down, None]
    nothing = Sum(recipe)
    denominators = {(r, c): sums.get((r, c), nothing).column(c or (), limit) for r in rows_at for c in (*across, None)}

    inside: list[Place] = [(None, c) if by_code else (r, c) for r in (rows_at if by_code else down) for c in across]
    dropping = recipe.small_cells is not SmallCells.MARK
    if not dropping:
        inside.append((None, None))  # what is in no role's words is in the totals
    used = {
        code
        for place in inside
        if place in sums and not (dropping and denominators[place].small)
        for code in sums[place].found()
    }
    named = bool(recipe.codes)
    shown = [at for at, row in enumerate(plan.codes) if named or at in used or not _retired(study, row)]
    codes = [plan.codes[at] for at in shown]
    asked = (*shown, last)
    cells = {place: sums.get(place, nothing).cells(asked, plan.held) for place in denominators}
    columns = plan.columns.with_codes(across, codes)
    rows: list[tuple[Row, Values | None, int | None]]
    if by_code:
        rows = [(row, None, number) for number, row in enumerate(codes)]
    else:
        rows = [(_value_row(plan, r, denominators[r, None]), r, None) for r in down]

    def at(r: Values | None, row_code: int | None, c: Values | None, column_code: int | None) -> Cell:
        code = row_code if row_code is not None else column_code
        return cells[r, c][-1 if code is None else code]

    matrix = Matrix(
        recipe=recipe,
        rows=tuple(row for row, _, _ in rows),
        columns=tuple(
            replace(denominators[None, c], values=values, code=None if code is None else codes[code])
            for values, c, code in columns
        ),
        cells=tuple(tuple(at(r, number, c, code) for _, c, code in columns) for _, r, number in rows),
        row_totals=tuple(at(r, number, None, None) for _, r, number in rows),
        column_totals=tuple(at(None, None, c, code) for _, c, code in columns),
        total=cells[None, None][-1],
        whole=denominators[None, None],
        all_codes=Row("", "", {"en": _all_together(plan), spoken(): _(_all_together(plan))}),
        types=tuple(one.type for one in plan.columns.variables),
        places=() if by_code else tuple(tuple(denominators[r, c] for _, c, _ in columns) for _, r, _ in rows),
        row_type=plan.row.type,
        parting=frozenset(one.name for one in (plan.row, *plan.columns.variables) if one.parts),
    )
    matrix = small_cells.drop(matrix) if dropping else small_cells.mark(matrix)
    return notices_of(matrix)


def _retired(study: Study, row: Row) -> bool:
    return study.tree.by_uuid[row.code].retired


def _value_row(plan: _Plan, values: Values, place: Column) -> Row:
    value = values[0]
    nothing = {"en": f"no {plan.row.name}", spoken(): _("no {name}").format(name=_(plan.row.name))}
    return Row("", value, {"en": value} if value else nothing, place=place)


def _all_together(plan: _Plan) -> str:
    """Return what the totals of the columns are called; codes that are looked for are not added up."""
    if not plan.rows.by_code:
        return mark("All")
    if plan.recipe.measure.counts_codings:
        return mark("All these codes") if plan.recipe.codes else mark("All codes")
    return mark("Any of these codes") if plan.recipe.codes else mark("Any code")
