"""What tests build: a test says only what it is about, and everything else is something ordinary."""

from __future__ import annotations

import random
import re
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from workbench.core.codebook import Code, Codebook
from workbench.core.coders import Coder, CoderKind, Rights
from workbench.core.codings import Coding
from workbench.core.events import Change, added
from workbench.core.records import Record
from workbench.core.segments import cut
from workbench.core.transcripts import Revision, Role, Speaker, Transcript, TranscriptText, Turn
from workbench.store import database, events
from workbench.store.database import Database

_SEEDED = random.Random(20130612)
_ROLES = {"I": Role.INTERVIEWER, "R": Role.RESPONDENT}
_LABEL = re.compile(r"^(\w+): ", re.MULTILINE)


def a_uuid(random_: random.Random | None = None) -> str:
    """Return a UUID; the same ones in every run."""
    return str(UUID(int=(random_ or _SEEDED).getrandbits(128), version=4))


def a_coder(person: str = "anna", *, round: int = 1, lead: bool = False) -> Coder:
    """Return a coder; ``consensus`` is the consensus."""
    kind = CoderKind.CONSENSUS if person == "consensus" else CoderKind.PERSON
    return Coder(a_uuid(), person, round, kind, Rights.LEAD if lead else Rights.CODER)


def a_text(said: str) -> TranscriptText:
    """Build a text from lines like ``I: Korleis går det?``; a line without a label goes on the turn before it.

    Labels are not in the text; turns are parted by a newline.
    """
    turns: list[tuple[str, str]] = []
    for line in said.split("\n"):
        found = _LABEL.match(line)
        if found:
            turns.append((found[1], line[found.end() :]))
        elif turns:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]}\n{line}")
        else:
            turns.append(("", line))
    cut_turns: list[Turn] = []
    at = 0
    for speaker, words in turns:
        cut_turns.append(Turn(at, at + len(words), speaker))
        at += len(words) + 1
    return cut("\n".join(words for _, words in turns), cut_turns)


@dataclass(frozen=True)
class BuiltTranscript:
    """A transcript with everything that an import stores."""

    transcript: Transcript
    text: TranscriptText
    revision: Revision
    speakers: tuple[Speaker, ...]

    @property
    def uuid(self) -> str:
        """The transcript's UUID."""
        return self.transcript.uuid

    @property
    def changes(self) -> list[Change]:
        """What brings it into a project."""
        return [added(self.transcript), added(self.revision), *(added(speaker) for speaker in self.speakers)]

    def span(self, words: str) -> tuple[int, int]:
        """Return where some words stand for the first time."""
        start = self.text.text.index(words)
        return start, start + len(words)


def a_transcript(
    said: str = "I: Korleis går det?\nR: Budsjettet har auka.", *, name: str = "Moss_2010"
) -> BuiltTranscript:
    """Build a transcript from what was said; ``I`` is an interviewer, ``R`` a respondent, all others are other."""
    text = a_text(said)
    transcript = Transcript(a_uuid(), name)
    revision = Revision(
        a_uuid(), transcript.uuid, 1, text.content_hash, text.text_hash, f"{name}.docx", text.text_hash[::-1], "docx"
    )
    labels = dict.fromkeys(turn.speaker for turn in text.turns)
    speakers = [Speaker(a_uuid(), transcript.uuid, label, _ROLES.get(label, Role.OTHER)) for label in labels]
    return BuiltTranscript(transcript, text, revision, tuple(speakers))


def a_codebook(*keys: str) -> tuple[Codebook, dict[str, Code]]:
    """Build a codebook of codes by key; ``budsjett/auka`` stands below ``budsjett``."""
    book = Codebook(a_uuid(), "boligsosialt", {"nn": "Bustadsosialt"})
    codes: dict[str, Code] = {}
    for position, path in enumerate(keys):
        parent, _, key = path.rpartition("/")
        above = codes[parent].uuid if parent else None
        codes[key] = Code(a_uuid(), book.uuid, key, {"nn": key}, parent=above, position=position)
    return book, codes


def a_coding(
    transcript: BuiltTranscript, words: str | tuple[int, int], *, code: Code, coder: Coder, at: int = 0
) -> Coding:
    """Build a coding on some words, or on a span."""
    start, end = transcript.span(words) if isinstance(words, str) else words
    revision = transcript.transcript.revision
    return Coding(a_uuid(), transcript.uuid, revision, code.uuid, start, end, coder.uuid, created_at=at)


@dataclass
class BuiltProject:
    """A project with two coders, a few codes and a transcript."""

    database: Database
    anna: Coder = field(default_factory=lambda: a_coder("anna", lead=True))
    ben: Coder = field(default_factory=lambda: a_coder("ben"))
    transcript: BuiltTranscript = field(default_factory=a_transcript)
    codebook: Codebook = field(init=False)
    codes: dict[str, Code] = field(init=False)
    clock: int = 1_700_000_000_000_000

    def __post_init__(self) -> None:
        self.codebook, self.codes = a_codebook("budsjett", "budsjett/auka", "motstand")
        new: list[Record] = [self.anna, self.ben, self.codebook, *self.codes.values()]
        self.do(*(added(record) for record in new))
        self.bring_in(self.transcript)

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.database.path

    def now(self) -> int:
        """Return the next moment."""
        self.clock += 1_000_000
        return self.clock

    def do(self, *changes: Change, actor: Coder | None = None, action: str = "test", batch: str | None = None) -> None:
        """Make changes as one act."""
        with self.database.writing() as connection:
            events.record(
                connection, changes, actor=actor.uuid if actor else None, action=action, at=self.now(), batch=batch
            )

    def bring_in(
        self, built: BuiltTranscript, *, actor: Coder | None = None, batch: str | None = None
    ) -> BuiltTranscript:
        """Import a transcript."""
        with self.database.writing() as connection:
            events.record(
                connection,
                built.changes,
                actor=actor.uuid if actor else None,
                action="transcript.import",
                at=self.now(),
                summary=built.transcript.name,
                batch=batch,
                texts=[built.text],
            )
        return built

    def code(self, words: str | tuple[int, int], *, code: str = "budsjett", coder: Coder | None = None) -> Coding:
        """Give a code to some words of the transcript."""
        who = coder or self.anna
        coding = a_coding(self.transcript, words, code=self.codes[code], coder=who, at=self.now())
        with self.database.writing() as connection:
            events.record(
                connection,
                [added(coding)],
                actor=who.uuid,
                action="coding.apply",
                at=self.now(),
                summary=f"{code} {coding.start}–{coding.end}",
            )
        return coding

    def undo(self, coder: Coder | None = None) -> None:
        """Take back a coder's latest act."""
        with self.database.writing() as connection:
            events.undo(connection, (coder or self.anna).uuid, at=self.now())

    def redo(self, coder: Coder | None = None) -> None:
        """Do again what a coder took back."""
        with self.database.writing() as connection:
            events.redo(connection, (coder or self.anna).uuid, at=self.now())


@cache
def _empty_project() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.workbench"
        database.create(path, name="prøve").close()
        return path.read_bytes()


def an_empty_project(folder: Path, *, name: str = "prøve") -> Database:
    """Open a new project; migrating a file takes long, so that all tests copy the same one."""
    path = folder / f"{name}.workbench"
    path.write_bytes(_empty_project())
    path.chmod(0o600)
    return database.open_database(path)


def a_project(folder: Path, *, name: str = "prøve") -> BuiltProject:
    """Build a project in a folder, with two coders, three codes and a transcript."""
    return BuiltProject(an_empty_project(folder, name=name))
