"""Contested passages: what coders have to settle together, and what comes of each decision.

A disagreement as one settles it is not a stretch of text but the passages of one code that hang together: where one
coder began earlier and the other ended later, there are two stretches and one decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from workbench.analysis.agreement.disagreements import Differing, Kind, differing
from workbench.analysis.agreement.judgements import Judged, whole
from workbench.core.passages import Span, intersect, merge
from workbench.core.settlements import Decision

_TELLING = (Kind.GRANULARITY, Kind.BOUNDARY, Kind.SUBSTITUTION, Kind.OMISSION)
"""Which kind names passages that differ in several ways."""


@dataclass(frozen=True, slots=True)
class Contested:
    """Passages of one code that overlap or touch, from ``start`` to ``end``, on which coders differ.

    ``code`` and the coders are places, as in :class:`workbench.analysis.agreement.judgements.Judged`. ``given`` holds
    what each compared coder marked there, disjoint and in order, nothing where they lack the code; ``instead`` the
    codes that others gave in its place.
    """

    code: int
    start: int
    end: int
    kind: Kind
    given: Mapping[int, tuple[Span, ...]]
    instead: tuple[int, ...] = ()

    def outcome(self, decision: Decision, taken: int | None = None) -> list[Span]:
        """Return the passages that a decision leaves, disjoint and in order.

        Args:
            decision: what was decided; an edited passage is not known here, and is none, as one left for later is.
            taken: whose passages are taken, by the coder's place.
        """
        if decision is Decision.TAKE and taken is not None:
            return list(self.given[taken])
        if decision is Decision.UNION:
            return merge(span for spans in self.given.values() for span in spans)
        if decision is Decision.INTERSECTION:
            first, *others = (list(spans) for spans in self.given.values())
            return reduce(lambda shared, spans: intersect(shared, spans), others, first)
        return []


@dataclass(frozen=True, slots=True)
class Compared:
    """One transcript's passages: those that are contested, in text order, and those that all agree on, (code, span)."""

    contested: list[Contested]
    agreed: list[tuple[int, Span]]


def compared(judged: Judged, text: str) -> Compared:
    """Tell what coders agree on from what they have to settle.

    Args:
        judged: one transcript; every coder present is compared.
        text: its words; coders who differ by white space alone agree.
    """
    stretches: dict[int, list[Differing]] = {}
    for one in differing(judged):
        if text[one.start : one.end].strip():
            stretches.setdefault(one.code, []).append(one)
    found = Compared([], [])
    for code, by_coder in judged.spans.items():
        if code in judged.apart:
            continue
        covers = {coder: whole(by_coder.get(coder, ())) for coder in judged.present}
        for span in merge(one for spans in covers.values() for one in spans):
            within = [one for one in stretches.get(code, ()) if span.start <= one.start < span.end]
            if within:
                given = {coder: tuple(intersect(spans, [span])) for coder, spans in covers.items()}
                found.contested.append(_contested(code, span, within, given))
            elif text[span.start : span.end].strip():
                found.agreed.append((code, span))
    found.contested.sort(key=lambda one: (one.start, one.end, one.code))
    found.agreed.sort(key=lambda one: (one[1], one[0]))
    return found


def _contested(code: int, span: Span, within: Sequence[Differing], given: Mapping[int, tuple[Span, ...]]) -> Contested:
    kinds = {one.kind for one in within}
    kind = next(one for one in _TELLING if one in kinds)
    instead = sorted({other for one in within for other in one.instead})
    return Contested(code, span.start, span.end, kind, given, tuple(instead))
