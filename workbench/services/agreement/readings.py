"""Figures of agreement one after another: what they are reckoned from is read once, and kept while nobody writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from threading import Lock

from workbench.analysis.matrices.records import Study
from workbench.core.coders import Viewer
from workbench.services.agreement.compared_texts import Texts
from workbench.services.project import OpenProject
from workbench.store import agreement as stored
from workbench.store import events, matrices, visibility
from workbench.store.agreement import Head, Keys, Row
from workbench.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Work:
    """The codings of one transcript that count; codes and coders are local keys.

    ``kept`` are the coders whose work was kept when they were done with the blind transcript, and ``now`` is how their
    codings stand today.
    """

    rows: Sequence[Row] = ()
    kept: frozenset[int] = frozenset()
    now: Sequence[Row] = field(default=())

    def revisions(self, coders: Collection[int], newest: int) -> set[int]:
        """Return the revisions that these coders' codings stand in: for each the newest, or the last one they have."""
        held: dict[int, set[int]] = {}
        for coder, revision in {(row[5], row[1]) for row in self.rows}:
            if coder in coders:
                held.setdefault(coder, set()).add(revision)
        return {newest if coder not in self.kept and newest in own else max(own) for coder, own in held.items()}

    def changed(self, coder: int) -> int:
        """Return how many codings a coder has made or taken away since their work was kept."""
        if coder not in self.kept:
            return 0
        then, now = ({row for row in rows if row[5] == coder} for rows in (self.rows, self.now))
        return len(then ^ now)


class Readings:
    """What figures of agreement are reckoned from, as far as the coder may see it.

    It is read when it is first needed, and again after somebody has written or another coder looks. Several threads
    may ask; each waits for the one before.
    """

    def __init__(self, project: OpenProject) -> None:
        self._project = project
        self._lock = Lock()
        self._seen: tuple[int, Viewer] | None = None
        self._forget()

    def _forget(self) -> None:
        self.texts = Texts()
        self._study: Study | None = None
        self._hidden: set[str] | None = None
        self._keys: Keys | None = None
        self._revisions: dict[int, int] | None = None
        self._heads: dict[tuple[int, int], Head] | None = None
        self._work: dict[tuple[int, ...], dict[int, Work]] = {}

    @contextmanager
    def looking(self) -> Iterator[tuple[Transaction, Readings]]:
        """Lend a connection, and what was read of the project as it stands now."""
        with self._lock, self._project.database.reading() as connection:
            stands = (events.latest(connection), self._project.viewer)
            if stands != self._seen:
                self._forget()
                self._seen = stands
            yield connection, self

    def study(self, connection: Transaction) -> Study:
        """Return everything but the codings."""
        if self._study is None:
            self._study = matrices.study(connection, self._project.viewer)
        return self._study

    def hidden(self, connection: Transaction) -> set[str]:
        """Return the transcripts, by UUID, on which the coder sees nobody else's work."""
        if self._hidden is None:
            self._hidden = stored.hidden(connection, self._project.viewer)
        return self._hidden

    def keys(self, connection: Transaction) -> Keys:
        """Return what UUIDs and local keys belong together."""
        if self._keys is None:
            self._keys = stored.keys(connection)
        return self._keys

    def revisions(self, connection: Transaction) -> Mapping[int, int]:
        """Return the newest revision of every transcript."""
        if self._revisions is None:
            self._revisions = stored.revisions(connection)
        return self._revisions

    def heads(self, connection: Transaction) -> Mapping[tuple[int, int], Head]:
        """Return every revision of every transcript."""
        if self._heads is None:
            self._heads = stored.heads(connection)
        return self._heads

    def work(self, connection: Transaction, coders: Sequence[int], only: int = 0) -> Mapping[int, Work]:
        """Return what coders gave to each transcript, or to one only; all keys are local.

        Of a coder whose work was kept at done it is what was kept. Nothing is kept of a blind coder who had given
        nothing by then: what they gave afterwards does not count.
        """
        asked = (*coders, -only)
        if asked not in self._work:
            self._work[asked] = self._read(connection, coders, only)
        return self._work[asked]

    def _read(self, connection: Transaction, coders: Sequence[int], only: int) -> dict[int, Work]:
        viewer = self._project.viewer
        now = _by_transcript(stored.codings(connection, viewer, coders, only=only))
        then = _by_transcript(sorted(stored.codings_at_done(connection, viewer, coders, only=only)))
        kept = stored.kept(connection, viewer, coders, only=only)
        kept |= {(row[0], row[5]) for rows in then.values() for row in rows}
        blind = visibility.is_blind(connection)
        late = set(stored.codings_after_done(connection, viewer, coders, only=only)) if blind else set()
        found = {key: Work(rows) for key, rows in now.items()}
        for key in {place[0] for place in kept} | {row[0] for row in late}:
            own = frozenset(coder for transcript, coder in kept if transcript == key)
            live = now.get(key, ())
            counts = [*then.get(key, ()), *(row for row in live if row[5] not in own and row not in late)]
            found[key] = Work(counts, own, [row for row in live if row[5] in own])
        return found


def _by_transcript(rows: Sequence[Row]) -> dict[int, Sequence[Row]]:
    return {key: list(own) for key, own in groupby(rows, itemgetter(0))}
