"""What an act changed, record by record: before and after, and where in the transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.codings import Certainty
from workbench.core.events import Change, Event
from workbench.core.language import _, mark
from workbench.core.passages import Span
from workbench.core.records import MADE_BY
from workbench.core.transcripts import Transcript
from workbench.services.history.act_words import Names
from workbench.services.history.history_lists import Act
from workbench.services.project import OpenProject
from workbench.store import codings, event_lists, records, transcripts, visibility
from workbench.store.database import Transaction

MOST = 60
"""How many records of an act are told of one by one."""

_SILENT = frozenset(
    {"created_at", "changed_at", "at", "stable_id", "codebook_revision", "revision", "origin", "position", "state"}
    | {MADE_BY}
)
"""Fields that say nothing to a reader."""

_KINDS = {
    "project": mark("project"),
    "coder": mark("coder"),
    "case": mark("case"),
    "informant": mark("informant"),
    "attribute": mark("attribute"),
    "transcript": mark("transcript"),
    "revision": mark("text"),
    "speaker": mark("speaker"),
    "attribute_value": mark("fact"),
    "codebook": mark("codebook"),
    "code": mark("code"),
    "coding": mark("coding"),
    "passage": mark("passage"),
    "memo": mark("memo"),
    "reviewed": mark("read"),
    "status": mark("status"),
    "pin": mark("pin"),
    "report_mark": mark("report mark"),
    "settlement": mark("settlement"),
}
"""What kinds of records are called; those that are not here follow from others and are not told of."""

_FIELDS = frozenset(
    {
        mark("about"),
        mark("approval"),
        mark("attribute"),
        mark("bearer"),
        mark("card"),
        mark("case"),
        mark("certainty"),
        mark("code"),
        mark("codebook"),
        mark("coder"),
        mark("colour"),
        mark("definition"),
        mark("end"),
        mark("examples"),
        mark("exclude"),
        mark("include"),
        mark("informant"),
        mark("key"),
        mark("label"),
        mark("language"),
        mark("name"),
        mark("names"),
        mark("note"),
        mark("parent"),
        mark("person"),
        mark("progress"),
        mark("retired"),
        mark("rights"),
        mark("role"),
        mark("round"),
        mark("settings"),
        mark("shortcut"),
        mark("speaker"),
        mark("start"),
        mark("text"),
        mark("transcript"),
        mark("type"),
        mark("value"),
    }
)
"""Fields of records whose names a reader is told."""


def field_words(field: str) -> str:
    """Return what a field is called to a reader, each part of a dotted name by itself: ``card.definition.nn``."""
    return ".".join(_(part) if part in _FIELDS else part for part in field.split("."))


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record: what it said before and says after, "" for nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One record that an act brought in ("+"), changed ("~") or took away ("−"), and what is different.

    ``quotation`` are the words that it is about, where it is about any.
    """

    sign: str
    kind: str
    name: str
    differences: tuple[Difference, ...] = ()
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What an act changed: its records as far as they are told of one by one, and how many more there are."""

    records: tuple[Detail, ...]
    more: int


def details(project: OpenProject, act: Act, *, language: str = "en") -> Details:
    """Return what an act changed, as far as the coder may see it.

    Args:
        project: where.
        act: a line of the history.
        language: of code names.
    """
    with project.database.reading() as connection:
        seeing = _Seeing(connection, project)
        telling = _Telling(connection, Names.read(connection, project, language))
        told: list[Detail] = []
        count = sum(seeing.made_in_bulk(event) for event in act.events)
        for event in reversed(act.events):
            for change in event.changes:
                if change.kind in _KINDS and seeing.shows(change, event):
                    count += 1
                    if len(told) < MOST:
                        told.append(telling.detail(change))
    return Details(tuple(told), count - len(told))


def place(project: OpenProject, act: Act) -> tuple[str, Span | None] | None:
    """Return where an act was done: a transcript (a UUID), and the passage in its newest text; None for nowhere."""
    with project.database.reading() as connection:
        whereabouts = event_lists.Whereabouts(connection)
        seeing = _Seeing(connection, project)
        for event in reversed(act.events):
            for change in event.changes:
                if not seeing.shows(change, event):
                    continue
                state = change.after or change.before or {}
                uuid = whereabouts.transcript(change.kind, change.uuid, state, event)
                found = records.get(connection, "transcript", uuid) if uuid else None
                if isinstance(found, Transcript):
                    here = "start" in state and state.get("revision") == found.revision
                    return found.uuid, Span(state["start"], state["end"]) if here else None
    return None


class _Seeing:
    """What of an act the reader may see: their own may have brought in or taken along what others did, unseen."""

    def __init__(self, connection: Transaction, project: OpenProject) -> None:
        self._connection, self._viewer = connection, project.viewer
        hidden = not visibility.sees_everything(connection, project.viewer)
        self._seen = event_lists.Seen(connection, project.viewer) if hidden else None
        self._passages: dict[str, set[str]] = {}

    def made_in_bulk(self, event: Event) -> int:
        """Return how many codings of a bulk act the reader may know of; of a hidden one, those that still stand."""
        if self._seen is None or not event.created:
            return event.created
        return codings.count_of_event(self._connection, event.uuid, self._viewer)

    def shows(self, change: Change, event: Event) -> bool:
        """Whether the reader may see a change."""
        if self._seen is None:
            return True
        states = [state for state in (change.before, change.after) if state is not None]
        return all(self._own(change, state, event) or self._seen.shows(change, state, event) for state in states)

    def _own(self, change: Change, state: Mapping[str, Any], event: Event) -> bool:
        if change.kind == "passage":
            return change.uuid in self._own_passages(event)
        return bool(state.get("coder", self._viewer.coder) == self._viewer.coder)

    def _own_passages(self, event: Event) -> set[str]:
        """Return the passages that the reader's own memos in an event hang on."""
        if event.uuid not in self._passages:
            states = [
                state for one in event.changes for state in (one.before, one.after) if state and "passage" in state
            ]
            self._passages[event.uuid] = {
                str(state["passage"]) for state in states if state.get("coder") == self._viewer.coder
            }
        return self._passages[event.uuid]


class _Telling:
    """Tells of changes, with the names and texts that were read for it."""

    def __init__(self, connection: Transaction, names: Names) -> None:
        self._connection, self._names = connection, names
        self._texts: dict[tuple[str, int], str] = {}

    def detail(self, change: Change) -> Detail:
        """Return what a change did to its record."""
        before, after = dict(_flat(change.before or {})), dict(_flat(change.after or {}))
        sign = "~" if change.before and change.after else "+" if change.after else "−"
        told = [
            Difference(field, self._said(field, before.get(field)), self._said(field, after.get(field)))
            for field in dict.fromkeys((*before, *after))
            if before.get(field) != after.get(field) and field.split(".")[0] not in _SILENT
        ]
        if sign != "~":
            told = [one for one in told if (one.before or one.after) and not _goes_without_saying(one)]
        state = change.after or change.before or {}
        return Detail(sign, _(_KINDS[change.kind]), self._name(change.kind, state), tuple(told), self._words(state))

    def _name(self, kind: str, state: Mapping[str, Any]) -> str:
        """Return what a record is called: its own name, or the code and transcript that it is made of."""
        called = next(iter((state.get("names") or {}).values()), "")
        own = next((state[field] for field in ("key", "name", "person", "label") if state.get(field)), called)
        parts = [str(own)] if own else []
        parts += [self._names.of.get(str(state[field]), "") for field in ("code", "attribute") if state.get(field)]
        if state.get("transcript"):
            where = self._names.of.get(str(state["transcript"]), "")
            if "start" in state:
                where += f" {state['start']}–{state['end']}"
            parts.append(where)
        return " · ".join(part for part in parts if part)

    def _said(self, field: str, value: Any) -> str:
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return self._names.of.get(value, value) if isinstance(value, str) else str(value)

    def _words(self, state: Mapping[str, Any]) -> str:
        if "start" not in state or not state.get("transcript"):
            return ""
        key = (str(state["transcript"]), int(state["revision"]))
        if key not in self._texts:
            found = records.get(self._connection, "transcript", key[0])
            known = isinstance(found, Transcript) and key[1] <= found.revision
            self._texts[key] = transcripts.text_of(self._connection, *key).text if known else ""
        return self._texts[key][state["start"] : state["end"]]


def _goes_without_saying(one: Difference) -> bool:
    """Whether the name of a record that came or went has said a field already, or its quotation says it better."""
    if one.field == "certainty":
        return Certainty.SURE in {one.before, one.after}
    return one.field in {"start", "end", "transcript", "code", "coder", "codebook", "key", "name"}


def _flat(state: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields of an image with a dotted name for each of what lies within: ``card.definition.nn``."""
    for field, value in state.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{field}.")
        else:
            yield f"{above}{field}", "; ".join(map(str, value)) if isinstance(value, list) else value
