"""One transcript as a Word document, with its codings in the margin, for somebody who reads along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbench.core.codings import Certainty
from workbench.core.language import _, plural, spoken
from workbench.core.transcripts import Transcript
from workbench.exchange import atomic
from workbench.exchange.reports.coded_transcript import MarginNote, write_transcript
from workbench.services.codebooks.codebook import tree
from workbench.services.project import OpenProject, coders, find_coder
from workbench.services.transcripts import OpenTranscript, open_transcript, summaries


def is_document(target: Path) -> bool:
    """Whether a file's name asks for a document, and not for bare text."""
    return target.suffix.casefold() == ".docx"


def write(
    project: OpenProject,
    transcript: Transcript,
    target: Path,
    *,
    codes: bool = True,
    coder: str | None = None,
    force: bool = False,
) -> int:
    """Write a transcript to a .docx: turns numbered, speakers in bold, with ``codes`` a comment for each coding.

    Args:
        project: whose codings are shown as far as the coder may see them.
        transcript: in its newest revision.
        target: never over the project.
        codes: whether codings come along.
        coder: only this one's, by name.
        force: replace a file that is there.

    Returns:
        How many codings stand in the margin.

    Raises:
        FileError: the target cannot be written.
        NotFoundError: there is no such coder.
        RefusedError: a file is there already.
    """
    atomic.check_target(target, force=force, protected=[project.path])
    opened = open_transcript(project, transcript.uuid)
    only = None if coder is None else find_coder(project, coder).uuid
    notes = list(_notes(project, opened, only)) if codes else []
    with atomic.writing(target, force=force, protected=[project.path]) as out:
        write_transcript(transcript.name, list(_says(project, opened, notes)), opened.text, notes, out)
    return len(notes)


def _notes(project: OpenProject, opened: OpenTranscript, only: str | None) -> Iterator[MarginNote]:
    codes, people = tree(project), {one.uuid: one for one in coders(project)}
    memos: dict[str, list[str]] = {}
    for memo in opened.memos:
        if memo.coding is not None:
            memos.setdefault(memo.coding, []).append(memo.body)
    for coding in sorted(opened.codings, key=lambda one: (one.start, -one.end)):
        if only is not None and coding.coder != only:
            continue
        who = people[coding.coder]
        code = codes.path(codes.by_uuid[coding.code], spoken())
        line = _("{code} (unsure)").format(code=code) if coding.certainty is Certainty.UNSURE else code
        lines = [line, *(part for body in memos.get(coding.uuid, []) for part in body.split("\n"))]
        yield MarginNote(coding.start, coding.end, who.name, who.initials, coding.created_at, lines)


def _says(project: OpenProject, opened: OpenTranscript, notes: list[MarginNote]) -> Iterator[str]:
    summary = next(one for one in summaries(project) if one.transcript.uuid == opened.transcript.uuid)
    facts = {"case": summary.case, **summary.attributes}
    yield " · ".join(f"{_(name)}: {value}" for name, value in facts.items() if value)
    if notes:
        by = Counter(note.author for note in notes)
        names = ", ".join(f"{name} ({n})" for name, n in sorted(by.items()))
        says = plural(
            len(notes), "One coding is in the margin, by {names}.", "{n} codings are in the margin, by {names}."
        )
        yield says.format(names=names)
    yield _("Project: {name}").format(name=project.project.name)
