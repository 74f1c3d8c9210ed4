"""Matrices one after another: what they are counted from is read once, and kept while nobody writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from threading import Lock

from workbench.analysis.matrices import (
    CodingRow,
    Matrix,
    Recipe,
    SpokenText,
    Study,
    Sweeps,
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

MOST_SWEEPS = 8
"""For how many choices of measure, policy and codes it is kept what each transcript gives."""


class Readings:
    """What the matrices of a project are counted from, as far as the coder may see it.

    It is read when it is first needed, and again after somebody has written or another coder looks. Several threads
    may count; each waits for the one before. Nothing is begun while they are ``at_rest``, as before the project closes.
    """

    def __init__(self, project: OpenProject) -> None:
        self._project = project
        self._lock = Lock()
        self._seen: tuple[int, Viewer] | None = None
        self.at_rest = False
        self._forget()

    def _forget(self) -> None:
        self._studies: dict[tuple[Voices, bool], Study] = {}
        self._tallies: list[Tally] | None = None
        self._codings: list[CodingRow] | None = None
        self._texts = Texts(self._text, most=MOST_TEXTS)
        self._sweeps = Sweeps(MOST_SWEEPS)
        self._ahead: set[tuple[str, Voices]] = set()
        self._revision: int | None = None

    def matrix(self, recipe: Recipe, wanted: Callable[[], bool] = lambda: True) -> Matrix | None:
        """Count a matrix, as :func:`workbench.services.matrices.matrices.matrix` does.

        Args:
            recipe: what a cell means.
            wanted: asked once the one before is counted; where it says no, nothing is counted and None is returned, as
                it is at rest.

        Raises:
            NotFoundError: the recipe names an attribute, a code or a coder that is not there.
            RefusedError: there is nothing to count, or the filter cannot be read or leaves no interview.
        """
        with self._lock, self._project.database.reading() as connection:
            if self.at_rest or not wanted():
                return None
            self._look(connection)
            study = self._study(recipe.voices, by_role=recipe.by_role)
            if self._revision is None:
                self._revision = codebook.revision(connection)
            study, recipe = begun(self._project, study, recipe, self._revision)
            if not recipe.needs_spans:
                return count_tallies(study, recipe, self._counts())
            sweeps = self._sweeps if len(study.interviews) <= MOST_TEXTS else None
            return count_matrix(study, recipe, self._spans(), self._texts, sweeps)

    def ahead(self, recipe: Recipe) -> Iterator[None]:
        """Read what the next measure or policy will need, a transcript at each step; between steps others may count."""
        with self._lock, self._project.database.reading() as connection:
            self._look(connection)
            codings, seen = self._spans(), self._seen
        yield
        for transcript, rows in groupby(codings, key=itemgetter(0)):
            if (transcript, recipe.voices) in self._ahead or len(self._ahead) >= MOST_TEXTS:
                continue
            with self._lock, self._project.database.reading() as connection:
                self._look(connection)
                if self._seen != seen or self.at_rest:
                    return
                self._texts.spoken(transcript, recipe.voices).look_at({(row[2], row[3]) for row in rows})
                self._ahead.add((transcript, recipe.voices))
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
