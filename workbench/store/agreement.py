"""What agreement is reckoned from, read in bulk: codings, those kept at done, marks, and texts with their units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Executable, and_, or_, select, true

from workbench.analysis.agreement.continuum import ComparedText
from workbench.core.coders import Progress, Viewer
from workbench.core.segments import Unit
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

Given = tuple[str, int, str, int, int, str]
"""(transcript, revision, code, start, end, coder): UUIDs and half-open code points."""

_AT_ONCE = 50


def hidden(connection: Connection, viewer: Viewer) -> set[str]:
    """Return the transcripts, by UUID, on which a blind viewer sees nobody else's work."""
    if visibility.sees_everything(connection, viewer):
        return set()
    unseen = select(TRANSCRIPT.c.uuid).where(TRANSCRIPT.c.id.not_in(visibility.open_transcripts(viewer)))
    return {uuid for (uuid,) in plain(connection, unseen)}


def revisions(connection: Connection) -> dict[str, int]:
    """Return the newest revision of every transcript, by UUID."""
    return dict(plain(connection, select(TRANSCRIPT.c.uuid, TRANSCRIPT.c.revision)))


def codings(connection: Connection, viewer: Viewer, coders: Collection[str], *, only: str = "") -> Iterator[Given]:
    """Yield the coders' codings of all revisions, as far as the viewer may see them, transcript by transcript.

    Here and below, ``only`` narrows the reading to one transcript, by UUID.
    """
    place = _place(CODING)
    wanted = select(*place).where(
        CODING.c.coder_id.in_(_keys(connection, coders)),
        visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id),
        _in(CODING, only),
    )
    return _named(connection, wanted.order_by(*place))


def codings_after_done(
    connection: Connection, viewer: Viewer, coders: Collection[str], *, only: str = ""
) -> Iterator[Given]:
    """Yield those of the coders' codings that were made after their coder was done with the transcript."""
    own = and_(STATUS.c.transcript_id == CODING.c.transcript_id, STATUS.c.coder_id == CODING.c.coder_id)
    wanted = (
        select(*_place(CODING))
        .join(STATUS, own)
        .where(
            CODING.c.coder_id.in_(_keys(connection, coders)),
            visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id),
            _in(CODING, only),
            STATUS.c.progress == Progress.DONE.value,
            CODING.c.created_at > STATUS.c.at,
        )
    )
    return _named(connection, wanted)


def _in(table: Any, only: str) -> ColumnElement[bool]:
    """Return the condition under which a row is of one transcript, by UUID; any row is where none is named."""
    if not only:
        return true()
    key = select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == only).scalar_subquery()
    return cast("ColumnElement[bool]", table.c.transcript_id == key)


def _place(table: Any) -> list[Any]:
    """Return the columns that say which coding it is, in the index's order."""
    of = table.c
    return [of.transcript_id, of.revision, of.code_id, of.start_offset, of.end_offset, of.coder_id]


def codings_at_done(
    connection: Connection, viewer: Viewer, coders: Collection[str], *, only: str = ""
) -> Iterator[Given]:
    """Yield the coders' codings as they stood when they were done with a blind transcript."""
    wanted = select(*_place(CODING_AT_DONE)).where(
        CODING_AT_DONE.c.coder_id.in_(_keys(connection, coders)),
        visibility.work(connection, viewer, CODING_AT_DONE.c.coder_id, CODING_AT_DONE.c.transcript_id),
        _in(CODING_AT_DONE, only),
    )
    return _named(connection, wanted)


def kept(
    connection: Connection, viewer: Viewer, coders: Collection[str], *, only: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield where the coders' work was kept at done, even if it was none: transcript and coder."""
    wanted = select(STATUS.c.transcript_id, STATUS.c.coder_id).where(
        STATUS.c.coder_id.in_(_keys(connection, coders)),
        STATUS.c.kept_at.is_not(None),
        visibility.work(connection, viewer, STATUS.c.coder_id, STATUS.c.transcript_id),
        _in(STATUS, only),
    )
    transcripts, people = _uuids(connection, TRANSCRIPT), _uuids(connection, CODER)
    for transcript, coder in plain(connection, wanted):
        yield transcripts[transcript], people[coder]


def reviewed(
    connection: Connection, viewer: Viewer, coders: Collection[str]
) -> Iterator[tuple[str, int, int, int, str]]:
    """Yield what the coders marked as judged: transcript, revision, start, end, coder."""
    wanted = select(
        REVIEWED.c.transcript_id,
        REVIEWED.c.revision,
        REVIEWED.c.start_offset,
        REVIEWED.c.end_offset,
        REVIEWED.c.coder_id,
    ).where(
        REVIEWED.c.coder_id.in_(_keys(connection, coders)),
        visibility.work(connection, viewer, REVIEWED.c.coder_id, REVIEWED.c.transcript_id),
    )
    transcripts, people = _uuids(connection, TRANSCRIPT), _uuids(connection, CODER)
    for transcript, revision, start, end, coder in plain(connection, wanted):
        yield transcripts[transcript], revision, start, end, people[coder]


def _named(connection: Connection, wanted: Executable) -> Iterator[Given]:
    transcripts, codes, people = (_uuids(connection, table) for table in (TRANSCRIPT, CODE, CODER))
    for transcript, revision, code, start, end, coder in plain(connection, wanted):
        yield transcripts[transcript], revision, codes[code], start, end, people[coder]


def _keys(connection: Connection, coders: Collection[str]) -> list[int]:
    return [key for (key,) in plain(connection, select(CODER.c.id).where(CODER.c.uuid.in_(coders)))]


def _uuids(connection: Connection, table: Any) -> dict[int, str]:
    return dict(plain(connection, select(table.c.id, table.c.uuid)))


def texts(connection: Connection, wanted: Iterable[tuple[str, int]], unit: Unit) -> Iterator[tuple[str, ComparedText]]:
    """Yield transcripts' texts (UUID, revision) with turns, roles, words and the unit's spans, in the order wanted."""
    every = list(wanted)
    for at in range(0, len(every), _AT_ONCE):
        yield from _texts(connection, every[at : at + _AT_ONCE], unit)


def _texts(connection: Connection, wanted: Sequence[tuple[str, int]], unit: Unit) -> Iterator[tuple[str, ComparedText]]:
    heads = (
        select(TRANSCRIPT.c.uuid, REVISION.c.n, TRANSCRIPT.c.id, REVISION.c.text_id, TRANSCRIPT_TEXT.c.text)
        .join(REVISION, REVISION.c.transcript_id == TRANSCRIPT.c.id)
        .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
        .where(or_(*(and_(TRANSCRIPT.c.uuid == uuid, REVISION.c.n == n) for uuid, n in wanted)))
    )
    found = {(uuid, n): (key, text_id, text) for uuid, n, key, text_id, text in plain(connection, heads)}
    keys = [key for key, _, _ in found.values()]
    text_ids = [text_id for _, text_id, _ in found.values()]
    labels = select(SPEAKER.c.transcript_id, SPEAKER.c.label, SPEAKER.c.role).where(SPEAKER.c.transcript_id.in_(keys))
    roles: dict[int, dict[str, Role]] = {}
    for key, label, word in plain(connection, labels):
        roles.setdefault(key, {})[label] = Role(word)
    turns = select(TURN.c.text_id, TURN.c.start_offset, TURN.c.end_offset, TURN.c.speaker)
    turns = turns.where(TURN.c.text_id.in_(text_ids)).order_by(TURN.c.text_id, TURN.c.n)
    spoken = {text_id: list(rows) for text_id, rows in groupby(plain(connection, turns), itemgetter(0))}
    kinds = {"word", unit.value}
    units: dict[int, dict[str, Any]] = {}
    spans = select(UNIT.c.text_id, UNIT.c.kind, UNIT.c.spans)
    for text_id, kind, blob in plain(connection, spans.where(UNIT.c.text_id.in_(text_ids), UNIT.c.kind.in_(kinds))):
        units.setdefault(text_id, {})[kind] = unpacked(bytes(blob))
    for uuid, n in wanted:
        key, text_id, text = found[uuid, n]
        role_of = roles.get(key, {})
        _, starts, ends, speakers = zip(*spoken[text_id], strict=True) if text_id in spoken else ((), (), (), ())
        said_as = [role_of.get(speaker, Role.OTHER) for speaker in speakers]
        yield uuid, ComparedText(text, starts, ends, speakers, said_as, units.get(text_id, {}))
