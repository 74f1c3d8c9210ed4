"""Transcripts: the list, the text, the turns, and everything a reading screen needs of one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.coders import Coder, Progress, Reviewed, Status
from workbench.core.codings import Coding
from workbench.core.errors import NotFoundError
from workbench.core.language import _
from workbench.core.memos import Memo
from workbench.core.names import name_key
from workbench.core.passages import Passage, Span, covered, intersect, merge, quotation
from workbench.core.report_marks import ReportMark
from workbench.core.segments import Unit, segments, touched
from workbench.core.transcripts import Speaker, Summary, Transcript, TranscriptText
from workbench.services.project import OpenProject, coders
from workbench.store import coders as work
from workbench.store import codings, memos, records, report_marks, transcripts


@dataclass(frozen=True, slots=True)
class OpenTranscript:
    """A transcript with its words and everything that was done with it, as far as the coder may see it.

    ``passages`` are those that the memos hang on.
    """

    transcript: Transcript
    text: TranscriptText
    speakers: tuple[Speaker, ...]
    codings: tuple[Coding, ...]
    reviewed: tuple[Reviewed, ...]
    statuses: tuple[Status, ...]
    memos: tuple[Memo, ...]
    passages: tuple[Passage, ...] = ()
    report_marks: tuple[ReportMark, ...] = ()

    def notes_in(self, span: Span) -> list[Memo]:
        """Return the memos on passages of the newest text that share words with a span, the oldest first."""
        newest = self.transcript.revision
        here = {p.uuid for p in self.passages if p.revision == newest and span.overlaps(Span(p.start, p.end))}
        return [memo for memo in self.memos if memo.passage in here]

    def reviewed_by(self, coder: str) -> list[Span]:
        """Return what a coder (a UUID) has judged: marks and own codings, as disjoint spans in text order."""
        return judged(self, self.codings, coder)


def judged(opened: OpenTranscript, codings: Iterable[Coding], coder: str) -> list[Span]:
    """Return what a coder (a UUID) has judged where these are the codings, as disjoint spans in text order."""
    newest = opened.transcript.revision
    marks = [(m.start, m.end) for m in opened.reviewed if m.coder == coder and m.revision == newest]
    return merge([*marks, *((c.start, c.end) for c in codings if c.coder == coder)])


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a coder (a UUID) is with a transcript: the share of the sentences judged, codings, and whether done."""

    coder: str
    share: float
    codings: int
    done: bool


def coverage(opened: OpenTranscript, codings: Sequence[Coding], coder: str) -> Coverage:
    """Return how far a coder (a UUID) is with a transcript, where these are the codings."""
    done = any(status.coder == coder and status.progress is Progress.DONE for status in opened.statuses)
    share = judged_share(*judged_sentences(opened, judged(opened, codings, coder)))
    return Coverage(coder, share, sum(coding.coder == coder for coding in codings), done)


def judged_sentences(opened: OpenTranscript, spans: Iterable[Span]) -> tuple[int, int]:
    """Return how many sentences share a code point with what was judged, and how many there are."""
    bounds = opened.text.units.get(Unit.SENTENCE.value, ())
    return touched(bounds, spans), len(bounds) // 2


def judged_share(judged: int, sentences: int) -> float:
    """Return which share of a transcript's sentences is judged; of a transcript without words, nothing."""
    return judged / sentences if sentences else 0.0


def percent(share: float) -> int:
    """Return a share in whole per cent: 100 only where all is judged, 0 only where nothing is."""
    return round(100 * share) if share in {0.0, 1.0} else min(99, max(1, round(100 * share)))


def summaries(project: OpenProject) -> list[Summary]:
    """Return all transcripts as lists show them, by name."""
    with project.database.reading() as connection:
        return transcripts.summaries(connection, project.viewer)


def find(project: OpenProject, name: str) -> Transcript:
    """Return the transcript that is meant by a name, the start of one that only one has, or a UUID.

    Raises:
        NotFoundError: none or several are meant.
    """
    with project.database.reading() as connection:
        every: list[Transcript] = records.all_of(connection, "transcript")
    key = name_key(name)
    for transcript in every:
        if name == transcript.uuid or key == name_key(transcript.name):
            return transcript
    near = [t for t in every if key and name_key(t.name).startswith(key)]
    if len(near) == 1:
        return near[0]
    names = sorted(t.name for t in near)
    if names:
        more = ", …" if len(names) > 8 else ""
        raise NotFoundError(
            _("“{name}” may mean {n} transcripts.").format(name=name, n=len(names)),
            hint=f"{', '.join(names[:8])}{more}.",
        )
    raise NotFoundError.named("transcript", name, sorted(t.name for t in every))


def open_transcript(project: OpenProject, transcript: str) -> OpenTranscript:
    """Return a transcript (by UUID) with everything a reading screen draws, read at one moment.

    Raises:
        NotFoundError: it is not there.
    """
    with project.database.reading() as connection:
        found = records.get(connection, "transcript", transcript)
        if not isinstance(found, Transcript):
            raise NotFoundError(_("The transcript is not in the project any more."))
        noted = memos.of_transcript(connection, found.uuid, project.viewer)
        return OpenTranscript(
            found,
            transcripts.text_of(connection, found.uuid, found.revision),
            tuple(transcripts.speakers(connection, found.uuid)),
            tuple(codings.of_transcript(connection, found.uuid, project.viewer, revision=found.revision)),
            tuple(work.reviewed(connection, found.uuid, project.viewer)),
            tuple(work.statuses(connection, project.viewer, transcript=found.uuid)),
            tuple(noted),
            tuple(memos.passages(connection, noted)),
            tuple(report_marks.of_transcript(connection, found.uuid, project.viewer, revision=found.revision)),
        )


def reference(project: OpenProject, opened: OpenTranscript, span: Span) -> str:
    """Return the words of a passage with where they stand: ``“…” (Moss, 2011, R, turn 45)``.

    Several turns are parted by lines; the case is left out where the name of the transcript says it.
    """
    with project.database.reading() as connection:
        found = next(
            (one for one in transcripts.summaries(connection, project.viewer) if one.transcript == opened.transcript),
            None,
        )
    starts = [turn.start for turn in opened.text.turns]
    turn = max(0, bisect_right(starts, span.start) - 1)
    facts = [found.case, *dict.fromkeys(found.attributes.values())] if found is not None else []
    speaker = opened.text.turns[turn].speaker if starts else ""
    said = [*dict.fromkeys(fact for fact in facts if fact), opened.transcript.name, speaker, f"turn {turn + 1}"]
    return f"“{quotation(opened.text.text, span)}” ({', '.join(part for part in said if part)})"


def text(project: OpenProject, transcript: Transcript) -> TranscriptText:
    """Return what the newest revision of a transcript says."""
    with project.database.reading() as connection:
        return transcripts.text_of(connection, transcript.uuid, transcript.revision)


def reviewed_share(opened: OpenTranscript, coder: str, segments: Sequence[Span]) -> tuple[int, int]:
    """Return how many of the segments a coder has judged at all, and how many there are."""
    judged = opened.reviewed_by(coder)
    return sum(1 for segment in segments if covered(intersect([segment], judged))), len(segments)


def table(project: OpenProject) -> Table:
    """Return the list of transcripts: id, name, case, attributes, words, turns, reviewed share, codings by coder."""
    people: dict[str, Coder] = {coder.uuid: coder for coder in coders(project)}
    rows: list[tuple[Value, ...]] = []
    for one in summaries(project):
        progress = {people[c].name: str(p) for c, p in one.progress.items() if c in people}
        share = {people[c].name: _share(one, c) for c in one.progress if c in people}
        counted = {people[c].name: n for c, n in one.codings.items() if c in people}
        facts: dict[str, Any] = dict(one.attributes)
        rows.append(
            (one.transcript.uuid, one.transcript.name, one.case, facts, one.words, one.turns, progress, share, counted)
        )
    headings = [
        TableColumn("id", aside=True),
        TableColumn("name", "Transcript"),
        TableColumn("case", "Case"),
        TableColumn("attributes", "Attributes", aside=True),
        TableColumn("words", "Words", kind=ValueKind.INTEGER),
        TableColumn("turns", "Turns", kind=ValueKind.INTEGER),
        TableColumn("status", "Status", spoken=True),
        TableColumn("reviewed", "Reviewed, %"),
        TableColumn("codings", "Codings"),
    ]
    return Table(_("transcripts"), headings, rows, frozen=2)


def _share(summary: Summary, coder: str) -> int:
    return percent(judged_share(summary.reviewed.get(coder, 0), summary.sentences))


def turns_table(project: OpenProject, transcript: Transcript) -> Table:
    """Return the turns of a transcript, a row each; turns count from 1, offsets are half-open code points."""
    opened = open_transcript(project, transcript.uuid)
    roles = {speaker.label: str(speaker.role) for speaker in opened.speakers}
    body = opened.text.text
    rows = [
        (
            n,
            turn.speaker,
            roles.get(turn.speaker, "other"),
            turn.start,
            turn.end,
            turn.time_ms,
            body[turn.start : turn.end],
        )
        for n, turn in enumerate(opened.text.turns, 1)
    ]
    headings = [
        TableColumn("turn", "Turn", kind=ValueKind.INTEGER),
        TableColumn("speaker", "Speaker"),
        TableColumn("role", "Role", spoken=True),
        TableColumn("start", "Start", kind=ValueKind.INTEGER),
        TableColumn("end", "End", kind=ValueKind.INTEGER),
        TableColumn("time_ms", "Time, ms", kind=ValueKind.INTEGER),
        TableColumn("text", "Text"),
    ]
    return Table(transcript.name, headings, rows)


def status_table(project: OpenProject, transcript: Transcript) -> Table:
    """Return how far each coder is with a transcript: status, turns judged of all turns, codings."""
    opened = open_transcript(project, transcript.uuid)
    turns = segments(opened.text, Unit.TURN)
    stands = {status.coder: str(status.progress) for status in opened.statuses}
    rows: list[tuple[Value, ...]] = []
    for coder in coders(project):
        judged, _ = reviewed_share(opened, coder.uuid, turns)
        counted = sum(1 for coding in opened.codings if coding.coder == coder.uuid)
        rows.append((coder.name, stands.get(coder.uuid, str(Progress.NOT_STARTED)), judged, len(turns), counted))
    columns = [
        TableColumn("coder", "Coder"),
        TableColumn("status", "Status", spoken=True),
        TableColumn("reviewed", "Turns reviewed", kind=ValueKind.INTEGER),
        TableColumn("turns", "Turns", kind=ValueKind.INTEGER),
        TableColumn("codings", "Codings", kind=ValueKind.INTEGER),
    ]
    return Table(transcript.name, columns, rows)
