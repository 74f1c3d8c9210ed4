"""What a search reads: the words of the index, the turns that may hold some of them, and what transcripts say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from workbench.core.transcripts import Candidate, Transcript
from workbench.store import cases, full_text, records
from workbench.store.rows import plain
from workbench.store.tables import CASE, REVISION, TRANSCRIPT, TRANSCRIPT_TEXT, TURN
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
    named = {uuid: name for uuid, name in connection.execute(select(CASE.c.uuid, CASE.c.name))}
    facts = cases.attributes_of_transcripts(connection)
    keyed = records.selection("transcript").add_columns(TRANSCRIPT.c.id).order_by(TRANSCRIPT.c.name_key)
    found = {}
    for *row, key in connection.execute(keyed):
        transcript: Transcript = records.build("transcript", row)
        found[transcript.uuid] = Interview(transcript, named.get(transcript.case or "", ""), facts.get(key, {}))
    return found


def state(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever the vocabulary does: how many texts there are, and the newest one's key."""
    count, newest_key = connection.execute(select(func.count(), func.max(TRANSCRIPT_TEXT.c.id))).one()
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
    wanted = select(*_TURN).join(REVISION, REVISION.c.text_id == TURN.c.text_id).join(TRANSCRIPT, newest())
    if words:
        hits = full_text.matching_turns(connection, words, adjacent=adjacent).subquery()
        wanted = wanted.join(hits, hits.c.turn_id == TURN.c.id)
    if transcript is not None:
        wanted = wanted.where(TRANSCRIPT.c.uuid == transcript)
    for row in plain(connection, wanted.order_by(TRANSCRIPT.c.name_key, TURN.c.n)):
        yield Candidate(*row)


def words_of(connection: Connection, transcript: str) -> str:
    """Return what the newest revision of a transcript, by its UUID, says; "" where there is none."""
    return str(connection.execute(_WORDS, {"transcript": transcript}).scalar() or "")
