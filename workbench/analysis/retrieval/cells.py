"""Which query finds the passages behind a cell of a matrix."""

from __future__ import annotations

from workbench.analysis.conditions import OWN_NAMES
from workbench.analysis.matrices import Matrix, Policy, Recipe, SmallCells
from workbench.analysis.matrices.groups import MISSING
from workbench.analysis.queries import quoted
from workbench.analysis.retrieval.meaning import WORDS
from workbench.core.coders import CONSENSUS
from workbench.core.names import name_key


def cell_query(matrix: Matrix, row: int, column: int) -> str:
    """Return the query for a cell.

    Where the measure is codings and one coder's work is counted in each transcript, it finds as many passages as the
    cell says; for other measures and policies the passages that the figure is made from.

    Args:
        matrix: which one.
        row: index of its rows; one past the last stands for all codes together.
        column: index of its columns; one past the last stands for all interviews.
    """
    recipe = matrix.recipe
    parts: list[str] = []
    if row < len(matrix.rows):
        parts.append(f"code{':' if recipe.branches else '='}{quoted(matrix.rows[row].key)}")
    if column < len(matrix.columns):
        values = matrix.columns[column].values
        parts += [_one_value(recipe, name, value) for name, value in zip(recipe.columns, values, strict=True)]
    parts.append(_whose(recipe))
    if recipe.where:
        parts.append(f"({recipe.where})")
    return " ".join(part for part in parts if part)


def _one_value(recipe: Recipe, name: str, value: str) -> str:
    """Return the condition for one variable of a column; several values that were joined stand with "or"."""
    joined = value.split(" + ") if recipe.small_cells is SmallCells.COARSEN else [value]
    reserved = name not in OWN_NAMES and name_key(name) in {*WORDS, *OWN_NAMES}
    head = quoted(name, always=reserved)
    said = [f"{head}:{'' if one in {'', MISSING} else quoted(one)}" for one in joined]
    return said[0] if len(said) == 1 else f"({' or '.join(said)})"


def _whose(recipe: Recipe) -> str:
    if recipe.policy is Policy.ONE:
        return f"counted:{quoted(','.join(recipe.coders)) if recipe.coders else 'yes'}"
    if not recipe.coders:
        return f"not coder:{CONSENSUS}"
    coders = [f"coder:{quoted(name)}" for name in recipe.coders]
    return coders[0] if len(coders) == 1 else f"({' or '.join(coders)})"
