"""Code-frequency matrices: read once, counted by analysis, the same value for screen, command and file."""

from __future__ import annotations

import datetime
import shlex
from dataclasses import replace

from workbench import __version__
from workbench.analysis import conditions
from workbench.analysis.matrices import Matrix, Policy, Recipe, Study, Texts, count_matrix, count_tallies
from workbench.analysis.matrices.rows import counted_codes
from workbench.analysis.matrices.variables import variables
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.services.project import OpenProject
from workbench.store import codebook, matrices


def matrix(project: OpenProject, recipe: Recipe) -> Matrix:
    """Count a matrix.

    Args:
        project: what is counted, as far as the coder may see it.
        recipe: what a cell means; a ``min_cell`` below 0 is the project's. Project, date, version, command and codebook
            revision are filled in here.

    Raises:
        NotFoundError: the recipe names an attribute or a coder that is not there.
        RefusedError: the filter cannot be read, or leaves no interview.
    """
    with project.database.reading() as connection:
        study = matrices.study(connection, project.viewer, voices=recipe.voices, by_role=recipe.by_role)
        study, recipe = begun(project, study, recipe, codebook.revision(connection))
        if not recipe.needs_spans:
            return count_tallies(study, recipe, matrices.tallies(connection, project.viewer))
        texts = Texts(lambda transcript: matrices.spoken(connection, transcript))
        return count_matrix(study, recipe, matrices.codings(connection, project.viewer), texts)


def begun(project: OpenProject, study: Study, recipe: Recipe, revision: int) -> tuple[Study, Recipe]:
    """Return what is counted, as the recipe's filter leaves it, and the recipe with everything filled in.

    Raises:
        RefusedError: there is nothing to count; the filter cannot be read, or leaves no interview.
        NotFoundError: the filter names an attribute that is not there.
    """
    _something_to_count(study)
    recipe = _complete(project, recipe, revision)
    return narrowed(study, recipe.where), recipe


def _something_to_count(study: Study) -> None:
    if not study.interviews:
        raise RefusedError(_("There is no transcript to count."), hint=_("workbench import FILE takes transcripts in."))
    if not study.tree.order:
        raise RefusedError(
            _("There is no code to count."), hint=_("workbench codebook import FILE takes a codebook in.")
        )


def study(project: OpenProject) -> Study:
    """Return what a matrix could be made of: interviews, codes, coders, attributes."""
    with project.database.reading() as connection:
        return matrices.study(connection, project.viewer)


def check(study: Study, recipe: Recipe) -> None:
    """See that a recipe can be counted.

    Raises:
        NotFoundError: it names an attribute, a code or a coder that is not there.
        RefusedError: its variables have no meaning together, or its filter cannot be read or leaves no interview.
    """
    variables(study, recipe)
    counted_codes(study, recipe)
    narrowed(study, recipe.where)


def narrowed(study: Study, where: str) -> Study:
    """Leave the interviews that a filter on attributes, case and transcript lets through.

    Raises:
        RefusedError: the filter cannot be read, or leaves no interview.
        NotFoundError: it names an attribute that is not there.
    """
    wanted = conditions.parse(where, study.attributes)
    if not wanted:
        return study
    left = [
        interview
        for interview in study.interviews
        if conditions.all_hold(
            wanted,
            {"case": interview.case or "", "transcript": interview.name, **interview.attributes},
            study.attributes,
        )
    ]
    if not left:
        raise RefusedError(
            _("No interview has {where}.").format(where=where),
            hint=_("workbench attributes shows which values there are; nothing was counted."),
        )
    return replace(study, interviews=left)


def least_people(project: OpenProject) -> int:
    """Return the fewest people that a figure of the project may come from without a mark."""
    return int(project.project.settings.get("min_cell", 3))


def _complete(project: OpenProject, recipe: Recipe, revision: int) -> Recipe:
    settings = project.project.settings
    return replace(
        recipe,
        min_cell=least_people(project) if recipe.min_cell < 0 else recipe.min_cell,
        codebook_revision=revision,
        project=project.project.name,
        date=datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat(),
        version=__version__,
        command=recipe.command
        or command(recipe, measure=settings.get("measure", ""), policy=settings.get("policy", "")),
    )


def command(recipe: Recipe, *, measure: str = "", policy: str = "") -> str:
    """Return the command line that makes a matrix again, given the project's own measure and policy if it has any."""
    default = Recipe()
    unsaid = policy or default.policy
    if len(recipe.coders) > 1 and unsaid == Policy.ONE:
        unsaid = Policy.UNION
    given = {
        "--rows": recipe.rows if recipe.rows != default.rows else "",
        "--columns": ",".join(recipe.columns),
        "--measure": recipe.measure if recipe.measure != (measure or default.measure) else "",
        "--codes": ",".join(recipe.codes),
        "--coders": ",".join(recipe.coders),
        "--policy": recipe.policy if recipe.policy != unsaid else "",
        "--text": "all" if recipe.voices is not default.voices else "",
        "--where": recipe.where,
        "--min-cell": str(recipe.min_cell) if recipe.min_cell >= 0 else "",
        "--small-cells": recipe.small_cells if recipe.small_cells is not default.small_cells else "",
    }
    flags = {
        "--roll-up": recipe.roll_up,
        "--assume-done": recipe.assume_done,
        "--mean-of-interviews": not recipe.pooled,
    }
    words = [
        *("workbench", "matrix"),
        *(word for option, value in given.items() if value or option == "--columns" for word in (option, str(value))),
    ]
    return shlex.join([*words, *(flag for flag, wanted in flags.items() if wanted)])
