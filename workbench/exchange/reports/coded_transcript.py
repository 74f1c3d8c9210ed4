"""A transcript as a Word document, with the codings as comments in the margin."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any

from workbench.core.transcripts import TranscriptText, Turn
from workbench.exchange.colours import GREY
from workbench.exchange.reports.sheets import new_document
from workbench.exchange.xml_text import for_xml


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A comment on ``[start, end)`` of the text: by whom, when (microseconds UTC), and its lines."""

    start: int
    end: int
    author: str
    initials: str
    at: int
    lines: Sequence[str]


def write_transcript(
    name: str, says: Sequence[str], text: TranscriptText, notes: Sequence[MarginNote], out: IO[bytes]
) -> None:
    """Write a transcript as a .docx: a paragraph a turn with its number, the speaker in bold, notes as comments.

    Args:
        name: of the transcript.
        says: lines below its name.
        text: its words and turns; its preamble stands above them.
        notes: in text order; each on at least one character that is no white space.
        out: where to.
    """
    document = new_document(name, name)
    document.add_paragraph(for_xml(name), style="Title")
    for line in says:
        document.add_paragraph(for_xml(line), style="Remark")
    if text.preamble.strip():
        document.add_paragraph().add_run(for_xml(text.preamble.strip())).italic = True
    _add_style(document)
    _Written(document, text, notes).go()
    document.save(out)


def _add_style(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    style = document.styles.add_style("Turn", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(1.1), Cm(-1.1)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(1.1))
    style.paragraph_format.space_after = Pt(8)


class _Written:
    """A transcript while it is written: its runs begin and end where a note does."""

    def __init__(self, document: Any, text: TranscriptText, notes: Sequence[MarginNote]) -> None:
        self._document, self._text, self._notes = document, text, notes
        self._cuts = sorted({place for note in notes for place in (note.start, note.end)})
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._runs: list[Any] = []

    def go(self) -> None:
        for number, turn in self._turns():
            self._add_turn(number, turn)
        for note in self._notes:
            self._add_note(note)

    def _turns(self) -> Iterator[tuple[int, Turn]]:
        """Yield the turns with their numbers from 1, and with 0 what stands between them."""
        at = 0
        for number, turn in enumerate(self._text.turns, 1):
            yield from self._between(at, turn.start)
            yield number, turn
            at = turn.end
        yield from self._between(at, len(self._text.text))

    def _between(self, start: int, end: int) -> Iterator[tuple[int, Turn]]:
        words = self._text.text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield 0, Turn(first, first + len(words.strip()))

    def _add_turn(self, number: int, turn: Turn) -> None:
        from docx.shared import Pt, RGBColor

        paragraph = self._document.add_paragraph(style="Turn")
        grey = RGBColor.from_string(GREY[1:])
        head = paragraph.add_run(f"{number or ''}\t")
        head.font.size, head.font.color.rgb = Pt(8.5), grey
        if turn.speaker:
            paragraph.add_run(for_xml(f"{turn.speaker}: ")).bold = True
        if turn.time_text:
            time = paragraph.add_run(for_xml(f"{turn.time_text} "))
            time.font.size, time.font.color.rgb = Pt(8.5), grey
        first, last = bisect_right(self._cuts, turn.start), bisect_left(self._cuts, turn.end)
        for start, end in pairwise([turn.start, *self._cuts[first:last], turn.end]):
            self._starts.append(start)
            self._ends.append(end)
            self._runs.append(paragraph.add_run(for_xml(self._text.text[start:end])))

    def _add_note(self, note: MarginNote) -> None:
        """Hang a note on the runs that it covers: from the first that begins in it to the last that ends in it."""
        first, last = bisect_left(self._starts, note.start), bisect_right(self._ends, note.end) - 1
        comment: Any = self._document.add_comment(
            [self._runs[first], self._runs[last]],
            text="\n".join(for_xml(line) for line in note.lines),
            author=for_xml(note.author),
            initials=for_xml(note.initials),
        )
        comment._comment_elm.date = datetime.datetime.fromtimestamp(note.at // 10**6, datetime.UTC)
