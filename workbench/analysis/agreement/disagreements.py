"""Disagreements: every stretch of text to which some of the compared coders gave a code and others did not, by kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from workbench.analysis.agreement.judgements import Judged, sweep, whole
from workbench.analysis.agreement.recipes import Rule
from workbench.analysis.agreement.sets import patterns
from workbench.core.passages import Span, subtract


class Kind(StrEnum):
    """How coders differ on a stretch.

    ``granularity``: one gave the code once where the other gave it several times. ``boundary``: both gave it to a
    passage here, and the ends differ. ``substitution``: the other gave another code here, which the first did not.
    ``omission``: the other gave nothing here that the first did not give too.
    """

    OMISSION = "omission"
    BOUNDARY = "boundary"
    SUBSTITUTION = "substitution"
    GRANULARITY = "granularity"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stretch ``[start, end)``, code points, on which coders differ about one code.

    ``transcript`` is a UUID, ``name`` its name; ``has`` and ``lacks`` are names of coders, ``instead`` keys of the
    codes that were given in its place.
    """

    transcript: str
    name: str
    revision: int
    start: int
    end: int
    code: str
    kind: Kind
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    instead: tuple[str, ...] = ()
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Differing:
    """A stretch on which coders differ; codes and coders by their places."""

    code: int
    start: int
    end: int
    kind: Kind
    has: tuple[int, ...]
    lacks: tuple[int, ...]
    instead: tuple[int, ...] = ()


Covers = Mapping[int, Mapping[int, Sequence[tuple[int, int]]]]


def differing(judged: Judged) -> Iterator[Differing]:
    """Yield the stretches of one transcript on which its coders differ, by code, each code's in text order."""
    covers: Covers = {
        code: {coder: whole(spans) for coder, spans in by_coder.items() if coder in judged.present}
        for code, by_coder in judged.spans.items()
        if code not in judged.apart
    }
    everybody = sum(1 << coder for coder in judged.present)
    for code in sorted(covers):
        own = covers[code]
        for start, end, who in sweep((1 << coder, spans) for coder, spans in own.items()):
            if who == everybody:
                continue
            has = tuple(coder for coder in judged.present if who >> coder & 1)
            lacks = tuple(coder for coder in judged.present if not who >> coder & 1)
            kind, instead = _kind(covers, code, Span(start, end), has, lacks)
            yield Differing(code, start, end, kind, has, lacks, instead)


def _kind(
    covers: Covers, code: int, run: Span, has: Sequence[int], lacks: Sequence[int]
) -> tuple[Kind, tuple[int, ...]]:
    own = covers[code]
    kinds = {_relation(own[one], own[other], run) for one, other in product(has, lacks) if other in own}
    for kind in (Kind.GRANULARITY, Kind.BOUNDARY):
        if kind in kinds:
            return kind, ()
    instead = tuple(
        other
        for other in sorted(covers)
        if other != code
        and any(_given_instead(covers[other], run, one, lacking) for one, lacking in product(has, lacks))
    )
    return (Kind.SUBSTITUTION, instead) if instead else (Kind.OMISSION, ())


def _relation(given: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]], run: Span) -> Kind | None:
    """Return how the passage that holds the run lies to the other coder's passages with the same code."""
    at = bisect_right(given, (run.start, float("inf"))) - 1
    meeting = _touching(other, given[at])
    if not meeting:
        return None
    several = len(meeting) > 1 or len(_touching(given, meeting[0])) > 1
    return Kind.GRANULARITY if several else Kind.BOUNDARY


def _touching(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return which of disjoint, ordered spans share text with a span, or meet it without a gap."""
    first = bisect_left(spans, span[0], key=lambda one: one[1])
    last = bisect_right(spans, span[1], key=lambda one: one[0])
    return list(spans[first:last])


def _given_instead(covers: Mapping[int, Sequence[tuple[int, int]]], run: Span, has: int, lacks: int) -> bool:
    """Whether the coder who lacks the code gave this other one somewhere in the run where the first did not."""
    shared = [
        (max(start, run.start), min(end, run.end))
        for start, end in covers.get(lacks, ())
        if start < run.end and run.start < end
    ]
    return bool(subtract(shared, covers.get(has, ())))


NO_CODE = -1
"""In a table of confusions: nothing that the other coder did not give as well."""


def confusions(transcripts: Sequence[Judged], codes: int, rule: Rule) -> Counter[tuple[int, int]]:
    """Count units by what two coders gave: (code of the first, code of the second), places, :data:`NO_CODE` for none.

    A code that both gave counts on the diagonal. Of those that only one gave, each of the first's is paired with each
    of the second's, and with none where the second has nothing of their own.
    """
    found: Counter[tuple[int, int]] = Counter()
    for judged in transcripts:
        for start, end, (first, second) in patterns(judged, codes, rule):
            for code in _places(first & second):
                found[code, code] += end - start
            alone, other = _places(first & ~second), _places(second & ~first)
            if alone or other:
                for pair in product(alone or [NO_CODE], other or [NO_CODE]):
                    found[pair] += end - start
    return found


def _places(bits: int) -> list[int]:
    found: list[int] = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
