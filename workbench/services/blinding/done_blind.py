"""What a coder had coded when done with a transcript, before seeing the others' work; agreement is reckoned from it."""

from __future__ import annotations

from uuid import uuid4

from workbench.core.coders import EVERYTHING, Coder, CoderKind, Progress, Status
from workbench.core.codings import CodingAtDone
from workbench.core.errors import RefusedError
from workbench.core.events import Change, Event, added, removed
from workbench.core.language import _
from workbench.core.transcripts import Transcript
from workbench.store import coders, codings, records
from workbench.store.database import Transaction


def kept(connection: Transaction, transcript: Transcript, before: Status | None, coder: Coder) -> list[Change] | None:
    """Return what keeps a coder's codings as they stand, be it that there are none; None where nothing is to be kept.

    That is so in a project that is not blind. Who takes a transcript up again is kept anew, unless the others were done
    by then, so that their work was seen.

    Args:
        connection: in a writing transaction.
        transcript: the one that the coder is done with now.
        before: the coder's former status on it.
        coder: who is done.
    """
    if not _is_blind(connection):
        return None
    every: list[CodingAtDone] = records.all_of(connection, "coding_at_done")
    former = [c for c in every if (c.transcript, c.coder) == (transcript.uuid, coder.uuid)]
    if before is not None and (former or before.kept_at) and _had_seen(connection, transcript, before, coder):
        return None
    standing = codings.of_transcript(connection, transcript.uuid, EVERYTHING, revision=transcript.revision)
    own = [c for c in standing if c.coder == coder.uuid]
    return [
        *map(removed, former),
        *(added(CodingAtDone(str(uuid4()), c.transcript, c.revision, c.code, c.start, c.end, c.coder)) for c in own),
    ]


def _had_seen(connection: Transaction, transcript: Transcript, before: Status, coder: Coder) -> bool:
    """Whether all others are done, and were when the coder took the transcript up again."""
    still = before.progress is Progress.DONE
    others = _others(connection, transcript.uuid, coder.uuid)
    return bool(others) and all(o.progress is Progress.DONE and (still or o.at <= before.at) for o in others)


def _others(connection: Transaction, transcript: str, coder: str) -> list[Status]:
    people = {c.uuid for c in records.all_of(connection, "coder") if c.kind is CoderKind.PERSON} - {coder}
    return [one for one in coders.statuses(connection, EVERYTHING, transcript=transcript) if one.coder in people]


def _is_blind(connection: Transaction) -> bool:
    return bool(records.all_of(connection, "project")[0].settings.get("blind", False))


def refuse_forgetting(connection: Transaction, event: Event | None) -> None:
    """Refuse to take back the act that kept a coder's state, once the others' work could be seen.

    Raises:
        RefusedError: agreement would then be reckoned from what was coded with that knowledge.
    """
    for change in event.changes if event is not None else ():
        after = change.after if change.kind == "status" else None
        if after is None or not after["kept_at"] or (change.before or {}).get("kept_at") or not _is_blind(connection):
            continue
        others = _others(connection, after["transcript"], after["coder"])
        if others and all(one.progress is Progress.DONE for one in others):
            raise RefusedError(
                _("What you had coded when you were done is kept: the others' work could be seen since."),
                hint=_("You may go on coding; agreement is reckoned from what was kept."),
            )
