"""Examples on cards that are passages of the interviews: their words as they are now, and where to read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.core.passages import Span
from workbench.core.transcripts import Transcript, TranscriptText
from workbench.services.codebooks.examples import CUT
from workbench.services.project import OpenProject
from workbench.store import records, transcripts

_TURN = re.compile(r"(?:.*, )?[^\W\d]+ (\d+)", re.DOTALL)
_REFERENCE = re.compile(r"[^()]+, [^\W\d]+ \d+")


@dataclass(frozen=True, slots=True)
class LiveExample:
    """An example that says where it stands.

    ``words`` are those of the transcript as it is now, or those on the card where they are not found there any more
    (``changed``) or the transcript is gone. ``where`` is the reference on the card. ``transcript`` is a UUID, "" where
    no transcript of the project is meant, and ``span`` what to read, half-open in code points.
    """

    words: str
    where: str
    transcript: str = ""
    span: Span | None = None
    changed: bool = False


def live(project: OpenProject, lines: Iterable[str]) -> Mapping[str, LiveExample]:
    """Return the examples of a card that are passages, by what the card says.

    Args:
        project: whose transcripts are meant.
        lines: examples as cards have them, such as ``Det auka. (Moss_2011, R, turn 45)``; others are left out.
    """
    found: dict[str, LiveExample] = {}
    with project.database.reading() as connection:
        by_name: dict[str, Transcript] = {one.name: one for one in records.all_of(connection, "transcript")}
        for line in lines:
            words, where, transcript = _parted(line, by_name)
            if transcript is not None:
                text = transcripts.text_of(connection, transcript.uuid, transcript.revision)
                found[line] = _located(words, where, transcript, text)
            elif where:
                found[line] = LiveExample(words, where)
    return found


def _parted(line: str, by_name: Mapping[str, Transcript]) -> tuple[str, str, Transcript | None]:
    """Part an example into its words, its reference and the transcript that this names; "" and None without one."""
    if not line.endswith(")"):
        return line, "", None
    for opening in re.finditer(r" \(", line):
        words, where = line[: opening.start()], line[opening.end() : -1]
        names = sorted((name for name in by_name if where.startswith(f"{name}, ")), key=len)
        if names and _TURN.fullmatch(where):
            return words, where, by_name[names[-1]]
    words, _opening, where = line[:-1].rpartition(" (")
    return (words, where, None) if words and _REFERENCE.fullmatch(where) else (line, "", None)


def _located(words: str, where: str, transcript: Transcript, text: TranscriptText) -> LiveExample:
    cut = words.endswith(CUT)
    said = re.compile(r"\s+".join(map(re.escape, words.removesuffix(CUT).split())))
    number = _TURN.fullmatch(where)
    at = int(number[1]) - 1 if number is not None else -1
    turn = text.turns[at] if 0 <= at < len(text.turns) else None
    match = said.search(text.text, turn.start) if turn is not None else None
    if match is None or (turn is not None and match.start() >= turn.end):
        match = said.search(text.text)
    if match is None:
        span = Span(turn.start, turn.end) if turn is not None else Span(0, 0)
        return LiveExample(words, where, transcript.uuid, span, changed=True)
    now = " ".join(match.group().split()) + (CUT if cut else "")
    return LiveExample(now, where, transcript.uuid, Span(*match.span()))
