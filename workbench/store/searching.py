"""What a search reads: the words of the index, the turns that may hold some of them, and what transcripts say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Select, bindparam, func, select

from workbench.core.transcripts import Candidate, Role, Transcript
from workbench.store import cases, full_text, records
from workbench.store.rows import plain
from workbench.store.tables import CASE, REVISION, SPEAKER, TRANSCRIPT, TRANSCRIPT_TEXT, TURN
from workbench.store.transcripts import newest

_TURN = (
    TRANSCRIPT.c.uuid,
    TRANSCRIPT.c.revision,
    TURN.c.n,
    TURN.c.start_offset,
    TURN.c.end_offset,
    TURN.c.speaker,
)
_WORDS = (
    select(TRANSCRIPT_TEXT.c.text)
    .join(REVISION, REVISION.c.text_id == TRANSCRIPT_TEXT.c.id)
    .join(TRANSCRIPT, newest())
    .where(TRANSCRIPT.c.uuid == bindparam("transcript"))
)


class Interview(NamedTuple):
    """A transcript with the name of its case and its attributes' values by name, those of the case among them."""

    transcript: Transcript
    case: str
    attributes: Mapping[str, str]


def interviews(connection: Connection) -> dict[str, Interview]:
    """Return all transcripts by UUID, in the order of their names."""
    named = dict(plain(connection, _CASES))
    facts = cases.attributes_of_transcripts(connection)
    rows = connection.execute(_keyed()).all()
    found: list[Transcript] = records.build_all("transcript", [row[:-1] for row in rows])
    return {
        one.uuid: Interview(one, named.get(one.case or "", ""), facts.get(row[-1], {}))
        for one, row in zip(found, rows, strict=True)
    }


_CASES = select(CASE.c.uuid, CASE.c.name)
_STATE = select(func.count(), func.max(TRANSCRIPT_TEXT.c.id)).select_from(TRANSCRIPT_TEXT)


@cache
def _keyed() -> Select[Any]:
    return records.selection("transcript").add_columns(TRANSCRIPT.c.id).order_by(TRANSCRIPT.c.name_key)


def state(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever the vocabulary does: how many texts there are, and the newest one's key."""
    ((count, newest_key),) = plain(connection, _STATE)
    return count, newest_key or 0


def vocabulary(connection: Connection) -> list[str]:
    """Return every word of the full-text index, as it is folded there (:func:`workbench.core.folding.fold`)."""
    return full_text.words(connection)


def candidates(
    connection: Connection,
    words: Sequence[Collection[str]] = (),
    *,
    adjacent: bool = False,
    transcript: str | None = None,
) -> Iterator[Candidate]:
    """Yield turns of the newest revisions that may have a hit, transcript by transcript in text order.

    Args:
        connection: stays in its transaction until the last one is taken.
        words: a turn must have one of each of these collections, spelled as in :func:`vocabulary`; without any, every
            turn is one.
        adjacent: the words stand next to one another, in this order.
        transcript: only in this one, by UUID.
    """
    statement, given = _turns(connection, by_words=bool(words), of_one=transcript is not None), {}
    if words:
        given["wanted"] = full_text.asking(connection, words, adjacent=adjacent)
    if transcript is not None:
        given["transcript"] = transcript
    return starmap(Candidate, plain(connection, statement, **given))


_STATEMENTS: dict[tuple[str, bool, bool], Executable] = {}


def _turns(connection: Connection, *, by_words: bool, of_one: bool) -> Executable:
    """Return the statement for turns, made once: to make it takes longer than a search in a small project."""
    kind = (connection.dialect.name, by_words, of_one)
    if kind not in _STATEMENTS:
        turns = select(*_TURN).join(REVISION, REVISION.c.text_id == TURN.c.text_id).join(TRANSCRIPT, newest())
        if by_words:
            hits = full_text.matching_turns(connection).subquery()
            turns = turns.join(hits, hits.c.turn_id == TURN.c.id)
        if of_one:
            turns = turns.where(TRANSCRIPT.c.uuid == bindparam("transcript"))
        _STATEMENTS[kind] = turns.order_by(TRANSCRIPT.c.name_key, TURN.c.n)
    return _STATEMENTS[kind]


_ROLES = select(TRANSCRIPT.c.uuid, SPEAKER.c.label, SPEAKER.c.role).join(
    TRANSCRIPT, TRANSCRIPT.c.id == SPEAKER.c.transcript_id
)


def roles(connection: Connection) -> dict[tuple[str, str], Role]:
    """Return what each speaker does, by transcript's UUID and label."""
    words = {word.value: word for word in Role}
    return {(transcript, label): words[role] for transcript, label, role in plain(connection, _ROLES)}


def words_of(connection: Connection, transcript: str) -> str:
    """Return what the newest revision of a transcript, by its UUID, says; "" where there is none."""
    return next((words for (words,) in plain(connection, _WORDS, transcript=transcript)), "")
