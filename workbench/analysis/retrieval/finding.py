"""Which codings of a transcript a question finds.

What is found is always a coding of one coder, and a coding is compared only with those of the same coder. The rules:

- ``code:A`` finds the codings with A.
- What is asked of a coding (coder, certainty, memo, words, attributes) narrows the codings that are found.
- ``code:A and code:B`` finds the codings with A that overlap one with B: the first code says what is found, every
  further one where. A coding that has both by itself, B being below A, overlaps itself.
- ``not code:B`` leaves out what overlaps a coding with B.
- ``or`` finds what one side finds, or the other.
- Parentheses bind: in ``code:A and (code:B certainty:unsure)`` the coding with B is the unsure one.
- ``near(A, B, n turns)`` finds the codings of A with another one of B at most n turns away; overlapping is 0 away.
  ``same-turn(A, B)`` is near by 0 turns. What begins in no turn is near nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from workbench.analysis.retrieval.questions import (
    Beside,
    Every,
    HasCode,
    Never,
    OfCoding,
    OfTranscript,
    OneOf,
    Question,
    names_code,
)
from workbench.analysis.retrieval.records import CodedPassage, Setting

Reach = Callable[[CodedPassage], tuple[int, int] | None]
"""Where a coding begins and ends, both within it; None where it lies nowhere."""


def matches(question: Question | None, setting: Setting, passages: Sequence[CodedPassage]) -> list[int]:
    """Return the indexes of the passages that a question finds, in their order.

    Args:
        question: None finds all.
        setting: the transcript that they stand in.
        passages: all codings of one transcript.
    """
    every = frozenset(range(len(passages)))
    return sorted(every if question is None else _Transcript(setting, passages).found(question, every))


def overlapping(passages: Sequence[CodedPassage], wanted: Iterable[int]) -> dict[int, list[int]]:
    """Return for some passages, by index, the other ones of the same coder that overlap them, in their order.

    The passages stand in the order of their starts.
    """
    places: dict[int, tuple[str, int]] = {}
    by_coder: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for at, passage in enumerate(passages):
        coding = passage.coding
        indexes, starts, farthest = by_coder.setdefault(coding.coder, ([], [], []))
        places[at] = (coding.coder, len(indexes))
        indexes.append(at)
        starts.append(coding.start)
        farthest.append(max(farthest[-1], coding.end) if farthest else coding.end)
    found: dict[int, list[int]] = {}
    for at in wanted:
        coder, place = places[at]
        indexes, starts, farthest = by_coder[coder]
        own = passages[at].coding
        meeting: list[int] = []
        before = place - 1
        while before >= 0 and farthest[before] > own.start:
            if passages[indexes[before]].coding.end > own.start:
                meeting.append(indexes[before])
            before -= 1
        meeting.reverse()
        found[at] = meeting + indexes[place + 1 : bisect_left(starts, own.end, place + 1)]
    return found


class _Transcript:
    """One transcript's codings while a question is put to them; sets hold indexes."""

    def __init__(self, setting: Setting, passages: Sequence[CodedPassage]) -> None:
        self.setting = setting
        self.passages = passages
        self.every = frozenset(range(len(passages)))

    def found(self, question: Question, among: frozenset[int]) -> frozenset[int]:
        """Return which of some codings the question finds."""
        passages = self.passages
        match question:
            case HasCode():
                return frozenset(at for at in among if passages[at].coding.code in question.codes)
            case OfCoding():
                return frozenset(at for at in among if question.holds(passages[at]))
            case OfTranscript():
                return among if question.holds(self.setting) else frozenset()
            case Never():
                return among - self.there(question.part, among)
            case OneOf():
                return frozenset[int]().union(*(self.found(part, among) for part in question.parts))
            case Beside():
                first = self.found(question.first, among)
                second = _Reaches(passages, self.found(question.second, self.every) if first else (), _turns)
                return frozenset(at for at in first if second.meet(at, question.turns, itself=False))
            case Every():
                return self._found_together(question.parts, among)

    def _found_together(self, parts: Sequence[Question], among: frozenset[int]) -> frozenset[int]:
        first = next((part for part in parts if names_code(part)), None)
        left = among if first is None else self.found(first, among)
        for part in parts:
            if part is not first and left:
                left = self.there(part, left)
        return left

    def there(self, question: Question, among: frozenset[int]) -> frozenset[int]:
        """Return at which of some codings the question holds: where it names a code, of one that overlaps them."""
        match question:
            case Never():
                return among - self.there(question.part, among)
            case OneOf():
                return frozenset[int]().union(*(self.there(part, among) for part in question.parts))
        if not names_code(question):
            return self.found(question, among)
        overlapped = _Reaches(self.passages, self.found(question, self.every), _characters)
        return frozenset(at for at in among if overlapped.meet(at))


def _characters(passage: CodedPassage) -> tuple[int, int] | None:
    return passage.coding.start, passage.coding.end - 1


def _turns(passage: CodedPassage) -> tuple[int, int] | None:
    listed = passage.listed
    return None if listed.turn < 0 else (listed.turn, listed.last_turn)


class _Reaches:
    """Where some codings lie, by coder, so that what meets one of them is found without asking them all.

    ``_starts`` are in order; beside each stands which of those up to it reach farthest, the best two of them, since a
    coding may have to pass over itself.
    """

    def __init__(self, passages: Sequence[CodedPassage], chosen: Iterable[int], reach: Reach) -> None:
        self._passages = passages
        self._reach = reach
        self._starts: dict[str, list[int]] = {}
        self._farthest: dict[str, list[tuple[tuple[int, int], ...]]] = {}
        lying = [(at, span) for at in chosen if (span := reach(passages[at])) is not None]
        for at, (start, end) in sorted(lying, key=lambda one: one[1]):
            coder = passages[at].coding.coder
            farthest = self._farthest.setdefault(coder, [])
            best = (*(farthest[-1] if farthest else ()), (end, at))
            self._starts.setdefault(coder, []).append(start)
            farthest.append(tuple(sorted(best, reverse=True)[:2]))

    def meet(self, at: int, within: int = 0, *, itself: bool = True) -> bool:
        """Whether one of them meets a coding, or lies at most ``within`` away; ``itself`` says whether it counts."""
        span = self._reach(self._passages[at])
        coder = self._passages[at].coding.coder
        if span is None or coder not in self._starts:
            return False
        before = bisect_right(self._starts[coder], span[1] + within)
        if not before:
            return False
        return any(
            end >= span[0] - within and (itself or other != at) for end, other in self._farthest[coder][before - 1]
        )
