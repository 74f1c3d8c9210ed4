"""Tables beside the matrix: read once as far as the coder may see it, counted by analysis."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TypeVar

from workbench import __version__
from workbench.analysis.code_tables import cooccurrence as pairs
from workbench.analysis.code_tables import cooccurrence_tables
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.matrices.records import SpokenText, Study
from workbench.services.matrices import narrowed
from workbench.services.project import OpenProject
from workbench.store import codebook, matrices
from workbench.store.database import Transaction

_Recipe = TypeVar("_Recipe", bound=TableRecipe)


def cooccurrence(project: OpenProject, recipe: pairs.CooccurrenceRecipe, *, language: str = "") -> Figures:
    """Count how often each two codes stand together.

    Project, date, version, command and codebook revision of the recipe are filled in here.

    Raises:
        NotFoundError: the recipe names a code, a coder or an attribute that is not there.
        RefusedError: the filter cannot be read or leaves no interview, or nothing is coded in what is left.
    """
    with project.database.reading() as connection:
        study, recipe = _begun(project, connection, recipe)

        def text_of(transcript: str) -> SpokenText:
            return matrices.spoken(connection, transcript)

        found = pairs.cooccurrence(study, recipe, matrices.codings(connection, project.viewer), text_of)
    return cooccurrence_tables.figures(found, language or project.language)


def _begun(project: OpenProject, connection: Transaction, recipe: _Recipe) -> tuple[Study, _Recipe]:
    """Read the study that a recipe asks for, and fill the recipe in."""
    study = narrowed(matrices.study(connection, project.viewer, voices=recipe.voices), recipe.where)
    made = replace(
        recipe,
        codebook_revision=codebook.revision(connection),
        project=project.project.name,
        date=datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat(),
        version=__version__,
        command=recipe.command or recipe.command_line(),
    )
    return study, made
