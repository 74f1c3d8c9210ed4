"""Tables beside the matrix: read once as far as the coder may see it, counted by analysis."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from workbench import __version__
from workbench.analysis import conditions
from workbench.analysis.code_tables import cooccurrence as pairs
from workbench.analysis.code_tables import cooccurrence_tables
from workbench.analysis.code_tables import presence as presences
from workbench.analysis.code_tables import progress as progresses
from workbench.analysis.code_tables import saturation as saturations
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.matrices.records import SpokenText, Study
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.services.matrices.matrices import least_people, narrowed
from workbench.services.project import OpenProject, coders
from workbench.store import cases, codebook, first_codings, matrices, transcripts
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
        study, recipe = begun(project, connection, recipe)

        def text_of(transcript: str) -> SpokenText:
            return matrices.spoken(connection, transcript)

        found = pairs.cooccurrence(study, recipe, matrices.codings(connection, project.viewer), text_of)
    return cooccurrence_tables.figures(found, language or project.language)


def presence(project: OpenProject, recipe: presences.PresenceRecipe, *, language: str = "") -> Figures:
    """Look every code up in every transcript.

    Raises:
        NotFoundError: the recipe names a code, a coder or an attribute that is not there.
        RefusedError: as :func:`cooccurrence`.
    """
    with project.database.reading() as connection:
        study, recipe = begun(project, connection, recipe)
        found = presences.presence(study, recipe, matrices.codings(connection, project.viewer))
    return presences.figures(found, language or project.language)


def saturation(project: OpenProject, recipe: saturations.SaturationRecipe, *, language: str = "") -> Figures:
    """Count the codes that are new in each interview.

    Raises:
        NotFoundError: the recipe names a code, a coder or an attribute that is not there.
        RefusedError: as :func:`cooccurrence`.
    """
    with project.database.reading() as connection:
        study, recipe = begun(project, connection, recipe)
        first = first_codings.first_coded(connection, project.viewer)
        found = saturations.saturation(study, recipe, matrices.codings(connection, project.viewer), first)
    return saturations.figures(found, language or project.language)


def progress(project: OpenProject, *, by: Sequence[str] = (), where: str = "") -> Figures:
    """Reckon how far every coder is, as far as that may be seen: the lead of a blind project sees it of everybody.

    Args:
        project: read as far as the coder may see it.
        by: attributes, or ``case``, to group the interviews by.
        where: only these interviews, such as ``municipality=Moss``.

    Raises:
        NotFoundError: there is no such attribute.
        RefusedError: the filter cannot be read or leaves no interview, or nobody was given any.
    """
    with project.database.reading() as connection:
        summaries = transcripts.summaries(connection, project.viewer)
        attributes = cases.types_of_attributes(connection)
    wanted = conditions.parse(where, attributes)
    left = [
        one
        for one in summaries
        if conditions.all_hold(
            wanted, {"case": one.case, "transcript": one.transcript.name, **one.attributes}, attributes
        )
    ]
    if summaries and not left:
        raise RefusedError(
            _("No interview has {where}.").format(where=where),
            hint=_("workbench attributes shows which values there are; nothing was counted."),
        )
    found = progresses.progress(left, coders(project), attributes, by=by, where=where)
    if not found.totals:
        raise RefusedError(
            _("Nobody has begun an interview, or was given one."),
            hint=_("workbench status, or workbench sample --coder NAME, gives a coder interviews."),
        )
    return progresses.figures(found)


def begun(project: OpenProject, connection: Transaction, recipe: _Recipe) -> tuple[Study, _Recipe]:
    """Read the study that a recipe asks for, and return it with the recipe filled in.

    Raises:
        NotFoundError: the filter names an attribute that is not there.
        RefusedError: the filter cannot be read, or leaves no interview.
    """
    study = narrowed(matrices.study(connection, project.viewer, voices=recipe.voices), recipe.where)
    made = replace(
        recipe,
        min_cell=least_people(project) if recipe.min_cell < 0 else recipe.min_cell,
        codebook_revision=codebook.revision(connection),
        project=project.project.name,
        date=datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat(),
        version=__version__,
        command=recipe.command or recipe.command_line(),
    )
    return study, made
