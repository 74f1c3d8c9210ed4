"""Margin comments of a file, as memos on the words that they are about."""

from __future__ import annotations

from bisect import bisect_left
from uuid import uuid4

from workbench.core.drafts import Comment, Draft
from workbench.core.errors import RefusedError
from workbench.core.events import Change, added
from workbench.core.memos import Memo
from workbench.core.passages import Passage, Span, trim
from workbench.core.transcripts import Transcript, TranscriptText


def comment_memos(draft: Draft, transcript: Transcript, coder: str, at: int) -> list[Change]:
    """Return what brings a file's comments in: a memo each, on its passage, or on the transcript where it has none.

    Args:
        draft: the file.
        transcript: its text's transcript, in revision 1.
        coder: whose memos they become, by UUID.
        at: microseconds UTC.
    """
    changes: list[Change] = []
    for comment in draft.comments:
        if not comment.body:
            continue
        about = _about(draft.text, comment)
        if about is None:
            memo = Memo(str(uuid4()), coder, comment.body, transcript=transcript.uuid, created_at=at, changed_at=at)
        else:
            passage = Passage(str(uuid4()), transcript.uuid, 1, *about)
            changes.append(added(passage))
            memo = Memo(str(uuid4()), coder, comment.body, passage=passage.uuid, created_at=at, changed_at=at)
        changes.append(added(memo))
    return changes


def _about(text: TranscriptText, comment: Comment) -> Span | None:
    """Return the words that a comment is about; one that stands at a point is about the word there."""
    try:
        return trim(text.text, Span(comment.start, comment.end))
    except RefusedError:
        words = text.spans("word")
        nearest = bisect_left([word.end for word in words], comment.start)
        return words[min(nearest, len(words) - 1)] if words else None
