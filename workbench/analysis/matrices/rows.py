"""Rows: the codes or themes of a matrix, and which codes count in which."""

from __future__ import annotations

from collections import Counter

from workbench.analysis.matrices.recipes import Recipe, RowKind
from workbench.analysis.matrices.records import Row, Study
from workbench.core.codebook import Code


def rows_and_codes(study: Study, recipe: Recipe) -> tuple[list[Row], dict[str, list[int]]]:
    """Return the rows in the codebook's order, and for each code the rows it counts in.

    The number after the last row's stands for all codes together; every code counts in it.
    """
    tree = study.tree
    codes = tree.themes() if recipe.rows is RowKind.THEME else list(tree.order)
    books = {book.uuid: book.stable_id for book in tree.codebooks}
    shared = {key for key, n in Counter(code.key for code in codes).items() if n > 1}
    rows = [
        Row(
            code.uuid,
            f"{books[code.codebook]}:{code.key}" if code.key in shared else code.key,
            code.names,
            tree.depth(code),
            tree.theme(code).key,
        )
        for code in codes
    ]
    place = {row.code: at for at, row in enumerate(rows)}
    counts_in: dict[str, list[int]] = {}
    for code in tree.order:
        own = _above(study, code) if recipe.branches else [code.uuid]
        counts_in[code.uuid] = [place[uuid] for uuid in own if uuid in place] + [len(rows)]
    return rows, counts_in


def _above(study: Study, code: Code) -> list[str]:
    found = [code.uuid]
    while code.parent is not None:
        code = study.tree.by_uuid[code.parent]
        found.append(code.uuid)
    return found


def held_since(study: Study, recipe: Recipe, rows: list[Row]) -> list[int]:
    """Return for each row, and for all codes together, the first codebook revision that held all that it counts.

    A retired code is asked of nobody any more, so that it holds back only its own row.
    """
    since = {code.uuid: study.held_since.get(code.uuid, 1) for code in study.tree.order}
    asked = {code.uuid: since[code.uuid] for code in study.tree.order if not code.retired}
    found: list[int] = []
    for row in rows:
        oldest = since[row.code]
        if recipe.branches:
            for code in study.tree.branch(study.tree.by_uuid[row.code]):
                oldest = max(oldest, asked.get(code.uuid, 0))
        found.append(oldest)
    found.append(max(asked.values(), default=0))
    return found
