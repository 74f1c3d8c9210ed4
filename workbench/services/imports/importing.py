"""Bringing transcripts in: read and shown first, stored when a person says so, each file an act of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.drafts import Choices, Draft
from workbench.core.errors import Notice, RefusedError, WorkbenchError
from workbench.core.events import Change, added
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.transcripts import Revision, Role, Speaker, Transcript
from workbench.services.imports.comments import comment_memos
from workbench.services.imports.facts import Facts
from workbench.services.imports.import_plan import Plan, choices, names, plan, remembered
from workbench.services.imports.pooled_reading import POOL_FROM, read_all
from workbench.services.project import OpenProject, acting, change_settings, now
from workbench.store import cases, events, transcripts
from workbench.store.database import Transaction

__all__ = [
    "POOL_FROM",
    "Outcome",
    "Plan",
    "choices",
    "drafts",
    "import_files",
    "names",
    "plan",
    "preview",
    "remembered",
    "store_draft",
    "table",
]


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


def drafts(planned: Plan, *, jobs: int = 1) -> Iterator[Outcome]:
    """Read the files one after the other; a file that cannot be read is an outcome with the reason.

    Args:
        planned: which files, and how.
        jobs: how many processes read, where there are many files. Above 1 only from a command: a pool of processes
            cannot be made inside a running terminal screen.
    """
    for path, draft in read_all(planned.paths, planned.choices, jobs=jobs):
        given = planned.attributes.get(path, {})
        if isinstance(draft, WorkbenchError):
            yield Outcome(path, attributes=given, error=draft)
        else:
            yield Outcome(path, draft, None, given, draft.notices)


def preview(project: OpenProject, planned: Plan, *, jobs: int = 1) -> Generator[Outcome]:
    """Read the files and say what an import would make of each, refusals included, storing nothing."""
    taken = _Taken(names(planned.paths))
    for outcome in drafts(planned, jobs=jobs):
        draft = outcome.draft
        if draft is None:
            yield outcome
            continue
        try:
            taken.check(draft)
            with project.database.reading() as connection:
                _check(connection, draft)
                facts = _facts(connection, planned)
            bare = facts.describe(Transcript("", draft.name), outcome.attributes)
            notices = (*draft.notices, *facts.notices, *_missing(bare, outcome.attributes))
            yield replace(outcome, notices=notices)
        except RefusedError as error:
            yield replace(outcome, error=error)
        else:
            taken.add(draft, outcome.path)


@dataclass(slots=True)
class _Taken:
    """What the files of one import have taken so far: texts and names, each by the file that has it."""

    names: Mapping[Path, str]
    texts: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def check(self, draft: Draft) -> None:
        """Refuse what an earlier file of the import has, before the project is asked, which has it from that file.

        Raises:
            RefusedError: the text or the name is an earlier file's.
        """
        for key in (draft.file_hash, draft.text.text_hash):
            if key in self.texts:
                raise RefusedError(
                    _("{file_name} has the same text as {texts} in this import.").format(
                        file_name=draft.file_name, texts=self.texts[key]
                    ),
                    hint=_("One of them is enough; if they should differ, look at both."),
                )
        if name_key(draft.name) in self.called:
            raise RefusedError(
                _("{called} in this import has the same name and other words.").format(
                    called=self.called[name_key(draft.name)]
                ),
                hint=_("Rename one of the files, if they are two interviews."),
            )

    def add(self, draft: Draft, path: Path) -> None:
        name = self.names[path]
        self.texts |= dict.fromkeys((draft.file_hash, draft.text.text_hash), name)
        self.called[name_key(draft.name)] = name


def import_files(project: OpenProject, planned: Plan, *, jobs: int = 1) -> Generator[Outcome]:
    """Read and store the files; each file is one transaction and one event, all share a batch and are undone together.

    Whoever stops asking for the next outcome has cancelled: what was stored is whole and stays.

    Raises:
        RefusedError: nobody has said who is coding.
        ProjectError: the project cannot be written to; the files before are stored.
    """
    batch = str(uuid4())
    stored = False
    taken = _Taken(names(planned.paths))
    # Before anything is read, since that may take minutes.
    _ = project.actor, project.database.writer
    for outcome in drafts(planned, jobs=jobs):
        if outcome.draft is None:
            yield outcome
            continue
        try:
            taken.check(outcome.draft)
            done = store_draft(project, outcome.draft, outcome, batch=batch, planned=planned)
        except RefusedError as error:
            yield replace(outcome, error=error)
            continue
        taken.add(outcome.draft, outcome.path)
        if not stored:
            # With the first file, so that whoever cancels later has not chosen in vain.
            _remember(project, planned, batch)
            stored = True
        yield done


def _remember(project: OpenProject, planned: Plan, batch: str) -> None:
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
        change_settings(project, batch=batch, **{"import": told})


def store_draft(
    project: OpenProject,
    draft: Draft,
    outcome: Outcome | None = None,
    *,
    batch: str | None = None,
    planned: Plan | None = None,
) -> Outcome:
    """Store a file that was read, as one act.

    Args:
        project: where.
        draft: what was read.
        outcome: carries the file's facts.
        batch: UUID shared by acts that are undone together.
        planned: says what holds for all files: the facts' types, and whether comments become memos.

    Raises:
        RefusedError: the same file or the same words are there already, or another transcript has the name.
    """
    planned = planned or Plan((), draft.choices)
    outcome = outcome or Outcome(Path(draft.file_name), draft)
    with acting(project) as (connection, coder):
        _check(connection, draft)
        made = now()
        bare = Transcript(str(uuid4()), draft.name, created_at=made)
        given, informants = _informants(draft, outcome.attributes)
        facts = _facts(connection, planned, informants.values())
        transcript, speakers = _who(draft, facts.describe(bare, given), facts, informants)
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
        if planned.comments:
            whole += comment_memos(draft, transcript, coder.uuid, made)
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


def _facts(connection: Transaction, planned: Plan, informants: Collection[str] = ()) -> Facts:
    facts = Facts.of(*cases.for_a_new_transcript(connection, informants))
    facts.types, facts.on_cases = planned.types, planned.on_cases
    return facts


def _check(connection: Transaction, draft: Draft) -> None:
    """Refuse a text that is in the project, and a name that another text has."""
    standing = transcripts.same_content(connection, draft.file_hash, draft.text.text_hash)
    if standing:
        raise RefusedError(
            _("{file_name} is in the project already, as {standing}.").format(
                file_name=draft.file_name, standing=standing[0]
            ),
            hint=_(
                "Nothing was changed. Remove the file from the import, or import a corrected text under another name."
            ),
        )
    if transcripts.named(connection, draft.name) is not None:
        raise RefusedError(
            _("There is a transcript called {name} with other words.").format(name=draft.name),
            hint=_("Rename the file, if it is another interview."),
        )


def _in_order(facts: Sequence[Change], records_: Sequence[Change]) -> list[Change]:
    """Put cases, informants and attributes before the transcript that names them, and its values after it."""
    after = [change for change in facts if change.kind == "attribute_value"]
    before = [change for change in facts if change.kind != "attribute_value"]
    speakers = [change for change in records_ if change.kind == "speaker"]
    return [*before, *(c for c in records_ if c.kind != "speaker"), *speakers, *after]


def _informants(draft: Draft, given: Mapping[str, str]) -> tuple[Mapping[str, str], dict[str, str]]:
    """Name the informant behind each label of a respondent; ``informant`` among the facts names the only one.

    Returns:
        The facts without that, and the names by label.
    """
    labels = {speaker.label for speaker in draft.speakers}
    talking = [s.label for s in draft.speakers if s.role is Role.RESPONDENT and not _is_several(s.label, labels)]
    named = next((value for name, value in given.items() if name_key(name) == "informant"), "")
    if named and len(talking) == 1:
        given = {name: value for name, value in given.items() if name_key(name) != "informant"}
    else:
        named = ""
    own = {label: f"{draft.name}: {label}" if label else draft.name for label in talking}
    return given, {label: draft.choices.informants.get(label) or named or own[label] for label in talking}


def _who(
    draft: Draft, transcript: Transcript, facts: Facts, informants: Mapping[str, str]
) -> tuple[Transcript, list[Speaker]]:
    """Say who speaks in a transcript; ``informants`` are names by label."""
    case = facts.case_of(transcript)
    found: list[Speaker] = []
    for speaker in draft.speakers:
        name = informants.get(speaker.label)
        informant = facts.informant(name, case).uuid if name else None
        found.append(Speaker(str(uuid4()), transcript.uuid, speaker.label, speaker.role, informant))
    return transcript, found


_AND = re.compile(r"\s*[,/&+]\s*|\s+(?:og|and)\s+", re.IGNORECASE)


def _is_several(label: str, labels: Container[str]) -> bool:
    """Whether a label stands for several people at once: "Informant 1 og Informant 2", "Informant 1 og 2"."""
    first, *others = _AND.split(label)
    return bool(others) and first in labels and all(other in labels or other.isdecimal() for other in others)


def _missing(transcript: Transcript, given: Mapping[str, str]) -> list[Notice]:
    known = {name_key(name) for name, value in given.items() if value.strip()}
    notices = []
    if transcript.case is None:
        notices.append(
            Notice("case-missing", _("no case or municipality is known; the interview stands in a column of its own"))
        )
    if not known & {"year", "år", "aar"}:
        notices.append(Notice("year-missing", _("no year is known; the interview stands in a column of its own")))
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
    called = names([outcome.path for outcome in outcomes])
    for outcome in outcomes:
        draft = outcome.draft
        notices = [notice.message for notice in outcome.notices]
        if outcome.error is not None:
            notices.append(str(outcome.error))
        rows.append(
            (
                called[outcome.path],
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
    columns = [
        TableColumn("file", "File"),
        TableColumn("ok", "Ok", ValueKind.BOOLEAN),
        TableColumn("turns", "Turns", ValueKind.INTEGER),
        TableColumn("speakers", "Speakers"),
        TableColumn("words", "Words", ValueKind.INTEGER),
        TableColumn("attributes", "Attributes"),
        TableColumn("notices", "Notices"),
        TableColumn("style", "Style"),
        TableColumn("roles", "Roles"),
    ]
    return Table(_("Import"), columns, rows, name="Import")
