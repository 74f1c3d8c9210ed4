"""Random projects with at least one record of every kind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.builders import a_text, a_uuid
from workbench.core.cases import Attribute, AttributeType, AttributeValue, Bearer, Case, Informant
from workbench.core.codebook import Card, Code, Codebook, CodebookRevision, CodeRevision
from workbench.core.coders import Coder, CoderKind, Pin, Progress, Reviewed, Rights, Status
from workbench.core.codings import Certainty, Coding, CodingAnchor, CodingAtDone
from workbench.core.events import Change, added, changed, removed
from workbench.core.memos import Memo
from workbench.core.passages import Passage
from workbench.core.records import KIND_OF, image
from workbench.core.report_marks import Approval, ReportMark
from workbench.core.settlements import Decision, Settlement
from workbench.core.transcripts import Revision, Role, Speaker, Transcript, TranscriptText

_PIECES = [
    "å",
    "ø",
    "Æ",
    "bustad",
    "e\u0301",
    "👩\u200d👩\u200d👧",
    "🇳🇴",
    "[latter]",
    " ",
    "«så»",
    "\t",
    "12:31",
    "ß",
    "'",
    '"',
    "%",
]


@dataclass
class RandomProject:
    """Acts that make a project, each a list of changes with the texts and bulk codings it needs."""

    random: Random
    coders: list[Coder] = field(default_factory=list)
    acts: list[tuple[Coder, list[Change], list[TranscriptText], list[Coding]]] = field(default_factory=list)
    records: dict[str, list[Any]] = field(default_factory=dict)

    def act(self, *new: Any, texts: list[TranscriptText] | None = None, bulk: list[Coding] | None = None) -> None:
        """Bring records in as one act of a coder."""
        for record in (*new, *(bulk or ())):
            self.records.setdefault(KIND_OF[type(record)], []).append(record)
        self.acts.append((self.random.choice(self.coders), [added(r) for r in new], texts or [], bulk or []))

    def words(self, least: int = 1) -> str:
        """Return some letters, with what is awkward among them."""
        return "".join(self.random.choice(_PIECES) for _ in range(self.random.randint(least, 8)))

    def uuid(self) -> str:
        """Return a UUID of this project's own."""
        return a_uuid(self.random)


def a_random_project(random: Random) -> RandomProject:
    """Return acts that leave at least one record of every kind but the project itself, and at least one tombstone."""
    made = RandomProject(random)
    people = [
        Coder(made.uuid(), f"{made.words()} {n}", random.randint(1, 3), CoderKind.PERSON, random.choice(list(Rights)))
        for n in range(random.randint(2, 3))
    ]
    made.coders = people
    made.act(*people, Coder(made.uuid(), "consensus", kind=CoderKind.CONSENSUS))
    cases = [Case(made.uuid(), f"{made.words()} {n}") for n in range(random.randint(1, 2))]
    informants = [
        Informant(made.uuid(), f"{made.words()} {n}", random.choice([None, random.choice(cases).uuid]))
        for n in range(2)
    ]
    attributes = [
        Attribute(made.uuid(), f"{made.words()} {bearer}", random.choice(list(AttributeType)), bearer)
        for bearer in Bearer
    ]
    made.act(*cases, *informants, *attributes)
    codes = _codes(made)
    for n in range(random.randint(1, 3)):
        _transcript(made, n, cases, informants, attributes, codes)
    made.act(*(Pin(made.uuid(), person.uuid, 1, random.choice(codes).uuid) for person in people))
    made.act(Memo(made.uuid(), people[0].uuid, made.words(), code=codes[0].uuid, created_at=3, changed_at=4))
    made.act(Memo(made.uuid(), people[0].uuid, made.words(), case=cases[0].uuid))
    gone = made.records["memo"].pop()
    made.acts.append((people[0], [removed(gone)], [], []))
    before = made.records["case"][0]
    after = replace(before, name=f"{before.name} x")
    made.records["case"][0] = after
    made.acts.append((people[1], [changed(before, after)], [], []))
    return made


def _codes(made: RandomProject) -> list[Code]:
    random = made.random
    book = Codebook(made.uuid(), made.words(), {"nn": made.words()}, 0, {"en": made.words()})
    codes: list[Code] = []
    for n in range(random.randint(3, 6)):
        card = Card({"nn": made.words()}, {}, {"en": made.words()}, {"nb": (made.words(), made.words())})
        parent = random.choice([None, *(c.uuid for c in codes)])
        code = Code(
            made.uuid(), book.uuid, f"{made.words()} {n}", {"nn": made.words()}, f"id-{n}", parent, n, "", "#aa00bb"
        )
        codes.append(replace(code, card=card, retired=random.random() < 0.2))
    revision = CodebookRevision(made.uuid(), 1, 7)
    made.act(book, *codes, revision, *(CodeRevision(made.uuid(), c.uuid, 1, image(c)) for c in codes))
    return codes


def _transcript(
    made: RandomProject,
    n: int,
    cases: list[Case],
    informants: list[Informant],
    attributes: list[Attribute],
    codes: list[Code],
) -> None:
    random = made.random
    said = "\n".join(f"{random.choice('IRX')}: {made.words(3)} ord" for _ in range(random.randint(2, 6)))
    text = replace(a_text(said), preamble=made.words())
    transcript = Transcript(
        made.uuid(), f"{made.words()} {n}", random.choice(cases).uuid, 1, random.choice(made.coders).uuid, 5
    )
    revision = Revision(
        made.uuid(),
        transcript.uuid,
        1,
        text.content_hash,
        text.text_hash,
        "a.docx",
        f"{n:064}",
        "docx",
        {"style": "b"},
        6,
    )
    speakers = [
        Speaker(made.uuid(), transcript.uuid, label, random.choice(list(Role)), random.choice(informants).uuid)
        for label in dict.fromkeys(turn.speaker for turn in text.turns)
    ]
    bearers = {Bearer.CASE: cases[0].uuid, Bearer.INFORMANT: informants[0].uuid, Bearer.TRANSCRIPT: transcript.uuid}
    values = [
        AttributeValue(made.uuid(), a.uuid, made.words(), **{a.bearer.value: bearers[a.bearer]})
        for a in attributes
        if n == 0 or a.bearer is Bearer.TRANSCRIPT
    ]
    made.act(transcript, revision, *speakers, *values, texts=[text])
    passage = Passage(made.uuid(), transcript.uuid, 1, 0, 2)
    made.act(passage, Memo(made.uuid(), made.coders[0].uuid, made.words(), passage=passage.uuid))
    made.act(Memo(made.uuid(), made.coders[0].uuid, made.words(), transcript=transcript.uuid))
    spans = random.sample([(a, b) for a in range(4) for b in range(a + 1, len(text.text))][:200], 3)
    _settlement(made, transcript, codes, len(text.text))
    for coder in made.coders:
        made.act(Reviewed(made.uuid(), transcript.uuid, 1, coder.uuid, 0, random.randint(1, len(text.text))))
        mark = ReportMark(made.uuid(), transcript.uuid, 1, 0, random.randint(1, len(text.text)), coder.uuid)
        made.act(replace(mark, approval=random.choice(list(Approval)), note=made.words(0), created_at=8))
        made.act(Status(made.uuid(), transcript.uuid, coder.uuid, random.choice(list(Progress)), 1, 9))
        codings = [
            Coding(
                made.uuid(),
                transcript.uuid,
                1,
                random.choice(codes).uuid,
                start,
                end,
                coder.uuid,
                random.choice(list(Certainty)),
                1,
                random.randint(0, 10**15),
                random.choice([None, {"guid": made.words()}]),
            )
            for start, end in spans
        ]
        one, *rest = codings
        made.act(one)
        made.act(CodingAnchor(made.uuid(), one.uuid, 1, 0, 1), CodingAtDone(*_place(made, one)))
        made.act(Memo(made.uuid(), coder.uuid, made.words(), coding=one.uuid))
        made.act(bulk=rest)


def _settlement(made: RandomProject, transcript: Transcript, codes: list[Code], length: int) -> None:
    random = made.random
    place = (transcript.uuid, 1, random.choice(codes).uuid, 0, random.randint(1, length))
    compared = tuple(coder.uuid for coder in made.coders)
    kind = random.choice(["omission", "boundary", "substitution", "granularity"])
    decision, taken = random.choice(list(Decision)), random.choice([None, *compared])
    made.act(Settlement(made.uuid(), *place, compared, kind, decision, compared[0], taken, made.words(0), 9))


def _place(made: RandomProject, coding: Coding) -> tuple[Any, ...]:
    return (
        made.uuid(),
        coding.transcript,
        coding.revision,
        coding.code,
        coding.start,
        coding.end,
        coding.coder,
    )
