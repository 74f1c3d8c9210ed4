"""Coding what a search found, hit by hit or all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from uuid import uuid4

from workbench.core.codebook import Code
from workbench.core.codings import Certainty, Coding
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change
from workbench.core.language import _
from workbench.core.passages import Span, merge, trim
from workbench.core.transcripts import Transcript, TranscriptText
from workbench.services.codings.coding import started, still_offered
from workbench.services.finding.searching import Hit
from workbench.services.project import OpenProject, acting, now
from workbench.store import coders, codings, events, records, transcripts
from workbench.store.database import Transaction


class Unit(StrEnum):
    """What is coded where something was found: the words themselves, the sentence, or the turn around them."""

    HIT = "hit"
    SENTENCE = "sentence"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Coded:
    """What came of coding hits: the new codings, and how many passages had that code of the coder's already."""

    new: tuple[Coding, ...]
    alike: int


def passage(text: TranscriptText, hit: Hit, unit: Unit) -> Span:
    """Return what is coded where something was found; a hit in several sentences is coded with all of them."""
    if unit is Unit.TURN:
        return trim(text.text, hit.turn_span)
    if unit is Unit.SENTENCE:
        touched = [span for span in text.spans("sentence") if span.overlaps(hit.span)]
        if touched:
            return Span(touched[0].start, touched[-1].end)
    return trim(text.text, hit.span)


def code_hits(
    project: OpenProject,
    hits: Iterable[Hit],
    code: Code,
    *,
    unit: Unit = Unit.HIT,
    certainty: Certainty = Certainty.SURE,
    batch: str | None = None,
) -> Coded:
    """Give a code to what was found, as one act; where it stands already on the very passage, nothing changes.

    Args:
        project: where, and by whom.
        hits: what a person decided to code.
        code: not a retired one.
        unit: the words, their sentence or their turn.
        certainty: sure or unsure.
        batch: UUID shared by acts that are undone together, such as those of one pass through hits.

    Raises:
        NotFoundError: the code, or a transcript, is not there any more.
        RefusedError: the code is retired, or a transcript has been corrected since the search.
    """
    fresh: list[Coding] = []
    begun: list[Change] = []
    alike = 0
    with acting(project) as (connection, coder):
        revision = still_offered(connection, code).revision
        made, named = now(), dict[str, str]()
        for uuid, found in groupby(sorted(hits, key=lambda hit: (hit.transcript.uuid, hit.span)), _transcript_of):
            spans, transcript = _passages(connection, uuid, list(found), unit)
            named[uuid] = transcript.name
            for start, end in spans:
                place = (uuid, transcript.revision, code.uuid, start, end, coder.uuid)
                if codings.find(connection, *place[:3], Span(start, end), coder.uuid) is None:
                    fresh.append(Coding(str(uuid4()), *place, certainty, revision, made))
                else:
                    alike += 1
            if any(coding.transcript == uuid for coding in fresh):
                begun += started(coders.status(connection, uuid, coder.uuid), transcript, coder)
        if fresh:
            events.record(
                connection,
                begun,
                actor=coder.uuid,
                action="coding.search",
                at=made,
                summary=f"{code.key} on {_where(fresh, named)}, found by searching",
                batch=batch,
                bulk=fresh,
            )
    return Coded(tuple(fresh), alike)


def _where(fresh: Sequence[Coding], named: Mapping[str, str]) -> str:
    """Say where codings are: in which transcript from where to where, or how many in how many."""
    first, among = fresh[0], len({coding.transcript for coding in fresh})
    if len(fresh) == 1:
        return f"{named[first.transcript]} {first.start}–{first.end}"
    return f"{len(fresh)} passages in {named[first.transcript] if among == 1 else f'{among} transcripts'}"


def _transcript_of(hit: Hit) -> str:
    return hit.transcript.uuid


def _passages(connection: Transaction, uuid: str, hits: Sequence[Hit], unit: Unit) -> tuple[list[Span], Transcript]:
    """Return what is to be coded in a transcript, each passage once, and the transcript as it is now."""
    transcript: Transcript | None = records.get(connection, "transcript", uuid)
    if transcript is None:
        raise NotFoundError(_("A transcript is not in the project any more."), hint=_("Search again."))
    if any(hit.transcript.revision != transcript.revision for hit in hits):
        raise RefusedError(
            _("{name} was corrected since the search; nothing was coded.").format(name=transcript.name),
            hint=_("Search again."),
        )
    text = transcripts.text_of(connection, uuid, transcript.revision)
    return list(dict.fromkeys(passage(text, hit, unit) for hit in hits)), transcript


def coded_by_me(project: OpenProject, code: Code) -> dict[str, list[Span]]:
    """Return where the coder at work has given a code: disjoint spans by transcript's UUID."""
    if project.coder is None:
        return {}
    found: dict[str, list[Span]] = {}
    with project.database.reading() as connection:
        for one in codings.listing(connection, project.viewer, codes=[code.uuid], coders=[project.coder.uuid]):
            found.setdefault(one.coding.transcript, []).append(Span(one.coding.start, one.coding.end))
    return {transcript: merge(spans) for transcript, spans in found.items()}
