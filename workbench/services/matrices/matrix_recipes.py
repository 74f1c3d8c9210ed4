"""Recipes of a project: what its matrices are where nobody says otherwise, and those that are kept under a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from workbench.analysis.matrices import Measure, Policy, Recipe, SmallCells, Voices
from workbench.analysis.tables import Table, TableColumn
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.services.matrices.matrices import command
from workbench.services.project import OpenProject, change_settings
from workbench.store import cases

USUAL = ("municipality", "year")
"""The columns where a project has attributes of these names."""

_WORDS: Mapping[str, type[StrEnum]] = {
    "measure": Measure,
    "policy": Policy,
    "voices": Voices,
    "small_cells": SmallCells,
}
_LISTS = ("columns", "coders", "codes")
_KEPT = ("rows", *_LISTS, *_WORDS, "roll_up", "pooled", "where", "min_cell", "assume_done")
_Word = TypeVar("_Word", bound=StrEnum)


def word(kind: str, said: str, words: type[_Word]) -> _Word:
    """Return the measure, policy or other word that is meant.

    Raises:
        NotFoundError: there is none; the hint names the nearest.
    """
    try:
        return words(said)
    except ValueError:
        raise NotFoundError.named(kind, said, list(words)) from None


def usual(project: OpenProject) -> Recipe:
    """Return what a matrix is where nobody says otherwise: the project's measure and policy, the usual columns."""
    settings = project.project.settings
    with project.database.reading() as connection:
        attributes = cases.types_of_attributes(connection)
    columns = USUAL if all(name in attributes for name in USUAL) else tuple(attributes)[:2]
    return Recipe(
        columns=columns,
        measure=Measure(settings.get("measure", Measure.CODINGS)),
        policy=Policy(settings.get("policy", Policy.ONE)),
        min_cell=-1,
    )


def policy_for(recipe: Recipe, coders: Iterable[str]) -> Policy:
    """Return the policy where nobody says one: several coders that are named are put together by union."""
    return Policy.UNION if recipe.policy is Policy.ONE and len(tuple(coders)) > 1 else recipe.policy


def saved(project: OpenProject) -> dict[str, Recipe]:
    """Return the recipes that are kept, by name, in the order of their names."""
    kept: Mapping[str, Mapping[str, Any]] = project.project.settings.get("matrices", {})
    return {name: _recipe(kept[name]) for name in sorted(kept, key=name_key)}


def saved_table(project: OpenProject) -> Table:
    """Return the kept recipes as a table: name, rows, columns, measure, policy, filter, the command that counts it."""
    rows = [
        (name, recipe.rows, ",".join(recipe.columns), recipe.measure, recipe.policy, recipe.where, command(recipe))
        for name, recipe in saved(project).items()
    ]
    columns = [
        TableColumn("name", _("Name")),
        TableColumn("rows", _("Rows")),
        TableColumn("columns", _("Columns")),
        TableColumn("measure", _("Measure")),
        TableColumn("policy", _("Policy")),
        TableColumn("where", _("Filter")),
        TableColumn("command", _("Command")),
    ]
    return Table(_("saved matrices"), columns, [tuple(map(str, row)) for row in rows])


def find(project: OpenProject, name: str) -> Recipe:
    """Return the recipe that is kept under a name.

    Raises:
        NotFoundError: there is none; the hint names the nearest.
    """
    kept = saved(project)
    for one, recipe in kept.items():
        if name_key(one) == name_key(name):
            return recipe
    raise NotFoundError.named(_("saved matrix"), name, kept)


def save(project: OpenProject, name: str, recipe: Recipe) -> None:
    """Keep a recipe under a name, in the place of one of that name.

    Raises:
        RefusedError: the name is empty, or too long to stand in a list.
    """
    name = _tidied(name)
    kept = {one: of for one, of in saved(project).items() if name_key(one) != name_key(name)}
    _keep(project, {**kept, name: recipe})


def rename(project: OpenProject, name: str, new: str) -> None:
    """Keep the recipe of a name under another.

    Raises:
        NotFoundError: there is none.
        RefusedError: another recipe has the new name, or it is empty or too long to stand in a list.
    """
    recipe, new = find(project, name), _tidied(new)
    others = {one: of for one, of in saved(project).items() if name_key(one) != name_key(name)}
    if name_key(new) in map(name_key, others):
        raise RefusedError(
            _("Another matrix is kept as {name}.").format(name=new), hint=_("Choose another name, or forget that one.")
        )
    _keep(project, {**others, new: recipe})


def _tidied(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= 60:
        raise RefusedError(_("A name has 1 to 60 characters."), hint=_("Choose another name."))
    return name


def forget(project: OpenProject, name: str) -> None:
    """Keep the recipe of a name no longer.

    Raises:
        NotFoundError: there is none.
    """
    find(project, name)
    _keep(project, {one: of for one, of in saved(project).items() if name_key(one) != name_key(name)})


def _keep(project: OpenProject, recipes: Mapping[str, Recipe]) -> None:
    change_settings(project, matrices={name: _image(recipe) for name, recipe in recipes.items()})


def _image(recipe: Recipe) -> dict[str, object]:
    values = {name: getattr(recipe, name) for name in _KEPT}
    return {
        name: list(value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _recipe(image: Mapping[str, Any]) -> Recipe:
    given = {name: value for name, value in image.items() if name in _KEPT}
    given.update({name: tuple(given[name]) for name in _LISTS if name in given})
    given.update({name: words(given[name]) for name, words in _WORDS.items() if name in given})
    return replace(Recipe(), **given)
