"""Passages as documents: Word or Markdown, the quotations under headings."""

from __future__ import annotations

import datetime
import io
import shlex
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

from workbench.analysis.retrieval import Found
from workbench.core.language import _, plural
from workbench.exchange import atomic
from workbench.exchange.passage_documents import PassageDocument, suits, write_docx, write_markdown
from workbench.services import exporting
from workbench.services.codebooks.codebook import tree
from workbench.services.finding.retrieval import table
from workbench.services.project import OpenProject

is_document = suits


def command(query: str, *options: str) -> str:
    """Return the command line that finds the same passages."""
    asked = [query.strip()] if query.strip() else []
    return shlex.join(["workbench", "passages", *asked, *options])


def write(project: OpenProject, found: Iterable[Found], target: Path, *, query: str = "", force: bool = False) -> Path:
    """Write passages to a .docx or .md, never over the project.

    Those of one code stand under their transcripts; those of several under their codes, in the codebook's order.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already, or the query cannot be read.
    """
    atomic.check_target(target, force=force, protected=[project.path])
    document = _document(project, list(found), query)
    with atomic.writing(target, force=force, protected=[project.path]) as out:
        if target.suffix.casefold() == ".docx":
            write_docx(document, out)
        else:
            text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
            try:
                write_markdown(document, text)
            finally:
                text.detach()
    return target


def write_any(
    project: OpenProject, found: Iterable[Found], target: Path, *, query: str = "", force: bool = False
) -> list[Path]:
    """Write passages to a file whose suffix says whether it is a document or a table, never over the project.

    Returns:
        The files that were written.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    if is_document(target):
        return [write(project, found, target, query=query, force=force)]
    spelling = exporting.spelling(for_spreadsheet=target.suffix == ".csv")
    return exporting.write_table(project, table(found, query), target, spelling=spelling, force=force)


def print_markdown(project: OpenProject, found: Iterable[Found], out: TextIO, *, query: str = "") -> None:
    """Write passages to a stream as Markdown."""
    write_markdown(_document(project, list(found), query), out)


def _document(project: OpenProject, found: Sequence[Found], query: str) -> PassageDocument:
    says = [
        (_("Query"), query.strip() or _("everything that is coded")),
        (_("Found"), plural(len(found), "one passage", "{n} passages")),
        (_("Project"), project.project.name),
        (_("Made"), datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")),
        (_("Command"), command(query)),
    ]
    return PassageDocument(_("Passages"), says, list(_grouped(project, found)))


def _grouped(project: OpenProject, found: Sequence[Found]) -> Iterator[tuple[str, Sequence[Found]]]:
    if len({one.coding.code for one in found}) < 2:
        for name, passages in groupby(found, key=lambda one: one.setting.name):
            yield name, list(passages)
        return
    by_code: dict[str, list[Found]] = {}
    for one in found:
        by_code.setdefault(one.coding.code, []).append(one)
    for code in tree(project).order:
        if code.uuid in by_code:
            yield by_code[code.uuid][0].code_path, by_code[code.uuid]
