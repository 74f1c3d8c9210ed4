"""The codes of a codebook, worked on one at a time; each act is undone like any other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.analysis.near_names import near
from workbench.core.codebook import COLOURS, Card, Code, Codebook, CodeTree, code_uuid, codebook_uuid
from workbench.core.events import added
from workbench.core.names import name_key
from workbench.services.codebook_acts import clean_name, key_for, refuse_taken, writing
from workbench.services.project import OpenProject


def near_duplicates(tree: CodeTree, name: str) -> list[Code]:
    """Return the codes that are called nearly so in any language, the nearest first; retired ones are among them."""
    return near(name, tree.order)


def add_code(
    project: OpenProject,
    name: str,
    *,
    language: str,
    parent: Code | None = None,
    codebook: Codebook | None = None,
    after: Code | None = None,
    definition: str = "",
    colour: str = "",
) -> Code:
    """Bring a new code in, last among its siblings; a project without a codebook gets one.

    Args:
        project: where.
        name: what it is called; its key is made of it.
        language: of the name and the definition.
        parent: the code that it stands below; none for a theme.
        codebook: which one; the parent's, or the first, where it is not said.
        after: the sibling that it comes after.
        definition: when to use it.
        colour: ``#rrggbb``; else its parent's, or the next of the palette.

    Raises:
        RefusedError: the name is none, or a sibling is called so.
        NotFoundError: the parent has left the codebook.
    """
    name = clean_name(name)
    with writing(project) as book:
        above = book.fresh(parent) if parent else None
        first = [] if above or codebook or book.tree.codebooks else [_codebook_of(project, language)]
        home = above.codebook if above else (codebook or [*book.tree.codebooks, *first][0]).uuid
        stable_id = {b.uuid: b.stable_id for b in (*book.tree.codebooks, *first)}[home]
        refuse_taken(book.tree, name, parent=above.uuid if above else None, book=home)
        key = key_for(name, book.tree)
        siblings = book.tree.siblings(home, above.uuid if above else None)
        at = next((i + 1 for i, one in enumerate(siblings) if after and one.uuid == after.uuid), len(siblings))
        code = Code(
            uuid=code_uuid(stable_id, key),
            codebook=home,
            key=key,
            names={language: name},
            stable_id=key,
            parent=above.uuid if above else None,
            position=at,
            colour=colour or (above.colour if above else COLOURS[len(siblings) % len(COLOURS)]),
            card=Card({language: definition.strip()} if definition.strip() else {}),
        )
        book.revise(
            "code.add",
            f"code {key} added",
            first=map(added, first),
            new=[code],
            beside=in_order([*siblings[:at], code, *siblings[at:]]),
        )
    return code


def in_order(siblings: Sequence[Code]) -> list[tuple[Code, Code]]:
    """Return the codes that have to take another place so that siblings stand as listed, before and after."""
    return [(code, replace(code, position=at)) for at, code in enumerate(siblings) if code.position != at]


def _codebook_of(project: OpenProject, language: str) -> Codebook:
    """Return a codebook for a project that has none, called as the project is."""
    name = project.project.name
    stable_id = re.sub(r"[^\w.]+", "-", name_key(name)).strip("-._")[:80] or "codebook"
    return Codebook(codebook_uuid(stable_id), stable_id, {language: name})
