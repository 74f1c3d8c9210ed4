"""Settling and what takes it back: each is one act, which never touches what the coders themselves gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from workbench.core.coders import Coder
from workbench.core.errors import RefusedError
from workbench.core.events import Change, changed
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.settlements import Decision, Settlement
from workbench.core.transcripts import clean
from workbench.services.project import OpenProject, acting, now
from workbench.services.settling.consensus import Consensus
from workbench.services.settling.reading import ContestedPassage, SettledTranscript, read
from workbench.store import events


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
    done: list[ContestedPassage] = []
    with acting(project) as (connection, coder):
        changes: list[Change] = []
        for transcript, these in fresh:
            consensus = Consensus.at(connection, coder, transcript)
            own = consensus.trimmed(edited) if decision is Decision.EDITED else ()
            decided = [
                replace(passage, settlement=_settlement(passage, decision, coder, taken, reason, own))
                for passage in these
            ]
            changes += consensus.becomes(decided)
            done += decided
        how = f"{decision} {taken.name}" if taken is not None else str(decision)
        what = _place(done[0]) if len(done) == 1 else f"{len(done)} passages"
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
    passage: ContestedPassage,
    decision: Decision,
    coder: Coder,
    taken: Coder | None,
    reason: str | None,
    edited: tuple[Span, ...],
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
        edited,
    )


def _place(passage: ContestedPassage) -> str:
    return f"{passage.key} on {passage.name} {passage.start}–{passage.end}"


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
    after = replace(before, reason=_noted(reason, before))
    if after != before:
        with acting(project) as (connection, coder):
            events.record(
                connection,
                [changed(before, after)],
                actor=coder.uuid,
                action="disagreement.reason",
                at=now(),
                summary=f"{_place(fresh)}: why",
            )
    return replace(fresh, settlement=after)


def reopen(project: OpenProject, passage: ContestedPassage) -> ContestedPassage:
    """Take a decision back: the passage is open again, and the consensus has nothing of it.

    Raises:
        RefusedError: it was not settled, or is no longer as it was read.
    """
    transcript, (fresh,) = _as_they_are(project, [passage])
    if fresh.settlement is None:
        raise RefusedError(_("That disagreement is not settled."), hint=_("There is nothing to open again."))
    after = replace(fresh, settlement=None)
    with acting(project) as (connection, coder):
        events.record(
            connection,
            Consensus.at(connection, coder, transcript).becomes([after]),
            actor=coder.uuid,
            action="disagreement.reopen",
            at=now(),
            summary=f"{_place(fresh)} is open again",
        )
    return after


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
    touched: list[SettledTranscript] = []
    with acting(project) as (connection, coder):
        changes: list[Change] = []
        for transcript in settling.transcripts:
            made = Consensus.at(connection, coder, transcript).becomes()
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
