"""Codings: one transcript's, many at once, and all of them for counting."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from workbench.core.coders import Viewer
from workbench.core.codings import Certainty, Coding, ListedCoding
from workbench.core.errors import RefusedError
from workbench.core.events import Change
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.records import MADE_BY
from workbench.store import coding_rows, dialect, records, visibility
from workbench.store.tables import CODE, CODER, CODING, EVENT, TOMBSTONE, TRANSCRIPT

_AT_ONCE = 2000
_CERTAINTY = {word.value: word for word in Certainty}


def find(connection: Connection, transcript: str, revision: int, code: str, span: Span, coder: str) -> Coding | None:
    """Return a coder's own coding of exactly this passage with this code, all by UUID, or ``None``."""
    place = {"revision": revision, "code": code, "start": span.start, "end": span.end, "coder": coder}
    row = connection.execute(_at_place(), {"transcript": transcript, **place}).first()
    return None if row is None else records.build("coding", row)


@cache
def _at_place() -> Select[Any]:
    return _in_transcript().where(
        CODING.c.revision == bindparam("revision"),
        CODING.c.code_id == select(CODE.c.id).where(CODE.c.uuid == bindparam("code")).scalar_subquery(),
        CODING.c.start_offset == bindparam("start"),
        CODING.c.end_offset == bindparam("end"),
        CODING.c.coder_id == select(CODER.c.id).where(CODER.c.uuid == bindparam("coder")).scalar_subquery(),
    )


def of_transcript(
    connection: Connection, transcript: str, viewer: Viewer, *, revision: int | None = None
) -> list[Coding]:
    """Return the codings of a transcript that a viewer may see, in text order; of one revision if it is said."""
    place = {"transcript": transcript} if revision is None else {"transcript": transcript, "revision": revision}
    wanted = visibility.narrowed(
        _in_order(of_one=revision is not None),
        connection,
        viewer,
        coder=CODING.c.coder_id,
        transcript=CODING.c.transcript_id,
    )
    return records.build_all("coding", connection.execute(wanted, place).all())


@cache
def _in_order(*, of_one: bool) -> Select[Any]:
    """Return the statement for a transcript's codings in text order; ``of_one`` of its revisions."""
    wanted = _in_transcript()
    if of_one:
        wanted = wanted.where(CODING.c.revision == bindparam("revision"))
    return wanted.order_by(CODING.c.start_offset, CODING.c.end_offset, CODING.c.created_at, CODING.c.uuid)


def _in_transcript() -> Select[Any]:
    key = select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == bindparam("transcript")).scalar_subquery()
    return records.selection("coding").where(CODING.c.transcript_id == key)


def add_bulk(connection: Connection, codings: Sequence[Coding], *, event: int) -> None:
    """Write many new codings as one act; each row carries the event's local key while it stands as it was made.

    Raises:
        RefusedError: one of them is there already, or what it refers to is not; the transaction must be given up.
    """
    together = sorted(codings, key=lambda c: (c.transcript, c.revision, c.start, c.end))
    try:
        records.add_all(connection, "coding", together, event_id=event)
    except IntegrityError as error:
        if not dialect.is_clash(error):
            raise
        raise RefusedError(
            _("One of the codings is there already: same coder, code and passage; nothing was changed."),
            hint=_("Take the ones out that are there, and repeat."),
        ) from error
    connection.execute(
        delete(TOMBSTONE).where(
            TOMBSTONE.c.kind == "coding",
            TOMBSTONE.c.uuid.in_(select(CODING.c.uuid).where(CODING.c.event_id == event)),
        )
    )


def with_makers(
    connection: Connection, changes: Sequence[Change], *, besides: Container[str] = ()
) -> tuple[Change, ...]:
    """Return changes in which codings that still stand as a bulk act made them are said to, in their image before.

    Nothing is said of those in ``besides``, by UUID.
    """
    touched = [change.uuid for change in changes if change.kind == "coding" and change.before is not None]
    touched = [uuid for uuid in touched if uuid not in besides]
    makers: dict[str, str] = {}
    for at in range(0, len(touched), _AT_ONCE):
        wanted = select(CODING.c.uuid, EVENT.c.uuid).join(EVENT, EVENT.c.id == CODING.c.event_id)
        for uuid, maker in connection.execute(wanted.where(CODING.c.uuid.in_(touched[at : at + _AT_ONCE]))):
            makers[uuid] = maker
    if not makers:
        return tuple(changes)
    return tuple(
        replace(change, before={**change.before, MADE_BY: makers[change.uuid]})
        if change.before is not None and change.uuid in makers
        else change
        for change in changes
    )


def give_back(connection: Connection, changes: Sequence[Change]) -> None:
    """Let codings stand again as a bulk act made them, where an undo says that they do."""
    rows = [
        {"made": change.uuid, "by": change.after[MADE_BY]}
        for change in changes
        if change.after is not None and MADE_BY in change.after
    ]
    if rows:
        maker = select(EVENT.c.id).where(EVENT.c.uuid == bindparam("by")).scalar_subquery()
        connection.execute(update(CODING).where(CODING.c.uuid == bindparam("made")).values(event_id=maker), rows)


def of_event(connection: Connection, event: int) -> list[Coding]:
    """Return the codings that still stand as a bulk act made them, by the event's local key."""
    wanted = records.selection("coding").where(CODING.c.event_id == event).order_by(CODING.c.id)
    return records.build_all("coding", connection.execute(wanted).all())


def code_of_event(connection: Connection, event: str) -> str | None:
    """Return the code of a coding that still stands as a bulk act (an event's UUID) made it, None where none does."""
    wanted = (
        select(CODE.c.uuid).join(CODING, CODING.c.code_id == CODE.c.id).join(EVENT, EVENT.c.id == CODING.c.event_id)
    )
    return connection.execute(wanted.where(EVENT.c.uuid == event).limit(1)).scalar_one_or_none()


def count_of_event(connection: Connection, event: str, viewer: Viewer) -> int:
    """Return how many codings still stand as a bulk act (an event's UUID) made them, as far as the viewer may see."""
    wanted = select(func.count()).select_from(CODING).join(EVENT, EVENT.c.id == CODING.c.event_id)
    wanted = wanted.where(
        EVENT.c.uuid == event, visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id)
    )
    return connection.execute(wanted).scalar_one()


def listing(
    connection: Connection,
    viewer: Viewer,
    *,
    transcripts: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    coders: Collection[str] | None = None,
) -> Iterator[ListedCoding]:
    """Yield the codings of the newest revisions as lists show them, transcript by transcript in text order.

    Args:
        connection: stays in its transaction until the last one is taken.
        viewer: who sees only what they may.
        transcripts: only on these, by UUID.
        codes: only with these, by UUID.
        coders: only by these, by UUID.
    """
    as_was = coding_rows.origin_reader(connection)
    every = coding_rows.in_order(connection, viewer, transcripts, codes, coders, whole=True)
    for row, turn, speaker, last in every:
        _key, start, end, uuid, transcript, code, coder, certainty, at, said, revision, n, before, after, origin = row
        came = None if origin is None else as_was(origin)
        coding = Coding(uuid, transcript, revision, code, start, end, coder, _CERTAINTY[certainty], n, at, came)
        yield ListedCoding(coding, said, before, after, turn, speaker, last)


def counts(connection: Connection, viewer: Viewer, *, by: str = "code") -> dict[str, int]:
    """Return how many codings of the newest revisions there are, by the UUID of their ``code`` or ``coder``."""
    other = {"code": CODE, "coder": CODER}[by]
    in_force = and_(TRANSCRIPT.c.id == CODING.c.transcript_id, TRANSCRIPT.c.revision == CODING.c.revision)
    wanted = (
        select(other.c.uuid, func.count())
        .select_from(CODING)
        .join(TRANSCRIPT, in_force)
        .join(other, other.c.id == CODING.c[f"{by}_id"])
        .where(visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id))
        .group_by(other.c.uuid)
    )
    return {uuid: n for uuid, n in connection.execute(wanted)}
