"""The unitizing measures of a study: domains of codes laid on the lines of its transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from workbench.analysis.agreement import unitizing
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Judged
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.report import ComparedCode
from workbench.analysis.agreement.unitizing import Clash
from workbench.core.passages import Span, merge


def domains_of(recipe: AgreementRecipe, codes: Sequence[ComparedCode]) -> list[list[int]]:
    """Return the domains as places of codes: those of the recipe, else one of all codes."""
    places = {code.key: at for at, code in enumerate(codes)}
    if not recipe.domains:
        return [list(range(len(codes)))]
    return [[places[key] for key in domain] for domain in recipe.domains]


def clashes(domains: Sequence[Sequence[int]], transcripts: Sequence[Judged]) -> Iterator[Clash]:
    """Yield where a coder gave two codes of one domain to the same text."""
    for judged in transcripts:
        covers = _covers(judged)
        for domain in domains:
            for coder in judged.present:
                own = {c: covers[c][coder] for c in domain if c in covers and coder in covers[c]}
                _, clash = unitizing.units_of(own)
                if clash is not None:
                    yield Clash(judged.transcript, coder, clash[:2], clash[2])


class Stretched:
    """Sums of the unitizing measures by transcript, and figures from sums; they look at the text's line.

    Over all codes, the binary measure asks whether text has any code of a domain. Where codes of a domain overlap, what
    needs them to exclude each other is undefined; where nobody declared domains, the binary measure is then that of
    each code against the rest, pooled.
    """

    def __init__(
        self, recipe: AgreementRecipe, codes: Sequence[ComparedCode], transcripts: Sequence[Judged], *, by_turn: bool
    ) -> None:
        self._by_turn = by_turn
        self._declared = bool(recipe.domains)
        self._domains = domains_of(recipe, codes)
        self._codes = len(codes)
        self._overlapping = [False] * len(self._domains)
        # One number for all: whole shares of the others, however many coders are in a transcript.
        self._scale = unitizing.scale(max((len(one.present) for one in transcripts), default=2))
        ones = (len(codes) + len(self._domains)) * (unitizing.HEAD + unitizing.EACH)
        self.width = ones + sum(unitizing.HEAD + unitizing.EACH * len(domain) for domain in self._domains)
        self.rows = [self._rows(judged) for judged in transcripts]
        """Each transcript's sums, one row or one a turn: each code alone, each domain as one value, its codes."""

    def _rows(self, judged: Judged) -> list[list[int]]:
        covers, length, times = _covers(judged), judged.line.length, self._scale
        cuts = judged.line.clusters_on_line() if self._by_turn else [0]
        alike: list[list[list[int]]] = []
        for code in range(self._codes):
            by_coder = covers.get(code, {})
            alone = [_valued(by_coder.get(coder, ()), 0) for coder in judged.present]
            alike.append(unitizing.sums([] if code in judged.apart else alone, length, 1, times, cuts))
        together: list[list[list[int]]] = []
        for at, domain in enumerate(self._domains):
            lines: list[list[tuple[int, int, int]]] = []
            for coder in judged.present:
                own = {n: covers[c][coder] for n, c in enumerate(domain) if c in covers and coder in covers[c]}
                units, clash = unitizing.units_of(own)
                self._overlapping[at] = self._overlapping[at] or clash is not None
                lines.append(units)
            covered = [_valued(merge((s, e) for s, e, _ in units), 0) for units in lines]
            alike.append(unitizing.sums(covered, length, 1, times, cuts))
            told = [] if self._overlapping[at] else lines
            together.append(unitizing.sums(told, length, len(domain), times, cuts))
        return [list(chain(*parts)) for parts in zip(*alike, *together, strict=True)]

    def figures(self, sums: Sequence[int]) -> tuple[list[dict[Measure, Estimate]], dict[Measure, Estimate]]:
        """Return each code's figures and the pooled ones."""
        times, one = self._scale, unitizing.HEAD + unitizing.EACH
        cut = [sums[at : at + one] for at in range(0, (self._codes + len(self._domains)) * one, one)]
        alone, covered = cut[: self._codes], cut[self._codes :]
        told = dict.fromkeys(range(self._codes), Estimate(reason=Reason.NOT_IN_A_DOMAIN))
        whole: list[Sequence[int]] = self._together(sums)
        for domain, found, overlap in zip(self._domains, whole, self._overlapping, strict=True):
            none = [Estimate(reason=Reason.OVERLAPPING_CODES)] * len(domain)
            told |= zip(domain, none if overlap else unitizing.ku(found, times), strict=True)
        by_code = [
            {Measure.U_BINARY: unitizing.alpha([unitizing.binary_parts(own, times)]), Measure.KU: told[code]}
            for code, own in enumerate(alone)
        ]
        overlapping = any(self._overlapping)
        binary = [one if over else own for one, own, over in zip(covered, whole, self._overlapping, strict=True)]
        pooled = alone if overlapping and not self._declared else binary
        overall = {Measure.U_BINARY: unitizing.alpha(unitizing.binary_parts(one, times) for one in pooled)}
        if overlapping:
            overall[Measure.U] = overall[Measure.CU] = Estimate(reason=Reason.OVERLAPPING_CODES)
        else:
            overall[Measure.U] = unitizing.alpha(unitizing.u_parts(one, times) for one in whole)
            overall[Measure.CU] = unitizing.alpha(unitizing.cu_parts(one, times) for one in whole)
        return by_code, overall

    def coverage(self, sums: Sequence[int]) -> float | None:
        """Return the share of the text that cu-alpha looks at; None where codes overlap or are in several domains."""
        alone = len(self._domains) == 1 and not any(self._overlapping)
        return unitizing.coverage(self._together(sums)[0]) if alone else None

    def _together(self, sums: Sequence[int]) -> list[Sequence[int]]:
        at = (self._codes + len(self._domains)) * (unitizing.HEAD + unitizing.EACH)
        found: list[Sequence[int]] = []
        for domain in self._domains:
            width = unitizing.HEAD + unitizing.EACH * len(domain)
            found.append(sums[at : at + width])
            at += width
        return found


def _covers(judged: Judged) -> dict[int, dict[int, list[Span]]]:
    """Return what each coder gave to the line, by code and coder."""
    found: dict[int, dict[int, list[Span]]] = {}
    for code, by_coder in judged.spans.items():
        if code not in judged.apart:
            found[code] = {c: judged.line.on_line(s) for c, s in by_coder.items() if c in judged.present}
    return found


def _valued(spans: Sequence[Span], value: int) -> list[tuple[int, int, int]]:
    return [(start, end, value) for start, end in spans]
