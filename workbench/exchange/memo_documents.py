"""Memos as a Word document, to be read and commented on: what each is on, the words it is about, and the memo."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.exchange.atomic import writing

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""


@dataclass(frozen=True, slots=True)
class MemoEntry:
    """One memo as a document has it: under which heading, on what, by whom and when, and the words it is about."""

    heading: str
    on: str
    about: str
    quotation: str
    body: str


def write_memo_document(
    title: str, entries: Iterable[MemoEntry], path: Path, *, force: bool = False, protected: Iterable[Path] = ()
) -> None:
    """Write memos to a .docx; those that follow one another under the same heading stand together.

    Raises:
        FileError: the name cannot be written to.
        RefusedError: a file is there already.
    """
    from docx import Document

    with writing(path, force=force, protected=protected) as out:
        document = Document()
        document.core_properties.author = ""
        document.add_heading(_said(title), 0)
        before = ""
        for entry in entries:
            if entry.heading != before:
                document.add_heading(_said(entry.heading), 1)
                before = entry.heading
            document.add_heading(_said(entry.on), 2)
            document.add_paragraph().add_run(_said(entry.about)).italic = True
            if entry.quotation:
                document.add_paragraph(_said(f"“{entry.quotation}”"), style="Quote")
            for paragraph in entry.body.split("\n"):
                if paragraph.strip():
                    document.add_paragraph(_said(paragraph))
        document.save(out)


def _said(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)
