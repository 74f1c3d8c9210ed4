"""Rows: the codes or themes of a matrix, and which codes count in which."""

from __future__ import annotations

from collections import Counter

from workbench.analysis.matrices.recipes import Recipe, RowKind
from workbench.analysis.matrices.records import Row, Study
from workbench.core.codebook import Code


def counted_codes(study: Study, recipe: Recipe) -> list[Code]:
    """Return the codes that count, in the codebook's order: those that the recipe names, or all.

    Raises:
        NotFoundError: a code is named that is not in the codebook.
        RefusedError: a name may mean several.
    """
    tree = study.tree
    if not recipe.codes:
        return list(tree.order)
    wanted: set[str] = set()
    for name in recipe.codes:
        code = tree.find(name)
        wanted.update(one.uuid for one in (tree.branch(code) if recipe.branches else (code,)))
    return [code for code in tree.order if code.uuid in wanted]


def rows_and_codes(study: Study, recipe: Recipe) -> tuple[list[Row], dict[str, list[int]]]:
    """Return the codes or themes that are told apart in the codebook's order, and for each code where it counts.

    The number after the last one's stands for all codes together; every code that counts at all counts in it. None is
    told apart where neither rows nor columns are codes.
    """
    tree = study.tree
    counted = counted_codes(study, recipe)
    themes = RowKind.THEME in recipe.variables
    codes: list[Code] = []
    if RowKind.CODE in recipe.variables:
        codes = counted
    elif themes:
        heads = {tree.theme(code).uuid for code in counted}
        codes = [code for code in tree.themes() if code.uuid in heads]
    books = {book.uuid: book.stable_id for book in tree.codebooks}
    shared = {key for key, n in Counter(code.key for code in codes).items() if n > 1}
    rows = [
        Row(
            code.uuid,
            f"{books[code.codebook]}:{code.key}" if code.key in shared else code.key,
            code.names,
            tree.depth(code),
            tree.theme(code).key,
            only=tuple(one for one in recipe.codes if themes and tree.theme(tree.find(one)) is code),
        )
        for code in codes
    ]
    place = {row.code: at for at, row in enumerate(rows)}
    counts_in: dict[str, list[int]] = {}
    for code in counted:
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
    counted = counted_codes(study, recipe)
    counts = {code.uuid for code in counted}
    since = {code.uuid: study.held_since.get(code.uuid, 1) for code in study.tree.order}
    asked = {code.uuid: since[code.uuid] for code in counted if not code.retired}
    found: list[int] = []
    for row in rows:
        oldest = since[row.code] if row.code in counts else 0
        if recipe.branches:
            for code in study.tree.branch(study.tree.by_uuid[row.code]):
                oldest = max(oldest, asked.get(code.uuid, 0))
        found.append(oldest)
    found.append(max(asked.values(), default=0))
    return found
