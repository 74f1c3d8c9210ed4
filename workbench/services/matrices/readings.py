"""Matrices one after another: what they are counted from is read once, and kept while nobody writes."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from workbench.analysis.matrices import (
    CodingRow,
    Matrix,
    Recipe,
    SpokenText,
    Study,
    Tally,
    Texts,
    Voices,
    count_matrix,
    count_tallies,
)
from workbench.core.coders import Viewer
from workbench.services.matrices.matrices import begun
from workbench.services.project import OpenProject
from workbench.store import codebook, events, matrices
from workbench.store.database import Transaction

MOST_TEXTS = 600
"""Of how many transcripts the words are kept, at some 150 kilobytes each."""


class Readings:
    """What the matrices of a project are counted from, as far as the coder may see it.

    It is read when it is first needed, and again after somebody has written or another coder looks. Several threads
    may count; each waits for the one before.
    """

    def __init__(self, project: OpenProject) -> None:
        self._project = project
        self._lock = Lock()
        self._seen: tuple[int, Viewer] | None = None
        self._forget()

    def _forget(self) -> None:
        self._studies: dict[tuple[Voices, bool], Study] = {}
        self._tallies: list[Tally] | None = None
        self._codings: list[CodingRow] | None = None
        self._texts = Texts(self._text, most=MOST_TEXTS)
        self._revision: int | None = None

    def matrix(self, recipe: Recipe) -> Matrix:
        """Count a matrix, as :func:`workbench.services.matrices.matrices.matrix` does.

        Raises:
            NotFoundError: the recipe names an attribute, a code or a coder that is not there.
            RefusedError: there is nothing to count, or the filter cannot be read or leaves no interview.
        """
        with self._lock, self._project.database.reading() as connection:
            self._look(connection)
            study = self._study(recipe.voices, by_role=recipe.by_role)
            if self._revision is None:
                self._revision = codebook.revision(connection)
            study, recipe = begun(self._project, study, recipe, self._revision)
            if not recipe.needs_spans:
                return count_tallies(study, recipe, self._counts())
            return count_matrix(study, recipe, self._spans(), self._texts)

    def ahead(self, recipe: Recipe) -> Iterator[None]:
        """Read what the next measure or policy will need, a little at each step; between steps others may count."""
        with self._lock, self._project.database.reading() as connection:
            self._look(connection)
            transcripts = [interview.uuid for interview in self._study(recipe.voices, by_role=False).interviews]
            self._spans()
            seen = self._seen
        yield
        for transcript in transcripts[:MOST_TEXTS]:
            with self._lock, self._project.database.reading() as connection:
                self._look(connection)
                if self._seen != seen:
                    return
                self._texts.spoken(transcript, recipe.voices)
            yield

    def _look(self, connection: Transaction) -> None:
        """Read from this connection, and forget what was read before somebody wrote."""
        self._connection = connection
        stands = (events.latest(connection), self._project.viewer)
        if stands != self._seen:
            self._forget()
            self._seen = stands

    def _study(self, voices: Voices, *, by_role: bool) -> Study:
        kept = self._studies.get((voices, by_role))
        if kept is None:
            kept = matrices.study(self._connection, self._project.viewer, voices=voices, by_role=by_role)
            self._studies[voices, by_role] = kept
        return kept

    def _counts(self) -> list[Tally]:
        if self._tallies is None:
            self._tallies = list(matrices.tallies(self._connection, self._project.viewer))
        return self._tallies

    def _spans(self) -> list[CodingRow]:
        if self._codings is None:
            self._codings = list(matrices.codings(self._connection, self._project.viewer))
        return self._codings

    def _text(self, transcript: str) -> SpokenText:
        return matrices.spoken(self._connection, transcript)
