"""All codings: listed, given out, and brought in from a file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.codebook import CodeTree
from workbench.core.coders import Coder, CoderKind, Progress, Status, parse_coder
from workbench.core.codings import Certainty, Coding
from workbench.core.errors import MalformedFile, NotFoundError, WorkbenchError
from workbench.core.events import Change, added
from workbench.core.memos import Memo
from workbench.core.names import name_key
from workbench.core.passages import Span, trim
from workbench.core.transcripts import Role, Speaker, Transcript
from workbench.exchange import coding_files
from workbench.exchange.coding_files import CodingRow
from workbench.services.project import OpenProject, coders, ensure_actor, find_coder, now
from workbench.store import codebook, events, memos, records, transcripts
from workbench.store import codings as stored

_COLUMNS = (
    TableColumn("id"),
    TableColumn("transcript", "Transcript"),
    TableColumn("start", "Start", kind=ValueKind.INTEGER),
    TableColumn("end", "End", kind=ValueKind.INTEGER),
    TableColumn("code", "Code"),
    TableColumn("code_path", "Path"),
    TableColumn("coder", "Coder"),
    TableColumn("quotation", "Quotation"),
    TableColumn("speaker", "Speaker"),
    TableColumn("role", "Role"),
    TableColumn("turn", "Turn", kind=ValueKind.INTEGER),
    TableColumn("created", "Created", kind=ValueKind.TIME),
    TableColumn("certainty", "Certainty"),
    TableColumn("memo", "Memo"),
    TableColumn("round", "Round", kind=ValueKind.INTEGER),
    TableColumn("case", "Case"),
    TableColumn("attributes", "Attributes"),
)


@dataclass(frozen=True, slots=True)
class CodingsImported:
    """What an import of codings did: how many are new, and how many stood there already."""

    new: int
    alike: int


def table(
    project: OpenProject,
    *,
    transcript: str | None = None,
    code: str | None = None,
    coder: str | None = None,
    language: str = "en",
) -> Table:
    """Return the codings as far as the coder may see them, one row each.

    Args:
        project: where.
        transcript: only on this one, by name.
        code: only with this code or one below it.
        coder: only by this coder.
        language: of the code's path.

    Raises:
        NotFoundError: a name is not there.
    """
    with project.database.reading() as connection:
        tree = codebook.tree(connection)
        every = {t.uuid: t for t in _transcripts(records.all_of(connection, "transcript"), transcript)}
    codes = None if code is None else [c.uuid for c in tree.branch(tree.find(code))]
    people = {c.uuid: c for c in coders(project)}
    by = None if coder is None else [find_coder(project, coder).uuid]
    rows = _rows(project, tree, every, people, codes, by, language, narrowed=transcript is not None)
    return Table("codings", _COLUMNS, rows)


def _transcripts(every: Sequence[Transcript], wanted: str | None) -> list[Transcript]:
    if wanted is None:
        return list(every)
    found = [t for t in every if wanted == t.uuid or name_key(wanted) == name_key(t.name)]
    if not found:
        raise NotFoundError.named("transcript", wanted, sorted(t.name for t in every))
    return found


def _rows(
    project: OpenProject,
    tree: CodeTree,
    every: Mapping[str, Transcript],
    people: Mapping[str, Coder],
    codes: list[str] | None,
    by: list[str] | None,
    language: str,
    *,
    narrowed: bool,
) -> Iterator[tuple[Value, ...]]:
    """Yield the rows while the transaction is open, so that a list of any length is streamed."""
    with project.database.reading() as connection:
        facts = {s.transcript.uuid: s for s in transcripts.summaries(connection, project.viewer)}
        speakers: list[Speaker] = records.all_of(connection, "speaker")
        roles = {(s.transcript, s.label): s.role for s in speakers}
        noted: dict[str, list[str]] = {}
        for memo in memos.listing(connection, project.viewer):
            if memo.coding:
                noted.setdefault(memo.coding, []).append(memo.body)
        paths = {c.uuid: tree.path(c, language) for c in tree.order}
        listed = stored.listing(
            connection, project.viewer, transcripts=list(every) if narrowed else None, codes=codes, coders=by
        )
        for one in listed:
            coding = one.coding
            person = people[coding.coder]
            summary = facts[coding.transcript]
            yield (
                coding.uuid,
                every[coding.transcript].name,
                coding.start,
                coding.end,
                tree.by_uuid[coding.code].key,
                paths[coding.code],
                person.name,
                one.quotation,
                one.speaker,
                str(roles.get((coding.transcript, one.speaker), Role.OTHER)),
                one.turn + 1 if one.turn >= 0 else None,
                datetime.datetime.fromtimestamp(coding.created_at / 1e6, datetime.UTC),
                str(coding.certainty),
                "\n".join(noted.get(coding.uuid, [])),
                person.round,
                summary.case,
                dict(summary.attributes),
            )


def import_codings(project: OpenProject, path: Path, *, dry_run: bool = False) -> CodingsImported:
    """Bring codings in from a .csv, all or nothing, as one act.

    Columns: ``transcript, start, end, code``, and where wanted ``coder, certainty, memo, quotation``. Without a coder a
    row is the coder's at work. A quotation is held against the text.

    Args:
        project: where.
        path: the file.
        dry_run: only check.

    Raises:
        MalformedFile: the hint numbers every problem with its line.
    """
    actor = ensure_actor(project)
    rows = coding_files.read_codings(path)
    with project.database.reading() as connection:
        every = {name_key(t.name): t for t in records.all_of(connection, "transcript")}
        tree = codebook.tree(connection)
        revision = codebook.revision(connection)
        texts: dict[str, str] = {}
        for transcript in {name_key(row.transcript) for row in rows} & set(every):
            found = every[transcript]
            texts[transcript] = transcripts.text_of(connection, found.uuid, found.revision).text
    people, newcomers = _people(project, rows, actor)
    problems: list[tuple[int, str]] = []
    built: dict[tuple[str, str, int, int, str], Coding] = {}
    notes: list[Memo] = []
    made = now()
    for row in rows:
        try:
            coding = _build(row, every, texts, tree, people.get(name_key(row.coder), actor), revision, made)
        except WorkbenchError as error:
            problems.append((row.line, error.message))
            continue
        place = (coding.transcript, coding.code, coding.start, coding.end, coding.coder)
        coding = built.setdefault(place, coding)
        if row.memo:
            notes.append(
                Memo(str(uuid4()), coding.coder, row.memo, coding=coding.uuid, created_at=made, changed_at=made)
            )
    if problems:
        raise coding_files.refusal(path, problems)
    with project.database.reading() as connection:
        standing = {
            place
            for place, c in built.items()
            if stored.find(connection, c.transcript, c.revision, c.code, Span(c.start, c.end), c.coder)
        }
    fresh = [coding for place, coding in built.items() if place not in standing]
    if not dry_run and fresh:
        kept = {coding.uuid for coding in fresh}
        before = [*(added(c) for c in newcomers), *_started(project, fresh)]
        _store(project, before, fresh, [added(memo) for memo in notes if memo.coding in kept], actor, path)
    return CodingsImported(len(fresh), len(standing))


def _store(
    project: OpenProject, before: list[Change], fresh: list[Coding], after: list[Change], actor: Coder, path: Path
) -> None:
    """Store the codings with what must stand before them and what hangs on them, as one batch in one transaction."""
    batch = str(uuid4())
    with project.database.writing() as connection:
        for changes, bulk in ((before, fresh), (after, [])):
            if changes or bulk:
                events.record(
                    connection,
                    changes,
                    actor=actor.uuid,
                    action="codings.import",
                    at=now(),
                    summary=f"{len(bulk)} codings from {path.name}" if bulk else f"memos from {path.name}",
                    batch=batch,
                    bulk=bulk,
                )


def _people(project: OpenProject, rows: Sequence[CodingRow], actor: Coder) -> tuple[dict[str, Coder], list[Coder]]:
    """Return the coders that the rows name, and those of them that are new."""
    known = {name_key(c.name): c for c in coders(project)}
    newcomers: list[Coder] = []
    for name in dict.fromkeys(row.coder for row in rows if row.coder):
        if name_key(name) not in known:
            person, round_ = parse_coder(name)
            consensus = name_key(person) == "consensus"
            coder = Coder(str(uuid4()), person, round_, CoderKind.CONSENSUS if consensus else CoderKind.PERSON)
            known[name_key(name)] = coder
            newcomers.append(coder)
    known[""] = actor
    return known, newcomers


def _started(project: OpenProject, fresh: Sequence[Coding]) -> list[Change]:
    """Return the statuses that coding begins: every coder and transcript that has none yet."""
    with project.database.reading() as connection:
        every: list[Status] = records.all_of(connection, "status")
    known = {(status.transcript, status.coder) for status in every}
    begun = dict.fromkeys((c.transcript, c.coder) for c in fresh if (c.transcript, c.coder) not in known)
    return [added(Status(str(uuid4()), transcript, coder, Progress.CODING, None, now())) for transcript, coder in begun]


def _build(
    row: CodingRow,
    every: Mapping[str, Transcript],
    texts: Mapping[str, str],
    tree: CodeTree,
    coder: Coder,
    revision: int,
    made: int,
) -> Coding:
    key = name_key(row.transcript)
    if key not in every:
        raise NotFoundError.named("transcript", row.transcript, [t.name for t in every.values()])
    code = tree.find(row.code)
    span = trim(texts[key], Span(row.start, row.end))
    said = texts[key][row.start : row.end]
    if row.quotation and " ".join(row.quotation.split()) != " ".join(said.split()):
        raise MalformedFile(f"the quotation is not what stands at {row.start}–{row.end}")
    return Coding(
        str(uuid4()),
        every[key].uuid,
        every[key].revision,
        code.uuid,
        span.start,
        span.end,
        coder.uuid,
        Certainty(row.certainty or "sure"),
        revision,
        made,
    )
