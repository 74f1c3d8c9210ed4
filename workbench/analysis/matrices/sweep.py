"""The sweep: codings in index order, one pass, to what each row finds in each transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, TypeVar

from workbench.analysis.matrices.layers import Choice, counted, wanted
from workbench.analysis.matrices.recipes import Measure, Policy, Recipe
from workbench.analysis.matrices.records import CodingRow, Interview, SpokenText, Tally
from workbench.analysis.matrices.spoken import Spoken
from workbench.core.passages import intersect, merge

RowsOf = Mapping[str, Sequence[int]]
"""For each code the rows that it counts in: its own, those of the branches it stands in, and all codes together."""

Spans = list[tuple[int, int]]
_T = TypeVar("_T", bound=tuple[Any, ...])


@dataclass(slots=True)
class Found:
    """What one transcript gives.

    ``layers`` are the coders that were counted, ``values`` the measure by row, ``who`` by row the coders that have the
    row's code (for measures that ask whether it is there).
    """

    interview: Interview
    layers: tuple[str, ...]
    values: dict[int, int | float] = field(default_factory=dict)
    who: dict[int, set[str]] = field(default_factory=dict)


def tally(codings: Iterable[CodingRow]) -> Iterator[Tally]:
    """Count codings by transcript, code and coder, in the order in which they come."""
    for (transcript, code, coder), n in Counter(map(itemgetter(0, 1, 4), codings)).items():
        yield transcript, code, coder, n


def _by_transcript(rows: Iterable[_T], interviews: Mapping[str, Interview]) -> Iterator[tuple[Interview, Iterator[_T]]]:
    """Group rows by transcript, without those of transcripts that are not counted.

    Raises:
        ValueError: a transcript's rows do not stand together.
    """
    seen: set[str] = set()
    for transcript, rows_of_one in groupby(rows, key=itemgetter(0)):
        if transcript in seen:
            raise ValueError("codings are not in the order of their transcripts")
        seen.add(transcript)
        interview = interviews.get(transcript)
        if interview is not None:
            yield interview, rows_of_one


def sweep_tallies(
    tallies: Iterable[Tally], interviews: Mapping[str, Interview], choice: Choice, rows_of: RowsOf, measure: Measure
) -> Iterator[Found]:
    """Yield what each transcript with codings gives, for recipes that need no spans."""
    for interview, rows in _by_transcript(tallies, interviews):
        coders = wanted(interview, choice)
        mine = [(code, coder, n) for _, code, coder, n in rows if coder in coders]
        found = Found(interview, counted(interview, choice, {coder for _, coder, _ in mine}))
        if measure.counts_codings:
            values = found.values
            for code, _, n in mine:
                for row in rows_of[code]:
                    values[row] = values.get(row, 0) + n
            _divide(found, choice)
        else:
            for code, coder, _ in mine:
                for row in rows_of[code]:
                    found.who.setdefault(row, set()).add(coder)
        yield found


def sweep_spans(
    codings: Iterable[CodingRow],
    interviews: Mapping[str, Interview],
    choice: Choice,
    rows_of: RowsOf,
    recipe: Recipe,
    text_of: Callable[[str], SpokenText],
) -> Iterator[Found]:
    """Yield what each transcript with codings gives, for recipes where it matters where a coding lies.

    ``text_of`` is asked for one transcript at a time, in the order of the codings, and only where the text is read.
    """
    reads_text = recipe.needs_text
    for interview, rows in _by_transcript(codings, interviews):
        gathered, who = _gather(rows, wanted(interview, choice))
        found = Found(interview, counted(interview, choice, who))
        if not reads_text or interview.words:
            spoken = Spoken(text_of(interview.uuid), recipe.voices) if reads_text else None
            if recipe.measure.counts_codings:
                _count_codings(found, gathered, choice, rows_of, spoken)
            else:
                _cover(found, gathered, choice, rows_of, spoken.meter(recipe.measure) if spoken else None)
        yield found


def _gather(rows: Iterable[CodingRow], coders: Collection[str]) -> tuple[dict[str, dict[str, Spans]], set[str]]:
    """Return one transcript's spans by code and coder, and the coders that have any."""
    gathered: dict[str, dict[str, Spans]] = {}
    by_coder: dict[str, Spans] = {}
    last = ""
    for _, code, start, end, coder in rows:
        if coder not in coders:
            continue
        if code != last:
            by_coder = gathered.setdefault(code, {})
            last = code
        spans = by_coder.get(coder)
        if spans is None:
            by_coder[coder] = [(start, end)]
        else:
            spans.append((start, end))
    return gathered, {coder for by_coder in gathered.values() for coder in by_coder}


def _count_codings(
    found: Found,
    gathered: Mapping[str, Mapping[str, Spans]],
    choice: Choice,
    rows_of: RowsOf,
    spoken: Spoken | None,
) -> None:
    """Count passages code by code; a branch adds its codes up. With ``spoken``, only those that touch the text."""
    for code, by_coder in gathered.items():
        passages: Iterable[tuple[int, int]]
        if choice.policy is Policy.UNION:
            passages = merge(chain.from_iterable(by_coder.values()), touching=False)
        elif choice.policy is Policy.INTERSECTION:
            passages = _shared([merge(spans) for spans in by_coder.values()], choice)
        else:
            passages = chain.from_iterable(by_coder.values())
        n = sum(1 for start, end in passages if spoken is None or spoken.touches(start, end))
        if n:
            for row in rows_of[code]:
                found.values[row] = found.values.get(row, 0) + n
    _divide(found, choice)


def _cover(
    found: Found,
    gathered: Mapping[str, Mapping[str, Spans]],
    choice: Choice,
    rows_of: RowsOf,
    meter: Callable[[Sequence[tuple[int, int]]], int] | None,
) -> None:
    """Measure what each row's branch covers; without a ``meter``, whether it covers anything."""
    by_row: dict[int, dict[str, list[Spans]]] = {}
    for code, by_coder in gathered.items():
        for row in rows_of[code]:
            branch = by_row.setdefault(row, {})
            for coder, spans in by_coder.items():
                branch.setdefault(coder, []).append(spans)
    for row, branch in by_row.items():
        if choice.policy is Policy.UNION:
            covers = [_joined([parts for by_one in branch.values() for parts in by_one])]
        else:
            covers = [_joined(parts) for parts in branch.values()]
        if choice.policy is Policy.INTERSECTION:
            covers = [_shared(covers, choice)]
        if meter is None:
            if any(covers):
                found.who[row] = set(branch)
            continue
        value = sum(meter(cover) for cover in covers)
        if value:
            found.values[row] = value
    _divide(found, choice)


def _joined(parts: Sequence[Spans]) -> Spans:
    """Join overlapping and touching spans, as :func:`merge` does; plain tuples, for this is where the time goes."""
    spans = sorted(parts[0] if len(parts) == 1 else chain.from_iterable(parts))
    joined: Spans = []
    first, last = spans[0]
    for start, end in spans:
        if start > last:
            joined.append((first, last))
            first, last = start, end
        elif end > last:
            last = end
    joined.append((first, last))
    return joined


def _shared(covers: Sequence[Sequence[tuple[int, int]]], choice: Choice) -> Spans:
    """Return what all the chosen coders cover; nothing where one of them is not there."""
    if len(covers) < len(choice.coders):
        return []
    shared: Sequence[tuple[int, int]] = covers[0]
    for cover in covers[1:]:
        shared = intersect(shared, cover)
    return list(shared)


def _divide(found: Found, choice: Choice) -> None:
    if choice.policy is Policy.MEAN and len(found.layers) > 1:
        found.values = {row: value / len(found.layers) for row, value in found.values.items()}
