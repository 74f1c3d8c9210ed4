"""The consensus on one transcript: what all agree on, and what comes of each disagreement that was settled.

Every passage of the consensus belongs to what was agreed or to settlements, and goes only when the last of them gives
it up: settling one disagreement never takes away what another's settlement gave, even where an edited passage reaches
into a neighbouring disagreement.
"""

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
from workbench.core.transcripts import Transcript
from workbench.services.codings.coding_removal import removal
from workbench.services.project import now
from workbench.services.row_imports import bring_in, named_coders
from workbench.services.settling.reading import ContestedPassage, SettledTranscript
from workbench.store import codebook, coders, codings, records, references, settlements, transcripts
from workbench.store.database import Transaction

Place = tuple[str, Span]
"""(a code's UUID, a passage)."""


@dataclass(frozen=True, slots=True)
class Consensus:
    """The consensus on one transcript, inside a writing transaction.

    ``settled`` are the settlements of the transcript by place, whoever was compared: (revision, code's UUID, passage).
    """

    connection: Transaction
    coder: Coder
    transcript: SettledTranscript
    text: str
    standing: list[Coding]
    status: Status | None
    settled: dict[tuple[int, str, Span], Settlement]

    @classmethod
    def at(cls, connection: Transaction, actor: Coder, transcript: SettledTranscript) -> Consensus:
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
        decided = settlements.listing(connection, EVERYTHING, transcript=transcript.uuid)
        return cls(
            connection,
            coder,
            transcript,
            transcripts.text_of(connection, transcript.uuid, transcript.revision).text,
            [one for one in standing if one.coder == coder.uuid],
            coders.status(connection, transcript.uuid, coder.uuid),
            {(one.revision, one.code, Span(one.start, one.end)): one for one in decided},
        )

    def trimmed(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return passages without white space at their ends.

        Raises:
            RefusedError: one of them has no words.
        """
        return tuple(dict.fromkeys(trim(self.text, span) for span in spans))

    def becomes(self, decided: Sequence[ContestedPassage] = ()) -> list[Change]:
        """Return what keeps the coders' work as it stands, and gives the consensus what is agreed and settled.

        Args:
            decided: the passages that are settled anew or open again, as they are afterwards.
        """
        afterwards = {one.id: one for one in decided}
        passages = [afterwards.get(one.id, one) for one in self.transcript.passages]
        complete = all(one.settled for one in passages)
        return [
            *self._frozen(),
            *(change for one in decided for change in self._decision(one)),
            *self._codings(decided, [one for one in passages if one.id not in afterwards]),
            *self._stands(complete=complete),
        ]

    def _frozen(self) -> list[Change]:
        """Keep the codings of the coders whose were not kept before; agreement is reckoned from them from then on."""
        kept: list[CodingAtDone] = references.of(self.connection, "coding_at_done", "transcript", self.transcript.uuid)
        statuses = coders.statuses(self.connection, EVERYTHING, transcript=self.transcript.uuid)
        known = {one.coder for one in kept} | {one.coder for one in statuses if one.kept_at is not None}
        people = {c.uuid for c in self.transcript.coders} - known
        if not people:
            return []
        live = codings.of_transcript(
            self.connection, self.transcript.uuid, EVERYTHING, revision=self.transcript.revision
        )
        return [
            *(
                added(CodingAtDone(str(uuid4()), c.transcript, c.revision, c.code, c.start, c.end, c.coder))
                for c in live
                if c.coder in people
            ),
            *(changed(one, replace(one, kept_at=now())) for one in statuses if one.coder in people),
        ]

    def _decision(self, one: ContestedPassage) -> list[Change]:
        before = self.settled.get((one.revision, one.code, Span(one.start, one.end)))
        after = one.settlement
        if after is None:
            return [removed(before)] if before is not None else []
        return [added(after) if before is None else changed(before, replace(after, uuid=before.uuid))]

    def _codings(self, decided: Sequence[ContestedPassage], others: Sequence[ContestedPassage]) -> list[Change]:
        """Let the consensus have exactly what was decided where it was contested, and what all agree on."""
        theirs = {place for other in others for place in self._places(other)}
        agreed = {(code, trim(self.text, span)) for code, span in self.transcript.agreed}
        own = [place for one in decided for place in self._places(one)]
        wanted = dict.fromkeys([*own, *sorted(agreed)])
        there = {(one.code, Span(one.start, one.end)): one for one in self.standing}
        gone = [
            coding
            for place, coding in there.items()
            if place not in wanted and place not in theirs and any(_is_in(coding, one) for one in decided)
        ]
        # A passage that another settlement gave already is given once more, so that taking back the first one is
        # refused as long as this one stands.
        again = [there[place] for place in dict.fromkeys(own) if place in there and place in theirs]
        return [
            *removal(self.connection, gone),
            *(changed(one, replace(one, created_at=now())) for one in again),
            *self._added(place for place in wanted if place not in there),
        ]

    def _places(self, one: ContestedPassage) -> list[Place]:
        """Return what the consensus has of a settled passage."""
        if one.settlement is not None and one.settlement.decision is Decision.EDITED and not one.settlement.edited:
            return [(c.code, Span(c.start, c.end)) for c in self.standing if _is_in(c, one)]
        return [(one.code, trim(self.text, span)) for span in one.leaves if self.text[slice(*span)].strip()]

    def _added(self, places: Iterable[Place]) -> list[Change]:
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
            for code, span in places
        ]

    def _stands(self, *, complete: bool) -> list[Change]:
        """Say whether the consensus is complete, where it was not said before."""
        progress = Progress.DONE if complete else Progress.CODING
        revision = codebook.revision(self.connection) if complete else None
        before = self.status
        if before is None:
            return [added(Status(str(uuid4()), self.transcript.uuid, self.coder.uuid, progress, revision, now()))]
        if before.progress is progress:
            return []
        return [changed(before, replace(before, progress=progress, codebook_revision=revision, at=now()))]


def _is_in(coding: Coding, passage: ContestedPassage) -> bool:
    """Whether a coding of the passage's code shares text with what was contested."""
    return coding.code == passage.code and coding.start < passage.end and passage.start < coding.end
