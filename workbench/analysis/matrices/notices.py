"""What must be said aloud beside a matrix."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.matrices.recipes import Policy, SmallCells
from workbench.analysis.matrices.records import Matrix
from workbench.analysis.matrices.small_cells import denominators, every_place_is_small
from workbench.core.errors import Notice
from workbench.core.language import _


def notices_of(matrix: Matrix) -> Matrix:
    """Return the matrix with its notices."""
    return replace(matrix, notices=tuple(_notices(matrix)))


def _notices(matrix: Matrix) -> list[Notice]:
    recipe = matrix.recipe
    found: list[Notice] = []
    filled = [place for place in denominators(matrix) if place.interviews]
    double = [column.double or 0.0 for column in filled]
    if recipe.policy in {Policy.UNION, Policy.SUM, Policy.MEAN} and double and min(double) < max(double):
        found.append(
            Notice(
                "double-coding differs",
                _(
                    "The columns differ in their share of double-coded transcripts ({min:.0%} to {max:.0%}); "
                    "two coders find more than one, so that by {policy} the columns cannot be compared."
                ).format(min=min(double), max=max(double), policy=_(str(recipe.policy))),
                serious=True,
            )
        )
    if recipe.policy is Policy.SUM and any(double):
        found.append(
            Notice("counted twice", _("Each coder's work is counted: a transcript coded by two counts twice."))
        )
    if recipe.branches and recipe.measure.counts_codings:
        found.append(
            Notice(
                "branch codings",
                _(
                    "A branch's codings are added up: a passage coded with two of its codes counts twice for "
                    "the parent."
                ),
            )
        )
    whole = matrix.whole
    undone = round(whole.interviews * (1 - (whole.done or 0)))
    if undone and not recipe.assume_done:
        found.append(
            Notice(
                "not done",
                _(
                    "{undone} of {interviews} transcripts are not done; figures that they may raise are "
                    "marked as partial."
                ).format(undone=undone, interviews=whole.interviews),
                count=undone,
            )
        )
    found += _small(matrix)
    return found


def _small(matrix: Matrix) -> list[Notice]:
    limit = matrix.recipe.min_cell
    places = denominators(matrix)
    small = sum(place.small for place in places)
    if not small:
        return []
    if every_place_is_small(matrix):
        message = _("Every cell comes from fewer than {limit} people.").format(limit=limit)
    elif matrix.places:
        message = _("{small} of {n} cells come from fewer than {limit} people.").format(
            small=small, n=len(places), limit=limit
        )
    else:
        message = _("{small} of {n} columns come from fewer than {limit} people.").format(
            small=small, n=len(places), limit=limit
        )
    if matrix.recipe.small_cells is not SmallCells.MARK:
        message += " " + _("They are left out, with the totals that would give them back.")
    return [Notice("small cells", message, count=small)]
