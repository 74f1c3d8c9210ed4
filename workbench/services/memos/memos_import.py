"""Memos from a file, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from workbench.core.codebook import CodeTree
from workbench.core.coders import EVERYTHING, Coder, Rights, Viewer
from workbench.core.errors import NotFoundError, RefusedError, WorkbenchError
from workbench.core.events import Change, added
from workbench.core.language import _
from workbench.core.memos import TARGETS, Memo
from workbench.core.names import name_key
from workbench.core.passages import Passage, Span, trim
from workbench.core.transcripts import Transcript
from workbench.exchange.memo_files import MemoRow, read_memos
from workbench.exchange.problems import Problems
from workbench.services.project import OpenProject, now
from workbench.services.row_imports import at_work, bring_in, named_coders
from workbench.store import codebook, codings, events, memos, records, transcripts, visibility
from workbench.store.database import Transaction

_Standing = tuple[str, str, str, str]
"""What a memo is one by: kind, what it hangs on, coder, words."""


@dataclass(frozen=True, slots=True)
class MemosImported:
    """What an import of memos did: how many are new, and how many stood there already."""

    new: int
    alike: int


def import_memos(project: OpenProject, path: Path, *, dry_run: bool = False) -> MemosImported:
    """Bring memos in from a .csv, all or nothing, as one act.

    Columns: ``kind`` (project, transcript, passage, code, coding, case) and ``memo``; ``target`` is the name or id of
    a transcript, code or case and the id of a coding, and an export's ``target_id`` goes before it; a passage has
    ``transcript, start, end``, a coding may have them with ``code``. Without a ``coder`` a memo is the coder's at work;
    a coder that is new joins the project, for good. The same words of the same coder on the same thing stay as they
    are.

    Args:
        project: where.
        path: the file.
        dry_run: only check.

    Raises:
        MalformedFile: the hint numbers every problem with its line.
        RefusedError: the project is blind, and a coder who is not its lead brings others' memos.
    """
    rows = read_memos(path)
    with at_work(project, dry_run=dry_run) as (connection, actor):
        importing = _Import.of(connection, project, actor, rows)
        problems = Problems(path)
        for row in rows:
            try:
                importing.take(row)
            except WorkbenchError as error:
                problems.add(row.line, error.message)
        if problems.found:
            raise problems.refusal(_("nothing was stored"))
        if importing.made and not dry_run:
            bring_in(connection, importing.newcomers)
            events.record(
                connection,
                importing.changes,
                actor=actor.uuid,
                action="memos.import",
                at=now(),
                summary=f"{importing.made} memos from {path.name}",
            )
    return MemosImported(importing.made, importing.alike)


@dataclass(slots=True)
class _Import:
    """What the rows are held against, and what has come of them so far."""

    connection: Transaction
    project: str
    actor: Coder
    transcripts: Mapping[str, Transcript]
    cases: Mapping[str, str]
    tree: CodeTree
    coders: Mapping[str, Coder]
    newcomers: Sequence[Coder]
    standing: set[_Standing]
    texts: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    made: int = 0
    alike: int = 0

    @classmethod
    def of(cls, connection: Transaction, project: OpenProject, actor: Coder, rows: Sequence[MemoRow]) -> _Import:
        """Read once what all the rows need."""
        people, newcomers = named_coders(records.all_of(connection, "coder"), (row.coder for row in rows), actor)
        others = {people[row.coder].uuid for row in rows} - {actor.uuid}
        settings = records.all_of(connection, "project")[0].settings
        if others and settings.get("blind", False) and actor.rights is not Rights.LEAD:
            raise RefusedError(
                _("The project is blind, and the file holds other coders' memos."), hint=_("Import only your own.")
            )
        places = memos.places(connection, EVERYTHING)
        standing: set[_Standing] = set()
        for memo in memos.listing(connection, EVERYTHING):
            kind, target = memo.target
            place = places.get(target) if kind == "passage" else None
            on = f"{place.transcript} {place.start}-{place.end}" if place is not None else target
            standing.add((kind, on, memo.coder, memo.body))
        return cls(
            connection,
            project.project.uuid,
            actor,
            {name: one for one in records.all_of(connection, "transcript") for name in (one.uuid, name_key(one.name))},
            {name: one.uuid for one in records.all_of(connection, "case") for name in (one.uuid, name_key(one.name))},
            codebook.tree(connection),
            people,
            newcomers,
            standing,
        )

    def take(self, row: MemoRow) -> None:
        """Make a row's memo.

        Raises:
            WorkbenchError: it cannot be one; the message says why.
        """
        coder = self.coders[row.coder].uuid
        passage = self._passage(row) if row.kind == "passage" else None
        on = f"{passage.transcript} {passage.start}-{passage.end}" if passage is not None else self._target(row)
        standing = (row.kind, on, coder, row.memo)
        if standing in self.standing:
            self.alike += 1
            return
        self.standing.add(standing)
        if passage is not None:
            self.changes.append(added(passage))
            on = passage.uuid
        made = now()
        target = {name: on if name == row.kind else None for name in TARGETS}
        self.changes.append(added(Memo(str(uuid4()), coder, row.memo, created_at=made, changed_at=made, **target)))
        self.made += 1

    def _target(self, row: MemoRow) -> str:
        if row.kind == "project":
            return self.project
        if row.kind == "coding":
            return self._coding(row)
        if row.kind == "transcript":
            return self._transcript(row.target_id, row.target).uuid
        if row.kind == "code":
            return row.target_id if row.target_id in self.tree.by_uuid else self.tree.find(row.target).uuid
        case = self.cases.get(row.target_id) or self.cases.get(name_key(row.target))
        if case is None:
            raise NotFoundError(_("There is no case called “{name}”.").format(name=row.target[:40]))
        return case

    def _transcript(self, *names: str) -> Transcript:
        found = next(
            (self.transcripts[key] for name in names for key in (name, name_key(name)) if key in self.transcripts), None
        )
        if found is None:
            raise NotFoundError(_("There is no transcript called “{transcript}”.").format(transcript=names[-1][:60]))
        return found

    def _passage(self, row: MemoRow) -> Passage:
        transcript = self._transcript(row.transcript)
        start, end = trim(self._text(transcript), Span(row.start or 0, row.end or 0))
        return Passage(str(uuid4()), transcript.uuid, transcript.revision, start, end)

    def _coding(self, row: MemoRow) -> str:
        """Return the UUID of the coding that a row means: by its id, else by its place, code and coder."""
        for uuid in (row.target_id, row.target):
            coding = records.get(self.connection, "coding", uuid) if uuid else None
            if coding is not None and self._may_see(coding.coder, coding.transcript):
                return uuid
        if not (row.code and row.transcript):
            raise NotFoundError(_("There is no coding “{id}”.").format(id=(row.target_id or row.target)[:40]))
        transcript, code = self._transcript(row.transcript), self.tree.find(row.code)
        span = trim(self._text(transcript), Span(row.start or 0, row.end or 0))
        place = (transcript.uuid, transcript.revision, code.uuid, span, self.coders[row.coder].uuid)
        found = codings.find(self.connection, *place)
        if found is None:
            raise NotFoundError(
                _("No coding of that code and coder stands at {start}–{end}.").format(start=span.start, end=span.end)
            )
        return found.uuid

    def _may_see(self, coder: str, transcript: str) -> bool:
        viewer = Viewer(self.actor.uuid, lead=self.actor.rights is Rights.LEAD)
        return coder == self.actor.uuid or visibility.is_open(self.connection, viewer, transcript)

    def _text(self, transcript: Transcript) -> str:
        if transcript.uuid not in self.texts:
            self.texts[transcript.uuid] = transcripts.text_of(
                self.connection, transcript.uuid, transcript.revision
            ).text
        return self.texts[transcript.uuid]
