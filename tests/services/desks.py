"""A researcher's desk in tests: files that are written, imported and coded in a sentence each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core.codings import Coding
from workbench.core.events import Event
from workbench.core.passages import Span
from workbench.core.transcripts import Transcript
from workbench.services import transcripts
from workbench.services.codebooks import codebook
from workbench.services.codings import coding, codings
from workbench.services.history import history
from workbench.services.imports import attributes, importing
from workbench.services.imports.importing import Outcome
from workbench.services.project import OpenProject, open_project

SAID = "I: Kva med budsjettet?\nR: Budsjettet har auka.\nI: Og startlån?\nR: Startlån er det fleire som får."


@dataclass
class Desk:
    """A project, and a folder to put files in."""

    project: OpenProject
    folder: Path

    def file(self, name: str, text: str) -> Path:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def codebook(self, *keys: str, **columns: str) -> None:
        """Import a codebook of codes by key; ``columns`` gives a code further cells, such as ``budsjett="ja"``."""
        rows = [f"{key},{columns.get(key, key.capitalize())}" for key in keys]
        codebook.import_codebook(self.project, self.file("kodebok.csv", "\n".join(["id,name_nn", *rows])))

    def bring(self, *paths: Path, **told: Any) -> list[Outcome]:
        """Import files."""
        return list(importing.import_files(self.project, importing.plan(paths, **told)))

    def interview(self, name: str = "Moss_2010", said: str = SAID) -> Transcript:
        """Import an interview and return its transcript."""
        (done,) = self.bring(self.file(f"{name}.txt", said))
        assert done.transcript is not None, done.error
        return transcripts.find(self.project, done.transcript.uuid)

    def place(self, transcript: Transcript, words: str) -> Span:
        """Return where some words stand for the first time."""
        start = transcripts.text(self.project, transcript).text.index(words)
        return Span(start, start + len(words))

    def code(self, transcript: Transcript, words: str, key: str = "budsjett") -> Coding:
        """Give a code to some words."""
        meant = codebook.tree(self.project).find(key)
        return coding.apply_code(self.project, transcript, self.place(transcript, words), meant).coding

    @contextmanager
    def as_coder(self, name: str) -> Iterator[Desk]:
        """Let another coder sit down, with the project opened anew."""
        with open_project(self.project.path, coder=name) as project:
            yield Desk(project, self.folder)

    def facts(self) -> dict[tuple[str, str], str]:
        """Return every fact by what bears it and its name."""
        return {(str(row[1]), str(row[2])): str(row[4]) for row in attributes.table(self.project).rows}

    def codings(self) -> list[tuple[str, str, str]]:
        """Return the codings as the coder sees them: coder, code, words."""
        return [(str(row[6]), str(row[4]), str(row[7])) for row in codings.table(self.project).rows]

    def undo(self) -> Event:
        """Take back the latest act."""
        return history.undo(self.project)

    def state(self) -> str:
        """Return all that a reader can see, to be compared."""
        tables = (codings.table(self.project), attributes.table(self.project), transcripts.table(self.project))
        return json.dumps([[list(map(str, row)) for row in table.rows] for table in tables])
