"""Tables of codes counted the slow way: passages are sets of character numbers; nothing of the fast path is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.matrices import CodingRow, Interview, SpokenText, Study

Passages = list[frozenset[int]]


def ranges(flat: Sequence[int]) -> list[range]:
    return [range(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


def said(text: SpokenText, voices: str) -> set[int]:
    """Return the characters of the turns that count, without marks."""
    found: set[int] = set()
    for turn, role in zip(ranges(text.turns), text.roles, strict=True):
        if voices == "all" or role == "respondent":
            found |= set(turn)
    return found - {i for mark in ranges(text.marks) for i in mark}


def touched(units: Sequence[int], characters: set[int]) -> set[int]:
    return {n for n, unit in enumerate(ranges(units)) if characters & set(unit)}


def joined(passages: Passages) -> Passages:
    """Put passages together while any two of them share a character."""
    found: Passages = []
    for passage in passages:
        apart = [one for one in found if not one & passage]
        found = [*apart, frozenset().union(passage, *(one for one in found if one & passage))]
    return found


def unbroken(characters: set[int]) -> Passages:
    """Part characters into runs."""
    found: list[set[int]] = []
    for i in sorted(characters):
        if found and i - 1 in found[-1]:
            found[-1].add(i)
        else:
            found.append({i})
    return [frozenset(run) for run in found]


@dataclass
class Work:
    """What is counted in one interview: layers as passages by code, and the coders who are counted."""

    interview: Interview
    layers: list[dict[str, Passages]]
    coders: list[str]

    def done_under(self, policy: str, asked: int) -> int | None:
        if not self.coders or (policy == "intersection" and len(self.coders) < asked):
            return None
        revisions = []
        for coder in self.coders:
            layer = self.interview.layers.get(coder)
            if coder != "u-consensus" and (layer is None or layer.progress != "done"):
                return None
            revisions.append((layer.codebook_revision or 0) if layer else 0)
        return min(revisions)


def works(study: Study, codings: Sequence[CodingRow], policy: str) -> list[Work]:
    """Return what is counted where nobody is named: one layer, or every person's put together."""
    persons = [coder.uuid for coder in study.coders if coder.kind == "person"]
    found = []
    for interview in study.interviews:
        of = {
            coder: [c for c in codings if c[0] == interview.uuid and c[4] == coder]
            for coder in [c.uuid for c in study.coders]
        }
        if policy == "one":
            one = "u-consensus" if interview.consensus_complete else interview.primary or study.first_coder
            coders = [one] if one else []
        else:
            coders = [
                c for c in persons if of[c] or (c in interview.layers and interview.layers[c].progress != "not started")
            ]
        by_coder = [by_code(of[coder]) for coder in coders]
        codes = {code for one in by_coder for code in one}
        if policy == "union":
            layers = [{code: joined([p for one in by_coder for p in one.get(code, [])]) for code in codes}]
        elif policy == "intersection":
            covers = {code: [frozenset().union(*one.get(code, [])) for one in by_coder] for code in codes}
            everybody = len(coders) == len(persons)
            shared = {code: frozenset.intersection(*sets) for code, sets in covers.items()} if everybody else {}
            layers = [{code: unbroken(set(characters)) for code, characters in shared.items()}]
        else:
            layers = by_coder
        found.append(Work(interview, layers, coders))
    return found


def by_code(codings: Sequence[CodingRow]) -> dict[str, Passages]:
    found: dict[str, Passages] = {}
    for _, code, start, end, _ in codings:
        found.setdefault(code, []).append(frozenset(range(start, end)))
    return found


def branch(study: Study, code: str) -> set[str]:
    """Return a code and all below it."""
    found = {code}
    while more := {c.uuid for c in study.tree.order if c.parent in found} - found:
        found |= more
    return found


def why_no_zero(
    found: Sequence[Work], study: Study, codes: set[str], policy: str, voices: str, *, assume_done: bool, heard: bool
) -> str | None:
    """Return the reason why none of some codes is no zero; ``heard`` says that only what is said counts."""
    if not found:
        return "no interview"
    deaf = [one for one in found if heard and not one.interview.words]
    if len(deaf) == len(found):
        return "roles unknown" if voices == "respondents" else "no interview"
    if not assume_done:
        asked = sum(coder.kind == "person" for coder in study.coders)
        under = [one.done_under(policy, asked) for one in found]
        if None in under:
            return "not done yet"
        held = max(study.held_since.get(code, 1) for code in codes)
        if any(n is not None and n < held for n in under):
            return "not looked for"
    return "roles unknown" if deaf else None


def pair(
    found: Sequence[Work],
    texts: Mapping[str, SpokenText],
    a: set[str],
    b: set[str],
    rule: str,
    within: int,
    voices: str,
) -> tuple[int, float | None]:
    """Return count and coefficient of two sets of codes that share none, from the definition."""
    count, met, either = 0, 0, 0
    for work in found:
        text = texts[work.interview.uuid]
        for layer in work.layers:
            left = [p for code in sorted(a) for p in layer.get(code, [])]
            right = [p for code in sorted(b) for p in layer.get(code, [])]
            here, there = set().union(*left), set().union(*right)
            if rule == "overlap":
                count += sum(bool(p & q) for p in left for q in right)
            else:
                units = text.sentences if rule == "sentence" else text.turns
                here, there = (touched(units, side & said(text, voices)) for side in (here, there))
            if rule == "near":
                close = {n for n in here if any(abs(n - m) <= within for m in there)}
                close |= {n for n in there if any(abs(n - m) <= within for m in here)}
                met += len(close)
            else:
                met += len(here & there)
            either += len(here | there)
    return (count if rule == "overlap" else met), (met / either if either else None)
