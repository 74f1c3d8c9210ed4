"""Settling and what takes it back: each is one act, which never touches what the coders themselves gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.core.coders import CONSENSUS, EVERYTHING, Coder, CoderKind, Progress, Status
from workbench.core.codings import Coding, CodingAtDone
from workbench.core.errors import RefusedError
from workbench.core.events import Change, added, changed, removed
from workbench.core.language import _
from workbench.core.passages import Span, trim
from workbench.core.settlements import Decision, Settlement
from workbench.core.transcripts import Transcript, clean
from workbench.services.codings.coding_removal import removal
from workbench.services.project import OpenProject, acting, now
from workbench.services.row_imports import bring_in, named_coders
from workbench.services.settling.reading import ContestedPassage, SettledTranscript, read
from workbench.store import codebook, coders, codings, events, records, references, transcripts
from workbench.store.database import Transaction


def settle(
    project: OpenProject,
    passage: ContestedPassage,
    decision: Decision,
    *,
    taken: Coder | None = None,
    reason: str | None = None,
    edited: Sequence[Span] = (),
) -> ContestedPassage:
    """Settle a disagreement: the decision is kept, and the consensus has what comes of it.

    The first decision on a transcript also gives the consensus what all agree on, and keeps the coders' codings as they
    stand, from which agreement is reckoned from then on. With the last one the transcript's consensus is complete.

    Args:
        project: where, and by whom.
        passage: as it was read; it may have been settled before, and is then settled anew.
        decision: what becomes of it.
        taken: whose passages are taken, where the decision is to take one's.
        reason: why, None leaves what was noted before.
        edited: the passages that an edited one has, half-open code points.

    Returns:
        The passage with its settlement.

    Raises:
        RefusedError: it is no longer as it was read, nobody or a stranger is taken, an edited passage has no words or
            lies elsewhere, or the consensus itself is at work.
    """
    (settled,) = settle_alike(project, [passage], decision, taken=taken, reason=reason, edited=edited)
    return settled


def settle_alike(
    project: OpenProject,
    passages: Sequence[ContestedPassage],
    decision: Decision,
    *,
    taken: Coder | None = None,
    reason: str | None = None,
    edited: Sequence[Span] = (),
) -> list[ContestedPassage]:
    """Settle several disagreements alike, such as all boundaries of a transcript; one act (:func:`settle`)."""
    for passage in passages:
        _refuse_nonsense(passage, decision, taken, edited)
    by_transcript: dict[str, list[ContestedPassage]] = {}
    for passage in passages:
        by_transcript.setdefault(passage.transcript, []).append(passage)
    fresh = [_as_they_are(project, these) for these in by_transcript.values()]
    with acting(project) as (connection, coder):
        changes: list[Change] = []
        done: list[ContestedPassage] = []
        for transcript, these in fresh:
            work = _Consensus.at(connection, coder, transcript)
            kept = work.begin() if not any(one.settlement for one in transcript.passages) else []
            for passage in these:
                outcome = list(edited) if decision is Decision.EDITED else passage.outcome(decision, taken)
                spans = [
                    trim(work.text, span)
                    for span in outcome
                    if decision is Decision.EDITED or work.text[span.start : span.end].strip()
                ]
                before = passage.settlement
                after = _settlement(passage, decision, coder, taken, reason)
                changes += [changed(before, after) if before else added(after), *work.put(passage, spans)]
                done.append(replace(passage, settlement=after))
            ids = {one.id for one in these}
            open_ = [one for one in transcript.passages if one.id not in ids and not one.settled]
            changes += [*kept, *work.stands(complete=not open_ and decision is not Decision.LATER)]
        how = f"{decision} {taken.name}" if taken is not None else str(decision)
        first = done[0]
        what = f"{first.key} on {first.name} {first.start}–{first.end}" if len(done) == 1 else f"{len(done)} passages"
        events.record(
            connection,
            changes,
            actor=coder.uuid,
            action="disagreement.settle",
            at=now(),
            summary=f"{what} settled: {how}",
        )
    return done


def _refuse_nonsense(
    passage: ContestedPassage, decision: Decision, taken: Coder | None, edited: Sequence[Span]
) -> None:
    if decision is Decision.TAKE and (taken is None or taken.uuid not in {c.uuid for c in passage.coders}):
        raise RefusedError(
            _("Only a coder who was compared here can be taken."),
            hint=_("One of: {names}.").format(names=", ".join(c.name for c in passage.coders)),
        )
    near = [span for span in edited if span.start < passage.end and passage.start < span.end]
    if decision is Decision.EDITED and (not edited or len(near) < len(edited)):
        raise RefusedError(
            _("An edited passage shares text with what is contested."),
            hint=_("That is {start}–{end}.").format(start=passage.start, end=passage.end),
        )


def _settlement(
    passage: ContestedPassage, decision: Decision, coder: Coder, taken: Coder | None, reason: str | None
) -> Settlement:
    return Settlement(
        passage.settlement.uuid if passage.settlement else str(uuid4()),
        passage.transcript,
        passage.revision,
        passage.code,
        passage.start,
        passage.end,
        tuple(c.uuid for c in passage.coders),
        passage.kind.value,
        decision,
        coder.uuid,
        taken.uuid if decision is Decision.TAKE and taken is not None else None,
        _noted(reason, passage.settlement),
        now(),
    )


def _noted(reason: str | None, before: Settlement | None) -> str:
    if reason is None:
        return before.reason if before else ""
    return clean(reason).text.strip()


def note_reason(project: OpenProject, passage: ContestedPassage, reason: str) -> ContestedPassage:
    """Note why a disagreement was settled as it was; one that was not is then left for later, with the reason.

    Raises:
        RefusedError: it is no longer as it was read.
    """
    _transcript, (fresh,) = _as_they_are(project, [passage])
    before = fresh.settlement
    if before is None:
        return settle(project, fresh, Decision.LATER, reason=reason)
    after = replace(before, reason=clean(reason).text.strip())
    if after != before:
        with acting(project) as (connection, coder):
            events.record(
                connection,
                [changed(before, after)],
                actor=coder.uuid,
                action="disagreement.reason",
                at=now(),
                summary=f"{fresh.key} on {fresh.name} {fresh.start}–{fresh.end}: why",
            )
    return replace(fresh, settlement=after)


def reopen(project: OpenProject, passage: ContestedPassage) -> ContestedPassage:
    """Take a decision back: the passage is open again, and the consensus has nothing there.

    Raises:
        RefusedError: it was not settled, or is no longer as it was read.
    """
    transcript, (fresh,) = _as_they_are(project, [passage])
    if fresh.settlement is None:
        raise RefusedError(_("That disagreement is not settled."), hint=_("There is nothing to open again."))
    with acting(project) as (connection, coder):
        work = _Consensus.at(connection, coder, transcript)
        changes = [removed(fresh.settlement), *work.put(fresh, []), *work.stands(complete=False)]
        events.record(
            connection,
            changes,
            actor=coder.uuid,
            action="disagreement.reopen",
            at=now(),
            summary=f"{fresh.key} on {fresh.name} {fresh.start}–{fresh.end} is open again",
        )
    return replace(fresh, settlement=None)


def take_agreed(project: OpenProject, names: Sequence[str] = (), *, where: str = "") -> list[SettledTranscript]:
    """Give the consensus what all agree on, in every transcript that all are done with; one act.

    Where nothing is contested, or all of it is settled, the transcript's consensus is complete with that.

    Args:
        project: where, and by whom.
        names: of the coders; none means every person who is done with something.
        where: a filter on the interviews.

    Returns:
        The transcripts in which something was changed.

    Raises:
        NotFoundError: a coder or an attribute is not there.
        RefusedError: there are not two coders, or no transcript is left.
    """
    settling = read(project, names, where=where)
    with acting(project) as (connection, coder):
        changes: list[Change] = []
        touched: list[SettledTranscript] = []
        for transcript in settling.transcripts:
            work = _Consensus.at(connection, coder, transcript)
            made = [*work.begin(), *work.stands(complete=all(one.settled for one in transcript.passages))]
            if made:
                changes += made
                touched.append(transcript)
        if changes:
            events.record(
                connection,
                changes,
                actor=coder.uuid,
                action="disagreement.agreed",
                at=now(),
                summary=f"what {', '.join(c.name for c in settling.coders)} agree on, {len(touched)} transcripts",
            )
    return touched


def _as_they_are(
    project: OpenProject, passages: Sequence[ContestedPassage]
) -> tuple[SettledTranscript, list[ContestedPassage]]:
    """Return a transcript and some passages of it as they stand now.

    Raises:
        RefusedError: one of them is gone.
    """
    first = passages[0]
    settling = read(project, [c.name for c in first.coders], only=first.transcript)
    now_ = {one.id: one for one in settling.passages}
    if any(one.id not in now_ for one in passages):
        raise RefusedError(
            _("What the coders gave there was changed in the meantime; nothing was settled."),
            hint=_("Look again: the list shows what is contested now."),
        )
    return settling.transcripts[0], [now_[one.id] for one in passages]


@dataclass(frozen=True, slots=True)
class _Consensus:
    """The consensus on one transcript, inside a writing transaction."""

    connection: Transaction
    actor: Coder
    coder: Coder
    transcript: SettledTranscript
    text: str
    standing: list[Coding]
    status: Status | None

    @classmethod
    def at(cls, connection: Transaction, actor: Coder, transcript: SettledTranscript) -> _Consensus:
        """Read it; the consensus joins the project with the first.

        Raises:
            RefusedError: the consensus itself is at work, or the text was corrected since it was coded.
        """
        if actor.kind is CoderKind.CONSENSUS:
            raise RefusedError(_("The consensus settles nothing by itself."), hint=_("Work as a person: --coder NAME."))
        now_: Transcript = records.get(connection, "transcript", transcript.uuid)
        if now_.revision != transcript.revision:
            raise RefusedError(
                _("The text of {name} was corrected after it was coded.").format(name=transcript.name),
                hint=_("Its coders mark it done once more first."),
            )
        every: list[Coder] = records.all_of(connection, "coder")
        named, newcomers = named_coders(every, [CONSENSUS], actor)
        bring_in(connection, newcomers)
        coder = named[CONSENSUS]
        standing = codings.of_transcript(connection, transcript.uuid, EVERYTHING, revision=transcript.revision)
        return cls(
            connection,
            actor,
            coder,
            transcript,
            transcripts.text_of(connection, transcript.uuid, transcript.revision).text,
            [one for one in standing if one.coder == coder.uuid],
            coders.status(connection, transcript.uuid, coder.uuid),
        )

    def begin(self) -> list[Change]:
        """Keep the coders' codings as they stand, and give the consensus what all agree on."""
        kept: list[CodingAtDone] = references.of(self.connection, "coding_at_done", "transcript", self.transcript.uuid)
        statuses = coders.statuses(self.connection, EVERYTHING, transcript=self.transcript.uuid)
        known = {one.coder for one in kept} | {one.coder for one in statuses if one.kept_at is not None}
        people = {c.uuid for c in self.transcript.coders} - known
        live = codings.of_transcript(
            self.connection, self.transcript.uuid, EVERYTHING, revision=self.transcript.revision
        )
        freezing = [
            added(CodingAtDone(str(uuid4()), c.transcript, c.revision, c.code, c.start, c.end, c.coder))
            for c in live
            if c.coder in people
        ]
        freezing += [changed(one, replace(one, kept_at=now())) for one in statuses if one.coder in people]
        there = {(one.code, one.start, one.end) for one in self.standing}
        agreed = [(code, trim(self.text, span)) for code, span in self.transcript.agreed]
        return [
            *freezing,
            *self._added((code, span) for code, span in agreed if (code, *span) not in there),
        ]

    def put(self, passage: ContestedPassage, spans: Sequence[Span]) -> list[Change]:
        """Let the consensus have exactly these passages with the code where it was contested."""
        here = [
            one
            for one in self.standing
            if one.code == passage.code and one.start < passage.end and passage.start < one.end
        ]
        gone = [one for one in here if Span(one.start, one.end) not in spans]
        stays = {Span(one.start, one.end) for one in here}
        elsewhere = {Span(one.start, one.end) for one in self.standing if one.code == passage.code}
        new = self._added((passage.code, span) for span in spans if span not in stays | elsewhere)
        return [*removal(self.connection, gone), *new]

    def _added(self, passages: Iterable[tuple[str, Span]]) -> list[Change]:
        revision = codebook.revision(self.connection)
        return [
            added(
                Coding(
                    str(uuid4()),
                    self.transcript.uuid,
                    self.transcript.revision,
                    code,
                    span.start,
                    span.end,
                    self.coder.uuid,
                    codebook_revision=revision,
                    created_at=now(),
                )
            )
            for code, span in passages
        ]

    def stands(self, *, complete: bool) -> list[Change]:
        """Say whether the consensus is complete, where it was not said before."""
        progress = Progress.DONE if complete else Progress.CODING
        revision = codebook.revision(self.connection) if complete else None
        before = self.status
        if before is None:
            return [added(Status(str(uuid4()), self.transcript.uuid, self.coder.uuid, progress, revision, now()))]
        if before.progress is progress:
            return []
        return [changed(before, replace(before, progress=progress, codebook_revision=revision, at=now()))]
