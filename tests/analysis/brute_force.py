"""Matrices counted the slow way: character by character, from the definitions, with none of the fast path's functions.

A transcript is a row of character numbers. What somebody coded, what a respondent said and what a mark covers are sets
of such numbers, and every measure is counted on sets. Only the records (which hold no arithmetic) are shared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from workbench.analysis.matrices.recipes import Recipe
from workbench.analysis.matrices.records import CodingRow, Interview, SpokenText, Study
from workbench.core.codebook import Code

EVERYTHING = ("*",)
ALL_CODES = "*"
Answer = tuple[float | None, str | None, bool]
"""(value, reason, partial)."""


@dataclass
class Counts:
    """Cells by (code's UUID or ALL_CODES, column's values or EVERYTHING), denominators by column."""

    cells: dict[tuple[str, tuple[str, ...]], Answer]
    columns: dict[tuple[str, ...], dict[str, float | None]]


def pairs(flat: Sequence[int]) -> list[range]:
    return [range(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


def counted_characters(text: SpokenText, voices: str) -> set[int]:
    said: set[int] = set()
    for turn, role in zip(pairs(text.turns), text.roles, strict=True):
        if voices == "all" or role == "respondent":
            said |= set(turn)
    for mark in pairs(text.marks):
        said -= set(mark)
    return said


def counted_words(text: SpokenText, covered: set[int], voices: str) -> int:
    """A word counts when half of it or more is covered, and only what is counted text covers."""
    covered = covered & counted_characters(text, voices)
    return sum(1 for word in pairs(text.words) if sum(1 for i in word if i in covered) >= len(word) / 2)


def touched(units: Sequence[int], text: SpokenText, covered: set[int], voices: str) -> int:
    covered = covered & counted_characters(text, voices)
    return sum(1 for unit in pairs(units) if any(i in covered for i in unit))


def amount(measure: str, text: SpokenText, covered: set[int], voices: str) -> int:
    if measure == "characters":
        return len(covered & counted_characters(text, voices))
    if measure == "turns":
        return touched(text.turns, text, covered, voices)
    if measure == "sentences":
        return touched(text.sentences, text, covered, voices)
    return counted_words(text, covered, voices)


def runs(characters: set[int]) -> list[set[int]]:
    """Part a set into its unbroken runs."""
    found: list[set[int]] = []
    for i in sorted(characters):
        if found and i - 1 in found[-1]:
            found[-1].add(i)
        else:
            found.append({i})
    return found


def overlapping_groups(spans: list[set[int]]) -> list[set[int]]:
    """Put passages together while any two of them share a character."""
    groups = [set(span) for span in spans]
    while True:
        for a, b in product(range(len(groups)), repeat=2):
            if a < b and groups[a] & groups[b]:
                groups[a] |= groups.pop(b)
                break
        else:
            return groups


class Brute:
    def __init__(
        self, study: Study, recipe: Recipe, codings: Sequence[CodingRow], texts: Mapping[str, SpokenText]
    ) -> None:
        self.study, self.recipe, self.codings, self.texts = study, recipe, codings, texts
        by_name = {c.name: c for c in study.coders}
        self.named = [by_name[name] for name in recipe.coders]
        self.consensus = [c.uuid for c in study.coders if c.kind == "consensus"]
        self.chosen = [c.uuid for c in self.named] or [c.uuid for c in study.coders if c.uuid not in self.consensus]

    # Who counts.

    def layers(self, interview: Interview) -> list[str]:
        if self.recipe.policy != "one":
            found = []
            for coder in self.chosen:
                if coder in self.consensus and not interview.consensus_complete:
                    continue
                begun = coder in interview.layers and interview.layers[coder].progress != "not started"
                if begun or any(c[0] == interview.uuid and c[4] == coder for c in self.codings):
                    found.append(coder)
            return found
        named = [c.uuid for c in self.named]
        if interview.consensus_complete:
            for consensus in self.consensus:
                if not named or consensus in named:
                    return [consensus]
        primary = interview.primary if interview.primary is not None else self.study.first_coder
        if not named:
            return [] if primary is None else [primary]
        persons = [c for c in named if c not in self.consensus]
        if primary in persons:
            return [primary]
        return persons[:1]

    def looked(self, interview: Interview, codes: list[Code], own: Code | None) -> str:
        """Whether the counted coders looked for all these codes: "yes", "not done yet" or "not looked for"."""
        if self.recipe.assume_done:
            return "yes"
        layers = self.layers(interview)
        if not layers or (self.recipe.policy == "intersection" and len(layers) != len(self.chosen)):
            return "not done yet"
        answer = "yes"
        for coder in layers:
            layer = interview.layers.get(coder)
            if coder not in self.consensus and (layer is None or layer.progress != "done"):
                return "not done yet"
            revision = 0 if layer is None or layer.codebook_revision is None else layer.codebook_revision
            for code in codes:
                if (not code.retired or code is own) and self.study.held_since.get(code.uuid, 1) > revision:
                    answer = "not looked for"
        return answer

    # What is covered.

    def passages(self, interview: Interview, code: Code, coder: str) -> list[set[int]]:
        return [
            set(range(start, end))
            for transcript, a_code, start, end, a_coder in self.codings
            if (transcript, a_code, a_coder) == (interview.uuid, code.uuid, coder)
        ]

    def cover(self, interview: Interview, codes: list[Code], coder: str) -> set[int]:
        return {i for code in codes for passage in self.passages(interview, code, coder) for i in passage}

    def common(self, interview: Interview, codes: list[Code]) -> set[int]:
        layers = self.layers(interview)
        if not layers or len(layers) != len(self.chosen):
            return set()
        return set.intersection(*(self.cover(interview, codes, coder) for coder in layers))

    def codings_in(self, interview: Interview, codes: list[Code]) -> float:
        """Number of codings, of those that touch the counted text where the measure is per words."""
        layers, policy = self.layers(interview), self.recipe.policy
        found: list[set[int]] = []
        for code in codes:
            if policy == "union":
                found += overlapping_groups([p for coder in layers for p in self.passages(interview, code, coder)])
            elif policy == "intersection":
                found += runs(self.common(interview, [code]))
            else:
                found += [p for coder in layers for p in self.passages(interview, code, coder)]
        if self.recipe.measure == "per_1000":
            text = counted_characters(self.texts[interview.uuid], self.recipe.voices)
            found = [passage for passage in found if passage & text]
        return len(found) / len(layers) if policy == "mean" and layers else len(found)

    def text_in(self, interview: Interview, codes: list[Code]) -> float:
        layers, policy = self.layers(interview), self.recipe.policy
        text, measure, voices = self.texts[interview.uuid], self.recipe.measure, self.recipe.voices
        if policy == "union":
            return amount(
                measure, text, set().union(*(self.cover(interview, codes, coder) for coder in layers)), voices
            )
        if policy == "intersection":
            return amount(measure, text, self.common(interview, codes), voices)
        each = [amount(measure, text, self.cover(interview, codes, coder), voices) for coder in layers]
        return sum(each) / len(each) if policy == "mean" and each else sum(each)

    def presence(self, interviews: list[Interview], codes: list[Code]) -> float:
        """How many these interviews, taken as one, count when one asks whether the codes are there."""
        policy = self.recipe.policy
        if policy == "intersection":
            return float(any(self.common(i, codes) for i in interviews))
        with_it = {c for i in interviews for c in self.layers(i) if self.cover(i, codes, c)}
        took_part = {c for i in interviews for c in self.layers(i)}
        if policy == "sum":
            return len(with_it)
        if policy == "mean":
            return len(with_it) / len(took_part) if took_part else 0
        return float(bool(with_it))

    # One cell.

    def hears(self, interview: Interview) -> bool:
        if self.recipe.measure not in {"turns", "sentences", "words", "characters", "share", "per_1000"}:
            return True
        text = self.texts[interview.uuid]
        return counted_words(text, counted_characters(text, self.recipe.voices), self.recipe.voices) > 0

    def words(self, interview: Interview) -> int:
        text = self.texts[interview.uuid]
        return counted_words(text, counted_characters(text, self.recipe.voices), self.recipe.voices)

    def value(self, interviews: list[Interview], codes: list[Code]) -> float:
        measure = self.recipe.measure
        heard = [i for i in interviews if self.hears(i)]
        if measure == "cases":
            names = {i.case or i.uuid for i in heard}
            return sum(self.presence([i for i in heard if (i.case or i.uuid) == name], codes) for name in names)
        if measure == "transcripts":
            return sum(self.presence([i], codes) for i in heard)
        one_by_one = [
            self.codings_in(i, codes) if measure in {"codings", "mean", "per_1000"} else self.text_in(i, codes)
            for i in heard
        ]
        if measure == "mean":
            return sum(one_by_one) / len(heard)
        if measure in {"share", "per_1000"}:
            scale = 100 if measure == "share" else 1000
            if self.recipe.pooled:
                return scale * sum(one_by_one) / sum(self.words(i) for i in heard)
            return scale * sum(n / self.words(i) for n, i in zip(one_by_one, heard, strict=True)) / len(heard)
        return sum(one_by_one)

    def cell(self, interviews: list[Interview], codes: list[Code], own: Code | None) -> Answer:
        if not interviews:
            return None, "no interview", False
        if not any(self.hears(i) for i in interviews):
            return None, "roles unknown" if self.recipe.voices == "respondents" else "no interview", False
        value = self.value(interviews, codes)
        looked = {self.looked(i, codes, own) for i in interviews}
        deaf = not all(self.hears(i) for i in interviews)
        if value > 0:
            return value, None, looked != {"yes"} or deaf
        for reason in ("not done yet", "not looked for"):
            if reason in looked:
                return None, reason, False
        return (None, "roles unknown", False) if deaf else (0, None, False)

    # All of them.

    def branch(self, code: Code) -> list[Code]:
        everything = list(self.study.tree.by_uuid.values())
        found = [code]
        while more := [c for c in everything if c not in found and c.parent in {f.uuid for f in found}]:
            found += more
        return found

    def column(self, interview: Interview) -> tuple[str, ...]:
        own = {"case": interview.case or "", "transcript": interview.name}
        return tuple(
            interview.attributes.get(name, "") if name in self.study.attributes else own[name]
            for name in self.recipe.columns
        )

    def count(self) -> Counts:
        interviews = list(self.study.interviews)
        values = [{self.column(i)[at] for i in interviews} - {""} for at in range(len(self.recipe.columns))]
        crossed = all(name in self.study.attributes for name in self.recipe.columns)
        names = {self.column(i) for i in interviews} | (set(product(*values)) if crossed else set())
        columns = {name: [i for i in interviews if self.column(i) == name] for name in names}
        columns[EVERYTHING] = interviews

        everything = list(self.study.tree.by_uuid.values())
        themes_only = self.recipe.rows == "theme"
        rows: dict[str, tuple[list[Code], Code | None]] = {ALL_CODES: (everything, None)}
        for code in everything:
            if not (themes_only and code.parent):
                rows[code.uuid] = (self.branch(code) if themes_only or self.recipe.roll_up else [code], code)
        cells = {
            (row, name): self.cell(inside, codes, own)
            for row, (codes, own) in rows.items()
            for name, inside in columns.items()
        }
        return Counts(cells, {name: self.denominators(inside) for name, inside in columns.items()})

    def denominators(self, interviews: list[Interview]) -> dict[str, float | None]:
        n = len(interviews)
        done = double = 0
        people: set[object] = set()
        for i in interviews:
            layers = self.layers(i)
            double += len(layers) > 1
            states = [c in self.consensus or (c in i.layers and i.layers[c].progress == "done") for c in layers]
            short = self.recipe.policy == "intersection" and len(layers) != len(self.chosen)
            done += bool(states) and all(states) and not short
            people |= set(i.informants) or {("nobody known", i.uuid)}
        return {
            "interviews": n,
            "people": len(people),
            "words": sum(self.words(i) for i in interviews),
            "done": done / n if n else None,
            "double": double / n if n else None,
        }
