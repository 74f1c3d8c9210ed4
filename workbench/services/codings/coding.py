"""Coding: give a code to a passage, take it away, say what is read and what is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.core.codebook import Code
from workbench.core.coders import Coder, Pin, Progress, Reviewed, Status, Viewer
from workbench.core.codings import Certainty, Coding
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change, added, changed, removed
from workbench.core.language import _
from workbench.core.passages import Span, merge, subtract, trim
from workbench.core.transcripts import Transcript, TranscriptText
from workbench.services.blinding import done_blind
from workbench.services.codings.coding_removal import removal
from workbench.services.project import OpenProject, acting, find_coder, now
from workbench.store import codebook, coders, codings, events, records, transcripts
from workbench.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of giving a code: the coding, and whether it is new or stood there already."""

    coding: Coding
    new: bool


def apply_code(
    project: OpenProject,
    transcript: Transcript,
    span: Span,
    code: Code,
    *,
    certainty: Certainty = Certainty.SURE,
    text: TranscriptText | None = None,
) -> Applied:
    """Give a code to a passage; the rules are those of :func:`apply_codes`."""
    (applied,) = apply_codes(project, transcript, span, [code], certainty=certainty, text=text)
    return applied


def apply_codes(
    project: OpenProject,
    transcript: Transcript,
    span: Span,
    codes: Iterable[Code],
    *,
    certainty: Certainty = Certainty.SURE,
    text: TranscriptText | None = None,
) -> list[Applied]:
    """Give one or more codes to a passage as one act, all of them or none.

    White space at the ends is trimmed and cut characters are made whole. The same code on the same passage again
    changes nothing. A transcript that was not started is now being coded.

    Args:
        project: where, and by whom.
        transcript: its newest revision is coded.
        span: half-open, in code points.
        codes: none of them retired; one that is named twice counts once.
        certainty: sure or unsure.
        text: the transcript's text, where the caller has it.

    Returns:
        What came of each code, in their order.

    Raises:
        NotFoundError: a code has left the codebook since it was read.
        RefusedError: the passage holds no words, or a code is retired.
    """
    given = {code.uuid: code for code in codes}
    applied: list[Applied] = []
    with acting(project) as (connection, coder):
        body = text or transcripts.text_of(connection, transcript.uuid, transcript.revision)
        passage = trim(body.text, span)
        for code in given.values():
            offered = still_offered(connection, code)
            standing = codings.find(connection, transcript.uuid, transcript.revision, code.uuid, passage, coder.uuid)
            coding = standing or Coding(
                uuid=str(uuid4()),
                transcript=transcript.uuid,
                revision=transcript.revision,
                code=code.uuid,
                start=passage.start,
                end=passage.end,
                coder=coder.uuid,
                certainty=certainty,
                codebook_revision=offered.revision,
                created_at=now(),
            )
            applied.append(Applied(coding, new=standing is None))
        new = [one.coding for one in applied if one.new]
        if new:
            status = coders.status(connection, transcript.uuid, coder.uuid)
            keys = ", ".join(given[one.code].key for one in new)
            events.record(
                connection,
                [*map(added, new), *started(status, transcript, coder)],
                actor=coder.uuid,
                action="coding.apply",
                at=now(),
                summary=f"{keys} on {transcript.name} {passage.start}–{passage.end}",
            )
    return applied


def still_offered(connection: Transaction, code: Code) -> codebook.Offered:
    """Refuse a code by what the codebook says now; the caller's may be older.

    Raises:
        NotFoundError: it is not there any more.
        RefusedError: it is retired.
    """
    found = codebook.offered(connection, code.uuid)
    if found is None:
        raise NotFoundError(_("The code is not in the codebook any more."), hint=_("Look at: workbench codebook show"))
    if found.retired:
        raise RefusedError(
            _("The code “{key}” is retired.").format(key=code.key),
            hint=_("Choose another, or bring it back in the codebook."),
        )
    return found


def started(status: Status | None, transcript: Transcript, coder: Coder) -> list[Change]:
    """Return the change that says that a coder is coding a transcript, where nothing says so yet."""
    if status is None:
        return [added(Status(str(uuid4()), transcript.uuid, coder.uuid, Progress.CODING, None, now()))]
    if status.progress is Progress.NOT_STARTED:
        return [changed(status, replace(status, progress=Progress.CODING, at=now()))]
    return []


def uncode(project: OpenProject, coding_uuid: str) -> Coding:
    """Take a coding of one's own away, with the memos that hang on it.

    Raises:
        NotFoundError: there is no such coding.
        RefusedError: it is another coder's.
    """
    with acting(project) as (connection, coder):
        coding = records.get(connection, "coding", coding_uuid)
        if not isinstance(coding, Coding) or not _visible(connection, coding, project.viewer):
            raise NotFoundError(
                _("There is no coding “{coding_uuid}”.").format(coding_uuid=coding_uuid),
                hint=_("workbench codings lists them with their ids."),
            )
        if coding.coder != coder.uuid:
            raise RefusedError(_("That coding is another coder's."), hint=_("Each coder takes away only their own."))
        events.record(
            connection,
            removal(connection, [coding]),
            actor=coder.uuid,
            action="coding.remove",
            at=now(),
            summary=f"coding {coding.start}–{coding.end} taken away",
        )
    return coding


def _visible(connection: Transaction, coding: Coding, viewer: Viewer) -> bool:
    """Whether a coder may know of a coding at all."""
    if coding.coder == viewer.coder:
        return True
    seen = codings.of_transcript(connection, coding.transcript, viewer, revision=coding.revision)
    return any(coding.uuid == one.uuid for one in seen)


def move_boundary(
    project: OpenProject,
    coding: Coding,
    start: int,
    end: int,
    *,
    text: TranscriptText | None = None,
    batch: str | None = None,
) -> Coding:
    """Let a coding of one's own begin or end elsewhere.

    Args:
        project: where, and by whom.
        coding: as the caller knows it.
        start: in code points; white space there is trimmed and a cut character is made whole.
        end: not included.
        text: the transcript's text, where the caller has it.
        batch: UUID shared by moves that are undone together.

    Returns:
        The coding as it stands now, the same one where nothing had to be moved.

    Raises:
        RefusedError: it is another coder's, was changed or taken away since, the new passage holds no words, or the
            same code of the same coder is on it already.
    """
    with acting(project) as (connection, coder):
        if coding.coder != coder.uuid:
            raise RefusedError(_("That coding is another coder's."), hint=_("Each coder moves only their own."))
        body = text or transcripts.text_of(connection, coding.transcript, coding.revision)
        place = trim(body.text, Span(start, max(start, end)))
        if place == (coding.start, coding.end):
            return coding
        if codings.find(connection, coding.transcript, coding.revision, coding.code, place, coder.uuid) is not None:
            raise RefusedError(
                _("The same code of yours is on exactly these words already."),
                hint=_("Move on, or take one of the two away."),
            )
        after = replace(coding, start=place.start, end=place.end)
        events.record(
            connection,
            [changed(coding, after)],
            actor=coder.uuid,
            action="coding.move",
            at=now(),
            summary=f"coding {coding.start}–{coding.end} moved to {place.start}–{place.end}",
            batch=batch,
        )
    return after


def set_certainty(project: OpenProject, coding: Coding, certainty: Certainty) -> Coding:
    """Say how sure one is of a coding of one's own.

    Raises:
        RefusedError: it is another coder's.
    """
    after = replace(coding, certainty=certainty)
    with acting(project) as (connection, coder):
        if coding.coder != coder.uuid:
            raise RefusedError(_("That coding is another coder's."), hint=_("Each coder judges only their own."))
        if after != coding:
            events.record(
                connection,
                [changed(coding, after)],
                actor=coder.uuid,
                action="coding.certainty",
                at=now(),
                summary=f"coding {coding.start}–{coding.end} {certainty}",
            )
    return after


def mark_reviewed(project: OpenProject, transcript: Transcript, spans: Iterable[Span]) -> list[Span]:
    """Say of some segments that they are read and need no code; marks that touch become one.

    Returns:
        All spans of the transcript that the coder has marked so far.
    """
    with acting(project) as (connection, coder):
        standing = [m for m in coders.reviewed(connection, transcript.uuid, project.viewer) if m.coder == coder.uuid]
        standing = [m for m in standing if m.revision == transcript.revision]
        before = [Span(m.start, m.end) for m in standing]
        after = merge([*before, *spans])
        changes = [removed(m) for m in standing if Span(m.start, m.end) not in after]
        changes += [
            added(Reviewed(str(uuid4()), transcript.uuid, transcript.revision, coder.uuid, *span))
            for span in after
            if span not in before
        ]
        if changes:
            changes += started(coders.status(connection, transcript.uuid, coder.uuid), transcript, coder)
            events.record(
                connection,
                changes,
                actor=coder.uuid,
                action="reviewed.mark",
                at=now(),
                summary=f"read {transcript.name}, {sum(s.length for s in subtract(after, before))} characters",
            )
    return after


def set_status(project: OpenProject, transcript: Transcript, progress: Progress) -> Status:
    """Say how far one is with a transcript.

    Done keeps the codebook revision in force: done once more, after new codes came, says that they were looked for
    too. In a blind project it also keeps the coder's codings as they stand, since agreement is reckoned from what was
    judged before one saw the others' work.
    """
    with acting(project) as (connection, coder):
        before = coders.status(connection, transcript.uuid, coder.uuid)
        done = progress is Progress.DONE
        revision = codebook.revision(connection) if done else None
        if before is not None and (before.progress, before.codebook_revision) == (progress, revision):
            return before
        at = now()
        keeping = done_blind.kept(connection, transcript, before, coder) if done else None
        kept_at = at if keeping is not None else before.kept_at if before else None
        uuid = before.uuid if before else str(uuid4())
        after = Status(uuid, transcript.uuid, coder.uuid, progress, revision, at, kept_at)
        changes = [changed(before, after) if before else added(after), *(keeping or [])]
        events.record(
            connection,
            changes,
            actor=coder.uuid,
            action="status.set",
            at=at,
            summary=f"{transcript.name}: {progress}",
        )
    return after


def set_primary(project: OpenProject, transcript: Transcript, name: str) -> None:
    """Say whose codings of a transcript are counted, where no other coder is chosen.

    Raises:
        NotFoundError: there is no such coder.
    """
    counted = find_coder(project, name)
    after = replace(transcript, primary_coder=counted.uuid)
    if after == transcript:
        return
    with acting(project) as (connection, coder):
        events.record(
            connection,
            [changed(transcript, after)],
            actor=coder.uuid,
            action="transcript.primary",
            at=now(),
            summary=f"{transcript.name}: {counted.name} is counted",
        )


def pins(project: OpenProject) -> dict[int, str]:
    """Return the coder's pinned codes: digit -> code UUID."""
    if project.coder is None:
        return {}
    with project.database.reading() as connection:
        found: list[Pin] = records.all_of(connection, "pin")
    return {pin.digit: pin.code for pin in found if pin.coder == project.coder.uuid}


def pin(project: OpenProject, digit: int, code: Code | None) -> None:
    """Pin a code to a digit of the keyboard, from where it leaves any other, or free the digit.

    Raises:
        RefusedError: the digit is none.
    """
    if not 0 <= digit <= 9:
        raise RefusedError(_("{digit} is not a digit.").format(digit=digit), hint=_("Pin a code to one of 0 to 9."))
    with acting(project) as (connection, coder):
        own: list[Pin] = [p for p in records.all_of(connection, "pin") if p.coder == coder.uuid]
        if code is not None and any((p.digit, p.code) == (digit, code.uuid) for p in own):
            return
        changes = [removed(p) for p in own if p.digit == digit or (code is not None and p.code == code.uuid)]
        if code is not None:
            changes.append(added(Pin(str(uuid4()), coder.uuid, digit, code.uuid)))
        if changes:
            events.record(
                connection,
                changes,
                actor=coder.uuid,
                action="pin.set",
                at=now(),
                summary=f"{digit} = {code.key if code else 'free'}",
            )
