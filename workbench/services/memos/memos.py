"""Memos: notes on a project, transcript, passage, code, coding or case."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.core.cases import Case
from workbench.core.coders import EVERYTHING, Coder
from workbench.core.codings import Coding
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change, added, changed, removed
from workbench.core.language import _
from workbench.core.memos import TARGETS, Memo
from workbench.core.names import name_key
from workbench.core.passages import Passage, Span, trim
from workbench.core.transcripts import Transcript, clean
from workbench.services import local_state
from workbench.services.memos.memo_lists import (
    KIND_WORDS,
    ListedMemo,
    WantedMemos,
    command,
    counted_by_kind,
    listing,
    table,
    write_document,
)
from workbench.services.project import OpenProject, acting, now
from workbench.services.transcripts import find as find_transcript
from workbench.store import codebook, events, memos, records, transcripts, visibility
from workbench.store.database import Transaction

__all__ = [
    "KIND_WORDS",
    "AboutMemo",
    "ListedMemo",
    "MemoTarget",
    "UnstoredMemo",
    "WantedMemos",
    "about",
    "change_memo",
    "command",
    "counted_by_kind",
    "find",
    "listing",
    "own_on",
    "remove_memo",
    "table",
    "target",
    "unstored",
    "write_document",
    "write_memo",
    "write_on",
]

_PLACE = re.compile(r"[^/]+/(\d{1,9})/(\d{1,9})-(\d{1,9})")
"""The key of a draft on words of a transcript."""


@dataclass(frozen=True, slots=True)
class MemoTarget:
    """What a memo is to hang on: a record by kind and UUID, or the words ``span`` of a transcript's revision.

    Of a passage ``uuid`` is the transcript's: the passage itself comes into being with its memo.
    """

    kind: str
    uuid: str
    revision: int = 0
    span: Span | None = None

    @property
    def key(self) -> str:
        """What the draft of a new memo on it is kept by on this machine."""
        return self.uuid if self.span is None else f"{self.uuid}/{self.revision}/{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class UnstoredMemo:
    """Words that were being written when the program ended, and what they were to be: ``memo``, or one on ``target``.

    ``lost`` is whether what they were about is gone; the target is then the project.
    """

    key: str
    words: str
    target: MemoTarget
    memo: Memo | None = None
    lost: bool = False


def write_memo(project: OpenProject, kind: str, target: str, body: str) -> Memo:
    """Write a memo on something.

    Args:
        project: where.
        kind: project, transcript, passage, code, coding or case.
        target: its UUID.
        body: the words.

    Raises:
        RefusedError: there are no words.
        NotFoundError: the target is not there, or is work that the coder may not see.
    """
    on = {name: target if name == kind else None for name in TARGETS}
    made = now()
    memo = Memo(str(uuid4()), "", _words(body), created_at=made, changed_at=made, **on)
    with acting(project) as (connection, coder):
        memo = replace(memo, coder=coder.uuid)
        if records.get(connection, kind, target) is None or not _visible(connection, project, kind, target):
            raise NotFoundError(_("The {kind} is not in the project any more.").format(kind=_(KIND_WORDS[kind])))
        _record(connection, [added(memo)], coder, "memo.write", kind)
    return memo


def write_on(project: OpenProject, target: MemoTarget, body: str) -> Memo:
    """Write a memo on a target; on words of a transcript it brings their passage in with it, as one act.

    Raises:
        RefusedError: there are no words in the memo, or none in the passage.
        NotFoundError: the target is not there, or is work that the coder may not see.
    """
    if target.span is None:
        return write_memo(project, target.kind, target.uuid, body)
    words, made = _words(body), now()
    with acting(project) as (connection, coder):
        transcript = records.get(connection, "transcript", target.uuid)
        if not isinstance(transcript, Transcript):
            raise NotFoundError(_("The {kind} is not in the project any more.").format(kind=_("transcript")))
        text = transcripts.text_of(connection, transcript.uuid, target.revision or transcript.revision)
        span = trim(text.text, target.span)
        passage = Passage(str(uuid4()), transcript.uuid, target.revision or transcript.revision, *span)
        memo = Memo(str(uuid4()), coder.uuid, words, passage=passage.uuid, created_at=made, changed_at=made)
        _record(connection, [added(passage), added(memo)], coder, "memo.write", "passage")
    return memo


def change_memo(project: OpenProject, memo: Memo, body: str) -> Memo | None:
    """Change a memo of one's own; without words it is taken away, and None is returned.

    Raises:
        RefusedError: it is another coder's, or was changed meanwhile.
    """
    after = replace(memo, body=clean(body).text.strip(), changed_at=now())
    if after.body == memo.body:
        return memo
    with acting(project) as (connection, coder):
        if memo.coder != coder.uuid:
            raise RefusedError(_("That memo is another coder's."), hint=_("Write one of your own."))
        changes: list[Change] = [changed(memo, after) if after.body else removed(memo)]
        if memo.passage and not after.body:
            passage = records.get(connection, "passage", memo.passage)
            if passage is not None and len(memos.on(connection, EVERYTHING, "passage", memo.passage)) == 1:
                changes.append(removed(passage))
        _record(connection, changes, coder, "memo.change" if after.body else "memo.remove", memo.target[0])
    return after if after.body else None


def remove_memo(project: OpenProject, memo: Memo) -> None:
    """Take a memo of one's own away; undo brings it back.

    Raises:
        RefusedError: it is another coder's, or was changed meanwhile.
    """
    change_memo(project, memo, "")


def target(project: OpenProject, kind: str, name: str = "", span: Span | None = None) -> MemoTarget:
    """Return what a memo is to hang on, by its name.

    Args:
        project: where.
        kind: project, transcript, passage, code, coding or case.
        name: of the transcript, code or case, or the id of the coding; nothing for the project.
        span: of a passage in the transcript, half-open in code points.

    Raises:
        NotFoundError: there is nothing of that name.
    """
    if kind == "project":
        return MemoTarget(kind, project.project.uuid)
    if kind in {"transcript", "passage"}:
        found = find_transcript(project, name)
        return MemoTarget(kind, found.uuid, found.revision if span else 0, span)
    with project.database.reading() as connection:
        if kind == "code":
            return MemoTarget(kind, codebook.tree(connection).find(name).uuid)
        if kind == "case":
            cases: list[Case] = records.all_of(connection, "case")
            for case in cases:
                if name == case.uuid or name_key(name) == name_key(case.name):
                    return MemoTarget(kind, case.uuid)
            raise NotFoundError.named("case", name, sorted(case.name for case in cases))
        if records.get(connection, kind, name) is None or not _visible(connection, project, kind, name):
            raise NotFoundError(
                _("There is no coding “{id}”.").format(id=name[:40]),
                hint=_("workbench codings lists them with their ids."),
            )
    return MemoTarget(kind, name)


def find(project: OpenProject, uuid: str) -> Memo:
    """Return a memo by its id.

    Raises:
        NotFoundError: there is none that the coder may see.
    """
    with project.database.reading() as connection:
        found = next((memo for memo in memos.listing(connection, project.viewer) if memo.uuid == uuid), None)
    if found is None:
        raise NotFoundError(
            _("There is no memo “{id}”.").format(id=uuid[:40]),
            hint=_("workbench memos --format json lists them with their ids."),
        )
    return found


def own_on(project: OpenProject, target: MemoTarget) -> Memo | None:
    """Return the coder's latest memo on a target, None where there is none."""
    if project.coder is None:
        return None
    with project.database.reading() as connection:
        if target.span is None:
            found = memos.on(connection, project.viewer, target.kind, target.uuid)
        else:
            found = memos.on_passage(connection, project.viewer, target.uuid, target.revision, target.span)
    return next((memo for memo in reversed(found) if memo.coder == project.coder.uuid), None)


@dataclass(frozen=True, slots=True)
class AboutMemo:
    """What a memo is about: the name of its project, transcript or case, the UUID of its code, and the words."""

    name: str = ""
    code: str = ""
    quotation: str = ""


def about(project: OpenProject, target: MemoTarget) -> AboutMemo:
    """Return what a memo on a target is about; what is gone, or may not be seen, has no name."""
    if target.kind == "project":
        return AboutMemo(project.project.name)
    if target.kind == "code":
        return AboutMemo(code=target.uuid)
    with project.database.reading() as connection:
        if target.span is not None:
            place = Passage("", target.uuid, target.revision, *target.span)
        else:
            place = records.get(connection, target.kind, target.uuid)
        if isinstance(place, (Transcript, Case)):
            return AboutMemo(place.name)
        if place is None or not (target.span or _visible(connection, project, target.kind, target.uuid)):
            return AboutMemo()
        transcript = records.get(connection, "transcript", place.transcript)
        text = transcripts.text_of(connection, place.transcript, place.revision or transcript.revision).text
        code = place.code if isinstance(place, Coding) else ""
        return AboutMemo(transcript.name, code, text[place.start : place.end])


def unstored(project: OpenProject) -> list[UnstoredMemo]:
    """Return the words that the coder was writing on this machine when the program ended without storing them."""
    if project.coder is None:
        return []
    drafts = local_state.drafts(project.project.uuid, project.coder.uuid)
    if not drafts:
        return []
    with project.database.reading() as connection:
        return [_unstored(connection, project, key, words) for key, words in drafts.items()]


def _unstored(connection: Transaction, project: OpenProject, key: str, words: str) -> UnstoredMemo:
    uuid = key.partition("/")[0]
    place = _PLACE.fullmatch(key)
    if place is not None and records.get(connection, "transcript", uuid) is not None:
        revision, start, end = map(int, place.groups())
        return UnstoredMemo(key, words, MemoTarget("passage", uuid, revision, Span(start, end)))
    memo = records.get(connection, "memo", uuid)
    if isinstance(memo, Memo):
        return UnstoredMemo(key, words, MemoTarget(*memo.target), memo)
    kind = next((kind for kind in TARGETS if records.get(connection, kind, uuid) is not None), None)
    if kind is None:
        return UnstoredMemo(key, words, MemoTarget("project", project.project.uuid), lost=True)
    return UnstoredMemo(key, words, MemoTarget(kind, uuid))


def _words(body: str) -> str:
    words = clean(body).text.strip()
    if not words:
        raise RefusedError(_("The memo holds no words."), hint=_("Write something, or leave it."))
    return words


def _visible(connection: Transaction, project: OpenProject, kind: str, uuid: str) -> bool:
    """Whether a coder may know of a target at all: another's coding is hidden while the project is blind."""
    record = records.get(connection, kind, uuid)
    if isinstance(record, Coding) and project.coder is not None and record.coder != project.coder.uuid:
        return visibility.is_open(connection, project.viewer, record.transcript)
    if isinstance(record, Passage):
        return visibility.is_open(connection, project.viewer, record.transcript) or bool(
            memos.on(connection, project.viewer, kind, uuid)
        )
    return True


def _record(connection: Transaction, changes: list[Change], coder: Coder, action: str, kind: str) -> None:
    events.record(connection, changes, actor=coder.uuid, action=action, at=now(), summary=f"memo on a {kind}")
