"""Matrices counted the slow way: character by character, from the definitions, with none of the fast path's functions.

What somebody coded, what a respondent said and what a mark covers are sets of characters' numbers, and every measure is
counted on sets. Only the records (which hold no arithmetic) are shared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from workbench.analysis.matrices.recipes import Recipe
from workbench.analysis.matrices.records import CodingRow, Interview, SpokenText, Study
from workbench.core.codebook import Code

EVERYTHING = ("*",)
ALL_CODES = "*"
Answer = tuple[float | None, str | None, bool]
"""(value, reason, partial)."""


Side = tuple[str, ...]
"""The values of rows or columns in the order of the recipe; a code as its UUID, all codes as ALL_CODES."""


@dataclass
class Counts:
    """Cells by (row, column), where a side is its values or EVERYTHING; denominators likewise, for every code alike."""

    cells: dict[tuple[Side, Side], Answer]
    columns: dict[tuple[Side, Side], dict[str, float | None]]


def pairs(flat: Sequence[int]) -> list[range]:
    return [range(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


def counted_characters(text: SpokenText, voices: str) -> set[int]:
    """Voices are all, respondents, or one role."""
    said: set[int] = set()
    for turn, role in zip(pairs(text.turns), text.roles, strict=True):
        if voices in {"all", role} or (voices == "respondents" and role == "respondent"):
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
        self,
        study: Study,
        recipe: Recipe,
        codings: Sequence[CodingRow],
        texts: Mapping[str, SpokenText],
        role: str = "",
    ) -> None:
        self.study, self.recipe, self.codings, self.texts, self.role = study, recipe, codings, texts, role
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
        starters = [c for c in persons if c in interview.layers and interview.layers[c].progress != "not started"]
        return (starters or persons)[:1]

    def took_part(self, interview: Interview) -> bool:
        for coder in self.chosen:
            if coder in self.consensus and not interview.consensus_complete:
                continue
            if coder in interview.layers and interview.layers[coder].progress != "not started":
                return True
            if any(c[0] == interview.uuid and c[4] == coder for c in self.codings):
                return True
        return False

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
        if self.role or self.recipe.measure == "per_1000":
            text = counted_characters(self.texts[interview.uuid], self.voices)
            found = [passage for passage in found if passage & text]
        return len(found) / len(layers) if policy == "mean" and layers else len(found)

    def text_in(self, interview: Interview, codes: list[Code]) -> float:
        layers, policy = self.layers(interview), self.recipe.policy
        text, measure, voices = self.texts[interview.uuid], self.recipe.measure, self.voices
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
        heard = {i.uuid: counted_characters(self.texts[i.uuid], self.role) for i in interviews if self.role}

        def said(i: Interview, covered: set[int]) -> bool:
            return bool(covered & heard[i.uuid] if self.role else covered)

        if policy == "intersection":
            return float(any(said(i, self.common(i, codes)) for i in interviews))
        with_it = {c for i in interviews for c in self.layers(i) if said(i, self.cover(i, codes, c))}
        took_part = {c for i in interviews for c in self.layers(i)}
        if policy == "mean":
            return len(with_it) / len(took_part) if took_part else 0
        return len(with_it) if policy == "sum" else float(bool(with_it))

    # One cell.

    def hears(self, interview: Interview) -> bool:
        reads = self.recipe.measure in {"turns", "sentences", "words", "characters", "share", "per_1000"}
        return not reads or self.words(interview) > 0

    @property
    def voices(self) -> str:
        return self.role or self.recipe.voices

    def words(self, interview: Interview) -> int:
        text = self.texts[interview.uuid]
        return counted_words(text, counted_characters(text, self.voices), self.voices)

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
            return None, "roles unknown" if self.voices == "respondents" else "no interview", False
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

    def value_of(self, interview: Interview, name: str) -> str:
        own = {"case": interview.case or "", "transcript": interview.name}
        return interview.attributes.get(name, "") if name in self.study.attributes else own[name]

    def is_part(self, name: str) -> bool:
        return name not in self.study.attributes and name in {"coder", "round", "role"}

    def part(self, wanted: Mapping[str, str]) -> tuple[Brute, list[Interview]]:
        """What one counts of where the variables have these values, and the interviews that it is counted in."""
        interviews = list(self.study.interviews)
        for name, value in wanted.items():
            if not self.is_part(name):
                interviews = [i for i in interviews if self.value_of(i, name) == value]
        parting = {name: value for name, value in wanted.items() if self.is_part(name)}
        if not parting:
            return self, interviews
        own = [c for c in self.study.coders if self.recipe.policy == "one" or c.uuid not in self.consensus]
        coders = list(self.named) or own
        if "coder" in parting:
            coders = [c for c in coders if c.name == parting["coder"]]
        if "round" in parting:
            coders = [c for c in coders if str(c.round) == parting["round"]]
        by_coder = "coder" in parting or "round" in parting
        asked = replace(self.recipe, coders=tuple(c.name for c in coders)) if by_coder else self.recipe
        inner = Brute(self.study, asked, self.codings, self.texts, parting.get("role", ""))
        if by_coder:
            interviews = [i for i in interviews if coders and inner.took_part(i)]
        if "role" in parting:
            interviews = [i for i in interviews if inner.words(i)]
        return inner, interviews

    def values(self, name: str, side: Sequence[str]) -> set[str]:
        """The values of a variable that stands on a side with others; a coder where somebody says a word."""
        if name in self.study.attributes or not self.is_part(name):
            return {self.value_of(i, name) for i in self.study.interviews}
        known = {
            "coder": [c.name for c in self.study.coders],
            "round": [str(c.round) for c in self.study.coders],
            "role": ["respondent", "interviewer", "other"],
        }
        found = {
            value
            for value in known[name]
            if any(any(i.words_by_role.values()) or "role" not in side for i in self.part({name: value})[1])
        }
        return found | {c.name for c in self.named if name == "coder"}

    def codes(self) -> dict[str, tuple[list[Code], Code | None]]:
        """What each value of code or theme counts, and ALL_CODES."""
        everything = list(self.study.tree.by_uuid.values())
        themes = "theme" in (self.recipe.rows, *self.recipe.columns)
        below = themes or self.recipe.roll_up
        counted = everything
        if self.recipe.codes:
            counted = [c for c in everything if c.key in self.recipe.codes]
            if below:
                counted = [c for c in everything if any(c in self.branch(one) for one in counted)]
        found: dict[str, tuple[list[Code], Code | None]] = {ALL_CODES: (counted, None)}
        for code in everything:
            mine = [c for c in (self.branch(code) if below else [code]) if c in counted]
            if (mine and not code.parent) if themes else code in counted:
                found[code.uuid] = (mine, code)
        return found

    def sides(self, names: Sequence[str]) -> list[Side]:
        """Every row, or every column, by its values; a code as its UUID."""
        facts = [name for name in names if name not in {"code", "theme"} and not self.is_part(name)]
        met = {tuple(self.value_of(i, name) for name in facts) for i in self.study.interviews}
        if all(name in self.study.attributes for name in facts):
            met |= set(product(*[self.values(name, names) - {""} for name in facts]))
        rest = [name for name in names if name not in facts]
        choices = [
            [c for c in self.codes() if c != ALL_CODES]
            if name in {"code", "theme"}
            else sorted(self.values(name, names))
            for name in rest
        ]
        return [
            tuple(dict(zip((*facts, *rest), (*fact, *other), strict=True))[name] for name in names)
            for fact in met
            for other in product(*choices)
        ]

    def count(self) -> Counts:
        rows, columns = (self.recipe.rows,), self.recipe.columns
        cells: dict[tuple[Side, Side], Answer] = {}
        denominators: dict[tuple[Side, Side], dict[str, float | None]] = {}
        codes = self.codes()
        for row in [*self.sides(rows), EVERYTHING]:
            for column in [*self.sides(columns), EVERYTHING]:
                wanted = {} if row == EVERYTHING else dict(zip(rows, row, strict=True))
                wanted |= {} if column == EVERYTHING else dict(zip(columns, column, strict=True))
                code = wanted.pop("code", "") or wanted.pop("theme", "") or ALL_CODES
                inner, interviews = self.part(wanted)
                cells[row, column] = inner.cell(interviews, *codes[code])
                denominators[row, column] = inner.denominators(interviews)
        return Counts(cells, denominators)

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
