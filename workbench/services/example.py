"""The example study: 18 invented interviews, two codebooks, the work of two coders, built as a project of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from workbench.core.coders import Coder, CoderKind, Progress, Reviewed, Status
from workbench.core.errors import NoProject
from workbench.core.events import Change, added, changed
from workbench.core.language import _
from workbench.core.memos import TARGETS, Memo
from workbench.core.shipped import shipped
from workbench.core.transcripts import Transcript
from workbench.services import local_state, project
from workbench.services.codebooks import codebook
from workbench.services.codings import codings
from workbench.services.imports import importing
from workbench.services.project import OpenProject, now
from workbench.store import codebook as stored
from workbench.store import events, records

NAME = "example-study"
CODER = "anna"
CODERS = (CODER, "bjorn")
MAIN_CODEBOOK = "boligsosialt-utviklingsprogram"
_SUFFIXES = {".docx", ".odt", ".txt", ".vtt"}


def file_in(folder: Path) -> Path:
    """Return where a folder's example study is, or will be."""
    return folder / f"{NAME}{project.SUFFIX}"


def build(folder: Path) -> Path:
    """Build the example study in a folder, which is made where it is missing.

    Returns:
        The project's file; one that is there already is left as it is.

    Raises:
        ProjectError: the folder cannot be written to.
    """
    target = file_in(folder)
    if target.exists():
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = TemporaryDirectory(dir=folder, prefix=".example-")
    except OSError as error:
        raise NoProject(
            _("Nothing can be built in {folder}: {strerror}.").format(folder=folder, strerror=error.strerror),
            hint=_("Choose another folder: workbench example DIR"),
        ) from None
    with place as workshop:
        draft = Path(workshop) / target.name
        _fill(draft)
        draft.replace(target)
    return target


def _fill(path: Path) -> None:
    with project.create(path, coder=CODER) as study:
        first, *later = sorted(codebook.shipped_codebooks(), key=lambda path: path.stem != MAIN_CODEBOOK)
        codebook.import_codebook(study, first)
        for outcome in importing.import_files(study, _plan()):
            if outcome.error is not None:
                raise outcome.error
        codings.import_codings(study, shipped("transcripts") / "codings.csv")
        _record(study, list(_progress(study)), "status.set", "how far each coder is")
        _record(study, list(_memos(study)), "memo.write", "memos of the example")
        # The second codebook came after the coding: its codes were not looked for, which is something else than zero.
        for book in later:
            codebook.import_codebook(study, book)
        local_state.remember_unsaid(study.project.uuid)


def _plan() -> importing.Plan:
    folder = shipped("transcripts")
    files = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    return importing.plan(
        files, pattern="{municipality}_{year}_*", attributes=folder / "transcripts.csv", comments=True
    )


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (shipped("transcripts") / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _record(study: OpenProject, changes: list[Change], action: str, summary: str) -> None:
    with study.database.writing() as connection:
        events.record(connection, changes, actor=study.actor.uuid, action=action, at=now(), summary=summary)


def _progress(study: OpenProject) -> Iterator[Change]:
    """Give each coder's status on each transcript, and what they have read of it."""
    people: dict[str, Coder] = {coder.name: coder for coder in project.coders(study)}
    with study.database.reading() as connection:
        every: dict[str, Transcript] = {t.name: t for t in records.all_of(connection, "transcript")}
        standing: dict[tuple[str, str], Status] = {
            (status.transcript, status.coder): status for status in records.all_of(connection, "status")
        }
        revision = stored.revision(connection)
    for row in _rows("progress.csv"):
        transcript, coder, progress = every[row["transcript"]], people[row["coder"]], Progress(row["status"])
        before = standing.get((transcript.uuid, coder.uuid))
        done = revision if progress is Progress.DONE else None
        after = Status(str(uuid4()), transcript.uuid, coder.uuid, progress, done, now())
        yield changed(before, replace(after, uuid=before.uuid)) if before else added(after)
        yield added(
            Reviewed(str(uuid4()), transcript.uuid, transcript.revision, coder.uuid, 0, int(row["reviewed_to"]))
        )


def _memos(study: OpenProject) -> Iterator[Change]:
    people = {coder.name: coder for coder in project.coders(study)}
    tree = codebook.tree(study)
    with study.database.reading() as connection:
        named = {
            (kind, record.name): record.uuid
            for kind in ("transcript", "case")
            for record in records.all_of(connection, kind)
        }
    for row in _rows("memos.csv"):
        kind, _, name = row["target"].partition(":")
        uuid = study.project.uuid if kind == "project" else named.get((kind, name)) or tree.find(name).uuid
        on = {target: uuid if target == kind else None for target in TARGETS}
        yield added(
            Memo(str(uuid4()), people[row["coder"]].uuid, row["memo"], created_at=now(), changed_at=now(), **on)
        )


def came_with(study: OpenProject) -> list[str]:
    """Return the names of the coders that the example came with, in whose names no reader should code; else none."""
    if study.project.name != NAME:
        return []
    return [one.name for one in project.coders(study) if one.name in CODERS or one.kind is CoderKind.CONSENSUS]


def opened(path: Path) -> OpenProject:
    """Open the example as its first coder.

    Raises:
        ProjectError: it cannot be opened.
    """
    return project.open_project(path, coder=CODER)
