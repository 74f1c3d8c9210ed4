"""How much of what was said a set of passages covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from workbench.analysis.matrices.recipes import Measure, Voices
from workbench.analysis.matrices.records import SpokenText
from workbench.core.transcripts import Role

Piece = tuple[int, int, int]
"""(start, end, index of the turn), inside one turn and outside every mark."""

Cuts = tuple[tuple[int, int], ...]
"""(index of a word, how many of its characters are covered), for words of which a span covers only a part."""


class Spoken:
    """One transcript's counted text: the chosen turns without time stamps and bracketed marks.

    Everything is counted by bisecting into ordered arrays; no loop runs over characters or words. Spans that are
    measured must be disjoint and in text order. What one span holds is remembered, for the same passage counts in its
    code, in all codes above it and in all codes together, and again when another measure or policy is chosen.
    """

    def __init__(self, text: SpokenText, voices: Voices, role: Role | None = None) -> None:
        """Take the turns of a role; without one, those of the voices."""
        if role is None and voices is Voices.RESPONDENTS:
            role = Role.RESPONDENT
        turns = text.turns.tolist()
        chosen = [
            (start, end, index)
            for index, (start, end, speaks) in enumerate(zip(turns[::2], turns[1::2], text.roles, strict=True))
            if start < end and (role is None or speaks is role)
        ]
        self._starts = [start for start, _, _ in chosen]
        self._ends = [end for _, end, _ in chosen]
        self._turns = [index for _, _, index in chosen]
        self._words = text.words
        self._sentences = text.sentences
        self._characters_in: dict[tuple[int, int], int] = {}
        self._turns_in: dict[tuple[int, int], tuple[int, ...]] = {}
        self._sentences_in: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        self._words_in: dict[tuple[int, int], tuple[int, Cuts]] = {}
        marks = text.marks.tolist()
        for start, end in zip(marks[::2], marks[1::2], strict=True):
            self._cut_out(start, end)

    def _cut_out(self, start: int, end: int) -> None:
        """Take a mark out of the pieces that the text is kept in."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        kept: list[Piece] = []
        for at in range(first, last):
            left, right, turn = self._starts[at], self._ends[at], self._turns[at]
            kept += [(a, b, turn) for a, b in ((left, min(right, start)), (max(left, end), right)) if a < b]
        if first < last:
            self._starts[first:last] = [piece[0] for piece in kept]
            self._ends[first:last] = [piece[1] for piece in kept]
            self._turns[first:last] = [piece[2] for piece in kept]

    def words_in_all(self) -> int:
        """Return how many words the counted text has: those with half or more of their characters in it."""
        return self.words(zip(self._starts, self._ends, strict=True))

    def which_words(self) -> list[tuple[int, int]]:
        """Return the spans of the words that :meth:`words_in_all` counts, in text order."""
        found: list[tuple[int, int]] = []
        flat, at, last = self._words, 0, len(self._starts)
        for start, end in zip(flat[::2], flat[1::2], strict=True):
            while at < last and self._ends[at] <= start:
                at += 1
            covered, piece = 0, at
            while piece < last and self._starts[piece] < end:
                covered += min(end, self._ends[piece]) - max(start, self._starts[piece])
                piece += 1
            if covered and 2 * covered >= end - start:
                found.append((start, end))
        return found

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

    def look_at(self, spans: Iterable[tuple[int, int]]) -> None:
        """Measure spans by every measure, each for itself, so that what they hold is remembered."""
        for span in spans:
            for meter in (self.characters, self.turns, self.sentences, self.words):
                meter((span,))

    def characters(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how many code points of the counted text the spans cover, white space included."""
        known, found = self._characters_in, 0
        for span in spans:
            n = known.get(span)
            if n is None:
                n = known[span] = sum(end - start for start, end, _ in self.clip((span,)))
            found += n
        return found

    def turns(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return in how many turns the spans cover at least one character of the counted text."""
        return len(self.which_turns(spans))

    def which_turns(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """Return the indexes, among all turns of the transcript, of those that :meth:`turns` counts."""
        known = self._turns_in
        found: list[int] = []
        last = -1
        for span in spans:
            turns = known.get(span)
            if turns is None:
                turns = known[span] = tuple(dict.fromkeys(turn for _, _, turn in self.clip((span,))))
            if turns:
                found += turns[turns[0] == last :]
                last = turns[-1]
        return found

    def sentences(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return in how many sentences the spans cover at least one character of the counted text."""
        return sum(stop - first for first, stop in self._runs_of_sentences(spans))

    def which_sentences(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """Return the indexes, among all sentences of the transcript, of those that :meth:`sentences` counts."""
        return [at for first, stop in self._runs_of_sentences(spans) for at in range(first, stop)]

    def _runs_of_sentences(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the sentences that the spans touch, as half-open ranges of their indexes that share none."""
        known, last = self._sentences_in, 0
        for span in spans:
            runs = known.get(span)
            if runs is None:
                runs = known[span] = tuple(self._sentences_of(span))
            for first, stop in runs:
                if stop > last:
                    yield (first if first > last else last), stop
                    last = stop

    def _sentences_of(self, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
        flat = self._sentences
        for start, end, _ in self.clip((span,)):
            first, stop = bisect_right(flat, start) // 2, (bisect_left(flat, end) + 1) // 2
            if stop > first:
                yield first, stop

    def words(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how many words the spans cover: those with half or more of their characters covered.

        What is covered of a word that is cut is added up, since another span may hold more of it; as a rule passages
        begin and end with whole words.
        """
        known, flat, found = self._words_in, self._words, 0
        cut: dict[int, int] = {}
        for span in spans:
            counted = known.get(span)
            if counted is None:
                counted = known[span] = self._words_of(span)
            found += counted[0]
            for word, n in counted[1]:
                cut[word] = cut.get(word, 0) + n
        return found + sum(2 * n >= flat[2 * word + 1] - flat[2 * word] for word, n in cut.items())

    def _words_of(self, span: tuple[int, int]) -> tuple[int, Cuts]:
        """Return how many words lie in a span as a whole, and what it holds of others.

        In the flat array of words an odd place means "inside a word".
        """
        flat, found = self._words, 0
        cut: dict[int, int] = {}
        for left, right, _ in self.clip((span,)):
            head = bisect_right(flat, left)
            tail = bisect_left(flat, right, head)
            if head & 1 and flat[head - 1] == left:
                head -= 1
            if tail & 1 and flat[tail] == right:
                tail += 1
            if tail > head:
                found += (tail >> 1) - ((head + 1) >> 1)
            if head & 1:
                cut[head >> 1] = cut.get(head >> 1, 0) + min(right, flat[head]) - left
            if tail & 1 and tail != head:
                cut[tail >> 1] = cut.get(tail >> 1, 0) + right - max(left, flat[tail - 1])
        return found, tuple(cut.items())


class Texts:
    """What is heard in transcripts, by UUID: read when it is asked for, and kept for the next time.

    Args:
        text_of: gives a transcript's turns and units.
        most: how many transcripts are kept besides the last; the others are read each time.
    """

    def __init__(self, text_of: Callable[[str], SpokenText], most: int = 0) -> None:
        self._text_of, self._most = text_of, most
        self._kept: dict[str, tuple[SpokenText, dict[Role | None, Spoken]]] = {}

    def spoken(self, transcript: str, voices: Voices, role: Role | None = None) -> Spoken:
        """Return what a role says in a transcript; without one, what the voices say."""
        if role is None and voices is Voices.RESPONDENTS:
            role = Role.RESPONDENT
        kept = self._kept.get(transcript)
        if kept is None:
            if len(self._kept) > self._most:
                self._kept.popitem()
            kept = self._kept[transcript] = (self._text_of(transcript), {})
        text, heard = kept
        found = heard.get(role)
        if found is None:
            found = heard[role] = Spoken(text, voices, role)
        return found
