"""Framework matrices: what is said about each theme in each case, or what was written about it."""

from __future__ import annotations

from workbench.analysis.code_tables import framework as frames
from workbench.analysis.code_tables import framework_tables
from workbench.analysis.code_tables.figures import Figures
from workbench.core.codebook import CodeTree
from workbench.core.memos import Memo
from workbench.core.names import name_key
from workbench.services.project import OpenProject
from workbench.services.tables.code_tables import begun
from workbench.store import codings, memos, records

_LONGEST_NAME = 200
"""A summary's first words, up to its colon, are a code's name; no name is longer."""


def framework(project: OpenProject, recipe: frames.FrameworkRecipe, *, language: str = "") -> Figures:
    """Put the passages of each theme in each case, or the memos about them, side by side.

    A memo on a case that begins with a code's key or name and a colon is that cell's summary.

    Raises:
        NotFoundError: the recipe names a code, a coder or an attribute that is not there.
        RefusedError: the filter cannot be read or leaves no interview, or nothing is coded in what is left.
    """
    with project.database.reading() as connection:
        study, recipe = begun(project, connection, recipe)
        chosen = [interview.uuid for interview in study.interviews] if recipe.where else None
        listed = list(codings.listing(connection, project.viewer, transcripts=chosen))
        written = memos.listing(connection, project.viewer)
        cases = {case.uuid: case.name for case in records.all_of(connection, "case")}
    notes: dict[str, list[str]] = {}
    for memo in written:
        if memo.coding is not None:
            notes.setdefault(memo.coding, []).append(memo.body)
    found = frames.framework(study, recipe, listed, notes, _summaries(written, study.tree, cases))
    return framework_tables.figures(found, language or project.language)


def _summaries(written: list[Memo], tree: CodeTree, cases: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    """Return the memos on cases that begin with a code, by the case's name and the code's UUID."""
    codes = {name_key(name): code.uuid for code in tree.order for name in (*code.names.values(), code.key)}
    found: dict[tuple[str, str], list[str]] = {}
    for memo in written:
        head, colon, body = memo.body.partition(":")
        code = codes.get(name_key(head)) if colon and len(head) <= _LONGEST_NAME else None
        if memo.case is not None and code is not None:
            found.setdefault((cases[memo.case], code), []).append(body.strip())
    return found
