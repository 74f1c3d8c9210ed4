"""The audit trail as people read it: who did what and when, in words, and whether it can be taken back."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from workbench.analysis.tables import Table, TableColumn, ValueKind
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import BARRIERS, Event
from workbench.core.folding import fold
from workbench.core.language import _, mark
from workbench.services.history.act_words import Names, words_with
from workbench.services.project import OpenProject, find_coder
from workbench.services.transcripts import find as find_transcript
from workbench.store import event_lists
from workbench.store.database import Transaction
from workbench.store.event_lists import REDO, UNDO


@dataclass(frozen=True, slots=True)
class WantedActs:
    """Which acts are meant; what is left out does not narrow the list.

    ``coder`` and ``transcript`` are names as commands take them, ``action`` what an action begins with ("coding"),
    ``since`` a day or a time in ISO 8601, by the reader's clock, ``words`` what stands in who and what.
    """

    coder: str = ""
    action: str = ""
    transcript: str = ""
    since: str = ""
    words: str = ""


class ActState(StrEnum):
    """Whether what was done stands."""

    STANDS = mark("stands")
    TAKEN_BACK = mark("taken back")
    UNDO = mark("undo")
    REDO = mark("redo")


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the history: an event, or all of a batch, the latest first.

    ``words`` say what was done, ``records`` how many records it touched, ``why_not`` why the coder at work cannot take
    it back, "" where they can.
    """

    events: tuple[Event, ...]
    who: str
    own: bool
    words: str
    records: int
    state: ActState
    why_not: str = ""

    @property
    def uuid(self) -> str:
        """The UUID of its latest event."""
        return self.events[0].uuid

    @property
    def action(self) -> str:
        """What was done, as a verb with its object."""
        return self.events[-1].action

    @property
    def at(self) -> datetime.datetime:
        """When, by the reader's clock, to the second."""
        when = datetime.datetime.fromtimestamp(self.events[0].at / 1e6, datetime.UTC)
        return when.astimezone().replace(microsecond=0)


def acts(
    project: OpenProject, wanted: WantedActs | None = None, *, limit: int = 100, offset: int = 0, language: str = "en"
) -> list[Act]:
    """Return what was done as lines, the latest first, as far as the coder may see it.

    Args:
        project: where.
        wanted: which; None is all.
        limit: how many lines.
        offset: how many lines to pass over.
        language: of code names.

    Raises:
        NotFoundError: there is no such coder or transcript.
        RefusedError: ``since`` is no day or time.
    """
    wanted = wanted or WantedActs()
    asked = event_lists.WantedEvents(
        find_coder(project, wanted.coder).uuid if wanted.coder else "",
        wanted.action,
        find_transcript(project, wanted.transcript).uuid if wanted.transcript else "",
        _micros(wanted.since) if wanted.since else 0,
    )
    parts = fold(wanted.words).split()
    with project.database.reading() as connection:
        lines = _Lines(connection, project, Names.read(connection, project, language))
        every = (lines.act(batch) for batch in _batches(event_lists.listing(connection, project.viewer, asked)))
        if parts:
            every = (
                act for act in every if all(part in fold(f"{act.who}\n{act.words}\n{act.action}") for part in parts)
            )
        return list(islice(every, offset, offset + limit))


def find(project: OpenProject, uuid: str) -> Act:
    """Return the line that an event (a UUID, or the beginning of one that only one has) stands in.

    Raises:
        NotFoundError: the coder sees no such event.
    """
    with project.database.reading() as connection:
        lines = _Lines(connection, project, Names.read(connection, project, "en"))
        for batch in _batches(event_lists.listing(connection, project.viewer, event_lists.WantedEvents())):
            if uuid and any(event.uuid.startswith(uuid) for event in batch):
                return lines.act(batch)
    raise NotFoundError(
        _("There is no event “{id}”.").format(id=uuid[:40]),
        hint=_("workbench history --format json lists them with their ids."),
    )


def _micros(since: str) -> int:
    try:
        at = datetime.datetime.fromisoformat(since)
    except ValueError:
        raise RefusedError(
            _("“{words}” is no day.").format(words=since[:40]), hint=_("Write it so: 2026-11-22, or 2026-11-22T09:30.")
        ) from None
    return round(at.astimezone().timestamp() * 1e6)


def wrong_day(since: str) -> str:
    """Return what is wrong with a day or time, "" where nothing is."""
    try:
        _micros(since)
    except RefusedError as error:
        return str(error)
    return ""


def _batches(listed: Iterator[Event]) -> Iterator[tuple[Event, ...]]:
    """Yield events one by one, and those of a batch that follow one another together."""
    batch: list[Event] = []
    for event in listed:
        if batch and (event.batch is None or event.batch != batch[-1].batch):
            yield tuple(batch)
            batch = []
        batch.append(event)
    if batch:
        yield tuple(batch)


class _Lines:
    """Makes lines of events."""

    def __init__(self, connection: Transaction, project: OpenProject, names: Names) -> None:
        self._connection, self._names = connection, names
        self._me = project.coder.uuid if project.coder else ""
        self._gone = event_lists.cancelled(connection)
        self._barrier = event_lists.latest_barrier(connection, BARRIERS)

    def act(self, batch: tuple[Event, ...]) -> Act:
        """Return the line of an event or a batch."""
        first = batch[-1]
        who = self._names.of.get(first.actor, "?") if first.actor else _("(the program)")
        own = bool(first.actor) and first.actor == self._me
        state = ActState.TAKEN_BACK if first.uuid in self._gone else ActState.STANDS
        if first.action in {UNDO, REDO}:
            state = ActState.UNDO if first.action == UNDO else ActState.REDO
        said = [words_with(self._names, event) for event in reversed(batch[-3:])]
        if len(batch) > 3:
            said = [_("{what} and {n} more").format(what=said[0], n=len(batch) - 1)]
        return Act(
            batch,
            who,
            own,
            "; ".join(dict.fromkeys(said)),
            sum(len(event.changes) + event.created for event in batch),
            state,
            self._why_not(first, who, state, own=own),
        )

    def _why_not(self, event: Event, who: str, state: ActState, *, own: bool) -> str:
        if event.action in BARRIERS:
            return _("it changed the project for good")
        if event.actor is None:
            return _("the program did it")
        if state is ActState.TAKEN_BACK:
            return _("it is taken back already")
        if not own:
            return _("only {who} can take it back").format(who=who)
        if event.at < self._barrier:
            return _("the project was changed for good after it")
        if state is ActState.UNDO:
            return _("it is an undo; redo does again what it took back")
        return ""


_COLUMNS = (
    TableColumn("at", "When", kind=ValueKind.TIME),
    TableColumn("coder", "Who"),
    TableColumn("action", "Act", aside=True),
    TableColumn("summary", "Summary", aside=True),
    TableColumn("id", aside=True),
    TableColumn("what", "What"),
    TableColumn("records", "Records", kind=ValueKind.INTEGER),
    TableColumn("state", "State", spoken=True),
    TableColumn("why_not", "Cannot be taken back, for", aside=True),
    TableColumn("events", "Events", kind=ValueKind.INTEGER, aside=True),
)


def table(project: OpenProject, wanted: WantedActs | None = None, *, limit: int = 100, language: str = "en") -> Table:
    """Return what was done as a list, the latest first: when, by whom, what, and whether it stands.

    Raises:
        NotFoundError: there is no such coder or transcript.
        RefusedError: ``since`` is no day or time.
    """
    rows = [
        (
            act.at,
            act.who,
            act.action,
            act.events[-1].summary,
            act.uuid,
            act.words,
            act.records,
            str(act.state),
            act.why_not,
            len(act.events),
        )
        for act in acts(project, wanted, limit=limit, language=language)
    ]
    return Table(_("History"), _COLUMNS, rows, name="History")


def command(wanted: WantedActs) -> str:
    """Return the command line that lists the same acts."""
    given = {
        "--by": wanted.coder,
        "--action": wanted.action,
        "--transcript": wanted.transcript,
        "--since": wanted.since,
    }
    options = [word for option, value in given.items() if value for word in (option, value)]
    words = wanted.words.split()
    # A word may look like an option.
    before = ["--"] if any(word.startswith("-") for word in words) else []
    return shlex.join(["workbench", "history", *options, *before, *words])
