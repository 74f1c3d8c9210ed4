"""The sweep: codings in index order, one pass, to what each row finds in each transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, TypeVar

from workbench.analysis.matrices.layers import Choice, counted, took_part, wanted
from workbench.analysis.matrices.parts import Part
from workbench.analysis.matrices.recipes import Measure, Policy, Recipe
from workbench.analysis.matrices.records import CodingRow, Interview, Tally
from workbench.analysis.matrices.spoken import Spoken, Texts
from workbench.core.passages import merge

RowsOf = Mapping[str, Sequence[int]]
"""For each code the rows that it counts in: its own, those of the branches it stands in, and all codes together."""

Spans = list[tuple[int, int]]
_T = TypeVar("_T", bound=tuple[Any, ...])


@dataclass(slots=True)
class Found:
    """What a part of one transcript gives.

    ``layers`` are the coders that were counted, ``words`` the words of the counted text, ``values`` the measure by row,
    ``who`` by row the coders that have the row's code (for measures that ask whether it is there).
    """

    interview: Interview
    part: Part
    layers: tuple[str, ...]
    words: int
    values: dict[int, int | float] = field(default_factory=dict)
    who: dict[int, set[str]] = field(default_factory=dict)


def tally(codings: Iterable[CodingRow]) -> Iterator[Tally]:
    """Count codings by transcript, code and coder, in the order in which they come."""
    for (transcript, code, coder), n in Counter(map(itemgetter(0, 1, 4), codings)).items():
        yield transcript, code, coder, n


def nothing_found(interview: Interview, part: Part, who: Collection[str] = ()) -> Found | None:
    """Return a part of a transcript before anything is counted; None where the transcript has no such part.

    ``who`` are the coders that have codings in it.
    """
    words = part.words(interview)
    if (part.role is not None and not words) or (part.chosen and not took_part(interview, part.choice, who)):
        return None
    return Found(interview, part, counted(interview, part.choice, who), words)


def _by_transcript(rows: Iterable[_T], interviews: Mapping[str, Interview]) -> Iterator[tuple[Interview, list[_T]]]:
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
            yield interview, list(rows_of_one)


def sweep_tallies(
    tallies: Iterable[Tally],
    interviews: Mapping[str, Interview],
    parts: Sequence[Part],
    rows_of: RowsOf,
    measure: Measure,
) -> Iterator[Found]:
    """Yield what each part of each transcript with codings gives, for recipes that need no spans."""
    for interview, rows in _by_transcript(tallies, interviews):
        who = {row[2] for row in rows}
        for part in parts:
            found = nothing_found(interview, part, who)
            if found is None:
                continue
            coders = wanted(interview, part.choice)
            mine = [(code, coder, n) for _, code, coder, n in rows if coder in coders]
            if measure.counts_codings:
                values = found.values
                for code, _, n in mine:
                    for row in rows_of.get(code, ()):
                        values[row] = values.get(row, 0) + n
                _divide(found)
            else:
                for code, coder, _ in mine:
                    for row in rows_of.get(code, ()):
                        found.who.setdefault(row, set()).add(coder)
            yield found


def sweep_spans(
    codings: Iterable[CodingRow],
    interviews: Mapping[str, Interview],
    parts: Sequence[Part],
    rows_of: RowsOf,
    recipe: Recipe,
    texts: Texts | None,
) -> Iterator[Found]:
    """Yield what each part of each transcript with codings gives, for recipes where it matters where a coding lies.

    ``texts`` are asked for one transcript at a time, in the order of the codings, and only where the text is read.

    Raises:
        ValueError: the text is read and there are no ``texts``.
    """
    if texts is None and recipe.needs_text:
        raise ValueError(f"{recipe.measure} needs the transcripts' text")
    measure = recipe.measure
    for interview, rows in _by_transcript(codings, interviews):
        who = {row[4] for row in rows}
        everybody = _gather(rows, who) if len(parts) > 1 else None
        for part in parts:
            found = nothing_found(interview, part, who)
            if found is None:
                continue
            coders = wanted(interview, part.choice)
            gathered = _gather(rows, coders) if everybody is None else _of(everybody, coders)
            spoken = None
            if texts is not None and (measure.reads_text or part.role is not None):
                if not found.words:
                    yield found
                    continue
                spoken = texts.spoken(interview.uuid, recipe.voices, part.role)
            if measure.counts_codings:
                _count_codings(found, gathered, rows_of, spoken)
            elif measure.covers_text and spoken:
                _cover(found, gathered, rows_of, spoken.meter(measure))
            else:
                _find(found, gathered, rows_of, spoken)
            yield found


def _gather(rows: Iterable[CodingRow], coders: Collection[str]) -> dict[str, dict[str, Spans]]:
    """Return the spans that some coders have in one transcript, by code and coder."""
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
    return gathered


def _of(gathered: Mapping[str, Mapping[str, Spans]], coders: Collection[str]) -> dict[str, dict[str, Spans]]:
    """Leave what some coders have."""
    mine = {
        code: {coder: spans for coder, spans in by_coder.items() if coder in coders}
        for code, by_coder in gathered.items()
    }
    return {code: by_coder for code, by_coder in mine.items() if by_coder}


def _count_codings(
    found: Found, gathered: Mapping[str, Mapping[str, Spans]], rows_of: RowsOf, spoken: Spoken | None
) -> None:
    """Count passages code by code; a branch adds its codes up. With ``spoken``, only those that touch the text."""
    choice = found.part.choice
    for code, by_coder in gathered.items():
        rows = rows_of.get(code)
        if not rows:
            continue
        passages: Iterable[tuple[int, int]]
        if choice.policy is Policy.UNION:
            passages = merge(chain.from_iterable(by_coder.values()), touching=False)
        elif choice.policy is Policy.INTERSECTION:
            passages = _shared([merge(spans) for spans in by_coder.values()], choice)
        else:
            passages = chain.from_iterable(by_coder.values())
        n = sum(1 for start, end in passages if spoken is None or spoken.touches(start, end))
        if n:
            for row in rows:
                found.values[row] = found.values.get(row, 0) + n
    _divide(found)


def _branches(
    gathered: Mapping[str, Mapping[str, Spans]], rows_of: RowsOf, *, together: bool = False
) -> dict[int, dict[str, Spans]]:
    """Return what each coder covers with all of a row's codes together, or what all of them do as if they were one."""
    by_row: dict[int, dict[str, list[Spans]]] = {}
    for code, by_coder in gathered.items():
        for row in rows_of.get(code, ()):
            branch = by_row.setdefault(row, {})
            for coder, spans in by_coder.items():
                branch.setdefault("" if together else coder, []).append(spans)
    return {row: {coder: _joined(parts) for coder, parts in branch.items()} for row, branch in by_row.items()}


def _cover(
    found: Found,
    gathered: Mapping[str, Mapping[str, Spans]],
    rows_of: RowsOf,
    meter: Callable[[Sequence[tuple[int, int]]], int],
) -> None:
    """Measure what each row's branch covers."""
    choice = found.part.choice
    for row, branch in _branches(gathered, rows_of, together=choice.policy is Policy.UNION).items():
        covers = list(branch.values())
        if choice.policy is Policy.INTERSECTION:
            covers = [_shared(covers, choice)]
        value = sum(meter(cover) for cover in covers)
        if value:
            found.values[row] = value
    _divide(found)


def _find(found: Found, gathered: Mapping[str, Mapping[str, Spans]], rows_of: RowsOf, spoken: Spoken | None) -> None:
    """Look who has each row's branch; with ``spoken``, in that text."""

    def heard(spans: Iterable[tuple[int, int]]) -> bool:
        return any(spoken is None or spoken.touches(start, end) for start, end in spans)

    choice = found.part.choice
    for row, branch in _branches(gathered, rows_of).items():
        if choice.policy is Policy.INTERSECTION:
            who = set(branch) if heard(_shared(list(branch.values()), choice)) else set()
        else:
            who = {coder for coder, spans in branch.items() if heard(spans)}
        if who:
            found.who[row] = who


def _joined(parts: Sequence[Spans]) -> Spans:
    """Join overlapping and touching spans, as :func:`merge` does; plain tuples, for this is where the time goes."""
    if len(parts) == 1 and len(parts[0]) == 1:
        return parts[0]
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
    shared = list(covers[0])
    for cover in covers[1:]:
        shared = _met(shared, cover)
    return shared


def _met(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> Spans:
    """Return what two covers have in common: plain tuples, as in :func:`_joined`."""
    found: Spans = []
    at, last = 0, len(other)
    for start, end in one:
        while at < last and other[at][1] <= start:
            at += 1
        place = at
        while place < last and other[place][0] < end:
            left, right = other[place]
            found.append((start if start > left else left, end if end < right else right))
            place += 1
    return found


def _divide(found: Found) -> None:
    if found.part.choice.policy is Policy.MEAN and len(found.layers) > 1:
        found.values = {row: value / len(found.layers) for row, value in found.values.items()}
