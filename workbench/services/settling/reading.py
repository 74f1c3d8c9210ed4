"""What coders have to settle: the contested passages of transcripts that all of them are done with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.analysis.agreement.contested import Contested, compared
from workbench.analysis.agreement.disagreements import Kind
from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.analysis.agreement.report import LeftOut
from workbench.analysis.matrices.recipes import Voices
from workbench.core.coders import Coder, CoderKind, Progress
from workbench.core.errors import NotFoundError, Notice, RefusedError
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.core.settlements import Decision, Settlement
from workbench.core.transcripts import TranscriptText
from workbench.services.agreement import agreement_reading
from workbench.services.codebooks import codebook
from workbench.services.project import OpenProject
from workbench.store import settlements, transcripts


@dataclass(frozen=True, slots=True)
class ContestedPassage:
    """Passages of one code on which coders differ, ``[start, end)`` in code points, with their words.

    ``id`` names it in every session, as long as nobody changes what was compared. ``transcript`` and ``code`` are
    UUIDs, ``name`` and ``key`` what people call them, ``instead`` keys of codes. ``coders`` are those who are compared
    here, ``settlement`` what was decided, None where nobody has looked at it.
    """

    id: str
    transcript: str
    name: str
    revision: int
    code: str
    key: str
    coders: tuple[Coder, ...]
    contested: Contested
    places: Mapping[str, int]
    instead: tuple[str, ...]
    quotation: str
    settlement: Settlement | None = None

    @property
    def start(self) -> int:
        """Where the first of the passages begins."""
        return self.contested.start

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        return self.contested.end

    @property
    def kind(self) -> Kind:
        """How the coders differ."""
        return self.contested.kind

    @property
    def settled(self) -> bool:
        """Whether it was decided; what was left for later is open."""
        return self.settlement is not None and self.settlement.decision is not Decision.LATER

    def given(self, coder: Coder) -> tuple[Span, ...]:
        """Return what one of the coders marked here."""
        return self.contested.given.get(self.places[coder.uuid], ())

    @property
    def leaves(self) -> list[Span]:
        """What its settlement leaves, white space at the ends included; nothing where it is open."""
        if self.settlement is None:
            return []
        taken = self.settlement.taken
        return [
            *self.settlement.edited,
            *self.contested.outcome(self.settlement.decision, None if taken is None else self.places[taken]),
        ]


@dataclass(frozen=True, slots=True)
class SettledTranscript:
    """How far the coders have come with one transcript.

    ``agreed`` are the passages that all have alike, (code's UUID, span); ``complete`` is whether the consensus counts.
    """

    uuid: str
    name: str
    revision: int
    coders: tuple[Coder, ...]
    passages: tuple[ContestedPassage, ...]
    agreed: tuple[tuple[str, Span], ...]
    complete: bool = False

    @property
    def settled(self) -> int:
        """How many passages were decided."""
        return sum(one.settled for one in self.passages)

    @property
    def later(self) -> int:
        """How many were left for later."""
        return sum(one.settlement is not None and not one.settled for one in self.passages)


@dataclass(frozen=True, slots=True)
class Settling:
    """All that some coders have to settle, transcript by transcript; ``left_out`` says what cannot be settled yet."""

    coders: tuple[Coder, ...]
    transcripts: tuple[SettledTranscript, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = field(default=())

    @property
    def passages(self) -> list[ContestedPassage]:
        """Every contested passage, by transcript and in text order."""
        return [one for transcript in self.transcripts for one in transcript.passages]


def read(project: OpenProject, coders: Sequence[str] = (), *, where: str = "", only: str = "") -> Settling:
    """Read what coders have to settle.

    Only transcripts on which nobody's work is hidden, with which two of the coders are done and none of them is still
    at work; of a blind one, what stood when each was done.

    Args:
        project: read as far as the coder may see it.
        coders: names; none means every person who is done with something.
        where: a filter on the interviews.
        only: one transcript, by UUID.

    Raises:
        NotFoundError: a coder or an attribute is not there.
        RefusedError: there are not two coders, one of them is the consensus, or no transcript is left.
    """
    recipe = AgreementRecipe(coders=tuple(coders), unit=Unit.CHARACTER, text=Voices.ALL, where=where, replicates=0)
    found = agreement_reading.read(project, recipe, only=only, keep_texts=True)
    if any(coder.kind is CoderKind.CONSENSUS for coder in found.coders):
        raise RefusedError(_("The consensus has nothing to settle."), hint=_("Name persons: --coders anna,bjorn."))
    with project.database.reading() as connection:
        decided = settlements.listing(connection, project.viewer, transcript=only)
    by_place = {(s.transcript, s.revision, s.code, s.start, s.end, frozenset(s.compared)): s for s in decided}
    places = {coder.uuid: at for at, coder in enumerate(found.coders)}
    layers = {interview.uuid: interview.layers for interview in found.study.interviews}
    complete = {interview.uuid: interview.consensus_complete for interview in found.study.interviews}
    found_in: list[SettledTranscript] = []
    unfinished: list[LeftOut] = []
    for judged in found.transcripts:
        own = layers[judged.transcript]
        working = [c.name for c in found.coders if c.uuid in own and own[c.uuid].progress is not Progress.DONE]
        if working:
            unfinished.append(LeftOut("not_done", judged.name, coders=tuple(working)))
            continue
        text = found.texts[judged.transcript].text
        here = tuple(found.coders[at] for at in judged.present)
        told = compared(judged, text)
        revision = found.revisions[judged.transcript]
        passages = []
        for one in told.contested:
            code = found.codes[one.code]
            place = (judged.transcript, revision, code.uuid, one.start, one.end)
            passages.append(
                ContestedPassage(
                    id=_id(*place, *sorted(c.uuid for c in here)),
                    transcript=judged.transcript,
                    name=judged.name,
                    revision=revision,
                    code=code.uuid,
                    key=code.key,
                    coders=here,
                    contested=one,
                    places=places,
                    instead=tuple(found.codes[other].key for other in one.instead),
                    quotation=text[one.start : one.end],
                    settlement=by_place.get((*place, frozenset(c.uuid for c in here))),
                )
            )
        agreed = tuple((found.codes[code].uuid, span) for code, span in told.agreed)
        found_in.append(
            SettledTranscript(
                judged.transcript,
                judged.name,
                revision,
                here,
                tuple(passages),
                agreed,
                complete[judged.transcript] and all(one.settled for one in passages),
            )
        )
    if not found_in:
        raise RefusedError(
            _("No transcript is there that all of them are done with."),
            hint=_("Who is done marks it: workbench --coder NAME status TRANSCRIPT --set done"),
        )
    left_out = (*(one for one in found.left_out if one.transcript), *unfinished)
    return Settling(tuple(found.coders), tuple(found_in), left_out, found.notices)


def _id(*place: object) -> str:
    """Return a short name that follows from the place and who is compared; it holds no words."""
    return hashlib.sha256("|".join(map(str, place)).encode()).hexdigest()[:10]


def find(settling: Settling, given: str) -> ContestedPassage:
    """Return the contested passage that an id, or the beginning of one, names.

    Raises:
        NotFoundError: there is none, or more than one.
    """
    found = [one for one in settling.passages if given and one.id.startswith(given.strip().casefold())]
    if len(found) != 1:
        raise NotFoundError(
            _("There is no disagreement “{id}”.").format(id=given[:40]),
            hint=_("workbench disagreements lists them with their ids; who changes a coding changes them."),
        )
    return found[0]


def text_of(project: OpenProject, passage: ContestedPassage) -> TranscriptText:
    """Return the text that a contested passage stands in."""
    with project.database.reading() as connection:
        return transcripts.text_of(connection, passage.transcript, passage.revision)


def open_of(project: OpenProject, settling: Settling, *, kind: str, code: str = "") -> list[ContestedPassage]:
    """Return the open passages on which coders differ in one way.

    Raises:
        NotFoundError: there is no such kind or code.
        RefusedError: none is open.
    """
    if kind not in set(Kind):
        raise NotFoundError.named(_("kind"), kind, [one.value for one in Kind])
    wanted = codebook.tree(project).find(code).uuid if code else ""
    found = [
        one
        for one in settling.passages
        if one.kind.value == kind and not one.settled and (not wanted or one.code == wanted)
    ]
    if not found:
        raise RefusedError(_("No disagreement of that kind is open."), hint=_("workbench settle shows how far it is."))
    return found
