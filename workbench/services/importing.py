"""Bringing transcripts in: read and shown first, stored when a person says so, each file an act of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import uuid4

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.drafts import Choices, Draft
from workbench.core.errors import Notice, RefusedError, WorkbenchError
from workbench.core.events import Change, added
from workbench.core.memos import Memo
from workbench.core.names import name_key
from workbench.core.passages import Passage
from workbench.core.transcripts import Revision, Role, Speaker, Transcript
from workbench.exchange import attribute_files, files, mapping_files
from workbench.exchange import transcripts as reading
from workbench.services.facts import Facts
from workbench.services.project import OpenProject, change_settings, ensure_actor, now
from workbench.store import cases, events, transcripts

POOL_FROM = 20
"""From how many files on more than one process reads them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do, before it does it.

    ``attributes`` gives each file's facts by its path; ``comments`` takes margin comments in as memos.
    """

    paths: tuple[Path, ...]
    choices: Choices = field(default_factory=Choices)
    attributes: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    pattern: str = ""
    comments: bool = False
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a draft that was shown, a transcript that was stored, or the reason why not."""

    path: Path
    draft: Draft | None = None
    transcript: Transcript | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    error: WorkbenchError | None = None

    @property
    def ok(self) -> bool:
        """Whether the file could be read, and stored where that was asked for."""
        return self.error is None


def plan(
    paths: Iterable[Path],
    *,
    choices: Choices | None = None,
    attributes: Path | None = None,
    pattern: str = "",
    comments: bool = False,
    remembered: Mapping[str, Any] | None = None,
) -> Plan:
    """Find the files and their facts.

    Args:
        paths: files and folders; a folder means every file in it that may be a transcript, in natural order.
        choices: how files are read; what is left out is detected.
        attributes: a .csv with a row for each transcript or case.
        pattern: what a file's name says, such as ``{municipality}_{year}_*``.
        comments: take margin comments in as memos.
        remembered: the project's ``import`` setting, used where nothing else is said.

    Raises:
        FileError: a path is not there, or the .csv has problems.
    """
    kept = remembered or {}
    chosen = choices or _remembered_choices(kept)
    pattern = pattern or str(kept.get("pattern", ""))
    found = files.transcripts_in(paths)
    facts: dict[Path, dict[str, str]] = {path: {} for path in found}
    notices: list[Notice] = []
    if pattern:
        for path in found:
            matched = attribute_files.match_name(path.stem, pattern)
            if matched is None:
                notices.append(Notice("name-without-pattern", f"the name does not follow {pattern}", where=path.name))
            else:
                facts[path].update(matched)
    if attributes is not None:
        rows = attribute_files.read_attributes(attributes)
        for path in found:
            facts[path].update(rows.of(path, facts[path].get("case", "")))
        notices.extend(rows.unmatched(found))
    return Plan(tuple(found), chosen, facts, pattern, comments, tuple(notices))


def choices(project: OpenProject, *, mapping: Path | None = None, **told: Any) -> Choices:
    """Put together how files are read: what the project remembers, a mapping file over it, and what is said over both.

    Args:
        project: whose earlier choices are remembered.
        mapping: labels, roles and informants in a file (:mod:`workbench.exchange.mapping_files`).
        **told: fields of :class:`workbench.core.drafts.Choices`; roles as words.

    Raises:
        FileError: the mapping file has problems.
        RefusedError: a role is none.
    """
    kept = _remembered_choices(remembered(project))
    if mapping is not None:
        kept = _over(kept, mapping_files.read_mapping(mapping))
    roles = {label: _role(role) for label, role in told.pop("roles", {}).items()}
    return _over(kept, Choices(roles=roles, **{name: value for name, value in told.items() if value is not None}))


def _role(word: str) -> Role:
    try:
        return Role(word.casefold())
    except ValueError:
        raise RefusedError(f"“{word}” is not a role.", hint=f"Say {', '.join(Role)}.") from None


def _over(under: Choices, over: Choices) -> Choices:
    return Choices(
        style=over.style or under.style,
        labels={**under.labels, **over.labels},
        roles={**under.roles, **over.roles},
        informants={**under.informants, **over.informants},
        encoding=over.encoding or under.encoding,
        headers=over.headers or under.headers,
        preamble=under.preamble if over.preamble is None else over.preamble,
    )


def _remembered_choices(kept: Mapping[str, Any]) -> Choices:
    return Choices(
        style=kept.get("style"),
        labels=dict(kept.get("labels", {})),
        roles={label: Role(role) for label, role in kept.get("roles", {}).items()},
        informants=dict(kept.get("informants", {})),
    )


def remembered(project: OpenProject) -> Mapping[str, Any]:
    """Return what was chosen at earlier imports into the project."""
    found: Mapping[str, Any] = project.project.settings.get("import", {})
    return found


def _read(path: Path, choices: Choices) -> Draft | WorkbenchError:
    try:
        return reading.read(path, choices)
    except WorkbenchError as error:
        return error


def drafts(planned: Plan, *, jobs: int = 1) -> Iterator[Outcome]:
    """Read the files one after the other; a file that cannot be read is an outcome with the reason.

    Args:
        planned: which files, and how.
        jobs: how many processes read, where there are many files. Above 1 only from a command: a pool of processes
            cannot be made inside a running terminal screen.
    """
    pool = jobs > 1 and len(planned.paths) >= POOL_FROM
    with _pool(jobs) if pool else nullcontext() as executor:
        for path, draft in zip(planned.paths, _results(planned, executor), strict=True):
            given = planned.attributes.get(path, {})
            if isinstance(draft, WorkbenchError):
                yield Outcome(path, attributes=given, error=draft)
            else:
                yield Outcome(path, draft, None, given, draft.notices)


def _pool(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _results(planned: Plan, executor: Executor | None) -> Iterable[Draft | WorkbenchError]:
    choices = [planned.choices] * len(planned.paths)
    if executor is None:
        return map(_read, planned.paths, choices)
    return executor.map(_read, planned.paths, choices, chunksize=4)


def import_files(project: OpenProject, planned: Plan, *, jobs: int = 1) -> Iterator[Outcome]:
    """Read and store the files; each file is one transaction and one event, all share a batch and are undone together.

    Whoever stops asking for the next outcome has cancelled: what was stored is whole and stays.
    """
    ensure_actor(project)
    batch = str(uuid4())
    for outcome in drafts(planned, jobs=jobs):
        if outcome.draft is None:
            yield outcome
            continue
        try:
            yield store_draft(project, outcome.draft, outcome, batch=batch, comments=planned.comments)
        except RefusedError as error:
            yield replace(outcome, error=error)
    _remember(project, planned)


def _remember(project: OpenProject, planned: Plan) -> None:
    chosen = planned.choices
    kept = {
        "pattern": planned.pattern,
        "style": chosen.style,
        "labels": dict(chosen.labels),
        "roles": {label: str(role) for label, role in chosen.roles.items()},
        "informants": dict(chosen.informants),
    }
    told = {name: value for name, value in kept.items() if value}
    if told and told != remembered(project):
        change_settings(project, **{"import": {**remembered(project), **told}})


def store_draft(
    project: OpenProject,
    draft: Draft,
    outcome: Outcome | None = None,
    *,
    batch: str | None = None,
    comments: bool = False,
) -> Outcome:
    """Store a file that was read, as one act.

    Raises:
        RefusedError: the same file or the same words are there already, or another transcript has the name.
    """
    coder = ensure_actor(project)
    outcome = outcome or Outcome(Path(draft.file_name), draft)
    with project.database.writing() as connection:
        _refuse_double(draft, transcripts.same_content(connection, draft.file_hash, draft.text.text_hash))
        if transcripts.named(connection, draft.name) is not None:
            raise RefusedError(
                f"There is a transcript called {draft.name} with other words.",
                hint="Rename the file, if it is another interview.",
            )
        facts = Facts.of(*cases.everything(connection))
        made = now()
        bare = Transcript(str(uuid4()), draft.name, created_at=made)
        transcript = facts.describe(bare, outcome.attributes)
        speakers = _speakers(draft, transcript, facts)
        revision = Revision(
            str(uuid4()),
            transcript.uuid,
            1,
            draft.text.content_hash,
            draft.text.text_hash,
            draft.file_name,
            draft.file_hash,
            draft.file_format,
            _choices_image(draft.choices),
            made,
        )
        whole = _in_order(facts.changes, [added(transcript), added(revision), *(added(s) for s in speakers)])
        if comments:
            whole += _comments(draft, transcript, coder.uuid, made)
        events.record(
            connection,
            whole,
            actor=coder.uuid,
            action="transcript.import",
            at=made,
            summary=f"{draft.name} from {draft.file_name}",
            batch=batch,
            texts=[draft.text],
        )
    notices = [*draft.notices, *facts.notices, *_missing(transcript, outcome.attributes)]
    return replace(outcome, transcript=transcript, notices=tuple(notices))


def _refuse_double(draft: Draft, standing: Sequence[str]) -> None:
    if standing:
        raise RefusedError(
            f"{draft.file_name} is in the project already, as {standing[0]}.",
            hint="Nothing was changed. Remove the file from the import, or import a corrected text under another name.",
        )


def _in_order(facts: Sequence[Change], records_: Sequence[Change]) -> list[Change]:
    """Put cases, informants and attributes before the transcript that names them, and its values after it."""
    after = [change for change in facts if change.kind == "attribute_value"]
    before = [change for change in facts if change.kind != "attribute_value"]
    speakers = [change for change in records_ if change.kind == "speaker"]
    return [*before, *(c for c in records_ if c.kind != "speaker"), *speakers, *after]


def _speakers(draft: Draft, transcript: Transcript, facts: Facts) -> list[Speaker]:
    case = next((c for c in facts.cases.values() if c.uuid == transcript.case), None)
    labels = {speaker.label for speaker in draft.speakers}
    found: list[Speaker] = []
    for speaker in draft.speakers:
        informant = None
        joint = any(label != speaker.label and label and label in speaker.label for label in labels)
        if speaker.role is Role.RESPONDENT and not joint:
            own = f"{transcript.name}: {speaker.label}" if speaker.label else transcript.name
            informant = facts.informant(draft.choices.informants.get(speaker.label, own), case).uuid
        found.append(Speaker(str(uuid4()), transcript.uuid, speaker.label, speaker.role, informant))
    return found


def _comments(draft: Draft, transcript: Transcript, coder: str, at: int) -> list[Change]:
    changes: list[Change] = []
    for comment in draft.comments:
        passage = Passage(str(uuid4()), transcript.uuid, 1, comment.start, max(comment.end, comment.start + 1))
        memo = Memo(str(uuid4()), coder, comment.body, passage=passage.uuid, created_at=at, changed_at=at)
        changes += [added(passage), added(memo)]
    return changes


def _missing(transcript: Transcript, given: Mapping[str, str]) -> list[Notice]:
    known = {name_key(name) for name, value in given.items() if value.strip()}
    notices = []
    if transcript.case is None:
        notices.append(
            Notice("case-missing", "no case or municipality is known; the interview stands in a column of its own")
        )
    if not known & {"year", "år", "aar"}:
        notices.append(Notice("year-missing", "no year is known; the interview stands in a column of its own"))
    return notices


def _choices_image(choices: Choices) -> dict[str, Any]:
    return {
        "style": choices.style,
        "labels": dict(choices.labels),
        "roles": {label: str(role) for label, role in choices.roles.items()},
        "informants": dict(choices.informants),
        "encoding": choices.encoding,
        "headers": choices.headers,
        "preamble": choices.preamble,
    }


def table(outcomes: Sequence[Outcome]) -> Table:
    """Return what became of files: ok, turns, speakers with their turns, words, attributes, notices."""
    rows: list[tuple[Value, ...]] = []
    for outcome in outcomes:
        draft = outcome.draft
        notices = [notice.message for notice in outcome.notices]
        if outcome.error is not None:
            notices.append(str(outcome.error))
        rows.append(
            (
                outcome.path.name,
                outcome.ok,
                len(draft.text.turns) if draft else None,
                {speaker.label: speaker.turns for speaker in draft.speakers} if draft else {},
                draft.words if draft else None,
                dict(outcome.attributes),
                notices,
                draft.style if draft else None,
                {speaker.label: str(speaker.role) for speaker in draft.speakers} if draft else {},
            )
        )
    kinds = {"turns": ValueKind.INTEGER, "words": ValueKind.INTEGER, "ok": ValueKind.BOOLEAN}
    keys = ("file", "ok", "turns", "speakers", "words", "attributes", "notices", "style", "roles")
    columns = [TableColumn(key, key.capitalize(), kinds.get(key, ValueKind.TEXT)) for key in keys]
    return Table("Import", columns, rows, name="Import")
