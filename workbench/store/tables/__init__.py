"""What the schema is: one class a table, named after the record it holds.

At run time the store sends Core statements against the tables; no row leaves it.
"""

from __future__ import annotations

from sqlalchemy import Table

from workbench.store.tables import codes, people, texts, trail, work
from workbench.store.tables.columns import Row

METADATA = Row.metadata


def table(name: str) -> Table:
    """Return a table by name; a record's table is called as its kind is."""
    return METADATA.tables[name]


PROJECT = table("project")
CODER = table("coder")
CASE = table("case")
INFORMANT = table("informant")
ATTRIBUTE = table("attribute")
ATTRIBUTE_VALUE = table("attribute_value")
TRANSCRIPT = table("transcript")
TRANSCRIPT_TEXT = table("transcript_text")
TURN = table("turn")
UNIT = table("unit")
SPEECH = table("speech")
REVISION = table("revision")
SPEAKER = table("speaker")
CODE = table("code")
CODEBOOK_REVISION = table("codebook_revision")
CODE_REVISION = table("code_revision")
CODING = table("coding")
PASSAGE = table("passage")
MEMO = table("memo")
REVIEWED = table("reviewed")
STATUS = table("status")
EVENT = table("event")
TOMBSTONE = table("tombstone")

__all__ = ["METADATA", "codes", "people", "table", "texts", "trail", "work"]
