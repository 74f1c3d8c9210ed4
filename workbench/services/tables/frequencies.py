"""Word frequencies: texts read one at a time, counted by analysis."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from workbench import __version__
from workbench.analysis import conditions
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.frequencies import counting, rendering
from workbench.analysis.matrices.records import Interview, SpokenText, Study
from workbench.analysis.matrices.spoken import Spoken
from workbench.services.matrices.matrices import least_people, narrowed
from workbench.services.project import OpenProject
from workbench.store import matrices, records, transcripts


def frequencies(project: OpenProject, recipe: counting.WordRecipe) -> Figures:
    """Count words, by stem and without stop words unless the recipe says otherwise.

    Project, date, version and command of the recipe are filled in here.

    Raises:
        NotFoundError: the recipe names an attribute that is not there.
        RefusedError: a filter cannot be read or leaves no interview, or no word is left to be counted.
    """
    with project.database.reading() as connection:
        study = narrowed(matrices.study(connection, project.viewer, voices=recipe.voices), recipe.where)
        recipe = replace(
            recipe,
            min_cell=least_people(project) if recipe.min_cell < 0 else recipe.min_cell,
            project=project.project.name,
            date=datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat(),
            version=__version__,
            command=recipe.command or recipe.command_line(),
        )
        revisions = {one.uuid: one.revision for one in records.all_of(connection, "transcript")}

        def words_of(transcript: str) -> Iterable[str]:
            text = transcripts.text_of(connection, transcript, revisions[transcript])
            roles = {speaker.label: speaker.role for speaker in transcripts.speakers(connection, transcript)}
            spoken = Spoken(SpokenText.of(text, roles), recipe.voices)
            return (text.text[start:end] for start, end in spoken.which_words())

        found = counting.frequencies(study, recipe, words_of, _key(study, recipe.key))
    return rendering.figures(found)


def _key(study: Study, asked: str) -> Callable[[Interview], bool] | None:
    """Return what tells the interviews that are compared with the others, None where nothing is compared."""
    wanted = conditions.parse(asked, study.attributes)
    if not wanted:
        return None

    def holds(interview: Interview) -> bool:
        own = {"case": interview.case or "", "transcript": interview.name}
        return conditions.all_hold(wanted, {**own, **interview.attributes}, study.attributes)

    return holds
