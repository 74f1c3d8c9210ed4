"""Whether a project is whole: the file, the texts, every coding's words, the audit trail, the index."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.exc import SQLAlchemyError

from workbench.core.events import chain_hash, hash_payload, hash_records
from workbench.core.passages import Span, context, quotation
from workbench.core.records import KINDS, from_image, image
from workbench.store import codings, dialect, full_text, records, trail, transcripts
from workbench.store.tables import (
    CODING,
    EVENT,
    REVISION,
    SPEECH,
    TOMBSTONE,
    TRANSCRIPT,
    TRANSCRIPT_TEXT,
    table,
)


def problems(connection: Connection) -> list[str]:
    """Return one sentence for everything that is wrong with a project, without any words of a transcript."""
    found = [f"The file: {line}." for line in dialect.integrity_problems(connection)]
    if found:
        return found
    found = [f"The file: {line}." for line in dialect.foreign_key_problems(connection)]
    for what, check in _PARTS.items():
        try:
            found += check(connection)
        except (ValueError, TypeError, KeyError, SQLAlchemyError):
            # What a damaged page holds may be anything; its own words are not repeated, they may be a transcript's.
            found.append(f"The {what} cannot be read whole.")
    return found


def _texts(connection: Connection) -> Iterator[str]:
    said: dict[int, list[tuple[str, int, int]]] = {}
    for text_id, speaker, turns, words in connection.execute(
        select(SPEECH.c.text_id, SPEECH.c.speaker, SPEECH.c.turns, SPEECH.c.words).order_by(SPEECH.c.speaker)
    ):
        said.setdefault(text_id, []).append((speaker, turns, words))
    names = _names(connection)
    columns = (TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.content_hash, TRANSCRIPT_TEXT.c.text_hash)
    figures = (TRANSCRIPT_TEXT.c.length, TRANSCRIPT_TEXT.c.words)
    for key, content, text_hash, *kept in connection.execute(select(*columns, *figures)).all():
        name = names.get(key, "a transcript that was taken away")
        text = transcripts.text(connection, content)
        if text.text_hash != text_hash:
            yield f"The text of {name} is not the one that was imported."
        elif text.content_hash != content:
            yield f"The turns or units of {name} are not those that were cut at its import."
        elif [len(text.text), len(text.units.get("word", ())) // 2] != kept or sorted(
            transcripts.speeches(text)
        ) != sorted(said.get(key, [])):
            yield f"The number of words of {name} is not the one that was counted at its import."


def _names(connection: Connection) -> dict[int, str]:
    wanted = select(REVISION.c.text_id, TRANSCRIPT.c.name).join(TRANSCRIPT, TRANSCRIPT.c.id == REVISION.c.transcript_id)
    return {key: name for key, name in connection.execute(wanted)}


def _revisions(connection: Connection) -> Iterator[str]:
    wanted = (
        select(TRANSCRIPT.c.name, REVISION.c.text_hash, TRANSCRIPT_TEXT.c.text_hash)
        .join(REVISION, transcripts.newest(), isouter=True)
        .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id, isouter=True)
        .order_by(TRANSCRIPT.c.name_key)
    )
    for name, said, held in connection.execute(wanted):
        if held is None:
            yield f"The transcript {name} has no text."
        elif said != held:
            yield f"The transcript {name} has another text than the one it was imported with."


def _quotations(connection: Connection) -> Iterator[str]:
    wanted = (
        select(
            TRANSCRIPT_TEXT.c.id,
            TRANSCRIPT.c.name,
            CODING.c.uuid,
            CODING.c.start_offset,
            CODING.c.end_offset,
            CODING.c.quotation,
            CODING.c.context_before,
            CODING.c.context_after,
        )
        .select_from(CODING)
        .join(TRANSCRIPT, TRANSCRIPT.c.id == CODING.c.transcript_id)
        .join(
            REVISION,
            and_(REVISION.c.transcript_id == CODING.c.transcript_id, REVISION.c.n == CODING.c.revision),
            isouter=True,
        )
        .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id, isouter=True)
        .order_by(CODING.c.transcript_id, CODING.c.revision)
    )
    read, words = None, ""
    for key, name, uuid, start, end, *kept in connection.execute(wanted):
        if key is None:
            yield f"The coding {uuid} lies on a revision of {name} that is not there."
            continue
        if key != read:
            words = connection.execute(select(TRANSCRIPT_TEXT.c.text).where(TRANSCRIPT_TEXT.c.id == key)).scalar_one()
            read = key
        span = Span(start, end)
        if end > len(words) or [quotation(words, span), *context(words, span)] != kept:
            yield f"The words of the coding {uuid} are not those at {start}–{end} of {name}."


def _trail(connection: Connection) -> Iterator[str]:
    previous = ""
    net: Counter[str] = Counter()
    last: dict[tuple[str, str], bytes | None] = {}
    blanked = False
    for n, (key, *row) in enumerate(connection.execute(select(EVENT.c.id, *trail.COLUMNS).order_by(EVENT.c.id)), 1):
        payload = row[4]
        if payload and hash_payload(payload) != row[9]:
            yield f"What event {n} of the history says was changed afterwards."
            return
        event = trail.build(row)
        if event.previous_hash != previous:
            yield f"The history is broken before event {n}: something was changed, taken out or put in."
            return
        previous = chain_hash(event)
        blanked = blanked or not payload
        net["coding"] += event.created
        standing = codings.of_event(connection, key) if event.created and payload else []
        if len(standing) == event.created and standing and hash_records(standing) != event.created_hash:
            yield f"Codings that event {n} of the history made are not what they were."
        for change in event.changes:
            net[change.kind] += (change.before is None) - (change.after is None)
            after = change.after
            last[change.kind, change.uuid] = None if after is None else _mark(change.kind, change.uuid, after)
    if not blanked:
        yield from _present_state(connection, net, last)


def _mark(kind: str, uuid: str, state: Mapping[str, Any]) -> bytes:
    """Return what tells one state of a record from another, in little room."""
    told = image(from_image(kind, uuid, state))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()


def _present_state(
    connection: Connection, net: Mapping[str, int], last: Mapping[tuple[str, str], bytes | None]
) -> Iterator[str]:
    """Hold every record to what the history says that it became; the codings of bulk acts only to their number."""
    for kind in KINDS:
        live = 0
        for record in records.all_of(connection, kind):
            live += 1
            told = last.get((kind, record.uuid))
            if told is not None and told != _mark(kind, record.uuid, image(record)):
                yield f"The {records.shown(kind)} {record.uuid} is not what the history says that it became."
        if live != net.get(kind, 0):
            yield f"There are {live} records of kind {kind}, but by the history there should be {net.get(kind, 0)}."
        own = table(kind)
        both = select(func.count()).select_from(TOMBSTONE).join(own, own.c.uuid == TOMBSTONE.c.uuid)
        if connection.execute(both.where(TOMBSTONE.c.kind == kind)).scalar_one():
            yield f"A record of kind {kind} is there and noted as deleted at once."


def _index(connection: Connection) -> Iterator[str]:
    held = full_text.indexed_words(connection)
    with full_text.index_anew(connection):
        for key, words in connection.execute(select(TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text)).all():
            full_text.index_turns(connection, transcripts.indexed(connection, key, words), anew=True)
        wanted = full_text.indexed_words(connection, anew=True)
    if held != wanted:
        yield "The search index does not match the texts; workbench check --rebuild-index builds it anew."


_PARTS: dict[str, Callable[[Connection], Iterator[str]]] = {
    "texts": _texts,
    "revisions": _revisions,
    "codings": _quotations,
    "history and the records": _trail,
    "search index": _index,
}


def rebuild_index(connection: Connection) -> None:
    """Build the search index anew from the texts."""
    full_text.empty(connection)
    for key, words in connection.execute(select(TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text)).all():
        full_text.index_turns(connection, transcripts.indexed(connection, key, words))
    full_text.compact(connection)


def text_problems(connection: Connection) -> list[str]:
    """Return the problems that can be told of a project of any version: the file's, and texts unlike their hash."""
    found = [f"The file: {line}." for line in dialect.integrity_problems(connection)]
    if not found:
        rows = connection.execute(select(TRANSCRIPT_TEXT.c.text, TRANSCRIPT_TEXT.c.text_hash))
        wrong = sum(hashlib.sha256(text.encode()).hexdigest() != kept for text, kept in rows)
        found = [f"{wrong} texts are not those that were imported."] if wrong else []
    return found
