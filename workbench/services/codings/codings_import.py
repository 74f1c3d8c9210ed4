"""Codings from a file, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from workbench.core.codebook import Code, CodeTree
from workbench.core.coders import EVERYTHING, Coder, Progress, Rights, Status
from workbench.core.codings import Certainty, Coding
from workbench.core.errors import MalformedFile, NotFoundError, RefusedError, WorkbenchError
from workbench.core.events import Change, added, changed
from workbench.core.language import _
from workbench.core.memos import Memo
from workbench.core.names import name_key
from workbench.core.passages import Span, trim
from workbench.core.transcripts import Transcript
from workbench.exchange import coding_files
from workbench.exchange.coding_files import CodingRow
from workbench.services.project import OpenProject, now
from workbench.services.row_imports import at_work, bring_in, named_coders
from workbench.store import codebook, events, records, transcripts
from workbench.store import codings as stored
from workbench.store.database import Transaction

_Place = tuple[str, int, str, int, int, str]
"""What a coding is one by: transcript, revision, code, start, end, coder."""


@dataclass(frozen=True, slots=True)
class CodingsImported:
    """What an import of codings did: how many are new, and how many stood there already."""

    new: int
    alike: int


def import_codings(project: OpenProject, path: Path, *, dry_run: bool = False) -> CodingsImported:
    """Bring codings in from a .csv, all or nothing, as one act.

    Columns: ``transcript, start, end, code``, and where wanted ``coder, certainty, memo, quotation``. Without a coder a
    row is the coder's at work; a coder that is new joins the project, for good. A quotation is held against the text.
    A coding that stands there already stays as it is.

    Args:
        project: where.
        path: the file.
        dry_run: only check.

    Raises:
        MalformedFile: the hint numbers every problem with its line.
        RefusedError: the project is blind, and a coder who is not its lead brings others' codings.
    """
    rows = coding_files.read_codings(path)
    with at_work(project, dry_run=dry_run) as (connection, actor):
        importing = _Import.of(connection, project, actor, rows)
        problems: list[tuple[int, str]] = []
        for row in rows:
            try:
                importing.take(row)
            except WorkbenchError as error:
                problems.append((row.line, error.message))
        if problems:
            raise coding_files.refusal(path, problems)
        if not dry_run:
            importing.store(connection, actor, path.name)
    return CodingsImported(len(importing.fresh), len(importing.alike))


@dataclass(slots=True)
class _Import:
    """What the rows are held against, and what has come of them so far."""

    transcripts: Mapping[str, Transcript]
    texts: Mapping[str, str]
    tree: CodeTree
    coders: Mapping[str, Coder]
    newcomers: Sequence[Coder]
    standing: Mapping[_Place, str]
    statuses: Mapping[tuple[str, str], Status]
    revision: int
    made: int = field(default_factory=now)
    codes: dict[str, Code | WorkbenchError] = field(default_factory=dict)
    fresh: dict[_Place, Coding] = field(default_factory=dict)
    alike: set[_Place] = field(default_factory=set)
    memos: list[Memo] = field(default_factory=list)

    @classmethod
    def of(cls, connection: Transaction, project: OpenProject, actor: Coder, rows: Sequence[CodingRow]) -> _Import:
        """Read once what all the rows need."""
        every: dict[str, Transcript] = {name_key(t.name): t for t in records.all_of(connection, "transcript")}
        people, newcomers = named_coders(records.all_of(connection, "coder"), (row.coder for row in rows), actor)
        others = {people[row.coder].uuid for row in rows} - {actor.uuid}
        settings = records.all_of(connection, "project")[0].settings
        if others and settings.get("blind", False) and actor.rights is not Rights.LEAD:
            raise RefusedError(
                _("The project is blind, and the file holds other coders' codings."), hint=_("Import only your own.")
            )
        meant = {row.transcript: every.get(name_key(row.transcript)) for row in rows}
        used = {t.uuid: t for t in meant.values() if t is not None}
        codings = (
            c for t in used.values() for c in stored.of_transcript(connection, t.uuid, EVERYTHING, revision=t.revision)
        )
        statuses: list[Status] = records.all_of(connection, "status")
        return cls(
            {name: t for name, t in meant.items() if t is not None},
            {t.uuid: transcripts.text_of(connection, t.uuid, t.revision).text for t in used.values()},
            codebook.tree(connection),
            people,
            newcomers,
            {_place(c): c.uuid for c in codings},
            {(s.transcript, s.coder): s for s in statuses},
            codebook.revision(connection),
        )

    def take(self, row: CodingRow) -> None:
        """Make a row's coding.

        Raises:
            WorkbenchError: it cannot be one; the message says why.
        """
        transcript = self.transcripts.get(row.transcript)
        if transcript is None:
            raise NotFoundError(_("There is no transcript called “{transcript}”.").format(transcript=row.transcript))
        text = self.texts[transcript.uuid]
        code = self._code(row.code)
        start, end = trim(text, Span(row.start, row.end))
        if row.quotation and row.quotation.split() != text[row.start : row.end].split():
            raise MalformedFile(
                _("the quotation is not what stands at {start}–{end}").format(start=row.start, end=row.end)
            )
        place = (transcript.uuid, transcript.revision, code.uuid, start, end, self.coders[row.coder].uuid)
        if place in self.standing:
            self.alike.add(place)
            return
        if code.retired:
            raise RefusedError(_("the code “{key}” is retired").format(key=code.key))
        coding = self.fresh.get(place)
        if coding is None:
            certainty = Certainty(row.certainty or Certainty.SURE)
            coding = Coding(str(uuid4()), *place, certainty, self.revision, self.made)
            self.fresh[place] = coding
        if row.memo:
            self.memos.append(
                Memo(
                    str(uuid4()),
                    coding.coder,
                    row.memo,
                    coding=coding.uuid,
                    created_at=self.made,
                    changed_at=self.made,
                )
            )

    def _code(self, wanted: str) -> Code:
        if wanted not in self.codes:
            try:
                self.codes[wanted] = self.tree.find(wanted)
            except WorkbenchError as error:
                self.codes[wanted] = error
        found = self.codes[wanted]
        if isinstance(found, WorkbenchError):
            raise found
        return found

    def store(self, connection: Transaction, actor: Coder, source: str) -> None:
        """Store the codings with what must stand before them and what hangs on them, as one batch."""
        if not self.fresh:
            return
        bring_in(connection, self.newcomers)
        batch = str(uuid4())
        fresh = list(self.fresh.values())
        acts: list[tuple[list[Change], list[Coding], str]] = [
            (list(self._begun()), fresh, f"{len(fresh)} codings from {source}"),
            ([added(memo) for memo in self.memos], [], f"{len(self.memos)} memos from {source}"),
        ]
        for changes, bulk, summary in acts:
            if changes or bulk:
                events.record(
                    connection,
                    changes,
                    actor=actor.uuid,
                    action="codings.import",
                    at=now(),
                    summary=summary,
                    batch=batch,
                    bulk=bulk,
                )

    def _begun(self) -> Iterator[Change]:
        """Yield the statuses that coding begins, for every coder and transcript not begun yet."""
        for transcript, coder in dict.fromkeys((c.transcript, c.coder) for c in self.fresh.values()):
            before = self.statuses.get((transcript, coder))
            if before is None:
                yield added(Status(str(uuid4()), transcript, coder, Progress.CODING, None, self.made))
            elif before.progress is Progress.NOT_STARTED:
                yield changed(before, replace(before, progress=Progress.CODING, at=self.made))


def _place(coding: Coding) -> _Place:
    return coding.transcript, coding.revision, coding.code, coding.start, coding.end, coding.coder
