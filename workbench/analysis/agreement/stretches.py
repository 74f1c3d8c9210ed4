"""The unitizing measures of a study: domains of codes laid on the lines of its transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.agreement import unitizing
from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Judged
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.analysis.agreement.report import ComparedCode
from workbench.analysis.agreement.unitizing import Clash, Coincidences
from workbench.core.passages import Span, merge


@dataclass(frozen=True, slots=True)
class Stretched:
    """The figures, and the share of the text that cu-alpha looks at."""

    by_code: list[dict[Measure, Estimate]]
    overall: dict[Measure, Estimate]
    coverage: float | None


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


def reckon(recipe: AgreementRecipe, codes: Sequence[ComparedCode], transcripts: Sequence[Judged]) -> Stretched:
    """Reckon the unitizing measures; they look at the text's line whatever the recipe's unit is.

    Over all codes, the binary measure asks whether text has any code of a domain. Where codes of a domain overlap, what
    needs them to exclude each other is undefined; where nobody declared domains, the binary measure is then that of
    each code against the rest, pooled.
    """
    domains = domains_of(recipe, codes)
    alone = [Coincidences() for _ in codes]
    together = [Coincidences() for _ in domains]
    covered = [Coincidences() for _ in domains]
    overlapping = [False] * len(domains)
    for judged in transcripts:
        covers, length = _covers(judged), judged.line.length
        for code, one in enumerate(alone):
            if code not in judged.apart:
                by_coder = covers.get(code, {})
                one.add([_valued(by_coder.get(coder, ()), 0) for coder in judged.present], length)
        for at, domain in enumerate(domains):
            lines = []
            for coder in judged.present:
                own = {c: covers[c][coder] for c in domain if c in covers and coder in covers[c]}
                units, clash = unitizing.units_of(own)
                overlapping[at] = overlapping[at] or clash is not None
                lines.append(units)
            together[at].add(lines, length)
            covered[at].add([_valued(merge((s, e) for s, e, _ in units), 0) for units in lines], length)
    by_code = [
        {
            Measure.U_BINARY: unitizing.alpha([unitizing.binary_parts(one)]),
            Measure.KU: _told_apart(code, domains, together, overlapping),
        }
        for code, one in enumerate(alone)
    ]
    binary = [c if over else t for t, c, over in zip(together, covered, overlapping, strict=True)]
    pooled = alone if any(overlapping) and not recipe.domains else binary
    overall = {Measure.U_BINARY: unitizing.alpha(map(unitizing.binary_parts, pooled))}
    if any(overlapping):
        overall[Measure.U] = overall[Measure.CU] = Estimate(reason=Reason.OVERLAPPING_CODES)
        return Stretched(by_code, overall, None)
    overall[Measure.U] = unitizing.alpha(map(unitizing.u_parts, together))
    overall[Measure.CU] = unitizing.alpha(map(unitizing.cu_parts, together))
    return Stretched(by_code, overall, unitizing.coverage(together[0]) if len(together) == 1 else None)


def _told_apart(
    code: int, domains: Sequence[Sequence[int]], together: Sequence[Coincidences], overlapping: Sequence[bool]
) -> Estimate:
    for domain, found, over in zip(domains, together, overlapping, strict=True):
        if code in domain:
            return Estimate(reason=Reason.OVERLAPPING_CODES) if over else unitizing.ku(found, code)
    return Estimate(reason=Reason.NOT_IN_A_DOMAIN)


def _covers(judged: Judged) -> dict[int, dict[int, list[Span]]]:
    """Return what each coder gave to the line, by code and coder."""
    found: dict[int, dict[int, list[Span]]] = {}
    for code, by_coder in judged.spans.items():
        if code not in judged.apart:
            found[code] = {c: judged.line.on_line(s) for c, s in by_coder.items() if c in judged.present}
    return found


def _valued(spans: Sequence[Span], value: int) -> list[tuple[int, int, int]]:
    return [(start, end, value) for start, end in spans]
