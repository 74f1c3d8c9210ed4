"""Which query finds the passages behind a cell of a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.conditions import OWN_NAMES
from workbench.analysis.matrices import Matrix, Policy, Recipe, RowKind, SmallCells
from workbench.analysis.matrices.groups import MISSING
from workbench.analysis.matrices.variables import CODES
from workbench.analysis.queries import quoted
from workbench.analysis.retrieval.meaning import WORDS
from workbench.core.coders import CONSENSUS, Coder
from workbench.core.names import name_key


def cell_query(matrix: Matrix, row: int, column: int, coders: Sequence[Coder] = ()) -> str:
    """Return the query for a cell.

    Where the measure is codings and one coder's work is counted in each transcript, it finds as many passages as the
    cell says; for other measures and policies the passages that the figure is made from. By role it finds those that
    begin in the role's words.

    Args:
        matrix: which one.
        row: index of its rows; one past the last stands for all of them together.
        column: index of its columns; one past the last stands for all interviews.
        coders: the project's, to know those of a round.
    """
    recipe = matrix.recipe
    down = matrix.rows[row] if row < len(matrix.rows) else None
    across = matrix.columns[column] if column < len(matrix.columns) else None
    values: dict[str, str] = {}
    if across is not None:
        values.update(zip(recipe.columns, across.values, strict=True))
    if down is not None and not down.code:
        values[recipe.rows] = down.key
    code = down if down is not None and down.code else across.code if across is not None else None
    wanted = recipe.codes if code is None else code.only or (code.key,)
    named = [f"code{':' if recipe.branches else '='}{quoted(name)}" for name in wanted]
    parts = named if len(named) < 2 else [f"({' or '.join(named)})"]
    parts += [
        _one_value(recipe, name, value)
        for name, value in values.items()
        if name not in CODES and name not in matrix.parting
    ]
    told = {name: value for name, value in values.items() if name in matrix.parting}
    if RowKind.ROLE in told:
        parts.append(f"role:{told[RowKind.ROLE]}")
    parts.append(_whose(recipe, told, coders))
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


def _whose(recipe: Recipe, told: Mapping[str, str], known: Sequence[Coder]) -> str:
    """Return whose work is counted; ``told`` may say a coder or a round."""
    names = list(recipe.coders)
    if RowKind.ROUND in told:
        of_round = [one.name for one in known if str(one.round) == told[RowKind.ROUND]]
        names = [name for name in names if name in of_round] if names else of_round
    if RowKind.CODER in told:
        names = [told[RowKind.CODER]]
    if recipe.policy is Policy.ONE:
        return f"counted:{quoted(','.join(names)) if names else 'yes'}"
    if not names:
        return f"not coder:{CONSENSUS}"
    coders = [f"coder:{quoted(name)}" for name in names]
    return coders[0] if len(coders) == 1 else f"({' or '.join(coders)})"
