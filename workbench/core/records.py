"""Every kind of record that a project holds, and each one's image.

An image is a record without its UUID as plain JSON values. Events, bundles, digests and undo all speak in images, so
that one generic inverse serves every act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Protocol

from workbench.core.cases import Attribute, AttributeType, AttributeValue, Bearer, Case, Informant
from workbench.core.codebook import Card, Code, Codebook, CodebookRevision, CodeRevision
from workbench.core.coders import Coder, CoderKind, Pin, Progress, Reviewed, Rights, Status
from workbench.core.codings import Certainty, Coding, CodingAnchor, CodingAtDone
from workbench.core.memos import Memo
from workbench.core.passages import Passage, Span
from workbench.core.project import Project
from workbench.core.report_marks import Approval, ReportMark
from workbench.core.settlements import Decision, Settlement
from workbench.core.transcripts import Revision, Role, Speaker, Transcript


class Record(Protocol):
    """Anything with a UUID that a project holds."""

    @property
    def uuid(self) -> str:
        """The record's identity, the same in every copy of the project."""
        ...


KINDS: dict[str, type[Any]] = {
    "project": Project,
    "coder": Coder,
    "case": Case,
    "informant": Informant,
    "attribute": Attribute,
    "transcript": Transcript,
    "revision": Revision,
    "speaker": Speaker,
    "attribute_value": AttributeValue,
    "codebook": Codebook,
    "code": Code,
    "codebook_revision": CodebookRevision,
    "code_revision": CodeRevision,
    "coding": Coding,
    "coding_anchor": CodingAnchor,
    "coding_at_done": CodingAtDone,
    "passage": Passage,
    "memo": Memo,
    "reviewed": Reviewed,
    "report_mark": ReportMark,
    "settlement": Settlement,
    "status": Status,
    "pin": Pin,
}
"""Kinds by name, in an order in which each record's references come before it (parents of codes apart)."""

KIND_OF: dict[type[Any], str] = {record: kind for kind, record in KINDS.items()}


MADE_BY = "made_by"
"""In the image that an event holds of a coding: the bulk act (an event's UUID) which it stood as made by until then.

It is no field of the record, and tells undo whose coding it is again.
"""

_JSON = frozenset({str, int, float, bool, type(None)})
"""What JSON holds as it is: nearly all values are, and bulk acts make hundreds of thousands of images."""


@cache
def _names(record: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(record) if f.name != "uuid")


def _plain(value: Any) -> Any:
    if type(value) in _JSON:
        return value
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def image(record: Record) -> dict[str, Any]:
    """Return a record's fields but the UUID as JSON values."""
    return {name: _plain(getattr(record, name)) for name in _names(type(record))}


def from_image(kind: str, uuid: str, values: Mapping[str, Any]) -> Any:
    """Build the record of a kind from its image; the inverse of :func:`image`."""
    given = dict(values)
    given.pop(MADE_BY, None)
    for name, restore in restored(kind).items():
        if name in given:
            given[name] = restore(given[name])
    return KINDS[kind](uuid=uuid, **given)


def restored(kind: str) -> Mapping[str, Callable[[Any], Any]]:
    """Return what makes a field of an image into a record's again, by field, for those that JSON does not hold."""
    return _RESTORED.get(kind, {})


def _card(values: Mapping[str, Any]) -> Card:
    given = dict(values)
    given["examples"] = {language: tuple(lines) for language, lines in given.get("examples", {}).items()}
    return Card(**given)


def _spans(values: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in values)


_RESTORED: dict[str, dict[str, Callable[[Any], Any]]] = {
    "coder": {"kind": CoderKind, "rights": Rights},
    "attribute": {"type": AttributeType, "bearer": Bearer},
    "speaker": {"role": Role},
    "coding": {"certainty": Certainty},
    "status": {"progress": Progress},
    "report_mark": {"approval": Approval},
    "settlement": {"compared": tuple, "decision": Decision, "edited": _spans},
    "code": {"card": _card},
}
