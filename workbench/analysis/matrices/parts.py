"""Parts: one coder's work, one round's, or one role's words, of every interview."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from workbench.analysis.matrices.layers import Choice, choose
from workbench.analysis.matrices.recipes import Policy, Recipe, RowKind
from workbench.analysis.matrices.records import Interview, Study
from workbench.core.coders import Coder
from workbench.core.transcripts import Role

ROLES = (Role.RESPONDENT, Role.INTERVIEWER, Role.OTHER)
"""In the order of a table."""


@dataclass(frozen=True, slots=True)
class Part:
    """Whose work is counted, and in whose words; ``values`` by the variables that part, none for all of it.

    ``chosen`` says that only interviews count in which one of the coders took part, and ``role`` only those in which
    somebody of the role says a word.
    """

    choice: Choice
    role: Role | None = None
    chosen: bool = False
    values: Mapping[RowKind, str] = field(default_factory=dict)

    def words(self, interview: Interview) -> int:
        """Return how many words of an interview are counted."""
        return interview.words if self.role is None else interview.words_by_role.get(self.role, 0)


def parts(study: Study, recipe: Recipe, kinds: Collection[RowKind]) -> Iterator[Part]:
    """Yield the parts of a study by some of coder, round and role; without any of them the one that is all of it.

    A coder's part is what a recipe that names only that coder counts; a round's what one counts that names the coders
    of the round, of those that the recipe names.
    """
    whole = choose(study, recipe)
    if not kinds:
        yield Part(whole)
        return
    asked = _candidates(study, whole)
    by_coder = sorted(kind for kind in kinds if kind is not RowKind.ROLE)
    sets: dict[tuple[str, ...], list[str]] = {}
    for coder in asked:
        sets.setdefault(tuple(_said(coder, kind) for kind in by_coder), []).append(coder.uuid)
    for values, coders in sets.items():
        choice = replace(whole, coders=tuple(coders), named=True) if by_coder else whole
        known: dict[RowKind, str] = dict(zip(by_coder, values, strict=True))
        if RowKind.ROLE not in kinds:
            yield Part(choice, None, bool(by_coder), known)
            continue
        for role in ROLES:
            yield Part(choice, role, bool(by_coder), {**known, RowKind.ROLE: str(role)})


def _said(coder: Coder, kind: RowKind) -> str:
    return coder.name if kind is RowKind.CODER else str(coder.round)


def _candidates(study: Study, choice: Choice) -> Sequence[Coder]:
    """Return the coders that may be told apart: those named, else all whom the policy would count."""
    if choice.named or choice.policy is not Policy.ONE:
        by_uuid = {coder.uuid: coder for coder in study.coders}
        return [by_uuid[uuid] for uuid in choice.coders]
    return study.coders


def every_part(
    study: Study, recipe: Recipe, rows: frozenset[RowKind], columns: frozenset[RowKind]
) -> list[tuple[Part, list[tuple[bool, bool]]]]:
    """Return every part that cells and totals are made of, with what each gives: (by rows?, by columns?)."""
    gives: dict[frozenset[RowKind], list[tuple[bool, bool]]] = {}
    for by_rows, by_columns in product((False, True), repeat=2):
        kinds = (rows if by_rows else frozenset()) | (columns if by_columns else frozenset())
        gives.setdefault(kinds, []).append((by_rows, by_columns))
    return [(part, sides) for kinds, sides in gives.items() for part in parts(study, recipe, kinds)]
