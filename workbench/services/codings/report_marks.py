"""Passages marked for the report, and what the informants said to being quoted."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.analysis.tables import Table, TableColumn, ValueKind
from workbench.core.coders import Rights
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import added, changed, removed
from workbench.core.language import _
from workbench.core.passages import Span, trim
from workbench.core.report_marks import Approval, ReportMark
from workbench.core.transcripts import Summary, Transcript, TranscriptText, clean
from workbench.services.project import OpenProject, acting, coders, now
from workbench.store import events, records, report_marks, transcripts
from workbench.store.database import Transaction

_SHORTEST = 6
"""How many characters of an id name a mark at least."""


@dataclass(frozen=True, slots=True)
class ListedMark:
    """A mark as lists show it, with its words and where they stand.

    ``turn`` is the index, from 0, of the turn that the passage begins in, -1 where it begins in none; ``summary`` holds
    the transcript with its case and attributes.
    """

    mark: ReportMark
    quotation: str
    summary: Summary
    coder: str
    turn: int = -1
    speaker: str = ""


def mark(
    project: OpenProject, transcript: Transcript, span: Span, *, note: str = "", text: TranscriptText | None = None
) -> ReportMark:
    """Mark a passage for the report; one of the coder's own that is there already is returned as it is.

    Args:
        project: where, and by whom.
        transcript: its newest revision is marked.
        span: half-open, in code points; white space at its ends is trimmed.
        note: what it is wanted for.
        text: the transcript's text, where the caller has it.

    Raises:
        RefusedError: the passage holds no words, or lies outside the text.
    """
    with acting(project) as (connection, coder):
        body = text or transcripts.text_of(connection, transcript.uuid, transcript.revision)
        start, end = trim(body.text, span)
        place = (transcript.uuid, transcript.revision, start, end, coder.uuid)
        there = report_marks.of_transcript(connection, transcript.uuid, project.viewer, revision=transcript.revision)
        standing = next((m for m in there if (m.transcript, m.revision, m.start, m.end, m.coder) == place), None)
        if standing is not None:
            return standing
        made = ReportMark(str(uuid4()), *place, note=clean(note).text.strip(), created_at=now())
        events.record(
            connection,
            [added(made)],
            actor=coder.uuid,
            action="report.mark",
            at=now(),
            summary=f"{transcript.name} {start}–{end} marked for the report",
        )
    return made


def unmark(project: OpenProject, uuid: str) -> ReportMark:
    """Take a mark of one's own away.

    Raises:
        NotFoundError: there is no such mark.
        RefusedError: it is another coder's.
    """
    with acting(project) as (connection, coder):
        before = _find(connection, project, uuid)
        if before.coder != coder.uuid:
            raise RefusedError(_("That mark is another coder's."), hint=_("Each coder takes away only their own."))
        events.record(
            connection,
            [removed(before)],
            actor=coder.uuid,
            action="report.unmark",
            at=now(),
            summary=f"mark for the report {before.start}–{before.end} taken away",
        )
    return before


def set_approval(project: OpenProject, uuid: str, approval: Approval, *, note: str | None = None) -> ReportMark:
    """Say what the informant said to a quotation.

    Args:
        project: where.
        uuid: of the mark, one's own; the project's lead may say it of any.
        approval: not asked, asked, approved or refused.
        note: how it came, in place of what is noted there; None leaves that as it is.

    Raises:
        NotFoundError: there is no such mark.
        RefusedError: it is another coder's.
    """
    with acting(project) as (connection, coder):
        before = _find(connection, project, uuid)
        if before.coder != coder.uuid and coder.rights is not Rights.LEAD:
            raise RefusedError(_("That mark is another coder's."), hint=_("Its coder says it, or the project's lead."))
        after = replace(before, approval=approval, note=before.note if note is None else clean(note).text.strip())
        if after != before:
            events.record(
                connection,
                [changed(before, after)],
                actor=coder.uuid,
                action="report.approval",
                at=now(),
                summary=f"quotation {before.start}–{before.end}: {approval}",
            )
    return after


def _find(connection: Transaction, project: OpenProject, uuid: str) -> ReportMark:
    """Return a mark that the coder may see, by its id or the beginning of it, as lists for approval show it."""
    found = records.get(connection, "report_mark", uuid)
    if isinstance(found, ReportMark):
        seen = report_marks.of_transcript(connection, found.transcript, project.viewer, revision=found.revision)
        if found in seen:
            return found
    near = [one for one, _words in report_marks.listing(connection, project.viewer) if one.uuid.startswith(uuid)]
    if len(uuid) >= _SHORTEST and len(near) == 1:
        return near[0]
    raise NotFoundError(
        _("There is no mark “{uuid}” for the report.").format(uuid=uuid[:60]),
        hint=_("workbench report-marks lists them with their ids."),
    )


def of_project(project: OpenProject) -> list[ListedMark]:
    """Return the marks that the coder may see, on the newest revisions: by transcript, then in text order."""
    people = {coder.uuid: coder.name for coder in coders(project)}
    with project.database.reading() as connection:
        summaries = {s.transcript.uuid: s for s in transcripts.summaries(connection, project.viewer)}
        turns: dict[str, TranscriptText] = {}
        found: list[ListedMark] = []
        for one, words in report_marks.listing(connection, project.viewer):
            summary = summaries[one.transcript]
            if one.revision != summary.transcript.revision:
                continue
            if one.transcript not in turns:
                turns[one.transcript] = transcripts.text_of(connection, one.transcript, one.revision)
            text = turns[one.transcript]
            at = bisect_right(text.turns, one.start, key=lambda turn: turn.start) - 1
            inside = at >= 0 and one.start < text.turns[at].end
            where = (at, text.turns[at].speaker) if inside else (-1, "")
            found.append(ListedMark(one, words, summary, people.get(one.coder, "?"), *where))
    return found


def table(project: OpenProject) -> Table:
    """Return the marked passages as far as the coder may see them, one row each."""
    rows = [
        (
            one.mark.uuid,
            one.summary.transcript.name,
            one.mark.start,
            one.mark.end,
            one.turn + 1 if one.turn >= 0 else None,
            one.speaker,
            one.quotation,
            str(one.mark.approval),
            one.mark.note,
            one.coder,
            datetime.datetime.fromtimestamp(one.mark.created_at / 1e6, datetime.UTC),
            one.summary.case,
            dict(one.summary.attributes),
        )
        for one in of_project(project)
    ]
    columns = [
        TableColumn("id", aside=True),
        TableColumn("transcript", "Transcript"),
        TableColumn("start", "Start", kind=ValueKind.INTEGER, aside=True),
        TableColumn("end", "End", kind=ValueKind.INTEGER, aside=True),
        TableColumn("turn", "Turn", kind=ValueKind.INTEGER),
        TableColumn("speaker", "Speaker"),
        TableColumn("quotation", "Quotation"),
        TableColumn("approval", "Approval", spoken=True),
        TableColumn("note", "Note"),
        TableColumn("coder", "Coder"),
        TableColumn("created", "Created", kind=ValueKind.TIME, aside=True),
        TableColumn("case", "Case", aside=True),
        TableColumn("attributes", "Attributes", aside=True),
    ]
    return Table(_("marked for the report"), columns, rows, name="Marks")
