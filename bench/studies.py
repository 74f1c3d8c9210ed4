"""Studies on disk: a folder of Word files and a project of each size, built once and kept in the temporary folder.

The project is built by the program itself, so that it is what a researcher would have: files imported, codings in bulk.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from bench import corpus, word_files
from workbench.core.codebook import CodebookRevision, CodeRevision
from workbench.core.coders import Coder, Progress, Rights, Status
from workbench.core.codings import Coding
from workbench.core.events import added
from workbench.core.passages import Span
from workbench.core.records import image
from workbench.core.shipped import shipped
from workbench.core.transcripts import Transcript
from workbench.services import project
from workbench.services.imports import importing
from workbench.services.project import OpenProject
from workbench.store import events, records, transcripts

_AT = 1_370_000_000_000_000
_PROJECT = "bench.workbench"


@dataclass(frozen=True, slots=True)
class Study:
    """A corpus of one size: its Word files, and a project that holds and codes them, which is not to be changed."""

    size: str
    folder: Path

    @property
    def files(self) -> list[Path]:
        """The interviews as Word files."""
        return sorted((self.folder / "files").glob("*.docx"))

    @property
    def project(self) -> Path:
        """The project."""
        return self.folder / _PROJECT

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """Lend a copy of the project, to be written to."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(shutil.copy(self.project, folder))

    @contextmanager
    def opened(self, path: Path | None = None) -> Iterator[OpenProject]:
        """Open the project, or a copy of it, as the first coder."""
        with project.opened(path or self.project, coder=corpus.CODERS[0]) as found:
            yield found


def _kept() -> Path:
    """Return the folder of this corpus and this schema; a change of either builds anew."""
    sources = [Path(corpus.__file__), Path(word_files.__file__), Path(__file__)]
    sources += sorted(shipped("migrations").rglob("*.py"))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"workbench-bench-{user}" / digest[:16]


def study(size: str, *, count: int | None = None, words: int = corpus.WORDS, kept: Path | None = None) -> Study:
    """Return the study of a size, built if it is not there yet.

    Args:
        size: S, M or L, or any name where ``count`` is given.
        count: how many transcripts.
        words: about how long each one is.
        kept: the folder in which studies are kept.
    """
    folder = (kept or _kept()) / size
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{size}-"))
        try:
            _build(draft, count or corpus.SIZES[size], words)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Study(size, folder)


def _build(folder: Path, count: int, words: int) -> None:
    files = folder / "files"
    files.mkdir()
    for interview in corpus.interviews(count, words):
        word_files.write(interview, files)
    with project.create(folder / _PROJECT, coder=corpus.CODERS[0]) as made:
        planned = importing.plan([files], pattern=corpus.PATTERN)
        for outcome in importing.import_files(made, planned, jobs=os.cpu_count() or 1):
            if outcome.error is not None:
                raise outcome.error
        _code(made)


def _code(made: OpenProject) -> None:
    """Give the project its codebook, its second coder, and every transcript its codings, both coders done."""
    book, codes = corpus.codebook()
    first = made.actor
    second = Coder(str(UUID(int=2)), corpus.CODERS[1], 1, rights=Rights.CODER)
    people = (first, second)
    with made.database.reading() as connection:
        every: list[Transcript] = sorted(records.all_of(connection, "transcript"), key=lambda t: t.name)
        texts = {t.uuid: transcripts.text_of(connection, t.uuid, t.revision) for t in every}
    new = [added(second), added(book), added(CodebookRevision(str(uuid4()), 1, _AT))]
    new += [added(code) for code in codes]
    new += [added(CodeRevision(str(uuid4()), code.uuid, 1, image(code))) for code in codes]
    codings = [
        Coding(
            uuid=str(UUID(int=(at << 32) + n, version=4)),
            transcript=transcript.uuid,
            revision=transcript.revision,
            code=codes[code].uuid,
            start=start,
            end=end,
            coder=people[coder].uuid,
            created_at=_AT + n,
        )
        for at, transcript in enumerate(every)
        for n, (coder, code, start, end) in enumerate(
            corpus.passages(texts[transcript.uuid].spans("sentence"), len(codes), corpus.SEED + at)
        )
    ]
    done = [
        added(Status(str(uuid4()), transcript.uuid, coder.uuid, Progress.DONE, 1, _AT))
        for transcript in every
        for coder in people
    ]
    with made.database.writing() as connection:
        events.record(connection, new, actor=first.uuid, action="codebook.import", at=_AT, summary="codebook")
        events.record(
            connection, [], actor=first.uuid, action="codings.import", at=_AT, summary="codings", bulk=codings
        )
        events.record(connection, done, actor=first.uuid, action="status.set", at=_AT, summary="done")


def middle(opened: OpenProject) -> list[tuple[str, Span]]:
    """Return each transcript's UUID with a sentence in its middle, in the order of their names."""
    found: list[tuple[str, Span]] = []
    with opened.database.reading() as connection:
        for transcript in sorted(records.all_of(connection, "transcript"), key=lambda t: str(t.name)):
            spans = transcripts.text_of(connection, transcript.uuid, transcript.revision).spans("sentence")
            found.append((transcript.uuid, spans[len(spans) // 2]))
    return found
