"""How much of what was said a set of passages covers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from workbench.analysis.matrices.recipes import Measure, Voices
from workbench.analysis.matrices.records import SpokenText
from workbench.core.transcripts import Role

Piece = tuple[int, int, int]
"""(start, end, index of the turn), inside one turn and outside every mark."""


class Spoken:
    """One transcript's counted text: the chosen turns without time stamps and bracketed marks.

    Everything is counted by bisecting into ordered arrays; no loop runs over characters or words. Spans that are
    measured must be disjoint and in text order.
    """

    def __init__(self, text: SpokenText, voices: Voices) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._turns: list[int] = []
        self._words = text.words
        self._sentences = text.sentences
        turns, marks = text.turns.tolist(), text.marks.tolist()
        mark = 0
        for index, role in enumerate(text.roles):
            if voices is Voices.RESPONDENTS and role is not Role.RESPONDENT:
                continue
            start, end = turns[2 * index], turns[2 * index + 1]
            while mark < len(marks) and marks[mark + 1] <= start:
                mark += 2
            at = mark
            while at < len(marks) and marks[at] < end:
                self._add(start, marks[at], index)
                start = max(start, marks[at + 1])
                at += 2
            self._add(start, end, index)

    def _add(self, start: int, end: int, turn: int) -> None:
        if start < end:
            self._starts.append(start)
            self._ends.append(end)
            self._turns.append(turn)

    def words_in_all(self) -> int:
        """Return how many words the counted text has: those with half or more of their characters in it."""
        return _words_in(self._words, zip(self._starts, self._ends, self._turns, strict=True))

    def touches(self, start: int, end: int) -> bool:
        """Whether the span covers at least one character of the counted text."""
        first = bisect_right(self._ends, start)
        return first < len(self._starts) and self._starts[first] < end

    def clip(self, spans: Iterable[tuple[int, int]]) -> list[Piece]:
        """Cut disjoint, ordered spans down to the counted text."""
        starts, ends, turns = self._starts, self._ends, self._turns
        last = len(starts)
        pieces: list[Piece] = []
        for start, end in spans:
            at = bisect_right(ends, start)
            while at < last and starts[at] < end:
                left, right = starts[at], ends[at]
                pieces.append((start if start > left else left, end if end < right else right, turns[at]))
                at += 1
        return pieces

    def meter(self, measure: Measure) -> Callable[[Sequence[tuple[int, int]]], int]:
        """Return the function that measures disjoint, ordered spans by a text measure."""
        return {
            Measure.TURNS: self.turns,
            Measure.SENTENCES: self.sentences,
            Measure.CHARACTERS: self.characters,
            Measure.WORDS: self.words,
            Measure.SHARE: self.words,
        }[measure]

    def characters(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how many code points of the counted text the spans cover, white space included."""
        return sum(end - start for start, end, _ in self.clip(spans))

    def turns(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return in how many turns the spans cover at least one character of the counted text."""
        found, last = 0, -1
        for _, _, turn in self.clip(spans):
            if turn != last:
                found, last = found + 1, turn
        return found

    def sentences(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return in how many sentences the spans cover at least one character of the counted text."""
        flat = self._sentences
        found, last = 0, -1
        for start, end, _ in self.clip(spans):
            first = bisect_right(flat, start) // 2
            stop = (bisect_left(flat, end) + 1) // 2
            first = max(first, last + 1)
            if stop > first:
                found, last = found + stop - first, stop - 1
        return found

    def words(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how many words the spans cover: those with half or more of their characters covered."""
        return _words_in(self._words, self.clip(spans))


def _words_in(flat: array[int], pieces: Iterable[Piece]) -> int:
    """Count the words of ``flat`` that have half or more of their characters in the ordered, disjoint pieces.

    In the flat array an odd place means "inside a word". A word cut by the edge of a piece is held open, since the
    next piece may cover more of it.
    """
    found, open_word, got = 0, -1, 0
    for start, end, _ in pieces:
        at_start, at_end = bisect_right(flat, start), bisect_left(flat, end)
        head, tail = at_start >> 1, at_end >> 1
        if at_start & 1:
            if head != open_word:
                if got and 2 * got >= flat[2 * open_word + 1] - flat[2 * open_word]:
                    found += 1
                open_word, got = head, 0
            got += min(end, flat[2 * head + 1]) - start
            if head == tail:
                continue
            head += 1
        if tail > head:
            found += tail - head
        if at_end & 1:
            if got and 2 * got >= flat[2 * open_word + 1] - flat[2 * open_word]:
                found += 1
            open_word, got = tail, end - flat[2 * tail]
    if got and 2 * got >= flat[2 * open_word + 1] - flat[2 * open_word]:
        found += 1
    return found
