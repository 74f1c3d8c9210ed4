"""Build the text and its turns from lines and where the turns start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.core.passages import Span
from workbench.core.transcripts import Turn, clean
from workbench.exchange.loss import size
from workbench.exchange.paragraphs import Paragraph
from workbench.exchange.speakers.lines import Cleaned, Line, is_blank
from workbench.exchange.speakers.starts import Start


@dataclass(slots=True)
class Built:
    """The text with its turns and paragraphs, and what became of every character.

    ``counted`` maps a category to characters other than white space that went into text, labels, stamps or preamble;
    ``silent`` counts labels after which nothing was said.
    """

    text: str
    turns: list[Turn]
    paragraphs: list[Span]
    preamble: str
    counted: Counter[str]
    places: list[tuple[int, int] | None]
    silent: int


def build(
    cleaned: Cleaned, raw: Sequence[Paragraph], lines: Sequence[Line], starts: Mapping[int, Start], begin: int
) -> Built:
    """Put the text together.

    Args:
        cleaned: the paragraphs in the stored form.
        raw: the same paragraphs as the file has them.
        lines: the cleaned paragraphs' lines.
        starts: where turns begin, by line; other lines go on with the turn.
        begin: how many lines at the top are preamble.
    """
    builder = _Builder(len(raw))
    preamble = _preamble(cleaned, lines[:begin], builder.arrived)
    i, last = begin, len(lines)
    while i < last:
        line = final = lines[i]
        index = line.paragraph
        start = starts.get(i)
        i += 1
        while i < last and lines[i].paragraph == index and i not in starts:
            final = lines[i]
            i += 1
        stop = final.start + len(final.text)
        builder.add(index, cleaned.paragraphs[index].category, cleaned.texts[index], line.start, stop, start)
    return builder.finish(cleaned, raw, preamble)


class _Builder:
    """The text so far, the turn that is open, and the label that waits for its first words."""

    def __init__(self, paragraphs: int) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.turns: list[Turn] = []
        self.spans: list[Span] = []
        self.places: list[tuple[int, int] | None] = [None] * paragraphs
        self.arrived: dict[str, list[str]] = {}
        self.silent = 0
        self._open: tuple[Start, int] | None = None
        self._waiting: Start | None = None

    def add(self, index: int, category: str, text: str, begin: int, stop: int, start: Start | None) -> None:
        """Add the code points ``[begin, stop)`` of a paragraph's text; ``start`` says that a turn begins there."""
        if start is not None:
            self._begin(start)
        arrived = self.arrived.get(category)
        if arrived is None:
            arrived = self.arrived[category] = []
        cut = begin if start is None else begin + start.cut
        body = text[cut:stop]
        said = body.strip()
        if is_blank(said):
            arrived.append(text[begin:stop])
            return
        if cut > begin:
            arrived.append(text[begin:cut])
        arrived.append(said)
        self._part()
        at = self.length
        self.parts.append(said)
        self.length += len(said)
        self.spans.append(Span(at, self.length))
        if self.places[index] is None:
            self.places[index] = (at, cut + body.index(said))

    def _begin(self, start: Start) -> None:
        before = self._waiting or (self._open[0] if self._open is not None else None)
        if not _goes_on(start, before):
            self.silent += self._waiting is not None
            self._waiting = start
        elif self._waiting is not None and self._waiting.stamp is None:
            self._waiting = start

    def _part(self) -> None:
        """Put what parts paragraphs or turns before the next words, and open the turn that waits."""
        if self._waiting is None and self._open is not None:
            self.parts.append("\n")
            self.length += 1
            return
        self._close()
        if self.parts:
            self.parts.append("\n\n")
            self.length += 2
        self._open = (self._waiting or Start(""), self.length)
        self._waiting = None

    def _close(self) -> None:
        if self._open is not None:
            start, at = self._open
            stamp = start.stamp
            times = (stamp.ms, stamp.text) if stamp else (None, "")
            self.turns.append(Turn(at, self.length, start.speaker, *times))

    def finish(self, cleaned: Cleaned, raw: Sequence[Paragraph], preamble: str) -> Built:
        """Close the last turn and count."""
        self._close()
        self.silent += self._waiting is not None
        counted = Counter({category: size(texts) for category, texts in self.arrived.items()})
        _count_cleaning(cleaned, raw, counted, self.places)
        text = "".join(self.parts)
        return Built(text, self.turns, self.spans, preamble, counted, self.places, self.silent)


def _preamble(cleaned: Cleaned, lines: Sequence[Line], arrived: dict[str, list[str]]) -> str:
    for line in lines:
        arrived.setdefault(cleaned.paragraphs[line.paragraph].category, []).append(line.text)
    text = "\n".join(line.text.strip() for line in lines).strip()
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _goes_on(start: Start, before: Start | None) -> bool:
    return start.joins and before is not None and before.speaker == start.speaker and before.aside == start.aside


def _count_cleaning(
    cleaned: Cleaned, raw: Sequence[Paragraph], counted: Counter[str], places: list[tuple[int, int] | None]
) -> None:
    """Count what cleaning took out or composed as arrived, and move the places to the file's own offsets."""
    for i in cleaned.changed:
        before, after = raw[i].text, cleaned.texts[i]
        counted[raw[i].category] += size([before]) - size([after])
        place = places[i]
        if place is not None:
            cut = place[1]
            while cut < len(before) and len(clean(before[: cut + 1]).text) <= place[1]:
                cut += 1
            places[i] = (place[0], cut)
