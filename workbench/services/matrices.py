"""Code-frequency matrices: read once, counted by analysis, the same value for screen, command and file."""

from __future__ import annotations

import datetime
import shlex
from dataclasses import replace

from workbench import __version__
from workbench.analysis.matrices import Matrix, Recipe, SpokenText, Study, count_matrix, count_tallies
from workbench.services.project import OpenProject
from workbench.store import codebook, matrices


def matrix(project: OpenProject, recipe: Recipe) -> Matrix:
    """Count a matrix.

    Args:
        project: what is counted, as far as the coder may see it.
        recipe: what a cell means; project, date, version, command and codebook revision are filled in here.

    Raises:
        NotFoundError: the recipe names an attribute, a coder or a code that is not there.
    """
    with project.database.reading() as connection:
        study = matrices.study(connection, project.viewer, voices=recipe.voices)
        recipe = _complete(project, recipe, codebook.revision(connection))
        if not recipe.needs_spans:
            return count_tallies(study, recipe, matrices.tallies(connection, project.viewer))

        def text_of(transcript: str) -> SpokenText:
            return matrices.spoken(connection, transcript)

        return count_matrix(study, recipe, matrices.codings(connection, project.viewer), text_of)


def study(project: OpenProject) -> Study:
    """Return what a matrix could be made of: interviews, codes, coders, attributes."""
    with project.database.reading() as connection:
        return matrices.study(connection, project.viewer)


def _complete(project: OpenProject, recipe: Recipe, revision: int) -> Recipe:
    settings = project.project.settings
    return replace(
        recipe,
        min_cell=recipe.min_cell or int(settings.get("min_cell", 3)),
        codebook_revision=revision,
        project=project.project.name,
        date=datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat(),
        version=__version__,
        command=recipe.command or command(recipe),
    )


def command(recipe: Recipe) -> str:
    """Return the command line that makes a matrix again."""
    default = Recipe()
    words = ["workbench", "matrix"]
    if recipe.rows is not default.rows:
        words += ["--rows", recipe.rows]
    if recipe.columns:
        words += ["--columns", ",".join(recipe.columns)]
    for option, name in (("--measure", "measure"), ("--policy", "policy"), ("--voices", "voices")):
        if getattr(recipe, name) is not getattr(default, name):
            words += [option, getattr(recipe, name)]
    if recipe.coders:
        words += ["--coders", ",".join(recipe.coders)]
    if recipe.roll_up:
        words.append("--roll-up")
    if recipe.where:
        words += ["--where", recipe.where]
    if recipe.min_cell:
        words += ["--min-cell", str(recipe.min_cell)]
    if recipe.small_cells is not default.small_cells:
        words += ["--small-cells", recipe.small_cells]
    if recipe.assume_done:
        words.append("--assume-done")
    if not recipe.pooled:
        words.append("--mean-of-interviews")
    return shlex.join(str(word) for word in words)
