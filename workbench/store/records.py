"""Records and rows: one mapping for every kind, by UUID outside and local keys inside."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Insert, Select, Table, bindparam, delete, insert, null, select, update
from sqlalchemy.exc import IntegrityError

from workbench.core.errors import RefusedError
from workbench.core.events import Change
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.passages import Span
from workbench.core.records import KIND_OF, KINDS, Record, from_image, image, restored
from workbench.store import dialect, quotations
from workbench.store.tables import TOMBSTONE, TRANSCRIPT_TEXT, table

_OFFSETS = {"start": "start_offset", "end": "end_offset"}
_NAMED_BY = {
    "coder": "person",
    "case": "name",
    "informant": "name",
    "attribute": "name",
    "transcript": "name",
    "code": "key",
}
"""The field whose folded form keeps names apart."""

_AT_ONCE = 5000

_RISE = delete(TOMBSTONE).where(TOMBSTONE.c.kind == bindparam("of"), TOMBSTONE.c.uuid == bindparam("back"))
"""Takes the tombstone of a record away that is there again."""

_REFER_TO_THEIR_OWN = {"code"}
"""Kinds whose records may refer to one that comes just before them."""

_CONTENT = ("revision", "content")
"""The one reference that is by hash and not by UUID: which text a revision has."""


@dataclass(frozen=True)
class _Mapping:
    """How a kind's fields lie in its table: plain columns by field, references by field with the kind referred to."""

    table: Table
    plain: Mapping[str, Column[Any]]
    references: Mapping[str, tuple[Column[Any], str]]


@cache
def _mapping(kind: str) -> _Mapping:
    own = table(kind)
    plain: dict[str, Column[Any]] = {}
    references: dict[str, tuple[Column[Any], str]] = {}
    for field in fields(KINDS[kind]):
        name = field.name
        if (kind, name) == _CONTENT:
            references[name] = (own.c.text_id, "transcript_text")
        elif f"{name}_id" in own.c and name not in own.c:
            column = own.c[f"{name}_id"]
            references[name] = (column, next(iter(column.foreign_keys)).column.table.name)
        elif name != "uuid":
            plain[name] = own.c[_OFFSETS.get(name, name)]
    return _Mapping(own, plain, references)


def _identity(kind: str) -> Column[Any]:
    return TRANSCRIPT_TEXT.c.content_hash if kind == "transcript_text" else table(kind).c.uuid


@cache
def _select(kind: str) -> Select[Any]:
    """Return the statement for a kind's images: UUID, plain columns, then the UUIDs referred to."""
    mapping = _mapping(kind)
    joined: Any = mapping.table
    columns: list[Any] = [mapping.table.c.uuid, *mapping.plain.values()]
    for name, (column, target) in mapping.references.items():
        other = table(target).alias(f"{name}_of_{kind}")
        joined = joined.join(other, other.c.id == column, isouter=bool(column.nullable))
        columns.append(other.c[_identity(target).name])
    return select(*columns).select_from(joined)


@cache
def _builder(kind: str) -> Callable[[Sequence[Any]], Any]:
    """Return what makes a record of a row: the order of the columns is settled once, and not for every row."""
    mapping = _mapping(kind)
    columns = ["uuid", *mapping.plain, *mapping.references]
    record: Callable[..., Any] = KINDS[kind]
    names = [field.name for field in fields(KINDS[kind])]
    in_order = itemgetter(*(columns.index(name) for name in names))
    restoring = [(names.index(name), restore) for name, restore in restored(kind).items()]

    def built(row: Sequence[Any]) -> Any:
        values = list(in_order(row))
        for at, restore in restoring:
            values[at] = restore(values[at])
        return record(*values)

    return built


def build(kind: str, row: Sequence[Any]) -> Any:
    """Return the record of a row of :func:`selection`."""
    return _builder(kind)(row)


def build_all(kind: str, rows: Iterable[Sequence[Any]]) -> list[Any]:
    """Return the records of rows of :func:`selection`, in their order."""
    return list(map(_builder(kind), rows))


def selection(kind: str) -> Select[Any]:
    """Return a statement that selects what :func:`build` makes records of, to be narrowed and ordered."""
    return _select(kind)


def get(connection: Connection, kind: str, uuid: str) -> Any:
    """Return a record by kind and UUID, or ``None``; whoever shows it to a coder asks who may see it."""
    return first(connection, kind, _select_one(kind), wanted=uuid)


@cache
def _select_one(kind: str) -> Select[Any]:
    return keyed_selection(kind).where(table(kind).c.uuid == bindparam("wanted"))


def keyed_selection(kind: str) -> Select[Any]:
    """Return :func:`selection` with the local keys for :func:`first`, to be narrowed."""
    mapping = _mapping(kind)
    return _select(kind).add_columns(mapping.table.c.id, *(column for column, _ in mapping.references.values()))


def first(connection: Connection, kind: str, narrowed: Select[Any], **parameters: Any) -> Any:
    """Return the first record of a narrowed :func:`keyed_selection`, or ``None``.

    The local keys of the record and of what it refers to are remembered until the transaction ends.
    """
    row = connection.execute(narrowed, parameters).first()
    if row is None:
        return None
    mapping = _mapping(kind)
    at, referred = 1 + len(mapping.plain), len(mapping.references)
    kinds = (kind, *(target for _, target in mapping.references.values()))
    for known, uuid, key in zip(kinds, (row[0], *row[at : at + referred]), row[-1 - referred :], strict=True):
        if uuid is not None:
            remember_key(connection, known, uuid, key)
    return build(kind, row)


def remember_key(connection: Connection, kind: str, uuid: str, key: int) -> None:
    """Remember a row's local key for :func:`local_key`, until the transaction ends."""
    connection.info.setdefault("local_keys", {})[kind, uuid] = key


def all_of(connection: Connection, kind: str) -> list[Any]:
    """Return all records of a kind, in UUID order; whoever shows them to a coder asks who may see them."""
    return build_all(kind, connection.execute(_select_all(kind)).all())


@cache
def _select_all(kind: str) -> Select[Any]:
    return _select(kind).order_by(table(kind).c.uuid)


def local_key(connection: Connection, kind: str, uuid: str) -> int:
    """Return the local key of a row; remembered until the transaction ends.

    Raises:
        RefusedError: it is not there.
    """
    keys: dict[tuple[str, str], int] = connection.info.setdefault("local_keys", {})
    found = keys.get((kind, uuid))
    if found is None:
        found = connection.execute(_select_key(kind), {"wanted": uuid}).scalar()
        if found is None:
            raise RefusedError(
                _("The {kind} that this belongs to is no longer there; nothing was changed.").format(
                    kind=_(shown(kind))
                ),
                hint=_("Somebody may have taken it away in the meantime."),
            )
        keys[kind, uuid] = found
    return found


@cache
def _select_key(kind: str) -> Select[Any]:
    return select(table(kind).c.id).where(_identity(kind) == bindparam("wanted"))


def shown(kind: str) -> str:
    """Return a kind's name as people say it."""
    return {"transcript_text": "text"}.get(kind, kind.replace("_", " "))


@cache
def _insert(kind: str) -> Insert:
    return insert(table(kind))


def _put(connection: Connection, change: Change, *, event: int) -> None:
    """Write one change: bring a record in, change it, or take it out and leave a tombstone.

    Args:
        connection: in a writing transaction.
        change: what the record was before, which must be what it is now, and what it is after.
        event: the local key of the event that the change belongs to.

    Raises:
        RefusedError: the record is no longer what it was, something it needs is gone, or another one of its name or in
            its place is there; the transaction must be given up.
        IntegrityError: the record is impossible, such as a memo on two things: whoever made it has a bug.
    """
    own = table(change.kind)
    if change.before is not None:
        present = get(connection, change.kind, change.uuid)
        if present is None or image(present) != image(from_image(change.kind, change.uuid, change.before)):
            raise Overtaken(change.kind, change.uuid, gone=present is None)
    row = {} if change.after is None else row_of(connection, from_image(change.kind, change.uuid, change.after))
    try:
        if change.after is None:
            connection.execute(delete(own).where(own.c.uuid == change.uuid))
            connection.execute(insert(TOMBSTONE).values(kind=change.kind, uuid=change.uuid, event_id=event))
            connection.info.get("local_keys", {}).pop((change.kind, change.uuid), None)
        elif change.before is None:
            key = connection.execute(_insert(change.kind), {"uuid": change.uuid, **row}).inserted_primary_key
            if key is not None:
                remember_key(connection, change.kind, change.uuid, key[0])
        else:
            connection.execute(update(own).where(own.c.uuid == change.uuid).values(row))
    except IntegrityError as error:
        if not dialect.is_clash(error):
            raise
        raise Clash([change]) from error


def put_all(connection: Connection, changes: Sequence[Change], *, event: int, known: Container[str] = ()) -> None:
    """Write changes in order; runs of new or removed records of one kind go in one statement.

    Removed records in ``known``, by UUID, are not compared with what they are: they were read in this transaction.

    Raises:
        RefusedError: one of them cannot be made; the transaction must be given up.
    """
    for (kind, before, after), run in groupby(changes, lambda c: (c.kind, c.before is None, c.after is None)):
        group = list(run)
        if len(group) == 1 or before == after or (before and kind in _REFER_TO_THEIR_OWN):
            for change in group:
                _put(connection, change, event=event)
            continue
        try:
            if before:
                add_all(connection, kind, [from_image(kind, change.uuid, change.after or {}) for change in group])
            else:
                _take_out(connection, kind, group, event, known)
        except IntegrityError as error:
            if not dialect.is_clash(error):
                raise
            raise Clash(group) from error
    stand = {(c.kind, c.uuid): c.after is not None for c in changes if c.before is None or c.after is None}
    risen = [{"of": kind, "back": uuid} for (kind, uuid), stands in stand.items() if stands]
    if risen:
        connection.execute(_RISE, risen)


def add_all(connection: Connection, kind: str, new: Sequence[Record], **columns: int | None) -> None:
    """Write many new records of a kind, which do not refer to each other, and nothing about them to the audit trail.

    Args:
        connection: in a writing transaction.
        kind: of all of them.
        new: codings go fastest where those of a transcript stand together.
        columns: values that all the rows are given besides.

    Raises:
        RefusedError: something that one of them refers to is not there.
        IntegrityError: one is there already, or another one has its name or place.
    """
    for at in range(0, len(new), _AT_ONCE):
        chunk = new[at : at + _AT_ONCE]
        rows = [{"uuid": record.uuid, **row_of(connection, record), **columns} for record in chunk]
        connection.execute(_insert(kind), rows)


def _take_out(connection: Connection, kind: str, changes: Sequence[Change], event: int, known: Container[str]) -> None:
    own = table(kind)
    unread = [change for change in changes if change.uuid not in known]
    for chunk in (unread[at : at + 500] for at in range(0, len(unread), 500)):
        rows = connection.execute(_select(kind).where(own.c.uuid.in_([change.uuid for change in chunk])))
        present = {row[0]: image(build(kind, row)) for row in rows}
        for change in chunk:
            found, before = present.get(change.uuid), change.before or {}
            # An image that an older program wrote may lack fields that have come since.
            if found != before and found != image(from_image(kind, change.uuid, before)):
                raise Overtaken(kind, change.uuid, gone=change.uuid not in present)
    connection.execute(
        delete(own).where(own.c.uuid == bindparam("gone")), [{"gone": change.uuid} for change in changes]
    )
    connection.execute(
        insert(TOMBSTONE), [{"kind": kind, "uuid": change.uuid, "event_id": event} for change in changes]
    )
    keys = connection.info.get("local_keys", {})
    for change in changes:
        keys.pop((kind, change.uuid), None)


def hanging_on(
    connection: Connection, changes: Sequence[Change], *, besides: Container[str]
) -> tuple[str, str, int | None] | None:
    """Return a record that refers to one of those that changes take out: kind, UUID, and its bulk act's event.

    The records in ``besides`` do not count, by UUID: they go as well.
    """
    for change in changes:
        if change.after is not None:
            continue
        own = table(change.kind)
        for kind in KINDS:
            for column, target in _mapping(kind).references.values():
                if target != change.kind:
                    continue
                referring = table(kind)
                bulk = referring.c.event_id if "event_id" in referring.c else null()
                key = select(own.c.id).where(own.c.uuid == change.uuid).scalar_subquery()
                for uuid, event in connection.execute(select(referring.c.uuid, bulk).where(column == key)):
                    if uuid not in besides:
                        return kind, uuid, event
    return None


class Overtaken(RefusedError):  # noqa: N818 - the name says what happened
    """A record is no longer what the act found it to be."""

    def __init__(self, kind: str, uuid: str, *, gone: bool) -> None:
        told = _("The {kind} is no longer there; nothing was changed.")
        if not gone:
            told = _("The {kind} was changed in the meantime; nothing was changed.")
        super().__init__(told.format(kind=_(shown(kind))), hint=_("Look again and repeat what you did."))
        self.kind = kind
        self.uuid = uuid


class Clash(RefusedError):  # noqa: N818 - as above
    """A record's name or place is taken, or something hangs on what should go."""

    def __init__(self, changes: Sequence[Change]) -> None:
        change = changes[0]
        name = (change.after or {}).get(_NAMED_BY.get(change.kind, ""), "") if len(changes) == 1 else ""
        if change.after is None:
            told = _("Something still belongs to this {kind}, so that it cannot go; nothing was changed.")
        elif name:
            told = _("“{name}” is there already ({kind}); nothing was changed.")
        else:
            told = _("One is in the same place already ({kind}); nothing was changed.")
        super().__init__(told.format(kind=_(shown(change.kind)), name=name), hint=_("Look at what is there now."))
        self.changes = changes


def row_of(connection: Connection, record: Record) -> dict[str, Any]:
    """Return a record's columns but the UUID.

    Raises:
        RefusedError: something that the record refers to is not there.
    """
    kind = KIND_OF[type(record)]
    mapping = _mapping(kind)
    given = image(record)
    row: dict[str, Any] = {column.name: given[name] for name, column in mapping.plain.items()}
    for name, (column, target) in mapping.references.items():
        row[column.name] = None if given[name] is None else local_key(connection, target, given[name])
    if kind in _NAMED_BY:
        row["name_key"] = name_key(given[_NAMED_BY[kind]])
    if kind == "coding":
        row |= quotations.columns(connection, row["transcript_id"], row["revision"], Span(given["start"], given["end"]))
        # A row that was touched is no longer as a bulk act made it.
        row["event_id"] = None
    return row
