"""The words of a coding, which stand beside it and are always cut from its text anew."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.passages import Span, context, quotation
from workbench.store.tables import REVISION, TRANSCRIPT_TEXT

_TEXT = (
    select(TRANSCRIPT_TEXT.c.text)
    .join(REVISION, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
    .where(REVISION.c.transcript_id == bindparam("transcript"), REVISION.c.n == bindparam("n"))
)


def columns(connection: Connection, transcript: int, revision: int, span: Span) -> dict[str, str]:
    """Return the columns that hold a coding's words, by the transcript's local key.

    Raises:
        RefusedError: there is no such revision, or the span lies outside its text.
    """
    text = _text(connection, transcript, revision)
    if not 0 <= span.start < span.end <= len(text):
        raise RefusedError(
            _("The passage {start}–{end} lies outside the text, which has {n} characters; nothing was changed.").format(
                start=span.start, end=span.end, n=len(text)
            ),
            hint=_("Offsets count from 0 and the end is not included."),
        )
    before, after = context(text, span)
    return {"quotation": quotation(text, span), "context_before": before, "context_after": after}


def _text(connection: Connection, transcript: int, revision: int) -> str:
    """Return the words of a revision; the last one is remembered in the transaction."""
    held: tuple[tuple[int, int], str] | None = connection.info.get("text")
    if held is None or held[0] != (transcript, revision):
        found = connection.execute(_TEXT, {"transcript": transcript, "n": revision}).scalar()
        if found is None:
            raise RefusedError(
                _("The revision of the transcript that this belongs to is not there; nothing was changed."),
                hint=_("Look at the transcript again."),
            )
        held = ((transcript, revision), found)
        connection.info["text"] = held
    return held[1]
