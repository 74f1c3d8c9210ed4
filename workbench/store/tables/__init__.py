"""What the schema is: the typed columns of one table a class, named after the record it holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from workbench.store.tables.codes import CODE, CODE_REVISION, CODEBOOK, CODEBOOK_REVISION
from workbench.store.tables.columns import METADATA
from workbench.store.tables.people import ATTRIBUTE, ATTRIBUTE_VALUE, CASE, CODER, INFORMANT, PROJECT
from workbench.store.tables.texts import REVISION, SPEAKER, SPEECH, TRANSCRIPT, TRANSCRIPT_TEXT, TURN, UNIT
from workbench.store.tables.trail import EVENT, TOMBSTONE
from workbench.store.tables.work import (
    CODING,
    CODING_ANCHOR,
    CODING_AT_DONE,
    MEMO,
    PASSAGE,
    PIN,
    REPORT_MARK,
    REVIEWED,
    SETTLEMENT,
    STATUS,
)


def table(name: str) -> Table[Any]:
    """Return a table by name; a record's table is called as its kind is."""
    return METADATA.tables[name]


__all__ = [
    "ATTRIBUTE",
    "ATTRIBUTE_VALUE",
    "CASE",
    "CODE",
    "CODEBOOK",
    "CODEBOOK_REVISION",
    "CODER",
    "CODE_REVISION",
    "CODING",
    "CODING_ANCHOR",
    "CODING_AT_DONE",
    "EVENT",
    "INFORMANT",
    "MEMO",
    "METADATA",
    "PASSAGE",
    "PIN",
    "PROJECT",
    "REPORT_MARK",
    "REVIEWED",
    "REVISION",
    "SETTLEMENT",
    "SPEAKER",
    "SPEECH",
    "STATUS",
    "TOMBSTONE",
    "TRANSCRIPT",
    "TRANSCRIPT_TEXT",
    "TURN",
    "UNIT",
    "table",
]
