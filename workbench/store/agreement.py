"""What agreement is reckoned from, read in bulk: codings, those kept at done, marks, and texts with their units."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, Select, and_, select, true

from workbench.core.coders import CoderKind, Progress, Viewer
from workbench.core.transcripts import Role
from workbench.store import visibility
from workbench.store.rows import plain
from workbench.store.tables import (
    CODE,
    CODER,
    CODING,
    CODING_AT_DONE,
    REVIEWED,
    REVISION,
    SPEAKER,
    STATUS,
    TRANSCRIPT,
    TRANSCRIPT_TEXT,
    TURN,
    UNIT,
)
from workbench.store.transcripts import unpacked

Row = tuple[int, int, int, int, int, int]
"""(transcript, revision, code, start, end, coder): local keys and half-open code points."""

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Keys:
    """UUIDs of codes, and local keys of transcripts and coders by UUID; no name is worth a join of 100,000 rows."""

    transcripts: dict[str, int]
    codes: dict[int, str]
    coders: dict[str, int]


class Head(NamedTuple):
    """One revision of a transcript: local keys of both and of the text, and its length in code points."""

    transcript: int
    revision: int
    text: int
    length: int


class Turns(NamedTuple):
    """One text's turns in columns: half-open code points, and labels of speakers where they were asked for."""

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    speakers: Sequence[str] = ()


def keys(connection: Connection) -> Keys:
    """Return what UUIDs and local keys belong together."""
    transcripts, coders = (plain(connection, select(table.c.uuid, table.c.id)) for table in (TRANSCRIPT, CODER))
    return Keys(dict(transcripts), dict(plain(connection, select(CODE.c.id, CODE.c.uuid))), dict(coders))


def hidden(connection: Connection, viewer: Viewer) -> set[str]:
    """Return the transcripts, by UUID, on which a blind viewer sees nobody else's work."""
    if visibility.sees_everything(connection, viewer):
        return set()
    unseen = select(TRANSCRIPT.c.uuid).where(TRANSCRIPT.c.id.not_in(visibility.open_transcripts(viewer)))
    return {uuid for (uuid,) in plain(connection, unseen)}


def revisions(connection: Connection) -> dict[int, int]:
    """Return the newest revision of every transcript, by local key."""
    return dict(plain(connection, select(TRANSCRIPT.c.id, TRANSCRIPT.c.revision)))


def codings(connection: Connection, viewer: Viewer, coders: Collection[int], *, only: int = 0) -> list[Row]:
    """Return the coders' codings of all revisions, as far as the viewer may see them, transcript by transcript.

    Here and below, coders are named by local keys, and ``only`` narrows the reading to one transcript.
    """
    return list(plain(connection, _work(CODING, connection, viewer, coders, only).order_by(*_place(CODING))))


def codings_after_done(connection: Connection, viewer: Viewer, coders: Collection[int], *, only: int = 0) -> list[Row]:
    """Return those of the coders' codings that were made after their coder was done with the transcript.

    The consensus is settled bit by bit, so that none of its codings is late.
    """
    own = and_(STATUS.c.transcript_id == CODING.c.transcript_id, STATUS.c.coder_id == CODING.c.coder_id)
    wanted = _work(CODING, connection, viewer, coders, only).join(STATUS, own)
    late = wanted.join(CODER, CODER.c.id == CODING.c.coder_id).where(
        CODER.c.kind == CoderKind.PERSON.value,
        STATUS.c.progress == Progress.DONE.value,
        CODING.c.created_at > STATUS.c.at,
    )
    return list(plain(connection, late))


def codings_at_done(connection: Connection, viewer: Viewer, coders: Collection[int], *, only: int = 0) -> list[Row]:
    """Return the coders' codings as they stood when they were done with a blind transcript."""
    return list(plain(connection, _work(CODING_AT_DONE, connection, viewer, coders, only)))


def _work(
    table: Any, connection: Connection, viewer: Viewer, coders: Collection[int], only: int
) -> Select[*tuple[Any, ...]]:
    return select(*_place(table)).where(
        table.c.coder_id.in_(coders),
        visibility.work(connection, viewer, table.c.coder_id, table.c.transcript_id),
        _in(table, only),
    )


def _in(table: Any, only: int) -> ColumnElement[bool]:
    """Return the condition under which a row is of one transcript; any row is where none is named."""
    return cast("ColumnElement[bool]", table.c.transcript_id == only) if only else true()


def _place(table: Any) -> list[Any]:
    """Return the columns that say which coding it is, in the index's order."""
    of = table.c
    return [of.transcript_id, of.revision, of.code_id, of.start_offset, of.end_offset, of.coder_id]


def kept(connection: Connection, viewer: Viewer, coders: Collection[int], *, only: int = 0) -> set[tuple[int, int]]:
    """Return where the coders' work was kept at done, even if it was none: transcript and coder."""
    wanted = select(STATUS.c.transcript_id, STATUS.c.coder_id).where(
        STATUS.c.coder_id.in_(coders),
        STATUS.c.kept_at.is_not(None),
        visibility.work(connection, viewer, STATUS.c.coder_id, STATUS.c.transcript_id),
        _in(STATUS, only),
    )
    return {(transcript, coder) for transcript, coder in plain(connection, wanted)}


def reviewed(
    connection: Connection, viewer: Viewer, coders: Collection[int]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield what the coders marked as judged: transcript, revision, start, end, coder."""
    wanted = select(
        REVIEWED.c.transcript_id,
        REVIEWED.c.revision,
        REVIEWED.c.start_offset,
        REVIEWED.c.end_offset,
        REVIEWED.c.coder_id,
    ).where(
        REVIEWED.c.coder_id.in_(coders),
        visibility.work(connection, viewer, REVIEWED.c.coder_id, REVIEWED.c.transcript_id),
    )
    yield from plain(connection, wanted)


def heads(connection: Connection) -> dict[tuple[int, int], Head]:
    """Return every revision of every transcript, by the transcript's local key and the revision."""
    wanted = select(REVISION.c.transcript_id, REVISION.c.n, REVISION.c.text_id, TRANSCRIPT_TEXT.c.length).join(
        TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id
    )
    return {row[:2]: Head(*row) for row in plain(connection, wanted)}


def roles(connection: Connection) -> dict[int, dict[str, Role]]:
    """Return what speakers are, by the transcript's local key and the label."""
    found: dict[int, dict[str, Role]] = {}
    for key, label, word in plain(connection, select(SPEAKER.c.transcript_id, SPEAKER.c.label, SPEAKER.c.role)):
        found.setdefault(key, {})[label] = Role(word)
    return found


def turns(connection: Connection, texts: Sequence[int], *, speakers: bool) -> dict[int, Turns]:
    """Return the turns of texts (local keys), with who speaks where that is asked for."""
    asked: list[Any] = [TURN.c.text_id, TURN.c.start_offset, TURN.c.end_offset, *([TURN.c.speaker] if speakers else [])]
    found: dict[int, Turns] = {}
    for some in _some(texts):
        wanted = select(*asked).where(TURN.c.text_id.in_(some)).order_by(TURN.c.text_id, TURN.c.n)
        for text, rows in groupby(plain(connection, wanted), itemgetter(0)):
            _, *columns = zip(*rows, strict=True)
            found[text] = Turns(*columns)
    return found


def units(connection: Connection, texts: Sequence[int], kind: str) -> dict[int, array[int]]:
    """Return the spans of one kind of unit of texts (local keys), flat: ``[start, end, …]``."""
    found: dict[int, array[int]] = {}
    for some in _some(texts):
        wanted = select(UNIT.c.text_id, UNIT.c.spans).where(UNIT.c.text_id.in_(some), UNIT.c.kind == kind)
        found |= {text: unpacked(bytes(blob)) for text, blob in plain(connection, wanted)}
    return found


def words(connection: Connection, texts: Sequence[int]) -> dict[int, str]:
    """Return what texts (local keys) say."""
    found: dict[int, str] = {}
    for some in _some(texts):
        wanted = select(TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text).where(TRANSCRIPT_TEXT.c.id.in_(some))
        found |= dict(plain(connection, wanted))
    return found


def _some(texts: Sequence[int]) -> Iterator[Sequence[int]]:
    return (texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE))
