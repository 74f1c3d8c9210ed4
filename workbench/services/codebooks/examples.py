"""Passages of the interviews as examples on the cards of codes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from workbench.core.codebook import Code
from workbench.core.errors import RefusedError
from workbench.core.language import LANGUAGES, _
from workbench.core.passages import Span, quotation
from workbench.services.codebooks import codes
from workbench.services.project import OpenProject
from workbench.services.transcripts import OpenTranscript

LONGEST = 400
"""How many characters of a passage an example holds; a longer one ends in […]."""

CUT = " […]"
"""Stands at the end of a passage that was shortened."""


def add_example(project: OpenProject, code: Code, opened: OpenTranscript, span: Span, *, language: str) -> Code:
    """Put a passage on a code's card as an example, with where it stands, as one act.

    Args:
        project: where.
        code: as the caller knows it.
        opened: the transcript.
        span: of the passage, half-open in code points.
        language: in which the card is read; examples that are there in another one are gone on with.

    Returns:
        The code as it is now.

    Raises:
        RefusedError: it is an example already, somebody has changed the card since it was read, or the project is blind
            and it would show the others how one codes.
        NotFoundError: the code has left the codebook.
    """
    if project.project.settings.get("blind", False):
        raise RefusedError(
            _("The project is blind: an example would show the others how you code."),
            hint=_("Write a memo, and make it an example when all are done."),
        )
    there = code.card.examples
    spoken = next((one for one in (language, *LANGUAGES) if there.get(one)), language)
    line = _example(opened, span)
    if line in there.get(spoken, ()):
        raise RefusedError(
            _("The passage is an example of “{key}” already.").format(key=code.key), hint=_("Look at its card.")
        )
    examples = {**there, spoken: (*there.get(spoken, ()), line)}
    return codes.edit_card(project, code, replace(code.card, examples=examples))


def _example(opened: OpenTranscript, span: Span) -> str:
    """Return the words with where they stand: ``Det auka. (Moss_2011, R, turn 45)``."""
    words = " ".join(quotation(opened.text.text, span).split())
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + CUT
    turns = opened.text.turns
    at = bisect_right(turns, span.start, key=lambda turn: turn.start) - 1
    speaker = turns[at].speaker if at >= 0 else ""
    turn = _("turn {n}").format(n=at + 1) if at >= 0 else ""
    return f"{words} ({', '.join(part for part in (opened.transcript.name, speaker, turn) if part)})"
