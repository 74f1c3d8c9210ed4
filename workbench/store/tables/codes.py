"""Tables of codebooks and their revisions."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from workbench.store.tables.columns import (
    FIELDS,
    FLAG,
    NAME,
    NUMBER,
    TIME,
    WORD,
    Identified,
    may_refer_to,
    refers_to,
    rows_of,
)


class CodebookColumns(Identified):
    """A tree of codes."""

    stable_id = NAME
    names = FIELDS
    position = NUMBER
    description = FIELDS


CODEBOOK = rows_of("codebook", CodebookColumns, UniqueConstraint("stable_id"))


class CodeColumns(Identified):
    """A named idea; its key is one in the whole project."""

    codebook_id = refers_to("codebook", index=True)
    key = NAME
    name_key = NAME
    names = FIELDS
    stable_id = NAME
    parent_id = may_refer_to("code", index=True)
    position = NUMBER
    shortcut = WORD
    colour = WORD
    card = FIELDS
    retired = FLAG


CODE = rows_of("code", CodeColumns, UniqueConstraint("name_key"))


class CodebookRevisionColumns(Identified):
    """A numbered state of all codebooks."""

    n = NUMBER
    created_at = TIME


CODEBOOK_REVISION = rows_of("codebook_revision", CodebookRevisionColumns, UniqueConstraint("n"))


class CodeRevisionColumns(Identified):
    """What one code said from a codebook revision on."""

    code_id = refers_to("code")
    n = NUMBER
    state = FIELDS


CODE_REVISION = rows_of("code_revision", CodeRevisionColumns, UniqueConstraint("code_id", "n"))
